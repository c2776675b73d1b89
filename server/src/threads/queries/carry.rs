//! SQL about threads that began in a chat.

use crate::{
    access::{Actor, OpenThread, Permit, TakeBack},
    db::{On, Result, Tx, sql},
};
use shared::{
    Timestamp,
    ids::{CommunityId, PostId, RoomId, ThreadId},
    threads::FromChat,
};

/// The chat that a thread began in, when the actor reads there.
pub async fn origin(on: impl Into<On<'_>>, actor: &Actor, thread: ThreadId) -> Result<Option<FromChat>> {
    let found: Option<(RoomId, i64, Timestamp, Option<String>)> = sql!(
        "select r.id, t.room_seq, t.carried_at, case when m.departed_at is null then m.name end
         from thread t join room r on r.id = t.room_id join member m on m.id = t.carried_by
         where t.id = $1",
        thread
    )
    .readable("r.audience_id", actor)
    .fetch_optional(on)
    .await?;
    Ok(found.map(|(room, seq, at, by)| FromChat {
        url: format!("/chat/{room}?after={}#m{seq}", seq - 1),
        by: by.unwrap_or_default(),
        at,
    }))
}

/// Notes that a thread began in a chat; it is as active as when it was put where it is.
pub async fn came_from(
    tx: &mut Tx,
    by: &Permit<OpenThread>,
    thread: ThreadId,
    (room, seq): (RoomId, i64),
    now: Timestamp,
) -> Result<u64> {
    sql!(
        "update thread set room_id = $2, room_seq = $3, carried_by = $4, carried_at = $5, active_at = $5 where id = $1",
        thread,
        room,
        seq,
        by.by(),
        now
    )
    .execute(tx)
    .await
}

/// Takes a post out of the thread that its author did not put it in: nobody reads its words there any more.
pub async fn withdraw(tx: &mut Tx, by: &Permit<TakeBack>, post: PostId, now: Timestamp) -> Result<u64> {
    sql!("delete from post_revision where post_id = $1", post).execute(&mut *tx).await?;
    sql!(
        "update post set deleted_at = $2, deleted_by = $3, body_markdown = '', body_html = '' where id = $1",
        post,
        now,
        by.by()
    )
    .execute(tx)
    .await
}

/// Takes a thread away in which no post is left; gives its community when there was none.
pub async fn end_empty(
    tx: &mut Tx,
    by: &Permit<TakeBack>,
    thread: ThreadId,
    now: Timestamp,
) -> Result<Option<CommunityId>> {
    sql!(
        "update thread set deleted_at = $2, deleted_by = $3
         where id = $1 and deleted_at is null
           and not exists (select 1 from post p where p.thread_id = $1 and p.deleted_at is null)
         returning community_id",
        thread,
        now,
        by.by()
    )
    .fetch_maybe(tx)
    .await
}
