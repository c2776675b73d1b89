//! What can be done with communities, one function per use case.

use super::queries::{self, Row};
use crate::{
    Error, Result,
    access::{
        self, Actor, Admit, Ask, CommunityPlace, Find, FoundCommunity, Join, Joining, Leave, Moderate, Permit, Read,
        ReadMembers, Role, SitePlace, Visibility,
    },
    app::Ctx,
    clock,
    db::{ChangeKind, Tx},
    markdown,
};
use shared::{
    Timestamp,
    communities::{Community, NewCommunity, Request},
    html::SafeHtml,
    ids::{AudienceId, ChannelId, CommunityId, JoinRequestId, MemberId, RoomId},
    page::Page,
};

fn view(actor: &Actor, row: Row) -> Community {
    let place = place(&row);
    let lower = |value: Option<String>| value.map(|text| text.to_lowercase());
    let visibility = match row.visibility {
        Visibility::Open => "open",
        Visibility::Listed => "listed",
        Visibility::Hidden => "hidden",
    };
    let join = match row.joining {
        Joining::Free => "free",
        Joining::Request => "request",
        Joining::Invite => "invite",
    };
    Community {
        url: format!("/c/{}", row.slug),
        readable: actor.allows::<Read>(&place),
        members: actor.allows::<ReadMembers>(&place).then_some(row.members),
        role: lower(row.role.map(|role| format!("{role:?}"))),
        visibility: visibility.to_owned(),
        join: join.to_owned(),
        id: row.id,
        slug: row.slug,
        name: row.name,
        description: row.description,
        question: row.question,
        requested: row.requested,
        archived: row.archived,
        rules: SafeHtml::from_sanitiser(row.rules_html),
        rooms: Vec::new(),
    }
}

fn place(row: &Row) -> CommunityPlace {
    CommunityPlace {
        id: row.id,
        audience_id: row.audience_id,
        visibility: row.visibility,
        world: row.world,
        joining: row.joining,
        role: row.role,
        archived: row.archived,
    }
}

/// The communities the reader may know of.
///
/// # Errors
/// The database's.
pub async fn list(ctx: &Ctx, after: Option<&str>, limit: i64) -> Result<Page<Community>> {
    let rows = queries::list(ctx.db(), &ctx.actor, None, after, limit + 1).await?;
    let rows = rows.into_iter().map(|row| view(&ctx.actor, row)).collect();
    Ok(Page::cut(rows, limit, |community: &Community| community.slug.clone()))
}

/// One community, with the reader's standing in it.
///
/// # Errors
/// `NotFound` when absent or hidden from the reader.
pub async fn show(ctx: &Ctx, slug: &str) -> Result<Community> {
    let row =
        queries::list(ctx.db(), &ctx.actor, Some(slug), None, 1).await?.into_iter().next().ok_or(Error::NotFound)?;
    let member = row.role.is_some();
    let mut community = view(&ctx.actor, row);
    if member {
        community.rooms = queries::rooms(ctx.db(), community.id).await?;
    }
    Ok(community)
}

/// The first chat room of a community.
///
/// # Errors
/// `NotFound` when it has none.
pub async fn room_of(ctx: &Ctx, community: CommunityId) -> Result<RoomId> {
    queries::rooms(ctx.db(), community).await?.first().map(|room| room.id).ok_or(Error::NotFound)
}

/// A community that was made.
#[derive(Clone, Debug)]
pub struct Founding {
    /// Which.
    pub id: CommunityId,
    /// The slug it got.
    pub slug: String,
}

/// Makes a community; its founder owns it. A slug in use gets a number behind it.
///
/// # Errors
/// `Invalid`; as [`Actor::may`].
pub async fn found(ctx: &Ctx, new: NewCommunity, at: Timestamp) -> Result<Founding> {
    let permit = ctx.actor.may::<FoundCommunity>(&SitePlace)?;
    new.check()?;
    let rules = markdown::render(&new.rules_markdown, false).map_err(|wrong| Error::field("rules_markdown", wrong))?;
    let id = CommunityId::from_uuid(clock::id_at(at));
    let fresh = clock::fresh_id;
    let ids = (
        AudienceId::from_uuid(fresh()),
        RoomId::from_uuid(fresh()),
        [ChannelId::from_uuid(fresh()), ChannelId::from_uuid(fresh())],
    );
    ctx.db()
        .write(async |tx| {
            let mut slug = new.slug.clone();
            let mut n = 1;
            while queries::slug_taken(&mut *tx, &slug).await? {
                n += 1;
                slug = format!("{}-{n}", new.slug);
            }
            queries::insert(tx, &permit, id, ids, &slug, &new, rules.html.as_str(), at).await?;
            queries::own(tx, &permit, id, at).await?;
            tx.changed(ChangeKind::Community, id.uuid(), at).await?;
            Ok(Founding { id, slug })
        })
        .await
}

