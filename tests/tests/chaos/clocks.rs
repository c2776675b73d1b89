//! Two nodes whose clocks differ by an hour: of one the system says another time, of the database nobody does.

use crate::{connected, ms, tell, with};
use std::{collections::BTreeSet, time::Duration};
use tests::{
    App, Body, Engine, Nats, Sink,
    chaos::{Crowd, Dice, Trial},
    json, run_with,
};
use tokio::time::sleep;

/// The library that tells a program another time, where Debian puts it: the one for programs with threads.
fn library() -> String {
    let known = ["x86_64", "aarch64"].map(|kind| format!("/usr/lib/{kind}-linux-gnu/faketime/libfaketimeMT.so.1"));
    let found = known.into_iter().find(|file| std::path::Path::new(file).is_file());
    found.expect("libfaketime is not there: run these tests with `cargo xtask test`")
}

/// How many sign-ins there are.
async fn sign_ins(app: &App) -> i64 {
    app.database.number("select cast(count(*) as text) from sign_in").await
}

/// Members ask to join, and it is decided on a node: each is told by one mail.
async fn mails(first: &App, at: &App, asking: &[tests::chaos::Somebody], sink: &Sink) {
    let slug = &first.world.circle("listed").slug;
    let before = sink.arrived().len();
    for somebody in asking {
        let mut client = first.member();
        client.token = Some(somebody.token.clone());
        let path = format!("/api/v1/communities/{slug}/membership");
        let asked = client.put(&path, json!({ "message": "Omdat ik er mee te maken heb." })).await;
        assert!([200, 202].contains(&asked.status), "{} answered {}", asked.door, asked.status);
    }
    let owner = at.owner();
    let waiting: tests::Value = owner.get(&format!("/api/v1/communities/{slug}/requests")).await.is(200).json();
    let rows = waiting["items"].as_array().or_else(|| waiting.as_array()).expect("requests").clone();
    for row in rows.iter().filter(|row| asking.iter().any(|one| row.to_string().contains(&one.name))) {
        let path = format!("/api/v1/communities/{slug}/requests/{}/accept", row["id"].as_str().expect("an id"));
        let decided = owner.ask("POST", &path, Body::Json(json!({}))).await;
        assert!(decided.status < 300, "{} answered {}", decided.door, decided.status);
    }
    // The mail server takes its time: long enough for whoever would take the job away from who has it.
    first.until("mails", async || (sink.arrived().len() >= before + asking.len()).then_some(())).await;
    for _ in 0..40 {
        let tries = "select cast(coalesce(max(attempts), 0) as text) from outbox";
        assert!(first.database.number(tries).await <= 1, "a job was taken twice");
        sleep(ms(100)).await;
    }
    let told: Vec<String> = sink.arrived().into_iter().skip(before).map(|mail| mail.to).collect();
    assert_eq!(told.iter().collect::<BTreeSet<_>>().len(), told.len(), "two mails of the same");
    assert_eq!(told.len(), asking.len());
}

/// Twelve who write and twelve who read, at two nodes of which the second is so far off. A job is written for a moment of the
/// clock of its node, and done when the clock of the database is as far: `late` when that takes an hour.
fn apart(offset: &'static str, late: bool) {
    let nats = Nats::start();
    let mut start = with(&[("PLEIN_NATS_URL", &nats.url())]);
    let runtime =
        tokio::runtime::Builder::new_multi_thread().worker_threads(1).enable_all().build().expect("a runtime");
    let sink = runtime.block_on(Sink::start(Duration::from_secs(3)));
    start.env.push(("PLEIN_SMTP_URL".to_owned(), sink.url()));
    run_with(Engine::Postgres, start, async |first| {
        let told = [("LD_PRELOAD", library()), ("FAKETIME", offset.to_owned())];
        let mut told: Vec<(&str, &str)> = told.iter().map(|(name, value)| (*name, value.as_str())).collect();
        // Waiting and measuring go on as they do: only the time of day is another.
        told.push(("FAKETIME_DONT_FAKE_MONOTONIC", "1"));
        let second = first.beside_with(&told).await;
        for node in [first, &second] {
            connected(node, 1).await;
        }
        let crowd = Crowd::of(first, "hidden", 24).await;
        let asking = Crowd::of(first, "open", 8).await;
        let sign_ins_before = sign_ins(first).await;
        let mut trial = Trial::new(first, "hidden", Dice::fresh());
        for (n, somebody) in crowd.0.iter().enumerate() {
            // Each speaks at both, so that what is said later may bear an earlier time.
            let both = [first.origin.as_str(), second.origin.as_str()];
            if n % 2 == 0 { trial.send(somebody, &both, ms(400)) } else { trial.read(somebody, &both, Some(ms(1_000))) }
        }
        trial.stand().await;
        trial.more(60).await;
        let moved = second.member().get("/healthz").await;
        tell("the node says it is", moved.header("date"));
        mails(first, first, &asking.0[..4], &sink).await;
        if !late {
            mails(first, &second, &asking.0[4..], &sink).await;
        }
        for node in [first, &second] {
            for somebody in crowd.0.iter().chain(&asking.0) {
                let mut client = node.member();
                client.token = Some(somebody.token.clone());
                client.get("/api/v1/me").await.is(200);
            }
        }
        assert_eq!(sign_ins(first).await, sign_ins_before, "somebody was signed out");
        trial.more(60).await;
        let codes: Vec<u16> = trial.readers.iter().flat_map(|reader| reader.seen().closes.clone()).collect();
        assert_eq!(codes, [0; 0], "sockets stay");
        tell("level after", trial.judge(first, &crowd).await);
        second.leave();
    });
}

#[test]
fn a_node_that_is_an_hour_ahead_takes_nothing_away_and_changes_no_order_postgres() {
    apart("+1h", true);
}

#[test]
fn a_node_that_is_an_hour_behind_takes_nothing_away_and_changes_no_order_postgres() {
    apart("-1h", false);
}
