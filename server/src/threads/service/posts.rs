//! Writing: opening threads, replying, editing, taking away.

use super::{post, posts, show};
use crate::{
    Error, Result,
    access::{self, DeletePost, EditPost, OpenThread, Permit, ReadThread, Reply},
    app::Ctx,
    clock,
    db::{self, ChangeKind, Tx},
    files,
    live::{self, Of},
    markdown, notifications,
    threads::queries::{self, NewPostRow, NewRow},
};
use serde_json::json;
use shared::{
    Faults, Timestamp,
    html::SafeHtml,
    ids::{AudienceId, ChannelId, CommunityId, FileId, PostId, ThreadId},
    limits,
    threads::{EditedPost, NewPost, NewThread, Post, Thread, tidy_tags},
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

/// A text as it is kept.
pub(super) struct Text {
    /// The source: lines end as ours do, letters are composed.
    pub(super) markdown: String,
    /// What is shown.
    pub(super) html: String,
}

pub(super) async fn rendered(ctx: &Ctx, text: &str) -> Result<Text> {
    let text: String = text.replace("\r\n", "\n").nfc().collect();
    let (markdown, rendered) = ctx
        .app
        .limits
        .render(move || {
            let rendered = markdown::render(&text, false);
            (text, rendered)
        })
        .await?;
    let rendered = rendered.map_err(|wrong| Error::field("body_markdown", wrong))?;
    Ok(Text { markdown, html: rendered.html.into() })
}

/// What a text will look like.
///
/// # Errors
/// `Invalid` when it is too long or too intricate.
pub async fn preview(ctx: &Ctx, text: &str) -> Result<SafeHtml> {
    let mut faults = Faults::default();
    faults.text("body_markdown", text, limits::POST);
    faults.done()?;
    Ok(SafeHtml::from_sanitiser(rendered(ctx, text).await?.html))
}

async fn take(ctx: &Ctx, drafts: Vec<files::Draft>) -> Result<Vec<files::Taken>> {
    let mut taken = Vec::new();
    for draft in drafts {
        taken.push(files::take(ctx, draft, files::Use::Attachment).await?);
    }
    Ok(taken)
}

/// Opens a thread in the community called `slug`; the same nonce again gives the thread that stands.
///
/// # Errors
/// `Invalid`; `Conflict`; as [`Actor::may`](crate::access::Actor::may).
pub async fn open(ctx: &Ctx, slug: &str, new: NewThread, drafts: Vec<files::Draft>) -> Result<Thread> {
    let place = access::community_by_slug(ctx.db(), &ctx.actor, slug).await?.ok_or(Error::NotFound)?;
    ctx.actor.may::<OpenThread>(&place)?;
    new.check()?;
    let files = take(ctx, drafts).await?;
    let written = open_with(ctx, place.id, new, &files).await?;
    Ok(show(ctx, written.thread, 0).await?.thread)
}

async fn open_with(ctx: &Ctx, community: CommunityId, new: NewThread, files: &[files::Taken]) -> Result<Written> {
    let text = rendered(ctx, &new.body_markdown).await?;
    if let Some(written) = opened(ctx, &new, &text.markdown).await? {
        return Ok(written);
    }
    let head = Head {
        id: ThreadId::from_uuid(clock::id_at(ctx.now())),
        community,
        title: &new.title,
        tags: &new.tags,
        external_id: None,
    };
    let post = Words { text: &text, reply_to: None, nonce: new.nonce.as_deref(), files };
    let done = ctx.db().write(async |tx| begin(tx, ctx, head, post, ctx.now()).await).await;
    match done {
        Ok(_) => Ok(Written { thread: head.id, number: 1, again: false }),
        Err(Error::Conflict) => opened(ctx, &new, &text.markdown).await?.ok_or(Error::Conflict),
        Err(error) => Err(error),
    }
}

/// What a thread begins with.
#[derive(Clone, Copy)]
pub(super) struct Head<'h> {
    pub(super) id: ThreadId,
    pub(super) community: CommunityId,
    pub(super) title: &'h str,
    pub(super) tags: &'h [String],
    pub(super) external_id: Option<&'h str>,
}

/// What is said in a post.
#[derive(Clone, Copy)]
pub(super) struct Words<'w> {
    pub(super) text: &'w Text,
    pub(super) reply_to: Option<PostId>,
    pub(super) nonce: Option<&'w str>,
    pub(super) files: &'w [files::Taken],
}

