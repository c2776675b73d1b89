//! Rooms: which there are, made and closed, and who is on their lists.

use super::queries::{self, Which};
use crate::{
    Error, Result,
    access::{
        self, Converse, LeaveRoom, ManageRoom, OpenRoom, ReadRoom, ReadRooms, Role, RoomPlace, SetRoomList, SitePlace,
    },
    app::Ctx,
    clock,
    db::{self, Tx},
    live::{self, Of},
};
use serde_json::json;
use shared::{
    Wrong,
    chat::{EditedRoom, NewConversation, NewRoom, Participant, RoomKind, RoomRow},
    ids::{AudienceId, MemberId, RoomId},
};

/// People that one page offers.
const OFFERED: i64 = 20;

/// The number of the last event of the reader's own channel: what comes after it moves the numbers of rooms that are read
/// later than this.
///
/// # Errors
/// The database's.
pub async fn told_so_far(ctx: &Ctx) -> Result<i64> {
    let Some(me) = ctx.actor.id() else { return Ok(0) };
    Ok(live::head(ctx.db(), Of::User(me)).await?)
}

/// The reader's rooms: those of communities, and direct conversations.
///
/// # Errors
/// `SignInFirst` for visitors.
pub async fn rooms(ctx: &Ctx) -> Result<(Vec<RoomRow>, Vec<RoomRow>)> {
    if !ctx.actor.signed_in() {
        return Err(Error::SignInFirst);
    }
    ctx.db()
        .read(async |snap| {
            let of_communities = queries::rooms(&mut *snap, &ctx.actor, Which::OfCommunities).await?;
            Ok((of_communities, queries::rooms(&mut *snap, &ctx.actor, Which::Direct).await?))
        })
        .await
}

/// The rooms of a community that the reader reads; the closed ones that the reader, an owner, manages without reading
/// them; and whether the reader may make one.
///
/// # Errors
/// As `Actor::must`.
pub async fn of_community(ctx: &Ctx, slug: &str) -> Result<(Vec<RoomRow>, Vec<(RoomId, String)>, bool)> {
    ctx.db()
        .read(async |snap| {
            let place = access::community_by_slug(&mut *snap, &ctx.actor, slug).await?.ok_or(Error::NotFound)?;
            ctx.actor.must::<ReadRooms>(&place)?;
            let rooms = queries::rooms(&mut *snap, &ctx.actor, Which::OfCommunity(place.id)).await?;
            let managed = match ctx.actor.id().filter(|_| place.role == Some(Role::Owner)) {
                Some(me) => queries::unread_closed(&mut *snap, place.id, me).await?,
                None => Vec::new(),
            };
            Ok((rooms, managed, ctx.actor.allows::<OpenRoom>(&place)))
        })
        .await
}

/// One room.
///
/// # Errors
/// `NotFound`.
pub async fn room(ctx: &Ctx, id: RoomId) -> Result<RoomRow> {
    queries::rooms(ctx.db(), &ctx.actor, Which::One(id)).await?.into_iter().next().ok_or(Error::NotFound)
}

async fn place(ctx: &Ctx, id: RoomId) -> Result<RoomPlace> {
    access::room_place(ctx.db(), &ctx.actor, id).await?.ok_or(Error::NotFound)
}

async fn place_in(tx: &mut Tx, ctx: &Ctx, id: RoomId) -> Result<RoomPlace> {
    access::room_place(tx, &ctx.actor, id).await?.ok_or(Error::NotFound)
}

