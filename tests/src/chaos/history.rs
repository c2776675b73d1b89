//! What happened, and the laws it must have kept: J1 to J6.

mod laws;

use super::Acked;
use serde_json::Value;
use std::{
    collections::BTreeMap,
    fmt,
    hash::{DefaultHasher, Hash as _, Hasher as _},
};

/// An event of a channel, as a reader or the database tells it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Told {
    /// Its number.
    pub seq: i64,
    /// Its kind.
    pub kind: String,
    /// What it is about.
    pub id: String,
    /// Who said it.
    pub author: String,
    /// A fingerprint of the words; `None` where there are none.
    pub words: Option<u64>,
}

impl Told {
    /// An event from its payload.
    pub fn of(seq: i64, kind: &str, data: &Value) -> Self {
        let words = data["body_markdown"].as_str().map(fingerprint);
        let author = data["author"]["name"].as_str().unwrap_or_default().to_owned();
        let id = data["id"].as_str().unwrap_or_default().to_owned();
        Self { seq, kind: kind.to_owned(), id, author, words }
    }

    /// Whether it tells of something new, not of a change.
    pub fn is_new(&self) -> bool {
        matches!(self.kind.as_str(), "msg" | "post")
    }
}

/// A fingerprint of words.
pub fn fingerprint(words: &str) -> u64 {
    let mut hasher = DefaultHasher::new();
    words.hash(&mut hasher);
    hasher.finish()
}

/// Events without a gap, after a number up to which all was fetched.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Stretch {
    /// The number.
    pub after: i64,
    /// What was fetched: ids of messages.
    pub fetched: Vec<String>,
    /// What was told.
    pub told: Vec<Told>,
}

/// What one reader applied of one channel.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Log {
    /// The reader.
    pub who: String,
    /// The channel.
    pub channel: String,
    /// A new stretch begins with every reset.
    pub stretches: Vec<Stretch>,
    /// The reader was told that it may not be read any more.
    pub gone: bool,
}

impl Log {
    /// A log that begins after a number.
    pub fn new(who: &str, channel: &str, after: i64) -> Self {
        let stretches = vec![Stretch { after, ..Stretch::default() }];
        Self { who: who.to_owned(), channel: channel.to_owned(), stretches, gone: false }
    }

    /// Begins anew after what was fetched.
    pub fn begin(&mut self, after: i64, fetched: Vec<String>) {
        self.stretches.push(Stretch { after, fetched, told: Vec::new() });
    }

    /// The number of the last event.
    pub fn last(&self) -> i64 {
        let last = self.stretches.last();
        last.map_or(0, |stretch| stretch.told.last().map_or(stretch.after, |told| told.seq))
    }
}

/// What a member's list of rooms said at the end.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Unread {
    /// Who.
    pub who: String,
    /// How far they read.
    pub mark: i64,
    /// How many messages they did not see.
    pub unread: i64,
}

/// Everything that is known of one channel after a trial.
#[derive(Clone, Debug, Default)]
pub struct History {
    /// The number of its last event, by the database.
    pub head: i64,
    /// Its events, by the database, ordered by number.
    pub events: Vec<Told>,
    /// What was acknowledged, by whoever said it.
    pub acked: Vec<Acked>,
    /// What readers applied.
    pub logs: Vec<Log>,
    /// After which number somebody was put out.
    pub revoked: BTreeMap<String, i64>,
    /// What is unread.
    pub unread: Vec<Unread>,
}

/// The laws.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Law {
    /// What was acknowledged stands.
    J1,
    /// Numbers are 1, 2, 3, … up to the head, and nothing stands twice.
    J2,
    /// What a reader applied is what the database holds: the same, in the same order, all of it.
    J3,
    /// Who was told that something stands sees it.
    J4,
    /// Who was put out hears nothing that came after.
    J5,
    /// What is unread is what came after the mark.
    J6,
}

/// A law that was broken.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Broken {
    /// Which.
    pub law: Law,
    /// How.
    pub how: String,
}

impl fmt::Display for Broken {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:?}: {}", self.law, self.how)
    }
}
