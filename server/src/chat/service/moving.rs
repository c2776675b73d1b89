//! From chat to thread: messages are put in a thread, where they stay findable, and an author takes their own back.

use super::{queries, tell_again};
use crate::{
    Error, Result,
    access::{self, CarryFromRoom, MessagePlace, MoveMessage, OpenThread, ReadRoom, RoomPlace, TakeBack},
    app::Ctx,
    communities,
    db::Tx,
    notifications,
    threads::{self, Carried},
};
use shared::{
    Wrong,
    chat::{Message, MovedTo, NewMove},
    communities::Community,
    ids::{MemberId, MessageId, RoomId, ThreadId},
    threads::tidy_tags,
};
use std::collections::BTreeMap;
use unicode_normalization::UnicodeNormalization as _;

/// Messages that one page offers.
const OFFERED: i64 = 100;
/// Communities that a thread can be put in.
const TARGETS: i64 = 100;

/// What a reader can choose from.
pub struct Choosing {
    /// Messages with words, oldest first, and whether the reader may move each.
    pub messages: Vec<(Message, bool)>,
    /// Where a page of earlier ones begins, when there are.
    pub earlier: Option<i64>,
    /// Whether it has later ones.
    pub later: bool,
    /// Where the thread can be put, the community of the room first.
    pub targets: Vec<Community>,
}

fn at(place: RoomPlace, message: &queries::Movable) -> MessagePlace {
    MessagePlace {
        message_id: message.id,
        message_author_id: message.author_id,
        message_deleted: message.deleted,
        message_moved: message.thread_id.is_some(),
        room: place,
    }
}

/// The messages of a room from `from` on, or its newest, and where they can be put.
///
/// # Errors
/// As `Actor::must`.
pub async fn choosing(ctx: &Ctx, id: RoomId, from: Option<i64>) -> Result<Choosing> {
    let (messages, earlier, later, place) = ctx
        .db()
        .read(async |snap| {
            let place = access::room_place(&mut *snap, &ctx.actor, id).await?.ok_or(Error::NotFound)?;
            ctx.actor.must::<ReadRoom>(&place)?;
            let range = (from.map(|seq| seq.saturating_sub(1)), None);
            let mut found = queries::stretch(&mut *snap, id, range, OFFERED + 1).await?;
            let more = found.len() > usize::try_from(OFFERED).unwrap_or_default();
            if more && from.is_some() {
                found.pop();
            } else if more {
                found.remove(0);
            }
            let earlier = match found.first() {
                Some((_, first)) => queries::stretch(&mut *snap, id, (None, Some(*first)), OFFERED).await?,
                None => Vec::new(),
            };
            let earlier = earlier.first().map(|(_, seq)| *seq);
            let ids: Vec<MessageId> = found.iter().map(|(id, _)| *id).collect();
            let messages = queries::messages_with(&mut *snap, &ctx.actor, id, &ids).await?;
            Ok::<_, Error>((messages, earlier, more && from.is_some(), place))
        })
        .await?;
    let all = ctx.actor.allows::<CarryFromRoom>(&place);
    let own = |message: &Message| !place.community_archived && message.author.id == ctx.actor.id();
    let messages = messages.into_iter().map(|message| (message.clone(), all || own(&message))).collect();
    let mut targets = communities::listed(ctx, Some(true), None, TARGETS).await?.items;
    targets.retain(|community| !community.archived);
    targets.sort_by_key(|community| Some(community.id) != place.room_community_id);
    Ok(Choosing { messages, earlier, later, targets })
}