/// Opens a thread with its first post, and gives that post.
pub(super) async fn begin(tx: &mut Tx, ctx: &Ctx, head: Head<'_>, post: Words<'_>, at: Timestamp) -> Result<PostId> {
    let Head { id, community, .. } = head;
    let place = access::community_place(&mut *tx, &ctx.actor, community).await?.ok_or(Error::NotFound)?;
    let permit = ctx.actor.may::<OpenThread>(&place)?;
    let title: String = head.title.trim().nfc().collect();
    let row = NewRow {
        id,
        channel: ChannelId::from_uuid(clock::fresh_id()),
        title: &title,
        tags: &tidy_tags(head.tags),
        external_id: head.external_id,
    };
    queries::insert(tx, &permit, row, at).await?;
    let place = access::thread_place(&mut *tx, &ctx.actor, id).await?.ok_or(Error::NotFound)?;
    let permit = ctx.actor.may::<Reply>(&place)?;
    let (post, _) = put(tx, &permit, place.community.audience_id, post, at).await?;
    tx.changed(ChangeKind::Thread, id.uuid(), at).await?;
    tx.changed(ChangeKind::Post, post.uuid(), at).await?;
    live::emit(tx, Of::Community(community), "thread", Some(permit.by()), &json!({ "id": id }), at).await?;
    Ok(post)
}

/// Writes a post with its files; gives its id and number.
async fn put(
    tx: &mut Tx,
    permit: &Permit<Reply>,
    audience: AudienceId,
    post: Words<'_>,
    at: Timestamp,
) -> Result<(PostId, i64)> {
    let id = PostId::from_uuid(clock::id_at(at));
    let Words { text, reply_to, nonce, files } = post;
    let row = NewPostRow { id, markdown: &text.markdown, html: &text.html, reply_to, nonce };
    let number = queries::add(tx, permit, row, at).await.map_err(twice)?;
    for file in files {
        files::attach(tx, permit, audience, id, file, at).await?;
    }
    Ok((id, number))
}

/// The thread that the same send opened before.
async fn opened(ctx: &Ctx, new: &NewThread, text: &str) -> Result<Option<Written>> {
    let (Some(nonce), Some(me)) = (&new.nonce, ctx.actor.id()) else { return Ok(None) };
    let found = queries::by_nonce(ctx.db(), me, nonce).await?;
    match found {
        Some((thread, 1, body)) if body == text => Ok(Some(Written { thread, number: 1, again: true })),
        Some(_) => Err(Error::Conflict),
        None => Ok(None),
    }
}

/// Adds a post; the same nonce again gives the post that stands.
///
/// # Errors
/// `Invalid`; `Closed`; `Conflict` when the nonce was used for another text; as `Actor::may`.
pub async fn reply(ctx: &Ctx, id: ThreadId, new: NewPost, drafts: Vec<files::Draft>) -> Result<(Post, bool)> {
    let place = access::thread_place(ctx.db(), &ctx.actor, id).await?.ok_or(Error::NotFound)?;
    ctx.actor.must::<ReadThread>(&place)?;
    new.check()?;
    let files = take(ctx, drafts).await?;
    let written = reply_with(ctx, id, new, &files).await?;
    let found = posts(ctx, written.thread, written.number - 1, 1).await?;
    Ok((found.items.into_iter().next().ok_or(Error::NotFound)?, written.again))
}

async fn reply_with(ctx: &Ctx, id: ThreadId, new: NewPost, files: &[files::Taken]) -> Result<Written> {
    let text = rendered(ctx, &new.body_markdown).await?;
    if let Some(written) = replied(ctx, id, &new, &text.markdown).await? {
        return Ok(written);
    }
    let post = Words { text: &text, reply_to: new.reply_to, nonce: new.nonce.as_deref(), files };
    match ctx.db().write(async |tx| say(tx, ctx, id, post, ctx.now()).await).await {
        Ok((_, number)) => Ok(Written { thread: id, number, again: false }),
        // The same send came twice at once; the other one won.
        Err(Error::Conflict) => replied(ctx, id, &new, &text.markdown).await?.ok_or(Error::Conflict),
        Err(error) => Err(error),
    }
}

/// Adds a post to a thread and tells of it; gives its id and number.
async fn say(tx: &mut Tx, ctx: &Ctx, id: ThreadId, post: Words<'_>, at: Timestamp) -> Result<(PostId, i64)> {
    let (permit, post, number) = add(tx, ctx, id, post, at).await?;
    notifications::replied(tx, &ctx.actor, id, number, at).await?;
    tell(tx, &permit, post, number, at).await?;
    Ok((post, number))
}

/// Adds a post to a thread; gives its id and number.
pub(super) async fn add(
    tx: &mut Tx,
    ctx: &Ctx,
    id: ThreadId,
    post: Words<'_>,
    at: Timestamp,
) -> Result<(Permit<Reply>, PostId, i64)> {
    let place = access::thread_place(&mut *tx, &ctx.actor, id).await?.ok_or(Error::NotFound)?;
    if (place.closed || place.community.archived) && ctx.actor.signed_in() && ctx.actor.allows::<ReadThread>(&place) {
        return Err(Error::Closed);
    }
    let permit = ctx.actor.may::<Reply>(&place)?;
    let (post, number) = put(tx, &permit, place.community.audience_id, post, at).await?;
    tx.changed(ChangeKind::Post, post.uuid(), at).await?;
    Ok((permit, post, number))
}

