//! What can be done with threads and posts, one function per use case: look up, decide, write, tell.

use super::queries::{self, NewPostRow, NewRow, Wanted};
use crate::{
    Error, Result,
    access::{
        self, CommunityPlace, DeletePost, EditPost, Follow, ModerateThread, OpenThread, PostPlace, Read, ReadThread,
        Reply, ThreadPlace,
    },
    app::Ctx,
    clock,
    db::{self, ChangeKind},
    live::{self, Of},
    markdown,
};
use serde_json::json;
use shared::{
    Timestamp, Wrong,
    ids::{ChannelId, CommunityId, PostId, ThreadId},
    limits::POSTS_PER_PAGE,
    page::Page,
    threads::{EditedPost, NewPost, NewThread, Post, Thread},
};
use unicode_normalization::UnicodeNormalization as _;

/// A post that stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Written {
    /// The thread.
    pub thread: ThreadId,
    /// The number of the post.
    pub number: i64,
    /// Whether it stood already: the same nonce came again.
    pub again: bool,
}

async fn community(ctx: &Ctx, slug: &str) -> Result<CommunityPlace> {
    let place = access::community_by_slug(ctx.db(), &ctx.actor, slug).await?.ok_or(Error::NotFound)?;
    ctx.actor.must::<Read>(&place)?;
    Ok(place)
}

/// The threads of a community, newest activity first.
///
/// # Errors
/// `NotFound`, `SignInFirst` or `Forbidden` when the reader may not read the community.
pub async fn list(ctx: &Ctx, slug: &str, after: Option<(i64, ThreadId)>, limit: i64) -> Result<Page<Thread>> {
    let place = community(ctx, slug).await?;
    list_in(ctx, place.id, after, limit).await
}

/// The threads of a community that the reader may read.
///
/// # Errors
/// The database's.
pub async fn list_in(ctx: &Ctx, id: CommunityId, after: Option<(i64, ThreadId)>, limit: i64) -> Result<Page<Thread>> {
    let after = after.map(|(micros, id)| (Timestamp::from_micros(micros), id));
    let wanted = Wanted { community: Some(id), after, ..Wanted::default() };
    let rows = queries::threads(ctx.db(), &ctx.actor, wanted, limit + 1).await?;
    Ok(Page::cut(rows, limit, cursor))
}

fn cursor(thread: &Thread) -> String {
    format!("{}_{}", thread.active_at.micros(), thread.id)
}

/// The newest threads of all that the reader reads.
///
/// # Errors
/// The database's.
pub async fn newest(ctx: &Ctx, limit: i64) -> Result<Vec<Thread>> {
    Ok(queries::threads(ctx.db(), &ctx.actor, Wanted::default(), limit).await?)
}

/// A thread with a page of posts after number `after`, and what the reader may do there: one moment of the database.
///
/// # Errors
/// `NotFound`.
pub async fn show(ctx: &Ctx, id: ThreadId, after: i64) -> Result<(Thread, ThreadPlace)> {
    ctx.db()
        .read(async |snap| {
            let place = access::thread_place(&mut *snap, &ctx.actor, id).await?.ok_or(Error::NotFound)?;
            ctx.actor.must::<ReadThread>(&place)?;
            let wanted = Wanted { id: Some(id), ..Wanted::default() };
            let mut thread =
                queries::threads(&mut *snap, &ctx.actor, wanted, 1).await?.into_iter().next().ok_or(Error::NotFound)?;
            thread.posts = Some(queries::posts(&mut *snap, id, after, POSTS_PER_PAGE).await?);
            Ok((thread, place))
        })
        .await
}

/// Posts of a thread after number `after`.
///
/// # Errors
/// `NotFound`.
pub async fn posts(ctx: &Ctx, id: ThreadId, after: i64, limit: i64) -> Result<Page<Post>> {
    let place = access::thread_place(ctx.db(), &ctx.actor, id).await?.ok_or(Error::NotFound)?;
    ctx.actor.must::<ReadThread>(&place)?;
    let rows = queries::posts(ctx.db(), id, after, limit + 1).await?;
    Ok(Page::cut(rows, limit, |post| post.number.to_string()))
}

async fn rendered(ctx: &Ctx, text: &str) -> Result<(String, String)> {
    let text: String = text.replace("\r\n", "\n").nfc().collect();
    let (text, rendered) = ctx
        .app
        .limits
        .render(move || {
            let rendered = markdown::render(&text, false);
            (text, rendered)
        })
        .await?;
    let rendered = rendered.map_err(|wrong| Error::field("body_markdown", wrong))?;
    Ok((text, rendered.html.into()))
}

/// Opens a thread in the community called `slug`.
///
/// # Errors
/// `Invalid`; as [`Actor::may`](crate::access::Actor::may).
pub async fn open(ctx: &Ctx, slug: &str, new: NewThread) -> Result<Thread> {
    let place = access::community_by_slug(ctx.db(), &ctx.actor, slug).await?.ok_or(Error::NotFound)?;
    ctx.actor.may::<OpenThread>(&place)?;
    new.check()?;
    let written = open_at(ctx, place.id, new, None, ctx.now()).await?;
    Ok(show(ctx, written.thread, 0).await?.0)
}

