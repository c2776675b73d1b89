//! What can be done with accounts, one function per use case, by subject.

mod invitations;
mod passwords;
mod requests;
mod sign_ins;

pub use invitations::{Scope, accept, invitations, invite, invited, resend, revoke};
pub use passwords::{change, forgot, mail_reset, openable, reset, reset_link, strong_password};
pub use requests::{ask, decide, requests};
pub use sign_ins::{disable, end_all, end_one, mine, sign_ins_of};

use super::{
    model::{A_DAY, AN_HOUR, OF_A_NETWORK},
    queries,
};
use crate::{
    Error, Result,
    app::{App, Ctx},
    db::{self, Tx},
    mail, members,
};
use shared::{Faults, Wrong};

/// The token of a link does not work any more.
fn gone() -> Error {
    Error::field("token", Wrong::Expired)
}

/// Whether an error says that a link does not work any more.
pub fn is_gone(error: &Error) -> bool {
    matches!(error, Error::Invalid(faults) if faults.of("token").is_some())
}

/// Takes one of the mails that may go to an address; gives whether there was one left.
async fn may_mail(tx: &mut Tx, email_key: &str, ctx: &Ctx) -> db::Result<bool> {
    let (hour, day) =
        (members::throttle_key("mail an hour", email_key), members::throttle_key("mail a day", email_key));
    let now = ctx.now();
    Ok(members::ration(tx, &hour, AN_HOUR.0, AN_HOUR.1, now).await?.is_none()
        && members::ration(tx, &day, A_DAY.0, A_DAY.1, now).await?.is_none())
}

/// Takes one of the mails that a network may ask for.
///
/// # Errors
/// `TooMany`.
async fn may_ask(tx: &mut Tx, ctx: &Ctx) -> Result<()> {
    let key = members::throttle_key("mail from", &ctx.network);
    match members::ration(tx, &key, OF_A_NETWORK.0, OF_A_NETWORK.1, ctx.now()).await? {
        None => Ok(()),
        Some(wait) => Err(Error::TooMany(wait)),
    }
}

/// The language of a request, as the database keeps it.
fn tag(ctx: &Ctx) -> &'static str {
    ctx.lang().tag()
}

/// Adds what is wrong with a password to `faults`.
async fn judge(faults: &mut Faults, app: &App, password: &str, known: &[&str]) {
    let site = mail::site(app).await;
    let known: Vec<&str> = known.iter().copied().chain([site.as_str()]).collect();
    if let Some(wrong) = super::strength::judge(password, &known) {
        faults.add("password", wrong);
    }
}

/// Removes what ended long enough ago that nothing asks for it.
///
/// # Errors
/// The database's.
pub async fn sweep(app: &App) -> Result<()> {
    let now = app.clock.now();
    app.db
        .write(async |tx| {
            let (idle, absolute) = (now.plus_seconds(-members::IDLE), now.plus_seconds(-members::ABSOLUTE));
            queries::sweep(tx, now, now.plus_seconds(-86_400), idle, absolute).await?;
            mail::forget(tx, now.plus_seconds(-60 * 86_400)).await
        })
        .await
}