/// Makes a room in a community.
///
/// # Errors
/// `Invalid`; as `Actor::may`.
pub async fn open(ctx: &Ctx, slug: &str, new: &NewRoom) -> Result<RoomId> {
    let found = access::community_by_slug(ctx.db(), &ctx.actor, slug).await?.ok_or(Error::NotFound)?;
    ctx.actor.may::<OpenRoom>(&found)?;
    let kind = new.check()?;
    let id = RoomId::from_uuid(clock::id_at(ctx.now()));
    let audience = AudienceId::from_uuid(clock::fresh_id());
    ctx.db()
        .write(async |tx| {
            let place = access::community_by_slug(&mut *tx, &ctx.actor, slug).await?.ok_or(Error::NotFound)?;
            let permit = ctx.actor.may::<OpenRoom>(&place)?;
            tx.lock(place.id.uuid()).await?;
            queries::open(tx, &permit, (id, audience), kind, new.name.trim(), ctx.now()).await?;
            Ok(id)
        })
        .await
}

/// Names a room, closes it or opens it again, sets how long it keeps what is said; who has it open hears of it.
///
/// # Errors
/// `Invalid`; as `Actor::may`.
pub async fn change(ctx: &Ctx, id: RoomId, new: &EditedRoom) -> Result<()> {
    ctx.actor.may::<ManageRoom>(&place(ctx, id).await?)?;
    new.check()?;
    ctx.db()
        .write(async |tx| {
            let permit = ctx.actor.may::<ManageRoom>(&place_in(tx, ctx, id).await?)?;
            if let Some(name) = &new.name {
                queries::name(tx, &permit, name.trim()).await?;
            }
            if let Some(archived) = new.archived {
                queries::archive(tx, &permit, archived.then(|| ctx.now())).await?;
            }
            if let Some(days) = new.keep {
                queries::keep(tx, &permit, days).await?;
            }
            let state =
                json!({ "name": new.name.as_deref().map(str::trim), "archived": new.archived, "keep": new.keep });
            live::emit(tx, Of::Room(id), "state", Some(permit.by()), &state, ctx.now()).await?;
            Ok(())
        })
        .await
}

/// What there is to know of a room that the reader reads, or manages without reading it.
#[derive(Clone, Debug)]
pub struct About {
    /// The room.
    pub room: RoomRow,
    /// Who reads it, unless it is open.
    pub people: Vec<Participant>,
    /// How the reader stands to it.
    pub place: RoomPlace,
}

/// What there is to know of a room.
///
/// # Errors
/// `NotFound`.
pub async fn about(ctx: &Ctx, id: RoomId) -> Result<About> {
    ctx.db()
        .read(async |snap| {
            let place = access::room_place(&mut *snap, &ctx.actor, id).await?.ok_or(Error::NotFound)?;
            if !ctx.actor.allows::<SetRoomList>(&place) {
                ctx.actor.must::<ReadRoom>(&place)?;
            }
            let room = match queries::rooms(&mut *snap, &ctx.actor, Which::One(id)).await?.into_iter().next() {
                Some(room) => room,
                None => queries::managed(&mut *snap, id).await?.ok_or(Error::NotFound)?,
            };
            let people = match place.room_kind {
                RoomKind::Open => Vec::new(),
                _ => queries::listed(&mut *snap, &ctx.actor, id).await?,
            };
            Ok(About { room, people, place })
        })
        .await
}

/// Who could be put on the list of a closed room.
///
/// # Errors
/// As `Actor::must`.
pub async fn candidates(ctx: &Ctx, id: RoomId, words: &str) -> Result<Vec<Participant>> {
    ctx.actor.must::<SetRoomList>(&place(ctx, id).await?)?;
    Ok(queries::candidates(ctx.db(), &ctx.actor, id, words, OFFERED).await?)
}

/// Tells the windows of a member that they read a room now, or no more.
async fn told(tx: &mut Tx, ctx: &Ctx, member: MemberId, room: RoomId, on: bool) -> Result<()> {
    let told = json!({ "room": room, "on": on });
    live::emit(tx, Of::User(member), "room", ctx.actor.id(), &told, ctx.now()).await?;
    Ok(())
}

