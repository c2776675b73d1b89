//! Every SQL text of search: what is shown of things that were found, and the names of what they are counted by.

use crate::{
    access::Actor,
    db::{ChangeKind, On, Query, Result, anywhere, beginning, sql},
};
use shared::{
    Timestamp,
    ids::{CommunityId, MemberId},
    people::{Author, fold},
    search::{Bucket, Kind, Suggestion},
    threads::CommunityRef,
};
use uuid::Uuid;

/// Members that a name may stand for.
const NAMESAKES: i64 = 100;

/// Something as it is shown in a list of results.
#[derive(Clone, Debug, sqlx::FromRow)]
pub struct Shown {
    pub id: Uuid,
    pub external_id: Option<String>,
    pub title: String,
    pub slug: String,
    pub place: Option<Uuid>,
    pub number: i64,
    pub body: String,
    pub created_at: Timestamp,
    /// Of a document, the title of the thread it stands in.
    #[sqlx(default)]
    pub within: Option<String>,
    community_id: Option<CommunityId>,
    community_slug: Option<String>,
    community_name: Option<String>,
    author_id: Option<MemberId>,
    author_name: Option<String>,
    author_function: Option<String>,
    author_organisation: Option<String>,
}

impl Shown {
    /// The community it stands in.
    pub fn community(&self) -> Option<CommunityRef> {
        Some(CommunityRef {
            id: self.community_id?,
            slug: self.community_slug.clone()?,
            name: self.community_name.clone()?,
        })
    }

    /// Who wrote it; without a name when they left.
    pub fn author(&self) -> Option<Author> {
        let id = self.author_id?;
        Some(Author {
            id: self.author_name.is_some().then_some(id),
            name: self.author_name.clone().unwrap_or_default(),
            function: self.author_function.clone().filter(|text| !text.is_empty()),
            organisation: self.author_organisation.clone(),
            photo: None,
        })
    }
}

/// The things of a kind with these ids that the actor reads now.
pub async fn shown(on: impl Into<On<'_>>, actor: &Actor, kind: Kind, ids: &[Uuid]) -> Result<Vec<Shown>> {
    let Some((query, id, audience)) = of_kind(kind, actor) else { return Ok(Vec::new()) };
    let query = query.and_in(id, ids.iter().copied());
    match audience {
        Some(audience) => query.readable(audience, actor).fetch_all(on).await,
        None => query.fetch_all(on).await,
    }
}

/// The query of a kind with the columns of its id and audience; nothing when the actor never finds it.
fn of_kind(kind: Kind, actor: &Actor) -> Option<(Query<'static>, &'static str, Option<&'static str>)> {
    Some(match kind {
        Kind::Thread => (threads(), "t.id", Some("t.audience_id")),
        Kind::Post => (posts(), "p.id", Some("t.audience_id")),
        Kind::Article => (articles(), "r.id", Some("r.audience_id")),
        Kind::Message => (messages(), "s.id", Some("o.audience_id")),
        Kind::Member if actor.signed_in() => (members(), "m.id", None),
        Kind::Member => return None,
        Kind::Document => (documents(), "f.id", Some("t.audience_id")),
    })
}

fn threads() -> Query<'static> {
    sql!(
        "select t.id, t.external_id, t.title, t.slug, cast(null as uuid) as place, t.last_number as number,
                coalesce(p.body_html, '') as body, t.created_at, c.id as community_id, c.slug as community_slug,
                c.name as community_name, t.author_id, case when m.departed_at is null then m.name end as author_name,
                a.function as author_function, z.name as author_organisation
         from thread t
         join community c on c.id = t.community_id
         join member m on m.id = t.author_id
         left join post p on p.thread_id = t.id and p.number = 1 and p.deleted_at is null
         left join affiliation a on a.id = t.affiliation_id
         left join organisation z on z.id = a.organisation_id
         where t.deleted_at is null"
    )
}

fn posts() -> Query<'static> {
    sql!(
        "select p.id, cast(null as text) as external_id, t.title, t.slug, p.thread_id as place, p.number,
                p.body_html as body, p.created_at, c.id as community_id, c.slug as community_slug,
                c.name as community_name, p.author_id, case when m.departed_at is null then m.name end as author_name,
                a.function as author_function, z.name as author_organisation
         from post p
         join thread t on t.id = p.thread_id
         join community c on c.id = t.community_id
         join member m on m.id = p.author_id
         left join affiliation a on a.id = p.affiliation_id
         left join organisation z on z.id = a.organisation_id
         where p.deleted_at is null and t.deleted_at is null"
    )
}

