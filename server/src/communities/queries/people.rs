//! SQL about who belongs to a community, and who asks to.

use crate::{
    access::{Actor, Admit, Ask, FoundCommunity, Join, Leave, Permit, RemoveMember, Role, SetRole, Withdraw},
    db::{On, Result, Tx, anywhere, sql},
    files,
};
use shared::{
    Timestamp,
    communities::{Belonging, Decided, Request},
    ids::{CommunityId, JoinRequestId, MemberId},
};

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

/// Takes somebody out, also off the lists of its closed rooms: who comes back is not on them.
async fn out(tx: &mut Tx, community: CommunityId, member: MemberId) -> Result<u64> {
    let gone = sql!("delete from membership where community_id = $1 and member_id = $2", community, member)
        .execute(&mut *tx)
        .await?;
    sql!(
        "delete from audience_member where member_id = $2
           and audience_id in (select a.id from audience a where a.community_id = $1)",
        community,
        member
    )
    .execute(&mut *tx)
    .await?;
    changed(tx, community).await?;
    Ok(gone)
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
    out(tx, community, by.by()).await
}

/// What a community asks of who wants to join; empty when nothing.
pub async fn question(on: impl Into<On<'_>>, community: CommunityId) -> Result<String> {
    sql!("select question from community where id = $1", community).fetch_value(on).await
}

/// How many owners a community has.
pub async fn owners(on: impl Into<On<'_>>, community: CommunityId) -> Result<i64> {
    sql!("select count(*) from membership where community_id = $1 and role = 'owner'", community).fetch_value(on).await
}

/// Members of a community whose account still lives, by name: those called `words`, with a role when given.
pub async fn members(
    on: impl Into<On<'_>>,
    community: CommunityId,
    actor: &Actor,
    reader: MemberId,
    words: &str,
    after: Option<(String, MemberId)>,
    limit: i64,
) -> Result<Vec<Belonging>> {
    let mut on = on.into();
    let mut query = sql!(
        "select m.id, m.name, m.sort_key, a.function, o.name as organisation, b.role, b.joined_at, m.photo_id,
                case when m.id = $2 or m.show_email in ('members', 'communities') then m.email else '' end as email
         from membership b
         join member m on m.id = b.member_id
         left join affiliation a on a.member_id = m.id and a.until is null
         left join organisation o on o.id = a.organisation_id
         where b.community_id = $1 and m.departed_at is null",
        community,
        reader
    );
    for word in words.split_whitespace().take(8) {
        query = query.push_with(
            " and (m.sort_key like ? escape '\\' or lower(m.name) like ? escape '\\'
              or lower(coalesce(a.function, '')) like ? escape '\\' or lower(coalesce(o.name, '')) like ? escape '\\')",
            anywhere(&word.to_lowercase()),
        );
    }
    if let Some((key, id)) = after {
        query = query.push_with(" and (m.sort_key, m.id) > (?, ", key).push_with("?)", id);
    }
    let rows = query.push_with(" order by m.sort_key, m.id limit ?", limit).fetch_all(on.again()).await?;
    with_photos(on, actor, rows).await
}

/// With the photos that the actor sees.
async fn with_photos(on: On<'_>, actor: &Actor, mut people: Vec<Belonging>) -> Result<Vec<Belonging>> {
    let photos = files::photos(on, actor, people.iter().map(|person| person.photo_id)).await?;
    for person in &mut people {
        person.photo = photos.url(person.photo_id);
    }
    Ok(people)
}

/// Some members, those who lead first.
pub async fn faces(on: impl Into<On<'_>>, actor: &Actor, community: CommunityId, limit: i64) -> Result<Vec<Belonging>> {
    let mut on = on.into();
    let rows = sql!(
        "select m.id, m.name, m.sort_key, a.function, o.name as organisation, b.role, b.joined_at, m.photo_id, '' as email
         from membership b
         join member m on m.id = b.member_id
         left join affiliation a on a.member_id = m.id and a.until is null
         left join organisation o on o.id = a.organisation_id
         where b.community_id = $1 and m.departed_at is null
         order by case b.role when 'owner' then 0 when 'moderator' then 1 else 2 end, b.joined_at, m.sort_key, m.id limit $2",
        community,
        limit
    )
    .fetch_all(on.again())
    .await?;
    with_photos(on, actor, rows).await
}

/// Takes a member out.
pub async fn remove(tx: &mut Tx, by: &Permit<RemoveMember>) -> Result<u64> {
    let (community, member) = by.scope();
    out(tx, community, member).await
}

/// Changes what a member may do.
pub async fn set_role(tx: &mut Tx, by: &Permit<SetRole>, role: Role) -> Result<u64> {
    let (community, member) = by.scope();
    sql!("update membership set role = $3 where community_id = $1 and member_id = $2", community, member, role)
        .execute(tx)
        .await?;
    changed(tx, community).await
}

/// The actor takes their request back.
pub async fn withdraw(tx: &mut Tx, by: &Permit<Withdraw>, now: Timestamp) -> Result<u64> {
    let (community, _) = by.scope();
    sql!(
        "update join_request set decided_at = $3, decided_by = $2, outcome = 'withdrawn'
         where community_id = $1 and member_id = $2 and decided_at is null",
        community,
        by.by(),
        now
    )
    .execute(tx)
    .await
}

/// Who asked to join, and what became of it: for the mail that tells them.
#[derive(Clone, Debug, sqlx::FromRow)]
pub struct Applicant {
    pub member_id: MemberId,
    pub email: String,
    pub lang: Option<String>,
    pub community_id: CommunityId,
    pub community: String,
    pub slug: String,
    pub outcome: String,
    pub reason: String,
}

/// See [`Applicant`]; nobody when the request waits, or its member has gone.
pub async fn applicant(on: impl Into<On<'_>>, id: JoinRequestId) -> Result<Option<Applicant>> {
    sql!(
        "select m.id as member_id, m.email, m.lang, c.id as community_id, c.name as community, c.slug, r.outcome, r.reason
         from join_request r
         join member m on m.id = r.member_id
         join community c on c.id = r.community_id
         where r.id = $1 and r.outcome in ('accepted', 'refused') and m.disabled_at is null and m.departed_at is null",
        id
    )
    .fetch_optional(on)
    .await
}

/// The requests that were decided last.
pub async fn decided(on: impl Into<On<'_>>, community: CommunityId) -> Result<Vec<Decided>> {
    sql!(
        "select m.name, r.outcome, r.reason, d.name as decider, r.decided_at
         from join_request r
         join member m on m.id = r.member_id
         left join member d on d.id = r.decided_by
         where r.community_id = $1 and r.decided_at is not null order by r.decided_at desc, r.id limit 20",
        community
    )
    .fetch_all(on)
    .await
}

/// The requests that wait.
pub async fn requests(on: impl Into<On<'_>>, actor: &Actor, community: CommunityId) -> Result<Vec<Request>> {
    let mut on = on.into();
    let mut rows: Vec<Request> = sql!(
        "select r.id, r.member_id, m.name, a.function, o.name as organisation, r.message, r.created_at, m.photo_id
         from join_request r
         join member m on m.id = r.member_id
         left join affiliation a on a.member_id = m.id and a.until is null
         left join organisation o on o.id = a.organisation_id
         where r.community_id = $1 and r.decided_at is null order by r.created_at, r.id limit 100",
        community
    )
    .fetch_all(on.again())
    .await?;
    let photos = files::photos(on, actor, rows.iter().map(|request| request.photo_id)).await?;
    for request in &mut rows {
        request.photo = photos.url(request.photo_id);
    }
    Ok(rows)
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
