//! What is said again and again stands once, and what is told makes of an old page the new one.

mod equal;
mod page;
mod scene;
mod snapshot;

use crate::{on_two, tell, with};
use std::{collections::BTreeSet, time::Instant};
use tests::{
    App, Body, Engine, Value,
    chaos::{Crowd, Dice, Trial, size},
    json, run_with,
};
use tokio::time::sleep;

/// Says it at one node until it is answered; gives id and number.
async fn say(app: &App, origin: &str, token: &str, room: &str, nonce: &str, mut dice: Dice) -> (String, i64) {
    let mut client = app.member().through(origin);
    client.token = Some(token.to_owned());
    loop {
        let body = json!({ "body_markdown": format!("Herhaald: {nonce}"), "nonce": nonce });
        let answer = client.ask("POST", &format!("/api/v1/rooms/{room}/messages"), Body::Json(body)).await;
        match answer.status {
            200 | 201 => {
                let said: Value = answer.json();
                return (said["id"].as_str().expect("an id").to_owned(), said["seq"].as_i64().expect("a number"));
            }
            // Too much of one member, or of all of them together.
            429 | 503 => sleep(dice.millis(500, 1_500)).await,
            status => panic!("{nonce} was answered with {status}"),
        }
    }
}

/// Twenty-five messages in each round, each sent one to six times at once, at all nodes.
async fn again_and_again(app: &App, origins: &[&str], rounds: usize) {
    let crowd = Crowd::of(app, "hidden", 100).await;
    let mut trial = Trial::new(app, "hidden", Dice::fresh());
    (0..10).for_each(|n| trial.read(crowd.somebody(n), origins, None));
    trial.stand().await;
    let (mut sends, began) = (0, Instant::now());
    for round in 0..rounds {
        let mut at_once = Vec::new();
        for n in 0..25 {
            let (somebody, nonce) = (crowd.somebody(round * 25 + n), format!("{round}-{n}"));
            let mut dice = trial.dice.split();
            let copies = 1 + dice.below(6);
            sends += copies;
            let room = trial.room.clone();
            at_once.push(async move {
                let copies = (0..copies).map(|_| {
                    let origin = origins[dice.below(origins.len())];
                    say(app, origin, &somebody.token, &room, &nonce, dice.split())
                });
                let answers = futures_util::future::join_all(copies.collect::<Vec<_>>()).await;
                let different: BTreeSet<_> = answers.into_iter().collect();
                assert_eq!(different.len(), 1, "one message, and {different:?}");
                different.into_iter().next().expect("one")
            });
        }
        let stand = futures_util::future::join_all(at_once).await;
        assert_eq!(stand.into_iter().collect::<BTreeSet<_>>().len(), 25);
    }
    tell("sends, and seconds", (sends, began.elapsed()));
    let (_, history) = trial.history(app, &crowd).await;
    let said = history.events.iter().filter(|told| told.author.starts_with("Kees")).count();
    assert_eq!(said, rounds * 25);
}

#[test]
fn messages_sent_up_to_six_times_at_once_stand_once_sqlite() {
    run_with(Engine::Sqlite, with(&[]), async |app| again_and_again(app, &[&app.origin], size(10, 40)).await);
}

#[test]
fn a_thousand_messages_sent_up_to_six_times_at_two_nodes_stand_once_postgres() {
    on_two(&[], async |first, second, _| again_and_again(first, &[&first.origin, &second.origin], 40).await);
}
