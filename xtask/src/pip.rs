//! Packages from PyPI, in an environment of their own.

use crate::{setup, tools};
use anyhow::Context;
use std::{
    fs,
    path::{Path, PathBuf},
};

/// An environment with what `requirements.txt` in a folder names, unless it was already made from this very file. Gives its Python.
pub fn install(folder: &Path) -> anyhow::Result<PathBuf> {
    let list = folder.join("requirements.txt");
    let wanted = tools::hash(&fs::read(&list).with_context(|| format!("reading {}", list.display()))?);
    let environment = tools::products()?.join("python");
    let (python, mark) = (environment.join("bin/python"), environment.join("installed-from"));
    // A Python that was upgraded leaves an environment that does not run.
    if fs::read_to_string(&mark).is_ok_and(|last| last == wanted) && tools::answers(tools::program(&python).arg("-V")) {
        return Ok(python);
    }
    tools::timed("a Python environment for the tests", || {
        let system = setup::python().context("Plein's tests need Python 3 with venv")?;
        tools::run(tools::program(system).args(["-m", "venv", "--clear"]).arg(&environment))?;
        let pip = ["-m", "pip", "install", "--quiet", "--disable-pip-version-check", "--requirement"];
        tools::run(tools::program(&python).args(pip).arg(&list))
            .context("Plein's tests need the package index of Python")
    })?;
    fs::write(mark, wanted)?;
    Ok(python)
}
