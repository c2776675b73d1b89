//! The live layer: what sockets cost, how soon messages come, and what is lost when links, nodes and the bus break.
//!
//! Readers and speakers run on one thread of this process, on the machine of the server: latencies hold both, costs are of
//! the server alone. `PLEIN_BENCH_LIVE=0.1` makes everything a tenth of its size, to try it with a debug build.

mod bus;
mod frame;
mod idle;
mod jobs;
mod line;
mod reader;
mod region;
mod restart;
mod resume;
mod rooms;
mod sends;
mod speaker;
mod stage;

use crate::tell;
use std::path::Path;
use tokio::task::LocalSet;

/// Measures what `wanted` names: `live` for all of it, `live rooms` for one.
pub fn live(program: &Path, wanted: &str) -> anyhow::Result<()> {
    tests::chaos::many_files();
    let named = |name: &str| format!("live {name}").contains(wanted);
    let own = LocalSet::new();
    tests::block_on(own.run_until(async {
        if named("sockets") {
            idle::idle(program).await?;
        }
        if named("rooms") {
            rooms::rooms(program).await?;
        }
        if named("sends") {
            sends::sends(program).await?;
        }
        if named("resume") {
            resume::resume(program).await?;
        }
        if named("bus") {
            bus::bus(program).await?;
        }
        if named("jobs") {
            jobs::jobs(program).await?;
        }
        if named("region") {
            region::region(program).await?;
        }
        if named("restart") {
            restart::restart(program).await?;
        }
        Ok(())
    }))
}

/// So many, or as many as the size of this run makes of it.
fn sized(full: usize) -> usize {
    let size = std::env::var("PLEIN_BENCH_LIVE").ok().and_then(|text| text.parse::<f64>().ok()).unwrap_or(1.0);
    ((full as f64 * size) as usize).max(1)
}

/// The value below which so many of a thousand lie.
fn of_thousand(sorted: &[f64], thousandths: usize) -> f64 {
    sorted.get((sorted.len() * thousandths / 1_000).min(sorted.len().saturating_sub(1))).copied().unwrap_or_default()
}

/// Prints middle, 99 of 100, and longest.
fn spread(bench: &str, what: &str, mut took: Vec<f64>, goals: [Option<f64>; 2]) {
    took.sort_by(f64::total_cmp);
    for (name, thousandths, goal) in [("p50", 500, goals[0]), ("p99", 990, goals[1]), ("longest", 1_000, None)] {
        tell(bench, &format!("{what}, {name}"), of_thousand(&took, thousandths), "ms", goal);
    }
}
