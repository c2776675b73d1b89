//! What the server says, as a page reads it: one shape for the frames of [`ToReader`](super::ToReader), with the fields that
//! a page uses. A reader for each kind of frame made the program of every page a tenth heavier.

use serde::{
    Deserialize,
    de::{Deserializer, Error, MapAccess, Visitor},
};
use serde_json::value::RawValue;
use std::fmt;

/// A frame of the server.
#[derive(Debug)]
pub struct Frame<'a> {
    /// Which: the name of a variant of [`ToReader`](super::ToReader) in lower case, or one of a later version.
    pub kind: String,
    /// What it holds. Fields that a kind does not have are empty.
    pub fields: Fields<'a>,
}

/// The fields of all kinds of frames, as in [`ToReader`](super::ToReader).
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct Fields<'a> {
    /// The epoch of the numbers.
    pub epoch: Option<String>,
    /// The channel.
    pub ch: String,
    /// The channel's short name on this connection.
    pub c: u32,
    /// How a subscription begins: a [`Mode`](super::Mode).
    pub mode: String,
    /// The number of an event.
    pub s: i64,
    /// The kind of what happened or passes.
    pub k: String,
    /// What happened or passes.
    #[serde(borrow)]
    pub d: Option<&'a RawValue>,
    /// The sender's name for a message.
    pub n: Option<String>,
    /// Events in a row: number, kind and what happened.
    pub e: Vec<(i64, String, &'a RawValue)>,
    /// Whether trying again helps.
    pub retry: bool,
    /// Milliseconds to wait before trying again: one number, or the two ends of a range.
    pub after: Option<&'a RawValue>,
    /// What a person reads.
    pub msg: String,
    /// Why a channel must be fetched anew: a [`Why`](super::Why).
    pub why: String,
    /// Short names and the numbers of last events.
    pub h: Vec<(u32, i64)>,
}

impl<'de: 'a, 'a> Deserialize<'de> for Frame<'a> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_map(OneField)
    }
}

struct OneField;

impl<'de> Visitor<'de> for OneField {
    type Value = Frame<'de>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a frame")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Frame<'de>, A::Error> {
        match map.next_entry()? {
            Some((kind, fields)) => Ok(Frame { kind, fields }),
            None => Err(A::Error::custom("an empty frame")),
        }
    }
}
