//! Passwords: forgotten, set anew, changed.

use super::{gone, judge, may_ask, may_mail};
use crate::{
    Error, Result,
    access::{ChangeOwn, OwnPlace},
    accounts::{
        letters::{self, About, RESETS, reset_address, write},
        model::{Holder, RESET},
        queries,
    },
    app::{App, Ctx},
    db::{Hint, Tx},
    members,
    secrets::Token,
};
use shared::{
    Faults, Wrong,
    accounts::{ChangePassword, Forgot, NewPassword},
};

/// Asks for a link by mail. The answer and the work are the same whether the address has an account or not: the outbox
/// finds out.
///
/// # Errors
/// `Invalid` when it is no address; `TooMany` when this network asked for very many.
pub async fn forgot(ctx: &Ctx, form: &Forgot) -> Result<()> {
    form.check()?;
    let key = members::email_key(&form.email);
    let seed = Token::fresh().text;
    let about = About::Reset { email: key.clone(), seed: seed.clone(), asked: ctx.now() };
    let dedupe = format!("reset:{}", Token::fresh().text);
    ctx.db()
        .write(async |tx| {
            may_ask(tx, ctx).await?;
            if may_mail(tx, &key, ctx).await? {
                write(tx, &about, &dedupe, ctx.now()).await?;
            }
            Ok(())
        })
        .await
}

async fn holder_of(ctx: &Ctx, token: &str) -> Result<Holder> {
    let id = queries::link(ctx.db(), Token::hash(token), ctx.now()).await?.ok_or_else(gone)?;
    queries::holder(ctx.db(), id).await?.ok_or_else(gone)
}

/// Whether a link still works; looking at it uses up nothing.
///
/// # Errors
/// `Invalid` at `token` when it does not.
pub async fn openable(ctx: &Ctx, token: &str) -> Result<()> {
    holder_of(ctx, token).await.map(|_| ())
}

/// Sets a password by a link from a mail, and ends every sign-in of its owner.
///
/// # Errors
/// `Invalid` at `token` when the link was used or is too old, at `password` when that is too weak.
pub async fn reset(ctx: &Ctx, token: &str, form: NewPassword) -> Result<()> {
    let holder = holder_of(ctx, token).await?;
    let mut faults = Faults::default();
    judge(&mut faults, &ctx.app, &form.password, &holder.known()).await;
    faults.done()?;
    let hash = members::hash_password(&ctx.app, form.password).await?;
    let now = ctx.now();
    let about = About::Changed { id: holder.id };
    let dedupe = format!("changed:{}", Token::fresh().text);
    ctx.db()
        .write(async |tx| {
            if queries::link(&mut *tx, Token::hash(token), now).await? != Some(holder.id)
                || queries::use_link(tx, Token::hash(token)).await? == 0
            {
                return Err(gone());
            }
            queries::reset_password(tx, holder.id, &hash).await?;
            members::forgive(tx, &holder.email_key).await?;
            ended(tx, &holder).await?;
            write(tx, &about, &dedupe, now).await
        })
        .await
}

/// What holds no more once a password is another one: links and sign-ins.
async fn ended(tx: &mut Tx, holder: &Holder) -> Result<()> {
    queries::forget_links(tx, holder.id).await?;
    queries::end_all(tx, holder.id).await?;
    tx.tell(Hint::Standing);
    Ok(())
}

/// Changes the password of who is signed in; every other sign-in ends, and this browser gets a fresh token.
///
/// # Errors
/// `Invalid` when the present password is not that one or the new one is too weak; `TooMany` after too many guesses.
pub async fn change(ctx: &Ctx, form: ChangePassword, device: &str) -> Result<String> {
    let me = ctx.actor.id().ok_or(Error::SignInFirst)?;
    let permit = ctx.actor.may::<ChangeOwn>(&OwnPlace(me))?;
    let holder = queries::holder(ctx.db(), me).await?.ok_or(Error::NotFound)?;
    let mut faults = Faults::default();
    judge(&mut faults, &ctx.app, &form.password, &holder.known()).await;
    let (key, now) = (members::throttle_key("current", &me.to_string()), ctx.now());
    let wait = ctx.db().write(async |tx| members::guess(tx, &key, now).await).await?;
    if let Some(wait) = wait {
        return Err(Error::TooMany(wait));
    }
    if !members::password_fits(&ctx.app, form.current_password, holder.password_hash.clone()).await? {
        let mut wrong = Faults::one("current_password", Wrong::WrongPassword);
        wrong.0.extend(faults.0);
        return Err(wrong.into());
    }
    ctx.db().write(async |tx| members::free(tx, &key).await).await?;
    faults.done()?;
    let hash = members::hash_password(&ctx.app, form.password).await?;
    let about = About::Changed { id: me };
    let dedupe = format!("changed:{}", Token::fresh().text);
    ctx.db()
        .write(async |tx| {
            if queries::change_password(tx, &permit, &hash, holder.password_hash.as_deref()).await? == 0 {
                return Err(Error::Conflict);
            }
            ended(tx, &holder).await?;
            write(tx, &about, &dedupe, now).await?;
            Ok(members::start(tx, ctx, me, "browser", device).await?)
        })
        .await
}

/// A link for a new password, for whoever runs the site to hand over.
///
/// # Errors
/// `NotFound` when no active member has this address.
pub async fn reset_link(app: &App, email: &str) -> Result<String> {
    let holder = queries::holder_by_email(&app.db, &members::email_key(email)).await?.ok_or(Error::NotFound)?;
    let token = letters::token(app, RESETS, &Token::fresh().text);
    let now = app.clock.now();
    let (hash, until) = (token.hash.clone(), now.plus_seconds(RESET));
    app.db
        .write(async |tx| queries::keep_link(tx, hash.clone(), holder.id, &holder.email_key, now, until).await)
        .await?;
    Ok(reset_address(app, &token))
}

/// Mails such a link.
///
/// # Errors
/// As [`reset_link`].
pub async fn mail_reset(app: &App, email: &str) -> Result<()> {
    letters::mail_link_now(app, email).await
}

/// Whether a password is strong enough for somebody of whom this is known.
///
/// # Errors
/// `Invalid` at `password`.
pub async fn strong_password(app: &App, password: &str, known: &[&str]) -> Result<()> {
    let mut faults = Faults::default();
    judge(&mut faults, app, password, known).await;
    Ok(faults.done()?)
}
