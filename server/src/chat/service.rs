//! What can be done in rooms, one function per use case: look up, decide, write, tell. Rooms themselves and who is on their
//! lists in `rooms`, whom one may name in `naming`, signs, pins and levels in `signs`, what is put in a thread in `moving`,
//! what disappears in `keeping`, what is said here.

mod keeping;
mod moving;
mod naming;
mod rooms;
mod signs;

pub use keeping::*;
pub use moving::*;
pub use naming::people;
pub use rooms::*;
pub use signs::*;

use super::queries::{self, Wanted};
use crate::{
    Error, Result,
    access::{self, Actor, DeleteMessage, EditMessage, MessagePlace, ReadRoom, RoomPlace, Say},
    app::Ctx,
    clock,
    db::{self, ChangeKind, Tx},
    live::{self, Of},
    markdown, notifications,
};
use serde_json::json;
use shared::{
    Timestamp, Wrong,
    chat::{EditedMessage, GRACE, Message, NewMessage, RoomKind, Stretch},
    html::SafeHtml,
    ids::{MemberId, MessageId, RoomId},
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

/// Which stretch of a room is wanted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum From {
    /// The newest.
    End,
    /// The newest before this place.
    Before(i64),
    /// The oldest after this place.
    After(i64),
    /// The oldest since this moment; the newest when nothing was said since.
    Since(Timestamp),
}

/// A stretch of messages, of a side talk when its first message is named, and what the reader may do there: one moment of
/// the database.
///
/// # Errors
/// `NotFound`.
pub async fn show(
    ctx: &Ctx,
    id: RoomId,
    side: Option<MessageId>,
    from: From,
    limit: i64,
) -> Result<(Stretch, RoomPlace)> {
    ctx.db()
        .read(async |snap| {
            let place = access::room_place(&mut *snap, &ctx.actor, id).await?.ok_or(Error::NotFound)?;
            ctx.actor.must::<ReadRoom>(&place)?;
            let head = queries::head(&mut *snap, id).await?;
            let from = match from {
                From::Since(at) => {
                    queries::first_since(&mut *snap, id, at).await?.map_or(From::End, |seq| From::After(seq - 1))
                }
                from => from,
            };
            let (wanted, forward) = match from {
                From::End | From::Since(_) => (Wanted::Before(i64::MAX), false),
                From::Before(seq) => (Wanted::Before(seq), false),
                From::After(seq) => (Wanted::After(seq), true),
            };
            let mut items = queries::messages(&mut *snap, &ctx.actor, id, side, wanted, limit + 1).await?;
            let more = items.len() > usize::try_from(limit).unwrap_or_default();
            if more && forward {
                items.pop();
            } else if more {
                items.remove(0);
            }
            let older = if forward { !matches!(from, From::After(..=0)) } else { more };
            let further = match from {
                From::End | From::Since(_) => false,
                From::Before(_) => true,
                From::After(_) => more,
            };
            let next_cursor =
                if further { items.last().map(|message| format!("{}_{}", message.seq, message.id)) } else { None };
            Ok((Stretch { items, next_cursor, older, head }, place))
        })
        .await
}

async fn rendered(ctx: &Ctx, room: RoomId, text: &str) -> Result<(String, SafeHtml, Vec<MemberId>)> {
    let text: String = text.replace("\r\n", "\n").trim().nfc().collect();
    let called = naming::called(ctx, room, &text).await?;
    let (text, rendered) = ctx
        .app
        .limits
        .render(move || {
            let rendered = markdown::render_naming(&text, false, &called);
            (text, rendered)
        })
        .await?;
    let rendered = rendered.map_err(|wrong| Error::field("body_markdown", wrong))?;
    let named = markdown::named(rendered.html.as_str());
    Ok((text, rendered.html, named))
}

/// What an event tells of a message: all of it, or where it is.
fn told(message: &Message) -> serde_json::Value {
    if message.body_html.as_str().len() + message.body_markdown.len() > TOLD {
        return json!({ "id": message.id, "seq": message.seq });
    }
    // What is beside the words has events of its own.
    json!(Message { replies: 0, pinned: false, reactions: Vec::new(), ..message.clone() })
}

