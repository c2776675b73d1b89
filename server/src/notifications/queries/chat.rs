//! SQL about what is told of a chat.

use crate::db::{On, Result, Tx, sql};
use shared::{
    Timestamp,
    ids::{MemberId, MessageId, RoomId},
};

/// Who hears of a message: whom it names, and in a direct conversation everybody; not its author, nor who muted the room.
pub async fn listeners_of_room(
    on: impl Into<On<'_>>,
    room: RoomId,
    message: MessageId,
    by: MemberId,
) -> Result<Vec<(MemberId,)>> {
    sql!(
        "select m.id from member m
         where m.id <> $3 and m.mail_messages and m.disabled_at is null and m.departed_at is null
           and m.id not in (select v.member_id from room_level v where v.room_id = $1 and v.level = 'mute')
           and (m.id in (select n.member_id from mention n where n.message_id = $2)
             or (m.id not in (select v.member_id from room_level v where v.room_id = $1)
                 and m.id in (select l.member_id from room r join audience_member l on l.audience_id = r.audience_id
                              where r.id = $1 and r.kind = 'direct')))
         order by m.id",
        room,
        message,
        by
    )
    .fetch_all(on)
    .await
}

/// What there is to tell a member of a room.
#[derive(Clone, Debug, sqlx::FromRow)]
pub struct News {
    pub email: String,
    pub lang: Option<String>,
    pub admin: bool,
    pub community: Option<String>,
    /// Whether everybody reads that community.
    pub open: bool,
    /// The last message that was not read and not told of.
    pub seq: i64,
    pub count: i64,
    pub author: Option<String>,
}

/// Messages that the member has not read, when no mail told of any since they were last there: in a direct conversation all
/// of others, elsewhere those that name them.
pub async fn unread(on: impl Into<On<'_>>, member: MemberId, room: RoomId) -> Result<Option<News>> {
    sql!(
        "select m.email, m.lang, m.admin, c.name as community, coalesce(c.visibility = 'open', false) as open,
                x.seq, x.author_name as author,
                (select count(*) from message y where y.room_id = r.id and y.seq > coalesce(k.seq, 0) and y.author_id <> m.id
                   and y.deleted_at is null
                   and (r.kind = 'direct' or y.id in (select n.message_id from mention n where n.member_id = m.id))) as count
         from member m
         join room r on r.id = $2
         left join community c on c.id = r.community_id
         left join room_mark k on k.room_id = r.id and k.member_id = m.id
         left join room_told t on t.room_id = r.id and t.member_id = m.id
         join (select z.room_id, z.seq, z.id, z.author_id, case when a.departed_at is null then a.name end as author_name
               from message z join member a on a.id = z.author_id
               where z.room_id = $2 and z.deleted_at is null and z.author_id <> $1) x
           on x.seq > coalesce(k.seq, 0)
          and (r.kind = 'direct' or x.id in (select n.message_id from mention n where n.member_id = m.id))
         where m.id = $1 and m.mail_messages and m.disabled_at is null and m.departed_at is null
           and coalesce(t.seq, 0) <= coalesce(k.seq, 0)
           and not exists (select 1 from room_level v where v.room_id = r.id and v.member_id = m.id and v.level = 'mute')
         order by x.seq desc limit 1",
        member,
        room
    )
    .fetch_optional(on)
    .await
}

/// Notes how far a member was told.
pub async fn told(tx: &mut Tx, (member, room): (MemberId, RoomId), seq: i64, now: Timestamp) -> Result<u64> {
    sql!(
        "insert into room_told (member_id, room_id, seq, at) values ($1, $2, $3, $4)
         on conflict (member_id, room_id) do update set seq = excluded.seq, at = excluded.at",
        member,
        room,
        seq,
        now
    )
    .execute(tx)
    .await
}

/// Mutes a room for a member.
pub async fn mute_room(tx: &mut Tx, (member, room): (MemberId, RoomId), now: Timestamp) -> Result<u64> {
    sql!(
        "insert into room_level (member_id, room_id, level, since)
         select m.id, r.id, 'mute', $3 from member m, room r where m.id = $1 and r.id = $2
         on conflict (member_id, room_id) do update set level = 'mute', since = excluded.since",
        member,
        room,
        now
    )
    .execute(tx)
    .await
}

/// No mail about any chat any more.
pub async fn stop_messages(tx: &mut Tx, member: MemberId) -> Result<u64> {
    sql!("update member set mail_messages = false where id = $1", member).execute(tx).await
}