/// Puts a member of the community on the list of a closed room. Twice is once.
///
/// # Errors
/// `Invalid` when they are no member of it; as `Actor::may`.
pub async fn add(ctx: &Ctx, id: RoomId, member: MemberId) -> Result<()> {
    ctx.db()
        .write(async |tx| {
            let place = place_in(tx, ctx, id).await?;
            let permit = ctx.actor.may::<SetRoomList>(&place)?;
            let community = place.room_community_id.ok_or(Error::NotFound)?;
            if !queries::belongs(&mut *tx, community, member).await? {
                return Err(Error::field("member", Wrong::NotAChoice));
            }
            if queries::add(tx, &permit, member, ctx.now()).await? {
                told(tx, ctx, member, id, true).await?;
            }
            Ok(())
        })
        .await
}

/// Takes a member off the list of a closed room: from this moment on they read nothing there any more.
///
/// # Errors
/// As `Actor::may`.
pub async fn remove(ctx: &Ctx, id: RoomId, member: MemberId) -> Result<()> {
    ctx.db()
        .write(async |tx| {
            let permit = ctx.actor.may::<SetRoomList>(&place_in(tx, ctx, id).await?)?;
            if queries::remove(tx, &permit, member).await? {
                told(tx, ctx, member, id, false).await?;
            }
            Ok(())
        })
        .await
}

/// The reader leaves a closed room.
///
/// # Errors
/// As `Actor::may`.
pub async fn leave(ctx: &Ctx, id: RoomId) -> Result<()> {
    ctx.db()
        .write(async |tx| {
            let permit = ctx.actor.may::<LeaveRoom>(&place_in(tx, ctx, id).await?)?;
            queries::leave(tx, &permit).await?;
            told(tx, ctx, permit.by(), id, false).await
        })
        .await
}

/// Colleagues by name, to write to.
///
/// # Errors
/// As `Actor::must`.
pub async fn colleagues(ctx: &Ctx, words: &str) -> Result<Vec<Participant>> {
    ctx.actor.must::<Converse>(&SitePlace)?;
    Ok(queries::colleagues(ctx.db(), &ctx.actor, words, OFFERED).await?)
}

/// The colleagues with these ids.
///
/// # Errors
/// As `Actor::must`.
pub async fn chosen(ctx: &Ctx, ids: &[MemberId]) -> Result<Vec<Participant>> {
    ctx.actor.must::<Converse>(&SitePlace)?;
    Ok(queries::chosen(ctx.db(), &ctx.actor, ids).await?)
}

/// The direct conversation of the reader with others: the one there is, or a new one. Gives whether it is new.
///
/// # Errors
/// `Invalid`; as `Actor::may`.
pub async fn converse(ctx: &Ctx, new: &NewConversation) -> Result<(RoomId, bool)> {
    let permit = ctx.actor.may::<Converse>(&SitePlace)?;
    let people = new.people(permit.by())?;
    let key = people.iter().map(ToString::to_string).collect::<Vec<_>>().join(" ");
    if let Some(id) = queries::conversation(ctx.db(), &key).await? {
        return Ok((id, false));
    }
    let (id, audience) = (RoomId::from_uuid(clock::id_at(ctx.now())), AudienceId::from_uuid(clock::fresh_id()));
    let made: Result<()> = ctx
        .db()
        .write(async |tx| {
            if usize::try_from(queries::living(&mut *tx, &people).await?) != Ok(people.len()) {
                return Err(Error::field("members", Wrong::NotAChoice));
            }
            queries::converse(tx, &permit, (id, audience), &key, &people, ctx.now()).await.map_err(begun)?;
            Ok(())
        })
        .await;
    match made {
        // The other one began it in the same moment.
        Err(Error::Conflict) => Ok((queries::conversation(ctx.db(), &key).await?.ok_or(Error::Conflict)?, false)),
        made => made.map(|()| (id, true)),
    }
}

fn begun(error: db::Error) -> Error {
    match error {
        db::Error::Unique(name) if name == "room_direct_key_key" => Error::Conflict,
        other => other.into(),
    }
}
