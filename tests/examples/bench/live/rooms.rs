//! N3 and N4: one room with a thousand readers.

use super::{
    of_thousand,
    reader::{Reader, Tally},
    sized,
    speaker::{Speaker, steadily},
    spread,
    stage::{Node, Place, Stage, level, until},
};
use crate::tell;
use std::{path::Path, rc::Rc, time::Duration};
use tests::{Engine, chaos::Dice};

/// Says things to all of them, at more and more a second.
pub async fn rooms(program: &Path) -> anyhow::Result<()> {
    let count = sized(1_000);
    eprintln!("live: a room with {count} readers");
    let stage = Stage::start(program, Engine::Sqlite, &[]).await?;
    let place = stage.place("kleine-gemeenten", 250).await?;
    let (tally, mut dice) = (Tally::new(stage.node.address()), Dice::fresh());
    // What messages cost by themselves, the search index among it, is not the price of telling them.
    let (busy, spell) = (stage.node.processor(), Duration::from_secs(sized(20) as u64));
    steadily(speakers(&stage.node, &place, 20.0).await?, &tally, 20.0, spell).await?;
    let alone = (stage.node.processor() - busy) / spell.as_secs_f64();
    tell("N3 N4 20/s to nobody", "server CPU", alone * 100.0, "%", None);
    let readers = place.readers(count, &tally, &mut dice);
    until("all readers to stand", 60, || tally.standing.get() == count).await?;
    for (pace, seconds, goals) in
        [(20.0, 30, [Some(15.0), Some(100.0)]), (30.0, 60, [None, Some(100.0)]), (100.0, 20, [None, None])]
    {
        let spell = Duration::from_secs(seconds);
        let bench = format!("N3 N4 {pace}/s to {count}");
        let speakers = speakers(&stage.node, &place, pace).await?;
        pass(&stage.node, &tally, &readers, speakers, (&bench, pace, spell, goals)).await?;
    }
    stage.end().await;
    Ok(())
}

/// Who speaks about once a second each: whoever is silent for longer would not hear heartbeats.
async fn speakers(node: &Node, place: &Place, pace: f64) -> anyhow::Result<Vec<Speaker>> {
    let mut all = Vec::new();
    for n in 0..pace as usize + 20 {
        all.push(Speaker::enter(node, place, n + 100).await?);
    }
    Ok(all)
}

async fn pass(
    node: &Node,
    tally: &Rc<Tally>,
    readers: &[Reader],
    speakers: Vec<Speaker>,
    (bench, pace, spell, goals): (&str, f64, Duration, [Option<f64>; 2]),
) -> anyhow::Result<()> {
    eprintln!("{bench}");
    tally.clear();
    let busy = node.processor();
    let (said, _) = steadily(speakers, tally, pace, spell).await?;
    let behind = level(readers, said.head, 60).await;
    let cost = node.processor() - busy;
    let applied = tally.applied.get() as f64;
    let lost = said.count as f64 * readers.len() as f64 - applied;
    let mut took: Vec<f64> = tally.took.take().into_iter().map(|micros| f64::from(micros) / 1e3).collect();
    took.sort_by(f64::total_cmp);
    let late = took.len() - took.partition_point(|took| *took < 1_000.0);
    spread(bench, "from saying to hearing", took.clone(), goals);
    tell(bench, "99.9 of 100", of_thousand(&took, 999), "ms", None);
    tell(bench, "heard after more than a second", late as f64, "", None);
    tell(bench, "deliveries", applied, "", None);
    tell(bench, "lost", lost, "", Some(0.0));
    tell(bench, "gaps, doubles, resets, breaks", troubles(tally) as f64, "", Some(0.0));
    tell(bench, "readers that are not level", behind as f64, "", Some(0.0));
    tell(bench, "deliveries a second of server CPU", applied / cost, "", Some(50_000.0));
    spread(bench, "from saying to standing on disk", said.took, [None, None]);
    Ok(())
}

/// How often something went otherwise than it should.
pub fn troubles(tally: &Tally) -> u64 {
    tally.gaps.get() + tally.again.get() + tally.resets.get() + tally.broken.get()
}
