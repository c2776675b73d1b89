//! Every SQL text about threads and posts: what is read here, what is written in `write`, what came from a chat in `carry`,
//! reports in `reports`.

mod carry;
mod reports;
mod write;

pub use carry::*;
pub use reports::*;
pub use write::*;

use crate::{
    access::Actor,
    db::{On, Result, Snap, sql},
    files::{self, Photos},
    threads::model::PEOPLE,
};
use shared::{
    Timestamp,
    ids::{CommunityId, FileId, MemberId, PostId, ThreadId},
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
    deleted: bool,
    read_number: i64,
    unread: i64,
    follow: Option<String>,
    last_id: MemberId,
    last_name: Option<String>,
    community_id: CommunityId,
    community_slug: String,
    community_name: String,
    author_id: MemberId,
    author_name: Option<String>,
    author_function: Option<String>,
    author_organisation: Option<String>,
    author_photo: Option<FileId>,
}

fn author(id: MemberId, name: Option<String>, function: Option<String>, organisation: Option<String>) -> Author {
    // A member who left has no name here; pages say so in the reader's language.
    Author {
        id: name.is_some().then_some(id),
        name: name.unwrap_or_default(),
        function: function.filter(|text| !text.is_empty()),
        organisation,
        photo: None,
    }
}

impl ThreadRow {
    fn seen(self, photos: &Photos) -> Thread {
        let row = self;
        Thread {
            url: format!("/t/{}/{}", row.id, row.slug),
            id: row.id,
            title: row.title,
            community: CommunityRef { id: row.community_id, slug: row.community_slug, name: row.community_name },
            author: Author {
                photo: photos.url(row.author_photo),
                ..author(row.author_id, row.author_name, row.author_function, row.author_organisation)
            },
            tags: row.tags.0,
            created_at: row.created_at,
            active_at: row.active_at,
            reply_count: row.reply_count,
            last_number: row.last_number,
            read: row.read_number,
            unread: row.unread.max(0),
            follow: row.follow,
            last_author: author(row.last_id, row.last_name, None, None),
            closed: row.closed,
            pinned: row.pinned,
            deleted: row.deleted,
            head: None,
            posts: None,
            chat: None,
        }
    }
}

/// What narrows a list of threads.
#[derive(Clone, Copy, Debug, Default)]
pub struct Wanted<'w> {
    /// One thread.
    pub id: Option<ThreadId>,
    /// One community.
    pub community: Option<CommunityId>,
    /// Pinned or not.
    pub pinned: Option<bool>,
    /// With something the reader has not seen.
    pub unread: bool,
    /// Without replies, and not closed.
    pub unanswered: bool,
    /// In communities of the reader, and not opened by them.
    pub of_others: bool,
    /// Opened by the reader.
    pub own: bool,
    /// With this tag.
    pub tag: Option<&'w str>,
    /// Also what was taken away.
    pub deleted: bool,
    /// After this place.
    pub after: Option<(Timestamp, ThreadId)>,
}

/// A tag as it stands in the list of tags, for a pattern.
fn pattern(tag: &str) -> String {
    let mut pattern = "%\"".to_owned();
    for letter in tag.chars() {
        if matches!(letter, '%' | '_' | '!') {
            pattern.push('!');
        }
        pattern.push(letter);
    }
    pattern + "\"%"
}

