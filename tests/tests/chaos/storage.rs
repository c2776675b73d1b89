//! What the database stands on breaks: power, the disk, the server of the database.

mod cluster;

use crate::{ms, tell, with};
use cluster::Cluster;
use sqlx::Connection as _;
use std::{
    fs,
    path::Path,
    time::{Duration, Instant},
};
use tests::{
    App, Body, Database, Engine, Socket, Value,
    chaos::{Crowd, Dice, Proxy, Trial, Weather, sound},
    json, run_with,
};
use tokio::time::sleep;

/// Says something; gives its id.
async fn say(app: &App, token: &str, text: &str) -> String {
    let mut client = app.member();
    client.token = Some(token.to_owned());
    let path = format!("/api/v1/rooms/{}/messages", app.world.circle("hidden").room);
    client.post(&path, json!({ "body_markdown": text })).await.is(201).at("id")
}

/// A power cut keeps of the write-ahead log what was flushed: at least up to the last message that was acknowledged.
#[test]
fn a_power_cut_loses_nothing_that_was_acknowledged_sqlite() {
    run_with(Engine::Sqlite, with(&[]), async |app| {
        let crowd = Crowd::of(app, "hidden", 20).await;
        // While somebody reads an old moment the log is not folded into the file, nor begun anew.
        let mut old = sqlx::SqliteConnection::connect(&app.database.url()).await.expect("the database");
        let mut moment = old.begin().await.expect("a moment");
        let _: Vec<(String,)> = sqlx::query_as("select key from meta").fetch_all(&mut *moment).await.expect("rows");
        let (file, log) = (app.data.join("plein.db"), app.data.join("plein.db-wal"));
        let size = || fs::metadata(&log).expect("a log").len();
        let mut acked = Vec::new();
        for n in 0..120 {
            let id = say(app, &crowd.somebody(n).token, &format!("Voor de stroom uitvalt {n}")).await;
            acked.push((id, size()));
        }
        app.kill();
        assert!(acked.is_sorted_by_key(|(_, size)| *size), "the log was begun anew");
        let (whole, bytes) = (size(), fs::read(&log).expect("the log"));
        let mut dice = Dice::fresh();
        for round in 0..100 {
            let last = dice.below(acked.len());
            let flushed = acked[last].1;
            let cut = flushed + dice.next() % (whole - flushed + 1);
            // A name of its own: whoever looked into the one before may still be folding its log.
            let copy = app.data.join(format!("copy-{round}.db"));
            fs::copy(&file, &copy).expect("a copy");
            fs::write(copy.with_extension("db-wal"), &bytes[..usize::try_from(cut).expect("small")]).expect("a log");
            let stand = stands(&copy).await;
            let least = i64::try_from(last + 1).expect("small");
            assert!(stand >= least, "{least} were acknowledged and {stand} stand, cut at {cut} of {whole}");
        }
        drop(moment);
        app.start().await;
        sound(app).await;
    });
}

/// How many messages of before the power cut stand in a database, which must be sound.
async fn stands(file: &Path) -> i64 {
    let mut opened = sqlx::SqliteConnection::connect(&format!("sqlite:{}", file.display())).await.expect("a database");
    let sound: (String,) = sqlx::query_as("pragma integrity_check").fetch_one(&mut opened).await.expect("a check");
    assert_eq!(sound.0, "ok", "{}", file.display());
    let count = "select count(*) from message where body_markdown like 'Voor de%'";
    let (stand,): (i64,) = sqlx::query_as(count).fetch_one(&mut opened).await.expect("a count");
    opened.close().await.expect("closing");
    stand
}

/// Says something over the socket until it is answered well; gives the refusals before.
async fn insist(socket: &mut Socket, channel: &str, nonce: &str) -> Vec<String> {
    let (began, mut codes) = (Instant::now(), Vec::new());
    loop {
        let body = format!("Volgehouden {nonce}");
        socket.say(json!({ "send": { "id": 5, "n": nonce, "ch": channel, "body": body } })).await;
        let about = |frame: &Value| ["ack", "err"].iter().any(|kind| frame[*kind]["id"] == 5);
        let answer = socket.until("an answer", about).await;
        if answer.get("ack").is_some() {
            return codes;
        }
        codes.push(answer["err"]["code"].as_str().expect("a code").to_owned());
        assert!(began.elapsed() < Duration::from_secs(20), "it never stands: {codes:?}");
        sleep(ms(500)).await;
    }
}

