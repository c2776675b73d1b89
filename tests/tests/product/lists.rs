//! Rooms of a community and direct conversations: who makes them, who is on their lists, and what that opens and closes.

use tests::{App, Client, Role, Socket, Value, both, json};

/// The members' names of a room's list.
async fn names(client: &Client, room: &str) -> Vec<String> {
    let page: Value = client.get(&format!("/api/v1/rooms/{room}/members")).await.is(200).json();
    page["items"]
        .as_array()
        .expect("items")
        .iter()
        .map(|one| one["name"].as_str().expect("a name").to_owned())
        .collect()
}

/// The names of the rooms that somebody reads.
async fn rooms(client: &Client) -> Vec<String> {
    let page: Value = client.get("/api/v1/rooms").await.is(200).json();
    page["items"]
        .as_array()
        .expect("items")
        .iter()
        .map(|one| one["name"].as_str().expect("a name").to_owned())
        .collect()
}

fn id(app: &App, role: Role) -> String {
    app.world.person(role).id.clone()
}

async fn hears(socket: &mut Socket, text: &str) {
    socket.until(text, |frame| frame.to_string().contains(text)).await;
}

both! {
    moderators_make_rooms_and_members_read_the_open_ones, async |app| {
        let circle = app.world.circle("listed").clone();
        let path = format!("/api/v1/communities/{}/rooms", circle.slug);
        app.member().post(&path, json!({ "name": "Piket", "kind": "open" })).await.problem(403);
        let problem = app.moderator().post(&path, json!({ "name": " ", "kind": "geheim" })).await.problem(422);
        assert!(problem["errors"]["name"][0].is_string() && problem["errors"]["kind"][0].is_string(), "{problem}");
        let made: Value = app.moderator().post(&path, json!({ "name": " Piket ", "kind": "open" })).await.is(201).json();
        assert_eq!((&made["name"], &made["kind"], &made["archived"]), (&json!("Piket"), &json!("open"), &json!(false)));
        let room = made["id"].as_str().expect("an id");
        let said = format!("/api/v1/rooms/{room}/messages");
        app.member().post(&said, json!({ "body_markdown": "Wie heeft dienst?" })).await.is(201);
        let seen: Value = app.member().get(&format!("/api/v1/communities/{}", circle.slug)).await.is(200).json();
        assert_eq!(seen["rooms"][1], json!({ "id": room, "name": "Piket" }));
        assert_eq!(seen["rooms"].as_array().map(Vec::len), Some(2), "the closed room is not named: {seen}");
        app.member().patch(&format!("/api/v1/rooms/{room}"), json!({ "name": "Anders" })).await.problem(403);
        let renamed = app.moderator().patch(&format!("/api/v1/rooms/{room}"), json!({ "name": "Piket 2" })).await.is(200);
        assert_eq!(renamed.at("name"), "Piket 2");
        app.moderator().patch(&format!("/api/v1/rooms/{room}"), json!({ "archived": true })).await.is(200);
        app.member().post(&said, json!({ "body_markdown": "Nog iets" })).await.problem(409);
        app.member().get(&said).await.is(200);
        app.moderator().patch(&format!("/api/v1/rooms/{room}"), json!({ "archived": false })).await.is(200);
        app.member().post(&said, json!({ "body_markdown": "Nu wel" })).await.is(201);
    }

    who_is_on_the_list_reads_a_closed_room_and_nobody_else, async |app| {
        let circle = app.world.circle("hidden").clone();
        let room = circle.closed_room.clone();
        let (messages, list) = (format!("/api/v1/rooms/{room}/messages"), format!("/api/v1/rooms/{room}/members"));
        let member = format!("{list}/{}", id(app, Role::Member));
        app.member().get(&messages).await.problem(404);
        app.owner().get(&messages).await.problem(403);
        assert_eq!(names(&app.owner(), &room).await, [app.world.person(Role::Moderator).name.clone()]);
        app.owner().put(&format!("{list}/{}", id(app, Role::Stranger)), json!({})).await.problem(422);
        app.member().put(&member, json!({})).await.problem(404);
        for _ in 0..2 {
            app.owner().put(&member, json!({})).await.is(204);
        }
        let mut heard = app.member().live().await.expect("a socket");
        assert_eq!(heard.subscribe(&format!("room:{room}"), None).await["subd"]["mode"], "head");
        let said = json!({ "body_markdown": "Alleen voor ons" });
        app.moderator().post(&messages, said).await.is(201);
        hears(&mut heard, "Alleen voor ons").await;
        assert!(rooms(&app.member()).await.contains(&"Besloten hidden".to_owned()));
        app.owner().delete(&member).await.is(204);
        heard.until("the end of the room", |frame| frame["reset"]["why"] == "gone").await;
        app.moderator().post(&messages, json!({ "body_markdown": "Weer onder ons" })).await.is(201);
        heard.quiet().await;
        assert!(!format!("{:?}", heard.heard).contains("Weer onder ons"));
        app.member().get(&messages).await.problem(404);
        assert!(!rooms(&app.member()).await.contains(&"Besloten hidden".to_owned()));
        // Who leaves the community leaves the list for good.
        app.owner().put(&member, json!({})).await.is(204);
        app.member().get(&messages).await.is(200);
        app.member().delete(&format!("/api/v1/communities/{}/membership", circle.slug)).await.is(204);
        app.enlist(Role::Member, &circle.slug, "member").await;
        app.member().get(&messages).await.problem(404);
        // And the last one may go: the owner still decides.
        app.moderator().delete(&format!("{list}/{}", id(app, Role::Moderator))).await.is(204);
        app.moderator().get(&messages).await.problem(404);
        app.owner().put(&format!("{list}/{}", id(app, Role::Owner)), json!({})).await.is(204);
        app.owner().get(&messages).await.is(200);
    }

    the_same_people_have_one_conversation, async |app| {
        let with = |roles: &[Role]| json!({ "members": roles.iter().map(|role| id(app, *role)).collect::<Vec<_>>() });
        let made: Value = app.member().post("/api/v1/rooms", with(&[Role::Moderator])).await.is(201).json();
        assert_eq!((&made["kind"], &made["name"]), (&json!("direct"), &json!(app.world.person(Role::Moderator).name)));
        assert!(made.get("community").is_none(), "{made}");
        let again: Value = app.moderator().post("/api/v1/rooms", with(&[Role::Member])).await.is(200).json();
        assert_eq!(again["id"], made["id"]);
        assert_eq!(again["name"], json!(app.world.person(Role::Member).name), "each sees the other");
        let both: Value = app.member().post("/api/v1/rooms", with(&[Role::Member, Role::Moderator])).await.is(200).json();
        assert_eq!(both["id"], made["id"], "oneself is in it anyway");
        let three: Value = app.member().post("/api/v1/rooms", with(&[Role::Moderator, Role::Owner])).await.is(201).json();
        assert_ne!(three["id"], made["id"]);
        let at_once = (0..8).map(|n| {
            let client = if n % 2 == 0 { app.member() } else { app.stranger() };
            let other = with(&[if n % 2 == 0 { Role::Stranger } else { Role::Member }]);
            async move { client.post("/api/v1/rooms", other).await.at("id") }
        });
        let ids = futures_util::future::join_all(at_once).await;
        assert!(ids.iter().all(|one| *one == ids[0]), "{ids:?}");
        for wrong in [json!({ "members": [] }), json!({ "members": ["zzzzzzzzzzzzzzzzzzzzzz"] }), json!({})] {
            app.member().post("/api/v1/rooms", wrong).await.problem(422);
        }
        let nobody = id(app, Role::Member).replace(|_: char| true, "1");
        app.member().post("/api/v1/rooms", json!({ "members": [nobody] })).await.problem(422);
        app.visitor().post("/api/v1/rooms", with(&[Role::Member])).await.problem(401);
    }

    what_two_say_to_each_other_is_for_nobody_else, async |app| {
        let with = json!({ "members": [id(app, Role::Stranger)] });
        let room = app.member().post("/api/v1/rooms", with).await.is(201).at("id");
        assert!(!rooms(&app.stranger()).await.contains(&app.world.person(Role::Member).name), "nothing was said yet");
        let path = format!("/api/v1/rooms/{room}/messages");
        app.member().post(&path, json!({ "body_markdown": "Ken jij dit pand? Zeilmakerskade" })).await.is(201);
        let mut other = app.stranger().live().await.expect("a socket");
        assert_eq!(other.subscribe(&format!("room:{room}"), Some(0)).await["subd"]["mode"], "resume");
        hears(&mut other, "Zeilmakerskade").await;
        assert_eq!(rooms(&app.stranger()).await, [app.world.person(Role::Member).name.clone()]);
        for client in [app.owner(), app.moderator(), app.admin(), app.visitor()] {
            client.get(&path).await.problem(404);
            client.get(&format!("/api/v1/rooms/{room}/members")).await.problem(404);
        }
        app.member().patch(&format!("/api/v1/rooms/{room}"), json!({ "name": "Geheim" })).await.problem(403);
        app.member().put(&format!("/api/v1/rooms/{room}/members/{}", id(app, Role::Owner)), json!({})).await.problem(403);
        app.until("it is found by the two", async || {
            let found: Value = app.stranger().get("/api/v1/search?q=zeilmakerskade").await.is(200).json();
            (found["total"] == 1).then_some(())
        })
        .await;
        let within = app.stranger().get(&format!("/api/v1/search?q=zeilmakerskade&room={room}")).await.is(200);
        assert_eq!((within.at("total"), within.at("items.0.kind")), ("1".into(), "message".into()));
        for client in [app.owner(), app.admin(), app.visitor()] {
            for scope in [String::new(), format!("&room={room}")] {
                let found = client.get(&format!("/api/v1/search?q=zeilmakerskade{scope}")).await.is(200);
                assert_eq!(found.at("total"), "0");
                assert!(!found.text().contains(&room), "{}", found.text());
            }
        }
    }

    rooms_are_made_and_managed_by_forms_alone, async |app| {
        let slug = app.world.circle("hidden").slug.clone();
        let owner = app.owner();
        let page = owner.get(&format!("/c/{slug}/chat")).await.is(200);
        assert!(page.text().contains("Algemeen") && page.text().contains("Besloten hidden"), "owners see what they manage");
        assert!(!app.member().get(&format!("/c/{slug}/chat")).await.is(200).text().contains("Besloten hidden"));
        let wrong = owner.form(&format!("/c/{slug}/chat"), &[("name", ""), ("kind", "closed")]).await.is(422);
        assert!(wrong.text().contains("Vul dit veld in"));
        let made = owner.form(&format!("/c/{slug}/chat"), &[("name", "Bestuur <b>"), ("kind", "closed")]).await.is(303);
        let about = made.location().to_owned();
        let room = about.trim_start_matches("/chat/").trim_end_matches("/over").to_owned();
        let name = &app.world.person(Role::Member).name;
        let word = name.split(' ').next().expect("a first name").to_lowercase();
        let found = owner.get(&format!("{about}?q={word}")).await.is(200);
        assert!(found.text().contains(name.as_str()) && found.text().contains("Bestuur &lt;b&gt;"));
        owner.form(&format!("/chat/{room}/lijst"), &[("member", &id(app, Role::Member))]).await.is(303);
        let page = app.member().get(&format!("/chat/{room}")).await.is(200);
        assert!(page.text().contains("Bestuur"));
        owner.form(&format!("/chat/{room}/over"), &[("name", "Dagelijks bestuur")]).await.is(303);
        app.member().form(&format!("/chat/{room}/over"), &[("name", "Van mij")]).await.is(403);
        owner.form(&format!("/chat/{room}/sluiten"), &[("archived", "true")]).await.is(303);
        assert!(app.member().get(&format!("/chat/{room}")).await.is(200).text().contains("Deze ruimte is gesloten"));
        app.member().form(&format!("/chat/{room}/weg"), &[]).await.is(303);
        app.member().get(&format!("/chat/{room}")).await.is(404);
        let begin = app.member().get(&format!("/chat/nieuw?q={word}&met={}", id(app, Role::Owner))).await.is(200);
        assert!(begin.text().contains(&app.world.person(Role::Owner).name));
        app.member().form("/chat/nieuw", &[]).await.is(422);
        // More than a database takes as values of one question: too many people, and nothing worse.
        let many: Vec<String> = (0..33_000).map(|n| format!("{n:022}").replace('0', "A")).collect();
        let crowd: Vec<(&str, &str)> = many.iter().map(|one| ("members", one.as_str())).collect();
        app.member().form("/chat/nieuw", &crowd).await.is(422);
        let begun = app.member().form("/chat/nieuw", &[("members", &id(app, Role::Stranger))]).await.is(303);
        let here = begun.location().trim_end_matches("#nu").to_owned();
        app.member().form(&here, &[("body_markdown", "Dag!"), ("nonce", "dag-1")]).await.is(303);
        assert!(app.stranger().get("/chat").await.is(200).text().contains(name.as_str()));
        assert!(app.stranger().get(&here).await.is(200).text().contains("Dag!"));
    }
}
