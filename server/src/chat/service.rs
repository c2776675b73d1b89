//! What can be done in rooms, one function per use case: look up, decide, write, tell.

use super::queries::{self, Wanted};
use crate::{
    Error, Result,
    access::{self, Actor, DeleteMessage, EditMessage, MessagePlace, ReadRoom, RoomPlace, Say},
    app::Ctx,
    clock,
    db::{self, ChangeKind},
    live::{self, Of},
    markdown,
};
use serde_json::json;
use shared::{
    Timestamp,
    chat::{EditedMessage, Message, NewMessage, RoomRow, Stretch},
    html::SafeHtml,
    ids::{MessageId, RoomId},
};
use unicode_normalization::UnicodeNormalization as _;

/// The most bytes of a message in an event; what is larger is fetched by whoever looks.
const TOLD: usize = 24 * 1024;

/// A message that stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Said {
    /// Which.
    pub id: MessageId,
    /// Its place in the room.
    pub seq: i64,
    /// Whether it stood already: the same nonce came again.
    pub again: bool,
}

/// The rooms of the reader's communities.
///
/// # Errors
/// `SignInFirst` for visitors.
pub async fn rooms(ctx: &Ctx) -> Result<Vec<RoomRow>> {
    if !ctx.actor.signed_in() {
        return Err(Error::SignInFirst);
    }
    Ok(queries::rooms(ctx.db(), &ctx.actor, None).await?)
}

/// One room.
///
/// # Errors
/// `NotFound`.
pub async fn room(ctx: &Ctx, id: RoomId) -> Result<RoomRow> {
    queries::rooms(ctx.db(), &ctx.actor, Some(id)).await?.into_iter().next().ok_or(Error::NotFound)
}

/// Which stretch of a room is wanted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum From {
    /// The newest.
    End,
    /// The newest before this place.
    Before(i64),
    /// The oldest after this place.
    After(i64),
}

/// A stretch of messages, and what the reader may do there: one moment of the database.
///
/// # Errors
/// `NotFound`.
pub async fn show(ctx: &Ctx, id: RoomId, from: From, limit: i64) -> Result<(Stretch, RoomPlace)> {
    ctx.db()
        .read(async |snap| {
            let place = access::room_place(&mut *snap, &ctx.actor, id).await?.ok_or(Error::NotFound)?;
            ctx.actor.must::<ReadRoom>(&place)?;
            let head = queries::head(&mut *snap, id).await?;
            let (wanted, forward) = match from {
                From::End => (Wanted::Before(i64::MAX), false),
                From::Before(seq) => (Wanted::Before(seq), false),
                From::After(seq) => (Wanted::After(seq), true),
            };
            let mut items = queries::messages(&mut *snap, &ctx.actor, id, wanted, limit + 1).await?;
            let more = items.len() > usize::try_from(limit).unwrap_or_default();
            if more && forward {
                items.pop();
            } else if more {
                items.remove(0);
            }
            let older = if forward { !matches!(from, From::After(..=0)) } else { more };
            let further = match from {
                From::End => false,
                From::Before(_) => true,
                From::After(_) => more,
            };
            let next_cursor =
                if further { items.last().map(|message| format!("{}_{}", message.seq, message.id)) } else { None };
            Ok((Stretch { items, next_cursor, older, head }, place))
        })
        .await
}

async fn rendered(ctx: &Ctx, text: &str) -> Result<(String, SafeHtml)> {
    let text: String = text.replace("\r\n", "\n").trim().nfc().collect();
    let (text, rendered) = ctx
        .app
        .limits
        .render(move || {
            let rendered = markdown::render(&text, false);
            (text, rendered)
        })
        .await?;
    let rendered = rendered.map_err(|wrong| Error::field("body_markdown", wrong))?;
    Ok((text, rendered.html))
}

