//! A room where everything is done that can be done in one.

use std::collections::{BTreeMap, BTreeSet};
use tests::{
    App, Client, Value,
    chaos::{Crowd, Dice, Somebody},
    json,
};

/// Everything that can be done.
pub const COMMANDS: [&str; 15] = [
    "say",
    "say long",
    "answer",
    "edit",
    "edit long",
    "delete",
    "react",
    "take back",
    "pin",
    "unpin",
    "mark",
    "leave unread",
    "rename",
    "shut and open",
    "level and draft",
];

/// The kinds of events that a room tells.
pub const KINDS: [&str; 6] = ["msg", "edit", "delete", "react", "pin", "state"];

const SIGNS: [&str; 6] = ["up", "done", "eyes", "question", "thanks", "party"];

/// A message that stands.
struct Mine {
    id: String,
    version: i64,
    writer: usize,
}

/// A room with somebody who does things in it; the writers take turns, because one may say ten things at once.
pub struct Scene<'a> {
    app: &'a App,
    circle: &'static str,
    writers: Vec<Client>,
    /// The room.
    pub room: String,
    /// The messages with which side talks began.
    pub roots: BTreeSet<String>,
    mine: Vec<Mine>,
    turn: usize,
    /// What was done, and how often.
    pub done: BTreeMap<String, usize>,
}

impl<'a> Scene<'a> {
    /// The first room of one of the communities, and writers enough.
    pub async fn of(app: &'a App, circle: &'static str, writers: usize) -> Self {
        let crowd = Crowd::of(app, circle, writers).await;
        let client = |somebody: &Somebody| {
            let mut client = app.member();
            client.token = Some(somebody.token.clone());
            client
        };
        Self {
            app,
            circle,
            writers: crowd.0.iter().map(client).collect(),
            room: app.world.circle(circle).room.clone(),
            roots: BTreeSet::new(),
            mine: Vec::new(),
            turn: 0,
            done: BTreeMap::new(),
        }
    }

    /// Goes to a new room: one that is long makes pages that are slow.
    pub async fn move_on(&mut self, name: &str) {
        let path = format!("/api/v1/communities/{}/rooms", self.app.world.circle(self.circle).slug);
        self.room = self.app.owner().post(&path, json!({ "name": name, "kind": "open" })).await.is(201).at("id");
        self.mine.clear();
        self.roots.clear();
    }

    /// Does one thing, whatever chance says; something can always be said.
    pub async fn step(&mut self, dice: &mut Dice) {
        let wanted = COMMANDS[dice.below(COMMANDS.len())];
        let command = if self.mine.is_empty() { "say" } else { wanted };
        self.act(command, dice).await;
        self.note(command);
    }

    /// Counts what was done.
    pub fn note(&mut self, what: &str) {
        *self.done.entry(what.to_owned()).or_default() += 1;
    }

    async fn say(&mut self, words: &str, re: Option<String>) {
        self.turn += 1;
        let writer = self.turn % self.writers.len();
        let mut body = json!({ "body_markdown": words });
        if let Some(re) = re {
            body["re"] = json!(re);
        }
        let path = format!("/api/v1/rooms/{}/messages", self.room);
        let said: Value = self.writers[writer].post(&path, body).await.is(201).json();
        self.roots.extend(said["re"].as_str().map(str::to_owned));
        self.mine.push(Mine { id: said["id"].as_str().expect("an id").to_owned(), version: 1, writer });
    }

    async fn edit(&mut self, pick: usize, words: &str) {
        let Mine { id, version, writer } = &mut self.mine[pick];
        let body = json!({ "body_markdown": words, "version": *version });
        self.writers[*writer].patch(&format!("/api/v1/messages/{id}"), body).await.is(200);
        *version += 1;
    }

    async fn act(&mut self, command: &'static str, dice: &mut Dice) {
        let (pick, room) = (dice.below(self.mine.len()), format!("/api/v1/rooms/{}", self.room));
        let message = self.mine.get(pick).map(|mine| format!("/api/v1/messages/{}", mine.id)).unwrap_or_default();
        let (owner, moderator) = (self.app.owner(), self.app.moderator());
        let somebody = self.writers[dice.below(self.writers.len())].clone();
        // Of three bytes each, so that it is too long for an event.
        let long = format!("{} {}", dice.next(), "\u{20AC}".repeat(9_000));
        let seq = json!(1 + dice.below(50));
        match command {
            "say" => self.say(&format!("Nieuw *{}*", dice.next()), None).await,
            "say long" => self.say(&long, None).await,
            "answer" => {
                let re = self.mine[pick].id.clone();
                self.say(&format!("Antwoord {}", dice.next()), Some(re)).await;
            }
            "edit" => self.edit(pick, &format!("Anders {}", dice.next())).await,
            "edit long" => self.edit(pick, &long).await,
            "delete" => {
                drop(self.mine.swap_remove(pick));
                moderator.delete(&message).await.is(204);
            }
            "react" | "take back" => {
                let path = format!("{message}/reactions/{}", SIGNS[dice.below(SIGNS.len())]);
                somebody.put(&path, json!({})).await.is(200);
                if command == "take back" {
                    somebody.delete(&path).await.is(200);
                }
            }
            "pin" | "unpin" => {
                // A room keeps twenty.
                let pinned = moderator.put(&format!("{message}/pin"), json!({})).await;
                assert!([204, 422].contains(&pinned.status), "{} answered {}", pinned.door, pinned.status);
                if command == "unpin" {
                    moderator.delete(&format!("{message}/pin")).await.is(204);
                }
            }
            "mark" => drop(self.app.member().put(&format!("{room}/mark"), json!({ "seq": seq })).await.is(204)),
            "leave unread" => {
                let mark = json!({ "seq": seq, "unread": true });
                self.app.member().put(&format!("{room}/mark"), mark).await.is(204);
            }
            "rename" => {
                let name = json!({ "name": format!("Kamer {}", dice.below(100_000)) });
                owner.patch(&room, name).await.is(200);
            }
            "shut and open" => {
                owner.patch(&room, json!({ "archived": true })).await.is(200);
                let path = format!("{room}/messages");
                let said = self.writers[0].post(&path, json!({ "body_markdown": "Is hier nog iemand?" })).await;
                assert!((400..500).contains(&said.status), "a shut room takes messages: {}", said.status);
                owner.patch(&room, json!({ "archived": false })).await.is(200);
            }
            _ => {
                let level = ["all", "mentions", "mute"][dice.below(3)];
                somebody.put(&format!("{room}/level"), json!({ "level": level })).await.is(204);
                let draft = json!({ "body_markdown": format!("Nog niet af {}", dice.next()) });
                somebody.put(&format!("{room}/draft"), draft).await.is(204);
            }
        }
    }
}
