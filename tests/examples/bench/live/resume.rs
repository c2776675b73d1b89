//! N6 and N7: coming back after a cut, one by one and all at once.

use super::{
    reader::Tally,
    rooms::troubles,
    sized,
    speaker::{Speaker, at_once, steadily},
    spread,
    stage::{Place, Stage, level, until},
};
use crate::tell;
use std::{
    path::Path,
    rc::Rc,
    time::{Duration, Instant},
};
use tests::{Engine, chaos::Dice};
use tokio::time::sleep;

/// Messages that are missed.
const MISSED: usize = 300;

/// All of it.
pub async fn resume(program: &Path) -> anyhow::Result<()> {
    few(program).await?;
    storm(program).await?;
    readings(program).await
}

async fn speakers(stage: &Stage, place: &Place, count: usize) -> anyhow::Result<Vec<Speaker>> {
    let (mut all, members) = (Vec::new(), place.crowd.0.len());
    for n in 0..count {
        // The last ones: the first ones read.
        all.push(Speaker::enter(&stage.node, place, members - 1 - n).await?);
    }
    Ok(all)
}

/// Two hundred who were away for three hundred messages.
async fn few(program: &Path) -> anyhow::Result<()> {
    let (count, bench) = (sized(200), "N6 resume");
    eprintln!("live: {count} readers who were away");
    let stage = Stage::start(program, Engine::Sqlite, &[]).await?;
    let place = stage.place("kleine-gemeenten", 200).await?;
    let (tally, mut dice) = (Tally::new(stage.node.address()), Dice::fresh());
    let readers = place.readers(count, &tally, &mut dice);
    until("all readers to stand", 60, || tally.standing.get() == count).await?;
    let mut cost = [0.0; 2];
    for (round, missed) in [0, MISSED].into_iter().enumerate() {
        tally.clear();
        let away = Duration::from_secs(4);
        tally.cut(away);
        let began = Instant::now();
        let mut head = 0;
        if missed > 0 {
            // Of each as many as one may say at once.
            let said = speakers(&stage, &place, missed / 10).await?;
            head = steadily(said, &tally, 200.0, Duration::from_secs_f64(missed as f64 / 200.0)).await?.0.head;
        }
        sleep(away.saturating_sub(began.elapsed())).await;
        let busy = stage.node.processor();
        until("all readers to stand", 60, || tally.standing.get() == count).await?;
        let behind = level(&readers, head, 30).await;
        // What else it does in so short a while is little.
        cost[round] = (stage.node.processor() - busy) * 1e3 / count as f64;
        tell(bench, &format!("{missed} missed, readers that are not level"), behind as f64, "", Some(0.0));
    }
    tell(bench, "handshake and nothing missed, server CPU", cost[0], "ms", None);
    tell(bench, &format!("{MISSED} missed, server CPU more"), cost[1] - cost[0], "ms", Some(20.0));
    tell(bench, "gaps, doubles, resets, breaks", troubles(&tally) as f64, "", Some(0.0));
    let missed = tally.missed.take();
    tell(bench, "readers who missed something", missed.len() as f64, "", None);
    spread(bench, "from being able to come back until the first event", missed, [None, Some(1_000.0)]);
    stage.end().await;
    Ok(())
}

/// Five thousand who are cut off at once, at a door that lets in five hundred a second, while four speak.
async fn storm(program: &Path) -> anyhow::Result<()> {
    let (count, bench) = (sized(5_000), "N7 storm");
    eprintln!("live: {count} readers who are cut off at once");
    let stage = Stage::start(program, Engine::Sqlite, &[("PLEIN_HANDSHAKES_PER_SECOND", "500")]).await?;
    let place = stage.place("kleine-gemeenten", count.div_ceil(10) + 60).await?;
    let (tally, mut dice) = (Tally::new(stage.node.address()), Dice::fresh());
    let readers = place.readers(count, &tally, &mut dice);
    until("all readers to stand", 120, || tally.standing.get() == count).await?;
    let speakers = speakers(&stage, &place, 4).await?;
    tally.clear();
    let busy = stage.node.processor();
    let storm = async {
        sleep(Duration::from_secs(2)).await;
        tally.cut(Duration::ZERO);
        let began = Instant::now();
        until("all readers to be cut off", 10, || tally.standing.get() < count / 2).await?;
        until("all readers to stand", 120, || tally.standing.get() == count).await?;
        anyhow::Ok(began.elapsed())
    };
    let (storm, said) =
        futures_util::future::join(storm, steadily(speakers, &tally, 4.0, Duration::from_secs(25))).await;
    let behind = level(&readers, said?.0.head, 60).await;
    tell(bench, "readers cut off at once", count as f64, "", None);
    tell(bench, "all back and heard after", storm?.as_secs_f64(), "s", Some(20.0));
    tell(bench, "told to come later", tally.later.get() as f64, "", None);
    tell(bench, "readers that are not level", behind as f64, "", Some(0.0));
    tell(bench, "gaps, doubles, resets, breaks", troubles(&tally) as f64, "", Some(0.0));
    tell(bench, "server CPU of 25 s", stage.node.processor() - busy, "s", None);
    stage.end().await;
    Ok(())
}

/// How often the database is asked for events when many come back, by the log of the server.
async fn readings(program: &Path) -> anyhow::Result<()> {
    let (count, bench) = (sized(500), "N7 readings");
    eprintln!("live: the statements of {count} readers who come back");
    let stage = Stage::start(program, Engine::Sqlite, &[("PLEIN_LOG", "warn,sqlx::query=debug")]).await?;
    let place = stage.place("kleine-gemeenten", 120).await?;
    let (tally, mut dice) = (Rc::clone(&Tally::new(stage.node.address())), Dice::fresh());
    let readers = place.readers(count, &tally, &mut dice);
    until("all readers to stand", 60, || tally.standing.get() == count).await?;
    let spoken = speakers(&stage, &place, 10).await?;
    tally.cut(Duration::from_secs(3));
    let head = at_once(spoken, &tally, 1, Duration::from_millis(500)).await?.head;
    sleep(Duration::from_secs(1)).await;
    let before = stage.log()?.len();
    until("all readers to stand", 60, || tally.standing.get() == count).await?;
    let behind = level(&readers, head, 30).await;
    let log = stage.log()?;
    let lines: Vec<&str> = log[before..].lines().filter(|line| line.contains("sqlx::query")).collect();
    let events = lines.iter().filter(|line| line.contains("from channel_event")).count();
    tell(bench, "statements a reader who comes back", lines.len() as f64 / count as f64, "", None);
    tell(bench, "of which read events, in all", events as f64, "", Some(1.0));
    tell(bench, "readers that are not level", behind as f64, "", Some(0.0));
    stage.end().await;
    Ok(())
}
