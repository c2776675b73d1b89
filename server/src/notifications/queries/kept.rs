//! SQL about words in a chat that move or go.

use crate::db::{On, Result, sql};
use shared::{
    Timestamp,
    ids::{MemberId, RoomId, ThreadId},
};

/// Where messages went.
#[derive(Clone, Debug, sqlx::FromRow)]
pub struct MovedTo {
    pub title: String,
    pub community: String,
    /// Whether everybody reads that community.
    pub open: bool,
    /// Who put them there.
    pub by: Option<String>,
}

/// The thread that messages went to, and who put them there.
pub async fn moved_to(on: impl Into<On<'_>>, thread: ThreadId, by: MemberId) -> Result<Option<MovedTo>> {
    sql!(
        "select t.title, c.name as community, c.visibility = 'open' as open,
                (select m.name from member m where m.id = $2 and m.departed_at is null) as by
         from thread t join community c on c.id = t.community_id
         where t.id = $1 and t.deleted_at is null",
        thread,
        by
    )
    .fetch_optional(on)
    .await
}

/// A room from which messages will disappear.
#[derive(Clone, Debug, sqlx::FromRow)]
pub struct RoomLeft {
    pub id: RoomId,
    pub name: Option<String>,
    /// Whether everybody reads its community.
    pub open: bool,
    pub count: i64,
    /// The first of them.
    pub seq: i64,
    pub announced_at: Timestamp,
}

/// Rooms that a member reads from which was announced since `since` that messages will disappear: those where they keep order,
/// direct conversations, and closed rooms where nobody does.
pub async fn rooms_left(on: impl Into<On<'_>>, member: MemberId, since: Timestamp) -> Result<Vec<RoomLeft>> {
    sql!(
        "select r.id, c.name || ': ' || r.name as name, coalesce(c.visibility = 'open' and r.kind = 'open', false) as open,
                count(x.id) as count, min(x.seq) as seq, n.at as announced_at
         from room_notice n
         join room r on r.id = n.room_id
         left join community c on c.id = r.community_id
         join message x on x.room_id = r.id and x.seq <= n.seq and x.pinned_at is null and x.deleted_at is null
         where n.at >= $2
           and not exists (select 1 from room_level v where v.room_id = r.id and v.member_id = $1 and v.level = 'mute')
           and (r.community_id in (select b.community_id from membership b
                                   where b.member_id = $1 and b.role in ('moderator', 'owner'))
             or (r.kind <> 'open'
                 and r.audience_id in (select l.audience_id from audience_member l where l.member_id = $1)
                 and not exists (select 1 from audience_member l
                                 join membership b on b.member_id = l.member_id and b.community_id = r.community_id
                                 where l.audience_id = r.audience_id and b.role in ('moderator', 'owner'))))
         group by r.id, c.name, r.name, c.visibility, r.kind, n.at
         order by n.at, r.id",
        member,
        since
    )
    .fetch_all(on)
    .await
}
