//! Chat rooms: what is said, twice said, read back and forth, and kept from strangers.

use crate::doors::absent;
use tests::{App, Client, Engine, Role, Value, both, json};

/// The address of the messages of a community's room.
fn messages(app: &App, circle: &str) -> String {
    format!("/api/v1/rooms/{}/messages", app.world.circle(circle).room)
}

/// Says something; gives its number.
async fn say(client: &Client, path: &str, text: &str) -> i64 {
    let said: Value = client.post(path, json!({ "body_markdown": text })).await.is(201).json();
    said["seq"].as_i64().expect("a number")
}

/// A page: the texts, and the answer.
async fn page(client: &Client, path: &str, query: &str) -> (Vec<String>, Value) {
    let page: Value = client.get(&format!("{path}?{query}")).await.is(200).json();
    let items = page["items"].as_array().expect("items");
    (items.iter().map(|item| item["body_markdown"].as_str().expect("text").to_owned()).collect(), page)
}

both! {
    what_is_said_stands_for_every_member, async |app| {
        let path = messages(app, "hidden");
        let said: Value = app.owner().post(&path, json!({ "body_markdown": " Goede**morgen** <i>\r\n" })).await.is(201).json();
        let expected = json!({ "body_markdown": "Goede**morgen** <i>", "version": 1, "deleted": false });
        for (field, value) in expected.as_object().expect("fields") {
            assert_eq!(&said[field], value, "{field}");
        }
        assert_eq!(said["author"]["name"], "Olga Eigen");
        assert_eq!(said["body_html"], "<p>Goede<strong>morgen</strong> &lt;i&gt;</p>\n");
        assert!(said.get("edited_at").is_none());
        let (texts, whole) = page(&app.member(), &path, "").await;
        assert_eq!(texts, ["Gezegd in kring hidden", "Goede**morgen** <i>"], "oldest first");
        assert_eq!(whole["items"][1], said);
        assert!(whole["next_cursor"].is_null());
        assert_eq!(whole["head"], said["seq"]);
    }

    the_same_nonce_is_the_same_message, async |app| {
        let path = messages(app, "open");
        let send = async |client: &Client, path: &str, body: &str| {
            client.post(path, json!({ "body_markdown": body, "nonce": "n-1" })).await
        };
        let first = send(&app.member(), &path, "Eenmaal").await.is(201);
        let again = send(&app.member(), &path, "Eenmaal").await.is(200);
        assert_eq!(first.json::<Value>(), again.json::<Value>());
        send(&app.member(), &path, "Iets anders").await.problem(409);
        send(&app.member(), &messages(app, "hidden"), "Eenmaal").await.problem(409);
        let other = send(&app.owner(), &path, "Eenmaal").await.is(201);
        assert_ne!(first.at("id"), other.at("id"), "nonces belong to their sender");
        let at_once = (0..10).map(|_| {
            let (client, path) = (app.moderator(), path.clone());
            async move { client.post(&path, json!({ "body_markdown": "Tegelijk", "nonce": "n-2" })).await }
        });
        let answers = futures_util::future::join_all(at_once).await;
        let statuses: Vec<u16> = answers.iter().map(|answer| answer.status).collect();
        assert_eq!(statuses.iter().filter(|status| **status == 201).count(), 1, "{statuses:?}");
        assert_eq!(statuses.iter().filter(|status| **status == 200).count(), 9, "{statuses:?}");
        let (texts, _) = page(&app.member(), &path, "").await;
        assert_eq!(texts, ["Gezegd in kring open", "Eenmaal", "Eenmaal", "Tegelijk"]);
    }

    a_room_is_paged_back_and_forth_without_loss, async |app| {
        let path = messages(app, "listed");
        let writers = [app.member(), app.moderator(), app.owner()];
        let mut expected = vec!["Gezegd in kring listed".to_owned()];
        let mut numbers = Vec::new();
        for n in 0..24 {
            expected.push(format!("Bericht {n}"));
            numbers.push(say(&writers[n % 3], &path, &format!("Bericht {n}")).await);
        }
        let reader = app.member();
        for limit in [1, 4, 7, 25, 100] {
            let (mut found, mut cursor) = (Vec::new(), String::new());
            loop {
                let (texts, whole) = page(&reader, &path, &format!("limit={limit}&cursor={cursor}")).await;
                found.extend(texts);
                match whole["next_cursor"].as_str() {
                    Some(next) => cursor = next.to_owned(),
                    None => break,
                }
            }
            assert_eq!(found, expected, "forth by {limit}");
            let (mut found, mut before) = (Vec::new(), 0);
            loop {
                let (texts, whole) = page(&reader, &path, &format!("limit={limit}&before={before}")).await;
                found = [texts, found].concat();
                before = whole["items"][0]["seq"].as_i64().expect("a number");
                if whole["older"] == false {
                    break;
                }
            }
            assert_eq!(found, expected, "back by {limit}");
        }
        let after = numbers[19];
        assert_eq!(page(&reader, &path, &format!("after={after}")).await.0, expected[21..]);
        assert_eq!(page(&reader, &path, &format!("before={}&limit=3", numbers[4])).await.0, expected[2..5]);
        for (query, count) in [("limit=0", 1), ("limit=-3", 1), ("limit=2", 2), ("after=999999", 0)] {
            assert_eq!(page(&reader, &path, query).await.0.len(), count, "{query}");
        }
        for query in ["cursor=x", "cursor=1", "cursor=x_1", "limit=veel", "before=x", "after=1e9"] {
            reader.get(&format!("{path}?{query}")).await.problem(400);
        }
    }

    a_page_holds_a_hundred_at_most, async |app| {
        let room = &app.world.circle("open").room;
        let fresh = if app.engine == Engine::Sqlite { "randomblob(16)" } else { "gen_random_uuid()" };
        let row = |n: i64| {
            format!(
                "insert into message (id, room_id, seq, author_id, body_markdown, body_html, created_at)
                 select {fresh}, room_id, {}, author_id, 'Lang geleden', '', created_at
                 from message where body_markdown = 'Gezegd in kring open'",
                1_000 + n
            )
        };
        let statements: Vec<String> = (0..120).map(row).collect();
        app.database.execute(&statements.iter().map(String::as_str).collect::<Vec<_>>()).await;
        for query in ["", "limit=101", "limit=100000", "before=0", "before=0&limit=5000", "after=1000"] {
            let (texts, _) = page(&app.member(), &format!("/api/v1/rooms/{room}/messages"), query).await;
            assert_eq!(texts.len(), 100, "{query}");
        }
    }

    a_wrong_message_says_what_is_wrong, async |app| {
        let path = messages(app, "open");
        app.member().post(&path, json!({ "body_markdown": "a".repeat(10_000) })).await.is(201);
        let before = app.database.dump(&["sign_in"]).await;
        for (field, value) in [
            ("body_markdown", "a".repeat(10_001)), ("body_markdown", String::new()), ("body_markdown", " \u{200b}\n".into()),
            ("body_markdown", "a\u{0}b".into()), ("body_markdown", ">".repeat(200)), ("nonce", String::new()), ("nonce", "n".repeat(101)),
            ("nonce", "a\u{0}b".into()),
        ] {
            let mut new = json!({ "body_markdown": "Tekst" });
            new[field] = value.into();
            let problem = app.member().post(&path, new).await.problem(422);
            assert!(problem["errors"][field][0].is_string(), "{field}: {problem}");
        }
        for (field, body) in [
            ("body_markdown", json!({})), ("body_markdown", json!({ "body_markdown": 1 })),
            ("author_id", json!({ "body_markdown": "a", "author_id": "x" })), ("seq", json!({ "body_markdown": "a", "seq": 1 })),
        ] {
            let problem = app.member().post(&path, body).await.problem(422);
            assert!(problem["errors"][field][0].is_string(), "{field}: {problem}");
        }
        assert_eq!(app.database.dump(&["sign_in"]).await, before, "nothing was written");
    }

    a_closed_room_and_no_room_are_one_for_who_is_outside, async |app| {
        for key in ["open", "listed", "hidden"] {
            let room = &app.world.circle(key).room;
            for role in [Role::Visitor, Role::Stranger, Role::Former, Role::Admin] {
                let client = app.client(role);
                for end in ["", "/messages", "/messages?before=0", "/messages?cursor=1_x"] {
                    let kept = client.get(&format!("/api/v1/rooms/{room}{end}")).await;
                    let nothing = client.get(&format!("/api/v1/rooms/{}{end}", absent(room))).await;
                    assert_eq!(kept.whole(), nothing.whole(), "{}", kept.door);
                    kept.problem(404);
                }
                let new = json!({ "body_markdown": "Hallo?" });
                let kept = client.post(&messages(app, key), new.clone()).await;
                let nothing = client.post(&format!("/api/v1/rooms/{}/messages", absent(room)), new).await;
                assert_eq!(kept.whole(), nothing.whole(), "{}", kept.door);
                kept.problem(404);
            }
        }
        app.member().get("/api/v1/rooms/x/messages").await.problem(404);
        let rooms: Value = app.client(Role::Former).get("/api/v1/rooms").await.is(200).json();
        assert_eq!(rooms, json!({ "items": [], "next_cursor": null }), "who left has no rooms");
        app.visitor().get("/api/v1/rooms").await.problem(401);
    }

    an_edit_of_an_old_version_is_a_conflict_and_a_deleted_message_leaves_a_trace, async |app| {
        let (path, room) = (format!("/api/v1/messages/{}", app.world.circle("hidden").message), messages(app, "hidden"));
        let edited = app.member().patch(&path, json!({ "body_markdown": "Beter", "version": 1 })).await.is(200);
        assert_eq!((edited.at("version"), edited.at("body_markdown")), ("2".into(), "Beter".into()));
        app.member().patch(&path, json!({ "body_markdown": "Uit een oud tabblad", "version": 1 })).await.problem(409);
        app.member().patch(&path, json!({ "body_markdown": "a".repeat(10_001), "version": 2 })).await.problem(422);
        app.owner().patch(&path, json!({ "body_markdown": "Niet van mij", "version": 2 })).await.problem(403);
        assert_eq!(page(&app.owner(), &room, "").await.0, ["Beter"]);
        app.moderator().delete(&path).await.is(204);
        let (texts, whole) = page(&app.member(), &room, "").await;
        assert_eq!(texts, [""]);
        assert_eq!((&whole["items"][0]["deleted"], &whole["items"][0]["body_html"]), (&json!(true), &json!("")));
        app.member().patch(&path, json!({ "body_markdown": "Terug", "version": 2 })).await.problem(403);
        app.member().delete(&path).await.problem(403);
    }

    a_community_that_is_archived_takes_no_messages, async |app| {
        let circle = app.world.circle("hidden");
        app.owner().form(&format!("/c/{}/archief", circle.slug), &[("archived", "true")]).await.is(303);
        let room = messages(app, "hidden");
        app.member().post(&room, json!({ "body_markdown": "Nog iets" })).await.problem(409);
        assert_eq!(page(&app.member(), &room, "").await.0, ["Gezegd in kring hidden"]);
    }
}