/// Puts messages in a new thread, and gives it. Their authors are told, and can take them back. What one tried before and
/// did gives the thread that there is.
///
/// # Errors
/// `Invalid`; as `Actor::may`.
pub async fn to_thread(ctx: &Ctx, id: RoomId, new: &NewMove) -> Result<MovedTo> {
    let place = access::room_place(ctx.db(), &ctx.actor, id).await?.ok_or(Error::NotFound)?;
    ctx.actor.may::<ReadRoom>(&place)?;
    new.check()?;
    let title: String = new.title.trim().nfc().collect();
    let tags = tidy_tags(&new.tags);
    let thread = ctx
        .db()
        .write(async |tx| {
            let place = access::room_place(&mut *tx, &ctx.actor, id).await?.ok_or(Error::NotFound)?;
            ctx.actor.may::<ReadRoom>(&place)?;
            tx.lock(id.uuid()).await?;
            let chosen = queries::movable(&mut *tx, id, &new.messages).await?;
            if let Some(thread) = stands(&chosen, new.messages.len()) {
                return Ok(thread);
            }
            carry(tx, ctx, place, new, (&title, &tags), &chosen).await
        })
        .await?;
    Ok(MovedTo { thread, url: format!("/t/{thread}") })
}

/// The thread in which all of them stand already.
fn stands(chosen: &[queries::Movable], wanted: usize) -> Option<ThreadId> {
    let thread = chosen.first()?.thread_id?;
    (chosen.len() == wanted && chosen.iter().all(|message| message.thread_id == Some(thread))).then_some(thread)
}

async fn carry(
    tx: &mut Tx,
    ctx: &Ctx,
    place: RoomPlace,
    new: &NewMove,
    (title, tags): (&str, &[String]),
    chosen: &[queries::Movable],
) -> Result<ThreadId> {
    let refused = |field| Error::field(field, Wrong::NotAChoice);
    let room = place.room_id;
    let Some(first) = chosen.first().filter(|_| chosen.len() == new.messages.len()) else {
        return Err(refused("messages"));
    };
    let target = access::community_by_slug(&mut *tx, &ctx.actor, &new.community).await?;
    let target = target.ok_or_else(|| refused("community"))?;
    let open = ctx.actor.may::<OpenThread>(&target).map_err(|_| refused("community"))?;
    let others = chosen.iter().any(|message| message.author_id != open.by());
    // What others said stays with the community that it was said in.
    if others && place.room_community_id != Some(target.id) {
        return Err(refused("community"));
    }
    let mut said = Vec::with_capacity(chosen.len());
    for message in chosen {
        ctx.actor.may::<MoveMessage>(&at(place, message)).map_err(|_| refused("messages"))?;
        said.push(Carried {
            author: message.author_id,
            affiliation: message.affiliation_id,
            at: message.created_at,
            markdown: message.body_markdown.clone(),
            html: message.body_html.clone(),
            reply_to: chosen.iter().position(|other| Some(other.id) == message.re),
        });
    }
    let thread = threads::New { title, tags, from: (room, first.seq) };
    let (thread, posts) = threads::carry(tx, ctx, &open, thread, &said).await?;
    let mut authors = BTreeMap::<MemberId, (i64, MessageId)>::new();
    for (message, post) in chosen.iter().zip(&posts) {
        let permit = ctx.actor.may::<MoveMessage>(&at(place, message))?;
        queries::moved(tx, &permit, *post, ctx.now()).await?;
        tell_again(tx, ctx, (room, message.id), open.by()).await?;
        authors.entry(message.author_id).or_insert((0, message.id)).0 += 1;
    }
    authors.remove(&open.by());
    for (author, (count, message)) in authors {
        notifications::moved(tx, (author, open.by()), thread, (message, count), ctx.now()).await?;
    }
    Ok(thread)
}

/// Takes the reader's own message back out of the thread that it was put in.
///
/// # Errors
/// As `Actor::may`.
pub async fn take_back(ctx: &Ctx, id: MessageId) -> Result<Message> {
    ctx.db()
        .write(async |tx| {
            let place = access::message_place(&mut *tx, &ctx.actor, id).await?.ok_or(Error::NotFound)?;
            let permit = ctx.actor.may::<TakeBack>(&place)?;
            let (_, room) = permit.scope();
            let post = queries::post_of(&mut *tx, id).await?.ok_or(Error::NotFound)?;
            queries::take_words_back(tx, &permit).await?;
            threads::withdraw(tx, &permit, post, ctx.now()).await?;
            tell_again(tx, ctx, (room, id), permit.by()).await
        })
        .await
}
