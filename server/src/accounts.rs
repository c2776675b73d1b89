//! Accounts: invitations, requests, passwords and sign-ins.

use crate::http::Doors;

/// The doors of this room.
pub fn doors() -> Doors {
    Doors::new()
}
