//! Every SQL text about communities.

use crate::{
    access::{Actor, Admit, Ask, FoundCommunity, Join, Joining, Leave, Permit, Role, Visibility},
    db::{On, Result, Tx, sql},
};
use shared::{
    Timestamp,
    communities::{NewCommunity, Request, Room},
    ids::{AudienceId, ChannelId, CommunityId, JoinRequestId, MemberId, RoomId},
    people::sort_key,
};

/// A community as the database knows it.
#[derive(Clone, Debug, sqlx::FromRow)]
pub struct Row {
    pub id: CommunityId,
    pub slug: String,
    pub name: String,
    pub description: String,
    pub visibility: Visibility,
    pub world: bool,
    pub joining: Joining,
    pub question: String,
    pub rules_html: String,
    pub role: Option<Role>,
    pub requested: bool,
    pub members: i64,
    pub archived: bool,
    pub audience_id: AudienceId,
}

/// The communities that the actor may know of, by name; the one called `slug` when given.
pub async fn list(
    on: impl Into<On<'_>>,
    actor: &Actor,
    slug: Option<&str>,
    after: Option<&str>,
    limit: i64,
) -> Result<Vec<Row>> {
    let me = actor.id().unwrap_or(MemberId::from_uuid(uuid::Uuid::nil()));
    sql!(
        "select c.id, c.slug, c.name, c.description, c.visibility, au.kind = 'public' as world, c.joining, c.question,
                c.rules_html, m.role, r.id is not null as requested, c.archived_at is not null as archived, c.audience_id,
                (select count(*) from membership x where x.community_id = c.id) as members
         from community c
         join audience au on au.id = c.audience_id
         left join membership m on m.community_id = c.id and m.member_id = $1
         left join join_request r on r.community_id = c.id and r.member_id = $1 and r.decided_at is null
         where true",
        me
    )
    .findable(actor)
    .and("c.slug = ?", slug)
    .and("c.slug > ?", after)
    .push_with(" order by c.slug limit ?", limit)
    .fetch_all(on)
    .await
}

/// The chat rooms of a community.
pub async fn rooms(on: impl Into<On<'_>>, id: CommunityId) -> Result<Vec<Room>> {
    sql!("select id, name from room where community_id = $1 and archived_at is null order by position, id", id)
        .fetch_all(on)
        .await
}

/// Whether a slug is in use, or was.
pub async fn slug_taken(on: impl Into<On<'_>>, slug: &str) -> Result<bool> {
    let n: i64 = sql!(
        "select (select count(*) from community where slug = $1) + (select count(*) from community_redirect where slug = $1)",
        slug
    )
    .fetch_value(on)
    .await?;
    Ok(n > 0)
}

/// Makes a community with its audience, room and channels.
pub async fn insert(
    tx: &mut Tx,
    _by: &Permit<FoundCommunity>,
    id: CommunityId,
    ids: (AudienceId, RoomId, [ChannelId; 2]),
    slug: &str,
    new: &NewCommunity,
    rules_html: &str,
    now: Timestamp,
) -> Result<()> {
    let (audience, room, [own, talk]) = ids;
    let kind = if new.visibility == "open" { crate::site::open_audience(&mut *tx).await? } else { "community" };
    sql!("insert into audience (id, kind, community_id) values ($1, $2, $3)", audience, kind, id).execute(tx).await?;
    sql!(
        "insert into community (id, slug, name, sort_key, description, visibility, joining, question, rules_markdown, rules_html, audience_id, created_at)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)",
        id,
        slug,
        new.name.trim(),
        sort_key(&new.name),
        &new.description,
        &new.visibility,
        &new.join,
        &new.question,
        &new.rules_markdown,
        rules_html,
        audience,
        now
    )
    .execute(tx)
    .await?;
    // What is said in a room is for its members, also when the world reads the threads.
    let inner = AudienceId::from_uuid(crate::clock::fresh_id());
    sql!("insert into audience (id, kind, community_id) values ($1, 'community', $2)", inner, id).execute(tx).await?;
    sql!(
        "insert into room (id, community_id, audience_id, name, created_at) values ($1, $2, $3, 'Algemeen', $4)",
        room,
        id,
        inner,
        now
    )
    .execute(tx)
    .await?;
    for (channel, kind, what, audience) in [(own, "community", id.uuid(), audience), (talk, "room", room.uuid(), inner)]
    {
        sql!("insert into channel (id, kind, ref, audience_id) values ($1, $2, $3, $4)", channel, kind, what, audience)
            .execute(tx)
            .await?;
    }
    Ok(())
}

