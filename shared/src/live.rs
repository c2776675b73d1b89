//! The frames of the live socket, protocol `live.v1`: JSON texts such as `{"ev":{"c":2,"s":1205,"k":"msg","d":{…}}}`.
//!
//! Externally tagged on purpose: serde reads every internally tagged frame into a tree first. A channel is an ordered stream
//! of events, numbered 1, 2, 3, … without gaps; a subscription keeps the number it has seen, and [`step`] is the whole
//! correctness of a reader. Unknown fields are ignored by both sides, unknown frames of the server by the browser.

mod channel;
mod frame;
mod presence;
pub mod words;

pub use channel::{Channel, NotAChannel};
pub use frame::{Fields, Frame};
pub use presence::{HERE, HERE_AGAIN, HERE_GRACE, Present, Shown, Shows, TYPING};

use serde::{Deserialize, Serialize};
use serde_json::value::RawValue;

/// The version of the protocol.
pub const VERSION: u8 = 1;
/// The largest frame, in bytes.
pub const FRAME: usize = 65_536;
/// Subscriptions of one connection.
pub const SUBSCRIPTIONS: usize = 64;
/// Milliseconds between heartbeats of the server.
pub const HEARTBEAT: u64 = 25_000;
/// Milliseconds without a sign of life after which a reader takes the link for dead.
pub const SILENCE: u64 = 40_000;

/// Why a connection was closed.
pub mod close {
    /// Not a frame of the protocol.
    pub const BAD_FRAME: u16 = 4000;
    /// The server stops; come back.
    pub const RESTART: u16 = 4001;
    /// The sign-in ended; do not come back.
    pub const SIGNED_OUT: u16 = 4003;
    /// No `hello` in time.
    pub const NO_HELLO: u16 = 4004;
    /// Too many connections; do not come back by yourself.
    pub const TOO_MANY: u16 = 4008;
    /// Too many commands.
    pub const FLOOD: u16 = 4029;
    /// Too slow, or no answer to a heartbeat; come back.
    pub const SLOW: u16 = 4408;
}

/// What a reader says.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum ToServer {
    /// The first frame, within 5 seconds.
    Hello {
        /// The version of the protocol.
        v: u8,
        /// The epoch in which the numbers below were seen.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        epoch: Option<String>,
        /// The tab, for logs.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        tab: Option<String>,
        /// Channels with the number of the last event seen.
        #[serde(default)]
        resume: Vec<(String, i64)>,
    },
    /// Asks for a channel: all events after `since`, or from now on.
    Sub {
        /// Chosen by the reader; comes back in the answer.
        id: u32,
        /// The channel.
        ch: String,
        /// The number of the last event seen.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        since: Option<i64>,
    },
    /// Ends a subscription.
    Unsub {
        /// Chosen by the reader.
        #[serde(default)]
        id: u32,
        /// The channel.
        ch: String,
    },
    /// Says something in a room.
    Send {
        /// Chosen by the reader; comes back in the answer.
        id: u32,
        /// The sender's name for the message: sent twice it stands once.
        n: String,
        /// The room.
        ch: String,
        /// The text, in Markdown.
        body: String,
        /// The message it answers; for later.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        re: Option<String>,
    },
    /// Moves the reader's mark.
    Read {
        /// The room.
        ch: String,
        /// The number of the last event seen.
        seq: i64,
    },
    /// The reader is writing; at most every 4 seconds.
    Typing {
        /// The room.
        ch: String,
    },
    /// What the tab shows; again after [`HERE_AGAIN`] seconds while it does.
    Here {
        /// The channels.
        ch: Vec<String>,
        /// Whether nobody has touched it for a while.
        #[serde(default)]
        idle: bool,
    },
    /// The answer to a heartbeat; it can only come after all that was sent before it has been read.
    Hb {},
}

/// How a subscription begins.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Mode {
    /// After the number that was named.
    Resume,
    /// From now on.
    Head,
    /// The number does not fit any more: fetch anew, then ask with the number of what was fetched.
    Reset,
}

/// Why a channel must be fetched anew.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Why {
    /// What was missed is not kept any more.
    TooOld,
    /// The database was restored: its numbers begin anew.
    Epoch,
    /// More was missed than is worth sending.
    Overflow,
    /// The reader may not read the channel any more.
    Gone,
}

