//! The live layer: what happened, told at once to whoever looks, and never lost to whoever looks away.
//!
//! Every place that people watch has a channel: an ordered stream of events, numbered in the transaction that makes them
//! (see [`events`]). The database holds the stream; sockets only make it quick.

mod events;

pub use events::{Of, emit};

use crate::http::Doors;

/// The doors of this room.
pub fn doors() -> Doors {
    Doors::new()
}
