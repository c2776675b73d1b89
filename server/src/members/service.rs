//! What can be done with members, one function per use case.

use super::{
    model::{ABSOLUTE, IDLE, Known, NewMember, email_key},
    password, queries,
};
use crate::{
    Error, Result,
    access::{Administer, ReadDirectory, SitePlace},
    app::{App, Ctx},
    clock,
    db::{self, ChangeKind, Hint},
    secrets::{self, Token},
};
use sha2::{Digest, Sha256};
use shared::{
    Faults, Timestamp, Wrong,
    ids::{AffiliationId, MemberId, OrganisationId, SignInId},
    limits,
    members::{Card, Profile},
    page::Page,
    people::OrganisationKind,
};

/// Guesses that cost no time.
const FREE: i64 = 3;
/// The longest wait after a wrong guess, in seconds.
const LONGEST: i64 = 15 * 60;

/// The member behind a token, if it still holds. Being seen is written once a minute.
///
/// # Errors
/// The database's.
pub async fn who(app: &App, hash: &[u8], kind: &str, now: Timestamp) -> Result<Option<Known>> {
    let known = queries::who(&app.db, hash, kind, now.plus_seconds(-IDLE), now.plus_seconds(-ABSOLUTE)).await?;
    if let Some(known) = &known
        && now.seconds() - known.seen_at.seconds() >= 60
    {
        app.db.write(async |tx| queries::seen(tx, known.sign_in_id, now).await).await.map_err(Error::from)?;
    }
    Ok(known)
}

/// Signs a member in and gives the token and who they are.
///
/// # Errors
/// `WrongPair` for any pair that does not fit; `TooMany` after too many of them.
pub async fn sign_in(ctx: &Ctx, email: &str, password: String, kind: &str, device: &str) -> Result<(String, MemberId)> {
    let key = email_key(email);
    let throttle = secrets::encode(&Sha256::digest(format!("sign-in {key}").as_bytes()));
    let now = ctx.now();
    let (count, free_at) = queries::throttle(ctx.db(), &throttle).await?.unwrap_or((0, Timestamp::default()));
    if free_at > now {
        return Err(Error::TooMany((free_at.seconds() - now.seconds()).max(1)));
    }
    // Nobody has an address with a NUL, and PostgreSQL takes none; the same work is done all the same.
    let found = if key.contains('\0') { None } else { queries::password_of(ctx.db(), &key).await? };
    let (id, kept) = found.map_or((None, None), |(id, hash)| (Some(id), hash));
    // Longer passwords are refused when they are set; hashing megabytes for a stranger is a gift.
    let long = password.chars().count() > usize::try_from(limits::PASSWORD_MAX).unwrap_or_default();
    let fits = password::fits(&ctx.app, if long { String::new() } else { password }, kept).await?;
    let Some(id) = id.filter(|_| fits) else {
        let wait = if count < FREE { 0 } else { (30_i64 << (count - FREE).min(5)).min(LONGEST) };
        ctx.db()
            .write(async |tx| queries::slow_down(tx, &throttle, count + 1, now.plus_seconds(wait), now).await)
            .await
            .map_err(Error::from)?;
        return Err(Error::WrongPair);
    };
    let token = Token::fresh();
    let sign_in = SignInId::from_uuid(clock::fresh_id());
    let device: String = device.chars().take(200).collect();
    ctx.db()
        .write(async |tx| {
            queries::free(tx, &throttle).await?;
            queries::sign_in(tx, sign_in, token.hash.clone(), id, kind, &device, &ctx.network, now).await
        })
        .await
        .map_err(Error::from)?;
    Ok((token.text, id))
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
    let key = email_key(&new.email);
    let domain = key.rsplit_once('@').map(|(_, domain)| domain.to_owned()).unwrap_or_default();
    let id = MemberId::from_uuid(clock::id_at(at));
    ctx.db()
        .write(async |tx| {
            let organisation = match new.organisation {
                Some(id) => Some(id),
                None => queries::organisation_of_domain(&mut *tx, &domain).await?,
            };
            queries::insert(tx, &permit, id, &key, &new, hash.clone(), at).await?;
            queries::affiliate(
                tx,
                &permit,
                AffiliationId::from_uuid(clock::id_at(at)),
                id,
                organisation,
                &new.function,
                at,
            )
            .await?;
            tx.changed(ChangeKind::Member, id.uuid(), at).await
        })
        .await
        .map_err(|error: db::Error| match error {
            db::Error::Unique(name) if name == "member_email_key_key" => Error::field("email", Wrong::Taken),
            other => other.into(),
        })?;
    Ok(id)
}

/// Makes an organisation, or finds the one of that name.
///
/// # Errors
/// As [`Actor::may`](crate::access::Actor::may).
pub async fn organisation(ctx: &Ctx, name: &str, kind: OrganisationKind, domains: &[String]) -> Result<OrganisationId> {
    let permit = ctx.actor.may::<Administer>(&SitePlace)?;
    let id = OrganisationId::from_uuid(clock::fresh_id());
    ctx.db()
        .write(async |tx| {
            let id = queries::insert_organisation(tx, &permit, id, name, kind, ctx.now()).await?;
            for domain in domains {
                queries::insert_domain(tx, &permit, id, domain).await?;
            }
            Ok(id)
        })
        .await
        .map_err(|error: db::Error| error.into())
}

/// The member with this address.
///
/// # Errors
/// The database's.
pub async fn by_email(app: &App, email: &str) -> Result<Option<(MemberId, Option<AffiliationId>)>> {
    Ok(queries::by_email(&app.db, &email_key(email)).await?)
}

/// A page of the directory.
///
/// # Errors
/// `SignInFirst` for visitors.
pub async fn list(
    ctx: &Ctx,
    words: &str,
    kind: Option<OrganisationKind>,
    after: Option<(String, MemberId)>,
    limit: i64,
) -> Result<Page<Card>> {
    ctx.actor.must::<ReadDirectory>(&SitePlace)?;
    let rows = queries::list(ctx.db(), words, kind, after, limit).await?;
    Ok(Page::cut(rows, limit, |card| format!("{}_{}", secrets::encode(card.sort_key.as_bytes()), card.id)))
}

/// A profile, without what its owner keeps from the reader.
///
/// # Errors
/// `SignInFirst` for visitors; `NotFound`.
pub async fn profile(ctx: &Ctx, id: MemberId) -> Result<Profile> {
    ctx.actor.must::<ReadDirectory>(&SitePlace)?;
    let reader = ctx.actor.id().ok_or(Error::SignInFirst)?;
    queries::profile(ctx.db(), reader, id).await?.ok_or(Error::NotFound)
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
