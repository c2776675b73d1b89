//! What is done with messages beside saying them: side talks, signs, pins, mentions, levels, leaving unread, going to a day.

use tests::{App, Client, Mail, Role, Value, both, json};

fn room(app: &App, key: &str) -> String {
    format!("/api/v1/rooms/{}", app.world.circle(key).room)
}

/// Says something; gives it.
async fn say(client: &Client, room: &str, body: Value) -> Value {
    client.post(&format!("{room}/messages"), body).await.is(201).json()
}

/// A list of messages: their texts.
async fn texts(client: &Client, room: &str, query: &str) -> Vec<String> {
    let page: Value = client.get(&format!("{room}/messages?{query}")).await.is(200).json();
    let items = page["items"].as_array().expect("items");
    items.iter().map(|item| item["body_markdown"].as_str().expect("text").to_owned()).collect()
}

fn id(message: &Value) -> &str {
    message["id"].as_str().expect("an id")
}

/// Puts the moment of a message elsewhere.
async fn said_at(app: &App, text: &str, minute: &str) {
    let sql = format!("update message set created_at = '{minute}:00.000000Z' where body_markdown = '{text}'");
    assert_eq!(app.database.execute(&[&sql]).await, 1, "{text}");
}

/// Lets all mail about chats come due, and waits until it went.
async fn hurried(app: &App) {
    app.database.execute(&["update outbox set run_at = '2020-01-01T00:00:00.000000Z' where kind = 'said'"]).await;
    app.until("mail about chats", async || {
        let left = app.database.number("select cast(count(*) as text) from outbox where kind = 'said'").await;
        (left == 0).then_some(())
    })
    .await;
}

/// The mails about chats to somebody.
fn mails(app: &App, role: Role) -> Vec<Mail> {
    let email = &app.world.person(role).email;
    let ours = |mail: &Mail| mail.text.contains("/meldingen/stop/chat/");
    let to = |mail: &Mail| mail.header("to").is_some_and(|to| to.contains(email));
    app.mails().into_iter().filter(|mail| ours(mail) && to(mail)).collect()
}

/// How a room stands for somebody.
async fn row(client: &Client, room: &str) -> Value {
    client.get(room).await.is(200).json()
}

