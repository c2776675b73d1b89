//! Search: one page and one API over everything the reader may read.

use crate::http::Doors;

/// The doors of this room.
pub fn doors() -> Doors {
    Doors::new()
}
