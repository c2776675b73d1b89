//! Every SQL text about threads and posts.

use crate::{
    access::{Actor, DeletePost, EditPost, Follow, ModerateThread, OpenThread, Permit, Reply},
    db::{On, Result, Tx, sql},
};
use shared::{
    Timestamp,
    ids::{AudienceId, ChannelId, CommunityId, MemberId, PostId, ThreadId},
    people::Author,
    threads::{CommunityRef, Post, Thread},
};
use sqlx::types::Json;

/// A thread as the database knows it.
#[derive(Clone, Debug, sqlx::FromRow)]
pub struct ThreadRow {
    id: ThreadId,
    slug: String,
    title: String,
    tags: Json<Vec<String>>,
    created_at: Timestamp,
    active_at: Timestamp,
    reply_count: i64,
    last_number: i64,
    closed: bool,
    pinned: bool,
    read_number: i64,
    community_id: CommunityId,
    community_slug: String,
    community_name: String,
    author_id: MemberId,
    author_name: Option<String>,
    author_function: Option<String>,
    author_organisation: Option<String>,
}

fn author(id: MemberId, name: Option<String>, function: Option<String>, organisation: Option<String>) -> Author {
    // A member who left has no name here; pages say so in the reader's language.
    Author {
        id: name.is_some().then_some(id),
        name: name.unwrap_or_default(),
        function: function.filter(|text| !text.is_empty()),
        organisation,
    }
}

impl From<ThreadRow> for Thread {
    fn from(row: ThreadRow) -> Self {
        Self {
            url: format!("/t/{}/{}", row.id, row.slug),
            id: row.id,
            title: row.title,
            community: CommunityRef { id: row.community_id, slug: row.community_slug, name: row.community_name },
            author: author(row.author_id, row.author_name, row.author_function, row.author_organisation),
            tags: row.tags.0,
            created_at: row.created_at,
            active_at: row.active_at,
            reply_count: row.reply_count,
            last_number: row.last_number,
            read: row.read_number,
            closed: row.closed,
            pinned: row.pinned,
            posts: None,
        }
    }
}

/// What narrows a list of threads.
#[derive(Clone, Copy, Debug, Default)]
pub struct Wanted {
    /// One thread.
    pub id: Option<ThreadId>,
    /// One community.
    pub community: Option<CommunityId>,
    /// Pinned or not.
    pub pinned: Option<bool>,
    /// After this place.
    pub after: Option<(Timestamp, ThreadId)>,
}

/// Threads that the actor reads, newest activity first.
pub async fn threads(on: impl Into<On<'_>>, actor: &Actor, wanted: Wanted, limit: i64) -> Result<Vec<Thread>> {
    let me = actor.id().unwrap_or(MemberId::from_uuid(uuid::Uuid::nil()));
    let mut query = sql!(
        "select t.id, t.slug, t.title, t.tags, t.created_at, t.active_at, t.reply_count, t.last_number,
                t.closed_at is not null as closed, t.pinned_at is not null as pinned,
                coalesce(r.number, 0) as read_number, c.id as community_id, c.slug as community_slug,
                c.name as community_name, t.author_id, case when m.departed_at is null then m.name end as author_name,
                a.function as author_function, o.name as author_organisation
         from thread t
         join community c on c.id = t.community_id
         join member m on m.id = t.author_id
         left join affiliation a on a.id = t.affiliation_id
         left join organisation o on o.id = a.organisation_id
         left join read_mark r on r.thread_id = t.id and r.member_id = $1
         where t.deleted_at is null",
        me
    )
    .readable("t.audience_id", actor)
    .and("t.id = ?", wanted.id)
    .and("t.community_id = ?", wanted.community);
    if let Some(pinned) = wanted.pinned {
        query = query.push(if pinned { " and t.pinned_at is not null" } else { " and t.pinned_at is null" });
    }
    if let Some((at, id)) = wanted.after {
        query = query.push_with(" and (t.active_at, t.id) < (?, ", at).push_with("?)", id);
    }
    let rows: Vec<ThreadRow> =
        query.push_with(" order by t.active_at desc, t.id desc limit ?", limit).fetch_all(on).await?;
    Ok(rows.into_iter().map(Thread::from).collect())
}

