//! The live layer: what happened, told at once to whoever looks, and never lost to whoever looks away.
//!
//! Every place that people watch has a channel: an ordered stream of events, numbered in the transaction that makes them
//! ([`events`]). The database holds the stream; sockets only make it quick. A commit leaves a hint, the [`hub`] of this node
//! reads what is new once for all who watch, and each [`session`] takes what lies between its own cursor and the head: a slow
//! reader falls behind and catches up, and there is no queue that could overflow. What a hint lost, the comparison of heads
//! finds within 5 seconds; that is also how writers in other processes are seen.

mod bus;
mod crowd;
mod events;
mod hub;
mod kept;
mod mailbox;
mod poll;
mod presence;
mod queries;
mod rates;
mod ring;
mod session;
mod socket;
mod standing;
mod upkeep;

pub use events::{Of, emit, emit_numbered, retell};
pub use hub::Live;
pub use queries::head;
pub use upkeep::start;

use crate::http::Doors;

/// The doors of this room.
pub fn doors() -> Doors {
    Doors::new().get("/live", socket::upgrade).get("/live/poll", poll::poll)
}
