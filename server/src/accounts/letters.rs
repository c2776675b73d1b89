//! The mails of accounts. A job names what it is about and holds the seed of a token; what the mail says is looked up
//! when it leaves, and a mail that has lost its reason meanwhile is not sent.

use super::{
    model::{Holder, Invitation, RESET},
    queries,
};
use crate::{
    Error, Result,
    app::App,
    db::Tx,
    mail::{self, Letter, Mail, Piece},
    members,
    outbox::{self, Job},
    secrets::Token,
};
use serde::{Deserialize, Serialize};
use shared::{
    Lang, Timestamp,
    accounts::{InvitationState, words as w},
    ids::{AccountRequestId, InvitationId, MemberId},
};

/// The kind of job that sends one.
pub const LETTER: &str = "account_letter";

/// Seconds between a request for an account and the mail about it.
const LATER: i64 = 600;

/// What a mail is about.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub enum About {
    /// Somebody asked for a new password for this address.
    Reset { email: String, seed: String, asked: Timestamp },
    /// Somebody is invited; `asked` says that they asked for it.
    Invited { id: InvitationId, seed: String, asked: bool },
    /// A request for an account was refused.
    Refused { id: AccountRequestId },
    /// A password was changed.
    Changed { id: MemberId },
    /// An administrator gave the account another address; `to` is the address that is told.
    Moved { id: MemberId, to: String },
    /// Requests for an account wait for an administrator.
    Waiting { id: MemberId },
}

/// The token that a seed stands for.
pub fn token(app: &App, about: &str, seed: &str) -> Token {
    app.secrets.token(about, seed)
}

/// What the tokens of links for a new password are made for.
pub const RESETS: &str = "reset";
/// What the tokens of invitations are made for.
pub const INVITES: &str = "invitation";

/// Writes a job that sends a mail.
///
/// # Errors
/// The database's.
pub async fn write(tx: &mut Tx, about: &About, dedupe: &str, now: Timestamp) -> Result<()> {
    outbox::enqueue(tx, LETTER, dedupe, about, now, now).await
}

/// Sends the mail of a job.
///
/// # Errors
/// When it cannot be sent now.
pub async fn deliver(app: &App, job: &Job) -> Result<()> {
    let written = match job.read()? {
        About::Reset { email, seed, asked } => reset(app, &email, &seed, asked).await?,
        About::Invited { id, seed, asked } => invited(app, id, &seed, asked).await?,
        About::Refused { id } => refused(app, id).await?,
        About::Changed { id } => changed(app, id).await?,
        About::Moved { id, to } => moved(app, id, to).await?,
        About::Waiting { id } => waiting(app, id).await?,
    };
    let Some((to, letter)) = written else { return Ok(()) };
    // The id of the job too: of some letters there is another one later.
    let dedupe = format!("{}:{}", job.dedupe, job.id);
    mail::send(app, &Mail { to, dedupe, letter, stop: None }).await
}

type Written = Option<(String, Letter)>;

fn hello(lang: Lang, name: &str) -> Piece {
    Piece::Says(if name.is_empty() { w::mail_hello(lang) } else { w::mail_hello_to(lang, name) }.into_owned())
}

async fn reset(app: &App, email: &str, seed: &str, asked: Timestamp) -> Result<Written> {
    let until = asked.plus_seconds(RESET);
    if until <= app.clock.now() {
        return Ok(None);
    }
    let Some(holder) = queries::holder_by_email(&app.db, &members::email_key(email)).await? else { return Ok(None) };
    let token = token(app, RESETS, seed);
    let (hash, key) = (token.hash.clone(), holder.email_key.clone());
    app.db.write(async |tx| queries::keep_link(tx, hash.clone(), holder.id, &key, asked, until).await).await?;
    Ok(Some((holder.email.clone(), reset_letter(app, &holder, &token).await)))
}

async fn reset_letter(app: &App, holder: &Holder, token: &Token) -> Letter {
    let (lang, site) = (holder.lang(), mail::site(app).await);
    Letter {
        lang,
        subject: w::mail_reset_subject(lang, &site).into_owned(),
        pieces: vec![
            hello(lang, &holder.name),
            Piece::Says(w::mail_reset(lang, &site).into_owned()),
            Piece::Link(w::mail_reset_link(lang).into_owned(), reset_address(app, token)),
            Piece::Says(w::mail_reset_until(lang).into_owned()),
        ],
    }
}

/// The address of the page that sets a password.
pub fn reset_address(app: &App, token: &Token) -> String {
    format!("{}/wachtwoord/{}", app.config.base(), token.text)
}

async fn invited(app: &App, id: InvitationId, seed: &str, asked: bool) -> Result<Written> {
    let Some(invitation) = queries::invitation(&app.db, id).await? else { return Ok(None) };
    let token = token(app, INVITES, seed);
    // It was sent again with another token, taken back, or accepted.
    let stands = invitation.state(app.clock.now()) == InvitationState::Open && invitation.token_hash == token.hash;
    if !stands {
        return Ok(None);
    }
    Ok(Some((invitation.email.clone(), invitation_letter(app, &invitation, &token, asked).await)))
}