/// A post as the database knows it.
#[derive(Clone, Debug, sqlx::FromRow)]
pub struct PostRow {
    id: PostId,
    number: i64,
    body_markdown: String,
    body_html: String,
    created_at: Timestamp,
    edited_at: Option<Timestamp>,
    version: i64,
    reply_to: Option<PostId>,
    reply_to_number: Option<i64>,
    deleted: bool,
    author_id: MemberId,
    author_name: Option<String>,
    author_function: Option<String>,
    author_organisation: Option<String>,
}

impl From<PostRow> for Post {
    fn from(row: PostRow) -> Self {
        let kept = |text: String| if row.deleted { String::new() } else { text };
        Self {
            id: row.id,
            number: row.number,
            author: author(row.author_id, row.author_name, row.author_function, row.author_organisation),
            body_markdown: kept(row.body_markdown),
            body_html: shared::html::SafeHtml::from_sanitiser(kept(row.body_html)),
            created_at: row.created_at,
            edited_at: row.edited_at,
            version: row.version,
            reply_to: row.reply_to,
            reply_to_number: row.reply_to_number,
            deleted: row.deleted,
        }
    }
}

/// Posts of a thread after number `after`, oldest first.
pub async fn posts(on: impl Into<On<'_>>, thread: ThreadId, after: i64, limit: i64) -> Result<Vec<Post>> {
    let rows: Vec<PostRow> = sql!(
        "select p.id, p.number, p.body_markdown, p.body_html, p.created_at, p.edited_at, p.version, p.reply_to,
                q.number as reply_to_number, p.deleted_at is not null as deleted, p.author_id,
                case when m.departed_at is null then m.name end as author_name,
                a.function as author_function, o.name as author_organisation
         from post p
         join member m on m.id = p.author_id
         left join affiliation a on a.id = p.affiliation_id
         left join organisation o on o.id = a.organisation_id
         left join post q on q.id = p.reply_to
         where p.thread_id = $1 and p.number > $2 order by p.number limit $3",
        thread,
        after,
        limit
    )
    .fetch_all(on)
    .await?;
    Ok(rows.into_iter().map(Post::from).collect())
}

/// Thread, number and text of a post by its author and nonce.
pub async fn by_nonce(on: impl Into<On<'_>>, author: MemberId, nonce: &str) -> Result<Option<(ThreadId, i64, String)>> {
    sql!("select thread_id, number, body_markdown from post where author_id = $1 and nonce = $2", author, nonce)
        .fetch_optional(on)
        .await
}

/// Thread, number and version of a post.
pub async fn post_at(on: impl Into<On<'_>>, id: PostId) -> Result<Option<(ThreadId, i64, i64)>> {
    sql!("select thread_id, number, version from post where id = $1", id).fetch_optional(on).await
}

/// A new thread without posts.
pub struct NewRow<'n> {
    /// Its id.
    pub id: ThreadId,
    /// Its channel.
    pub channel: ChannelId,
    /// Its title.
    pub title: &'n str,
    /// Its tags.
    pub tags: &'n [String],
    /// The id it has elsewhere.
    pub external_id: Option<&'n str>,
}

/// Opens a thread.
pub async fn insert(tx: &mut Tx, by: &Permit<OpenThread>, new: NewRow<'_>, now: Timestamp) -> Result<()> {
    let (community, audience): (CommunityId, AudienceId) = by.scope();
    sql!(
        "insert into thread (id, community_id, audience_id, author_id, affiliation_id, slug, title, tags, last_author_id, external_id, created_at, active_at)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $4, $9, $10, $10)",
        new.id,
        community,
        audience,
        by.by(),
        by.affiliation(),
        shared::page::slug(new.title),
        new.title,
        Json(new.tags),
        new.external_id,
        now
    )
    .execute(tx)
    .await?;
    sql!(
        "insert into channel (id, kind, ref, audience_id) values ($1, 'thread', $2, $3)",
        new.channel,
        new.id,
        audience
    )
    .execute(tx)
    .await?;
    Ok(())
}

