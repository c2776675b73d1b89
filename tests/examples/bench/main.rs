//! The figures of `docs/performance.md`. Run by `cargo xtask bench [NAME]`, which builds the program first.
//!
//! Prints one JSON object a line on stdout and what it is doing on stderr. Costs are the processor time of the server,
//! from `/proc`, divided by the number of requests: unlike waiting times they hold on a busy machine.

mod kills;
mod live;
mod pages;
mod quality;
mod scale;
mod site;

use anyhow::Context as _;
use serde_json::json;
use site::Site;
use std::path::PathBuf;

/// What the members that are made for a measurement sign in with: one that nobody guesses, as the program demands.
const FRESH_PASSWORD: &str = "zeven grauwe kraaien op het dak";

/// What needs the demo region and nothing else.
const OF_THE_DEMO: [&str; 5] = ["start", "pages", "weight", "import", "search"];

fn main() -> anyhow::Result<()> {
    let wanted = std::env::args().nth(1).unwrap_or_default();
    let program = PathBuf::from(
        std::env::var_os("PLEIN_TEST_BIN").context("PLEIN_TEST_BIN names the program: use cargo xtask bench")?,
    );
    let runtime = tokio::runtime::Builder::new_multi_thread().worker_threads(2).enable_all().build()?;
    runtime.block_on(async {
        if OF_THE_DEMO.iter().any(|name| name.contains(&wanted)) {
            of_the_demo(&program, &wanted).await?;
        }
        if "search at scale".contains(&wanted) {
            scale::scale(&program).await?;
        }
        if "search through kills".contains(&wanted) {
            kills::kills().await?;
        }
        anyhow::Ok(())
    })?;
    live::live(&program, &wanted)
}

async fn of_the_demo(program: &std::path::Path, wanted: &str) -> anyhow::Result<()> {
    let site = Site::start(program).await?;
    if "start".contains(wanted) {
        pages::start(program, &site.folder)?;
    }
    if "pages".contains(wanted) {
        pages::pages(&site).await?;
    }
    if "weight".contains(wanted) {
        pages::weight(&site).await?;
    }
    if "import".contains(wanted) {
        pages::import(program, &site).await?;
    }
    if "search".contains(wanted) {
        quality::quality(program, &site).await?;
    }
    Ok(())
}

/// Prints a figure.
fn tell(bench: &str, measure: &str, value: f64, unit: &str, goal: Option<f64>) {
    let mut figure = json!({ "bench": bench, "measure": measure, "value": value, "unit": unit });
    if let Some(goal) = goal {
        figure["goal"] = json!(goal);
    }
    println!("{figure}");
}
