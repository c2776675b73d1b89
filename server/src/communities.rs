//! Communities: who may know of them, read them and belong to them.
//!
//! A hidden community and one that does not exist give the same answer everywhere. A slug that is taken gets a suffix
//! without saying by what.

mod pages;
mod queries;
mod rest;
mod service;

pub use service::{admit, found, list, show};

use crate::http::Doors;

/// The doors of this room.
pub fn doors() -> Doors {
    Doors::new()
        .get("/c", pages::list)
        .get("/c/{slug}", pages::show)
        .get("/c/{slug}/over", pages::about)
        .post("/c/{slug}/lid", pages::join)
        .post("/c/{slug}/weg", pages::leave)
        .get("/c/{slug}/verzoeken", pages::requests)
        .post("/c/{slug}/verzoeken/{id}", pages::decide)
        .get("/api/v1/communities", rest::list)
        .post("/api/v1/communities", rest::found)
        .get("/api/v1/communities/{slug}", rest::show)
        .put("/api/v1/communities/{slug}/membership", rest::join)
        .delete("/api/v1/communities/{slug}/membership", rest::leave)
        .get("/api/v1/communities/{slug}/requests", rest::requests)
        .post("/api/v1/communities/{slug}/requests/{id}/accept", rest::accept)
        .post("/api/v1/communities/{slug}/requests/{id}/refuse", rest::refuse)
        .described::<rest::Api>()
}
