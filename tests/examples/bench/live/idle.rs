//! N1 and N2: thousands of sockets on which nothing happens, and how they came in.

use super::{
    line::Pass,
    reader::{Reader, Tally, Ticket},
    sized,
    stage::{Stage, network, until},
};
use crate::tell;
use anyhow::Context as _;
use std::{
    path::Path,
    rc::Rc,
    time::{Duration, Instant},
};
use tests::{
    Engine,
    chaos::{Dice, files},
};
use tokio::time::sleep;

/// Readers that come in at once.
const AT_ONCE: usize = 64;

/// Lets them in and watches them do nothing.
pub async fn idle(program: &Path) -> anyhow::Result<()> {
    let (count, bench) = (sized(10_000), "N1 N2 sockets");
    eprintln!("live: {count} sockets of five channels each");
    let mut stage = Stage::start(program, Engine::Sqlite, &[]).await?;
    let place = stage.place("kleine-gemeenten", count.div_ceil(10)).await?;
    let threads = stage.node.api(&stage.admin, "GET", &format!("/communities/{}/threads", place.slug), None).await?;
    let thread = |n: usize| threads["items"][n]["id"].as_str().map(|id| Rc::from(format!("thread:{id}")));
    let common: [Rc<str>; 4] = [
        place.channel.clone(),
        format!("community:{}", place.id).into(),
        thread(0).context("a thread")?,
        thread(1).context("another thread")?,
    ];
    let mut own = Vec::new();
    for somebody in &place.crowd.0 {
        let me = stage.node.api(&somebody.token, "GET", "/me", None).await?;
        own.push(Rc::<str>::from(format!("user:{}", me["id"].as_str().context("an id")?)));
    }
    // What loading took would be counted as what sockets give back.
    stage.node.stop().await?;
    stage.node.again().await?;
    sleep(Duration::from_secs(3)).await;
    let (all, mine) = stage.node.memory()?;
    let (tally, mut dice) = (Tally::new(stage.node.address()), Dice::fresh());
    let (began, busy) = (Instant::now(), stage.node.processor());
    let mut readers = Vec::new();
    while readers.len() < count {
        // Not more at once than a door that is asked by browsers sees.
        until("readers to come in", 60, || readers.len() < tally.standing.get() + AT_ONCE).await?;
        let n = readers.len();
        let mut channels: Vec<_> = common.iter().map(|name| (name.clone(), Some(0))).collect();
        channels.push((own[n / 10].clone(), Some(0)));
        let pass = Pass::Browser(format!("{}-browser", place.crowd.somebody(n / 10).token));
        readers.push(Reader::start(Ticket { pass, network: network(n), channels }, &tally, dice.split()));
    }
    until("all readers to stand", 60, || tally.standing.get() == count).await?;
    let took = began.elapsed().as_secs_f64();
    tell(bench, "handshakes with five channels each", count as f64, "", None);
    tell(bench, "until all stand", took, "s", Some(20.0 * count as f64 / 10_000.0));
    tell(bench, "refused, or broken", (tally.later.get() + tally.broken.get()) as f64, "", Some(0.0));
    tell(bench, "server CPU a handshake", (stage.node.processor() - busy) * 1e3 / count as f64, "ms", None);
    sleep(Duration::from_secs(5)).await;
    let (all_then, mine_then) = stage.node.memory()?;
    tell(bench, "resident memory before", all, "MB", None);
    tell(bench, "resident memory", all_then, "MB", Some(200.0));
    tell(bench, "of which its own", mine_then, "MB", None);
    tell(bench, "memory of its own a socket", (mine_then - mine) * 1024.0 / count as f64, "kB", Some(20.0));
    tell(bench, "files open beside the sockets", files(stage.node.pid()) as f64 - count as f64, "", Some(64.0));
    let (busy, spell) = (stage.node.processor(), Duration::from_secs(60));
    sleep(spell).await;
    let share = (stage.node.processor() - busy) / spell.as_secs_f64() * 100.0;
    tell(bench, "of one core while nothing happens", share, "%", Some(5.0));
    tell(bench, "broken meanwhile", tally.broken.get() as f64, "", Some(0.0));
    drop(readers);
    sleep(Duration::from_secs(5)).await;
    tell(bench, "memory of its own when they are gone", stage.node.memory()?.1, "MB", None);
    stage.end().await;
    Ok(())
}