/// Tells whoever looks on that a thread has posts up to this one.
pub(super) async fn tell(tx: &mut Tx, permit: &Permit<Reply>, post: PostId, number: i64, at: Timestamp) -> Result<()> {
    let (thread, community, _) = permit.scope();
    let said = json!({ "id": post, "number": number });
    live::emit(tx, Of::Thread(thread), "post", Some(permit.by()), &said, at).await?;
    let moved = json!({ "id": thread, "number": number });
    live::emit(tx, Of::Community(community), "thread", Some(permit.by()), &moved, at).await?;
    Ok(())
}

fn twice(error: db::Error) -> Error {
    match error {
        db::Error::Unique(name) if name == "post_author_id_nonce_key" => Error::Conflict,
        other => other.into(),
    }
}

/// The post that the same send made before.
async fn replied(ctx: &Ctx, id: ThreadId, new: &NewPost, text: &str) -> Result<Option<Written>> {
    let (Some(nonce), Some(me)) = (&new.nonce, ctx.actor.id()) else { return Ok(None) };
    match queries::by_nonce(ctx.db(), me, nonce).await? {
        None => Ok(None),
        Some((thread, number, body)) if thread == id && body == text => {
            Ok(Some(Written { thread, number, again: true }))
        }
        Some(_) => Err(Error::Conflict),
    }
}

/// What an edit does to the files under a post.
#[derive(Default)]
pub struct Attaching {
    /// Files that are added.
    pub add: Vec<files::Draft>,
    /// A file that is taken away.
    pub remove: Option<FileId>,
}

/// Changes the text of a post, and what is attached to it.
///
/// # Errors
/// `Conflict` when the version is not the newest; `Invalid`; as `Actor::may`.
pub async fn edit(ctx: &Ctx, id: PostId, new: EditedPost, files: Attaching) -> Result<Post> {
    let place = access::post_place(ctx.db(), &ctx.actor, id).await?.ok_or(Error::NotFound)?;
    ctx.actor.may::<EditPost>(&place)?;
    NewPost { body_markdown: new.body_markdown.clone(), ..NewPost::default() }.check()?;
    let Text { markdown, html } = rendered(ctx, &new.body_markdown).await?;
    let taken = take(ctx, files.add).await?;
    let gone = ctx
        .db()
        .write(async |tx| {
            let place = access::post_place(&mut *tx, &ctx.actor, id).await?.ok_or(Error::NotFound)?;
            let permit = ctx.actor.may::<EditPost>(&place)?;
            tx.lock(id.uuid()).await?;
            if queries::edit(tx, &permit, new.version, &markdown, &html, ctx.now()).await? == 0 {
                return Err(Error::Conflict);
            }
            for file in &taken {
                files::attach(tx, &permit, place.thread.community.audience_id, id, file, ctx.now()).await?;
            }
            let gone = match files.remove {
                Some(file) if files::detach(tx, &permit, file, ctx.now()).await? => Some(file),
                _ => None,
            };
            tx.changed(ChangeKind::Post, id.uuid(), ctx.now()).await?;
            let thread = permit.scope().1;
            live::emit(tx, Of::Thread(thread), "edit", Some(permit.by()), &json!({ "id": id }), ctx.now()).await?;
            Ok(gone)
        })
        .await?;
    files::throw_away(&ctx.app, gone).await;
    Ok(post(ctx, id).await?.0)
}

/// Takes a post away; gives where it stood.
///
/// # Errors
/// As `Actor::may`.
pub async fn delete(ctx: &Ctx, id: PostId) -> Result<(ThreadId, i64)> {
    ctx.db()
        .write(async |tx| {
            let place = access::post_place(&mut *tx, &ctx.actor, id).await?.ok_or(Error::NotFound)?;
            let permit = ctx.actor.may::<DeletePost>(&place)?;
            queries::delete(tx, &permit, ctx.now()).await?;
            told_gone(tx, &permit, ctx.now()).await?;
            let (thread, number, _) = queries::post_at(&mut *tx, id).await?.ok_or(Error::NotFound)?;
            Ok((thread, number))
        })
        .await
}

/// Tells that a post was taken away.
pub(super) async fn told_gone(tx: &mut Tx, by: &Permit<DeletePost>, now: Timestamp) -> Result<()> {
    let (post, thread, _) = by.scope();
    tx.changed(ChangeKind::Post, post.uuid(), now).await?;
    live::emit(tx, Of::Thread(thread), "delete", Some(by.by()), &json!({ "id": post }), now).await?;
    Ok(())
}
