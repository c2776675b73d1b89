//! SQL about rooms and who is on their lists.

use crate::{
    access::{Actor, Converse, LeaveRoom, ManageRoom, OpenRoom, Permit, SetRoomList},
    db::{Hint, On, Result, Tx, anywhere, sql},
    files,
};
use shared::{
    Timestamp,
    chat::{KEEP_DIRECT, KEEP_ROOM, Participant, RoomKind, RoomRow},
    ids::{AudienceId, ChannelId, CommunityId, FileId, MemberId, RoomId},
    people::fold,
};

/// Which rooms.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Which {
    /// Those of the reader's communities, by name.
    OfCommunities,
    /// Those of one community.
    OfCommunity(CommunityId),
    /// Direct conversations, the one last used first.
    Direct,
    /// One.
    One(RoomId),
}

/// Rooms that the reader reads, at most 200.
pub async fn rooms(on: impl Into<On<'_>>, actor: &Actor, which: Which) -> Result<Vec<RoomRow>> {
    let me = actor.id().unwrap_or(MemberId::from_uuid(uuid::Uuid::nil()));
    let query = sql!(
        "select r.id, r.kind, c.id as community_id, c.slug as community_slug, c.name as community,
                case when r.kind = 'direct' then coalesce(
                    (select string_agg(m.name, ', ' order by m.sort_key) from audience_member l join member m on m.id = l.member_id
                     where l.audience_id = r.audience_id and m.id <> $1 and m.departed_at is null),
                    case when r.direct_key = $2 then (select m.name from member m where m.id = $1) end, '') else r.name end as name,
                r.archived_at is not null or c.archived_at is not null as archived,
                coalesce(k.seq, 0) as mark,
                (select h.head from channel h where h.kind = 'room' and h.ref = r.id) as head,
                (select count(*) from (select 1 from message x where x.room_id = r.id and x.seq > coalesce(k.seq, 0)
                    and x.author_id <> $1 and x.deleted_at is null limit 100) y) as unread,
                (select count(*) from mention n join message x on x.id = n.message_id
                 where n.member_id = $1 and x.room_id = r.id and x.seq > coalesce(k.seq, 0) and x.deleted_at is null) as mentions,
                coalesce(v.level, 'all') as level,
                (select x.created_at from message x where x.room_id = r.id order by x.seq desc limit 1) as last_at,
                coalesce(r.keep_days, case when r.kind = 'direct' then cast($3 as bigint) else cast($4 as bigint) end) as keep
         from room r
         left join room_level v on v.room_id = r.id and v.member_id = $1
         left join community c on c.id = r.community_id
         left join room_mark k on k.room_id = r.id and k.member_id = $1
         where true",
        me,
        me.to_string(),
        KEEP_DIRECT,
        KEEP_ROOM
    )
    .readable("r.audience_id", actor);
    match which {
        Which::OfCommunities => {
            query.push(" and r.kind <> 'direct' order by c.sort_key, c.id, r.position, r.id limit 200")
        }
        Which::OfCommunity(id) => {
            query.push_with(" and r.community_id = ?", id).push(" order by r.position, r.id limit 200")
        }
        Which::Direct => query.push(
            " and r.kind = 'direct' and exists (select 1 from message x where x.room_id = r.id)
             order by last_at desc, r.id desc limit 200",
        ),
        Which::One(id) => query.push_with(" and r.id = ?", id),
    }
    .fetch_all(on)
    .await
}

/// Closed rooms of a community whose list `me` is not on.
pub async fn unread_closed(
    on: impl Into<On<'_>>,
    community: CommunityId,
    me: MemberId,
) -> Result<Vec<(RoomId, String)>> {
    sql!(
        "select r.id, r.name from room r
         where r.community_id = $1 and r.kind = 'closed'
           and r.audience_id not in (select l.audience_id from audience_member l where l.member_id = $2)
         order by r.position, r.id",
        community,
        me
    )
    .fetch_all(on)
    .await
}

/// A room as those see it who manage it without reading it: nothing of what is said there.
pub async fn managed(on: impl Into<On<'_>>, id: RoomId) -> Result<Option<RoomRow>> {
    sql!(
        "select r.id, r.kind, r.name, c.id as community_id, c.slug as community_slug, c.name as community,
                r.archived_at is not null or c.archived_at is not null as archived,
                cast(0 as bigint) as mark, cast(0 as bigint) as head, cast(0 as bigint) as unread, cast(0 as bigint) as mentions, 'all' as level, cast(null as timestamptz) as last_at,
                coalesce(r.keep_days, $2) as keep
         from room r join community c on c.id = r.community_id where r.id = $1",
        id,
        KEEP_ROOM
    )
    .fetch_optional(on)
    .await
}

