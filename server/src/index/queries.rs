//! Every SQL text of the index: what it is made of.

use super::{
    schema::{ARCHIVED, ATTACHED, Entry},
    text::text_of,
};
use crate::db::{Db, On, Query, Record, Result, Tx, sql};
use shared::{
    Timestamp,
    search::{Kind, Status},
    time::Zone,
};
use sqlx::types::Json;
use uuid::Uuid;

/// Which rows are read.
#[derive(Clone, Copy, Debug)]
pub enum Wanted<'w> {
    /// These.
    Ids(&'w [Uuid]),
    /// Those of these threads.
    OfThreads(&'w [Uuid]),
    /// The next of all, after this id.
    After(Uuid, i64),
}

#[derive(sqlx::FromRow)]
struct Row {
    id: Uuid,
    thread_id: Option<Uuid>,
    community_id: Option<Uuid>,
    audience_id: Option<Uuid>,
    theme_id: Option<Uuid>,
    organisation_id: Option<Uuid>,
    author_id: Option<Uuid>,
    at: Timestamp,
    title: String,
    body: String,
    people: String,
    tags: Option<Json<Vec<String>>>,
    closed: bool,
    unanswered: bool,
    attached: bool,
    archived: bool,
}

impl Row {
    fn states(&self, kind: Kind) -> Vec<&'static str> {
        let talk = matches!(kind, Kind::Thread | Kind::Post | Kind::Document);
        let states = [
            (Status::Open.key(), talk && !self.closed),
            (Status::Closed.key(), self.closed),
            (Status::Unanswered.key(), self.unanswered),
            (ATTACHED, self.attached),
            (ARCHIVED, self.archived),
        ];
        states.into_iter().filter(|(_, so)| *so).map(|(state, _)| state).collect()
    }
}

fn entry(row: Row, kind: Kind, zone: &Zone) -> Entry {
    Entry {
        states: row.states(kind),
        kind,
        id: row.id,
        thread: row.thread_id,
        community: row.community_id,
        audience: row.audience_id,
        theme: row.theme_id,
        organisation: row.organisation_id,
        author: row.author_id,
        at: row.at,
        year: zone.civil(row.at).year,
        // Names of files have lines for spaces.
        title: if kind == Kind::Document { row.title.replace('_', " ") } else { row.title },
        body: if matches!(kind, Kind::Member | Kind::Document) { row.body } else { text_of(&row.body) },
        people: row.people,
        tags: row.tags.map(|tags| tags.0).unwrap_or_default(),
    }
}

/// The entries of a kind, as the database has them now; what is deleted or gone has none.
///
/// # Errors
/// The engine's.
pub async fn entries(db: &Db, kind: Kind, wanted: Wanted<'_>, zone: &Zone) -> Result<Vec<Entry>> {
    let rows: Vec<Row> = match kind {
        Kind::Thread => rows(db, threads(), "t.id", "t.id", wanted).await?,
        Kind::Post => rows(db, posts(), "p.id", "p.thread_id", wanted).await?,
        Kind::Article => rows(db, articles(), "r.id", "r.id", wanted).await?,
        Kind::Message => rows(db, messages(), "s.id", "s.id", wanted).await?,
        Kind::Member => rows(db, members(), "m.id", "m.id", wanted).await?,
        Kind::Document => rows(db, documents(), "f.id", "p.thread_id", wanted).await?,
    };
    Ok(rows.into_iter().map(|row| entry(row, kind, zone)).collect())
}

async fn rows<T: Record>(
    db: &Db,
    query: Query<'static>,
    id: &'static str,
    thread: &'static str,
    wanted: Wanted<'_>,
) -> Result<Vec<T>> {
    match wanted {
        Wanted::Ids(ids) => query.and_in(id, ids.iter().copied()).fetch_all(db).await,
        Wanted::OfThreads(ids) => query.and_in(thread, ids.iter().copied()).fetch_all(db).await,
        Wanted::After(after, limit) => {
            let query = query.push(" and ").push(id).push_with(" > ?", after);
            query.push(" order by ").push(id).push_with(" limit ?", limit).fetch_all(db).await
        }
    }
}

fn threads() -> Query<'static> {
    sql!(
        "select t.id, t.id as thread_id, t.community_id, t.audience_id, cast(null as uuid) as theme_id, a.organisation_id,
                t.author_id, t.created_at as at, t.title, coalesce(p.body_html, '') as body, '' as people, t.tags,
                t.closed_at is not null as closed, t.reply_count = 0 and t.closed_at is null as unanswered,
                exists (select 1 from post_file f where f.post_id = p.id) as attached, false as archived
         from thread t
         left join post p on p.thread_id = t.id and p.number = 1 and p.deleted_at is null
         left join affiliation a on a.id = t.affiliation_id
         where t.deleted_at is null"
    )
}

fn posts() -> Query<'static> {
    sql!(
        "select p.id, p.thread_id, t.community_id, t.audience_id, cast(null as uuid) as theme_id, a.organisation_id,
                p.author_id, p.created_at as at, '' as title, p.body_html as body, '' as people, cast(null as jsonb) as tags,
                t.closed_at is not null as closed, false as unanswered,
                exists (select 1 from post_file f where f.post_id = p.id) as attached, false as archived
         from post p
         join thread t on t.id = p.thread_id
         left join affiliation a on a.id = p.affiliation_id
         where p.number > 1 and p.deleted_at is null and t.deleted_at is null"
    )
}