fn articles() -> Query<'static> {
    sql!(
        "select r.id, r.external_id, r.title, r.slug, cast(null as uuid) as place, r.version as number,
                r.body_html as body, r.published_at as created_at, c.id as community_id, c.slug as community_slug,
                c.name as community_name, r.author_id, case when m.departed_at is null then m.name end as author_name,
                a.function as author_function, z.name as author_organisation
         from article r
         left join community c on c.id = r.community_id
         left join member m on m.id = r.author_id
         left join affiliation a on a.id = r.affiliation_id
         left join organisation z on z.id = r.organisation_id
         where r.deleted_at is null"
    )
}

fn messages() -> Query<'static> {
    sql!(
        "select s.id, cast(null as text) as external_id, o.name as title, '' as slug, o.id as place, s.seq as number,
                s.body_html as body, s.created_at, c.id as community_id, c.slug as community_slug,
                c.name as community_name, s.author_id, case when m.departed_at is null then m.name end as author_name,
                a.function as author_function, z.name as author_organisation
         from message s
         join room o on o.id = s.room_id
         left join community c on c.id = o.community_id
         join member m on m.id = s.author_id
         left join affiliation a on a.id = s.affiliation_id
         left join organisation z on z.id = a.organisation_id
         where s.deleted_at is null"
    )
}

fn members() -> Query<'static> {
    sql!(
        "select m.id, cast(null as text) as external_id, m.name as title, '' as slug, cast(null as uuid) as place,
                cast(0 as bigint) as number, case when m.show_ask = 'members' then m.ask_about else '' end as body,
                m.created_at, cast(null as uuid) as community_id, cast(null as text) as community_slug,
                cast(null as text) as community_name, m.id as author_id, m.name as author_name,
                a.function as author_function, z.name as author_organisation
         from member m
         left join affiliation a on a.member_id = m.id and a.until is null
         left join organisation z on z.id = a.organisation_id
         where m.disabled_at is null and m.departed_at is null"
    )
}

/// As much of the text as a passage is looked for in.
fn documents() -> Query<'static> {
    sql!(
        "select f.id, cast(null as text) as external_id, f.name as title, t.slug, p.thread_id as place, p.number,
                substr(coalesce(x.body, ''), 1, 200000) as body, f.created_at, t.title as within, c.id as community_id,
                c.slug as community_slug, c.name as community_name, p.author_id,
                case when m.departed_at is null then m.name end as author_name, a.function as author_function,
                z.name as author_organisation
         from file f
         join post_file q on q.file_id = f.id
         join post p on p.id = q.post_id
         join thread t on t.id = p.thread_id
         join community c on c.id = t.community_id
         join member m on m.id = p.author_id
         left join file_text x on x.file_id = f.id
         left join affiliation a on a.id = p.affiliation_id
         left join organisation z on z.id = a.organisation_id
         where p.deleted_at is null and t.deleted_at is null"
    )
}

/// Of things that changed, those that the actor does not find any more; and the threads whose first post is gone.
pub async fn gone(on: &crate::db::Db, actor: &Actor, changed: &[(ChangeKind, Uuid)]) -> Result<Vec<Uuid>> {
    let mut gone = Vec::new();
    for (change, kind) in [
        (ChangeKind::Thread, Kind::Thread),
        (ChangeKind::Post, Kind::Post),
        (ChangeKind::Article, Kind::Article),
        (ChangeKind::Message, Kind::Message),
        (ChangeKind::Member, Kind::Member),
        (ChangeKind::File, Kind::Document),
    ] {
        let ids: Vec<Uuid> = changed.iter().filter(|(own, _)| *own == change).map(|(_, id)| *id).collect();
        if ids.is_empty() {
            continue;
        }
        let there = live(on, actor, kind, &ids).await?;
        gone.extend(ids.iter().filter(|id| !there.contains(id)));
        if kind == Kind::Post {
            let heads: Vec<(Uuid,)> = sql!("select thread_id from post where number = 1 and deleted_at is not null")
                .and_in("id", ids.iter().copied())
                .fetch_all(on)
                .await?;
            gone.extend(heads.into_iter().map(|(id,)| id));
            let files: Vec<(Uuid,)> = sql!("select file_id from post_file where true")
                .and_in("post_id", ids.iter().copied())
                .fetch_all(on)
                .await?;
            let files: Vec<Uuid> = files.into_iter().map(|(id,)| id).collect();
            let there = live(on, actor, Kind::Document, &files).await?;
            gone.extend(files.iter().filter(|id| !there.contains(id)));
        }
    }
    Ok(gone)
}