/// Opens a thread at a moment: the present one, or the one an import names.
///
/// # Errors
/// As [`open`].
pub async fn open_at(
    ctx: &Ctx,
    community: CommunityId,
    new: NewThread,
    external_id: Option<&str>,
    at: Timestamp,
) -> Result<Written> {
    let (markdown, html) = rendered(ctx, &new.body_markdown).await?;
    let title: String = new.title.trim().nfc().collect();
    let id = ThreadId::from_uuid(clock::id_at(at));
    let tags: Vec<String> =
        new.tags.iter().map(|tag| tag.trim().to_lowercase()).filter(|tag| !tag.is_empty()).collect();
    ctx.db()
        .write(async |tx| {
            let place = access::community_place(&mut *tx, &ctx.actor, community).await?.ok_or(Error::NotFound)?;
            let permit = ctx.actor.may::<OpenThread>(&place)?;
            let row = NewRow {
                id,
                channel: ChannelId::from_uuid(clock::fresh_id()),
                title: &title,
                tags: &tags,
                external_id,
            };
            queries::insert(tx, &permit, row, at).await?;
            let place = access::thread_place(&mut *tx, &ctx.actor, id).await?.ok_or(Error::NotFound)?;
            let permit = ctx.actor.may::<Reply>(&place)?;
            let post = PostId::from_uuid(clock::id_at(at));
            let number = queries::add(
                tx,
                &permit,
                NewPostRow { id: post, markdown: &markdown, html: &html, reply_to: None, nonce: None },
                at,
            )
            .await?;
            tx.changed(ChangeKind::Thread, id.uuid(), at).await?;
            tx.changed(ChangeKind::Post, post.uuid(), at).await?;
            live::emit(tx, Of::Community(community), "thread", Some(permit.by()), &json!({ "id": id }), at).await?;
            Ok(Written { thread: id, number, again: false })
        })
        .await
}

/// Adds a post; the same nonce again gives the post that stands.
///
/// # Errors
/// `Invalid`; `Closed`; `Conflict` when the nonce was used for another text; as `Actor::may`.
pub async fn reply(ctx: &Ctx, id: ThreadId, new: NewPost) -> Result<(Post, bool)> {
    new.check()?;
    let written = reply_at(ctx, id, new, ctx.now()).await?;
    let post = queries::posts(ctx.db(), written.thread, written.number - 1, 1)
        .await?
        .into_iter()
        .next()
        .ok_or(Error::NotFound)?;
    Ok((post, written.again))
}

/// Adds a post at a moment: the present one, or the one an import names.
///
/// # Errors
/// As [`reply`].
pub async fn reply_at(ctx: &Ctx, id: ThreadId, new: NewPost, at: Timestamp) -> Result<Written> {
    let place = access::thread_place(ctx.db(), &ctx.actor, id).await?.ok_or(Error::NotFound)?;
    // Before rendering: a text that is too intricate must not tell that a hidden thread exists.
    ctx.actor.must::<ReadThread>(&place)?;
    let (markdown, html) = rendered(ctx, &new.body_markdown).await?;
    if let (Some(nonce), Some(me)) = (&new.nonce, ctx.actor.id())
        && let Some(written) = known(queries::by_nonce(ctx.db(), me, nonce).await?, id, &markdown)?
    {
        return Ok(written);
    }
    if place.closed && ctx.actor.allows::<ReadThread>(&place) {
        return Err(Error::Closed);
    }
    let post = PostId::from_uuid(clock::id_at(at));
    let done = ctx
        .db()
        .write(async |tx| {
            let place = access::thread_place(&mut *tx, &ctx.actor, id).await?.ok_or(Error::NotFound)?;
            let permit = ctx.actor.may::<Reply>(&place)?;
            let row = NewPostRow {
                id: post,
                markdown: &markdown,
                html: &html,
                reply_to: new.reply_to,
                nonce: new.nonce.as_deref(),
            };
            let number = queries::add(tx, &permit, row, at).await.map_err(twice)?;
            tx.changed(ChangeKind::Post, post.uuid(), at).await?;
            let said = json!({ "id": post, "number": number });
            live::emit(tx, Of::Thread(id), "post", Some(permit.by()), &said, at).await?;
            let moved = json!({ "id": id, "number": number });
            live::emit(tx, Of::Community(permit.scope().1), "thread", Some(permit.by()), &moved, at).await?;
            Ok(Written { thread: id, number, again: false })
        })
        .await;
    match (done, &new.nonce, ctx.actor.id()) {
        // The same send came twice at once; the other one won.
        (Err(Error::Conflict), Some(nonce), Some(me)) => {
            known(queries::by_nonce(ctx.db(), me, nonce).await?, id, &markdown)?.ok_or(Error::Conflict)
        }
        (done, ..) => done,
    }
}

fn twice(error: db::Error) -> Error {
    match error {
        db::Error::Unique(name) if name == "post_author_id_nonce_key" => Error::Conflict,
        other => other.into(),
    }
}