/// A new post.
pub struct NewPostRow<'n> {
    /// Its id.
    pub id: PostId,
    /// The source.
    pub markdown: &'n str,
    /// What is shown.
    pub html: &'n str,
    /// The post it answers.
    pub reply_to: Option<PostId>,
    /// The sender's name for it.
    pub nonce: Option<&'n str>,
}

/// Adds a post and gives its number. The number is the thread's own, taken under the row's lock.
pub async fn add(tx: &mut Tx, by: &Permit<Reply>, new: NewPostRow<'_>, now: Timestamp) -> Result<i64> {
    let (thread, _, _) = by.scope();
    let number: i64 = sql!(
        "update thread set last_number = last_number + 1, reply_count = last_number, active_at = $2, last_author_id = $3
         where id = $1 returning last_number",
        thread,
        now,
        by.by()
    )
    .fetch_value(&mut *tx)
    .await?;
    sql!(
        "insert into post (id, thread_id, number, author_id, affiliation_id, body_markdown, body_html, reply_to, nonce, created_at)
         values ($1, $2, $3, $4, $5, $6, $7, (select id from post where id = $8 and thread_id = $2), $9, $10)",
        new.id,
        thread,
        number,
        by.by(),
        by.affiliation(),
        new.markdown,
        new.html,
        new.reply_to,
        new.nonce,
        now
    )
    .execute(tx)
    .await?;
    Ok(number)
}

/// Changes the text of a post, when its version still is `version`; the old text is kept.
pub async fn edit(
    tx: &mut Tx,
    by: &Permit<EditPost>,
    version: i64,
    markdown: &str,
    html: &str,
    now: Timestamp,
) -> Result<u64> {
    let (post, _, _) = by.scope();
    sql!(
        "insert into post_revision (post_id, version, body_markdown, editor_id, at)
         select id, version, body_markdown, $3, $4 from post where id = $1 and version = $2",
        post,
        version,
        by.by(),
        now
    )
    .execute(tx)
    .await?;
    sql!(
        "update post set body_markdown = $3, body_html = $4, version = version + 1, edited_at = $5, edited_by = $6
         where id = $1 and version = $2",
        post,
        version,
        markdown,
        html,
        now,
        by.by()
    )
    .execute(tx)
    .await
}

/// Takes a post away; the row keeps its number.
pub async fn delete(tx: &mut Tx, by: &Permit<DeletePost>, now: Timestamp) -> Result<u64> {
    let (post, _, _) = by.scope();
    sql!("update post set deleted_at = $2, deleted_by = $3 where id = $1", post, now, by.by()).execute(tx).await
}

/// Pins or closes a thread, or undoes it.
pub async fn set_state(
    tx: &mut Tx,
    by: &Permit<ModerateThread>,
    pinned: Option<bool>,
    closed: Option<bool>,
    now: Timestamp,
) -> Result<()> {
    let (thread, _, _) = by.scope();
    if let Some(pinned) = pinned {
        sql!("update thread set pinned_at = $2 where id = $1", thread, pinned.then_some(now)).execute(tx).await?;
    }
    if let Some(closed) = closed {
        sql!("update thread set closed_at = $2 where id = $1", thread, closed.then_some(now)).execute(tx).await?;
    }
    Ok(())
}

/// Moves a read mark forward, never back.
pub async fn read(tx: &mut Tx, by: &Permit<Follow>, number: i64, now: Timestamp) -> Result<u64> {
    let (thread, _, _) = by.scope();
    sql!(
        "insert into read_mark (member_id, thread_id, number, at) values ($1, $2, $3, $4)
         on conflict (member_id, thread_id) do update set number = excluded.number, at = excluded.at
         where excluded.number > read_mark.number",
        by.by(),
        thread,
        number,
        now
    )
    .execute(tx)
    .await
}