async fn invitation_letter(app: &App, invitation: &Invitation, token: &Token, asked: bool) -> Letter {
    let lang = invitation.lang.as_deref().and_then(Lang::from_tag).unwrap_or_default();
    let (site, inviter) = (mail::site(app).await, invitation.inviter.as_str());
    let first = if asked { w::mail_accepted(lang, &site) } else { w::mail_invited_by(lang, inviter, &site) };
    let mut pieces = vec![hello(lang, &invitation.name), Piece::Says(first.into_owned())];
    if let Some(community) = &invitation.community {
        pieces.push(Piece::Says(w::mail_invited_to(lang, community).into_owned()));
    }
    if !invitation.message.is_empty() {
        pieces.push(Piece::Quote(w::mail_wrote(lang, inviter).into_owned(), invitation.message.clone()));
    }
    let until = app.zone.date(lang, invitation.expires_at);
    pieces.extend([
        Piece::Link(
            w::mail_invited_link(lang).into_owned(),
            format!("{}/uitnodiging/{}", app.config.base(), token.text),
        ),
        Piece::Says(w::mail_invited_until(lang, &until).into_owned()),
        Piece::Small(w::mail_not_meant(lang).into_owned()),
    ]);
    Letter { lang, subject: w::mail_invited_subject(lang, &site).into_owned(), pieces }
}

async fn refused(app: &App, id: AccountRequestId) -> Result<Written> {
    let Some(request) = queries::request(&app.db, id).await? else { return Ok(None) };
    if request.outcome.as_deref() != Some("refused") {
        return Ok(None);
    }
    let lang = request.lang.as_deref().and_then(Lang::from_tag).unwrap_or_default();
    let site = mail::site(app).await;
    let letter = Letter {
        lang,
        subject: w::mail_refused_subject(lang, &site).into_owned(),
        pieces: vec![
            hello(lang, &request.name),
            Piece::Says(w::mail_refused(lang, &site).into_owned()),
            Piece::Quote(w::mail_refused_reason(lang).into_owned(), request.reason),
        ],
    };
    Ok(Some((request.email, letter)))
}

async fn changed(app: &App, id: MemberId) -> Result<Written> {
    let Some(holder) = queries::holder(&app.db, id).await? else { return Ok(None) };
    let (lang, site) = (holder.lang(), mail::site(app).await);
    let letter = Letter {
        lang,
        subject: w::mail_changed_subject(lang, &site).into_owned(),
        pieces: vec![
            hello(lang, &holder.name),
            Piece::Says(w::mail_changed(lang).into_owned()),
            Piece::Says(w::mail_changed_help(lang).into_owned()),
            Piece::Link(w::mail_reset_link(lang).into_owned(), format!("{}/wachtwoord-vergeten", app.config.base())),
        ],
    };
    Ok(Some((holder.email, letter)))
}

async fn moved(app: &App, id: MemberId, to: String) -> Result<Written> {
    let Some(holder) = queries::holder(&app.db, id).await? else { return Ok(None) };
    let (lang, site) = (holder.lang(), mail::site(app).await);
    let letter = Letter {
        lang,
        subject: w::mail_moved_subject(lang, &site).into_owned(),
        pieces: vec![
            hello(lang, &holder.name),
            Piece::Says(w::mail_moved(lang, &site, &holder.email).into_owned()),
            Piece::Says(w::mail_moved_help(lang).into_owned()),
        ],
    };
    Ok(Some((to, letter)))
}

async fn waiting(app: &App, id: MemberId) -> Result<Written> {
    let Some(holder) = queries::holder(&app.db, id).await?.filter(|holder| holder.admin) else { return Ok(None) };
    let count = queries::waiting(&app.db).await?;
    if count == 0 {
        return Ok(None);
    }
    let (lang, site) = (holder.lang(), mail::site(app).await);
    let letter = Letter {
        lang,
        subject: w::mail_waiting_subject(lang, &site).into_owned(),
        pieces: vec![
            hello(lang, &holder.name),
            Piece::Says(w::mail_waiting(lang, count).into_owned()),
            Piece::Link(w::requests(lang).into_owned(), format!("{}/beheer/aanvragen", app.config.base())),
        ],
    };
    Ok(Some((holder.email, letter)))
}

/// Tells whoever reads the old and the new address of a member that the account goes by the new one.
///
/// # Errors
/// The database's.
pub async fn tell_of_address(tx: &mut Tx, id: MemberId, old: &str, new: &str, now: Timestamp) -> Result<()> {
    for to in [old, new] {
        let about = About::Moved { id, to: to.to_owned() };
        write(tx, &about, &format!("moved:{id}:{}", Token::fresh().text), now).await?;
    }
    Ok(())
}

/// Tells the administrators, a little later and all in one mail, that somebody asks for an account.
///
/// # Errors
/// The database's.
pub async fn tell_of_requests(tx: &mut Tx, now: Timestamp) -> Result<()> {
    for (id,) in queries::administrators(&mut *tx).await? {
        let (about, dedupe) = (About::Waiting { id }, format!("waiting:{id}"));
        outbox::enqueue_or_renew(tx, LETTER, &dedupe, &about, now.plus_seconds(LATER), now).await?;
    }
    Ok(())
}

/// A mail to see whether mail leaves at all.
///
/// # Errors
/// When it does not.
pub async fn test(app: &App, to: &str) -> Result<()> {
    let (lang, site) = (Lang::default(), mail::site(app).await);
    let letter = Letter {
        lang,
        subject: w::mail_test_subject(lang, &site).into_owned(),
        pieces: vec![Piece::Says(w::mail_test(lang).into_owned())],
    };
    let dedupe = format!("test:{}", Token::fresh().text);
    mail::send(app, &Mail { to: to.to_owned(), dedupe, letter, stop: None }).await
}

/// The member of an address has to have an account that is active.
///
/// # Errors
/// `NotFound`.
pub async fn mail_link_now(app: &App, email: &str) -> Result<()> {
    let asked = app.clock.now();
    let about = About::Reset { email: email.to_owned(), seed: Token::fresh().text, asked };
    queries::holder_by_email(&app.db, &members::email_key(email)).await?.ok_or(Error::NotFound)?;
    let dedupe = format!("reset:{}", Token::fresh().text);
    app.db.write(async |tx| write(tx, &about, &dedupe, asked).await).await
}
