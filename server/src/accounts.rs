//! Accounts: invitations, requests, passwords and sign-ins.
//!
//! Everything that opens an account is a link in a mail: 256 bits, kept as a hash, for one use. A page that is only looked
//! at uses up nothing, because scanners open every link in a mail. Who asks for a mail learns nothing of who has an
//! account: the answer and the work are the same, and the outbox finds out later.

mod letters;
mod model;
mod pages;
mod queries;
mod service;
mod strength;

pub use letters::{LETTER, deliver, tell_of_address, test as test_mail};
pub use service::{disable, mail_reset, reset_link, sign_ins_of, strong_password, sweep};

use crate::http::Doors;

/// The doors of this room.
pub fn doors() -> Doors {
    Doors::new()
        .get("/uitnodiging/{token}", pages::invited)
        .post("/uitnodiging/{token}", pages::accept)
        .get("/uitnodigingen", pages::invitations)
        .post("/uitnodigingen", pages::invite)
        .post("/uitnodigingen/{id}/opnieuw", pages::resend)
        .post("/uitnodigingen/{id}/intrekken", pages::revoke)
        .get("/c/{slug}/uitnodigen", pages::invitations_of)
        .post("/c/{slug}/uitnodigen", pages::invite_to)
        .get("/account-aanvragen", pages::ask_form)
        .post("/account-aanvragen", pages::ask)
        .get("/account-aanvragen/verstuurd", pages::asked)
        .get("/beheer/aanvragen", pages::requests)
        .post("/beheer/aanvragen/{id}", pages::decide)
        .get("/wachtwoord-vergeten", pages::forgot_form)
        .post("/wachtwoord-vergeten", pages::forgot)
        .get("/wachtwoord-vergeten/verstuurd", pages::forgot_sent)
        .get("/wachtwoord/{token}", pages::reset_form)
        .post("/wachtwoord/{token}", pages::reset)
        .get("/instellingen/wachtwoord", pages::change_form)
        .post("/instellingen/wachtwoord", pages::change)
        .get("/instellingen/inlogs", pages::sign_ins)
        .post("/instellingen/inlogs/{id}", pages::end_sign_in)
        .post("/instellingen/inlogs", pages::end_all)
}
