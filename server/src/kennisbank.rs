//! The kennisbank: themes with their subjects, and articles with their revisions.
//!
//! An article stands on a shelf: in a theme, in a community for its members alone, or loose. The shelf decides who reads
//! it and who may write there. Every version is kept with who wrote it. What an import brought is brought up to date by
//! the next one, until a person changes it here: then it is theirs.

mod admin;
mod import;
mod model;
mod pages;
mod queries;
mod rest;
mod service;
mod shelves;
#[cfg(test)]
mod tests;

pub use import::{Done, Incoming, import};
pub use service::{of_community, recent, review_at, write_at};
pub use shelves::{add_editor, add_subject, link, make_theme};

use crate::http::Doors;

/// The doors of this room.
pub fn doors() -> Doors {
    Doors::new()
        .get("/k", pages::overview)
        .get("/themas", pages::themes)
        .get("/k/{slug}", pages::theme)
        .get("/k/{slug}/nieuw", pages::new_form)
        .post("/k/{slug}/nieuw", pages::write)
        .get("/a/{id}", pages::canonical)
        .get("/a/{id}/{slug}", pages::show)
        .get("/a/{id}/bewerken", pages::edit_form)
        .post("/a/{id}/bewerken", pages::change)
        .get("/a/{id}/versies", pages::versions)
        .get("/a/{id}/versies/{version}", pages::version)
        .post("/a/{id}/nagekeken", pages::review)
        .post("/a/{id}/archief", pages::archive)
        .post("/a/{id}/verwijderen", pages::delete)
        .get("/beheer/themas", admin::list)
        .post("/beheer/themas", admin::make)
        .get("/beheer/themas/{slug}", admin::show)
        .post("/beheer/themas/{slug}", admin::change)
        .post("/beheer/themas/{slug}/onderwerpen", admin::add_subject)
        .post("/beheer/themas/{slug}/onderwerpen/{id}", admin::change_subject)
        .post("/beheer/themas/{slug}/onderwerpen/{id}/verwijderen", admin::drop_subject)
        .post("/beheer/themas/{slug}/redacteuren", admin::add_editor)
        .post("/beheer/themas/{slug}/redacteuren/{id}/verwijderen", admin::drop_editor)
        .get("/api/v1/articles", rest::list)
        .post("/api/v1/articles", rest::write)
        .get("/api/v1/articles/{id}", rest::show)
        .patch("/api/v1/articles/{id}", rest::change)
        .delete("/api/v1/articles/{id}", rest::delete)
        .get("/api/v1/articles/{id}/revisions", rest::revisions)
        .get("/api/v1/themes", rest::themes)
        .described::<rest::Api>()
}
