//! `cargo xtask run`: from a fresh clone to a region in the browser.

use crate::{
    bundle::{self, Kind},
    tools,
};
use anyhow::Context;
use std::{
    env,
    path::PathBuf,
    process::{Command, ExitCode},
};

/// `cargo xtask run [-- ARGUMENTS]`.
pub fn command(arguments: &[String]) -> anyhow::Result<ExitCode> {
    let arguments = match arguments {
        [first, rest @ ..] if first == "--" => rest,
        other => other,
    };
    let plein = build()?;
    let data = env::var_os("PLEIN_DATA").map_or_else(|| tools::root().join("var"), PathBuf::from);
    tools::run(tools::program(&plein).args(["demo", "--if-empty"]).env("PLEIN_DATA", &data))?;
    serve(tools::program(&plein).arg("serve").args(arguments).env("PLEIN_DATA", &data))
}

/// Builds bundle and server in release; gives the program.
pub fn build() -> anyhow::Result<PathBuf> {
    bundle::make(Kind::Release)?;
    tools::timed("server (release; the first time takes a while)", || {
        tools::run(tools::cargo().args(["build", "--release", "-p", "server"]))
    })?;
    Ok(tools::target().join("release/plein"))
}

/// Becomes the server, so that Ctrl-C and signals reach it directly.
#[cfg(unix)]
fn serve(command: &mut Command) -> anyhow::Result<ExitCode> {
    use std::os::unix::process::CommandExt;
    Err(command.exec()).context("starting plein serve")
}

#[cfg(not(unix))]
fn serve(command: &mut Command) -> anyhow::Result<ExitCode> {
    let status = command.status().context("starting plein serve")?;
    Ok(if status.success() { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}