async fn put(tx: &mut Tx, community: CommunityId, member: MemberId, role: Role, now: Timestamp) -> Result<u64> {
    let added = sql!(
        "insert into membership (community_id, member_id, role, joined_at) values ($1, $2, $3, $4)
         on conflict (community_id, member_id) do nothing",
        community,
        member,
        role,
        now
    )
    .execute(tx)
    .await?;
    changed(tx, community).await?;
    Ok(added)
}

/// Raises the version of who belongs to the community.
async fn changed(tx: &mut Tx, community: CommunityId) -> Result<u64> {
    tx.tell(crate::db::Hint::Standing);
    sql!("update audience set acl = acl + 1 where community_id = $1", community).execute(tx).await
}

/// Makes the founder its owner.
pub async fn own(tx: &mut Tx, by: &Permit<FoundCommunity>, community: CommunityId, now: Timestamp) -> Result<u64> {
    put(tx, community, by.by(), Role::Owner, now).await
}

/// The actor joins.
pub async fn join(tx: &mut Tx, by: &Permit<Join>, now: Timestamp) -> Result<u64> {
    put(tx, by.scope().0, by.by(), Role::Member, now).await
}

/// Somebody is admitted with a role.
pub async fn admit(tx: &mut Tx, by: &Permit<Admit>, member: MemberId, role: Role, now: Timestamp) -> Result<u64> {
    put(tx, by.scope().0, member, role, now).await
}

/// The actor asks to join; asking twice keeps the newest words.
pub async fn ask(tx: &mut Tx, by: &Permit<Ask>, id: JoinRequestId, message: &str, now: Timestamp) -> Result<u64> {
    let (community, _) = by.scope();
    let again = sql!(
        "update join_request set message = $3 where community_id = $1 and member_id = $2 and decided_at is null",
        community,
        by.by(),
        message
    )
    .execute(tx)
    .await?;
    if again > 0 {
        return Ok(again);
    }
    sql!(
        "insert into join_request (id, community_id, member_id, message, created_at) values ($1, $2, $3, $4, $5)",
        id,
        community,
        by.by(),
        message,
        now
    )
    .execute(tx)
    .await
}

/// The actor leaves.
pub async fn leave(tx: &mut Tx, by: &Permit<Leave>) -> Result<u64> {
    let (community, _) = by.scope();
    let gone = sql!("delete from membership where community_id = $1 and member_id = $2", community, by.by())
        .execute(tx)
        .await?;
    changed(tx, community).await?;
    Ok(gone)
}

/// How many owners a community has.
pub async fn owners(on: impl Into<On<'_>>, community: CommunityId) -> Result<i64> {
    sql!("select count(*) from membership where community_id = $1 and role = 'owner'", community).fetch_value(on).await
}

/// The requests that wait.
pub async fn requests(on: impl Into<On<'_>>, community: CommunityId) -> Result<Vec<Request>> {
    sql!(
        "select r.id, r.member_id, m.name, a.function, o.name as organisation, r.message, r.created_at
         from join_request r
         join member m on m.id = r.member_id
         left join affiliation a on a.member_id = m.id and a.until is null
         left join organisation o on o.id = a.organisation_id
         where r.community_id = $1 and r.decided_at is null order by r.created_at, r.id limit 100",
        community
    )
    .fetch_all(on)
    .await
}

/// Decides a request; gives who asked.
pub async fn decide(
    tx: &mut Tx,
    by: &Permit<Admit>,
    id: JoinRequestId,
    outcome: &str,
    reason: &str,
    now: Timestamp,
) -> Result<Option<MemberId>> {
    sql!(
        "update join_request set decided_at = $4, decided_by = $5, outcome = $6, reason = $3
         where id = $1 and community_id = $2 and decided_at is null returning member_id",
        id,
        by.scope().0,
        reason,
        now,
        by.by(),
        outcome
    )
    .fetch_maybe(tx)
    .await
}
