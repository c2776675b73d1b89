//! Members: who they are, how they sign in, and for whom they work.
//!
//! Only the SHA-256 of a sign-in's token is kept, only the argon2id hash of a password. A wrong address costs the same
//! work as a wrong password and gets the same answer, so that nobody can learn who has an account.

mod model;
mod pages;
mod password;
mod queries;
mod rest;
mod service;

pub use model::{NewMember, email_key};
pub use pages::keep_form;
pub use service::{add, by_email, organisation, who};

use crate::http::Doors;

/// The doors of this room.
pub fn doors() -> Doors {
    Doors::new()
        .get("/inloggen", pages::sign_in_form)
        .post("/inloggen", pages::sign_in)
        .post("/uitloggen", pages::sign_out)
        .post("/taal", pages::choose_language)
        .get("/leden", pages::directory)
        .get("/lid/{id}", pages::profile)
        .post("/api/v1/session", rest::sign_in)
        .delete("/api/v1/session", rest::sign_out)
        .get("/api/v1/me", rest::me)
        .get("/api/v1/members", rest::list)
        .get("/api/v1/members/{id}", rest::show)
        .described::<rest::Api>()
}