fn articles() -> Query<'static> {
    sql!(
        "select r.id, cast(null as uuid) as thread_id, r.community_id, r.audience_id, r.theme_id, r.organisation_id,
                r.author_id, r.published_at as at, r.title, r.body_html as body, '' as people, r.tags,
                false as closed, false as unanswered, false as attached, r.archived_at is not null as archived
         from article r
         where r.deleted_at is null"
    )
}

fn messages() -> Query<'static> {
    sql!(
        "select s.id, cast(null as uuid) as thread_id, o.community_id, o.audience_id, cast(null as uuid) as theme_id,
                a.organisation_id, s.author_id, s.created_at as at, '' as title, s.body_html as body, '' as people,
                cast(null as jsonb) as tags, false as closed, false as unanswered, false as attached, false as archived
         from message s
         join room o on o.id = s.room_id
         left join affiliation a on a.id = s.affiliation_id
         where s.deleted_at is null"
    )
}

fn members() -> Query<'static> {
    sql!(
        "select m.id, cast(null as uuid) as thread_id, cast(null as uuid) as community_id, cast(null as uuid) as audience_id,
                cast(null as uuid) as theme_id, a.organisation_id, m.id as author_id, m.created_at as at, m.name as title,
                case when m.show_ask = 'members' then m.ask_about else '' end as body,
                coalesce(a.function, '') || ' ' || coalesce(o.name, '') as people, cast(null as jsonb) as tags,
                false as closed, false as unanswered, false as attached, false as archived
         from member m
         left join affiliation a on a.member_id = m.id and a.until is null
         left join organisation o on o.id = a.organisation_id
         where m.disabled_at is null and m.departed_at is null"
    )
}

/// The files under posts; those of which nothing was read have their name.
fn documents() -> Query<'static> {
    sql!(
        "select f.id, p.thread_id, t.community_id, t.audience_id, cast(null as uuid) as theme_id, a.organisation_id,
                p.author_id, f.created_at as at, f.name as title, coalesce(x.body, '') as body, '' as people,
                cast(null as jsonb) as tags, t.closed_at is not null as closed, false as unanswered, false as attached,
                false as archived
         from file f
         join post_file q on q.file_id = f.id
         join post p on p.id = q.post_id
         join thread t on t.id = p.thread_id
         left join file_text x on x.file_id = f.id
         left join affiliation a on a.id = p.affiliation_id
         where p.deleted_at is null and t.deleted_at is null"
    )
}

/// The files under these posts.
///
/// # Errors
/// The engine's.
pub async fn files_of_posts(on: impl Into<On<'_>>, posts: &[Uuid]) -> Result<Vec<Uuid>> {
    let rows: Vec<(Uuid,)> =
        sql!("select file_id from post_file where true").and_in("post_id", posts.iter().copied()).fetch_all(on).await?;
    Ok(rows.into_iter().map(|(id,)| id).collect())
}

/// The files in these threads.
///
/// # Errors
/// The engine's.
pub async fn files_of_threads(on: impl Into<On<'_>>, threads: &[Uuid]) -> Result<Vec<Uuid>> {
    let rows: Vec<(Uuid,)> = sql!("select q.file_id from post_file q join post p on p.id = q.post_id where true")
        .and_in("p.thread_id", threads.iter().copied())
        .fetch_all(on)
        .await?;
    Ok(rows.into_iter().map(|(id,)| id).collect())
}

/// The threads that stand in a community.
///
/// # Errors
/// The engine's.
pub async fn threads_of(on: impl Into<On<'_>>, community: Uuid) -> Result<Vec<Uuid>> {
    let rows: Vec<(Uuid,)> = sql!("select id from thread where community_id = $1", community).fetch_all(on).await?;
    Ok(rows.into_iter().map(|(id,)| id).collect())
}

/// The threads of which these posts are the first, or the first reply: their document tells that there is one.
///
/// # Errors
/// The engine's.
pub async fn first_posts(on: impl Into<On<'_>>, ids: &[Uuid]) -> Result<Vec<Uuid>> {
    let rows: Vec<(Uuid,)> =
        sql!("select thread_id from post where number <= 2").and_in("id", ids.iter().copied()).fetch_all(on).await?;
    Ok(rows.into_iter().map(|(id,)| id).collect())
}

/// How many rows a rebuild has to look at, about.
///
/// # Errors
/// The engine's.
pub async fn size(on: impl Into<On<'_>>) -> Result<i64> {
    sql!(
        "select (select count(*) from thread) + (select count(*) from post) + (select count(*) from article)
              + (select count(*) from message) + (select count(*) from member) + (select count(*) from post_file)"
    )
    .fetch_value(on)
    .await
}

/// What the index must agree with: the epoch of the database, and the generation that `reindex` raises.
///
/// # Errors
/// The engine's.
pub async fn marks(on: impl Into<On<'_>>) -> Result<(String, String)> {
    let rows: Vec<(String, String)> =
        sql!("select key, value from meta where key in ('epoch', 'index_generation')").fetch_all(on).await?;
    let of = |key: &str| rows.iter().find(|(own, _)| own == key).map(|(_, value)| value.clone()).unwrap_or_default();
    Ok((of("epoch"), of("index_generation")))
}

/// The words that the site owner takes apart otherwise than the program, with their parts.
///
/// # Errors
/// The engine's.
pub async fn own_compounds(on: impl Into<On<'_>>) -> Result<Vec<(String, String)>> {
    sql!("select word, parts from compound").fetch_all(on).await
}

/// Asks every node to make its index anew.
///
/// # Errors
/// The engine's.
pub async fn raise_generation(tx: &mut Tx, generation: &str) -> Result<u64> {
    sql!(
        "insert into meta (key, value) values ('index_generation', $1)
         on conflict (key) do update set value = excluded.value",
        generation
    )
    .execute(tx)
    .await
}
