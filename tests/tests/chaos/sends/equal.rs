//! The same things done on both engines make the same site.

use crate::with;
use std::collections::HashMap;
use tests::{
    App, Body, Client, Engine, Value,
    chaos::{Crowd, Dice, size},
    json, run_with,
};

/// What is written at its own pace, or by the clock.
const APART: [&str; 6] = ["outbox", "mail_sent", "sign_in", "meta", "search_log", "throttle"];

/// What is different each time is named after its first appearance: ids, and moments.
#[derive(Default)]
struct Names(HashMap<String, usize>);

impl Names {
    fn plain(&mut self, text: &str) -> String {
        let mut plain = String::new();
        let mut word = String::new();
        for letter in text.chars().chain([' ']) {
            if letter.is_ascii_alphanumeric() {
                word.push(letter);
                continue;
            }
            if word.len() == 22 {
                let next = self.0.len();
                let number = *self.0.entry(std::mem::take(&mut word)).or_insert(next);
                plain.push_str(&format!("#{number}"));
            } else {
                plain.push_str(&std::mem::take(&mut word));
            }
            plain.push(letter);
        }
        plain
    }

    /// A value without what is different each time.
    fn value(&mut self, value: &Value) -> Value {
        match value {
            Value::String(text) if text.len() > 18 && text.starts_with("20") && text.ends_with('Z') => json!("then"),
            Value::String(text) => json!(self.plain(text)),
            Value::Array(items) => items.iter().map(|item| self.value(item)).collect(),
            Value::Object(fields) => {
                let field = |(name, value): (&String, &Value)| {
                    // A place in a list holds a moment as well.
                    let further = name == "next_cursor" && value.is_string();
                    (name.clone(), if further { json!("further") } else { self.value(value) })
                };
                // An edit within half a minute leaves no mark, and one engine is quicker than the other.
                let lasting = fields.iter().filter(|(name, _)| *name != "edited_at");
                Value::Object(lasting.map(field).collect())
            }
            other => other.clone(),
        }
    }
}

/// A site, and what was done there.
struct Script<'a> {
    app: &'a App,
    people: Vec<Client>,
    dice: Dice,
    names: Names,
    lines: Vec<String>,
    messages: Vec<String>,
    posts: Vec<String>,
    threads: Vec<String>,
}

