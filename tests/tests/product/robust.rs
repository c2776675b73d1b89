//! What survives: a kill, a full disk, a database that goes away, a stop.

use std::{
    cell::{Cell, RefCell},
    collections::{BTreeMap, BTreeSet},
    time::Duration,
};
use tests::{App, Engine, Start, Value, both, json, run, run_with};

/// Sends posts until told to stop. Nonces go up; what was acknowledged is noted.
async fn send(app: &App, who: usize, stop: &Cell<bool>, acked: &RefCell<BTreeMap<String, String>>, sent: &Cell<usize>) {
    let client = [app.member(), app.moderator(), app.owner()][who % 3].clone();
    let http = reqwest::Client::builder().no_proxy().timeout(Duration::from_secs(5)).build().expect("a client");
    let path = format!("{}/api/v1/threads/{}/posts", app.origin, app.world.circle("open").thread);
    let mut n = 0;
    let mut nonce = String::new();
    while !stop.get() {
        if nonce.is_empty() {
            n += 1;
            nonce = format!("{who}-{n}-{}", sent.get());
        }
        sent.set(sent.get() + 1);
        let body = json!({ "body_markdown": format!("Bericht {nonce}"), "nonce": nonce });
        let token = client.token.clone().expect("a token");
        match http.post(&path).bearer_auth(token).json(&body).send().await {
            Ok(answer) if answer.status().is_success() => {
                let Ok(post) = answer.json::<Value>().await else { continue };
                acked.borrow_mut().insert(nonce.clone(), post["id"].as_str().expect("an id").to_owned());
                nonce.clear();
            }
            // The server is away, or was while it answered: the same send again, with the same nonce.
            Ok(answer) => assert!([500, 503].contains(&answer.status().as_u16()), "{}", answer.status()),
            Err(_) => tokio::time::sleep(Duration::from_millis(10)).await,
        }
    }
}

/// Every post of the thread.
async fn posts(app: &App) -> Vec<Value> {
    let mut all = Vec::new();
    let mut cursor = String::new();
    loop {
        let path = format!("/api/v1/threads/{}/posts?limit=100&cursor={cursor}", app.world.circle("open").thread);
        let page: Value = app.member().get(&path).await.is(200).json();
        all.extend(page["items"].as_array().expect("items").clone());
        match page["next_cursor"].as_str() {
            Some(next) => cursor = next.to_owned(),
            None => return all,
        }
    }
}

/// Fails when something acknowledged is missing, something stands twice, or a number is skipped.
async fn whole(app: &App, acked: &BTreeMap<String, String>) {
    let posts = posts(app).await;
    let numbers: Vec<i64> = posts.iter().map(|post| post["number"].as_i64().expect("a number")).collect();
    assert_eq!(numbers, (1..=i64::try_from(posts.len()).expect("few")).collect::<Vec<_>>());
    let mut bodies = BTreeMap::<&str, &str>::new();
    for post in &posts {
        let twice = bodies.insert(post["body_markdown"].as_str().expect("text"), post["id"].as_str().expect("an id"));
        assert!(twice.is_none(), "{post} stands twice");
    }
    for (nonce, id) in acked {
        assert_eq!(bodies.get(format!("Bericht {nonce}").as_str()), Some(&id.as_str()), "{nonce} was acknowledged");
    }
    if app.engine == Engine::Sqlite {
        assert_eq!(app.database.texts("pragma integrity_check").await, ["ok"]);
        assert!(app.database.texts("select cast(rowid as text) from pragma_foreign_key_check").await.is_empty());
    }
    let thread: Value =
        app.member().get(&format!("/api/v1/threads/{}", app.world.circle("open").thread)).await.is(200).json();
    assert_eq!(thread["reply_count"].as_u64(), Some(posts.len() as u64 - 1));
    // The events of the channel are as contiguous as the posts.
    let gaps = "select cast(count(*) as text) from channel c where head <>
        (select count(*) from channel_event e where e.channel_id = c.id)";
    assert_eq!(app.database.number(gaps).await, 0, "a channel has a gap");
}

