//! The site itself: its name, its settings, and the pages whose text the site owner edits.
//!
//! Settings stand in the database. Each node keeps a copy for a few seconds, so that a change is seen everywhere soon and
//! costs no request anything.

mod pages;
mod queries;
mod service;

pub use queries::open_audience;
pub use service::{Cache, settings, write_page};

use crate::http::Doors;

/// The doors of this room.
pub fn doors() -> Doors {
    Doors::new()
        .get("/help", pages::help)
        .get("/contact", pages::contact)
        .get("/privacy", pages::privacy)
        .get("/toegankelijkheid", pages::accessibility)
        .get("/.well-known/security.txt", pages::security)
        .get("/beheer/site", pages::settings_form)
        .post("/beheer/site", pages::settings)
        .get("/beheer/paginas", pages::list)
        .get("/beheer/paginas/{slug}/{lang}", pages::edit_form)
        .post("/beheer/paginas/{slug}/{lang}", pages::edit)
}
