//! `cargo xtask bench`: measures the release build and writes down under which conditions; `bench chaos` runs the trials of
//! the live layer at full size.
//!
//! The measurements themselves are `tests/examples/bench/main.rs`. It prints one JSON object a line on stdout,
//! `{"bench","measure","value","unit","goal"?}`, and what it is doing on stderr; this command makes the table and
//! `target/bench.json` of it.

mod chaos;

use crate::{postgres::Postgres, run, setup, tools};
use anyhow::{Context, ensure};
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};
use std::{
    fs,
    io::{BufRead, BufReader},
    process::{Command, ExitCode, Stdio},
    thread,
};

/// One figure.
#[derive(Deserialize, Serialize)]
struct Figure {
    bench: String,
    measure: String,
    value: f64,
    unit: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    goal: Option<f64>,
}

/// `cargo xtask bench [NAME]`.
pub fn command(arguments: &[String]) -> anyhow::Result<ExitCode> {
    if let [first, rest @ ..] = arguments
        && first == "chaos"
    {
        return chaos::command(rest);
    }
    ensure!(
        tools::root().join("tests/examples/bench/main.rs").is_file(),
        "there are no benchmarks yet: tests/examples/bench/main.rs is missing"
    );
    setup::test_programs()?;
    let plein = run::build()?;
    let arguments_of_cargo = ["run", "--release", "-p", "tests", "--example", "bench", "--"];
    let mut bench = tools::cargo();
    // Search is measured beside the search of databases, and the live layer on both engines.
    let postgres = tools::timed("a PostgreSQL for this run", Postgres::durable)?;
    bench.args(arguments_of_cargo).args(arguments);
    bench.env("PLEIN_TEST_BIN", &plein).env("PLEIN_TEST_POSTGRES", postgres.url());
    let figures = tools::timed("measuring", || measure(bench))?;
    print(&figures);
    let file = tools::products()?.join("bench.json");
    fs::write(&file, format!("{:#}\n", json!({ "conditions": conditions(), "figures": figures })))?;
    println!("\n{}", file.display());
    Ok(ExitCode::SUCCESS)
}

fn measure(mut bench: Command) -> anyhow::Result<Vec<Figure>> {
    let mut program = bench.stdout(Stdio::piped()).spawn().context("cannot start the benchmarks")?;
    let mut figures = Vec::new();
    for line in BufReader::new(program.stdout.take().context("a program without stdout")?).lines() {
        let line = line?;
        figures.push(serde_json::from_str(&line).with_context(|| format!("the benchmarks printed: {line}"))?);
        eprintln!("    {line}");
    }
    let status = program.wait()?;
    ensure!(status.success(), "the benchmarks failed ({status})");
    Ok(figures)
}

fn print(figures: &[Figure]) {
    println!("{:<20} {:<44} {:>12} {:<10} {:>10}", "benchmark", "measure", "value", "unit", "goal");
    for Figure { bench, measure, value, unit, goal } in figures {
        let goal = goal.map(|goal| goal.to_string()).unwrap_or_default();
        println!("{bench:<20} {measure:<44} {value:>12.3} {unit:<10} {goal:>10}");
    }
}

/// What a reader needs to know to weigh the figures.
fn conditions() -> Value {
    let processor = fs::read_to_string("/proc/cpuinfo").ok().and_then(|text| {
        let (_, name) = text.lines().find(|line| line.starts_with("model name"))?.split_once(':')?;
        Some(name.trim().to_owned())
    });
    let said = |name: &str, arguments: &[&str]| {
        tools::read(tools::program(name).args(arguments)).map(|text| text.trim().to_owned()).ok()
    };
    json!({
        "at": said("date", &["-u", "+%Y-%m-%dT%H:%M:%SZ"]),
        "commit": said("git", &["describe", "--always", "--dirty"]),
        "cores": thread::available_parallelism().map(usize::from).ok(),
        "processor": processor,
        "rustc": said("rustc", &["--version"]),
        "system": said("uname", &["-sr"]),
    })
}