/// What an event tells of a message: all of it, or where it is.
fn told(message: &Message) -> serde_json::Value {
    if message.body_html.as_str().len() + message.body_markdown.len() > TOLD {
        return json!({ "id": message.id, "seq": message.seq });
    }
    json!(message)
}

/// Says something in a room; the same nonce again gives the message that stands.
///
/// # Errors
/// `Invalid`; `Closed`; `TooMany`; `Conflict` when the nonce was used for another text; as `Actor::may`.
pub async fn say(ctx: &Ctx, id: RoomId, new: NewMessage) -> Result<Said> {
    new.check()?;
    let place = access::room_place(ctx.db(), &ctx.actor, id).await?.ok_or(Error::NotFound)?;
    if ctx.actor.allows::<ReadRoom>(&place) && (place.room_archived || place.community.archived) {
        return Err(Error::Closed);
    }
    ctx.actor.may::<Say>(&place)?;
    say_at(ctx, id, new, ctx.now()).await
}

/// Says something at a moment: the present one, or the one that the demo names.
///
/// # Errors
/// As [`say`].
pub async fn say_at(ctx: &Ctx, id: RoomId, new: NewMessage, at: Timestamp) -> Result<Said> {
    let (markdown, html) = rendered(ctx, &new.body_markdown).await?;
    if let (Some(nonce), Some(me)) = (&new.nonce, ctx.actor.id())
        && let Some(said) = known(queries::by_nonce(ctx.db(), me, nonce).await?, id, &markdown)?
    {
        return Ok(said);
    }
    if let Actor::Member { id: me, .. } = ctx.actor {
        ctx.app.live.may_say(me).map_err(Error::TooMany)?;
    }
    let message_id = MessageId::from_uuid(clock::id_at(at));
    let done = ctx
        .db()
        .write(async |tx| {
            let place = access::room_place(&mut *tx, &ctx.actor, id).await?.ok_or(Error::NotFound)?;
            let permit = ctx.actor.may::<Say>(&place)?;
            let mut message = Message {
                id: message_id,
                seq: 0,
                author: queries::author(&mut *tx, &permit).await?,
                body_markdown: markdown.clone(),
                body_html: html.clone(),
                created_at: at,
                edited_at: None,
                version: 1,
                deleted: false,
            };
            tx.changed(ChangeKind::Message, message_id.uuid(), at).await?;
            let nonce = new.nonce.as_deref();
            let numbered = |seq: i64| {
                message.seq = seq;
                told(&message)
            };
            let seq = live::emit_numbered(tx, Of::Room(id), "msg", Some(permit.by()), nonce, numbered, at).await?;
            queries::insert(tx, &permit, &message, nonce).await.map_err(twice)?;
            Ok(Said { id: message_id, seq, again: false })
        })
        .await;
    match (done, &new.nonce, ctx.actor.id()) {
        // The same send came twice at once; the other one won.
        (Err(Error::Conflict), Some(nonce), Some(me)) => {
            known(queries::by_nonce(ctx.db(), me, nonce).await?, id, &markdown)?.ok_or(Error::Conflict)
        }
        (done, ..) => done,
    }
}

fn twice(error: db::Error) -> Error {
    match error {
        db::Error::Unique(name) if name == "message_author_id_nonce_key" => Error::Conflict,
        other => other.into(),
    }
}

fn known(found: Option<(RoomId, MessageId, i64, String)>, wanted: RoomId, text: &str) -> Result<Option<Said>> {
    match found {
        None => Ok(None),
        Some((room, id, seq, body)) if room == wanted && body == text => Ok(Some(Said { id, seq, again: true })),
        Some(_) => Err(Error::Conflict),
    }
}