impl Script<'_> {
    /// Asks, and writes down what was answered.
    async fn ask(&mut self, who: usize, method: &str, path: String, body: Body) -> Value {
        let answer = self.people[who % self.people.len()].ask(method, &path, body).await;
        assert!(answer.status < 500 && answer.status != 429, "{} answered {}", answer.door, answer.status);
        let value: Value = serde_json::from_slice(&answer.body).unwrap_or(Value::Null);
        let (door, told) = (self.names.plain(&answer.door), self.names.value(&value));
        self.lines.push(format!("{} {door} {} {told}", self.lines.len(), answer.status));
        value
    }

    fn one(&mut self, of: fn(&Self) -> &Vec<String>) -> String {
        let at = self.dice.below(of(self).len());
        of(self)[at].clone()
    }

    /// Does the next thing.
    async fn step(&mut self, n: usize) {
        let circle = self.app.world.circle("hidden");
        let (slug, room) = (circle.slug.clone(), circle.room.clone());
        let who = self.dice.below(self.people.len());
        let text = format!("Opdracht {n}: **{}** & <b>\u{e9}\u{301}\u{1F600}", self.dice.below(1_000));
        let version = 1 + self.dice.below(2);
        match self.dice.below(17) {
            0..=2 => {
                let nonce = format!("n{}", n - self.dice.below(2));
                let body = json!({ "body_markdown": text, "nonce": nonce });
                let said = self.ask(n, "POST", format!("/api/v1/rooms/{room}/messages"), Body::Json(body)).await;
                self.messages.extend(said["id"].as_str().map(str::to_owned));
            }
            3 => {
                let (id, body) = (self.one(|own| &own.messages), json!({ "body_markdown": text, "version": version }));
                self.ask(who, "PATCH", format!("/api/v1/messages/{id}"), Body::Json(body)).await;
            }
            4 => {
                let id = self.one(|own| &own.messages);
                self.ask(who, "DELETE", format!("/api/v1/messages/{id}"), Body::Empty).await;
            }
            5 | 6 => {
                let (id, body) = (self.one(|own| &own.threads), json!({ "body_markdown": text }));
                let said = self.ask(who, "POST", format!("/api/v1/threads/{id}/posts"), Body::Json(body)).await;
                self.posts.extend(said["id"].as_str().map(str::to_owned));
            }
            7 => {
                let (id, body) = (self.one(|own| &own.posts), json!({ "body_markdown": text, "version": version }));
                self.ask(who, "PATCH", format!("/api/v1/posts/{id}"), Body::Json(body)).await;
            }
            8 => {
                let id = self.one(|own| &own.posts);
                self.ask(who, "DELETE", format!("/api/v1/posts/{id}"), Body::Empty).await;
            }
            9 => {
                let new = json!({ "title": format!("Onderwerp {n}"), "body_markdown": text, "tags": ["proef", "Één"] });
                let made = self.ask(who, "POST", format!("/api/v1/communities/{slug}/threads"), Body::Json(new)).await;
                self.threads.extend(made["id"].as_str().map(str::to_owned));
            }
            10 => {
                let (id, closed) = (self.one(|own| &own.threads), self.dice.chance(30));
                let change =
                    json!({ "title": format!("Anders {n}"), "closed": closed, "pinned": self.dice.chance(50) });
                self.ask(who, "PATCH", format!("/api/v1/threads/{id}"), Body::Json(change)).await;
            }
            11 => {
                let mark = json!({ "seq": self.dice.below(n + 1) });
                self.ask(who, "PUT", format!("/api/v1/rooms/{room}/mark"), Body::Json(mark)).await;
            }
            12 => {
                let (re, nonce) = (self.one(|own| &own.messages), format!("antwoord{n}"));
                let body = json!({ "body_markdown": text, "nonce": nonce, "re": re });
                let said = self.ask(n, "POST", format!("/api/v1/rooms/{room}/messages"), Body::Json(body)).await;
                self.messages.extend(said["id"].as_str().map(str::to_owned));
            }
            13 | 14 => {
                let sign = ["up", "done", "eyes", "question", "thanks", "party"][self.dice.below(6)];
                let path = format!("/api/v1/messages/{}/reactions/{sign}", self.one(|own| &own.messages));
                let (method, body) =
                    if self.dice.chance(70) { ("PUT", Body::Json(json!({}))) } else { ("DELETE", Body::Empty) };
                self.ask(who, method, path, body).await;
            }
            15 => {
                let path = format!("/api/v1/messages/{}/pin", self.one(|own| &own.messages));
                let (method, body) =
                    if self.dice.chance(60) { ("PUT", Body::Json(json!({}))) } else { ("DELETE", Body::Empty) };
                // An owner, or a moderator.
                self.ask(who % 2, method, path, body).await;
            }
            _ => {
                let (id, mark) = (self.one(|own| &own.threads), json!({ "number": self.dice.below(9) }));
                self.ask(who, "PUT", format!("/api/v1/threads/{id}/read"), Body::Json(mark)).await;
            }
        }
    }

    /// Reads everything.
    async fn read(&mut self) {
        let circle = self.app.world.circle("hidden");
        let (slug, room) = (circle.slug.clone(), circle.room.clone());
        for who in 0..4 {
            let mut after = 0;
            while after >= 0 {
                let path = format!("/api/v1/rooms/{room}/messages?after={after}&limit=100");
                let page = self.ask(who, "GET", path, Body::Empty).await;
                let last =
                    page["items"].as_array().and_then(|items| items.last()).and_then(|item| item["seq"].as_i64());
                after = if page["next_cursor"].is_null() { -1 } else { last.expect("a number") };
            }
            self.ask(who, "GET", "/api/v1/rooms".to_owned(), Body::Empty).await;
            self.ask(who, "GET", format!("/api/v1/communities/{slug}/threads?limit=100"), Body::Empty).await;
            self.ask(who, "GET", format!("/api/v1/communities/{slug}/members?limit=100"), Body::Empty).await;
            for id in self.threads.clone() {
                self.ask(who, "GET", format!("/api/v1/threads/{id}"), Body::Empty).await;
                self.ask(who, "GET", format!("/api/v1/threads/{id}/posts?limit=100"), Body::Empty).await;
            }
        }
        for table in self.app.database.tables().await.iter().filter(|table| !APART.contains(&table.as_str())) {
            let rows = self.app.database.number(&format!("select cast(count(*) as text) from \"{table}\"")).await;
            self.lines.push(format!("{table}: {rows} rows"));
        }
    }
}

async fn script(app: &App, seed: u64, commands: usize) -> Vec<String> {
    let crowd = Crowd::of(app, "hidden", 80).await;
    let mut people = vec![app.owner(), app.moderator(), app.stranger()];
    for somebody in &crowd.0 {
        let mut client = app.member();
        client.token = Some(somebody.token.clone());
        people.push(client);
    }
    let circle = app.world.circle("hidden");
    let (messages, posts) = (vec![circle.message.clone()], circle.posts.clone());
    let threads = vec![circle.thread.clone(), circle.closed.clone()];
    let (dice, names, lines) = (Dice::of(seed), Names::default(), Vec::new());
    let mut script = Script { app, people, dice, names, lines, messages, posts, threads };
    for n in 1..=commands {
        script.step(n).await;
    }
    script.read().await;
    script.lines
}

#[test]
fn the_same_commands_of_chance_make_the_same_site_on_both_engines() {
    let (seed, commands) = (Dice::fresh().next(), size(800, 5_000));
    let [sqlite, postgres] = [Engine::Sqlite, Engine::Postgres].map(|engine| {
        let mut lines = Vec::new();
        run_with(engine, with(&[]), async |app| lines = script(app, seed, commands).await);
        lines
    });
    for (one, other) in sqlite.iter().zip(&postgres) {
        let same = one.bytes().zip(other.bytes()).take_while(|(one, other)| one == other).count().saturating_sub(100);
        let around = |line: &str| String::from_utf8_lossy(&line.as_bytes()[same.min(line.len())..]).into_owned();
        assert!(one == other, "{:.80}…\n{:.600}\n{:.600}", one, around(one), around(other));
    }
    assert_eq!(sqlite.len(), postgres.len());
    let well = sqlite.iter().filter(|line| line.contains(" 201 ") || line.contains(" 200 ")).count();
    assert!(well > commands / 3, "only {well} of all went well");
}
