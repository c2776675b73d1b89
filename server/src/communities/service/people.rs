//! Who belongs to a community: members, roles, and requests to join.

use super::{keep_an_owner, known};
use crate::{
    Error, Result,
    access::{self, Admit, Moderate, ReadMembers, RemoveMember, Role, SetRole},
    app::Ctx,
    communities::{letters, model::word, queries},
    db::Tx,
    live::{self, Of},
    secrets,
};
use serde_json::json;
use shared::{
    Timestamp, Wrong,
    communities::{Belonging, Decided, Request},
    ids::{CommunityId, JoinRequestId, MemberId},
    limits,
    page::Page,
};

/// Members of one answer of the export: more than any community has.
const ALL: i64 = 100_000;

/// Tells the windows of a member how they stand to a community now.
pub(super) async fn told_member(
    tx: &mut Tx,
    community: CommunityId,
    member: MemberId,
    standing: &str,
    now: Timestamp,
) -> Result<()> {
    let told = json!({ "community": community, "standing": standing });
    live::emit(tx, Of::User(member), "membership", Some(member), &told, now).await?;
    Ok(())
}

/// A page of the members, by name.
///
/// # Errors
/// `NotFound`, `SignInFirst` or `Forbidden` when the reader may not see them.
pub async fn members(
    ctx: &Ctx,
    slug: &str,
    words: &str,
    after: Option<(String, MemberId)>,
    limit: i64,
) -> Result<Page<Belonging>> {
    let place = known(ctx, slug).await?;
    ctx.actor.must::<ReadMembers>(&place)?;
    let me = ctx.actor.id().ok_or(Error::SignInFirst)?;
    let rows = queries::members(ctx.db(), place.id, &ctx.actor, me, words, after, limit + 1).await?;
    Ok(Page::cut(rows, limit, |row| format!("{}_{}", secrets::encode(row.sort_key.as_bytes()), row.id)))
}

/// All members, for the file that moderators take along.
///
/// # Errors
/// As [`Actor::must`](crate::access::Actor::must).
pub async fn export(ctx: &Ctx, slug: &str) -> Result<Vec<Belonging>> {
    let place = known(ctx, slug).await?;
    ctx.actor.must::<Moderate>(&place)?;
    let me = ctx.actor.id().ok_or(Error::SignInFirst)?;
    Ok(queries::members(ctx.db(), place.id, &ctx.actor, me, "", None, ALL).await?)
}

/// Takes a member out: from this moment on nothing opens for them any more.
///
/// # Errors
/// `LastOwner`; as [`Actor::may`](crate::access::Actor::may).
pub async fn remove(ctx: &Ctx, slug: &str, member: MemberId) -> Result<()> {
    ctx.db()
        .write(async |tx| {
            let place = access::member_place(&mut *tx, &ctx.actor, slug, member).await?.ok_or(Error::NotFound)?;
            let permit = ctx.actor.may::<RemoveMember>(&place)?;
            tx.lock(place.community.id.uuid()).await?;
            if place.member_role == Role::Owner {
                keep_an_owner(tx, place.community.id).await?;
            }
            queries::remove(tx, &permit).await?;
            told_member(tx, place.community.id, member, "none", ctx.now()).await
        })
        .await
}

/// Changes what a member may do. Making somebody an owner hands the community over, or shares it.
///
/// # Errors
/// `LastOwner` when no owner would be left; `Invalid`; as [`Actor::may`](crate::access::Actor::may).
pub async fn set_role(ctx: &Ctx, slug: &str, member: MemberId, role: &str) -> Result<()> {
    let role = match role {
        "member" => Role::Member,
        "moderator" => Role::Moderator,
        "owner" => Role::Owner,
        _ => return Err(Error::field("role", Wrong::NotAChoice)),
    };
    ctx.db()
        .write(async |tx| {
            let place = access::member_place(&mut *tx, &ctx.actor, slug, member).await?.ok_or(Error::NotFound)?;
            let permit = ctx.actor.may::<SetRole>(&place)?;
            tx.lock(place.community.id.uuid()).await?;
            if place.member_role == Role::Owner && role != Role::Owner {
                keep_an_owner(tx, place.community.id).await?;
            }
            queries::set_role(tx, &permit, role).await?;
            told_member(tx, place.community.id, member, &word(role), ctx.now()).await
        })
        .await
}

/// The requests that wait, for moderators.
///
/// # Errors
/// `NotFound` or `Forbidden`.
pub async fn requests(ctx: &Ctx, slug: &str) -> Result<Vec<Request>> {
    let place = known(ctx, slug).await?;
    ctx.actor.must::<Moderate>(&place)?;
    Ok(queries::requests(ctx.db(), &ctx.actor, place.id).await?)
}

/// The requests that were decided last, for moderators.
///
/// # Errors
/// `NotFound` or `Forbidden`.
pub async fn decided(ctx: &Ctx, slug: &str) -> Result<Vec<Decided>> {
    let place = known(ctx, slug).await?;
    ctx.actor.must::<Moderate>(&place)?;
    Ok(queries::decided(ctx.db(), place.id).await?)
}

/// Accepts or refuses a request.
///
/// # Errors
/// `NotFound` when it was decided already; `Invalid`; as [`Actor::may`](crate::access::Actor::may).
pub async fn decide(ctx: &Ctx, slug: &str, id: JoinRequestId, accept: bool, reason: &str) -> Result<()> {
    let mut faults = shared::Faults::default();
    faults.optional_text("reason", reason, limits::NOTE);
    faults.done()?;
    ctx.db()
        .write(async |tx| {
            let place = access::community_by_slug(&mut *tx, &ctx.actor, slug).await?.ok_or(Error::NotFound)?;
            let permit = ctx.actor.may::<Admit>(&place)?;
            let outcome = if accept { "accepted" } else { "refused" };
            let member =
                queries::decide(tx, &permit, id, outcome, reason.trim(), ctx.now()).await?.ok_or(Error::NotFound)?;
            if accept {
                queries::admit(tx, &permit, member, Role::Member, ctx.now()).await?;
            }
            letters::decided(tx, id, ctx.now()).await?;
            if accept {
                told_member(tx, place.id, member, "member", ctx.now()).await?;
            }
            Ok(())
        })
        .await
}

/// Makes somebody a member with a role: for invitations, the demo and the command line.
///
/// # Errors
/// As [`Actor::may`](crate::access::Actor::may).
pub async fn admit(ctx: &Ctx, community: CommunityId, member: MemberId, role: Role, at: Timestamp) -> Result<()> {
    ctx.db()
        .write(async |tx| {
            let place = access::community_place(&mut *tx, &ctx.actor, community).await?.ok_or(Error::NotFound)?;
            let permit = ctx.actor.may::<Admit>(&place)?;
            queries::admit(tx, &permit, member, role, at).await?;
            Ok(())
        })
        .await
}