/// A message with its place.
///
/// # Errors
/// `NotFound`.
pub async fn message(ctx: &Ctx, id: MessageId) -> Result<(Message, MessagePlace)> {
    let place = access::message_place(ctx.db(), &ctx.actor, id).await?.ok_or(Error::NotFound)?;
    ctx.actor.must::<ReadRoom>(&place.room)?;
    let found = queries::messages(ctx.db(), &ctx.actor, place.room.room_id, Wanted::One(id), 1).await?;
    Ok((found.into_iter().next().ok_or(Error::NotFound)?, place))
}

/// Changes the text of a message.
///
/// # Errors
/// `Conflict` when the version is not the newest; `Invalid`; as `Actor::may`.
pub async fn edit(ctx: &Ctx, id: MessageId, new: EditedMessage) -> Result<Message> {
    NewMessage { body_markdown: new.body_markdown.clone(), nonce: None }.check()?;
    let place = access::message_place(ctx.db(), &ctx.actor, id).await?.ok_or(Error::NotFound)?;
    ctx.actor.may::<EditMessage>(&place)?;
    let (markdown, html) = rendered(ctx, &new.body_markdown).await?;
    ctx.db()
        .write(async |tx| {
            let place = access::message_place(&mut *tx, &ctx.actor, id).await?.ok_or(Error::NotFound)?;
            let permit = ctx.actor.may::<EditMessage>(&place)?;
            if queries::edit(tx, &permit, new.version, &markdown, html.as_str(), ctx.now()).await? == 0 {
                return Err(Error::Conflict);
            }
            let (_, room) = permit.scope();
            let found = queries::messages(&mut *tx, &Actor::Visitor, room, Wanted::One(id), 1).await?;
            let message = found.into_iter().next().ok_or(Error::NotFound)?;
            tx.changed(ChangeKind::Message, id.uuid(), ctx.now()).await?;
            live::retell(tx, Of::Room(room), message.seq, &id.to_string(), &told(&message)).await?;
            live::emit(tx, Of::Room(room), "edit", Some(permit.by()), &told(&message), ctx.now()).await?;
            Ok(message)
        })
        .await
}

/// Takes a message away, also out of the event that told of it; gives its room.
///
/// # Errors
/// As `Actor::may`.
pub async fn delete(ctx: &Ctx, id: MessageId) -> Result<RoomId> {
    ctx.db()
        .write(async |tx| {
            let place = access::message_place(&mut *tx, &ctx.actor, id).await?.ok_or(Error::NotFound)?;
            let permit = ctx.actor.may::<DeleteMessage>(&place)?;
            queries::delete(tx, &permit, ctx.now()).await?;
            let (_, room) = permit.scope();
            let found = queries::messages(&mut *tx, &Actor::Visitor, room, Wanted::One(id), 1).await?;
            let message = found.into_iter().next().ok_or(Error::NotFound)?;
            tx.changed(ChangeKind::Message, id.uuid(), ctx.now()).await?;
            live::retell(tx, Of::Room(room), message.seq, &id.to_string(), &told(&message)).await?;
            let gone = json!({ "id": id, "seq": message.seq });
            live::emit(tx, Of::Room(room), "delete", Some(permit.by()), &gone, ctx.now()).await?;
            Ok(room)
        })
        .await
}

/// Moves the reader's mark to `seq`, at most to the end; the reader's other tabs hear of it.
///
/// # Errors
/// As `Actor::may`.
pub async fn read(ctx: &Ctx, id: RoomId, seq: i64) -> Result<()> {
    ctx.db()
        .write(async |tx| {
            let place = access::room_place(&mut *tx, &ctx.actor, id).await?.ok_or(Error::NotFound)?;
            let permit = ctx.actor.may::<ReadRoom>(&place)?;
            let seq = seq.clamp(0, queries::head(&mut *tx, id).await?);
            if queries::read(tx, &permit, seq, ctx.now()).await? > 0 {
                let mark = json!({ "room": id, "seq": seq });
                live::emit(tx, Of::User(permit.by()), "mark", Some(permit.by()), &mark, ctx.now()).await?;
            }
            Ok(())
        })
        .await
}
