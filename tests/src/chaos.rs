//! What the live layer promises, while everything around it breaks.
//!
//! A [`Reader`] keeps the client's rule of `docs/live-protocol.md` and notes what it was told; a [`Proxy`] stands between it
//! and the server and spoils the link; a [`Crowd`] has as many members as there are readers. Whatever happened, the
//! [`History`] of it is held against the database at the end, in the way of Jepsen. All that is left to chance comes from a
//! [`Dice`], whose seed is printed when a test fails.

mod crowd;
mod dice;
mod history;
mod judge;
mod measure;
mod proxy;
mod reader;
mod rule;
mod sender;
mod size;
mod wire;

pub use crowd::{Crowd, Somebody};
pub use dice::Dice;
pub use history::{Broken, History, Law, Log, Stretch, Told, Unread, fingerprint};
pub use judge::{Trial, events, head, sound};
pub use measure::{files, memory, processor};
pub use proxy::{Proxy, Weather};
pub use reader::{Reader, Ticket};
pub use rule::{Doing, Rule};
pub use sender::{Acked, Sender};
pub use size::{full_size, many_files, size};
pub use wire::{Raw, frame};