/// Makes a room in a community, after those it has, with an audience of its own; who makes a closed one is on its list.
pub async fn open(
    tx: &mut Tx,
    by: &Permit<OpenRoom>,
    (id, audience): (RoomId, AudienceId),
    kind: RoomKind,
    name: &str,
    now: Timestamp,
) -> Result<()> {
    let (community, _) = by.scope();
    let what = if kind == RoomKind::Open { "community" } else { "room" };
    sql!("insert into audience (id, kind, community_id) values ($1, $2, $3)", audience, what, community)
        .execute(&mut *tx)
        .await?;
    sql!(
        "insert into room (id, community_id, audience_id, name, kind, position, created_at)
         select $1, $2, $3, $4, $5, coalesce(max(r.position), -1) + 1, $6 from room r where r.community_id = $2",
        id,
        community,
        audience,
        name,
        kind,
        now
    )
    .execute(&mut *tx)
    .await?;
    channel(tx, id, audience).await?;
    if kind == RoomKind::Closed {
        list(tx, audience, by.by(), now).await?;
    }
    Ok(())
}

async fn channel(tx: &mut Tx, room: RoomId, audience: AudienceId) -> Result<u64> {
    let id = ChannelId::from_uuid(crate::clock::fresh_id());
    sql!("insert into channel (id, kind, ref, audience_id) values ($1, 'room', $2, $3)", id, room, audience)
        .execute(tx)
        .await
}

/// Puts somebody on a list; gives whether they were not on it.
async fn list(tx: &mut Tx, audience: AudienceId, member: MemberId, now: Timestamp) -> Result<bool> {
    let added = sql!(
        "insert into audience_member (audience_id, member_id, since) values ($1, $2, $3)
         on conflict (audience_id, member_id) do nothing",
        audience,
        member,
        now
    )
    .execute(&mut *tx)
    .await?;
    changed(tx, audience).await?;
    Ok(added > 0)
}

/// Takes somebody off a list; gives whether they were on it.
async fn unlist(tx: &mut Tx, audience: AudienceId, member: MemberId) -> Result<bool> {
    let gone = sql!("delete from audience_member where audience_id = $1 and member_id = $2", audience, member)
        .execute(&mut *tx)
        .await?;
    changed(tx, audience).await?;
    Ok(gone > 0)
}

/// Raises the version of who is on a list.
async fn changed(tx: &mut Tx, audience: AudienceId) -> Result<u64> {
    tx.tell(Hint::Standing);
    sql!("update audience set acl = acl + 1 where id = $1", audience).execute(tx).await
}

/// Names a room.
pub async fn name(tx: &mut Tx, by: &Permit<ManageRoom>, name: &str) -> Result<u64> {
    sql!("update room set name = $2 where id = $1", by.scope().0, name).execute(tx).await
}

/// Closes a room, or opens it again.
pub async fn archive(tx: &mut Tx, by: &Permit<ManageRoom>, at: Option<Timestamp>) -> Result<u64> {
    sql!("update room set archived_at = $2 where id = $1", by.scope().0, at).execute(tx).await
}

/// Puts a member on the list of a closed room; gives whether they were not on it.
pub async fn add(tx: &mut Tx, by: &Permit<SetRoomList>, member: MemberId, now: Timestamp) -> Result<bool> {
    list(tx, by.scope().1, member, now).await
}

/// Takes a member off the list of a closed room; gives whether they were on it.
pub async fn remove(tx: &mut Tx, by: &Permit<SetRoomList>, member: MemberId) -> Result<bool> {
    unlist(tx, by.scope().1, member).await
}

/// Takes the actor off the list of a closed room.
pub async fn leave(tx: &mut Tx, by: &Permit<LeaveRoom>) -> Result<bool> {
    unlist(tx, by.scope().1, by.by()).await
}

/// Makes a direct conversation. Fails with a unique violation when these people have one.
pub async fn converse(
    tx: &mut Tx,
    by: &Permit<Converse>,
    (id, audience): (RoomId, AudienceId),
    key: &str,
    people: &[MemberId],
    now: Timestamp,
) -> Result<()> {
    debug_assert!(people.contains(&by.by()), "nobody makes a conversation of others");
    sql!("insert into audience (id, kind) values ($1, 'room')", audience).execute(&mut *tx).await?;
    sql!(
        "insert into room (id, audience_id, name, kind, direct_key, created_at) values ($1, $2, '', 'direct', $3, $4)",
        id,
        audience,
        key,
        now
    )
    .execute(&mut *tx)
    .await?;
    channel(tx, id, audience).await?;
    for member in people {
        list(tx, audience, *member, now).await?;
    }
    Ok(())
}

/// The direct conversation of these people.
pub async fn conversation(on: impl Into<On<'_>>, key: &str) -> Result<Option<RoomId>> {
    sql!("select id from room where direct_key = $1", key).fetch_maybe(on).await
}