/// Threads that the actor reads, newest activity first.
pub async fn threads(on: impl Into<On<'_>>, actor: &Actor, wanted: Wanted<'_>, limit: i64) -> Result<Vec<Thread>> {
    let mut on = on.into();
    let me = actor.id().unwrap_or(MemberId::from_uuid(uuid::Uuid::nil()));
    let mut query = sql!(
        "select t.id, t.slug, t.title, t.tags, t.created_at, t.active_at, t.reply_count, t.last_number,
                t.closed_at is not null as closed, t.pinned_at is not null as pinned,
                t.deleted_at is not null as deleted, coalesce(r.number, 0) as read_number,
                case when f.level = 'mute' then 0 when r.number is not null then t.last_number - r.number
                     when t.active_at > b.joined_at then t.last_number else 0 end as unread,
                f.level as follow, t.last_author_id as last_id,
                case when l.departed_at is null then l.name end as last_name, c.id as community_id, c.slug as community_slug,
                c.name as community_name, t.author_id, case when m.departed_at is null then m.name end as author_name,
                a.function as author_function, o.name as author_organisation, m.photo_id as author_photo
         from thread t
         join community c on c.id = t.community_id
         join member m on m.id = t.author_id
         join member l on l.id = t.last_author_id
         left join affiliation a on a.id = t.affiliation_id
         left join organisation o on o.id = a.organisation_id
         left join membership b on b.community_id = t.community_id and b.member_id = $1
         left join read_mark r on r.thread_id = t.id and r.member_id = $1
         left join follow f on f.thread_id = t.id and f.member_id = $1
         where true",
        me
    )
    .readable("t.audience_id", actor)
    .and("t.id = ?", wanted.id)
    .and("t.community_id = ?", wanted.community);
    if let Some(pinned) = wanted.pinned {
        query = query.push(if pinned { " and t.pinned_at is not null" } else { " and t.pinned_at is null" });
    }
    for (on, condition) in [
        (!wanted.deleted, " and t.deleted_at is null"),
        (wanted.unread, " and coalesce(f.level, '') <> 'mute'"),
        (wanted.unread, " and (r.number < t.last_number or (r.number is null and t.active_at > b.joined_at))"),
        (wanted.unanswered, " and t.reply_count = 0 and t.closed_at is null"),
        (wanted.of_others, " and b.role is not null"),
    ] {
        if on {
            query = query.push(condition);
        }
    }
    if wanted.of_others {
        query = query.push_with(" and t.author_id <> ?", me);
    }
    query = query
        .and("t.author_id = ?", wanted.own.then_some(me))
        .and("cast(t.tags as text) like ? escape '!'", wanted.tag.map(pattern));
    if let Some((at, id)) = wanted.after {
        query = query.push_with(" and (t.active_at, t.id) < (?, ", at).push_with("?)", id);
    }
    let rows: Vec<ThreadRow> =
        query.push_with(" order by t.active_at desc, t.id desc limit ?", limit).fetch_all(on.again()).await?;
    let photos = files::photos(on, actor, rows.iter().map(|row| row.author_photo)).await?;
    Ok(rows.into_iter().map(|row| row.seen(&photos)).collect())
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
    reply_to_name: Option<String>,
    deleted: bool,
    files: bool,
    author_id: MemberId,
    author_name: Option<String>,
    author_function: Option<String>,
    author_organisation: Option<String>,
    author_photo: Option<FileId>,
}

impl PostRow {
    /// As it travels: what was taken away has no words, except for moderators.
    fn seen(self, moderator: bool, photos: &Photos) -> Post {
        let kept = |text: String| if self.deleted && !moderator { String::new() } else { text };
        Post {
            id: self.id,
            number: self.number,
            author: Author {
                photo: photos.url(self.author_photo),
                ..author(self.author_id, self.author_name, self.author_function, self.author_organisation)
            },
            body_markdown: kept(self.body_markdown),
            body_html: shared::html::SafeHtml::from_sanitiser(kept(self.body_html)),
            created_at: self.created_at,
            edited_at: self.edited_at.filter(|_| !self.deleted || moderator),
            version: self.version,
            reply_to: self.reply_to,
            reply_to_number: self.reply_to_number,
            reply_to_name: self.reply_to_name,
            deleted: self.deleted,
            files: Vec::new(),
        }
    }
}