async fn live(on: impl Into<On<'_>>, actor: &Actor, kind: Kind, ids: &[Uuid]) -> Result<Vec<Uuid>> {
    let (query, id, audience) = match kind {
        Kind::Thread => (sql!("select t.id from thread t where t.deleted_at is null"), "t.id", Some("t.audience_id")),
        Kind::Post => (
            sql!(
                "select p.id from post p join thread t on t.id = p.thread_id
                 where p.deleted_at is null and t.deleted_at is null"
            ),
            "p.id",
            Some("t.audience_id"),
        ),
        Kind::Article => (sql!("select r.id from article r where r.deleted_at is null"), "r.id", Some("r.audience_id")),
        Kind::Message => (
            sql!("select s.id from message s join room o on o.id = s.room_id where s.deleted_at is null"),
            "s.id",
            Some("o.audience_id"),
        ),
        Kind::Member => {
            (sql!("select m.id from member m where m.disabled_at is null and m.departed_at is null"), "m.id", None)
        }
        Kind::Document => (
            sql!(
                "select f.id from file f
                 join post_file q on q.file_id = f.id
                 join post p on p.id = q.post_id
                 join thread t on t.id = p.thread_id
                 where p.deleted_at is null and t.deleted_at is null"
            ),
            "f.id",
            Some("t.audience_id"),
        ),
    };
    let query = query.and_in(id, ids.iter().copied());
    let rows: Vec<(Uuid,)> = match audience {
        Some(audience) => query.readable(audience, actor).fetch_all(on).await?,
        None => query.fetch_all(on).await?,
    };
    Ok(rows.into_iter().map(|(id,)| id).collect())
}

/// The community with this slug, when the actor may know of it.
pub async fn community(on: impl Into<On<'_>>, actor: &Actor, slug: &str) -> Result<Option<Uuid>> {
    sql!("select c.id from community c where c.slug = $1", slug).findable(actor).fetch_maybe(on).await
}

/// The communities with this slug or name, in lower case.
pub async fn communities_called(on: impl Into<On<'_>>, actor: &Actor, name: &str) -> Result<Vec<Uuid>> {
    let rows: Vec<(Uuid,)> = sql!("select c.id from community c where (c.slug = $1 or lower(c.name) = $1)", name)
        .findable(actor)
        .fetch_all(on)
        .await?;
    Ok(rows.into_iter().map(|(id,)| id).collect())
}

/// Whether the actor reads what stands in one of these communities.
pub async fn reads_one(on: impl Into<On<'_>>, actor: &Actor, communities: &[Uuid]) -> Result<bool> {
    let query = sql!("select c.id from community c where true").and_in("c.id", communities.iter().copied());
    let rows: Vec<(Uuid,)> = query.readable("c.audience_id", actor).fetch_all(on).await?;
    Ok(!rows.is_empty())
}

/// The names of communities, as far as the actor may know of them: id, slug, name.
pub async fn communities(on: impl Into<On<'_>>, actor: &Actor, ids: &[Uuid]) -> Result<Vec<(Uuid, String, String)>> {
    sql!("select c.id, c.slug, c.name from community c where true")
        .findable(actor)
        .and_in("c.id", ids.iter().copied())
        .fetch_all(on)
        .await
}

/// The theme with this slug.
pub async fn theme(on: impl Into<On<'_>>, slug: &str) -> Result<Option<Uuid>> {
    sql!("select id from theme where slug = $1", slug).fetch_maybe(on).await
}

/// The communities that have a theme.
pub async fn communities_of(on: impl Into<On<'_>>, theme: Uuid) -> Result<Vec<Uuid>> {
    let rows: Vec<(Uuid,)> = sql!("select id from community where theme_id = $1", theme).fetch_all(on).await?;
    Ok(rows.into_iter().map(|(id,)| id).collect())
}

/// The themes of communities: community, theme.
pub async fn themes_of(on: impl Into<On<'_>>, communities: &[Uuid]) -> Result<Vec<(Uuid, Uuid)>> {
    sql!("select id, theme_id from community where theme_id is not null")
        .and_in("id", communities.iter().copied())
        .fetch_all(on)
        .await
}

/// The names of themes: id, slug, name.
pub async fn themes(on: impl Into<On<'_>>, ids: &[Uuid]) -> Result<Vec<(Uuid, String, String)>> {
    sql!("select id, slug, name from theme where true").and_in("id", ids.iter().copied()).fetch_all(on).await
}

/// The communities that were put away.
pub async fn put_away(on: impl Into<On<'_>>) -> Result<Vec<Uuid>> {
    let rows: Vec<(Uuid,)> = sql!("select id from community where archived_at is not null").fetch_all(on).await?;
    Ok(rows.into_iter().map(|(id,)| id).collect())
}

