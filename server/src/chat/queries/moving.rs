//! SQL about messages that are put in a thread.

use crate::{
    access::{MoveMessage, Permit, TakeBack},
    db::{On, Result, Tx, sql},
};
use shared::{
    Timestamp,
    ids::{AffiliationId, MemberId, MessageId, PostId, RoomId, ThreadId},
};

/// A message that may become a post.
#[derive(Clone, Debug, sqlx::FromRow)]
pub struct Movable {
    pub id: MessageId,
    pub seq: i64,
    pub author_id: MemberId,
    pub affiliation_id: Option<AffiliationId>,
    pub created_at: Timestamp,
    pub body_markdown: String,
    pub body_html: String,
    pub re: Option<MessageId>,
    pub deleted: bool,
    /// The thread it stands in, when it was moved already.
    pub thread_id: Option<ThreadId>,
}

/// Messages of a room with these ids, oldest first.
pub async fn movable(on: impl Into<On<'_>>, room: RoomId, ids: &[MessageId]) -> Result<Vec<Movable>> {
    sql!(
        "select x.id, x.seq, x.author_id, x.affiliation_id, x.created_at, x.body_markdown, x.body_html, x.root_id as re,
                x.deleted_at is not null as deleted, p.thread_id
         from message x left join post p on p.id = x.post_id and p.deleted_at is null
         where x.room_id = $1",
        room
    )
    .and_in("x.id", ids.iter().copied())
    .push(" order by x.seq")
    .fetch_all(on)
    .await
}

/// The ids and authors of messages of a room that have words, side talks among them: the oldest after a place, or the newest
/// before one.
pub async fn stretch(
    on: impl Into<On<'_>>,
    room: RoomId,
    (after, before): (Option<i64>, Option<i64>),
    limit: i64,
) -> Result<Vec<(MessageId, i64)>> {
    let query = sql!("select x.id, x.seq from message x where x.room_id = $1 and x.deleted_at is null", room)
        .and("x.seq > ?", after)
        .and("x.seq < ?", before);
    let query = if after.is_some() { query.push(" order by x.seq") } else { query.push(" order by x.seq desc") };
    let mut found: Vec<(MessageId, i64)> = query.push_with(" limit ?", limit).fetch_all(on).await?;
    found.sort_by_key(|(_, seq)| *seq);
    Ok(found)
}

/// Notes that a message is a post now; its words are there.
pub async fn moved(tx: &mut Tx, by: &Permit<MoveMessage>, post: PostId, now: Timestamp) -> Result<u64> {
    sql!(
        "update message set post_id = $2, deleted_at = $3, deleted_by = $4, body_markdown = '', body_html = '',
                pinned_at = null, pinned_by = null
         where id = $1",
        by.scope().0,
        post,
        now,
        by.by()
    )
    .execute(tx)
    .await
}

/// The post that a message became.
pub async fn post_of(on: impl Into<On<'_>>, id: MessageId) -> Result<Option<(ThreadId, PostId)>> {
    sql!(
        "select p.thread_id, p.id from message x join post p on p.id = x.post_id and p.deleted_at is null where x.id = $1",
        id
    )
    .fetch_optional(on)
    .await
}

/// Gives a message the words of the post that it became, and forgets that it did.
pub async fn take_words_back(tx: &mut Tx, by: &Permit<TakeBack>) -> Result<u64> {
    let (id, _) = by.scope();
    sql!(
        "update message set
            body_markdown = (select p.body_markdown from post p where p.id = message.post_id),
            body_html = (select p.body_html from post p where p.id = message.post_id),
            version = version + 1, post_id = null, deleted_at = null, deleted_by = null
         where id = $1 and post_id is not null",
        id
    )
    .execute(tx)
    .await
}