/// Posts of a thread after number `after`, oldest first, with what is attached to them. The words of those that were
/// taken away are for moderators only.
pub async fn posts(
    snap: &mut Snap,
    actor: &Actor,
    thread: ThreadId,
    moderator: bool,
    after: i64,
    limit: i64,
) -> Result<Vec<Post>> {
    let rows: Vec<PostRow> = sql!(
        "select p.id, p.number, p.body_markdown, p.body_html, p.created_at, p.edited_at, p.version, p.reply_to,
                q.number as reply_to_number, case when qm.departed_at is null then qm.name end as reply_to_name,
                p.deleted_at is not null as deleted,
                exists (select 1 from post_file f where f.post_id = p.id) as files, p.author_id,
                case when m.departed_at is null then m.name end as author_name,
                a.function as author_function, o.name as author_organisation, m.photo_id as author_photo
         from post p
         join member m on m.id = p.author_id
         left join affiliation a on a.id = p.affiliation_id
         left join organisation o on o.id = a.organisation_id
         left join post q on q.id = p.reply_to
         left join member qm on qm.id = q.author_id
         where p.thread_id = $1 and p.number > $2 order by p.number limit $3",
        thread,
        after,
        limit
    )
    .fetch_all(&mut *snap)
    .await?;
    let ids: Vec<PostId> =
        rows.iter().filter(|row| row.files && (!row.deleted || moderator)).map(|row| row.id).collect();
    let photos = files::photos(&mut *snap, actor, rows.iter().map(|row| row.author_photo)).await?;
    let mut posts: Vec<Post> = rows.into_iter().map(|row| row.seen(moderator, &photos)).collect();
    for (id, file) in files::of_posts(snap, &ids).await? {
        if let Some(post) = posts.iter_mut().find(|post| post.id == id) {
            post.files.push(file);
        }
    }
    Ok(posts)
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

/// The number of the last post of a thread.
pub async fn last_number(on: impl Into<On<'_>>, thread: ThreadId) -> Result<i64> {
    Ok(sql!("select last_number from thread where id = $1", thread).fetch_maybe(on).await?.unwrap_or(0))
}

/// The name of a community.
pub async fn name_of(on: impl Into<On<'_>>, community: CommunityId) -> Result<String> {
    sql!("select name from community where id = $1", community).fetch_value(on).await
}

/// Who reads along.
#[derive(Clone, Debug, sqlx::FromRow)]
pub struct Readers {
    /// Members of the community.
    pub members: i64,
    /// Their organisations.
    pub organisations: i64,
    /// Whom its audience holds: `public`, `alliance`, `community`.
    pub kind: String,
    /// The number of the last event of the thread's channel; 0 without a thread.
    pub head: i64,
    /// Whether the thread began in a chat.
    pub carried: bool,
}

/// Who reads along in a community, and how far a thread in it is.
pub async fn readers(on: impl Into<On<'_>>, community: CommunityId, thread: Option<ThreadId>) -> Result<Readers> {
    sql!(
        "select (select count(*) from membership m where m.community_id = $1) as members,
                (select count(distinct a.organisation_id) from membership m
                 join affiliation a on a.member_id = m.member_id and a.until is null
                 where m.community_id = $1) as organisations,
                (select a.kind from community c join audience a on a.id = c.audience_id where c.id = $1) as kind,
                coalesce((select head from channel where kind = 'thread' and ref = $2), 0) as head,
                exists (select 1 from thread t where t.id = $2 and t.room_id is not null) as carried",
        community,
        thread
    )
    .fetch_one(on)
    .await
}

#[derive(sqlx::FromRow)]
struct PersonRow {
    id: MemberId,
    name: String,
    function: Option<String>,
    organisation: Option<String>,
    photo_id: Option<FileId>,
}

/// Those who posted in a thread, the busiest first, as they were at their first post. Who left is not among them.
pub async fn people(on: impl Into<On<'_>>, actor: &Actor, thread: ThreadId) -> Result<Vec<Author>> {
    let mut on = on.into();
    let rows: Vec<PersonRow> = sql!(
        "select m.id, m.name, a.function, o.name as organisation, m.photo_id
         from (select p.author_id, count(*) as n, min(p.number) as first_number
               from post p join member w on w.id = p.author_id
               where p.thread_id = $1 and p.deleted_at is null and w.departed_at is null
               group by p.author_id order by count(*) desc, min(p.number) limit $2) x
         join member m on m.id = x.author_id
         join post f on f.thread_id = $1 and f.number = x.first_number
         left join affiliation a on a.id = f.affiliation_id
         left join organisation o on o.id = a.organisation_id
         order by x.n desc, x.first_number",
        thread,
        i64::try_from(PEOPLE).unwrap_or(i64::MAX)
    )
    .fetch_all(on.again())
    .await?;
    let photos = files::photos(on, actor, rows.iter().map(|row| row.photo_id)).await?;
    let person = |row: PersonRow| Author {
        photo: photos.url(row.photo_id),
        ..author(row.id, Some(row.name), row.function, row.organisation)
    };
    Ok(rows.into_iter().map(person).collect())
}

/// The id of the thread that is called `external_id` elsewhere, and its number of posts.
pub async fn external(on: impl Into<On<'_>>, external_id: &str) -> Result<Option<(ThreadId, i64)>> {
    sql!("select id, last_number from thread where external_id = $1", external_id).fetch_optional(on).await
}
