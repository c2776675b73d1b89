//! Threads: conversations in a community, made of numbered posts.
//!
//! The number of a post is taken in the transaction that writes it, so numbers are contiguous and permalinks last. A
//! nonce makes a retried send harmless for ever. A post that is taken away keeps its number and loses its words.

mod model;
mod pages;
mod queries;
mod rest;
mod service;

pub use model::Show;
pub use service::{
    Became, Carried, Conversation, New, Said, carry, change, import, newest, shelf, unanswered, unread, withdraw,
};

use crate::http::Doors;

/// The doors of this room.
pub fn doors() -> Doors {
    Doors::new()
        .get("/c/{slug}/nieuw", pages::new_form)
        .post("/c/{slug}/nieuw", pages::open)
        .get("/t/{id}", pages::canonical)
        .get("/t/{id}/{place}", pages::show)
        .post("/t/{id}/reageer", pages::reply)
        .post("/t/{id}/gelezen", pages::read)
        .post("/t/{id}/volgen", pages::follow)
        .post("/t/{id}/staat", pages::set_state)
        .get("/t/{id}/bewerken", pages::rename_form)
        .post("/t/{id}/bewerken", pages::rename)
        .get("/t/{id}/verplaatsen", pages::move_form)
        .post("/t/{id}/verplaatsen", pages::relocate)
        .post("/t/{id}/verwijderen", pages::delete_thread)
        .get("/bericht/{id}/bewerken", pages::edit_form)
        .post("/bericht/{id}/bewerken", pages::edit)
        .get("/bericht/{id}/verwijderen", pages::delete_form)
        .post("/bericht/{id}/verwijderen", pages::delete)
        .post("/bericht/{id}/terugzetten", pages::restore)
        .get("/bericht/{id}/melden", pages::report_form)
        .post("/bericht/{id}/melden", pages::report)
        .post("/c/{slug}/alles-gelezen", pages::read_all)
        .get("/c/{slug}/meldingen", pages::reports)
        .post("/c/{slug}/meldingen/{id}", pages::judge)
        .get("/api/v1/communities/{slug}/threads", rest::list)
        .post("/api/v1/communities/{slug}/threads", rest::open)
        .get("/api/v1/threads/{id}", rest::show)
        .patch("/api/v1/threads/{id}", rest::change)
        .delete("/api/v1/threads/{id}", rest::delete_thread)
        .put("/api/v1/threads/{id}/read", rest::read)
        .put("/api/v1/threads/{id}/follow", rest::follow)
        .get("/api/v1/threads/{id}/posts", rest::posts)
        .post("/api/v1/threads/{id}/posts", rest::reply)
        .get("/api/v1/posts/{id}", rest::post)
        .post("/api/v1/posts/{id}/reports", rest::report)
        .patch("/api/v1/posts/{id}", rest::edit)
        .delete("/api/v1/posts/{id}", rest::delete)
        .described::<rest::Api>()
}
