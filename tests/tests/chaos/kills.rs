//! Nodes that are killed, or asked to go, in the middle of it.

use crate::{connected, ms, on_two, tell, with};
use std::time::{Duration, Instant};
use tests::{
    App, Body, Engine, Value,
    chaos::{Crowd, Dice, Trial, size, sound},
    json, run_with,
};

/// Thirty-two who write: half of them over HTTP, half of them over a socket, who read as well.
async fn busy(app: &App, origins: &[&str]) -> (Trial, Crowd) {
    let crowd = Crowd::of(app, "hidden", 32).await;
    let mut trial = Trial::new(app, "hidden", Dice::fresh());
    for (n, somebody) in crowd.0.iter().enumerate() {
        if n % 2 == 0 {
            trial.send(somebody, origins, ms(150));
        } else {
            trial.read(somebody, origins, Some(ms(300)));
        }
    }
    (trial, crowd)
}

#[test]
fn what_was_acknowledged_survives_kills_while_thirty_two_write_sqlite() {
    run_with(Engine::Sqlite, with(&[]), async |app| {
        let (mut trial, crowd) = busy(app, &[&app.origin]).await;
        let mut slowest = Duration::ZERO;
        for _ in 0..size(5, 200) {
            trial.more(30).await;
            tokio::time::sleep(trial.dice.millis(50, 500)).await;
            app.kill();
            let began = Instant::now();
            app.start().await;
            slowest = slowest.max(began.elapsed());
        }
        trial.more(30).await;
        tell("ready after a kill at most after", slowest);
        let level = trial.judge(app, &crowd).await;
        sound(app).await;
        tell("level after", level);
    });
}

#[test]
fn of_two_nodes_one_is_killed_again_and_again_and_nothing_is_lost_postgres() {
    on_two(&[], async |first, second, _| {
        let (mut trial, crowd) = busy(first, &[&first.origin, &second.origin]).await;
        let mut starts = [1, 1];
        for _ in 0..size(5, 20) {
            trial.more(30).await;
            tokio::time::sleep(trial.dice.millis(50, 500)).await;
            let one = trial.dice.below(2);
            let node = [first, second][one];
            node.kill();
            trial.stand().await;
            node.start().await;
            starts[one] += 1;
            connected(node, starts[one]).await;
        }
        let mut away: Vec<Duration> = trial.readers.iter().flat_map(|reader| reader.seen().absences.clone()).collect();
        away.sort();
        tell("readers were away at most", away.last());
        tell("level after", trial.judge(first, &crowd).await);
    });
}

/// A message that is written by a node which dies before anybody hears of it.
async fn last_words(app: &App, trial: &Trial, node: &App) {
    let path = format!("/api/v1/rooms/{}/messages", trial.room);
    let body = json!({ "body_markdown": "Laatste woorden", "nonce": "laatste" });
    let http = reqwest::Client::builder().no_proxy().build().expect("a client");
    let token = app.world.person(tests::Role::Owner).token.clone();
    let sent = http.post(format!("{}{path}", node.origin)).bearer_auth(token).json(&body).send().await;
    assert!(sent.is_err(), "the node lives: {sent:?}");
}

async fn said_again(trial: &Trial, node: &App) {
    let path = format!("/api/v1/rooms/{}/messages", trial.room);
    let body = json!({ "body_markdown": "Laatste woorden", "nonce": "laatste" });
    let again: Value = node.owner().ask("POST", &path, Body::Json(body)).await.is(200).json();
    assert_eq!(again["body_markdown"], "Laatste woorden");
}

#[test]
fn what_a_node_wrote_and_did_not_tell_is_told_by_the_other_postgres() {
    on_two(&[], async |first, second, _| {
        let crowd = Crowd::of(first, "hidden", 8).await;
        let mut trial = Trial::new(first, "hidden", Dice::fresh());
        crowd.0.iter().for_each(|somebody| trial.read(somebody, &[&second.origin], None));
        trial.stand().await;
        for round in 0..2 {
            let path = format!("/api/v1/rooms/{}/messages", trial.room);
            second.member().post(&path, json!({ "body_markdown": format!("Ronde {round}") })).await.is(201);
        }
        first.restart_with("PLEIN_TEST_ABORT_AFTER_COMMIT", "1").await;
        let before = tests::chaos::head(first, "hidden").await;
        last_words(first, &trial, first).await;
        let began = Instant::now();
        let heard = || trial.readers.iter().all(|reader| reader.last(&trial.channel) > before);
        second.until("the event of the dead node", async || heard().then_some(())).await;
        tell("the other node told it after", began.elapsed());
        first.restart_with("PLEIN_TEST_ABORT_AFTER_COMMIT", "0").await;
        said_again(&trial, first).await;
        trial.judge(first, &crowd).await;
    });
}

#[test]
fn what_was_written_and_not_told_is_told_after_a_start_sqlite() {
    run_with(Engine::Sqlite, with(&[("PLEIN_TEST_ABORT_AFTER_COMMIT", "1")]), async |app| {
        let crowd = Crowd::of(app, "hidden", 8).await;
        let mut trial = Trial::new(app, "hidden", Dice::fresh());
        crowd.0.iter().for_each(|somebody| trial.read(somebody, &[&app.origin], None));
        trial.stand().await;
        last_words(app, &trial, app).await;
        app.restart_with("PLEIN_TEST_ABORT_AFTER_COMMIT", "0").await;
        said_again(&trial, app).await;
        trial.judge(app, &crowd).await;
        sound(app).await;
    });
}

#[test]
fn two_nodes_restart_one_after_the_other_and_nobody_notices_postgres() {
    on_two(&[], async |first, second, _| {
        let (trial, crowd) = busy(first, &[&first.origin, &second.origin]).await;
        for (at, node) in [first, second, first].into_iter().enumerate() {
            trial.more(40).await;
            assert!(node.stop().await, "it did not end well:\n{}", node.log_tail(10));
            node.start().await;
            connected(node, [2, 2, 3][at]).await;
            trial.stand().await;
        }
        let codes: Vec<u16> = trial.readers.iter().flat_map(|reader| reader.seen().closes.clone()).collect();
        let asked = codes.iter().filter(|code| **code == 4001).count();
        assert!(asked >= 16, "who is sent away is told so: {codes:?}");
        let mut away: Vec<Duration> = trial.readers.iter().flat_map(|reader| reader.seen().absences.clone()).collect();
        away.sort();
        tell("readers were away at most", away.last());
        tell("answers other than success", trial.refused());
        tell("level after", trial.judge(first, &crowd).await);
    });
}
