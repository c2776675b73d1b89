//! SQL that writes threads and posts.

use crate::{
    access::{DeletePost, EditPost, EditThread, Follow, Moderate, ModerateThread, OpenThread, Permit, ReadAll, Reply},
    db::{Result, Tx, sql},
    threads::model::slug,
};
use shared::{
    Timestamp,
    ids::{AffiliationId, AudienceId, ChannelId, CommunityId, MemberId, PostId, ThreadId},
};
use sqlx::types::Json;

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
        slug(new.title),
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

async fn put(
    tx: &mut Tx,
    thread: ThreadId,
    author: MemberId,
    affiliation: Option<AffiliationId>,
    new: NewPostRow<'_>,
    now: Timestamp,
) -> Result<i64> {
    // The number is the thread's own, taken under the row's lock.
    let number: i64 = sql!(
        "update thread set last_number = last_number + 1, reply_count = last_number, active_at = $2, last_author_id = $3
         where id = $1 returning last_number",
        thread,
        now,
        author
    )
    .fetch_value(&mut *tx)
    .await?;
    sql!(
        "insert into post (id, thread_id, number, author_id, affiliation_id, body_markdown, body_html, reply_to, nonce, created_at)
         values ($1, $2, $3, $4, $5, $6, $7, (select id from post where id = $8 and thread_id = $2), $9, $10)",
        new.id,
        thread,
        number,
        author,
        affiliation,
        new.markdown,
        new.html,
        new.reply_to,
        new.nonce,
        now
    )
    .execute(&mut *tx)
    .await?;
    // Who has read up to here has read their own words as well.
    sql!(
        "insert into read_mark (member_id, thread_id, number, at)
         select m.id, $2, $3, $4 from member m where m.id = $1
           and (exists (select 1 from thread t where t.id = $2 and t.last_number = 1)
             or exists (select 1 from read_mark r where r.member_id = $1 and r.thread_id = $2 and r.number >= $5))
         on conflict (member_id, thread_id) do update set number = excluded.number, at = excluded.at
         where excluded.number > read_mark.number",
        author,
        thread,
        number,
        now,
        number - 1
    )
    .execute(tx)
    .await?;
    Ok(number)
}

/// Adds a post and gives its number.
pub async fn add(tx: &mut Tx, by: &Permit<Reply>, new: NewPostRow<'_>, now: Timestamp) -> Result<i64> {
    put(tx, by.scope().0, by.by(), by.affiliation(), new, now).await
}

/// Adds what a moderator has to say about the thread itself, also when it is closed.
pub async fn note(tx: &mut Tx, by: &Permit<ModerateThread>, new: NewPostRow<'_>, now: Timestamp) -> Result<i64> {
    put(tx, by.scope().0, by.by(), by.affiliation(), new, now).await
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

/// Gives a post back that was taken away.
pub async fn restore(tx: &mut Tx, by: &Permit<ModerateThread>, post: PostId) -> Result<u64> {
    let (thread, ..) = by.scope();
    sql!("update post set deleted_at = null, deleted_by = null where id = $1 and thread_id = $2", post, thread)
        .execute(tx)
        .await
}

/// Changes title and tags of a thread.
pub async fn rename(tx: &mut Tx, by: &Permit<EditThread>, title: Option<&str>, tags: Option<&[String]>) -> Result<()> {
    let (thread, ..) = by.scope();
    if let Some(title) = title {
        sql!("update thread set title = $2, slug = $3 where id = $1", thread, title, slug(title))
            .execute(&mut *tx)
            .await?;
    }
    if let Some(tags) = tags {
        sql!("update thread set tags = $2 where id = $1", thread, Json(tags)).execute(tx).await?;
    }
    Ok(())
}

/// Takes a thread away, or gives it back.
pub async fn set_deleted(tx: &mut Tx, by: &Permit<ModerateThread>, deleted: bool, now: Timestamp) -> Result<u64> {
    let (thread, ..) = by.scope();
    sql!(
        "update thread set deleted_at = $2, deleted_by = $3 where id = $1",
        thread,
        deleted.then_some(now),
        deleted.then_some(by.by())
    )
    .execute(tx)
    .await
}

/// Moves a thread to the community of the second permit: with its channel, so that whoever may not read there hears
/// nothing more.
pub async fn relocate(tx: &mut Tx, by: &Permit<ModerateThread>, to: &Permit<Moderate>) -> Result<()> {
    let (thread, ..) = by.scope();
    let (community, audience) = to.scope();
    tx.tell(crate::db::Hint::Standing);
    sql!(
        "update thread set community_id = $2, audience_id = $3, pinned_at = null where id = $1",
        thread,
        community,
        audience
    )
    .execute(&mut *tx)
    .await?;
    sql!("update channel set audience_id = $2 where kind = 'thread' and ref = $1", thread, audience)
        .execute(tx)
        .await?;
    Ok(())
}

/// Notes that every post of a thread is to be looked at anew.
pub async fn posts_changed(tx: &mut Tx, by: &Permit<ModerateThread>, now: Timestamp) -> Result<u64> {
    let (thread, ..) = by.scope();
    tx.tell(crate::db::Hint::Changed);
    sql!("insert into change (kind, ref, at) select 'post', id, $2 from post where thread_id = $1", thread, now)
        .execute(&mut *tx)
        .await?;
    sql!(
        "insert into change (kind, ref, at) select 'file', f.file_id, $2 from post_file f
         join post p on p.id = f.post_id where p.thread_id = $1",
        thread,
        now
    )
    .execute(tx)
    .await
}

/// Follows or mutes a thread, or neither.
pub async fn follow(tx: &mut Tx, by: &Permit<Follow>, level: Option<&str>, now: Timestamp) -> Result<u64> {
    let (thread, ..) = by.scope();
    match level {
        Some(level) => {
            sql!(
                "insert into follow (member_id, thread_id, level, since) values ($1, $2, $3, $4)
                 on conflict (member_id, thread_id) do update set level = excluded.level, since = excluded.since",
                by.by(),
                thread,
                level,
                now
            )
            .execute(tx)
            .await
        }
        None => sql!("delete from follow where member_id = $1 and thread_id = $2", by.by(), thread).execute(tx).await,
    }
}

/// Moves the reader's marks to the end of every thread of a community.
pub async fn read_all(tx: &mut Tx, by: &Permit<ReadAll>, now: Timestamp) -> Result<u64> {
    let (community, _) = by.scope();
    sql!(
        "insert into read_mark (member_id, thread_id, number, at)
         select m.id, t.id, t.last_number, $3 from thread t join member m on m.id = $1
         where t.community_id = $2 and t.deleted_at is null and t.last_number > 0
         on conflict (member_id, thread_id) do update set number = excluded.number, at = excluded.at
         where excluded.number > read_mark.number",
        by.by(),
        community,
        now
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
