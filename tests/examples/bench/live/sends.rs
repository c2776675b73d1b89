//! N5: from saying something until it stands on disk, and how much stands in a second.

use super::{
    reader::Tally,
    sized,
    speaker::{Speaker, at_once, steadily},
    spread,
    stage::{Place, Stage},
};
use crate::tell;
use std::{path::Path, rc::Rc, time::Duration};
use tests::Engine;

/// On both engines.
pub async fn sends(program: &Path) -> anyhow::Result<()> {
    for (engine, capacity) in [(Engine::Sqlite, 2_000.0), (Engine::Postgres, 1_000.0)] {
        let bench = format!("N5 {engine:?}");
        eprintln!("live: sends on {engine:?}");
        let stage = Stage::start(program, engine, &[]).await?;
        let large = stage.place("kleine-gemeenten", sized(5_000)).await?;
        let small = stage.place("juridisch-loket", 5).await?;
        let tally = Tally::new(stage.node.address());
        let few = enter(&stage, &large, 60).await?;
        let busy = stage.node.processor();
        let (said, _) = steadily(few, &tally, 50.0, Duration::from_secs(20)).await?;
        let cost = (stage.node.processor() - busy) * 1e3 / said.count as f64;
        spread(&bench, "50 a second, from saying to standing", said.took, [Some(5.0), Some(50.0)]);
        tell(&bench, "50 a second, server CPU a message", cost, "ms", None);
        sizes(&bench, &stage, &tally, (&small, &large)).await?;
        for abreast in [16, 64, 256] {
            // Each has ten words at hand, and one more each second; whoever spoke before has fewer.
            let speakers = enter(&stage, &large, large.crowd.0.len().min(abreast * 30).max(abreast)).await?;
            let (busy, spell) = (stage.node.processor(), Duration::from_secs(5));
            let said = at_once(speakers, &tally, abreast, spell).await?;
            let cost = (stage.node.processor() - busy) * 1e3 / said.count as f64;
            let what = format!("{abreast} at once");
            tell(&bench, &format!("{what}, messages a second"), said.count as f64 / 5.0, "1/s", Some(capacity));
            tell(&bench, &format!("{what}, server CPU a message"), cost, "ms", None);
            spread(&bench, &what, said.took, [None, None]);
        }
        stage.end().await;
    }
    Ok(())
}

async fn enter(stage: &Stage, place: &Place, count: usize) -> anyhow::Result<Vec<Speaker>> {
    let mut all = Vec::new();
    for n in 0..count {
        all.push(Speaker::enter(&stage.node, place, n).await?);
    }
    Ok(all)
}

/// What a message costs in a small community and in a large one, by turns.
async fn sizes(bench: &str, stage: &Stage, tally: &Rc<Tally>, (small, large): (&Place, &Place)) -> anyhow::Result<()> {
    let (mut cost, mut took) = ([0.0; 2], [Vec::new(), Vec::new()]);
    for round in 0..6 {
        let which = round % 2;
        let speakers = enter(stage, [small, large][which], 5).await?;
        let busy = stage.node.processor();
        let (said, _) = steadily(speakers, tally, 5.0, Duration::from_secs(12)).await?;
        cost[which] += (stage.node.processor() - busy) * 1e3 / said.count as f64 / 3.0;
        took[which].extend(said.took);
    }
    for (name, cost, mut took) in [
        (format!("{} members", small.crowd.0.len()), cost[0], std::mem::take(&mut took[0])),
        (format!("{} members", large.crowd.0.len()), cost[1], std::mem::take(&mut took[1])),
    ] {
        took.sort_by(f64::total_cmp);
        tell(bench, &format!("{name}, server CPU a message"), cost, "ms", None);
        tell(bench, &format!("{name}, p50"), super::of_thousand(&took, 500), "ms", None);
    }
    tell(bench, "the large one beside the small one, CPU", cost[1] / cost[0] * 100.0, "%", Some(110.0));
    Ok(())
}