/// The title and slug of a thread that the actor reads.
pub async fn thread(on: impl Into<On<'_>>, actor: &Actor, id: Uuid) -> Result<Option<(String, String)>> {
    sql!("select t.title, t.slug from thread t where t.id = $1 and t.deleted_at is null", id)
        .readable("t.audience_id", actor)
        .fetch_optional(on)
        .await
}

/// A chat room, with the name of its community; a direct conversation has none, and no name.
#[derive(Clone, Debug, sqlx::FromRow)]
pub struct RoomOf {
    pub audience_id: Uuid,
    pub name: String,
    pub community: Option<String>,
}

/// A chat room that the actor reads.
pub async fn room(on: impl Into<On<'_>>, actor: &Actor, id: Uuid) -> Result<Option<RoomOf>> {
    sql!(
        "select o.audience_id, o.name, c.name as community from room o left join community c on c.id = o.community_id
         where o.id = $1",
        id
    )
    .readable("o.audience_id", actor)
    .fetch_optional(on)
    .await
}

/// The names of organisations.
pub async fn organisations(on: impl Into<On<'_>>, ids: &[Uuid]) -> Result<Vec<(Uuid, String)>> {
    sql!("select id, name from organisation where true").and_in("id", ids.iter().copied()).fetch_all(on).await
}

/// The members whose name holds all these words.
pub async fn authors(on: impl Into<On<'_>>, name: &str) -> Result<Vec<Uuid>> {
    let mut query = sql!("select m.id from member m where m.departed_at is null");
    for word in name.split_whitespace().take(6) {
        query = query.push_with(" and m.sort_key like ? escape '\\'", anywhere(&fold(word)));
    }
    let rows: Vec<(Uuid,)> = query.push_with(" limit ?", NAMESAKES).fetch_all(on).await?;
    Ok(rows.into_iter().map(|(id,)| id).collect())
}

/// While there is no index: the things of a kind whose title holds all these words.
pub async fn by_title(
    on: impl Into<On<'_>>,
    actor: &Actor,
    kind: Kind,
    words: &[String],
    limit: i64,
) -> Result<Vec<Shown>> {
    let Some((mut query, _, audience)) = of_kind(kind, actor) else { return Ok(Vec::new()) };
    for word in words {
        let column = match kind {
            Kind::Thread => " and lower(t.title) like ? escape '\\'",
            Kind::Article => " and lower(r.title) like ? escape '\\'",
            Kind::Member => " and m.sort_key like ? escape '\\'",
            Kind::Post | Kind::Message | Kind::Document => return Ok(Vec::new()),
        };
        query = query.push_with(column, anywhere(&fold(word)));
    }
    if let Some(audience) = audience {
        query = query.readable(audience, actor);
    }
    let order = match kind {
        Kind::Thread => " order by t.active_at desc limit ?",
        Kind::Article => " order by r.published_at desc limit ?",
        _ => " order by m.sort_key limit ?",
    };
    query.push_with(order, limit).fetch_all(on).await
}

/// The communities whose name holds all these words, for suggestions.
pub async fn groups(on: impl Into<On<'_>>, actor: &Actor, words: &[String], limit: i64) -> Result<Vec<Suggestion>> {
    let mut query =
        sql!("select c.name, c.slug, c.description from community c where c.archived_at is null").findable(actor);
    for word in words {
        // The name is sorted by what it begins with; inside it, words begin after a space or hyphen.
        query = query.push_with(
            " and (c.sort_key like ? escape '\\' or c.sort_key like '% ' || ? escape '\\' or c.sort_key like '%-' || ? escape '\\'
                   or c.slug like ? escape '\\')",
            beginning(&fold(word)),
        );
    }
    let rows: Vec<(String, String, String)> =
        query.push_with(" order by c.sort_key limit ?", limit).fetch_all(on).await?;
    Ok(rows
        .into_iter()
        .map(|(title, slug, description)| Suggestion {
            title,
            url: format!("/c/{slug}"),
            note: first_line(&description),
        })
        .collect())
}

fn first_line(text: &str) -> String {
    let line = text.split(['\n', '.']).next().unwrap_or_default();
    line.chars().take(90).collect()
}

/// Counts with their names, most first.
pub fn buckets(counted: impl Iterator<Item = (String, String, u64)>, most: usize) -> Vec<Bucket> {
    let mut buckets: Vec<Bucket> = counted
        .map(|(key, name, count)| Bucket { key, name, count: i64::try_from(count).unwrap_or(i64::MAX) })
        .collect();
    buckets.sort_by(|one, other| other.count.cmp(&one.count).then_with(|| one.name.cmp(&other.name)));
    buckets.truncate(most);
    buckets
}
