//! The bus between nodes goes away, loses and shuffles.

use crate::{connected, ms, on_two, tell};
use std::time::{Duration, Instant};
use tests::{
    App,
    chaos::{Crowd, Dice, Trial},
};
use tokio::time::sleep;

/// Twenty messages a second at both nodes, and ten who read at each.
async fn talk(first: &App, second: &App) -> (Trial, Crowd) {
    let crowd = Crowd::of(first, "hidden", 40).await;
    let mut trial = Trial::new(first, "hidden", Dice::fresh());
    for (n, somebody) in crowd.0.iter().enumerate() {
        let origin = [first, second][n % 2].origin.as_str();
        if n < 20 { trial.send(somebody, &[origin], ms(1_000)) } else { trial.read(somebody, &[origin], None) }
    }
    trial.stand().await;
    (trial, crowd)
}

/// The longest that a reader was behind what was said, over a while: how long after a moment all had what stood then.
async fn slowest(first: &App, trial: &Trial, spell: Duration) -> Duration {
    let (until, mut slowest) = (Instant::now() + spell, Duration::ZERO);
    while Instant::now() < until {
        let (head, began) = (tests::chaos::head(first, "hidden").await, Instant::now());
        let level = || trial.readers.iter().all(|reader| reader.last(&trial.channel) >= head);
        while !level() {
            assert!(began.elapsed() < Duration::from_secs(30), "a reader is 30 s behind");
            sleep(ms(10)).await;
        }
        slowest = slowest.max(began.elapsed());
        sleep(ms(100)).await;
    }
    slowest
}

#[test]
fn half_a_minute_without_the_bus_loses_nothing_postgres() {
    on_two(&[], async |first, second, nats| {
        let (trial, crowd) = talk(first, second).await;
        sleep(ms(2_000)).await;
        nats.kill();
        tell("without the bus, at most", slowest(first, &trial, Duration::from_secs(30)).await);
        nats.again();
        for node in [first, second] {
            connected(node, 2).await;
        }
        tell("with the bus again, at most", slowest(first, &trial, Duration::from_secs(5)).await);
        trial.judge(first, &crowd).await;
    });
}

#[test]
fn a_bus_that_loses_and_shuffles_loses_nothing_postgres() {
    let seed = Dice::fresh().next().to_string();
    on_two(&[("PLEIN_TEST_BUS_CHAOS", &seed)], async |first, second, _| {
        let (trial, crowd) = talk(first, second).await;
        tell("healed at most after", slowest(first, &trial, Duration::from_secs(20)).await);
        trial.judge(first, &crowd).await;
    });
}