fn known(found: Option<(ThreadId, i64, String)>, wanted: ThreadId, text: &str) -> Result<Option<Written>> {
    match found {
        None => Ok(None),
        Some((thread, number, body)) if thread == wanted && body == text => {
            Ok(Some(Written { thread, number, again: true }))
        }
        Some(_) => Err(Error::Conflict),
    }
}

/// A post with its place.
///
/// # Errors
/// `NotFound`.
pub async fn post(ctx: &Ctx, id: PostId) -> Result<(Post, PostPlace)> {
    let place = access::post_place(ctx.db(), &ctx.actor, id).await?.ok_or(Error::NotFound)?;
    ctx.actor.must::<access::ReadPost>(&place)?;
    let (thread, number, _) = queries::post_at(ctx.db(), id).await?.ok_or(Error::NotFound)?;
    let post = queries::posts(ctx.db(), thread, number - 1, 1).await?.into_iter().next().ok_or(Error::NotFound)?;
    Ok((post, place))
}

/// Changes the text of a post.
///
/// # Errors
/// `Conflict` when the version is not the newest; `Invalid`; as `Actor::may`.
pub async fn edit(ctx: &Ctx, id: PostId, new: EditedPost) -> Result<Post> {
    NewPost { body_markdown: new.body_markdown.clone(), ..NewPost::default() }.check()?;
    let place = access::post_place(ctx.db(), &ctx.actor, id).await?.ok_or(Error::NotFound)?;
    ctx.actor.may::<EditPost>(&place)?;
    let (markdown, html) = rendered(ctx, &new.body_markdown).await?;
    ctx.db()
        .write(async |tx| {
            let place = access::post_place(&mut *tx, &ctx.actor, id).await?.ok_or(Error::NotFound)?;
            let permit = ctx.actor.may::<EditPost>(&place)?;
            tx.lock(id.uuid()).await?;
            if queries::edit(tx, &permit, new.version, &markdown, &html, ctx.now()).await? == 0 {
                return Err(Error::Conflict);
            }
            tx.changed(ChangeKind::Post, id.uuid(), ctx.now()).await?;
            let thread = permit.scope().1;
            live::emit(tx, Of::Thread(thread), "edit", Some(permit.by()), &json!({ "id": id }), ctx.now()).await?;
            Ok(())
        })
        .await?;
    Ok(post(ctx, id).await?.0)
}

/// Takes a post away; gives where it stood.
///
/// # Errors
/// As `Actor::may`.
pub async fn delete(ctx: &Ctx, id: PostId) -> Result<ThreadId> {
    ctx.db()
        .write(async |tx| {
            let place = access::post_place(&mut *tx, &ctx.actor, id).await?.ok_or(Error::NotFound)?;
            let permit = ctx.actor.may::<DeletePost>(&place)?;
            queries::delete(tx, &permit, ctx.now()).await?;
            tx.changed(ChangeKind::Post, id.uuid(), ctx.now()).await?;
            let thread = permit.scope().1;
            live::emit(tx, Of::Thread(thread), "delete", Some(permit.by()), &json!({ "id": id }), ctx.now()).await?;
            Ok(thread)
        })
        .await
}

/// Pins, closes, or undoes either.
///
/// # Errors
/// As `Actor::may`.
pub async fn set_state(ctx: &Ctx, id: ThreadId, pinned: Option<bool>, closed: Option<bool>) -> Result<()> {
    ctx.db()
        .write(async |tx| {
            let place = access::thread_place(&mut *tx, &ctx.actor, id).await?.ok_or(Error::NotFound)?;
            let permit = ctx.actor.may::<ModerateThread>(&place)?;
            queries::set_state(tx, &permit, pinned, closed, ctx.now()).await?;
            tx.changed(ChangeKind::Thread, id.uuid(), ctx.now()).await?;
            let state = json!({ "pinned": pinned, "closed": closed });
            live::emit(tx, Of::Thread(id), "state", Some(permit.by()), &state, ctx.now()).await?;
            Ok(())
        })
        .await
}

/// Moves the reader's mark to `number`.
///
/// # Errors
/// `Invalid` when the thread has no such post; as `Actor::may`.
pub async fn read(ctx: &Ctx, id: ThreadId, number: i64) -> Result<()> {
    ctx.db()
        .write(async |tx| {
            let place = access::thread_place(&mut *tx, &ctx.actor, id).await?.ok_or(Error::NotFound)?;
            let permit = ctx.actor.may::<Follow>(&place)?;
            let thread =
                queries::threads(&mut *tx, &ctx.actor, Wanted { id: Some(id), ..Wanted::default() }, 1).await?;
            if !thread.first().is_some_and(|thread| (1..=thread.last_number).contains(&number)) {
                return Err(Error::field("number", Wrong::NotAChoice));
            }
            queries::read(tx, &permit, number, ctx.now()).await?;
            Ok(())
        })
        .await
}

/// The id of a post that was written.
///
/// # Errors
/// The database's.
pub async fn id_of(ctx: &Ctx, written: Written) -> Result<Option<PostId>> {
    Ok(queries::posts(ctx.db(), written.thread, written.number - 1, 1).await?.first().map(|post| post.id))
}
