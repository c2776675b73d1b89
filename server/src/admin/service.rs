//! What administrators can do, one function per use case.

use super::queries::{self, AccountRow, Wanted};
use crate::{
    Error, Result,
    access::{Administer, SitePlace},
    accounts,
    app::Ctx,
    db::{self, ChangeKind, Hint, Tx},
    members::{self, ABSOLUTE, IDLE, email_key},
    secrets,
};
use shared::{
    Faults, Timestamp, Wrong,
    admin::{Account, EditAccount, Managed, Overview, State, skeleton},
    ids::MemberId,
    page::Page,
    people::fold,
};
use std::collections::HashMap;
use unicode_normalization::UnicodeNormalization as _;
use uuid::Uuid;

/// Seconds of 30 days.
const MONTH: i64 = 30 * 86_400;

/// What waits, and how much there is.
///
/// # Errors
/// `SignInFirst`, `Forbidden`.
pub async fn overview(ctx: &Ctx) -> Result<Overview> {
    ctx.actor.must::<Administer>(&SitePlace)?;
    let now = ctx.now();
    ctx.db()
        .read(async |snap| {
            let (requests, invitations, reports, given_up) = queries::waiting(&mut *snap, now).await?;
            let (members, inactive, seen) = queries::members(&mut *snap, now.plus_seconds(-MONTH)).await?;
            let (organisations, communities, threads, posts, articles, files) = queries::things(&mut *snap).await?;
            Ok(Overview {
                requests,
                invitations,
                reports,
                given_up,
                members,
                inactive,
                seen,
                organisations,
                communities,
                threads,
                posts,
                articles,
                files,
            })
        })
        .await
}

fn limits_of(now: Timestamp) -> (Timestamp, Timestamp) {
    (now.plus_seconds(-IDLE), now.plus_seconds(-ABSOLUTE))
}

fn view(row: AccountRow, alike: &HashMap<String, usize>) -> Account {
    Account {
        resembles: alike.get(&skeleton(&row.name)).is_some_and(|n| *n > 1),
        id: row.id,
        // A member who left has no name any more.
        name: if row.departed { String::new() } else { row.name },
        sort_key: row.sort_key,
        email: if row.departed { String::new() } else { row.email },
        function: row.function.unwrap_or_default(),
        organisation: row.organisation,
        organisation_id: row.organisation_id,
        admin: row.admin,
        disabled: row.disabled,
        departed: row.departed,
        password: row.password,
        sign_ins: row.sign_ins,
        seen_at: row.seen_at,
        created_at: row.created_at,
    }
}

fn alike(names: Vec<(MemberId, String)>) -> HashMap<String, usize> {
    let mut alike = HashMap::new();
    for (_, name) in names {
        *alike.entry(skeleton(&name)).or_insert(0) += 1;
    }
    alike
}

/// A page of all members.
///
/// # Errors
/// `SignInFirst`, `Forbidden`.
pub async fn accounts(
    ctx: &Ctx,
    words: &str,
    state: State,
    after: Option<(String, MemberId)>,
    limit: i64,
) -> Result<Page<Account>> {
    ctx.actor.must::<Administer>(&SitePlace)?;
    let words = words.split_whitespace().map(fold).filter(|word| !word.is_empty()).take(8).collect();
    ctx.db()
        .read(async |snap| {
            let wanted = Wanted { id: None, words, state, after };
            let rows = queries::accounts(&mut *snap, wanted, limits_of(ctx.now()), limit + 1).await?;
            let alike = alike(queries::names(&mut *snap).await?);
            let rows = rows.into_iter().map(|row| view(row, &alike)).collect();
            let place = |account: &Account| format!("{}_{}", secrets::encode(account.sort_key.as_bytes()), account.id);
            Ok(Page::cut(rows, limit, place))
        })
        .await
}

/// One member.
///
/// # Errors
/// `SignInFirst`, `Forbidden`, `NotFound`.
pub async fn account(ctx: &Ctx, id: MemberId) -> Result<Account> {
    ctx.actor.must::<Administer>(&SitePlace)?;
    ctx.db()
        .read(async |snap| {
            let wanted = Wanted { id: Some(id), ..Wanted::default() };
            let rows = queries::accounts(&mut *snap, wanted, limits_of(ctx.now()), 1).await?;
            let alike = alike(queries::names(&mut *snap).await?);
            rows.into_iter().next().map(|row| view(row, &alike)).ok_or(Error::NotFound)
        })
        .await
}

/// The member as they are in this transaction; nobody changes one who left.
async fn present(tx: &mut Tx, id: MemberId, now: Timestamp) -> Result<AccountRow> {
    tx.lock(id.uuid()).await?;
    let wanted = Wanted { id: Some(id), ..Wanted::default() };
    let row = queries::accounts(&mut *tx, wanted, limits_of(now), 1).await?.into_iter().next();
    row.filter(|row| !row.departed).ok_or(Error::NotFound)
}

