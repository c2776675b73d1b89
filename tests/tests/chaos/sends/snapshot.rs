//! A page that was fetched, and the events since then: together they are the page as it is now.

use std::collections::BTreeMap;
use tests::{App, Client, Socket, Value, both, chaos::Dice, json};

/// What a room shows: number, and the message; and the number of its last event.
#[derive(Clone, Debug, PartialEq)]
struct Page {
    head: i64,
    messages: BTreeMap<i64, Value>,
}

async fn page(client: &Client, room: &str) -> Page {
    let (mut messages, mut after) = (BTreeMap::new(), 0);
    loop {
        let path = format!("/api/v1/rooms/{room}/messages?after={after}&limit=100");
        let page: Value = client.get(&path).await.is(200).json();
        for item in page["items"].as_array().expect("items") {
            after = item["seq"].as_i64().expect("a number");
            messages.insert(after, item.clone());
        }
        if page["next_cursor"].is_null() {
            return Page { head: page["head"].as_i64().expect("a number"), messages };
        }
    }
}

impl Page {
    /// Makes of a page what an event tells.
    fn apply(&mut self, seq: i64, kind: &str, data: &Value) {
        assert_eq!(seq, self.head + 1, "in order, each once");
        self.head = seq;
        let at = data["seq"].as_i64().expect("a number");
        match kind {
            "msg" | "edit" => drop(self.messages.insert(at, data.clone())),
            "delete" => {
                let message = self.messages.get_mut(&at).expect("a message");
                for (field, nothing) in
                    [("body_markdown", json!("")), ("body_html", json!("")), ("deleted", json!(true))]
                {
                    message[field] = nothing;
                }
            }
            other => panic!("an event of an unknown kind: {other}"),
        }
    }

    /// Applies all events of a channel that were heard; gives of which kinds they were.
    fn apply_all(&mut self, heard: &[Value]) -> Vec<String> {
        let mut kinds = Vec::new();
        for frame in heard {
            let (ev, evs) = (&frame["ev"], frame["evs"]["e"].as_array());
            let single = ev.is_object().then(|| json!([ev["s"], ev["k"], ev["d"]]));
            for row in single.iter().chain(evs.into_iter().flatten()) {
                let kind = row[1].as_str().expect("a kind");
                self.apply(row[0].as_i64().expect("a number"), kind, &row[2]);
                kinds.push(kind.to_owned());
            }
        }
        kinds
    }
}

/// A room with somebody who does things in it; the writers take turns, because one may say ten things at once.
struct Scene<'a> {
    app: &'a App,
    writers: Vec<Client>,
    room: String,
    /// What is there to change: id, version and writer.
    mine: Vec<(String, i64, usize)>,
    turn: usize,
}

impl Scene<'_> {
    /// Does one thing; gives its name.
    async fn step(&mut self, dice: &mut Dice) -> &'static str {
        let path = format!("/api/v1/rooms/{}/messages", self.room);
        let pick = dice.below(self.mine.len().max(1));
        match dice.below(10) {
            0..=4 => {
                self.turn += 1;
                let who = self.turn % self.writers.len();
                let body = json!({ "body_markdown": format!("Nieuw *{}*", dice.next()) });
                let said: Value = self.writers[who].post(&path, body).await.is(201).json();
                self.mine.push((said["id"].as_str().expect("an id").to_owned(), 1, who));
                "say"
            }
            5..=7 if !self.mine.is_empty() => {
                let (id, version, who) = &mut self.mine[pick];
                let body = json!({ "body_markdown": format!("Anders {}", dice.next()), "version": *version });
                self.writers[*who].patch(&format!("/api/v1/messages/{id}"), body).await.is(200);
                *version += 1;
                "edit"
            }
            8 if !self.mine.is_empty() => {
                let (id, ..) = self.mine.swap_remove(pick);
                self.app.moderator().delete(&format!("/api/v1/messages/{id}")).await.is(204);
                "delete"
            }
            _ => {
                let seq = i64::try_from(dice.below(50)).expect("small");
                self.app
                    .member()
                    .put(&format!("/api/v1/rooms/{}/mark", self.room), json!({ "seq": seq }))
                    .await
                    .is(204);
                "mark"
            }
        }
    }
}

