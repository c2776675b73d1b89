//! SQL about what disappears from rooms when its time is over.

use crate::{
    access::{ManageRoom, Permit},
    db::{ChangeKind, On, Result, Tx, sql},
};
use shared::{
    Timestamp,
    chat::{KEEP_DIRECT, KEEP_ROOM},
    ids::{MemberId, MessageId, RoomId},
};

/// Sets for how many days what is said stays in a room.
pub async fn keep(tx: &mut Tx, by: &Permit<ManageRoom>, days: i64) -> Result<u64> {
    sql!("update room set keep_days = $2 where id = $1", by.scope().0, days).execute(tx).await
}

/// A room in which what is said does not stay for ever.
#[derive(Clone, Copy, Debug, sqlx::FromRow)]
pub struct Passing {
    pub id: RoomId,
    /// For how many days it stays.
    pub days: i64,
}

/// Rooms in which something was said and does not stay for ever, after `after`, by id.
pub async fn passing(on: impl Into<On<'_>>, after: Option<RoomId>, limit: i64) -> Result<Vec<Passing>> {
    sql!(
        "select r.id, coalesce(r.keep_days, case when r.kind = 'direct' then cast($1 as bigint) else cast($2 as bigint) end) as days
         from room r
         where coalesce(r.keep_days, 1) > 0 and exists (select 1 from message x where x.room_id = r.id)",
        KEEP_DIRECT,
        KEEP_ROOM
    )
    .and("r.id > ?", after)
    .push_with(" order by r.id limit ?", limit)
    .fetch_all(on)
    .await
}

/// The number of the last message said before `before`, when it was not announced to go.
pub async fn unannounced(on: impl Into<On<'_>>, room: RoomId, before: Timestamp) -> Result<Option<i64>> {
    sql!(
        "select max(x.seq) from message x
         where x.room_id = $1 and x.created_at < $2 and (x.pinned_at is null or x.deleted_at is not null)
           and x.seq > coalesce((select max(n.seq) from room_notice n where n.room_id = $1), 0)
         having max(x.seq) is not null",
        room,
        before
    )
    .fetch_maybe(on)
    .await
}

/// Notes what was announced; gives whether it was not before.
pub async fn announce(tx: &mut Tx, (room, seq): (RoomId, i64), now: Timestamp) -> Result<bool> {
    let new = sql!(
        "insert into room_notice (room_id, seq, at) values ($1, $2, $3) on conflict (room_id, seq) do nothing",
        room,
        seq,
        now
    )
    .execute(tx)
    .await?;
    Ok(new > 0)
}

/// The number up to which messages were announced to go before `before`.
pub async fn announced(on: impl Into<On<'_>>, room: RoomId, before: Timestamp) -> Result<i64> {
    let last: Option<i64> = sql!(
        "select max(n.seq) from room_notice n where n.room_id = $1 and n.at <= $2 having max(n.seq) is not null",
        room,
        before
    )
    .fetch_maybe(on)
    .await?;
    Ok(last.unwrap_or(0))
}

/// What was announced to go from a room, is not pinned and has words: how many, the first, when it was said and when it was
/// announced.
pub async fn leaving(on: impl Into<On<'_>>, room: RoomId) -> Result<Option<(i64, i64, Timestamp, Timestamp)>> {
    sql!(
        "select y.count, y.seq, y.said_at, (select min(n.at) from room_notice n where n.room_id = $1 and n.seq >= y.seq) as at
         from (select count(*) as count, min(x.seq) as seq, min(x.created_at) as said_at from message x
               where x.room_id = $1 and x.pinned_at is null and x.deleted_at is null
                 and x.seq <= (select max(n.seq) from room_notice n where n.room_id = $1)) y
         where y.count > 0",
        room
    )
    .fetch_optional(on)
    .await
}

/// Messages of a room whose time is over: said before `before`, announced, not pinned, and with no side talk that is younger.
#[derive(Clone, Debug, sqlx::FromRow)]
pub struct Over {
    pub id: MessageId,
    pub seq: i64,
    pub version: i64,
}

/// The oldest messages whose time is over, at most `limit`; answers before what they answer.
pub async fn over(
    on: impl Into<On<'_>>,
    room: RoomId,
    (upto, before): (i64, Timestamp),
    limit: i64,
) -> Result<Vec<Over>> {
    sql!(
        "select x.id, x.seq, x.version from message x
         where x.room_id = $1 and x.seq <= $2 and x.created_at < $3 and (x.pinned_at is null or x.deleted_at is not null)
           and not exists (select 1 from message y where y.root_id = x.id)
         order by x.seq limit $4",
        room,
        upto,
        before,
        limit
    )
    .fetch_all(on)
    .await
}

/// Takes messages away for good; a nonce stays, so that a retried send doubles nothing.
pub async fn forget(tx: &mut Tx, room: RoomId, gone: &[Over], now: Timestamp) -> Result<()> {
    let ids = || gone.iter().map(|message| message.id);
    sql!(
        "insert into message_nonce (author_id, nonce, message_id, room_id, seq)
         select x.author_id, x.nonce, x.id, x.room_id, x.seq from message x where x.nonce is not null and x.room_id = $1",
        room
    )
    .and_in("x.id", ids())
    .push(" on conflict (author_id, nonce) do nothing")
    .execute(&mut *tx)
    .await?;
    sql!("delete from message where room_id = $1", room).and_in("id", ids()).execute(&mut *tx).await?;
    for message in gone {
        tx.changed(ChangeKind::Message, message.id.uuid(), now).await?;
    }
    Ok(())
}

/// Forgets the events of a room that are older than what is said there may be.
pub async fn forget_events(tx: &mut Tx, room: RoomId, before: Timestamp) -> Result<u64> {
    sql!(
        "delete from channel_event
         where channel_id = (select c.id from channel c where c.kind = 'room' and c.ref = $1) and at < $2",
        room,
        before
    )
    .execute(tx)
    .await
}

/// Those who are told that messages of a room will go: who keeps order there and reads it; in a direct conversation, and
/// where nobody keeps order, all who read it.
pub async fn keepers(on: impl Into<On<'_>>, room: RoomId) -> Result<Vec<(MemberId,)>> {
    let mut on = on.into();
    let all: Vec<(MemberId, bool)> = sql!(
        "select m.id, coalesce(b.role in ('moderator', 'owner'), false) as keeps
         from room r
         join member m on m.departed_at is null and m.disabled_at is null
         left join membership b on b.community_id = r.community_id and b.member_id = m.id
         left join audience_member l on l.audience_id = r.audience_id and l.member_id = m.id
         where r.id = $1
           and case r.kind when 'open' then b.role in ('moderator', 'owner')
                           when 'closed' then b.role is not null and l.member_id is not null
                           else l.member_id is not null end
         order by m.id",
        room
    )
    .fetch_all(on.again())
    .await?;
    let some = all.iter().any(|(_, keeps)| *keeps);
    Ok(all.into_iter().filter(|(_, keeps)| *keeps || !some).map(|(id, _)| (id,)).collect())
}