/// Changes a member's name, function and organisation.
///
/// # Errors
/// `Invalid`, `NotFound`, `SignInFirst`, `Forbidden`.
pub async fn change(ctx: &Ctx, id: MemberId, form: &EditAccount) -> Result<()> {
    let permit = ctx.actor.may::<Administer>(&SitePlace)?;
    form.check()?;
    let organisation = form.organisation()?;
    let name: String = form.name.split_whitespace().collect::<Vec<_>>().join(" ").nfc().collect();
    let function: String = form.function.trim().nfc().collect();
    let now = ctx.now();
    ctx.db()
        .write(async |tx| {
            let before = present(tx, id, now).await?;
            queries::set_name(tx, &permit, id, &name).await?;
            if organisation != before.organisation_id || function != before.function.unwrap_or_default() {
                members::affiliate(tx, &permit, id, organisation, &function, now).await.map_err(
                    |error| match error {
                        db::Error::Missing(_) => Error::field("organisation", Wrong::NotAChoice),
                        other => other.into(),
                    },
                )?;
            }
            tx.changed(ChangeKind::Member, id.uuid(), now).await?;
            Ok(())
        })
        .await
}

/// Gives a member another address to sign in with. Who reads the old one or the new one is told.
///
/// # Errors
/// `Invalid`, also when somebody else has it; `NotFound`, `SignInFirst`, `Forbidden`.
pub async fn change_email(ctx: &Ctx, id: MemberId, email: &str) -> Result<()> {
    let permit = ctx.actor.may::<Administer>(&SitePlace)?;
    let email = email.trim();
    let mut faults = Faults::default();
    faults.email("email", email);
    faults.done()?;
    let now = ctx.now();
    ctx.db()
        .write(async |tx| {
            let before = present(tx, id, now).await?;
            if before.email == email {
                return Ok(());
            }
            queries::set_email(tx, &permit, id, email, &email_key(email)).await.map_err(|error| match error {
                db::Error::Unique(name) if name == "member_email_key_key" => Error::field("email", Wrong::Taken),
                other => other.into(),
            })?;
            tx.changed(ChangeKind::Member, id.uuid(), now).await?;
            accounts::tell_of_address(tx, id, &before.email, email, now).await
        })
        .await
}

/// Refuses when this member is the only one who administers the site. Those who ask this at the same time wait for each
/// other.
///
/// # Errors
/// `Invalid` for the last administrator.
pub async fn another_admin(tx: &mut Tx, id: MemberId) -> Result<()> {
    tx.lock(Uuid::nil()).await?;
    if queries::sole_admins(&mut *tx, id).await? > 0 {
        return Err(Error::field("admin", Wrong::LastAdmin));
    }
    Ok(())
}

/// Lets a member administer the site, or no longer.
///
/// # Errors
/// `Invalid` for the last administrator; `NotFound`, `SignInFirst`, `Forbidden`.
pub async fn set_admin(ctx: &Ctx, id: MemberId, admin: bool) -> Result<()> {
    let permit = ctx.actor.may::<Administer>(&SitePlace)?;
    ctx.db()
        .write(async |tx| {
            if !admin {
                another_admin(tx, id).await?;
            }
            present(tx, id, ctx.now()).await?;
            queries::set_admin(tx, &permit, id, admin).await?;
            tx.tell(Hint::Standing);
            Ok::<_, Error>(())
        })
        .await?;
    tracing::info!(member = %id, by = %permit.by(), admin, "an administrator was made or unmade");
    Ok(())
}

/// Stops an account and ends its sign-ins, or lets it be used again.
///
/// # Errors
/// `Invalid` for the last administrator; `NotFound`, `SignInFirst`, `Forbidden`.
pub async fn set_active(ctx: &Ctx, id: MemberId, active: bool) -> Result<()> {
    let permit = ctx.actor.may::<Administer>(&SitePlace)?;
    let now = ctx.now();
    ctx.db()
        .write(async |tx| {
            if !active {
                another_admin(tx, id).await?;
            }
            let before = present(tx, id, now).await?;
            if before.disabled == active {
                queries::set_disabled(tx, &permit, id, (!active).then_some(now)).await?;
            }
            queries::end_sign_ins(tx, &permit, id).await?;
            tx.changed(ChangeKind::Member, id.uuid(), now).await?;
            tx.tell(Hint::Standing);
            Ok::<_, Error>(())
        })
        .await?;
    tracing::info!(member = %id, by = %permit.by(), active, "an account was stopped or activated");
    Ok(())
}

/// Ends all sign-ins of a member.
///
/// # Errors
/// `NotFound`, `SignInFirst`, `Forbidden`.
pub async fn end_sign_ins(ctx: &Ctx, id: MemberId) -> Result<()> {
    let permit = ctx.actor.may::<Administer>(&SitePlace)?;
    ctx.db()
        .write(async |tx| {
            present(tx, id, ctx.now()).await?;
            queries::end_sign_ins(tx, &permit, id).await?;
            tx.tell(Hint::Standing);
            Ok(())
        })
        .await
}

/// All communities, for management.
///
/// # Errors
/// `SignInFirst`, `Forbidden`.
pub async fn communities(ctx: &Ctx) -> Result<Vec<Managed>> {
    ctx.actor.must::<Administer>(&SitePlace)?;
    Ok(queries::communities(ctx.db()).await?)
}