async fn known(ctx: &Ctx, slug: &str) -> Result<CommunityPlace> {
    let place = access::community_by_slug(ctx.db(), &ctx.actor, slug).await?.ok_or(Error::NotFound)?;
    ctx.actor.must::<Find>(&place)?;
    Ok(place)
}

/// What became of joining.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Joined {
    /// The reader is a member now.
    Member,
    /// The request waits for a moderator.
    Asked,
}

/// Joins, or asks to.
///
/// # Errors
/// `NotFound`, `SignInFirst`, `Forbidden` when it is by invitation only.
pub async fn join(ctx: &Ctx, slug: &str, message: &str) -> Result<Joined> {
    let place = known(ctx, slug).await?;
    if place.role.is_some() {
        return Ok(Joined::Member);
    }
    let mut faults = shared::Faults::default();
    faults.optional_text("message", message, shared::limits::NOTE);
    faults.done()?;
    if place.joining == Joining::Request {
        let permit = ctx.actor.may::<Ask>(&place)?;
        let id = JoinRequestId::from_uuid(clock::fresh_id());
        ctx.db()
            .write(async |tx| queries::ask(tx, &permit, id, message.trim(), ctx.now()).await)
            .await
            .map_err(Error::from)?;
        return Ok(Joined::Asked);
    }
    let permit = ctx.actor.may::<Join>(&place)?;
    ctx.db().write(async |tx| queries::join(tx, &permit, ctx.now()).await).await.map_err(Error::from)?;
    Ok(Joined::Member)
}

/// Leaves.
///
/// # Errors
/// `LastOwner` when nobody else owns it.
pub async fn leave(ctx: &Ctx, slug: &str) -> Result<()> {
    ctx.db()
        .write(async |tx| {
            let place = access::community_by_slug(&mut *tx, &ctx.actor, slug).await?.ok_or(Error::NotFound)?;
            let permit = ctx.actor.may::<Leave>(&place)?;
            tx.lock(place.id.uuid()).await?;
            if place.role == Some(Role::Owner) && queries::owners(&mut *tx, place.id).await? < 2 {
                return Err(Error::LastOwner);
            }
            queries::leave(tx, &permit).await?;
            Ok(())
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
    Ok(queries::requests(ctx.db(), place.id).await?)
}

/// Accepts or refuses a request.
///
/// # Errors
/// `NotFound` when it was decided already; as [`Actor::may`].
pub async fn decide(ctx: &Ctx, slug: &str, id: JoinRequestId, accept: bool, reason: &str) -> Result<()> {
    ctx.db()
        .write(async |tx| {
            let place = access::community_by_slug(&mut *tx, &ctx.actor, slug).await?.ok_or(Error::NotFound)?;
            let permit = ctx.actor.may::<Admit>(&place)?;
            let outcome = if accept { "accepted" } else { "refused" };
            let member = queries::decide(tx, &permit, id, outcome, reason, ctx.now()).await?.ok_or(Error::NotFound)?;
            if accept {
                queries::admit(tx, &permit, member, Role::Member, ctx.now()).await?;
            }
            Ok(())
        })
        .await
}

/// Makes somebody a member with a role: for the demo and the command line.
///
/// # Errors
/// As [`Actor::may`].
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

/// Makes somebody a member in the transaction of whatever lets them in, such as an invitation.
///
/// # Errors
/// The database's.
pub async fn admitted(tx: &mut Tx, by: &Permit<Admit>, member: MemberId, role: Role, at: Timestamp) -> Result<()> {
    queries::admit(tx, by, member, role, at).await?;
    Ok(())
}
