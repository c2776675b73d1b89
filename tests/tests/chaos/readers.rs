//! Readers that are slow, stand still, or are not there any more.

use crate::{ms, tell, with};
use std::time::{Duration, Instant};
use tests::{
    App, Engine, Role,
    chaos::{Crowd, Dice, Proxy, Raw, Trial, Weather, frame, memory, size},
    json, run_with,
};
use tokio::time::sleep;

/// Heartbeat, answer and some more.
const LONGEST: Duration = Duration::from_secs(45);

#[test]
fn ten_slow_readers_slow_nobody_down_sqlite() {
    run_with(Engine::Sqlite, with(&[]), async |app| {
        let crowd = Crowd::of(app, "hidden", 40).await;
        let mut trial = Trial::new(app, "hidden", Dice::fresh());
        let slow = Proxy::before(&app.origin, true, trial.dice.split()).await;
        let quick = size(190, 390);
        for n in 0..quick {
            trial.read(crowd.somebody(n), &[&app.origin], None);
        }
        for n in quick..quick + 10 {
            trial.read(crowd.somebody(n), &[&slow.origin], None);
        }
        trial.stand().await;
        slow.set(Weather::Throttle(1_000));
        let before = memory(app.pid());
        (0..20).for_each(|n| trial.send(crowd.somebody(n), &[&app.origin], ms(1_000)));
        let (until, mut behind) = (Instant::now() + Duration::from_secs(size(20, 60)), 0);
        while Instant::now() < until {
            let head = tests::chaos::head(app, "hidden").await;
            sleep(ms(1_000)).await;
            let quick = &trial.readers[..quick];
            behind += quick.iter().filter(|reader| reader.last(&trial.channel) < head).count();
        }
        let head = tests::chaos::head(app, "hidden").await;
        let slowest = trial.readers[quick..].iter().map(|reader| reader.last(&trial.channel)).max();
        tell("messages, and where the slow ones are", (head, slowest));
        assert!(slowest < Some(head - 40), "the slow ones are not slow: {slowest:?} of {head}");
        tell("times that a quick reader was a second behind", behind);
        let grown = memory(app.pid()) - before;
        tell("megabytes more", grown);
        assert!(grown < 60.0, "the server holds {grown} MB for ten who do not read");
        slow.set(Weather::Clear);
        tell("level after", trial.judge(app, &crowd).await);
    });
}

/// Says something long in the room, again and again, for a while.
async fn chatter(app: &App, room: &str, spell: Duration) {
    let until = Instant::now() + spell;
    let path = format!("/api/v1/rooms/{room}/messages");
    while Instant::now() < until {
        for client in [app.member(), app.moderator(), app.owner()] {
            client.post(&path, json!({ "body_markdown": "lang ".repeat(1_500) })).await;
        }
        sleep(ms(1_000)).await;
    }
}

#[test]
fn who_never_reads_is_sent_away_sqlite() {
    let metrics = crate::spare();
    run_with(Engine::Sqlite, with(&[("PLEIN_METRICS_LISTEN", &metrics)]), async |app| {
        let crowd = Crowd::of(app, "hidden", 1).await;
        let room = app.world.circle("hidden").room.clone();
        let narrow = Proxy::before(&app.origin, true, Dice::fresh()).await;
        let mut still = Vec::new();
        for _ in 0..10 {
            let mut client = app.member();
            client.token = Some(crowd.somebody(0).token.clone());
            let mut socket = client.through(&narrow.origin).live().await.expect("a socket");
            socket.subscribe(&format!("room:{room}"), None).await;
            still.push(socket);
        }
        assert!((crate::figure(&metrics, "live_sockets").await - 10.0).abs() < 0.1);
        narrow.set(Weather::Silent);
        let began = Instant::now();
        let talk = chatter(app, &room, Duration::from_secs(20));
        let gone = async {
            while crate::figure(&metrics, "live_sockets").await > 0.0 {
                assert!(began.elapsed() < LONGEST, "who reads nothing is here still");
                sleep(ms(200)).await;
            }
            tell("all were sent away after", began.elapsed());
        };
        futures_util::future::join(talk, gone).await;
    });
}

#[test]
fn a_link_that_went_dead_is_noticed_on_both_sides_and_who_is_here_is_right_sqlite() {
    run_with(Engine::Sqlite, with(&[]), async |app| {
        let crowd = Crowd::of(app, "hidden", 4).await;
        let mut trial = Trial::new(app, "hidden", Dice::fresh());
        let link = Proxy::before(&app.origin, false, trial.dice.split()).await;
        for n in 0..4 {
            trial.read(crowd.somebody(n), &[&link.origin], None);
        }
        trial.stand().await;
        app.shows("hidden", "here").await;
        let channel = trial.channel.clone();
        let here = json!({ "here": { "ch": [channel], "idle": false } });
        let mut looks_on = app.owner().live().await.expect("a socket");
        let mut vanishes = app.client(Role::Member).through(&link.origin).live().await.expect("a socket");
        for socket in [&mut looks_on, &mut vanishes] {
            socket.subscribe(&channel, None).await;
            socket.say(here.clone()).await;
        }
        let count = |frame: &tests::Value, n: usize| frame["eph"]["k"] == "here" && frame["eph"]["d"]["n"] == n;
        looks_on.until("both to be here", |frame| count(frame, 2)).await;
        link.set(Weather::Silent);
        let began = Instant::now();
        let told = async {
            let mut said = Instant::now();
            loop {
                assert!(began.elapsed() < Duration::from_secs(90), "who vanished is here still");
                // As a page does that stays in sight.
                if said.elapsed() > Duration::from_secs(30) {
                    said = Instant::now();
                    looks_on.say(here.clone()).await;
                }
                if looks_on.hear(ms(1_000)).await.is_some_and(|frame| count(&frame, 1)) {
                    return began.elapsed();
                }
            }
        };
        let readers = async {
            while trial.readers.iter().any(|reader| reader.seen().closes.is_empty()) {
                assert!(began.elapsed() < LONGEST, "a reader takes the link for alive");
                sleep(ms(100)).await;
            }
            let noticed = began.elapsed();
            link.set(Weather::Clear);
            trial.stand().await;
            (noticed, began.elapsed())
        };
        let (offline, (noticed, back)) = futures_util::future::join(told, readers).await;
        tell("readers noticed, were back, and who vanished was gone", (noticed, back, offline));
        let path = format!("/api/v1/rooms/{}/messages", trial.room);
        app.owner().post(&path, json!({ "body_markdown": "Zijn jullie er weer?" })).await.is(201);
        trial.judge(app, &crowd).await;
    });
}

#[test]
fn who_stops_in_the_middle_of_a_frame_is_sent_away_sqlite() {
    run_with(Engine::Sqlite, with(&[]), async |app| {
        // Half a greeting, and then nothing: there was no greeting in time.
        let mut half = Raw::open(&app.origin).await;
        let greeting = frame(0x81, br#"{"hello":{"v":1}}"#);
        half.send(&greeting[..9]).await;
        assert_eq!(half.closed().await, 4004);
    });
}
