//! Threads: conversations in a community, made of numbered posts.
//!
//! The number of a post is taken in the transaction that writes it, so numbers are contiguous and permalinks last. A
//! nonce makes a retried send harmless for ever. A post that is taken away keeps its number and loses its words.

mod pages;
mod queries;
mod rest;
mod service;

pub use service::{id_of, open_at, reply_at};

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
        .post("/t/{id}/staat", pages::set_state)
        .get("/bericht/{id}/bewerken", pages::edit_form)
        .post("/bericht/{id}/bewerken", pages::edit)
        .post("/bericht/{id}/verwijderen", pages::delete)
        .get("/api/v1/communities/{slug}/threads", rest::list)
        .post("/api/v1/communities/{slug}/threads", rest::open)
        .get("/api/v1/threads/{id}", rest::show)
        .get("/api/v1/threads/{id}/posts", rest::posts)
        .post("/api/v1/threads/{id}/posts", rest::reply)
        .patch("/api/v1/posts/{id}", rest::edit)
        .delete("/api/v1/posts/{id}", rest::delete)
        .described::<rest::Api>()
}

pub use service::{list_in, newest};
