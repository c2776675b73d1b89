//! N13: how soon a site serves, and what a restart is for those who are connected.

use super::{
    reader::Tally,
    sized,
    speaker::Speaker,
    stage::{Stage, level, until},
};
use crate::{
    site::{command, free, ready},
    tell,
};
use anyhow::Context as _;
use std::{
    cell::Cell,
    path::Path,
    process::Stdio,
    time::{Duration, Instant},
};
use tests::{Engine, chaos::Dice};
use tokio::time::sleep;

/// Starts, and a restart under five hundred readers.
pub async fn restart(program: &Path) -> anyhow::Result<()> {
    million(program)?;
    let (count, bench) = (sized(500), "N13 restart");
    eprintln!("live: a restart under {count} readers");
    let mut stage = Stage::start(program, Engine::Sqlite, &[("PLEIN_HANDSHAKES_PER_SECOND", "500")]).await?;
    let place = stage.place("kleine-gemeenten", count.div_ceil(10) + 20).await?;
    let (tally, mut dice) = (Tally::new(stage.node.address()), Dice::fresh());
    let readers = place.readers(count, &tally, &mut dice);
    until("all readers to stand", 60, || tally.standing.get() == count).await?;
    tally.clear();
    let mut slowest: f64 = 0.0;
    for round in 0..5 {
        let (head, done) = (Cell::new(0), Cell::new(0));
        // Somebody says something just before, and somebody as soon as one can.
        let mut before = Speaker::enter(&stage.node, &place, count.div_ceil(10) + round).await?;
        head.set(before.say(&tally).await?);
        let began = Instant::now();
        stage.node.stop().await?;
        let stopped = began.elapsed();
        let started = stage.node.again().await?;
        let mut after = Speaker::enter(&stage.node, &place, count.div_ceil(10) + 10 + round).await?;
        head.set(after.say(&tally).await?);
        until("all readers to stand", 60, || tally.standing.get() == count).await?;
        slowest = slowest.max(began.elapsed().as_secs_f64());
        done.set(level(&readers, head.get(), 30).await);
        tell(bench, "readers that are not level", done.get() as f64, "", Some(0.0));
        if round == 0 {
            tell(bench, "until it had ended", stopped.as_secs_f64() * 1e3, "ms", None);
            tell(bench, "the demo region, from start to serving", started.as_secs_f64() * 1e3, "ms", Some(2_000.0));
        }
        sleep(Duration::from_secs(1)).await;
    }
    tell(bench, "from the signal until all heard everything again, at most", slowest, "s", Some(10.0));
    tell(
        bench,
        "gaps, doubles, resets",
        (tally.gaps.get() + tally.again.get() + tally.resets.get()) as f64,
        "",
        Some(0.0),
    );
    stage.end().await;
    Ok(())
}

/// From start to serving with a million posts, when the site of the search measurement is there.
fn million(program: &Path) -> anyhow::Result<()> {
    let folder = Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/../target/bench-seed/1000000"));
    if !folder.join("done").is_file() || !folder.join("index").is_dir() {
        eprintln!("live: no site of a million posts (the measurement `search at scale` makes it): not measured");
        return Ok(());
    }
    for _ in 0..3 {
        let origin = free()?;
        let began = Instant::now();
        let mut serve = command(program, folder, &origin);
        let mut child = serve.arg("serve").stderr(Stdio::null()).spawn().context("a server")?;
        let outcome = ready(&origin);
        tell(
            "N13 restart",
            "a million posts, from start to serving",
            began.elapsed().as_secs_f64() * 1e3,
            "ms",
            Some(2_000.0),
        );
        let _ = child.kill();
        let _ = child.wait();
        outcome?;
    }
    Ok(())
}
