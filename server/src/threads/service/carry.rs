//! What was said in a chat, put in a thread: each message becomes a post of whoever said it, at the moment it was said. An
//! author who objects takes their words back out.

use super::posts::{Head, Text, Words, add, begin};
use crate::{
    Result,
    access::{Actor, OpenThread, Permit, TakeBack},
    app::Ctx,
    clock,
    db::{ChangeKind, Tx},
    live::{self, Of},
    threads::queries,
};
use serde_json::json;
use shared::{
    Timestamp,
    ids::{AffiliationId, MemberId, PostId, RoomId, ThreadId},
};

/// Something said in a chat.
#[derive(Clone, Debug)]
pub struct Carried {
    /// Who said it.
    pub author: MemberId,
    /// For whom they worked.
    pub affiliation: Option<AffiliationId>,
    /// When.
    pub at: Timestamp,
    /// The source.
    pub markdown: String,
    /// What is shown.
    pub html: String,
    /// The place in the list of what it answers.
    pub reply_to: Option<usize>,
}

/// What a thread of messages begins with.
#[derive(Clone, Copy, Debug)]
pub struct New<'n> {
    /// Its title.
    pub title: &'n str,
    /// Its tags.
    pub tags: &'n [String],
    /// Where it was said: the room, and the number of the first message.
    pub from: (RoomId, i64),
}

/// Opens a thread with what was said, oldest first; gives it with its posts, whose numbers are their places from 1.
///
/// # Errors
/// The database's.
pub async fn carry(
    tx: &mut Tx,
    ctx: &Ctx,
    by: &Permit<OpenThread>,
    new: New<'_>,
    said: &[Carried],
) -> Result<(ThreadId, Vec<PostId>)> {
    let thread = ThreadId::from_uuid(clock::id_at(ctx.now()));
    let (community, _) = by.scope();
    let mut posts = Vec::<PostId>::with_capacity(said.len());
    for one in said {
        let actor = Actor::System { id: one.author, affiliation: one.affiliation };
        let author = Ctx { actor, ..ctx.clone() };
        let text = Text { markdown: one.markdown.clone(), html: one.html.clone() };
        let reply_to = one.reply_to.and_then(|place| posts.get(place).copied());
        let words = Words { text: &text, reply_to, nonce: None, files: &[] };
        let post = if posts.is_empty() {
            let head = Head { id: thread, community, title: new.title, tags: new.tags, external_id: None };
            begin(tx, &author, head, words, one.at).await?
        } else {
            add(tx, &author, thread, words, one.at).await?.1
        };
        posts.push(post);
    }
    queries::came_from(tx, by, thread, new.from, ctx.now()).await?;
    Ok((thread, posts))
}

/// Takes a post out of the thread it was put in, with all its words; a thread without posts goes as well.
///
/// # Errors
/// The database's.
pub async fn withdraw(
    tx: &mut Tx,
    by: &Permit<TakeBack>,
    (thread, post): (ThreadId, PostId),
    now: Timestamp,
) -> Result<()> {
    queries::withdraw(tx, by, post, now).await?;
    tx.changed(ChangeKind::Post, post.uuid(), now).await?;
    live::emit(tx, Of::Thread(thread), "delete", Some(by.by()), &json!({ "id": post }), now).await?;
    if let Some(community) = queries::end_empty(tx, by, thread, now).await? {
        tx.changed(ChangeKind::Thread, thread.uuid(), now).await?;
        let state = json!({ "id": thread, "deleted": true });
        live::emit(tx, Of::Community(community), "state", Some(by.by()), &state, now).await?;
    }
    Ok(())
}