/// Why a command was not carried out.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Code {
    /// Not a frame that is known.
    BadFrame,
    /// No such channel, or none that this reader may know of.
    NotFound,
    /// Too often.
    RateLimited,
    /// Too many subscriptions.
    TooManySubs,
    /// The text is empty, too long or too intricate.
    Invalid,
    /// The nonce was used for another text.
    Conflict,
    /// Nothing may be added any more.
    Closed,
    /// Not for this reader to do.
    Forbidden,
    /// Not signed in.
    SignInFirst,
    /// The disk is full.
    StorageFull,
    /// A part of the program is away.
    Unavailable,
    /// Anything else.
    Internal,
}

/// What the server says. It writes events itself, so that one text serves every reader. A page reads it as a [`Frame`].
#[derive(Clone, Debug, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum ToReader {
    /// The answer to `hello`.
    Hello {
        /// The version of the protocol.
        v: u8,
        /// The epoch of the numbers.
        epoch: String,
        /// The connection, for logs.
        conn: String,
        /// Milliseconds between heartbeats.
        hb: u64,
        /// The server's clock, in milliseconds since 1970.
        now: i64,
        /// The largest frame, in bytes.
        max: usize,
    },
    /// A subscription stands.
    Subd {
        /// The reader's number for the command; 0 for channels of `hello`.
        id: u32,
        /// The channel.
        ch: String,
        /// Its short name on this connection.
        c: u32,
        /// The number of its last event.
        head: i64,
        /// How it begins.
        mode: Mode,
    },
    /// An event.
    Ev {
        /// The channel.
        c: u32,
        /// Its number.
        s: i64,
        /// Its kind.
        k: String,
        /// What happened.
        d: Box<RawValue>,
        /// The sender's name for it; only to the sender.
        #[serde(skip_serializing_if = "Option::is_none")]
        n: Option<String>,
    },
    /// Events in a row.
    Evs {
        /// The channel.
        c: u32,
        /// Number, kind and what happened.
        e: Vec<(i64, String, Box<RawValue>)>,
    },
    /// Something that passes: typing, presence.
    Eph {
        /// The channel.
        c: u32,
        /// Its kind.
        k: String,
        /// What it is.
        d: Box<RawValue>,
    },
    /// A message stands, for good.
    Ack {
        /// The reader's number for the command.
        id: u32,
        /// The sender's name for the message.
        n: String,
        /// The message.
        mid: String,
        /// The room.
        ch: String,
        /// The number of its event.
        s: i64,
        /// Whether it stood already.
        dup: bool,
    },
    /// A command was not carried out.
    Err {
        /// The reader's number for the command; 0 when it had none.
        id: u32,
        /// The sender's name for the message, when it was one.
        #[serde(skip_serializing_if = "Option::is_none")]
        n: Option<String>,
        /// Why.
        code: Code,
        /// Whether trying again helps.
        retry: bool,
        /// Milliseconds to wait before.
        #[serde(skip_serializing_if = "Option::is_none")]
        after: Option<u64>,
        /// In the reader's language.
        msg: String,
    },
    /// A channel must be fetched anew; its subscription has ended.
    Reset {
        /// The channel.
        c: u32,
        /// The number of its last event; 0 when it is gone.
        head: i64,
        /// Why.
        why: Why,
    },
    /// A heartbeat with the number of the last event of each channel: how a lost last event is noticed.
    Hb {
        /// Short names and numbers.
        h: Vec<(u32, i64)>,
    },
    /// The server ends the connection.
    Bye {
        /// As the close code.
        code: u16,
        /// Why.
        why: String,
        /// Come back after a moment in this range, in milliseconds.
        after: (u64, u64),
    },
}

/// What to do with an event of number `s` when `seen` was the last.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Step {
    /// It is the next one.
    Apply,
    /// It was seen already.
    Ignore,
    /// Something between is missing: ask again from the last one seen.
    Gap,
}

/// The whole correctness of a reader.
pub const fn step(seen: i64, s: i64) -> Step {
    if s <= seen {
        Step::Ignore
    } else if s.saturating_sub(seen) == 1 {
        Step::Apply
    } else {
        Step::Gap
    }
}

#[cfg(test)]
mod tests;
