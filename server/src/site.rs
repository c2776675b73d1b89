//! The site itself: its name, its settings, and the pages whose text the site owner edits.

use crate::http::Doors;

/// The doors of this room.
pub fn doors() -> Doors {
    Doors::new()
}
