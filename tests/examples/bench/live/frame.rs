//! What a reader needs of a frame, and no more.

use serde::{Deserialize, de::IgnoredAny};
use std::borrow::Cow;

/// A frame of the server.
#[derive(Default, Deserialize)]
#[serde(default)]
pub struct Frame<'a> {
    #[serde(borrow)]
    pub ev: Option<Event<'a>>,
    #[serde(borrow)]
    pub evs: Option<Events<'a>>,
    #[serde(borrow)]
    pub subd: Option<Subscribed<'a>>,
    pub reset: Option<Reset>,
    pub hb: Option<IgnoredAny>,
    #[serde(borrow)]
    pub ack: Option<Ack<'a>>,
    #[serde(borrow)]
    pub err: Option<Refusal<'a>>,
    pub bye: Option<Bye>,
    #[serde(borrow)]
    pub hello: Option<Hello<'a>>,
}

#[derive(Deserialize)]
pub struct Hello<'a> {
    pub epoch: &'a str,
}

#[derive(Deserialize)]
pub struct Event<'a> {
    pub c: u32,
    pub s: i64,
    #[serde(borrow)]
    pub d: Data<'a>,
}

#[derive(Deserialize)]
pub struct Events<'a> {
    pub c: u32,
    #[serde(borrow)]
    pub e: Vec<(i64, IgnoredAny, Data<'a>)>,
}

/// What an event tells.
#[derive(Deserialize)]
pub struct Data<'a> {
    #[serde(borrow, default)]
    pub body_markdown: Option<Cow<'a, str>>,
}

#[derive(Deserialize)]
pub struct Subscribed<'a> {
    pub c: u32,
    #[serde(borrow)]
    pub ch: Cow<'a, str>,
    pub head: i64,
    pub mode: &'a str,
}

#[derive(Deserialize)]
pub struct Reset {
    pub c: u32,
    pub head: i64,
}

#[derive(Deserialize)]
pub struct Ack<'a> {
    pub n: &'a str,
    pub s: i64,
}

#[derive(Deserialize)]
pub struct Refusal<'a> {
    pub code: &'a str,
    #[serde(default)]
    pub after: Option<u64>,
}

#[derive(Deserialize)]
pub struct Bye {
    pub after: (u64, u64),
}

/// Microseconds at which a message was said, as it says itself; see [`words`].
pub fn said_at(body: &str) -> Option<u64> {
    body.strip_prefix("Om ")?.split(' ').next()?.parse().ok()
}

/// A message of ordinary length that says when it was said.
pub fn words(micros: u64) -> String {
    format!(
        "Om {micros} gezegd: wie kan er **morgenochtend** meedenken over de controle in het havengebied? Graag voor tienen een berichtje."
    )
}
