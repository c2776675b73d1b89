//! `cargo xtask dist`: the one file that an installation needs.

use crate::{run, tools};
use anyhow::Context;
use std::{fs, process::ExitCode};

/// `cargo xtask dist`.
pub fn command(arguments: &[String]) -> anyhow::Result<ExitCode> {
    tools::no_more(arguments)?;
    let built = run::build()?;
    let folder = tools::products()?.join("dist");
    fs::create_dir_all(&folder)?;
    let plein = folder.join("plein");
    // A new file: the old one may be running.
    if plein.exists() {
        fs::remove_file(&plein)?;
    }
    fs::copy(&built, &plein).with_context(|| format!("copying {} to {}", built.display(), plein.display()))?;
    // Here and not in the profile: another profile would compile every crate again.
    tools::run(tools::program("strip").arg(&plein)).context("strip comes with the C compiler (binutils)")?;
    let size = fs::metadata(&plein)?.len();
    println!("{} ({}.{} MB)", plein.display(), size / 1_000_000, size / 100_000 % 10);
    Ok(ExitCode::SUCCESS)
}