/// Tells what there is of a message now, also in the place of what was told of it before; gives it.
async fn tell_again(tx: &mut Tx, ctx: &Ctx, (room, id): (RoomId, MessageId), by: MemberId) -> Result<Message> {
    let message = queries::one(&mut *tx, &Actor::Visitor, room, id).await?.ok_or(Error::NotFound)?;
    tx.changed(ChangeKind::Message, id.uuid(), ctx.now()).await?;
    live::retell(tx, Of::Room(room), message.seq, &id.to_string(), &told(&message)).await?;
    let (kind, payload) = if message.deleted {
        ("delete", json!({ "id": id, "seq": message.seq, "re": message.re, "moved": message.moved }))
    } else {
        ("edit", told(&message))
    };
    live::emit(tx, Of::Room(room), kind, Some(by), &payload, ctx.now()).await?;
    Ok(message)
}

/// Says something in a room; the same nonce again gives the message that stands.
///
/// # Errors
/// `Invalid`; `Closed`; `TooMany`; `Conflict` when the nonce was used for another text; as `Actor::may`.
pub async fn say(ctx: &Ctx, id: RoomId, new: NewMessage) -> Result<Said> {
    new.check()?;
    let place = access::room_place(ctx.db(), &ctx.actor, id).await?.ok_or(Error::NotFound)?;
    if ctx.actor.allows::<ReadRoom>(&place) && (place.shut()) {
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
    let (markdown, html, named) = rendered(ctx, id, &new.body_markdown).await?;
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
            let re = match new.re {
                Some(re) => {
                    let root = queries::root(&mut *tx, id, re).await?;
                    Some(root.ok_or_else(|| Error::field("re", Wrong::NotAChoice))?)
                }
                None => None,
            };
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
                moved: None,
                re,
                replies: 0,
                pinned: false,
                reactions: Vec::new(),
            };
            tx.changed(ChangeKind::Message, message_id.uuid(), at).await?;
            let nonce = new.nonce.as_deref();
            let numbered = |seq: i64| {
                message.seq = seq;
                told(&message)
            };
            let seq = live::emit_numbered(tx, Of::Room(id), "msg", Some(permit.by()), nonce, numbered, at).await?;
            queries::insert(tx, &permit, &message, nonce).await.map_err(twice)?;
            queries::mention(tx, &permit, message_id, &named).await?;
            // Elsewhere nobody hears of it by mail.
            if place.room_kind == RoomKind::Direct || !named.is_empty() {
                notifications::said(tx, &ctx.actor, (id, place.room_kind), message_id, at).await?;
            }
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

fn known(found: Option<(RoomId, MessageId, i64, Option<String>)>, wanted: RoomId, text: &str) -> Result<Option<Said>> {
    match found {
        None => Ok(None),
        Some((room, id, seq, body)) if room == wanted && body.as_deref().is_none_or(|body| body == text) => {
            Ok(Some(Said { id, seq, again: true }))
        }
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
    let found = queries::one(ctx.db(), &ctx.actor, place.room.room_id, id).await?;
    Ok((found.ok_or(Error::NotFound)?, place))
}

/// Changes the text of a message.
///
/// # Errors
/// `Conflict` when the version is not the newest; `Invalid`; as `Actor::may`.
pub async fn edit(ctx: &Ctx, id: MessageId, new: EditedMessage) -> Result<Message> {
    NewMessage { body_markdown: new.body_markdown.clone(), ..NewMessage::default() }.check()?;
    let place = access::message_place(ctx.db(), &ctx.actor, id).await?.ok_or(Error::NotFound)?;
    ctx.actor.may::<EditMessage>(&place)?;
    let (markdown, html, named) = rendered(ctx, place.room.room_id, &new.body_markdown).await?;
    let (now, grace) = (ctx.now(), ctx.now().plus_seconds(-GRACE));
    ctx.db()
        .write(async |tx| {
            let place = access::message_place(&mut *tx, &ctx.actor, id).await?.ok_or(Error::NotFound)?;
            let permit = ctx.actor.may::<EditMessage>(&place)?;
            let words = (markdown.as_str(), html.as_str());
            if queries::edit(tx, &permit, new.version, words, (now, grace)).await? == 0 {
                return Err(Error::Conflict);
            }
            queries::mention_again(tx, &permit, &named).await?;
            let (_, room) = permit.scope();
            tell_again(tx, ctx, (room, id), permit.by()).await
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
            tell_again(tx, ctx, (room, id), permit.by()).await?;
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