/// A room of one of the communities, and writers enough.
async fn scene<'a>(app: &'a App, circle: &'static str, writers: usize) -> Scene<'a> {
    let crowd = tests::chaos::Crowd::of(app, circle, writers).await;
    let client = |somebody: &tests::chaos::Somebody| {
        let mut client = app.member();
        client.token = Some(somebody.token.clone());
        client
    };
    let writers = crowd.0.iter().map(client).collect();
    Scene { app, writers, room: app.world.circle(circle).room.clone(), mine: Vec::new(), turn: 0 }
}

/// Hears all up to the number.
async fn hear(socket: &mut Socket, seen: i64, head: i64) {
    let mut last = seen;
    while last < head {
        let frame = socket.until("an event", |frame| frame.get("ev").is_some() || frame.get("evs").is_some()).await;
        let rows = frame["evs"]["e"].as_array().and_then(|rows| rows.last()).map(|row| row[0].clone());
        last = rows.unwrap_or_else(|| frame["ev"]["s"].clone()).as_i64().expect("a number");
    }
    assert_eq!(last, head);
}

both! {
    after_any_two_hundred_sequences_events_make_the_new_page_of_the_old, async |app| {
        let mut dice = Dice::fresh();
        let mut done = BTreeMap::<String, usize>::new();
        // Rooms that are long make pages that are slow.
        for circle in ["open", "listed", "hidden"] {
            let mut scene = scene(app, circle, 20).await;
            let mut now = page(&app.owner(), &scene.room).await;
            for sequence in 0..67 {
                let mut expected = now.clone();
                // A socket that nobody reads for long is sent away, so each sequence has one of its own.
                let mut socket = app.owner().live().await.expect("a socket");
                socket.subscribe(&format!("room:{}", scene.room), Some(now.head)).await;
                socket.heard.clear();
                for _ in 0..dice.below(8) {
                    *done.entry(scene.step(&mut dice).await.to_owned()).or_default() += 1;
                }
                now = page(&app.owner(), &scene.room).await;
                hear(&mut socket, expected.head, now.head).await;
                for kind in expected.apply_all(&socket.heard) {
                    *done.entry(kind).or_default() += 1;
                }
                assert_eq!(expected, now, "after sequence {sequence} in {circle}");
            }
        }
        for kind in ["say", "edit", "delete", "mark", "msg"] {
            assert!(done.get(kind).is_some_and(|count| *count > 10), "{kind} was hardly tried: {done:?}");
        }
    }

    what_happens_between_page_and_socket_is_told_once, async |app| {
        let mut scene = scene(app, "hidden", 60).await;
        let (mut dice, channel) = (Dice::fresh(), format!("room:{}", scene.room));
        let browser = app.owner();
        for between in (0..=20).chain([0, 20]) {
            // The page of a browser says with which number it opens.
            let shown = browser.get(&format!("/chat/{}", scene.room)).await.is(200).text();
            let since = number_of(&shown);
            let mut expected = page(&app.owner(), &scene.room).await;
            assert_eq!(expected.head, since);
            for _ in 0..between {
                scene.step(&mut dice).await;
            }
            let mut socket = browser.live().await.expect("a socket");
            // From another epoch nothing can be told: all is fetched anew, and things go on meanwhile.
            if between % 2 == 1 {
                let mut late = browser.live_from("another", &channel, since).await;
                let reset = late.until("a reset", |frame| frame["subd"]["mode"] == "reset").await;
                assert_eq!(reset["subd"]["ch"], channel.as_str());
                expected = page(&app.owner(), &scene.room).await;
                scene.step(&mut dice).await;
                socket = late;
            }
            socket.heard.clear();
            let answer = socket.subscribe(&channel, Some(expected.head)).await;
            assert_eq!(answer["subd"]["mode"], "resume");
            scene.step(&mut dice).await;
            let now = page(&app.owner(), &scene.room).await;
            hear(&mut socket, expected.head, now.head).await;
            expected.apply_all(&socket.heard);
            assert_eq!(expected, now, "with {between} between");
        }
    }
}

/// The number that the island of a room opens with.
fn number_of(page: &str) -> i64 {
    let text = page.replace("&quot;", "\"").replace("\\\"", "\"");
    let (_, rest) = text.split_once("\"since\":").expect("a number on the page");
    rest.split(|letter: char| !letter.is_ascii_digit()).next().and_then(|digits| digits.parse().ok()).expect("a number")
}
