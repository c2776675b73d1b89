//! What can be done with organisations, one function per use case.

use super::{model, queries};
use crate::{
    Error, Result,
    access::{Administer, ReadDirectory, SitePlace},
    app::Ctx,
    clock,
    db::{self, ChangeKind, On},
};
use shared::{
    Wrong,
    ids::OrganisationId,
    organisations::{EditOrganisation, Organisation},
    people::OrganisationKind,
};
use unicode_normalization::UnicodeNormalization as _;

/// The organisations to which the domain of an address belongs.
///
/// # Errors
/// The database's.
pub async fn of_address(on: impl Into<On<'_>>, email: &str) -> db::Result<Vec<(OrganisationId, String)>> {
    match model::domain_of(email) {
        Some(domain) => queries::of_domain(on, &domain).await,
        None => Ok(Vec::new()),
    }
}

/// The organisation to which the domain of an address belongs, when it is the only one.
///
/// # Errors
/// The database's.
pub async fn only_of_address(on: impl Into<On<'_>>, email: &str) -> db::Result<Option<OrganisationId>> {
    let found = of_address(on, email).await?;
    Ok(if let [(only, _)] = found.as_slice() { Some(*only) } else { None })
}

fn view(row: queries::Row, domains: &[(OrganisationId, String)]) -> Organisation {
    Organisation {
        domains: domains.iter().filter(|(id, _)| *id == row.id).map(|(_, domain)| domain.clone()).collect(),
        id: row.id,
        name: row.name,
        kind: row.kind,
        successor: row.successor,
        successor_name: row.successor_name,
        members: row.members,
    }
}

/// All organisations, for administrators.
///
/// # Errors
/// `SignInFirst`, `Forbidden`.
pub async fn list(ctx: &Ctx) -> Result<Vec<Organisation>> {
    ctx.actor.must::<Administer>(&SitePlace)?;
    ctx.db()
        .read(async |snap| {
            let domains = queries::domains(&mut *snap, None).await?;
            let rows = queries::list(&mut *snap, None).await?;
            Ok(rows.into_iter().map(|row| view(row, &domains)).collect())
        })
        .await
}

/// One organisation, with its domains for administrators.
///
/// # Errors
/// `SignInFirst` for visitors; `NotFound`.
pub async fn show(ctx: &Ctx, id: OrganisationId) -> Result<Organisation> {
    ctx.actor.must::<ReadDirectory>(&SitePlace)?;
    let row = queries::list(ctx.db(), Some(id)).await?.into_iter().next().ok_or(Error::NotFound)?;
    let domains = if ctx.actor.admin() { queries::domains(ctx.db(), Some(id)).await? } else { Vec::new() };
    Ok(view(row, &domains))
}

/// What a form says, read: name, kind, domains, successor.
struct Read {
    name: String,
    kind: OrganisationKind,
    domains: Vec<String>,
    successor: Option<OrganisationId>,
}

fn read(form: &EditOrganisation) -> Result<Read> {
    form.check()?;
    let kind = OrganisationKind::from_key(&form.kind).ok_or_else(|| Error::field("kind", Wrong::NotAChoice))?;
    let mut domains = Vec::new();
    for typed in form.typed_domains() {
        let domain = model::domain(typed).ok_or_else(|| Error::field("domains", Wrong::NotADomain))?;
        if !domains.contains(&domain) {
            domains.push(domain);
        }
    }
    let successor = match form.successor.as_str() {
        "" => None,
        id => Some(id.parse().map_err(|_| Error::field("successor", Wrong::NotAChoice))?),
    };
    let name: String = form.name.trim().nfc().collect();
    Ok(Read { name, kind, domains, successor })
}

fn taken(error: Error) -> Error {
    match error {
        Error::Internal(cause) => match cause.downcast::<db::Error>() {
            Ok(cause) => match *cause {
                db::Error::Unique(name) if name == "organisation_name_key" => Error::field("name", Wrong::Taken),
                db::Error::Missing(_) => Error::field("successor", Wrong::NotAChoice),
                other => other.into(),
            },
            Err(cause) => Error::Internal(cause),
        },
        other => other,
    }
}

/// Makes an organisation.
///
/// # Errors
/// `Invalid`; `SignInFirst`, `Forbidden`.
pub async fn add(ctx: &Ctx, form: &EditOrganisation) -> Result<OrganisationId> {
    let permit = ctx.actor.may::<Administer>(&SitePlace)?;
    let read = read(form)?;
    let id = OrganisationId::from_uuid(clock::fresh_id());
    ctx.db()
        .write(async |tx| {
            queries::insert(tx, &permit, id, &read.name, read.kind, read.successor, ctx.now()).await?;
            queries::set_domains(tx, &permit, id, &read.domains).await?;
            Ok(id)
        })
        .await
        .map_err(taken)
}

/// Changes an organisation. Members who have it in their line are told to the index again.
///
/// # Errors
/// `NotFound`; `Invalid`; `SignInFirst`, `Forbidden`.
pub async fn change(ctx: &Ctx, id: OrganisationId, form: &EditOrganisation) -> Result<()> {
    let permit = ctx.actor.may::<Administer>(&SitePlace)?;
    let read = read(form)?;
    ctx.db()
        .write(async |tx| {
            tx.lock(id.uuid()).await?;
            let before = queries::list(&mut *tx, Some(id)).await?.into_iter().next().ok_or(Error::NotFound)?;
            if let Some(successor) = read.successor {
                follow(tx, id, successor).await?;
            }
            queries::update(tx, &permit, id, &read.name, read.kind, read.successor).await?;
            queries::set_domains(tx, &permit, id, &read.domains).await?;
            if before.name != read.name || before.kind != read.kind {
                for member in queries::people(&mut *tx, id).await? {
                    tx.changed(ChangeKind::Member, member.uuid(), ctx.now()).await?;
                }
            }
            Ok(())
        })
        .await
        .map_err(taken)
}

/// A successor is another organisation that still is one itself: chains and circles lead nowhere.
async fn follow(tx: &mut db::Tx, id: OrganisationId, successor: OrganisationId) -> Result<()> {
    let next = queries::list(&mut *tx, Some(successor)).await?.into_iter().next();
    match next {
        Some(next) if next.id != id && next.successor.is_none() => Ok(()),
        _ => Err(Error::field("successor", Wrong::NotAChoice)),
    }
}
