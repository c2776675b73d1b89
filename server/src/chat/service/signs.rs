//! What is done with a message beside its words: signs, pins, leaving it unread; and what members want to be told of rooms.

use super::queries::{self, Wanted};
use crate::{
    Error, Result,
    access::{self, PinMessage, React, ReadRoom},
    app::Ctx,
    live::{self, Of},
};
use serde_json::json;
use shared::{
    Wrong,
    chat::{Draft, Level, Message, PINS, Reaction, Sign},
    ids::{MessageId, RoomId},
};

/// Gives a message a sign, or takes it back; gives all its signs.
///
/// # Errors
/// As `Actor::may`.
pub async fn react(ctx: &Ctx, id: MessageId, sign: Sign, on: bool) -> Result<Vec<Reaction>> {
    ctx.db()
        .write(async |tx| {
            let place = access::message_place(&mut *tx, &ctx.actor, id).await?.ok_or(Error::NotFound)?;
            let permit = ctx.actor.may::<React>(&place)?;
            let changed = if on {
                queries::react(tx, &permit, sign, ctx.now()).await?
            } else {
                queries::take_back(tx, &permit, sign).await?
            };
            let reactions = queries::reactions(&mut *tx, &[id]).await?.remove(&id).unwrap_or_default();
            if changed {
                let (_, room) = permit.scope();
                let told = json!({ "id": id, "reactions": reactions });
                live::emit(tx, Of::Room(room), "react", Some(permit.by()), &told, ctx.now()).await?;
            }
            Ok(reactions)
        })
        .await
}

/// Keeps a message at hand for all, or lets it go; gives its room.
///
/// # Errors
/// `Invalid` when the room keeps as many as it may; as `Actor::may`.
pub async fn pin(ctx: &Ctx, id: MessageId, on: bool) -> Result<RoomId> {
    ctx.db()
        .write(async |tx| {
            let place = access::message_place(&mut *tx, &ctx.actor, id).await?.ok_or(Error::NotFound)?;
            let permit = ctx.actor.may::<PinMessage>(&place)?;
            let (_, room) = permit.scope();
            if on && queries::pins(&mut *tx, room).await? >= i64::from(PINS) {
                return Err(Error::field("pinned", Wrong::Full(PINS)));
            }
            if queries::pin(tx, &permit, on.then(|| ctx.now())).await? {
                let told = json!({ "id": id, "pinned": on });
                live::emit(tx, Of::Room(room), "pin", Some(permit.by()), &told, ctx.now()).await?;
            }
            Ok(room)
        })
        .await
}

/// How many messages a room keeps at hand, for who reads it.
///
/// # Errors
/// The database's.
pub async fn pins(ctx: &Ctx, id: RoomId) -> Result<i64> {
    Ok(queries::pins(ctx.db(), id).await?)
}

/// The messages that a room keeps at hand, oldest first.
///
/// # Errors
/// `NotFound`.
pub async fn pinned(ctx: &Ctx, id: RoomId) -> Result<Vec<Message>> {
    ctx.db()
        .read(async |snap| {
            let place = access::room_place(&mut *snap, &ctx.actor, id).await?.ok_or(Error::NotFound)?;
            ctx.actor.must::<ReadRoom>(&place)?;
            Ok(queries::messages(&mut *snap, &ctx.actor, id, None, Wanted::Pinned, i64::from(PINS)).await?)
        })
        .await
}

/// What the reader wants to be told of a room.
///
/// # Errors
/// As `Actor::may`.
pub async fn set_level(ctx: &Ctx, id: RoomId, level: Level) -> Result<()> {
    ctx.db()
        .write(async |tx| {
            let place = access::room_place(&mut *tx, &ctx.actor, id).await?.ok_or(Error::NotFound)?;
            let permit = ctx.actor.may::<ReadRoom>(&place)?;
            queries::set_level(tx, &permit, level, ctx.now()).await?;
            Ok(())
        })
        .await
}

/// Leaves a message and all after it unread; the reader's other tabs hear of it.
///
/// # Errors
/// As `Actor::may`.
pub async fn unread_from(ctx: &Ctx, id: RoomId, seq: i64) -> Result<()> {
    ctx.db()
        .write(async |tx| {
            let place = access::room_place(&mut *tx, &ctx.actor, id).await?.ok_or(Error::NotFound)?;
            let permit = ctx.actor.may::<ReadRoom>(&place)?;
            let seq = seq.clamp(1, queries::head(&mut *tx, id).await?.max(1));
            queries::unread_from(tx, &permit, seq, ctx.now()).await?;
            let mark = json!({ "room": id, "seq": seq - 1 });
            live::emit(tx, Of::User(permit.by()), "mark", Some(permit.by()), &mark, ctx.now()).await?;
            Ok(())
        })
        .await
}

/// What the reader typed in a room and did not say yet; empty when nothing.
///
/// # Errors
/// The database's.
pub async fn draft(ctx: &Ctx, id: RoomId) -> Result<String> {
    match ctx.actor.id() {
        Some(me) => Ok(queries::draft(ctx.db(), me, id).await?),
        None => Ok(String::new()),
    }
}

/// Keeps what the reader typed in a room, for every browser they use.
///
/// # Errors
/// `Invalid`; as `Actor::may`.
pub async fn keep_draft(ctx: &Ctx, id: RoomId, draft: &Draft) -> Result<()> {
    ctx.db()
        .write(async |tx| {
            let place = access::room_place(&mut *tx, &ctx.actor, id).await?.ok_or(Error::NotFound)?;
            let permit = ctx.actor.may::<ReadRoom>(&place)?;
            draft.check()?;
            queries::keep_draft(tx, &permit, &draft.body_markdown, ctx.now()).await?;
            Ok(())
        })
        .await
}
