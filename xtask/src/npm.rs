//! Packages from npm, exactly as the lock file says.

use crate::tools;
use anyhow::Context;
use std::{
    fs,
    path::{Path, PathBuf},
};

/// `npm ci` in a folder, unless `node_modules` was already made from this very lock file.
pub fn install(folder: &Path) -> anyhow::Result<()> {
    let lock = folder.join("package-lock.json");
    let wanted = tools::hash(&fs::read(&lock).with_context(|| format!("reading {}", lock.display()))?);
    let mark = folder.join("node_modules/.installed-from");
    if fs::read_to_string(&mark).is_ok_and(|last| last == wanted) {
        return Ok(());
    }
    let name = folder.strip_prefix(tools::root()).unwrap_or(folder).display().to_string();
    tools::timed(&format!("npm ci in {name}"), || {
        let arguments = ["ci", "--no-audit", "--no-fund", "--loglevel=error"];
        tools::run(tools::program("npm").args(arguments).current_dir(folder))
            .context("Plein needs Node 20 or newer, with npm, and the package registry")
    })?;
    Ok(fs::write(mark, wanted)?)
}

/// A program that a package brings.
pub fn tool(folder: &Path, name: &str) -> PathBuf {
    folder.join("node_modules/.bin").join(name)
}