/// How many of these members have an account that lives.
pub async fn living(on: impl Into<On<'_>>, people: &[MemberId]) -> Result<i64> {
    sql!("select count(*) from member where disabled_at is null and departed_at is null")
        .and_in("id", people.iter().copied())
        .fetch_value(on)
        .await
}

/// Whether somebody belongs to a community, with an account that lives.
pub async fn belongs(on: impl Into<On<'_>>, community: CommunityId, member: MemberId) -> Result<bool> {
    let found: Option<MemberId> = sql!(
        "select m.id from membership b join member m on m.id = b.member_id
         where b.community_id = $1 and b.member_id = $2 and m.disabled_at is null and m.departed_at is null",
        community,
        member
    )
    .fetch_maybe(on)
    .await?;
    Ok(found.is_some())
}

#[derive(Clone, Debug, sqlx::FromRow)]
pub(super) struct Person {
    pub id: MemberId,
    pub name: String,
    function: Option<String>,
    organisation: Option<String>,
    photo_id: Option<FileId>,
}

pub(super) async fn seen(on: On<'_>, actor: &Actor, people: Vec<Person>) -> Result<Vec<Participant>> {
    let photos = files::photos(on, actor, people.iter().map(|person| person.photo_id)).await?;
    let seen = |person: Person| Participant {
        id: person.id,
        name: person.name,
        function: person.function.filter(|text| !text.is_empty()),
        organisation: person.organisation,
        photo: photos.url(person.photo_id),
    };
    Ok(people.into_iter().map(seen).collect())
}

/// Who reads a closed room or a direct conversation, by name.
pub async fn listed(on: impl Into<On<'_>>, actor: &Actor, room: RoomId) -> Result<Vec<Participant>> {
    let mut on = on.into();
    let people = sql!(
        "select m.id, m.name, a.function, o.name as organisation, m.photo_id
         from room r
         join audience_member l on l.audience_id = r.audience_id
         join member m on m.id = l.member_id
         left join affiliation a on a.member_id = m.id and a.until is null
         left join organisation o on o.id = a.organisation_id
         where r.id = $1 and m.departed_at is null
           and (r.community_id is null or m.id in (select b.member_id from membership b where b.community_id = r.community_id))
         order by m.sort_key, m.id limit 500",
        room
    )
    .fetch_all(on.again())
    .await?;
    seen(on, actor, people).await
}

/// Who could be put on the list of a closed room: members of its community who are not on it, by name.
pub async fn candidates(
    on: impl Into<On<'_>>,
    actor: &Actor,
    room: RoomId,
    words: &str,
    limit: i64,
) -> Result<Vec<Participant>> {
    let mut on = on.into();
    let query = sql!(
        "select m.id, m.name, a.function, o.name as organisation, m.photo_id
         from room r
         join membership b on b.community_id = r.community_id
         join member m on m.id = b.member_id
         left join affiliation a on a.member_id = m.id and a.until is null
         left join organisation o on o.id = a.organisation_id
         where r.id = $1 and m.departed_at is null and m.disabled_at is null
           and m.id not in (select l.member_id from audience_member l where l.audience_id = r.audience_id)",
        room
    );
    let people =
        named(query, words).push_with(" order by m.sort_key, m.id limit ?", limit).fetch_all(on.again()).await?;
    seen(on, actor, people).await
}

/// Members whose accounts live.
fn members() -> crate::db::Query<'static> {
    sql!(
        "select m.id, m.name, a.function, o.name as organisation, m.photo_id
         from member m
         left join affiliation a on a.member_id = m.id and a.until is null
         left join organisation o on o.id = a.organisation_id
         where m.departed_at is null and m.disabled_at is null"
    )
}

/// Members who could be written to, by name.
pub async fn colleagues(on: impl Into<On<'_>>, actor: &Actor, words: &str, limit: i64) -> Result<Vec<Participant>> {
    let mut on = on.into();
    let query = members().and("m.id <> ?", actor.id());
    let people =
        named(query, words).push_with(" order by m.sort_key, m.id limit ?", limit).fetch_all(on.again()).await?;
    seen(on, actor, people).await
}

/// Members with these ids whose accounts live, by name.
pub async fn chosen(on: impl Into<On<'_>>, actor: &Actor, ids: &[MemberId]) -> Result<Vec<Participant>> {
    let mut on = on.into();
    let people =
        members().and_in("m.id", ids.iter().copied()).push(" order by m.sort_key, m.id").fetch_all(on.again()).await?;
    seen(on, actor, people).await
}

fn named<'v>(mut query: crate::db::Query<'v>, words: &str) -> crate::db::Query<'v> {
    for word in fold(words).split_whitespace().take(8) {
        query =
            query.push_with(" and (m.sort_key like ? escape '\\' or o.sort_key like ? escape '\\')", anywhere(word));
    }
    query
}
