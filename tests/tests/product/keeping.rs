//! What is said in a chat and must stay: it is put in a thread, with tombstones and links both ways, and its author can object.
//! What nobody keeps goes when its time is over, and not before it was announced.

use tests::{App, Client, Role, Value, both, json};

/// A room of the world, for the API.
fn room(app: &App, key: &str) -> String {
    format!("/api/v1/rooms/{}", app.world.circle(key).room)
}

/// Says something; gives its id.
async fn say(client: &Client, room: &str, text: &str, re: Option<&str>) -> String {
    let new = json!({ "body_markdown": text, "re": re, "nonce": format!("nonce {text}") });
    client.post(&format!("{room}/messages"), new).await.is(201).at("id")
}

/// The texts of a room as somebody reads them.
async fn texts(client: &Client, room: &str) -> Vec<String> {
    let page: Value = client.get(&format!("{room}/messages?limit=100")).await.is(200).json();
    let items = page["items"].as_array().expect("items");
    items.iter().map(|item| item["body_markdown"].as_str().expect("text").to_owned()).collect()
}

async fn message(client: &Client, id: &str) -> Value {
    client.get(&format!("/api/v1/messages/{id}")).await.is(200).json()
}

async fn posts(client: &Client, thread: &str) -> Value {
    client.get(&format!("/api/v1/threads/{thread}/posts")).await.is(200).json()
}

/// How many events of channels hold a text.
async fn events_with(app: &App, text: &str) -> i64 {
    let sql = format!("select cast(count(*) as text) from channel_event where payload like '%{text}%'");
    app.database.number(&sql).await
}

/// Puts a moment of rows long ago.
async fn long_ago(app: &App, column: &str, which: &str) {
    let (table, column) = column.split_once('.').expect("a table and a column");
    let sql = format!("update {table} set {column} = '2020-01-01T00:00:00.000000Z' where {which}");
    assert!(app.database.execute(&[&sql]).await > 0, "{which}");
}

/// Starts again: what is over is looked for at once.
async fn again(app: &App) {
    app.kill();
    app.start().await;
}

