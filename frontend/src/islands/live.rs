//! One live connection per tab, shared by all islands.
//!
//! Each subscription keeps its own cursor, because islands wake at different moments but were rendered at the same one. What is
//! sent stays here until the server says that it stands; on every new socket it is sent again, and its name keeps it single.
//! After three sockets that did not open the tab asks now and then instead ([`poll`]).

mod frames;
mod link;
mod poll;
mod tab;
mod wire;

pub use link::{Link, link};
pub use tab::{Heard, Said, Sent, resume, say, send, subscribe};
