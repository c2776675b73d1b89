//! Search: one page and one API over everything the reader may read.
//!
//! The index says which things fit; what is shown of them comes from the database, through the same policy as everywhere, so
//! that what was taken away or closed a moment ago is gone here too.

mod compounds;
mod journal;
mod pages;
mod queries;
mod rest;
mod saved;
mod service;
mod snippet;
mod thesaurus;

pub use journal::{Journal, keep as keep_journal, sweep};
pub use saved::{NEWS, deliver as deliver_news, look as look_for_news};
pub use thesaurus::Cache as Thesaurus;

use crate::http::Doors;

/// The doors of this room.
pub fn doors() -> Doors {
    Doors::new()
        .get("/zoeken", pages::show)
        .get("/beheer/thesaurus", thesaurus::list)
        .post("/beheer/thesaurus", thesaurus::add)
        .post("/beheer/thesaurus/verwijderen", thesaurus::remove)
        .post("/beheer/thesaurus/inlezen", thesaurus::read_in)
        .get("/beheer/thesaurus.csv", thesaurus::download)
        .get("/beheer/samenstellingen", compounds::list)
        .post("/beheer/samenstellingen", compounds::add)
        .post("/beheer/samenstellingen/verwijderen", compounds::remove)
        .get("/api/v1/search", rest::search)
        .get("/api/v1/suggest", rest::suggest)
        .described::<rest::Api>()
        .and(saved::doors())
        .and(journal::doors())
}