both! {
    messages_become_a_thread_of_their_authors, async |app| {
        let hidden = app.world.circle("hidden").clone();
        let room = room(app, "hidden");
        let question = say(&app.member(), &room, "Wie kent de vergunning?", None).await;
        let answer = say(&app.owner(), &room, "Die is van de provincie", Some(&question)).await;
        let other = say(&app.moderator(), &room, "Heel iets anders", None).await;
        app.moderator().put(&format!("/api/v1/messages/{question}/pin"), json!({})).await.is(204);
        let mut heard = app.owner().live().await.expect("a socket");
        heard.subscribe(&format!("room:{}", hidden.room), None).await;
        let new = json!({ "messages": [answer, question], "community": hidden.slug, "title": "De vergunning", "tags": ["Wet"] });
        let said_at = message(&app.member(), &question).await["created_at"].clone();
        let moved: Value = app.moderator().post(&format!("{room}/threads"), new.clone()).await.is(201).json();
        let thread = moved["thread"].as_str().expect("a thread").to_owned();
        assert_eq!(moved["url"], format!("/t/{thread}"));
        let twice: Value = app.moderator().post(&format!("{room}/threads"), new).await.is(201).json();
        assert_eq!(twice, moved, "what is done already is there");

        let read = posts(&app.member(), &thread).await;
        let names = [Role::Member, Role::Owner].map(|role| app.world.person(role).id.clone());
        for (place, (name, text)) in names.iter().zip(["Wie kent de vergunning?", "Die is van de provincie"]).enumerate() {
            assert_eq!(read["items"][place]["author"]["id"], *name);
            assert_eq!(read["items"][place]["body_markdown"], text);
        }
        assert_eq!(read["items"][0]["created_at"], said_at);
        assert_eq!(read["items"][1]["reply_to_number"], 1);
        assert_eq!(read["items"].as_array().map(Vec::len), Some(2));
        let gone = message(&app.member(), &question).await;
        assert_eq!((&gone["deleted"], &gone["body_markdown"]), (&json!(true), &json!("")));
        assert_eq!(gone["moved"], format!("/t/{thread}/1#post-1"));
        assert!(gone.get("pinned").is_none());
        assert_eq!(events_with(app, "vergunning?").await, 0, "the words are in the thread alone");
        heard.until("that it moved", |frame| frame.to_string().contains(&format!("/t/{thread}/1#post-1"))).await;
        assert!(texts(&app.member(), &room).await.contains(&"Heel iets anders".to_owned()));

        // Links both ways, for who reads both.
        let page = app.member().get(&format!("/chat/{}", hidden.room)).await.is(200);
        assert!(page.text().contains("Dit bericht staat nu in een gesprek.") && page.text().contains(&format!("/t/{thread}/1")));
        let page = app.member().get(&format!("/t/{thread}/1")).await.is(200);
        assert!(page.text().contains("Dit gesprek begon in de chat.") && page.text().contains(&format!("/chat/{}", hidden.room)));
        assert!(page.text().contains(&app.world.person(Role::Moderator).name));

        // A retried send of what moved is the message that there is.
        let retried = json!({ "body_markdown": "Wie kent de vergunning?", "nonce": "nonce Wie kent de vergunning?" });
        assert_eq!(app.member().post(&format!("{room}/messages"), retried).await.is(200).at("id"), question);
        app.member().patch(&format!("/api/v1/messages/{question}"), json!({ "body_markdown": "x", "version": 1 })).await.problem(403);
        let deleted = json!({ "messages": [question, other], "community": hidden.slug, "title": "Nog eens" });
        app.moderator().post(&format!("{room}/threads"), deleted).await.problem(422);
    }

    an_author_is_told_and_can_object, async |app| {
        let open = app.world.circle("open").clone();
        let room = room(app, "open");
        let mine = say(&app.member(), &room, "Dit zei ik zomaar", None).await;
        let theirs = say(&app.owner(), &room, "En ik ook", None).await;
        let new = json!({ "messages": [mine, theirs], "community": open.slug, "title": "Zomaar gezegd" });
        let thread = app.moderator().post(&format!("{room}/threads"), new).await.is(201).at("thread");
        for (role, id) in [(Role::Member, &mine), (Role::Owner, &theirs)] {
            assert_eq!(app.mailed_link(&app.world.person(role).email, "/chat/bericht/").await, format!("/chat/bericht/{id}"));
        }
        let mail = app.mails().into_iter().rev().find(|mail| mail.text.contains("/chat/bericht/")).expect("a mail");
        assert!(mail.text.contains("Zomaar gezegd") && mail.text.contains("Terug naar de chat"), "{}", mail.text);
        let to_moderator = |mail: &tests::Mail| mail.header("to").is_some_and(|to| to.contains(&app.world.person(Role::Moderator).email));
        assert!(!app.mails().iter().any(|mail| to_moderator(mail) && mail.text.contains("/chat/bericht/")), "who moved it knows");
        let page = app.member().get(&format!("/chat/bericht/{mine}")).await.is(200);
        assert!(page.text().contains(&format!("/chat/bericht/{mine}/terug")));
        assert!(!app.owner().get(&format!("/chat/bericht/{mine}")).await.is(200).text().contains("/terug"));
        app.owner().delete(&format!("/api/v1/messages/{mine}/thread")).await.problem(403);

        // An edit in the thread comes back with the words.
        let post = posts(&app.member(), &thread).await["items"][0]["id"].as_str().expect("an id").to_owned();
        let edit = json!({ "body_markdown": "Dit zei ik zomaar, met reden", "version": 1 });
        app.member().patch(&format!("/api/v1/posts/{post}"), edit).await.is(200);
        let back: Value = app.member().delete(&format!("/api/v1/messages/{mine}/thread")).await.is(200).json();
        assert_eq!(back["body_markdown"], "Dit zei ik zomaar, met reden");
        assert_eq!((&back["deleted"], back.get("moved")), (&json!(false), None));
        assert!(texts(&app.owner(), &room).await.contains(&"Dit zei ik zomaar, met reden".to_owned()));
        let left = posts(&app.moderator(), &thread).await;
        assert_eq!((&left["items"][0]["deleted"], &left["items"][0]["body_markdown"]), (&json!(true), &json!("")), "nor for moderators");
        let kept = app.database.number("select cast(count(*) as text) from post_revision where body_markdown like 'Dit zei ik%'").await;
        assert_eq!(kept, 0);
        app.member().delete(&format!("/api/v1/messages/{mine}/thread")).await.problem(403);
        // With the last of its posts the thread goes.
        app.owner().form(&format!("/chat/bericht/{theirs}/terug"), &[]).await.is(303);
        app.member().get(&format!("/t/{thread}/1")).await.is(404);
        assert!(texts(&app.member(), &room).await.contains(&"En ik ook".to_owned()));
    }

    what_others_said_stays_with_its_community, async |app| {
        let (hidden, open) = (app.world.circle("hidden").clone(), app.world.circle("open").clone());
        let room = room(app, "hidden");
        let mine = say(&app.member(), &room, "Alleen van mij", None).await;
        let theirs = say(&app.owner(), &room, "Van de eigenaar", None).await;
        let put = async |client: &Client, room: &str, messages: &[&str], slug: &str, title: &str| {
            client.post(&format!("{room}/threads"), json!({ "messages": messages, "community": slug, "title": title })).await
        };
        put(&app.member(), &room, &[&theirs], &hidden.slug, "Van een ander").await.problem(422);
        put(&app.moderator(), &room, &[&theirs], &open.slug, "Naar elders").await.problem(422);
        put(&app.moderator(), &room, &[&theirs], "niets", "Naar nergens").await.problem(422);
        put(&app.moderator(), &room, &[&theirs, &open.message], &hidden.slug, "Van elders").await.problem(422);
        put(&app.moderator(), &room, &[], &hidden.slug, "Zonder iets").await.problem(422);
        put(&app.moderator(), &room, &[&theirs], &hidden.slug, "Ho").await.problem(422);
        put(&app.stranger(), &room, &[&theirs], &hidden.slug, "Van buiten").await.problem(404);
        put(&app.admin(), &room, &[&theirs], &hidden.slug, "Van buiten").await.problem(404);
        put(&app.owner(), &format!("/api/v1/rooms/{}", hidden.closed_room), &[&hidden.closed_message], &hidden.slug, "Besloten").await.problem(403);
        // One's own words go where one writes.
        let thread = put(&app.member(), &room, &[&mine], &open.slug, "Mijn woorden").await.is(201).at("thread");
        assert!(app.stranger().get(&format!("/t/{thread}/1")).await.is(200).text().contains("Alleen van mij"));
        assert!(!app.stranger().get(&format!("/t/{thread}/1")).await.is(200).text().contains(&hidden.room), "and nothing of where they were said");
        let direct = format!("/api/v1/rooms/{}", app.world.thing("conversation"));
        put(&app.owner(), &direct, &[&app.world.thing("direct message")], &open.slug, "Onder ons").await.problem(422);
        put(&app.member(), &direct, &[&app.world.thing("direct message")], &open.slug, "Onder ons").await.is(201);
        put(&app.moderator(), &format!("/api/v1/rooms/{}", hidden.closed_room), &[&hidden.closed_message], &hidden.slug, "Van mij").await.is(201);
    }

    a_thread_is_made_of_a_chat_by_forms_alone, async |app| {
        let listed = app.world.circle("listed").clone();
        let room = room(app, "listed");
        let said = say(&app.owner(), &room, "Dit moet bewaard blijven", None).await;
        let path = format!("/chat/{}/gesprek", listed.room);
        let page = app.moderator().get(&format!("{path}?vanaf=1&kies={said}")).await.is(200);
        assert!(page.text().contains(&format!("value=\"{said}\"")) && page.text().contains("Dit moet bewaard blijven"));
        let page = app.member().get(&path).await.is(200);
        assert!(!page.text().contains(&format!("value=\"{said}\"")), "a member chooses their own");
        assert!(page.text().contains("U kunt hier alleen uw eigen berichten kiezen."));
        let fields = [("messages", said.as_str()), ("community", listed.slug.as_str()), ("title", "Ho")];
        let wrong = app.moderator().form(&path, &fields).await.is(422);
        assert!(wrong.text().contains("value=\"Ho\"") && wrong.text().contains("checked"), "nothing is lost");
        let fields = [("messages", said.as_str()), ("community", listed.slug.as_str()), ("title", "Bewaard")];
        let there = app.moderator().form(&path, &fields).await.is(303).location().to_owned();
        assert!(app.member().get(&format!("{there}/1")).await.is(200).text().contains("Dit moet bewaard blijven"));
        app.stranger().get(&path).await.is(404);
        for far in ["99999999", "9223372036854775807", "-9223372036854775808"] {
            app.moderator().get(&format!("{path}?vanaf={far}")).await.is(200);
        }
        let many: Vec<(&str, &str)> = (0..60).map(|_| ("messages", said.as_str())).collect();
        app.moderator().form(&path, &many).await.is(422);
    }

    what_is_over_goes_and_is_announced_before, async |app| {
        let hidden = app.world.circle("hidden").clone();
        let room = room(app, "hidden");
        app.member().patch(&room, json!({ "keep": 30 })).await.problem(403);
        app.moderator().patch(&room, json!({ "keep": 31 })).await.problem(422);
        app.moderator().patch(&room, json!({ "keep": 30 })).await.is(200);
        assert_eq!(app.member().get(&room).await.is(200).json::<Value>()["keep"], 30);
        let over = say(&app.member(), &room, "Dit is straks voorbij", None).await;
        app.member().patch(&format!("/api/v1/messages/{over}"), json!({ "body_markdown": "Dit is straks echt voorbij", "version": 1 })).await.is(200);
        let answered = say(&app.member(), &room, "Hier komt nog antwoord op", None).await;
        let kept = say(&app.owner(), &room, "Dit is vastgezet", None).await;
        app.moderator().put(&format!("/api/v1/messages/{kept}/pin"), json!({})).await.is(204);
        let answer = say(&app.owner(), &room, "Een laat antwoord", Some(&answered)).await;
        let fresh = say(&app.member(), &room, "Dit is van vandaag", None).await;
        let old = "body_markdown like 'Dit is straks%' or body_markdown like 'Hier komt%' or body_markdown like 'Dit is vast%'";
        // Not before it was announced, however old it is.
        long_ago(app, "message.created_at", old).await;
        again(app).await;
        app.until("the announcement", async || {
            (app.database.number("select cast(count(*) as text) from room_notice").await > 0).then_some(())
        })
        .await;
        let page = app.member().get(&format!("/chat/{}", hidden.room)).await.is(200);
        assert!(page.text().contains("verdwijnen vanaf"), "who reads there is told");
        assert_eq!(message(&app.member(), &over).await["deleted"], false);
        app.database.execute(&["update outbox set run_at = '2020-01-01T00:00:00.000000Z' where kind = 'leaving'"]).await;
        for role in [Role::Moderator, Role::Owner] {
            let link = app.mailed_link(&app.world.person(role).email, "/gesprek?vanaf=").await;
            assert!(link.starts_with(&format!("/chat/{}/gesprek", hidden.room)));
        }
        let mails = app.mails();
        let about = |mail: &&tests::Mail| mail.text.contains("/gesprek?vanaf=");
        assert!(!mails.iter().filter(about).any(|mail| mail.header("to").is_some_and(|to| to.contains(&app.world.person(Role::Member).email))));
        assert!(!mails.iter().filter(about).any(|mail| mail.text.contains("hidden") || mail.text.contains("straks")), "nothing of what is closed");

        // Fourteen days later it goes.
        long_ago(app, "room_notice.at", "true").await;
        let mut heard = app.member().live().await.expect("a socket");
        heard.subscribe(&format!("room:{}", hidden.room), None).await;
        again(app).await;
        app.until("that it is gone", async || {
            (app.member().get(&format!("/api/v1/messages/{over}")).await.status == 404).then_some(())
        })
        .await;
        let left = texts(&app.member(), &room).await;
        assert_eq!(left, ["Gezegd in kring hidden", "Hier komt nog antwoord op", "Dit is vastgezet", "Dit is van vandaag"]);
        assert_eq!(events_with(app, "straks").await, 0, "nor do events tell of it");
        app.until("that search forgot it", async || {
            let found: Value = app.member().get("/api/v1/search?q=straks").await.is(200).json();
            found["items"].as_array().is_some_and(Vec::is_empty).then_some(())
        })
        .await;
        // A retried send doubles nothing, for ever.
        let retried = json!({ "body_markdown": "Dit is straks voorbij", "nonce": "nonce Dit is straks voorbij" });
        let again_said = app.member().post(&format!("{room}/messages"), retried).await;
        assert!(again_said.status < 500, "{}", again_said.whole());
        assert_eq!(texts(&app.member(), &room).await.len(), left.len());
        // What has a younger answer stays as long as that, which is announced as well.
        long_ago(app, "message.created_at", "body_markdown = 'Een laat antwoord'").await;
        again(app).await;
        app.until("another announcement", async || {
            (app.database.number("select cast(count(*) as text) from room_notice").await > 1).then_some(())
        })
        .await;
        message(&app.member(), &answer).await;
        long_ago(app, "room_notice.at", "true").await;
        again(app).await;
        app.until("that the side talk is gone", async || {
            (app.member().get(&format!("/api/v1/messages/{answered}")).await.status == 404).then_some(())
        })
        .await;
        app.member().get(&format!("/api/v1/messages/{answer}")).await.problem(404);
        message(&app.member(), &kept).await;
        message(&app.member(), &fresh).await;
        // For ever is for ever.
        app.moderator().form(&format!("/chat/{}/termijn", hidden.room), &[("keep", "0")]).await.is(303);
        long_ago(app, "message.created_at", "body_markdown = 'Dit is van vandaag'").await;
        long_ago(app, "room_notice.at", "true").await;
        again(app).await;
        tokio::time::sleep(std::time::Duration::from_millis(500)).await;
        message(&app.member(), &fresh).await;
    }
}
