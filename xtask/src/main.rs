//! The developer's commands: `cargo xtask run|test|dist|check|bench`, and `bundle`, which the others use.
//!
//! Each command is one file with one function; this file is the table of contents. What they share (starting programs,
//! finding folders) stands in `tools.rs`. Nothing here ends up in the program, and nothing here depends on its crates.

mod bench;
mod bundle;
mod check;
mod dist;
mod npm;
mod pip;
mod postgres;
mod run;
mod setup;
mod test;
mod tools;

use std::{env, process::ExitCode};

/// A command: its name, its help and what it does with the arguments behind its name.
struct Command {
    name: &'static str,
    usage: &'static str,
    summary: &'static str,
    details: &'static str,
    run: fn(&[String]) -> anyhow::Result<ExitCode>,
}

const COMMANDS: [Command; 6] = [
    Command {
        name: "run",
        usage: "run [-- ARGUMENTS]",
        summary: "build everything in release and start it on http://localhost:3000",
        details: "Builds the browser bundle and the server, fills an empty database under var/ with the demo region, and starts\n\
                  `plein serve` with the ARGUMENTS. PLEIN_DATA names another folder than var/.",
        run: run::command,
    },
    Command {
        name: "test",
        usage: "test [FILTER]",
        summary: "every test there is: unit, both database engines, live layer, browser",
        details: "Installs what it needs where it can (apt as root on Debian, npm ci, rustup target add) and says otherwise what\n\
                  is missing. Starts its own PostgreSQL in a temporary folder. With FILTER only the tests whose name contains it.\n\
                  The last line is `N passed, N failed`.",
        run: test::command,
    },
    Command {
        name: "dist",
        usage: "dist",
        summary: "make target/dist/plein, one self-contained release binary",
        details: "The browser's files, the migrations and the demo region are inside; symbols are stripped.",
        run: dist::command,
    },
    Command {
        name: "check",
        usage: "check",
        summary: "formatting, lints, documentation and the rules of the house",
        details: "cargo fmt, clippy (also for the browser), cargo doc, our own rules, and the numbers of the house as a mirror.\n\
                  cargo-deny, cargo-machete and typos run as well when they are installed.",
        run: check::command,
    },
    Command {
        name: "bench",
        usage: "bench [NAME]",
        summary: "the benchmarks: a table, and target/bench.json",
        details: "Builds in release and runs the benchmark NAME, or all of them: `live` for the live layer, `live rooms` for a part.\n\
                  `chaos` runs the trials of the live layer at full size instead, for hours, and says which promises held; with\n\
                  a word behind it only those whose name contains it. It needs the debug build, which can be told to break.",
        run: bench::command,
    },
    Command {
        name: "bundle",
        usage: "bundle [--dev]",
        summary: "only the browser's files, in the folder that the server embeds",
        details: "WebAssembly, scripts, stylesheet and icons under names that hold their hash, compressed once.\n\
                  --dev makes the bundle of the tests: built and compressed quickly instead of small.",
        run: bundle::command,
    },
];

fn main() -> ExitCode {
    let arguments = env::args().skip(1).collect::<Vec<_>>();
    let Some((name, rest)) = arguments.split_first() else {
        println!("{}", overview());
        return ExitCode::from(2);
    };
    if ["--help", "-h", "help"].contains(&name.as_str()) {
        println!("{}", overview());
        return ExitCode::SUCCESS;
    }
    let Some(command) = COMMANDS.iter().find(|command| command.name == name) else {
        eprintln!("cargo xtask: there is no command `{name}`\n\n{}", overview());
        return ExitCode::from(2);
    };
    if rest.iter().take_while(|argument| *argument != "--").any(|argument| argument == "--help" || argument == "-h") {
        println!("cargo xtask {}: {}\n\n{}", command.usage, command.summary, command.details);
        return ExitCode::SUCCESS;
    }
    (command.run)(rest).unwrap_or_else(|error| {
        eprintln!("cargo xtask {name}: {error:#}");
        ExitCode::FAILURE
    })
}

/// The list of commands, as `--help` shows it.
fn overview() -> String {
    let lines = COMMANDS.iter().map(|command| format!("  cargo xtask {:20} {}", command.usage, command.summary));
    format!("{}\n\n`cargo xtask COMMAND --help` says more.", lines.collect::<Vec<_>>().join("\n"))
}
