//! `cargo xtask check`: strict, and the same here as anywhere it is asked.
//!
//! First what costs nothing (`rules.rs`, `permits.rs`, `tree.rs`: the rules of the house that no lint knows), then what
//! cargo brings, then tools that are optional. All of it runs, also after a failure, so that one run tells everything.
//! `mirror.rs` prints numbers that nobody has to obey.

mod mirror;
mod permits;
mod rules;
mod source;
mod tree;

use crate::{setup, tools};
use source::Source;
use std::process::{Command, ExitCode};

/// `cargo xtask check`.
pub fn command(arguments: &[String]) -> anyhow::Result<ExitCode> {
    tools::no_more(arguments)?;
    let tracked = tree::tracked()?;
    let sources = Source::all(&tracked)?;
    mirror::print(&sources);

    let mut problems = rules::problems(&sources);
    problems.extend(permits::problems(&sources)?);
    problems.extend(tree::problems(&tracked)?);
    for problem in &problems {
        println!("{problem}");
    }
    let mut failed = if problems.is_empty() { Vec::new() } else { vec!["the rules of the house"] };
    for (what, mut command) in steps()? {
        if let Err(error) = tools::timed(what, || tools::run(&mut command)) {
            eprintln!("{error:#}");
            failed.push(what);
        }
    }
    if failed.is_empty() {
        println!("check: all is well");
        return Ok(ExitCode::SUCCESS);
    }
    println!("check: failed: {}", failed.join(", "));
    Ok(ExitCode::FAILURE)
}

/// The programs that judge, in the order of how soon they answer.
fn steps() -> anyhow::Result<Vec<(&'static str, Command)>> {
    setup::wasm_target()?;
    let cargo = |line: &str| {
        let mut cargo = tools::cargo();
        cargo.args(line.split(' '));
        cargo
    };
    let browser = |build: &str| {
        cargo(&format!("clippy -p frontend --features {build} --target wasm32-unknown-unknown -- -D warnings"))
    };
    let mut documents = cargo("doc --workspace --no-deps --document-private-items");
    documents.env("RUSTDOCFLAGS", "-D warnings");
    let mut steps = vec![
        ("cargo fmt", cargo("fmt --all --check")),
        ("clippy", cargo("clippy --workspace --all-targets -- -D warnings")),
        ("clippy for the browser", browser("hydrate")),
        ("clippy for the browser, with the chat room", browser("chat")),
        ("cargo doc", documents),
    ];
    if tools::find(&["cargo-deny"]).is_some() && tools::root().join("deny.toml").is_file() {
        steps.push(("cargo deny", cargo("deny check")));
    }
    if tools::find(&["cargo-machete"]).is_some() {
        steps.push(("cargo machete", cargo("machete")));
    }
    if tools::find(&["typos"]).is_some() {
        steps.push(("typos", tools::program("typos")));
    }
    Ok(steps)
}
