//! Communities: who may know of them, read them and belong to them.
//!
//! A hidden community and one that does not exist give the same answer everywhere. A slug that is taken gets a suffix
//! without saying by what. A slug of before leads to the present one, for those who may know of the community.

mod here;
mod letters;
mod model;
mod pages;
mod queries;
mod rest;
mod service;

pub use here::Here;
pub use letters::{DECIDED, deliver};
pub use model::cell as csv_cell;
pub use service::{admit, admitted, found, list, listed, room_of, set_theme, show};

use crate::http::Doors;

/// The doors of this room.
pub fn doors() -> Doors {
    Doors::new()
        .get("/c", pages::list)
        .get("/c/{slug}", pages::show)
        .get("/c/{slug}/kennis", pages::knowledge)
        .get("/c/{slug}/over", pages::about)
        .post("/c/{slug}/lid", pages::join)
        .post("/c/{slug}/intrekken", pages::withdraw)
        .post("/c/{slug}/weg", pages::leave)
        .get("/c/{slug}/leden", pages::members)
        .get("/c/{slug}/leden.csv", pages::export)
        .post("/c/{slug}/leden/{member}/rol", pages::set_role)
        .post("/c/{slug}/leden/{member}/verwijderen", pages::remove)
        .get("/c/{slug}/verzoeken", pages::requests)
        .post("/c/{slug}/verzoeken/{id}", pages::decide)
        .get("/c/{slug}/instellingen", pages::settings)
        .post("/c/{slug}/instellingen", pages::set)
        .post("/c/{slug}/archief", pages::archive)
        .get("/api/v1/communities", rest::list)
        .post("/api/v1/communities", rest::found)
        .get("/api/v1/communities/{slug}", rest::show)
        .put("/api/v1/communities/{slug}", rest::set)
        .put("/api/v1/communities/{slug}/membership", rest::join)
        .delete("/api/v1/communities/{slug}/membership", rest::leave)
        .get("/api/v1/communities/{slug}/members", rest::members)
        .put("/api/v1/communities/{slug}/members/{member}", rest::set_role)
        .delete("/api/v1/communities/{slug}/members/{member}", rest::remove)
        .get("/api/v1/communities/{slug}/requests", rest::requests)
        .post("/api/v1/communities/{slug}/requests/{id}/accept", rest::accept)
        .post("/api/v1/communities/{slug}/requests/{id}/refuse", rest::refuse)
        .described::<rest::Api>()
}
