//! Chat: what is said in the rooms of communities.
//!
//! A message takes its place from the event that announces it, in one transaction, so the order in a room, in its channel
//! and on every screen is the order of commits. A nonce makes a retried send harmless for ever. A message that is taken
//! away keeps its place and loses its words, also in the events that told of them.

mod pages;
mod queries;
mod rest;
mod service;

pub use service::{read, say, say_at};

use crate::http::Doors;

/// The doors of this room.
pub fn doors() -> Doors {
    Doors::new()
        .get("/chat", pages::list)
        .get("/chat/{id}", pages::show)
        .post("/chat/{id}", pages::say)
        .post("/chat/{id}/gelezen", pages::read)
        .get("/chat/bericht/{id}/bewerken", pages::edit_form)
        .post("/chat/bericht/{id}/bewerken", pages::edit)
        .post("/chat/bericht/{id}/verwijderen", pages::delete)
        .get("/api/v1/rooms", rest::list)
        .get("/api/v1/rooms/{id}", rest::show)
        .get("/api/v1/rooms/{id}/messages", rest::messages)
        .post("/api/v1/rooms/{id}/messages", rest::say)
        .put("/api/v1/rooms/{id}/mark", rest::read)
        .patch("/api/v1/messages/{id}", rest::edit)
        .delete("/api/v1/messages/{id}", rest::delete)
        .described::<rest::Api>()
}
