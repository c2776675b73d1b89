//! The search index is only a copy: whatever happens to it, nothing that was written is lost to who searches, and nothing
//! that is gone comes back.

use std::{
    fs,
    path::PathBuf,
    time::{Duration, Instant},
};
use tests::{App, Value, both, json, kills};

async fn ask(app: &App, query: &str) -> Value {
    app.member().get(&format!("/api/v1/search?{query}")).await.is(200).json()
}

async fn open(app: &App, title: &str) -> String {
    let new = json!({ "title": title, "body_markdown": "Wie weet er meer van?" });
    app.member().post("/api/v1/communities/kring-open/threads", new).await.is(201).at("id")
}

/// The folder of the index that is in use.
fn folder(app: &App) -> PathBuf {
    let inside = fs::read_dir(app.data.join("index")).expect("the folder of indexes").flatten();
    inside.map(|entry| entry.path()).find(|path| path.is_dir()).expect("an index")
}

both! {
    ten_kills_lose_nothing_double_nothing_and_bring_nothing_back, async |app| {
        kills::kills(app, 10).await;
    }

    an_index_that_is_thrown_away_while_it_is_used_is_made_anew, async |app| {
        open(app, "Wolkenkrabber in aanbouw").await;
        app.until("the thread", async || (ask(app, "q=wolkenkrabbers").await["total"] == 1).then_some(())).await;
        fs::remove_dir_all(app.data.join("index")).expect("the index is thrown away");
        // From here to the end a title is found, from what is left of the index or from the database.
        let began = Instant::now();
        while began.elapsed() < Duration::from_secs(4) {
            let answer = ask(app, "q=wolkenkrabber").await;
            assert_eq!(answer["items"][0]["title"], "Wolkenkrabber in aanbouw", "{answer}");
            app.visitor().get("/zoeken?q=wolkenkrabber").await.is(200);
            tokio::time::sleep(Duration::from_millis(20)).await;
        }
        open(app, "Nog een wolkenkrabber").await;
        let answer = app.until("both threads", async || {
            let answer = ask(app, "q=wolkenkrabbers").await;
            (answer["total"] == 2).then_some(answer)
        }).await;
        assert_eq!(answer["rebuilding"], false);
        assert!(folder(app).join("meta.json").exists());
    }

    a_damaged_index_is_made_anew, async |app| {
        open(app, "Wolkenkrabber in aanbouw").await;
        app.until("the thread", async || (ask(app, "q=wolkenkrabbers").await["total"] == 1).then_some(())).await;
        let check = app.plein(&["check"], "");
        assert!(check.status.success(), "{}", String::from_utf8_lossy(&check.stderr));
        for damage in ["idx", "store", "term", "meta.json", "all of it"] {
            app.kill();
            let index = folder(app);
            let files: Vec<PathBuf> = fs::read_dir(&index).expect("the index").flatten().map(|entry| entry.path()).collect();
            if damage == "all of it" {
                files.iter().for_each(|file| fs::write(file, b"\0").expect("damage"));
            } else {
                let ends = |file: &&PathBuf| file.to_string_lossy().ends_with(damage);
                let file = files.iter().find(ends).unwrap_or_else(|| panic!("a file {damage} in {files:?}"));
                let mut bytes = fs::read(file).expect("bytes");
                let middle = bytes.len() / 2;
                bytes[middle] ^= 0x5A;
                fs::write(file, bytes).expect("damage");
            }
            if damage != "meta.json" {
                let check = app.plein(&["check"], "");
                let said = String::from_utf8_lossy(&check.stdout).into_owned() + &String::from_utf8_lossy(&check.stderr);
                assert_eq!(check.status.code(), Some(1), "after damage to {damage}: {said}");
                assert!(said.contains("search index"), "{said}");
            }
            app.start().await;
            app.until(&format!("an index after damage to {damage}"), async || {
                (ask(app, "q=wolkenkrabbers").await["total"] == 1).then_some(())
            }).await;
        }
    }

    without_an_index_titles_are_found_and_rights_hold, async |app| {
        open(app, "Wolkenkrabber in aanbouw").await;
        let kept = json!({ "title": "Wolkenkrabber in het geheim", "body_markdown": "Stil." });
        app.member().post("/api/v1/communities/kring-hidden/threads", kept).await.is(201);
        // Another process holds the folder, so that this one has no index however long it waits.
        let lock = app.data.join("index").join("lock");
        app.kill();
        let held = fs::File::options().write(true).open(&lock).expect("the lock");
        app.until("the lock of the program that was killed", async || held.try_lock().ok()).await;
        app.launch();
        let titles = async |client: tests::Client| -> Vec<String> {
            let answer: Value = client.get("/api/v1/search?q=wolkenkrabber").await.is(200).json();
            assert_eq!(answer["rebuilding"], true, "{answer}");
            answer["items"].as_array().expect("items").iter().map(|hit| hit["title"].as_str().expect("a title").to_owned()).collect()
        };
        app.until("the site", async || std::net::TcpStream::connect(app.origin.trim_start_matches("http://")).ok()).await;
        assert_eq!(titles(app.member()).await.len(), 2);
        for client in [app.visitor(), app.stranger(), app.admin()] {
            assert_eq!(titles(client).await, ["Wolkenkrabber in aanbouw"]);
        }
        let page = app.visitor().get("/zoeken?q=wolkenkrabber").await.is(200).seen();
        assert!(page.contains("zoekindex wordt opnieuw gemaakt") && page.contains("Wolkenkrabber in aanbouw"), "{page}");
        let suggested = app.stranger().get("/api/v1/suggest?q=wolken").await.is(200).text();
        assert!(suggested.contains("in aanbouw") && !suggested.contains("geheim"), "{suggested}");
        assert_eq!(app.visitor().get("/readyz").await.status, 503, "a site without an index is not ready");
        drop(held);
        app.until("the index", async || (ask(app, "q=wolkenkrabbers").await["total"] == 2).then_some(())).await;
    }

    deleted_words_leave_the_disk, async |app| {
        let thread = open(app, "Wolkenkrabber in aanbouw").await;
        // Among others in one segment, which does not go with it.
        assert!(app.stop().await);
        app.command_ok(&["reindex"], "");
        app.start().await;
        app.owner().form(&format!("/t/{thread}/verwijderen"), &[("deleted", "true")]).await.is(303);
        let left_behind = async || {
            let files = fs::read_dir(folder(app)).expect("the index").flatten();
            files.filter(|file| file.path().extension().is_some_and(|kind| kind == "del")).count()
        };
        app.until("its deletion to reach the disk", async || (left_behind().await > 0).then_some(())).await;
        // What a start does is done once more each twenty hours.
        app.kill();
        app.start().await;
        app.until("segments without it", async || (left_behind().await == 0).then_some(())).await;
        assert_eq!(ask(app, "q=wolkenkrabbers").await["total"], 0);
        open(app, "Wolkenkrabber in gebruik").await;
        app.until("what is new", async || (ask(app, "q=wolkenkrabbers").await["total"] == 1).then_some(())).await;
    }

    a_rebuild_asked_for_by_command_forgets_nothing, async |app| {
        let thread = open(app, "Wolkenkrabber in aanbouw").await;
        app.until("the thread", async || (ask(app, "q=wolkenkrabbers").await["total"] == 1).then_some(())).await;
        let before = folder(app);
        app.command_ok(&["reindex"], "");
        app.until("a new index", async || (ask(app, "q=wolkenkrabbers").await["total"] == 1 && folder(app) != before).then_some(())).await;
        app.owner().form(&format!("/t/{thread}/verwijderen"), &[("deleted", "true")]).await.is(303);
        assert_eq!(ask(app, "q=wolkenkrabbers").await["total"], 0);
        // And without a server.
        assert!(app.stop().await);
        app.command_ok(&["reindex"], "");
        app.start().await;
        assert_eq!(ask(app, "q=wolkenkrabbers").await["total"], 0);
    }
}