#[test]
fn a_full_disk_is_said_and_over_when_there_is_room_again_sqlite() {
    run_with(Engine::Sqlite, with(&[]), async |app| {
        let crowd = Crowd::of(app, "hidden", 40).await;
        app.kill();
        app.database
            .execute(&["create table ballast (bytes blob)", "insert into ballast values (zeroblob(4000000))"])
            .await;
        let pages = app.database.number("select cast(page_count as text) from pragma_page_count").await;
        app.restart_with("PLEIN_TEST_MAX_PAGES", &(pages + 40).to_string()).await;
        let (channel, room) = (format!("room:{}", app.world.circle("hidden").room), &app.world.circle("hidden").room);
        let mut socket = app.owner().live().await.expect("a socket");
        let (mut acked, mut n) = (Vec::new(), 0);
        let path = format!("/api/v1/rooms/{room}/messages");
        loop {
            n += 1;
            let mut client = app.member();
            client.token = Some(crowd.somebody(n).token.clone());
            let body = json!({ "body_markdown": format!("{n} {}", "vol ".repeat(2_000)) });
            let answer = client.ask("POST", &path, Body::Json(body)).await;
            if answer.status == 507 {
                break;
            }
            acked.push(answer.is(201).at("id"));
            assert!(n < 300, "it is never full");
        }
        tell("messages until it was full", n);
        app.member().get(&format!("{path}?before=0")).await.is(200);
        app.visitor().get("/").await.is(200);
        let long = "vol ".repeat(2_000);
        socket.say(json!({ "send": { "id": 1, "n": "vol", "ch": channel, "body": long } })).await;
        let refused = socket.until("a refusal", |frame| frame["err"]["id"] == 1 || frame.get("ack").is_some()).await;
        assert_eq!(refused["err"]["code"], "storage_full", "{refused}");
        app.database.execute(&["drop table ballast"]).await;
        insist(&mut socket, &channel, "weer ruimte").await;
        app.member().post(&path, json!({ "body_markdown": long })).await.is(201);
        let stand = app
            .database
            .number("select cast(count(*) as text) from message where body_markdown like '%vol vol%'")
            .await;
        assert_eq!(stand, i64::try_from(acked.len() + 1).expect("few"));
        for id in &acked {
            app.owner()
                .patch(&format!("/api/v1/messages/{id}"), json!({ "body_markdown": "x", "version": 1 }))
                .await
                .is(403);
        }
        sound(app).await;
    });
}

#[test]
fn a_database_server_that_restarts_ten_times_loses_nothing_postgres() {
    let mut cluster = Cluster::start();
    cluster.site(async |app, cluster| {
        let crowd = Crowd::of(app, "hidden", 50).await;
        let mut trial = Trial::new(app, "hidden", Dice::fresh());
        for (n, somebody) in crowd.0.iter().enumerate() {
            if n < 40 {
                trial.send(somebody, &[&app.origin], ms(800))
            } else {
                trial.read(somebody, &[&app.origin], Some(ms(1_000)))
            }
        }
        trial.stand().await;
        let pid = app.pid();
        for _ in 0..10 {
            trial.more(20).await;
            sleep(trial.dice.millis(0, 300)).await;
            cluster.restart();
        }
        trial.more(20).await;
        assert!(std::path::Path::new(&format!("/proc/{pid}")).exists(), "the program lives");
        tell("answers other than success", trial.refused());
        tell("level after", trial.judge(app, &crowd).await);
    });
}

#[test]
fn a_database_server_that_stands_still_for_twenty_seconds_is_waited_for_postgres() {
    let mut cluster = Cluster::start();
    cluster.site(async |app, cluster| {
        let crowd = Crowd::of(app, "hidden", 20).await;
        let mut trial = Trial::new(app, "hidden", Dice::fresh());
        for (n, somebody) in crowd.0.iter().enumerate() {
            if n < 10 {
                trial.send(somebody, &[&app.origin], ms(500))
            } else {
                trial.read(somebody, &[&app.origin], None)
            }
        }
        trial.stand().await;
        trial.more(20).await;
        cluster.freeze(true);
        let began = Instant::now();
        // The first requests may have a connection that stands still with the server; those that find none are told so.
        let path = format!("/api/v1/rooms/{}", trial.room);
        let mut slowest = Duration::ZERO;
        while began.elapsed() < Duration::from_secs(20) {
            let asked = Instant::now();
            let many = (0..40).map(|_| async { tokio::time::timeout(ms(9_000), app.member().get(&path)).await });
            let answers = futures_util::future::join_all(many).await;
            let told = answers.iter().flatten().filter(|answer| answer.status == 503).count();
            tell("of forty requests were told to come later", told);
            assert!(told > 0, "nobody is told that the database is away");
            slowest = slowest.max(asked.elapsed());
            sleep(ms(500)).await;
        }
        tell("the slowest round", slowest);
        assert_eq!(app.visitor().get("/healthz").await.status, 200);
        cluster.freeze(false);
        let again = Instant::now();
        trial.more(5).await;
        tell("messages stand again after", again.elapsed());
        let closed: Vec<u16> = trial.readers.iter().flat_map(|reader| reader.seen().closes.clone()).collect();
        assert_eq!(closed, [0; 0], "sockets stay");
        trial.judge(app, &crowd).await;
    });
}

/// A link to the database that dies without a word, as a firewall that forgets: the server must not wait for ever.
#[test]
fn a_database_whose_link_is_cut_is_found_again_postgres() {
    run_with(Engine::Postgres, with(&[]), async |app| {
        let Database::Postgres(name) = &app.database else { panic!("a server") };
        let cluster = std::env::var("PLEIN_TEST_POSTGRES").expect("a cluster");
        let (user, address) = cluster.trim_end_matches('/').rsplit_once('@').expect("user@address");
        let mut dice = Dice::fresh();
        let link = Proxy::before(&format!("http://{address}"), false, dice.split()).await;
        let own = link.origin.trim_start_matches("http://");
        app.restart_with("PLEIN_DATABASE_URL", &format!("{user}@{own}/{name}")).await;
        let crowd = Crowd::of(app, "hidden", 20).await;
        let mut trial = Trial::new(app, "hidden", dice);
        for (n, somebody) in crowd.0.iter().enumerate() {
            if n < 10 {
                trial.send(somebody, &[&app.origin], ms(300))
            } else {
                trial.read(somebody, &[&app.origin], None)
            }
        }
        trial.stand().await;
        for _ in 0..8 {
            trial.more(10).await;
            link.set(Weather::Refuse);
            link.cut();
            sleep(trial.dice.millis(50, 800)).await;
            link.set(Weather::Clear);
        }
        trial.more(10).await;
        tell("level after", trial.judge(app, &crowd).await);
    });
}
