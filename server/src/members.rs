//! Members: who they are, how they sign in, and for whom they work.
//!
//! Only the SHA-256 of a sign-in's token is kept, only the argon2id hash of a password. A wrong address costs the same
//! work as a wrong password and gets the same answer, so that nobody can learn who has an account.

mod model;
mod pages;
mod password;
mod people;
mod queries;
mod rest;
mod service;
mod sign_in;
mod throttle;

pub use model::{ABSOLUTE, IDLE, NewMember, Standing, email_key};
pub use pages::{keep_form, with_cookie};
pub use password::{fits as password_fits, hash as hash_password};
pub use people::{after, follow_theme, in_organisation};
pub use queries::affiliate;
pub use service::{active, add, by_email, create, holds, standing, who};
pub use sign_in::{device_cookie, start};
pub use throttle::{forgive, free, guess, key as throttle_key, ration};

use crate::http::Doors;

/// The doors of this room.
pub fn doors() -> Doors {
    Doors::new()
        .get("/inloggen", pages::sign_in_form)
        .post("/inloggen", pages::sign_in)
        .get("/bewaard/{token}", pages::kept)
        .post("/uitloggen", pages::sign_out)
        .post("/taal", pages::choose_language)
        .get("/leden", people::pages::directory)
        .get("/lid/{id}", people::pages::profile)
        .get("/profiel/bewerken", people::pages::edit_form)
        .post("/profiel/bewerken", people::pages::edit)
        .post("/profiel/foto", people::pages::photo)
        .post("/profiel/foto/weg", people::pages::remove_photo)
        .get("/instellingen", people::pages::settings_form)
        .post("/instellingen", people::pages::settings)
        .post("/api/v1/session", rest::sign_in)
        .delete("/api/v1/session", rest::sign_out)
        .get("/api/v1/me", rest::me)
        .patch("/api/v1/me", rest::set)
        .get("/api/v1/members", people::rest::list)
        .get("/api/v1/members/{id}", people::rest::show)
        .patch("/api/v1/members/{id}", people::rest::change)
        .described::<rest::Api>()
        .described::<people::rest::Api>()
}
