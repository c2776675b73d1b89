//! What can be done with communities, one function per use case: looking, founding and joining here, who belongs to them
//! in `people`, what they are in `settings`.

mod people;
mod settings;

pub use people::*;
pub use settings::*;

use super::{
    model::word,
    queries::{self, Row},
};
use crate::{
    Error, Result,
    access::{
        self, Actor, Admit, Ask, CommunityPlace, Find, FoundCommunity, Join, Joining, Leave, Permit, Read, ReadMembers,
        Role, SitePlace, Withdraw,
    },
    app::Ctx,
    clock,
    db::{ChangeKind, Tx},
    kennisbank, markdown,
};
use shared::{
    Timestamp,
    communities::{Community, NewCommunity, ThemeRef},
    html::SafeHtml,
    ids::{ArticleId, AudienceId, ChannelId, CommunityId, JoinRequestId, MemberId, RoomId},
    kennisbank::Article,
    page::Page,
};
use std::collections::HashMap;

/// How many faces a community shows.
const FACES: i64 = 12;

fn view(actor: &Actor, row: Row) -> Community {
    let place = place(&row);
    let role = row.role.map(word).filter(|role| !role.is_empty());
    let standing = match &role {
        Some(role) => role.clone(),
        None if row.requested => "asked".to_owned(),
        None => "none".to_owned(),
    };
    Community {
        url: format!("/c/{}", row.slug),
        readable: actor.allows::<Read>(&place),
        knowledge: row.knowledge && actor.allows::<Read>(&place),
        members: actor.allows::<ReadMembers>(&place).then_some(row.members),
        visibility: word(row.visibility),
        join: word(row.joining),
        theme: row.theme_slug.zip(row.theme_name).map(|(slug, name)| ThemeRef { slug, name }),
        standing,
        role,
        id: row.id,
        slug: row.slug,
        name: row.name,
        description: row.description,
        question: row.question,
        requested: row.requested,
        archived: row.archived,
        presence: row.presence,
        rules: SafeHtml::from_sanitiser(row.rules_html),
        rules_markdown: row.rules_markdown,
        organisations: None,
        unread: 0,
        waiting: None,
        reports: None,
        refused: None,
        faces: Vec::new(),
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
    listed(ctx, None, after, limit).await
}

/// The communities the reader belongs to, or those they do not, by `mine`.
///
/// # Errors
/// The database's.
pub async fn listed(ctx: &Ctx, mine: Option<bool>, after: Option<&str>, limit: i64) -> Result<Page<Community>> {
    let (rows, unread) = ctx
        .db()
        .read(async |snap| {
            let rows = queries::list(&mut *snap, &ctx.actor, None, mine, after, limit + 1).await?;
            let unread = match ctx.actor.id() {
                Some(me) if mine != Some(false) => queries::unread(&mut *snap, me).await?,
                _ => Vec::new(),
            };
            Ok::<_, Error>((rows, unread))
        })
        .await?;
    let unread: HashMap<CommunityId, i64> = unread.into_iter().collect();
    let with_unread = |row: Row| {
        let unread = unread.get(&row.id).copied().unwrap_or_default();
        Community { unread, ..view(&ctx.actor, row) }
    };
    let rows = rows.into_iter().map(with_unread).collect();
    Ok(Page::cut(rows, limit, |community: &Community| community.slug.clone()))
}

/// One community, with the reader's standing in it.
///
/// # Errors
/// `NotFound` when absent or hidden from the reader.
pub async fn show(ctx: &Ctx, slug: &str) -> Result<Community> {
    ctx.db()
        .read(async |snap| {
            let row = queries::list(&mut *snap, &ctx.actor, Some(slug), None, None, 1).await?.into_iter().next();
            let mut community = view(&ctx.actor, row.ok_or(Error::NotFound)?);
            if let Some(me) = ctx.actor.id() {
                let around = queries::around(&mut *snap, &ctx.actor, community.id).await?;
                community.refused = around.refused.filter(|_| community.standing == "none");
                community.organisations = community.members.map(|_| around.organisations);
                if matches!(community.role.as_deref(), Some("moderator" | "owner")) {
                    community.waiting = Some(around.waiting);
                    community.reports = Some(around.reports);
                }
                if community.members.is_some() {
                    community.faces = queries::faces(&mut *snap, &ctx.actor, community.id, FACES).await?;
                }
                if community.role.is_some() {
                    community.rooms = queries::rooms(&mut *snap, &ctx.actor, community.id).await?;
                    let unread = queries::unread(&mut *snap, me).await?;
                    community.unread = unread.into_iter().find(|(id, _)| *id == community.id).map_or(0, |(_, n)| n);
                }
            }
            Ok(community)
        })
        .await
}

/// The slug that a community has now which was called `slug` before, for those who may know of it.
///
/// # Errors
/// The database's.
pub async fn moved(ctx: &Ctx, slug: &str) -> Result<Option<String>> {
    Ok(queries::moved(ctx.db(), &ctx.actor, slug).await?)
}

/// The first chat room of a community.
///
/// # Errors
/// `NotFound` when it has none.
pub async fn room_of(ctx: &Ctx, community: CommunityId) -> Result<RoomId> {
    queries::rooms(ctx.db(), &ctx.actor, community).await?.first().map(|room| room.id).ok_or(Error::NotFound)
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

/// The articles of a community, newest first.
///
/// # Errors
/// `NotFound`, `SignInFirst` or `Forbidden` when the reader may not read the community.
pub async fn knowledge(ctx: &Ctx, slug: &str, after: Option<(i64, ArticleId)>, limit: i64) -> Result<Page<Article>> {
    let place = known(ctx, slug).await?;
    ctx.actor.must::<Read>(&place)?;
    kennisbank::of_community(ctx, slug, after, limit).await
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
/// `Invalid`, also without an answer to the question of the community; `NotFound`, `SignInFirst`, `Forbidden` when it is by
/// invitation only.
pub async fn join(ctx: &Ctx, slug: &str, message: &str) -> Result<Joined> {
    let place = known(ctx, slug).await?;
    if place.role.is_some() {
        return Ok(Joined::Member);
    }
    let mut faults = shared::Faults::default();
    let asks = place.joining == Joining::Request && !queries::question(ctx.db(), place.id).await?.is_empty();
    if asks {
        faults.text("message", message, shared::limits::NOTE);
    } else {
        faults.optional_text("message", message, shared::limits::NOTE);
    }
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
    ctx.db()
        .write(async |tx| {
            queries::join(tx, &permit, ctx.now()).await?;
            told_member(tx, place.id, permit.by(), "member", ctx.now()).await
        })
        .await?;
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
            if place.role == Some(Role::Owner) {
                keep_an_owner(tx, place.id).await?;
            }
            queries::leave(tx, &permit).await?;
            told_member(tx, place.id, permit.by(), "none", ctx.now()).await
        })
        .await
}

/// Takes the reader's request back.
///
/// # Errors
/// `NotFound` when none waits; as [`Actor::may`].
pub async fn withdraw(ctx: &Ctx, slug: &str) -> Result<()> {
    let place = known(ctx, slug).await?;
    let permit = ctx.actor.may::<Withdraw>(&place)?;
    let gone = ctx.db().write(async |tx| queries::withdraw(tx, &permit, ctx.now()).await).await.map_err(Error::from)?;
    if gone == 0 { Err(Error::NotFound) } else { Ok(()) }
}

/// Nobody decides about a community any more: it must not come to that.
async fn keep_an_owner(tx: &mut Tx, id: CommunityId) -> Result<()> {
    if queries::owners(tx, id).await? < 2 { Err(Error::LastOwner) } else { Ok(()) }
}

/// Makes somebody a member in the transaction of whatever lets them in, such as an invitation.
///
/// # Errors
/// The database's.
pub async fn admitted(tx: &mut Tx, by: &Permit<Admit>, member: MemberId, role: Role, at: Timestamp) -> Result<()> {
    queries::admit(tx, by, member, role, at).await?;
    told_member(tx, by.scope().0, member, &word(role), at).await
}
