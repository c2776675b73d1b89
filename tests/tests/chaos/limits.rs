//! What there is only so much of: statements of a page, files that a process may hold.

use crate::{ms, tell, with};
use std::{
    collections::BTreeMap,
    process::Command,
    time::{Duration, Instant},
};
use tests::{
    App, Engine, Value,
    chaos::{Crowd, Raw, files, frame, processor},
    json, run_with,
};
use tokio::{
    io::{AsyncReadExt as _, AsyncWriteExt as _},
    net::TcpStream,
};

/// Runs a test on a server that notes every statement.
fn noting(engine: Engine, test: impl AsyncFnOnce(&App)) {
    run_with(engine, with(&[("PLEIN_LOG", "info,sqlx::query=debug")]), test);
}

/// What is asked from time to time, whatever the page: whether somebody is still there, and how the site is called.
const NOW_AND_THEN: [&str; 2] = ["update sign_in", "from setting"];

/// How many statements the log holds for each path that was asked for.
fn statements(app: &App) -> BTreeMap<String, usize> {
    let mut counts = BTreeMap::new();
    for line in app.log().lines().filter(|line| line.contains("sqlx::query")) {
        let plain = strip(line);
        if NOW_AND_THEN.iter().any(|text| plain.contains(text)) {
            continue;
        }
        if let Some(path) = plain.split_once("path=").map(|(_, rest)| rest) {
            let path = path.split(['}', ' ']).next().unwrap_or_default().to_owned();
            *counts.entry(path).or_default() += 1;
        }
    }
    counts
}

/// A line without its colours.
fn strip(line: &str) -> String {
    let mut parts = line.split('\u{1b}');
    let first = parts.next().unwrap_or_default().to_owned();
    first + &parts.map(|part| part.split_once('m').map_or("", |(_, rest)| rest)).collect::<String>()
}

/// How many statements a request costs.
async fn cost(app: &App, path: &str, ask: impl AsyncFnOnce()) -> usize {
    let count = || statements(app).get(path).copied().unwrap_or_default();
    let before = count();
    ask().await;
    // The log is written by another process.
    tokio::time::sleep(ms(50)).await;
    count() - before
}

/// Statements of the pages that are asked for most, and of saying something.
async fn costs(app: &App) -> Vec<(&'static str, usize, usize)> {
    let circle = app.world.circle("hidden");
    let (thread, community) = (format!("/t/{}/1", circle.thread), format!("/c/{}", circle.slug));
    let room = format!("/api/v1/rooms/{}/messages", circle.room);
    let member = app.member();
    let mut costs = Vec::new();
    // The first of each fills what is kept in memory.
    for path in [&thread, &community] {
        member.get(path).await.is(200);
    }
    costs.push(("thread page", cost(app, &thread, async || drop(member.get(&thread).await.is(200))).await, 8));
    costs.push(("community page", cost(app, &community, async || drop(member.get(&community).await.is(200))).await, 9));
    let said = json!({ "body_markdown": "Wat kost dit?" });
    costs.push(("send", cost(app, &room, async || drop(member.post(&room, said).await.is(201))).await, 12));
    costs
}

/// A page costs as many statements for five as for five hundred.
async fn budget(app: &App) {
    let path = format!("/api/v1/threads/{}/posts", app.world.circle("hidden").thread);
    let more = async |crowd: &Crowd, count: usize| {
        for n in 0..count {
            let mut client = app.member();
            client.token = Some(crowd.somebody(n).token.clone());
            client.post(&path, json!({ "body_markdown": format!("Antwoord {n}") })).await.is(201);
        }
    };
    // More than one page holds, so that there are others in both cases.
    let crowd = Crowd::of(app, "hidden", 5).await;
    more(&crowd, 25).await;
    let before = costs(app).await;
    more(&Crowd::some(app, "hidden", 5..305).await, 60).await;
    let after = costs(app).await;
    tell("statements", &after);
    for ((what, few, most), (_, many, _)) in before.into_iter().zip(after) {
        assert!(few > 0, "{what}: no statement was noted");
        // A connection to the database that is made anew asks something of its own.
        assert!(many <= few + 1, "{what}: {few} statements before, {many} with more of everything");
        assert!(many <= most, "{what}: {many} statements");
    }
}

#[test]
fn a_page_costs_as_many_statements_for_many_as_for_few_sqlite() {
    noting(Engine::Sqlite, async |app| budget(app).await);
}

#[test]
fn a_page_costs_as_many_statements_for_many_as_for_few_postgres() {
    noting(Engine::Postgres, async |app| budget(app).await);
}

/// Asks over a connection that stays; gives the status line.
async fn ask(stream: &mut TcpStream, path: &str) -> String {
    stream.write_all(format!("GET {path} HTTP/1.1\r\nHost: x\r\n\r\n").as_bytes()).await.expect("a request");
    let mut bytes = [0; 8192];
    let read = tokio::time::timeout(Duration::from_secs(10), stream.read(&mut bytes)).await.expect("in time");
    String::from_utf8_lossy(&bytes[..read.expect("an answer")]).lines().next().unwrap_or_default().to_owned()
}

#[test]
fn a_process_that_may_hold_no_more_files_serves_who_is_inside_and_does_not_spin_sqlite() {
    run_with(Engine::Sqlite, with(&[]), async |app| {
        let address = app.origin.trim_start_matches("http://");
        let mut inside = TcpStream::connect(address).await.expect("a connection");
        assert!(ask(&mut inside, "/healthz").await.contains("200"));
        let pid = app.pid().to_string();
        let limited = Command::new("prlimit").args(["--pid", &pid, "--nofile=256:256"]).status();
        assert!(limited.expect("prlimit").success());
        let mut sockets = Vec::new();
        let mut refused = 0;
        for _ in 0..300 {
            let opened = tokio::time::timeout(ms(100), Raw::open(&app.origin)).await;
            match opened {
                Ok(mut raw) => {
                    raw.send(&frame(0x81, br#"{"hello":{"v":1}}"#)).await;
                    sockets.push(raw);
                }
                Err(_) => refused += 1,
            }
            if refused >= 5 {
                break;
            }
        }
        tell("sockets, and files", (sockets.len(), files(app.pid())));
        assert!(sockets.len() > 150 && refused >= 5, "{} came in, {refused} did not", sockets.len());
        let (before, began) = (processor(app.pid()), Instant::now());
        while began.elapsed() < Duration::from_secs(3) {
            assert!(ask(&mut inside, "/healthz").await.contains("200"));
            tokio::time::sleep(ms(200)).await;
        }
        let share = (processor(app.pid()) - before) / began.elapsed().as_secs_f64();
        tell("share of a processor", share);
        assert!(share < 0.5, "it spins: {share}");
        sockets.clear();
        app.until("the door to open again", async || {
            let asked = tokio::time::timeout(ms(2_000), async {
                let mut fresh = TcpStream::connect(address).await.ok()?;
                ask(&mut fresh, "/healthz").await.contains("200").then_some(())
            });
            asked.await.ok().flatten()
        })
        .await;
        let said: Value = app.owner().get("/api/v1/me").await.is(200).json();
        assert!(said["id"].is_string());
        assert!(!app.log().contains("panicked"), "{}", app.log_tail(40));
    });
}
