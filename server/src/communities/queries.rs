//! Every SQL text about communities: the lists here, who belongs to them in `people`, what they are in `settings`.

mod people;
mod settings;

pub use people::*;
pub use settings::*;

use crate::{
    access::{Actor, Joining, Role, Visibility},
    db::{On, Result, sql},
};
use shared::{
    communities::Room,
    ids::{AudienceId, CommunityId, MemberId},
    live::Shows,
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
    pub rules_markdown: String,
    pub rules_html: String,
    pub theme_slug: Option<String>,
    pub theme_name: Option<String>,
    pub role: Option<Role>,
    pub requested: bool,
    pub members: i64,
    pub archived: bool,
    pub presence: Shows,
    pub knowledge: bool,
    pub audience_id: AudienceId,
}

/// The communities that the actor may know of, by name; the one called `slug` when given.
pub async fn list(
    on: impl Into<On<'_>>,
    actor: &Actor,
    slug: Option<&str>,
    mine: Option<bool>,
    after: Option<&str>,
    limit: i64,
) -> Result<Vec<Row>> {
    let me = actor.id().unwrap_or(MemberId::from_uuid(uuid::Uuid::nil()));
    let query = sql!(
        "select c.id, c.slug, c.name, c.description, c.visibility, au.kind = 'public' as world, c.joining, c.question,
                c.rules_markdown, c.rules_html, th.slug as theme_slug, th.name as theme_name, m.role,
                r.id is not null as requested, c.archived_at is not null as archived, c.audience_id, c.presence,
                (select count(*) from membership x where x.community_id = c.id) as members,
                case when $2 then exists (select 1 from article k where k.community_id = c.id and k.audience_id = c.audience_id
                    and k.deleted_at is null and k.archived_at is null) else false end as knowledge
         from community c
         join audience au on au.id = c.audience_id
         left join membership m on m.community_id = c.id and m.member_id = $1
         left join theme th on th.id = c.theme_id
         left join join_request r on r.community_id = c.id and r.member_id = $1 and r.decided_at is null
         where true",
        me,
        slug.is_some()
    )
    .findable(actor)
    .and("c.slug = ?", slug)
    .and("c.slug > ?", after);
    let query = match mine {
        Some(true) => query.push(" and m.role is not null"),
        Some(false) => query.push(" and m.role is null"),
        None => query,
    };
    query.push_with(" order by c.slug limit ?", limit).fetch_all(on).await
}

/// What stands around one community: organisations of its members, requests and reports that wait, the reason of the
/// reader's last refusal.
#[derive(Clone, Debug, sqlx::FromRow)]
pub struct Around {
    pub organisations: i64,
    pub waiting: i64,
    pub reports: i64,
    pub refused: Option<String>,
}

/// See [`Around`].
pub async fn around(on: impl Into<On<'_>>, actor: &Actor, id: CommunityId) -> Result<Around> {
    let me = actor.id().unwrap_or(MemberId::from_uuid(uuid::Uuid::nil()));
    sql!(
        "select (select count(distinct a.organisation_id) from membership m
                 join affiliation a on a.member_id = m.member_id and a.until is null where m.community_id = $1) as organisations,
                (select count(*) from join_request r where r.community_id = $1 and r.decided_at is null) as waiting,
                (select count(*) from report x join post p on p.id = x.post_id join thread t on t.id = p.thread_id
                 where t.community_id = $1 and x.decided_at is null) as reports,
                (select r.reason from join_request r where r.community_id = $1 and r.member_id = $2 and r.outcome = 'refused'
                   and not exists (select 1 from join_request n where n.community_id = $1 and n.member_id = $2
                                   and n.created_at > r.created_at) limit 1) as refused",
        id,
        me
    )
    .fetch_one(on)
    .await
}

/// For each community of the member the number of threads with something they have not seen.
pub async fn unread(on: impl Into<On<'_>>, me: MemberId) -> Result<Vec<(CommunityId, i64)>> {
    sql!(
        "select m.community_id, count(*)
         from membership m
         join thread t on t.community_id = m.community_id
         left join read_mark r on r.thread_id = t.id and r.member_id = $1
         left join follow f on f.thread_id = t.id and f.member_id = $1
         where m.member_id = $1 and t.deleted_at is null and coalesce(f.level, '') <> 'mute'
           and (r.number < t.last_number or (r.number is null and t.active_at > m.joined_at))
         group by m.community_id",
        me
    )
    .fetch_all(on)
    .await
}

/// Where a slug of before leads, for those who may know it.
pub async fn moved(on: impl Into<On<'_>>, actor: &Actor, slug: &str) -> Result<Option<String>> {
    sql!("select c.slug from community_redirect d join community c on c.id = d.community_id where d.slug = $1", slug)
        .findable(actor)
        .fetch_maybe(on)
        .await
}

/// The chat rooms of a community that the actor reads.
pub async fn rooms(on: impl Into<On<'_>>, actor: &Actor, id: CommunityId) -> Result<Vec<Room>> {
    sql!("select r.id, r.name from room r where r.community_id = $1 and r.archived_at is null", id)
        .readable("r.audience_id", actor)
        .push(" order by r.position, r.id")
        .fetch_all(on)
        .await
}
