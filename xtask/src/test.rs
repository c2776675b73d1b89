//! `cargo xtask test`: everything there is, from an empty machine to one line with two numbers.
//!
//! Cargo's tests and the browser's print a line a test; `counts.rs` reads them while they pass by. Nothing is skipped in
//! silence: without PostgreSQL, a browser or Python the run fails, and so it does when one of them had no test to run.

mod counts;
mod statements;

use crate::{
    bundle::{self, Kind},
    npm, pip,
    postgres::Postgres,
    setup, tools,
};
use anyhow::Context;
use counts::Counts;
use std::{
    io::{BufRead, BufReader},
    process::{Command, ExitCode, Stdio},
};

/// How many of cargo's tests run at a time: most of one is waiting, for a mail, a merge, a start.
const ABREAST: usize = 4;

/// `cargo xtask test [FILTER]`.
pub fn command(arguments: &[String]) -> anyhow::Result<ExitCode> {
    let (filter, rest) = match arguments {
        [] => (None, arguments),
        [first, rest @ ..] => (Some(first.as_str()), rest),
    };
    tools::no_more(rest)?;
    let mut counts = Counts::default();
    if let Err(error) = everything(filter, &mut counts) {
        eprintln!("cargo xtask test: {error:#}");
        counts.fail("the run itself");
    }
    Ok(counts.report(filter.is_some()))
}

fn everything(filter: Option<&str>, counts: &mut Counts) -> anyhow::Result<()> {
    let browser = tools::root().join("tests/browser");
    setup::test_programs()?;
    npm::install(&browser)?;
    let interop = tools::root().join("tests/interop");
    npm::install(&interop)?;
    let python = pip::install(&interop)?;
    bundle::make(Kind::Dev)?;
    // xtask apart: it is the program that runs now, and the features of its packages must not mix with the others'.
    let workspace = ["--workspace", "--exclude", "xtask"];
    tools::timed("programs (debug)", || tools::run(tools::cargo().arg("build").args(workspace).arg("--bins")))?;
    let postgres = tools::timed("a PostgreSQL for this run", Postgres::start)?;

    let prepare = |mut command: Command| {
        command.env("PLEIN_TEST_POSTGRES", postgres.url());
        command.env("PLEIN_TEST_BIN", tools::target().join("debug/plein"));
        command.env("PLEIN_TEST_PYTHON", &python);
        command.env("CHROMIUM", setup::chromium().unwrap_or_default());
        command.env("RUST_TEST_THREADS", ABREAST.to_string());
        command
    };
    let statements = statements::file()?;
    let cargo = |counts: &mut Counts, packages: &[&str], read: fn(&mut Counts, &str)| {
        let mut cargo = prepare(tools::cargo());
        cargo.env("PLEIN_TEST_STATEMENTS", &statements);
        cargo.args(["test", "--no-fail-fast"]).args(packages).args(filter);
        follow(&format!("cargo test {}", packages.join(" ")), cargo, counts, read)
    };
    cargo(counts, &workspace, Counts::product)?;
    if filter.is_none() {
        statements::on_one_engine(&statements)?.iter().for_each(|text| counts.fail(text));
    }
    cargo(counts, &["-p", "xtask"], Counts::commands)?;
    let mut node = prepare(tools::program("node"));
    node.arg(browser.join("run.mjs")).args(filter);
    follow("browser", node, counts, Counts::browser)
}

/// Runs a program, shows each line it prints and lets `read` count it. A program that fails without naming a test (it
/// did not compile, it crashed) counts as one failure.
fn follow(what: &str, mut command: Command, counts: &mut Counts, read: fn(&mut Counts, &str)) -> anyhow::Result<()> {
    tools::step(what);
    let before = counts.failed();
    let mut program = command.stdout(Stdio::piped()).spawn().with_context(|| format!("cannot start {what}"))?;
    let mut output = BufReader::new(program.stdout.take().context("a program without stdout")?);
    let mut line = Vec::new();
    while output.read_until(b'\n', &mut line)? > 0 {
        let text = String::from_utf8_lossy(&line);
        print!("{text}");
        read(counts, text.trim_end());
        line.clear();
    }
    if !program.wait()?.success() && counts.failed() == before {
        counts.fail(what);
    }
    Ok(())
}
