//! Chat: what is said in the rooms of communities, and directly between members.
//!
//! A room names an audience: that of its community, or one with a list of its own. A direct conversation is a room of no
//! community; the same people have one. Owners decide who is on the list of a closed room, and read it only when they are on
//! it themselves.
//!
//! A message takes its place from the event that announces it, in one transaction, so the order in a room, in its channel
//! and on every screen is the order of commits. A nonce makes a retried send harmless for ever. A message that is taken
//! away keeps its place and loses its words, also in the events that told of them.
//!
//! What is said stays for as long as its room keeps it. Before it goes it can be put in a thread: the messages become posts of
//! those who said them, the room shows where they are, and an author can take their own back.

mod pages;
mod queries;
mod rest;
mod service;

pub use service::{add, converse, keep_passing, open, read, say, say_at};

use crate::http::Doors;

/// The doors of this room.
pub fn doors() -> Doors {
    Doors::new()
        .get("/chat", pages::list)
        .get("/chat/nieuw", pages::begin_form)
        .post("/chat/nieuw", pages::begin)
        .get("/c/{slug}/chat", pages::of_community)
        .post("/c/{slug}/chat", pages::open)
        .get("/chat/{id}", pages::show)
        .post("/chat/{id}", pages::say)
        .post("/chat/{id}/gelezen", pages::read)
        .get("/chat/{id}/over", pages::about)
        .post("/chat/{id}/over", pages::name)
        .post("/chat/{id}/sluiten", pages::close)
        .post("/chat/{id}/lijst", pages::add)
        .post("/chat/{id}/lijst/{member}/weg", pages::remove)
        .post("/chat/{id}/weg", pages::leave)
        .get("/chat/{id}/gesprek", pages::choose)
        .post("/chat/{id}/gesprek", pages::to_thread)
        .post("/chat/{id}/termijn", pages::keep)
        .get("/chat/bericht/{id}", pages::message)
        .post("/chat/bericht/{id}/terug", pages::take_back)
        .get("/chat/bericht/{id}/bewerken", pages::edit_form)
        .post("/chat/bericht/{id}/bewerken", pages::edit)
        .post("/chat/bericht/{id}/verwijderen", pages::delete)
        .post("/chat/{id}/ongelezen", pages::unread)
        .post("/chat/{id}/niveau", pages::level)
        .post("/chat/bericht/{id}/teken", pages::react)
        .post("/chat/bericht/{id}/vast", pages::pin)
        .get("/api/v1/rooms", rest::rooms::list)
        .post("/api/v1/rooms", rest::rooms::converse)
        .post("/api/v1/communities/{slug}/rooms", rest::rooms::open)
        .get("/api/v1/rooms/{id}", rest::rooms::show)
        .patch("/api/v1/rooms/{id}", rest::rooms::change)
        .get("/api/v1/rooms/{id}/members", rest::rooms::people)
        .get("/api/v1/rooms/{id}/people", rest::rooms::named)
        .put("/api/v1/rooms/{id}/members/{member}", rest::rooms::add)
        .delete("/api/v1/rooms/{id}/members/{member}", rest::rooms::remove)
        .post("/api/v1/rooms/{id}/threads", rest::moving::to_thread)
        .get("/api/v1/rooms/{id}/messages", rest::messages)
        .post("/api/v1/rooms/{id}/messages", rest::say)
        .put("/api/v1/rooms/{id}/mark", rest::read)
        .put("/api/v1/rooms/{id}/level", rest::signs::level)
        .put("/api/v1/rooms/{id}/draft", rest::signs::draft)
        .get("/api/v1/messages/{id}", rest::one)
        .put("/api/v1/messages/{id}/reactions/{sign}", rest::signs::give)
        .delete("/api/v1/messages/{id}/reactions/{sign}", rest::signs::take_back)
        .put("/api/v1/messages/{id}/pin", rest::signs::pin)
        .delete("/api/v1/messages/{id}/pin", rest::signs::unpin)
        .delete("/api/v1/messages/{id}/thread", rest::moving::take_back)
        .patch("/api/v1/messages/{id}", rest::edit)
        .delete("/api/v1/messages/{id}", rest::delete)
        .described::<rest::Api>()
        .described::<rest::rooms::Api>()
        .described::<rest::moving::Api>()
        .described::<rest::signs::Api>()
}
