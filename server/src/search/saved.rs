//! Searches that members keep, and the mail about what is new.
//!
//! Once a day each search that wants mail is due. Whoever looks first, of however many nodes, moves its `due_at` and its
//! `news_from` and writes a job in the same transaction: so the stretch of time that the job tells of is told once, and a
//! crash loses none of it. The job searches as the member, at the moment of the mail: who was put out of a community
//! meanwhile hears nothing of it any more. What stands in closed communities and in chat is not named in a mail.

mod letter;
mod model;
mod news;
mod pages;
mod queries;
mod rest;
mod service;
#[cfg(test)]
mod tests;

pub use model::NEWS;
pub use news::{deliver, look};
pub use service::kept_here;

use crate::http::Doors;

/// The doors of saved searches.
pub fn doors() -> Doors {
    Doors::new()
        .get("/zoeken/bewaard", pages::list)
        .post("/zoeken/bewaard", pages::save)
        .get("/zoeken/bewaard/{id}", pages::open)
        .post("/zoeken/bewaard/{id}", pages::change)
        .post("/zoeken/bewaard/{id}/verwijderen", pages::delete)
        .get(model::STOP_DOOR, pages::stop_form)
        .post(model::STOP_DOOR, pages::stop)
        .get("/api/v1/me/searches", rest::list)
        .post("/api/v1/me/searches", rest::save)
        .patch("/api/v1/me/searches/{id}", rest::change)
        .delete("/api/v1/me/searches/{id}", rest::delete)
        .described::<rest::Api>()
}
