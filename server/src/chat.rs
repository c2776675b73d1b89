//! Chat: rooms of communities, and what is said there.

use crate::http::Doors;

/// The doors of this room.
pub fn doors() -> Doors {
    Doors::new()
}
