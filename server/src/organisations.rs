//! Organisations: for whom members work.
//!
//! A new member lands in the organisation to which the domain of their address belongs. Domains are compared whole, in
//! lower case and as DNS writes them (IDNA), never by their end: `x-dordrecht.nl` is not `dordrecht.nl`. An organisation
//! that was merged names its successor, and new members land there.

mod model;
mod pages;
mod queries;
mod service;

pub use queries::{name, names};
pub use service::{add, of_address, only_of_address};

use crate::http::Doors;

/// The doors of this room.
pub fn doors() -> Doors {
    Doors::new()
        .get("/organisatie/{id}", pages::show)
        .get("/beheer/organisaties", pages::list)
        .get("/beheer/organisaties/nieuw", pages::new_form)
        .post("/beheer/organisaties/nieuw", pages::add)
        .get("/beheer/organisaties/{id}", pages::edit_form)
        .post("/beheer/organisaties/{id}", pages::edit)
}
