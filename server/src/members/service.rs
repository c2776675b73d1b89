//! What can be done with members, one function per use case.

use super::{
    model::{ABSOLUTE, IDLE, Known, NewMember, Standing, email_key},
    password, queries,
};
use crate::{
    Error, Result,
    access::{Administer, Permit, SitePlace},
    app::{App, Ctx},
    clock,
    db::{self, ChangeKind, Hint, Tx},
    organisations,
    secrets::Token,
};
use shared::{
    Faults, Timestamp, Wrong,
    ids::{AffiliationId, MemberId, SignInId},
    limits,
};

/// The member behind a token, if it still holds. Only what `counts` as activity keeps a sign-in alive, written once a
/// minute.
///
/// # Errors
/// The database's.
pub async fn who(app: &App, hash: &[u8], kind: &str, counts: bool, now: Timestamp) -> Result<Option<Known>> {
    let known = queries::who(&app.db, hash, kind, now.plus_seconds(-IDLE), now.plus_seconds(-ABSOLUTE)).await?;
    if let Some(known) = &known
        && counts
        && now.seconds() - known.seen_at.seconds() >= 60
    {
        active(app, known.sign_in_id, now).await?;
    }
    Ok(known)
}

/// The member behind a sign-in, if it still holds: for what stays open longer than a request.
///
/// # Errors
/// The database's.
pub async fn holds(app: &App, id: SignInId, now: Timestamp) -> Result<Option<Known>> {
    Ok(queries::holds(&app.db, id, now.plus_seconds(-IDLE), now.plus_seconds(-ABSOLUTE)).await?)
}

/// The same for many at once: what those say that still hold.
///
/// # Errors
/// The database's.
pub async fn standing(app: &App, ids: &[SignInId], now: Timestamp) -> Result<Vec<Standing>> {
    Ok(queries::standing(&app.db, ids, now.plus_seconds(-IDLE), now.plus_seconds(-ABSOLUTE)).await?)
}

/// Notes that a sign-in was used by a person: for sockets, which stay open without anybody behind them.
///
/// # Errors
/// The database's.
pub async fn active(app: &App, id: SignInId, now: Timestamp) -> Result<()> {
    app.db.write(async |tx| queries::seen(tx, id, now).await).await.map_err(Error::from)?;
    Ok(())
}

/// Ends the sign-in that was used.
///
/// # Errors
/// The database's.
pub async fn sign_out(ctx: &Ctx) -> Result<()> {
    let Some(id) = ctx.sign_in else { return Ok(()) };
    ctx.db()
        .write(async |tx| {
            tx.tell(Hint::Standing);
            queries::sign_out(tx, id).await
        })
        .await
        .map_err(Error::from)?;
    Ok(())
}

/// Makes a member without mail: from the command line, an import or the demo.
///
/// # Errors
/// `Invalid` when a field is wrong or the address is taken; as [`Actor::may`](crate::access::Actor::may).
pub async fn add(ctx: &Ctx, new: NewMember, at: Timestamp) -> Result<MemberId> {
    let permit = ctx.actor.may::<Administer>(&SitePlace)?;
    let mut faults = Faults::default();
    faults.email("email", &new.email);
    faults.line("name", &new.name, 2, limits::NAME);
    if let Some(password) = &new.password
        && !(12..=256).contains(&password.chars().count())
    {
        faults.add("password", Wrong::TooShort(limits::PASSWORD_MIN));
    }
    faults.done()?;
    let hash = match new.password.clone() {
        Some(password) => Some(password::hash(&ctx.app, password).await?),
        None => None,
    };
    let id = MemberId::from_uuid(clock::id_at(at));
    ctx.db().write(async |tx| create(tx, &permit, id, &new, hash.clone(), at).await).await?;
    Ok(id)
}

/// Makes a member in the transaction of whatever lets them in. Who has no organisation gets the one of their address.
///
/// # Errors
/// `Invalid` when the address is taken.
pub async fn create(
    tx: &mut Tx,
    by: &Permit<Administer>,
    id: MemberId,
    new: &NewMember,
    hash: Option<String>,
    at: Timestamp,
) -> Result<()> {
    let key = email_key(&new.email);
    let organisation = match new.organisation {
        Some(id) => Some(id),
        None => organisations::only_of_address(&mut *tx, &key).await?,
    };
    queries::insert(tx, by, id, &key, new, hash, at).await.map_err(|error| match error {
        db::Error::Unique(name) if name == "member_email_key_key" => Error::field("email", Wrong::Taken),
        other => other.into(),
    })?;
    queries::affiliate(tx, by, id, organisation, &new.function, at).await?;
    tx.changed(ChangeKind::Member, id.uuid(), at).await?;
    Ok(())
}

/// The member with this address.
///
/// # Errors
/// The database's.
pub async fn by_email(app: &App, email: &str) -> Result<Option<(MemberId, Option<AffiliationId>)>> {
    Ok(queries::by_email(&app.db, &email_key(email)).await?)
}

/// Keeps a form for an hour, and gives the token under which it is shown again.
///
/// # Errors
/// The database's.
pub async fn keep_form(ctx: &Ctx, action: &str, fields: &[(String, String)]) -> Result<String> {
    let token = Token::fresh();
    let until = ctx.now().plus_seconds(3600);
    ctx.db()
        .write(async |tx| queries::keep_form(tx, token.hash.clone(), action, fields, until).await)
        .await
        .map_err(Error::from)?;
    Ok(token.text)
}

/// A form that was kept.
///
/// # Errors
/// `NotFound` when there is none, or it is too old.
pub async fn kept_form(ctx: &Ctx, token: &str) -> Result<(String, Vec<(String, String)>)> {
    let (action, fields) = queries::kept_form(ctx.db(), Token::hash(token), ctx.now()).await?.ok_or(Error::NotFound)?;
    Ok((action, fields.0))
}
