//! Naming people in a chat: whom one is offered, and whom a plain name calls.

use tests::{App, Client, Role, Value, both, json};

fn room(app: &App) -> String {
    format!("/api/v1/rooms/{}", app.world.circle("hidden").room)
}

/// The names that a reader is offered.
async fn offered(client: &Client, room: &str, query: &str) -> Vec<String> {
    let page: Value = client.get(&format!("{room}/people?q={query}")).await.is(200).json();
    let items = page["items"].as_array().expect("items");
    items.iter().map(|one| one["name"].as_str().expect("a name").to_owned()).collect()
}

/// Says something; gives the message.
async fn say(client: &Client, room: &str, text: &str) -> Value {
    client.post(&format!("{room}/messages"), json!({ "body_markdown": text })).await.is(201).json()
}

/// How many unread messages of a room name somebody.
async fn mentions(client: &Client, room: &str) -> Option<i64> {
    client.get(room).await.is(200).json::<Value>()["mentions"].as_i64()
}

/// Gives somebody another name.
async fn called(client: &Client, id: &str, name: &str) {
    client.patch(&format!("/api/v1/members/{id}"), json!({ "name": name })).await.is(200);
}

both! {
    who_may_be_named_is_who_reads_the_room, async |app| {
        let room = room(app);
        let owner = app.world.person(Role::Owner).clone();
        called(&app.owner(), &owner.id, "Jérôme van der Meer").await;
        for query in ["jer", "Mee", "van%20der%20me", "meer%20jerome", "der"] {
            assert_eq!(offered(&app.member(), &room, query).await, ["Jérôme van der Meer"], "{query}");
        }
        for query in ["eer", "jerome%20x", "%25", "_"] {
            assert_eq!(offered(&app.member(), &room, query).await, [""; 0], "{query}");
        }
        // Not oneself, nor who is outside; an administrator who may not read it neither asks nor is offered.
        let all = offered(&app.member(), &room, "").await;
        for role in [Role::Member, Role::Stranger, Role::Former, Role::Admin] {
            assert!(!all.contains(&app.world.person(role).name), "{all:?}");
        }
        assert!(all.len() <= 8 && all.contains(&app.world.person(Role::Moderator).name), "{all:?}");
        for client in [app.stranger(), app.client(Role::Former), app.admin()] {
            client.get(&format!("{room}/people?q=jer")).await.problem(404);
        }
        // Of a closed room only those on its list, as soon as they are on it.
        let closed = format!("/api/v1/rooms/{}", app.world.circle("hidden").closed_room);
        assert_eq!(offered(&app.moderator(), &closed, "").await, [""; 0]);
        app.moderator().put(&format!("{closed}/members/{}", owner.id), json!({})).await.is(204);
        assert_eq!(offered(&app.moderator(), &closed, "").await, ["Jérôme van der Meer"]);
        app.member().get(&format!("{closed}/people")).await.problem(404);
        let direct: Value = app.member().post("/api/v1/rooms", json!({ "members": [owner.id] })).await.json();
        let direct = format!("/api/v1/rooms/{}", direct["id"].as_str().expect("an id"));
        assert_eq!(offered(&app.member(), &direct, "").await, ["Jérôme van der Meer"]);
        let one: Value = app.member().get(&format!("{direct}/people")).await.is(200).json();
        let told: Vec<&String> = one["items"][0].as_object().expect("somebody").keys().collect();
        assert!(told.iter().all(|field| ["id", "name", "function", "organisation", "photo"].contains(&field.as_str())), "{told:?}");
    }

    a_plain_name_of_one_reader_names_them, async |app| {
        let room = room(app);
        let [owner, moderator, stranger] = [Role::Owner, Role::Moderator, Role::Stranger].map(|role| app.world.person(role).clone());
        called(&app.owner(), &owner.id, "Jérôme van der Meer").await;
        let link = format!("<a href=\"/lid/{}\"", owner.id);
        for text in ["Dag @jerome van der meer, ziet u dit?", "(@Jérôme van der Meer)"] {
            let before = mentions(&app.owner(), &room).await;
            let said = say(&app.member(), &room, text).await;
            assert_eq!(said["body_markdown"], text, "the words stay as they are");
            assert!(said["body_html"].as_str().expect("html").contains(&link), "{said}");
            assert_eq!(mentions(&app.owner(), &room).await, before.map(|n| n + 1), "{text}");
        }
        let before = mentions(&app.owner(), &room).await;
        let nobody = [
            "`@Jérôme van der Meer`".to_owned(), "```\n@Jérôme van der Meer\n```".to_owned(), "@Jérôme".to_owned(),
            "mail@Jérôme van der Meer".to_owned(), format!("@{}", stranger.name), "@Jérôme van der Meerdere".to_owned(),
        ];
        for text in nobody {
            let said = say(&app.member(), &room, &text).await;
            assert!(!said["body_html"].as_str().expect("html").contains("/lid/"), "{said}");
        }
        // An edit names anew; a name that two of the readers have names nobody.
        let said = say(&app.member(), &room, "Wie weet dit?").await;
        let edit = json!({ "body_markdown": "Wie weet dit, @Jérôme van der Meer?", "version": said["version"] });
        let path = format!("/api/v1/messages/{}", said["id"].as_str().expect("an id"));
        app.member().patch(&path, edit).await.is(200);
        assert_eq!(mentions(&app.owner(), &room).await, before.map(|n| n + 1));
        called(&app.moderator(), &moderator.id, "Jerome van der Meer").await;
        let said = say(&app.member(), &room, "@Jérôme van der Meer").await;
        assert!(!said["body_html"].as_str().expect("html").contains("/lid/"), "{said}");
        assert_eq!(mentions(&app.owner(), &room).await, before.map(|n| n + 1));
        // In a side talk too; and a send that comes again stands once.
        called(&app.moderator(), &moderator.id, "Mo de Wit").await;
        let again = json!({ "body_markdown": "@Mo de Wit", "nonce": "eens", "re": said["id"] });
        let first: Value = app.owner().post(&format!("{room}/messages"), again.clone()).await.is(201).json();
        called(&app.moderator(), &moderator.id, "Mo Anders").await;
        let second: Value = app.owner().post(&format!("{room}/messages"), again).await.is(200).json();
        assert_eq!((&first["id"], &first["body_html"]), (&second["id"], &second["body_html"]));
        assert_eq!(mentions(&app.moderator(), &room).await, Some(1));
    }
}
