//! The kennisbank: themes with their subjects, and articles with their revisions.

use crate::http::Doors;

/// The doors of this room.
pub fn doors() -> Doors {
    Doors::new()
}