both! {
    answers_stand_beside_the_room_and_are_counted, async |app| {
        let room = room(app, "hidden");
        let question = say(&app.member(), &room, json!({ "body_markdown": "Wie kent de eigenaar?" })).await;
        let mut heard = app.member().live().await.expect("a socket");
        heard.subscribe(&room.replace("/api/v1/rooms/", "room:"), None).await;
        let answer = say(&app.owner(), &room, json!({ "body_markdown": "Ik", "re": id(&question) })).await;
        assert_eq!(answer["re"], question["id"]);
        heard.until("the answer", |frame| frame.to_string().contains(&format!("\"re\":\"{}\"", id(&question)))).await;
        // An answer to an answer is one more in the same side talk.
        let deeper = say(&app.moderator(), &room, json!({ "body_markdown": "Ik ook", "re": id(&answer) })).await;
        assert_eq!(deeper["re"], question["id"]);
        assert_eq!(texts(&app.member(), &room, "").await, ["Gezegd in kring hidden", "Wie kent de eigenaar?"]);
        assert_eq!(texts(&app.member(), &room, &format!("re={}", id(&question))).await, ["Ik", "Ik ook"]);
        let seen = async |n: Option<i64>| {
            let one: Value = app.member().get(&format!("/api/v1/messages/{}", id(&question))).await.is(200).json();
            assert_eq!(one["replies"].as_i64(), n);
        };
        seen(Some(2)).await;
        app.owner().delete(&format!("/api/v1/messages/{}", id(&answer))).await.is(204);
        seen(Some(1)).await;
        for (re, status) in [(id(&answer), 422), (app.world.circle("open").message.as_str(), 422), ("zzz", 422)] {
            app.member().post(&format!("{room}/messages"), json!({ "body_markdown": "x", "re": re })).await.problem(status);
        }
        let path = format!("/chat/{}", app.world.circle("hidden").room);
        let beside = app.member().get(&format!("{path}?draad={}", id(&question))).await.is(200);
        assert!(beside.text().contains("Ik ook") && beside.text().contains("name=\"re\""));
        app.member().form(&path, &[("body_markdown", "Dank"), ("nonce", "dank"), ("re", id(&question))]).await.is(303);
        let kept = app.member().form(&path, &[("body_markdown", "\u{0}"), ("nonce", "x"), ("re", id(&question))]).await.is(422);
        assert!(kept.text().contains("Ik ook"), "the side talk is still open");
        app.member().get(&format!("{path}?draad={}", app.world.circle("open").message)).await.is(404);
        app.member().get(&format!("{path}?draad=x")).await.is(404);
    }

    a_sign_is_given_once_and_taken_back, async |app| {
        let circle = app.world.circle("hidden").clone();
        let path = format!("/api/v1/messages/{}/reactions", circle.message);
        let mut heard = app.member().live().await.expect("a socket");
        heard.subscribe(&format!("room:{}", circle.room), None).await;
        for _ in 0..2 {
            app.owner().put(&format!("{path}/up"), json!({})).await.is(200);
        }
        let given: Value = app.member().put(&format!("{path}/up"), json!({})).await.is(200).json();
        let both = [Role::Owner, Role::Member].map(|role| app.world.person(role).clone());
        assert_eq!(given, json!([{ "sign": "up", "by": both.each_ref().map(|one| &one.id), "names": both.each_ref().map(|one| &one.name) }]));
        app.moderator().put(&format!("{path}/thanks"), json!({})).await.is(200);
        let left: Value = app.owner().delete(&format!("{path}/up")).await.is(200).json();
        assert_eq!(left.as_array().map(Vec::len), Some(2));
        app.owner().delete(&format!("{path}/up")).await.is(200);
        app.owner().put(&format!("{path}/skull"), json!({})).await.problem(404);
        app.stranger().put(&format!("{path}/up"), json!({})).await.problem(404);
        let page: Value = app.moderator().get(&format!("/api/v1/rooms/{}/messages", circle.room)).await.is(200).json();
        assert_eq!(page["items"][0]["reactions"], left);
        // The two last changes may come in one frame.
        heard.until("what was taken back", |frame| {
            let told = frame.to_string();
            let last = told.rsplit_once("\"reactions\":").map_or("", |(_, last)| last);
            last.contains("\"thanks\"") && !last.contains(&both[0].id)
        }).await;
        heard.quiet().await;
        let told = heard.heard.iter().map(ToString::to_string).collect::<String>().matches("\"react\"").count();
        assert_eq!(told, 4, "giving twice and taking back twice is told once");
        app.member().form(&format!("/chat/bericht/{}/teken", circle.message), &[("sign", "eyes"), ("on", "true")]).await.is(303);
        assert!(app.member().get(&format!("/chat/{}", circle.room)).await.is(200).text().contains("👀"));
        app.member().delete(&format!("/api/v1/messages/{}", circle.message)).await.is(204);
        app.member().put(&format!("{path}/up"), json!({})).await.problem(403);
        let gone = app.member().get(&format!("/api/v1/messages/{}", circle.message)).await.is(200);
        assert!(gone.json::<Value>().get("reactions").is_none());
    }

    what_is_pinned_is_at_hand_for_all, async |app| {
        let circle = app.world.circle("listed").clone();
        let pin = format!("/api/v1/messages/{}/pin", circle.message);
        app.member().put(&pin, json!({})).await.problem(403);
        for _ in 0..2 {
            app.moderator().put(&pin, json!({})).await.is(204);
        }
        let seen: Value = app.member().get(&format!("/api/v1/messages/{}", circle.message)).await.is(200).json();
        assert_eq!(seen["pinned"], true);
        let about = app.member().get(&format!("/chat/{}/over", circle.room)).await.is(200);
        assert!(about.text().contains("Gezegd in kring listed"));
        app.moderator().delete(&pin).await.is(204);
        assert!(!app.member().get(&format!("/chat/{}/over", circle.room)).await.is(200).text().contains("Gezegd in kring"));
        // In a conversation everybody does; and there is an end to it.
        let direct = format!("/api/v1/rooms/{}", app.world.thing("conversation"));
        for n in 0..20 {
            let client = if n % 2 == 0 { app.owner() } else { app.member() };
            let said = say(&client, &direct, json!({ "body_markdown": format!("Belangrijk {n}") })).await;
            app.member().put(&format!("/api/v1/messages/{}/pin", id(&said)), json!({})).await.is(204);
        }
        app.member().put(&format!("/api/v1/messages/{}/pin", app.world.thing("direct message")), json!({})).await.problem(422);
    }

    who_is_named_is_counted_and_silence_is_kept, async |app| {
        let circle = app.world.circle("hidden").clone();
        let room = room(app, "hidden");
        let me = app.world.person(Role::Member).clone();
        let before = row(&app.member(), &room).await;
        assert_eq!((&before["level"], &before["mentions"]), (&json!("all"), &json!(0)));
        let named = format!("[@{}](/lid/{}) kun jij dit?", me.name, me.id);
        let said = say(&app.owner(), &room, json!({ "body_markdown": named })).await;
        say(&app.owner(), &room, json!({ "body_markdown": format!("> [@{}](/lid/{})\n\nGeciteerd", me.name, me.id) })).await;
        say(&app.owner(), &room, json!({ "body_markdown": format!("[{}](/lid/{}) zonder apenstaart", me.name, me.id) })).await;
        let stranger = app.world.person(Role::Stranger).clone();
        say(&app.owner(), &room, json!({ "body_markdown": format!("[@{}](/lid/{}) leest dit niet", stranger.name, stranger.id) })).await;
        assert_eq!(row(&app.member(), &room).await["mentions"], 1);
        let edit = json!({ "body_markdown": "Laat maar", "version": 1 });
        app.owner().patch(&format!("/api/v1/messages/{}", id(&said)), edit).await.is(200);
        assert_eq!(row(&app.member(), &room).await["mentions"], 0);
        let edit = json!({ "body_markdown": named, "version": 2 });
        app.owner().patch(&format!("/api/v1/messages/{}", id(&said)), edit).await.is(200);
        for (level, calls) in [("all", true), ("mentions", true), ("mute", false)] {
            app.member().put(&format!("{room}/level"), json!({ "level": level })).await.is(204);
            assert_eq!(row(&app.member(), &room).await["level"], level);
            let list = app.member().get("/chat").await.is(200).text();
            let line = list.split("<li").find(|line| line.contains(&circle.room)).expect("the room in the list").to_owned();
            assert_eq!(line.contains("row--unread"), calls, "{level}: {line}");
        }
        app.member().put(&format!("{room}/level"), json!({ "level": "soms" })).await.problem(422);
        app.stranger().put(&format!("{room}/level"), json!({ "level": "mute" })).await.problem(404);
        app.member().form(&format!("/chat/{}/niveau", circle.room), &[("level", "all")]).await.is(303);
        assert_eq!(row(&app.member(), &room).await["level"], "all");
        let head = row(&app.member(), &room).await["unread"].as_i64().expect("a number");
        assert_eq!(head, 4);
    }

    a_room_can_be_left_unread_from_a_message_on, async |app| {
        let room = room(app, "open");
        let mut numbers = Vec::new();
        for n in 0..5 {
            let said = say(&app.owner(), &room, json!({ "body_markdown": format!("Nummer {n}") })).await;
            numbers.push(said["seq"].as_i64().expect("a number"));
        }
        app.member().put(&format!("{room}/mark"), json!({ "seq": numbers[4] })).await.is(204);
        assert_eq!(row(&app.member(), &room).await["unread"], 0);
        app.member().put(&format!("{room}/mark"), json!({ "seq": numbers[1] })).await.is(204);
        assert_eq!(row(&app.member(), &room).await["unread"], 0, "a mark does not go back by itself");
        app.member().put(&format!("{room}/mark"), json!({ "seq": numbers[2], "unread": true })).await.is(204);
        assert_eq!(row(&app.member(), &room).await["unread"], 3);
        let page = app.member().get(&room.replace("/api/v1/rooms", "/chat")).await.is(200).text();
        let (before, after) = page.split_once("new-line").expect("a line above what is new");
        assert!(before.contains("Nummer 1") && after.contains("Nummer 2"));
        app.member().form(&room.replace("/api/v1/rooms", "/chat"), &[("body_markdown", "Gezien"), ("nonce", "g")]).await.is(303);
        assert_eq!(row(&app.member(), &room).await["unread"], 0);
        for seq in [-5, 0, 1_000_000] {
            app.member().put(&format!("{room}/mark"), json!({ "seq": seq, "unread": true })).await.is(204);
        }
    }

    a_room_opens_at_a_day, async |app| {
        let room = room(app, "open");
        for n in 0..4 {
            say(&app.owner(), &room, json!({ "body_markdown": format!("Dag {n}") })).await;
        }
        // Half past midnight in Rotterdam is the day before in UTC; on the 29th of March summer time began.
        for (n, at) in [(0, "01-04T23:30"), (1, "02-04T23:30"), (2, "03-28T23:30"), (3, "03-29T22:30")] {
            said_at(app, &format!("Dag {n}"), &format!("2026-{at}")).await;
        }
        said_at(app, "Gezegd in kring open", "2026-01-01T12:00").await;
        let first = async |query: &str| texts(&app.member(), &room, query).await.into_iter().next();
        assert_eq!(first("since=2026-02-01T00:00:00Z").await.as_deref(), Some("Dag 1"));
        assert_eq!(first("since=2027-02-01T00:00:00Z").await.as_deref(), Some("Gezegd in kring open"), "the end");
        let path = room.replace("/api/v1/rooms", "/chat");
        let day = async |day: &str| app.member().get(&format!("{path}?datum={day}")).await.is(200).text();
        let page = day("2026-02-05").await;
        assert!(page.contains("Dag 1") && !page.contains("Dag 0"), "the day begins on the clock of the site");
        assert!(!day("29-3-2026").await.contains("Dag 1"));
        assert!(day("2030-01-01").await.contains("Sinds die datum is hier niets gezegd"));
        assert!(day("geen-dag").await.contains("Dag 3"), "what is no day shows the end");
    }

    what_was_said_a_moment_ago_is_still_being_written, async |app| {
        let room = room(app, "open");
        let said = say(&app.member(), &room, json!({ "body_markdown": "Eerste versei" })).await;
        let path = format!("/api/v1/messages/{}", id(&said));
        let edited: Value = app.member().patch(&path, json!({ "body_markdown": "Eerste versie", "version": 1 })).await.is(200).json();
        assert!(edited.get("edited_at").is_none(), "within half a minute");
        said_at(app, "Eerste versie", "2026-01-01T12:00").await;
        let edited: Value = app.member().patch(&path, json!({ "body_markdown": "Tweede versie", "version": 2 })).await.is(200).json();
        assert!(edited["edited_at"].is_string());
        let quoted = app.owner().get(&format!("/chat/{}?citeer={}", app.world.circle("open").room, id(&said))).await.is(200).text();
        assert!(quoted.contains("&gt; Tweede versie") || quoted.contains("> Tweede versie"), "{quoted}");
        app.owner().get(&format!("/chat/{}?citeer={}", app.world.circle("hidden").room, id(&said))).await.is(404);
    }

    what_was_typed_is_kept_until_it_is_said, async |app| {
        let circle = app.world.circle("hidden").clone();
        let draft = format!("/api/v1/rooms/{}/draft", circle.room);
        app.member().put(&draft, json!({ "body_markdown": "Half afge" })).await.is(204);
        let page = async |client: &Client| client.get(&format!("/chat/{}", circle.room)).await.is(200).text();
        assert!(page(&app.member()).await.contains("Half afge"));
        assert!(!page(&app.owner()).await.contains("Half afge"));
        app.stranger().put(&draft, json!({ "body_markdown": "x" })).await.problem(404);
        app.member().put(&draft, json!({ "body_markdown": "a".repeat(10_001) })).await.problem(422);
        say(&app.member(), &room(app, "hidden"), json!({ "body_markdown": "Afgemaakt" })).await;
        assert!(!page(&app.member()).await.contains("Half afge"));
        app.member().put(&draft, json!({ "body_markdown": "Toch niet" })).await.is(204);
        app.member().put(&draft, json!({ "body_markdown": " " })).await.is(204);
        assert!(!page(&app.member()).await.contains("Toch niet"));
    }

    direct_messages_and_names_come_by_mail_once_until_one_is_back, async |app| {
        let conversation = app.world.thing("conversation");
        let direct = format!("/api/v1/rooms/{conversation}");
        let member = app.world.person(Role::Member).clone();
        say(&app.member(), &direct, json!({ "body_markdown": "Bel me over de Zeilmakerskade" })).await;
        hurried(app).await;
        let [mail] = mails(app, Role::Owner).try_into().expect("one mail");
        assert!(mail.header("subject").is_some_and(|subject| subject.contains(&member.name)), "{}", mail.text);
        assert!(mail.text.contains(&format!("/chat/{conversation}")) && !mail.text.contains("Zeilmakerskade"), "{}", mail.text);
        // No second one while they stay away, and none about what was read.
        say(&app.member(), &direct, json!({ "body_markdown": "Het is dringend" })).await;
        hurried(app).await;
        assert_eq!(mails(app, Role::Owner).len(), 1);
        let back = async |seq: i64| app.owner().put(&format!("{direct}/mark"), json!({ "seq": seq })).await.is(204);
        back(1_000).await;
        let last = say(&app.member(), &direct, json!({ "body_markdown": "Ben je er?" })).await;
        hurried(app).await;
        assert_eq!(mails(app, Role::Owner).len(), 2);
        back(1_000).await;
        let read = say(&app.member(), &direct, json!({ "body_markdown": "Ja, fijn" })).await;
        back(read["seq"].as_i64().expect("a number")).await;
        hurried(app).await;
        assert_eq!(mails(app, Role::Owner).len(), 2, "after {last}");
        assert_eq!(mails(app, Role::Member).len(), 0);
        // In a room only being named is told; of a closed community nothing but that.
        let room = room(app, "hidden");
        say(&app.owner(), &room, json!({ "body_markdown": "Zonder naam" })).await;
        say(&app.owner(), &room, json!({ "body_markdown": format!("[@{}](/lid/{}) het geheime pand", member.name, member.id) })).await;
        hurried(app).await;
        let [mail] = mails(app, Role::Member).try_into().expect("one mail");
        assert!(mail.text.contains("besloten chat") && !mail.text.contains("geheime") && !mail.text.contains("Kring"), "{}", mail.text);
        let stop = mail.link("/meldingen/stop/chat/").expect("a link that stops it");
        app.visitor().get(&stop).await.is(200);
        assert_eq!(row(&app.member(), &room).await["level"], "all", "looking stops nothing");
        app.visitor().form(&stop, &[("what", "one")]).await.is(200);
        assert_eq!(row(&app.member(), &room).await["level"], "mute");
        app.visitor().get(&format!("{stop}x")).await.is(404);
        app.visitor().form(&stop, &[("what", "all")]).await.is(200);
        say(&app.owner(), &direct, json!({ "body_markdown": "Nog een vraag" })).await;
        hurried(app).await;
        assert_eq!(mails(app, Role::Member).len(), 1);
    }
}