both! {
    what_was_acknowledged_survives_five_kills, async |app| {
        let (stop, sent) = (Cell::new(false), Cell::new(0));
        let acked = RefCell::new(BTreeMap::new());
        let senders = futures_util::future::join_all((0..12).map(|who| send(app, who, &stop, &acked, &sent)));
        let killer = async {
            for _ in 0..5 {
                let target = acked.borrow().len() + 25;
                app.until("posts to be sent", async || (acked.borrow().len() >= target).then_some(())).await;
                app.kill();
                app.start().await;
            }
            let target = acked.borrow().len() + 10;
            app.until("posts after the last start", async || (acked.borrow().len() >= target).then_some(())).await;
            stop.set(true);
        };
        futures_util::future::join(senders, killer).await;
        assert!(acked.borrow().len() >= 135);
        whole(app, &acked.take()).await;
    }

    a_stop_is_graceful_and_quick, async |app| {
        let (stop, sent) = (Cell::new(false), Cell::new(0));
        let acked = RefCell::new(BTreeMap::new());
        let senders = futures_util::future::join_all((0..6).map(|who| send(app, who, &stop, &acked, &sent)));
        let stopper = async {
            app.until("posts to be sent", async || (acked.borrow().len() >= 20).then_some(())).await;
            assert!(app.stop().await, "it did not end well within ten seconds:\n{}", app.log_tail(10));
            stop.set(true);
        };
        futures_util::future::join(senders, stopper).await;
        app.start().await;
        whole(app, &acked.take()).await;
    }

    a_schema_newer_than_the_program_is_refused, async |app| {
        app.kill();
        let insert = match app.engine {
            Engine::Sqlite => "insert into _sqlx_migrations (version, description, success, checksum, execution_time) values (99999, 'later', true, x'00', 0)",
            Engine::Postgres => "insert into _sqlx_migrations (version, description, success, checksum, execution_time) values (99999, 'later', true, '\\x00', 0)",
        };
        app.database.execute(&[insert]).await;
        for command in [&["migrate"][..], &["serve"], &["member", "add", "--email", "a@b.example", "--name", "Te Laat"]] {
            let output = app.plein(command, "");
            assert_eq!(output.status.code(), Some(1), "{command:?}");
            let said = String::from_utf8_lossy(&output.stderr);
            let last = said.lines().last().unwrap_or_default();
            assert!(last.contains("99999"), "{command:?} says {said}");
        }
    }
}

mod a_full_disk {
    use super::*;

    /// Only the embedded engine can be told to be full.
    #[test]
    fn answers_507_gives_the_words_back_and_goes_on_reading_on_sqlite() {
        run(Engine::Sqlite, async |app| {
            let pages = app.database.number("select cast(page_count as text) from pragma_page_count").await;
            app.restart_with("PLEIN_TEST_MAX_PAGES", &(pages + 30).to_string()).await;
            let thread = &app.world.circle("open").thread;
            let path = format!("/api/v1/threads/{thread}/posts");
            let mut made = 0;
            let full = loop {
                let answer = app.member().post(&path, json!({ "body_markdown": "Vol ".repeat(5_000) })).await;
                if answer.status != 201 {
                    break answer;
                }
                made += 1;
                assert!(made < 50, "it is never full");
            };
            assert_eq!(full.problem(507)["type"], "/problems/storage-full");
            let words = format!("Dit mag niet weg. {}", "x".repeat(20_000));
            let form = app.member().form(&format!("/t/{thread}/reageer"), &[("body_markdown", &words)]).await.is(507);
            assert!(form.text().contains("Dit mag niet weg."));
            app.visitor().get(&format!("/t/{thread}/1")).await.is(200);
            assert_eq!(posts(app).await.len(), made + 3);
            app.restart_with("PLEIN_TEST_MAX_PAGES", "1000000").await;
            app.member().post(&path, json!({ "body_markdown": "Weer ruimte" })).await.is(201);
        });
    }
}

mod a_database_that_goes_away {
    use super::*;

    /// Only the server can go away.
    #[test]
    fn is_found_again_and_nothing_acknowledged_is_lost_on_postgres() {
        run_with(Engine::Postgres, Start::default(), async |app| {
            let (stop, sent) = (Cell::new(false), Cell::new(0));
            let acked = RefCell::new(BTreeMap::new());
            let senders = futures_util::future::join_all((0..8).map(|who| send(app, who, &stop, &acked, &sent)));
            let breaker = async {
                for _ in 0..3 {
                    let target = acked.borrow().len() + 20;
                    app.until("posts to be sent", async || (acked.borrow().len() >= target).then_some(())).await;
                    app.database.cut(true).await;
                    let answer = app.visitor().get("/").await;
                    assert!([500, 503].contains(&answer.status), "{}", answer.status);
                    assert_eq!(app.visitor().get("/readyz").await.status, 503);
                    app.database.cut(false).await;
                    app.until("the home page", async || (app.visitor().get("/").await.status == 200).then_some(()))
                        .await;
                }
                stop.set(true);
            };
            futures_util::future::join(senders, breaker).await;
            whole(app, &acked.take()).await;
            let members: BTreeSet<String> = app.database.texts("select name from member").await.into_iter().collect();
            assert_eq!(members.len(), app.world.people.len());
        });
    }
}
