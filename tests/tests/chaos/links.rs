//! Links that break again and again, and all at once.

use crate::{ms, tell, with};
use std::time::{Duration, Instant};
use tests::{
    App, Engine,
    chaos::{Crowd, Dice, Proxy, Raw, Trial, Weather, frame, many_files, memory, size},
    run_with,
};
use tokio::time::sleep;

/// Forty readers behind eight links (two hundred behind forty), and twenty messages a second.
async fn flapping(app: &App) {
    let crowd = Crowd::of(app, "hidden", 40).await;
    let mut trial = Trial::new(app, "hidden", Dice::fresh());
    let mut links = Vec::new();
    let (readers, between) = size((40, 8), (200, 40));
    for _ in 0..between {
        links.push(Proxy::before(&app.origin, false, trial.dice.split()).await);
    }
    for n in 0..readers {
        trial.read(crowd.somebody(n), &[&links[n % between].origin], None);
    }
    trial.stand().await;
    (0..20).for_each(|n| trial.send(crowd.somebody(n), &[&app.origin], ms(1_000)));
    let until = Instant::now() + Duration::from_secs(size(30, 120));
    let flap = async |link: &Proxy, mut dice: Dice| {
        let mut cuts = 0;
        while Instant::now() < until {
            link.set(if dice.chance(50) { Weather::Clear } else { Weather::Delay(50) });
            sleep(dice.millis(1_000, 5_000)).await;
            link.cut();
            cuts += 1;
        }
        link.set(Weather::Clear);
        cuts
    };
    let flaps: Vec<_> = links.iter().map(|link| flap(link, trial.dice.split())).collect();
    let cuts: u32 = futures_util::future::join_all(flaps).await.into_iter().sum();
    let broken: usize = trial.readers.iter().map(|reader| reader.seen().closes.len()).sum();
    tell("links were cut, and readers came back, so many times", (cuts, broken));
    assert!(broken >= 2 * readers, "hardly anybody noticed: {broken}");
    tell("level after", trial.judge(app, &crowd).await);
}

#[test]
fn links_that_break_every_few_seconds_lose_nothing_sqlite() {
    run_with(Engine::Sqlite, with(&[]), async |app| flapping(app).await);
}

#[test]
fn links_that_break_every_few_seconds_lose_nothing_postgres() {
    run_with(Engine::Postgres, with(&[]), async |app| flapping(app).await);
}

#[test]
fn hundreds_who_are_cut_at_once_all_come_back_sqlite() {
    many_files();
    run_with(Engine::Sqlite, with(&[]), async |app| {
        let crowd = Crowd::of(app, "hidden", size(60, 510)).await;
        let mut trial = Trial::new(app, "hidden", Dice::fresh());
        // No more come from one network than the server lets in.
        let mut links = Vec::new();
        for network in 1..=size(1, 5) {
            links.push(Proxy::from_network(network, &app.origin, trial.dice.split()).await);
        }
        (0..size(500, 5_000)).for_each(|n| trial.read(crowd.somebody(n), &[&links[n % links.len()].origin], None));
        trial.stand().await;
        (0..4).for_each(|n| trial.send(crowd.somebody(n), &[&app.origin], ms(1_000)));
        sleep(ms(2_000)).await;
        let began = Instant::now();
        links.iter().for_each(Proxy::cut);
        while trial.readers.iter().any(|reader| reader.seen().closes.is_empty()) {
            sleep(ms(10)).await;
        }
        trial.stand().await;
        tell("all were back after", began.elapsed());
        tell("level after", trial.judge(app, &crowd).await);
    });
}

#[test]
fn thousands_who_come_and_go_leave_nothing_behind_sqlite() {
    let metrics = crate::spare();
    run_with(Engine::Sqlite, with(&[("PLEIN_METRICS_LISTEN", &metrics)]), async |app| {
        let channels = [
            format!("thread:{}", app.world.circle("open").thread),
            format!("community:{}", app.world.circle("open").id),
        ];
        let come_and_go = async |mut dice: Dice, count: usize| {
            for _ in 0..count {
                let mut raw = Raw::open(&app.origin).await;
                let hello = format!(r#"{{"hello":{{"v":1,"resume":[["{}",0],["{}",0]]}}}}"#, channels[0], channels[1]);
                raw.send(&frame(0x81, hello.as_bytes())).await;
                let heard = dice.below(4);
                for _ in 0..heard {
                    raw.hear().await.expect("a frame");
                }
                if dice.chance(50) {
                    raw.send(&frame(0x88, &1000_u16.to_be_bytes())).await;
                }
            }
        };
        let mut dice = Dice::fresh();
        let mut round = async |count: usize| {
            let at_once = (0..50).map(|_| come_and_go(dice.split(), count / 50)).collect::<Vec<_>>();
            futures_util::future::join_all(at_once).await;
        };
        let mut held = Vec::new();
        for _ in 0..5 {
            round(size(1_000, 20_000)).await;
            app.until("nobody to be left", async || {
                let sockets = crate::figure(&metrics, "live_sockets").await;
                (sockets + crate::figure(&metrics, "live_subscriptions").await == 0.0).then_some(())
            })
            .await;
            // What is free goes back to the system a moment later.
            sleep(ms(1_000)).await;
            held.push(memory(app.pid()));
        }
        tell("megabytes after each fifth of them", &held);
        // The first ones fill what is kept for the others.
        let grown = held[4] - held[1];
        assert!(grown < 15.0, "{grown} MB are left of who went");
    });
}
