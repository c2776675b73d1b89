//! Administration: what only administrators see and do.
//!
//! Administrators manage members, organisations, communities and pages. They see that a hidden community exists, who leads
//! it and how many belong to it; what stands in it is not theirs to read.

mod pages;
mod queries;
mod service;

use crate::http::Doors;
pub use service::another_admin;

/// The doors of this room.
pub fn doors() -> Doors {
    Doors::new()
        .get("/beheer", pages::overview)
        .get("/beheer/leden", pages::accounts)
        .get("/beheer/leden/{id}", pages::account)
        .post("/beheer/leden/{id}/gegevens", pages::change)
        .post("/beheer/leden/{id}/adres", pages::change_email)
        .post("/beheer/leden/{id}/beheerder", pages::set_admin)
        .post("/beheer/leden/{id}/actief", pages::set_active)
        .post("/beheer/leden/{id}/inlogs", pages::end_sign_ins)
        .get("/beheer/communities", pages::communities)
        .get("/beheer/communities/nieuw", pages::founding_form)
        .post("/beheer/communities/nieuw", pages::found)
}
