//! Administration: what only administrators see and do.

use crate::http::Doors;

/// The doors of this room.
pub fn doors() -> Doors {
    Doors::new()
}
