//! Notifications: what is told to members by mail, and how they stop it.

use crate::http::Doors;

/// The doors of this room.
pub fn doors() -> Doors {
    Doors::new()
}
