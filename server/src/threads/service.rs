//! What can be done with threads and posts, one function per use case: look up, decide, write, tell. Reading is here,
//! writing posts in `posts`, conversations from elsewhere in `import`, what was said in a chat in `carry`, keeping order
//! in `order`.

mod carry;
mod import;
mod order;
mod posts;

pub use carry::{Carried, New, carry, withdraw};
pub use import::*;
pub use order::*;
pub use posts::*;

use super::{
    model::{Show, busiest, quotation},
    queries::{self, Readers, Wanted},
};
use crate::{
    Error, Result,
    access::{
        self, Actor, CommunityPlace, EditThread, Follow, PostPlace, Read, ReadAll, ReadMembers, ReadThread, Role,
        ThreadPlace,
    },
    app::Ctx,
    live::{self, Of},
};
use serde_json::json;
use shared::{
    Timestamp, Wrong,
    ids::{CommunityId, PostId, ThreadId},
    limits::POSTS_PER_PAGE,
    page::Page,
    threads::{Around, Post, Thread},
};

/// The most pinned threads that stand first.
const PINNED: i64 = 10;

async fn community(ctx: &Ctx, slug: &str) -> Result<CommunityPlace> {
    let place = access::community_by_slug(ctx.db(), &ctx.actor, slug).await?.ok_or(Error::NotFound)?;
    ctx.actor.must::<Read>(&place)?;
    Ok(place)
}

/// Whether the actor sees what was taken away.
fn moderates(place: &ThreadPlace) -> bool {
    place.community.role >= Some(Role::Moderator)
}

fn place_after(after: Option<(i64, ThreadId)>) -> Option<(Timestamp, ThreadId)> {
    after.map(|(micros, id)| (Timestamp::from_micros(micros), id))
}

/// The threads of a community, newest activity first.
///
/// # Errors
/// `NotFound`, `SignInFirst` or `Forbidden` when the reader may not read the community.
pub async fn list(ctx: &Ctx, slug: &str, after: Option<(i64, ThreadId)>, limit: i64) -> Result<Page<Thread>> {
    let place = community(ctx, slug).await?;
    let wanted = Wanted { community: Some(place.id), after: place_after(after), ..Wanted::default() };
    let rows = queries::threads(ctx.db(), &ctx.actor, wanted, limit + 1).await?;
    Ok(Page::cut(rows, limit, cursor))
}

/// The threads of a community that the reader may read: on the first page of all of them the pinned ones apart.
///
/// # Errors
/// The database's.
pub async fn shelf(
    ctx: &Ctx,
    id: CommunityId,
    show: Show,
    tag: &str,
    after: Option<(i64, ThreadId)>,
    limit: i64,
) -> Result<(Vec<Thread>, Page<Thread>)> {
    let apart = show == Show::All && tag.is_empty();
    let signed_in = ctx.actor.signed_in();
    let wanted = Wanted {
        community: Some(id),
        pinned: apart.then_some(false),
        unread: show == Show::Unread && signed_in,
        unanswered: show == Show::Unanswered,
        own: show == Show::Own && signed_in,
        tag: (!tag.is_empty()).then_some(tag),
        after: place_after(after),
        ..Wanted::default()
    };
    ctx.db()
        .read(async |snap| {
            let first = Wanted { community: Some(id), pinned: Some(true), ..Wanted::default() };
            let pinned = if apart && after.is_none() {
                queries::threads(&mut *snap, &ctx.actor, first, PINNED).await?
            } else {
                Vec::new()
            };
            let rows = queries::threads(&mut *snap, &ctx.actor, wanted, limit + 1).await?;
            Ok((pinned, Page::cut(rows, limit, cursor)))
        })
        .await
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

/// Threads with something the reader has not seen: what they follow or opened first, then the newest.
///
/// # Errors
/// The database's.
pub async fn unread(ctx: &Ctx, limit: i64) -> Result<Vec<Thread>> {
    if !ctx.actor.signed_in() {
        return Ok(Vec::new());
    }
    let mut threads =
        queries::threads(ctx.db(), &ctx.actor, Wanted { unread: true, ..Wanted::default() }, limit).await?;
    let me = ctx.actor.id();
    threads.sort_by_key(|thread| {
        let own = thread.follow.as_deref() == Some("follow") || thread.author.id == me || thread.read > 0;
        !own
    });
    Ok(threads)
}

/// Threads of others in the reader's communities that nobody has answered.
///
/// # Errors
/// The database's.
pub async fn unanswered(ctx: &Ctx, limit: i64) -> Result<Vec<Thread>> {
    let wanted = Wanted { unanswered: true, of_others: true, ..Wanted::default() };
    Ok(queries::threads(ctx.db(), &ctx.actor, wanted, limit).await?)
}

/// A thread, what the reader may do there, and who reads along.
pub struct Shown {
    /// With a page of posts.
    pub thread: Thread,
    /// Where it stands.
    pub place: ThreadPlace,
    /// What stands around it.
    pub around: Around,
}

/// A thread with a page of posts after number `after`: one moment of the database.
///
/// # Errors
/// `NotFound`.
pub async fn show(ctx: &Ctx, id: ThreadId, after: i64) -> Result<Shown> {
    ctx.db()
        .read(async |snap| {
            let place = access::thread_place(&mut *snap, &ctx.actor, id).await?.ok_or(Error::NotFound)?;
            ctx.actor.must::<ReadThread>(&place)?;
            let wanted = Wanted { id: Some(id), deleted: true, ..Wanted::default() };
            let mut thread =
                queries::threads(&mut *snap, &ctx.actor, wanted, 1).await?.into_iter().next().ok_or(Error::NotFound)?;
            let posts = queries::posts(snap, &ctx.actor, id, moderates(&place), after, POSTS_PER_PAGE).await?;
            let readers = queries::readers(&mut *snap, place.community.id, Some(id)).await?;
            thread.head = Some(readers.head);
            // When the thread has one page, whoever posted stands on it: one question less.
            let people = match (ctx.actor.signed_in(), after == 0 && thread.last_number <= POSTS_PER_PAGE) {
                (false, _) => Vec::new(),
                (true, true) => busiest(&posts),
                (true, false) => queries::people(&mut *snap, &ctx.actor, id).await?,
            };
            thread.posts = Some(posts);
            if readers.carried {
                thread.chat = queries::origin(&mut *snap, &ctx.actor, id).await?;
            }
            let around = Around { people, ..around(&ctx.actor, &place.community, &readers) };
            Ok(Shown { thread, place, around })
        })
        .await
}

/// Who reads what stands in a community.
///
/// # Errors
/// The database's.
pub async fn readers(ctx: &Ctx, place: &CommunityPlace) -> Result<Around> {
    Ok(around(&ctx.actor, place, &queries::readers(ctx.db(), place.id, None).await?))
}

/// What the actor may know of who reads along.
fn around(actor: &Actor, place: &CommunityPlace, readers: &Readers) -> Around {
    Around {
        members: actor.allows::<ReadMembers>(place).then_some(readers.members),
        organisations: readers.organisations,
        world: readers.kind == "public",
        alliance: readers.kind == "alliance",
        people: Vec::new(),
    }
}

/// Posts of a thread after number `after`.
///
/// # Errors
/// `NotFound`.
pub async fn posts(ctx: &Ctx, id: ThreadId, after: i64, limit: i64) -> Result<Page<Post>> {
    ctx.db()
        .read(async |snap| {
            let place = access::thread_place(&mut *snap, &ctx.actor, id).await?.ok_or(Error::NotFound)?;
            ctx.actor.must::<ReadThread>(&place)?;
            let rows = queries::posts(snap, &ctx.actor, id, moderates(&place), after, limit + 1).await?;
            Ok(Page::cut(rows, limit, |post| post.number.to_string()))
        })
        .await
}

/// A post with its place.
///
/// # Errors
/// `NotFound`.
pub async fn post(ctx: &Ctx, id: PostId) -> Result<(Post, PostPlace)> {
    ctx.db()
        .read(async |snap| {
            let place = access::post_place(&mut *snap, &ctx.actor, id).await?.ok_or(Error::NotFound)?;
            ctx.actor.must::<access::ReadPost>(&place)?;
            let (thread, number, _) = queries::post_at(&mut *snap, id).await?.ok_or(Error::NotFound)?;
            let found = queries::posts(snap, &ctx.actor, thread, moderates(&place.thread), number - 1, 1).await?;
            Ok((found.into_iter().next().ok_or(Error::NotFound)?, place))
        })
        .await
}

/// The post to answer: its id, its number and, when it is to be quoted, the text to begin with.
///
/// # Errors
/// `NotFound`.
pub async fn answered(ctx: &Ctx, id: ThreadId, number: i64, quote: bool) -> Result<(PostId, String)> {
    let found = posts(ctx, id, number - 1, 1).await?.items.into_iter().next();
    let post = found.filter(|post| post.number == number && !post.deleted).ok_or(Error::NotFound)?;
    let name = if post.author.name.is_empty() {
        shared::words::former_member(ctx.lang()).into_owned()
    } else {
        post.author.name.clone()
    };
    let text =
        if quote { quotation(id, &post, &shared::threads::words::wrote(ctx.lang(), &name)) } else { String::new() };
    Ok((post.id, text))
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
            let last = queries::last_number(&mut *tx, id).await?;
            if !(1..=last).contains(&number) {
                return Err(Error::field("number", Wrong::NotAChoice));
            }
            if queries::read(tx, &permit, number, ctx.now()).await? > 0 {
                let mark = json!({ "thread": id, "number": number });
                live::emit(tx, Of::User(permit.by()), "mark", Some(permit.by()), &mark, ctx.now()).await?;
            }
            Ok(())
        })
        .await
}

/// Moves the reader's marks to the end of every thread of a community.
///
/// # Errors
/// As `Actor::may`.
pub async fn read_all(ctx: &Ctx, slug: &str) -> Result<()> {
    ctx.db()
        .write(async |tx| {
            let place = access::community_by_slug(&mut *tx, &ctx.actor, slug).await?.ok_or(Error::NotFound)?;
            let permit = ctx.actor.may::<ReadAll>(&place)?;
            queries::read_all(tx, &permit, ctx.now()).await?;
            Ok(())
        })
        .await
}

/// Follows or mutes a thread; an empty level does neither.
///
/// # Errors
/// `Invalid`; as `Actor::may`.
pub async fn follow(ctx: &Ctx, id: ThreadId, level: &str) -> Result<()> {
    let level = match level {
        "" => None,
        "follow" | "mute" => Some(level),
        _ => return Err(Error::field("level", Wrong::NotAChoice)),
    };
    ctx.db()
        .write(async |tx| {
            let place = access::thread_place(&mut *tx, &ctx.actor, id).await?.ok_or(Error::NotFound)?;
            let permit = ctx.actor.may::<Follow>(&place)?;
            queries::follow(tx, &permit, level, ctx.now()).await?;
            Ok(())
        })
        .await
}

/// Whether the actor may change title and tags.
pub fn may_rename(actor: &Actor, place: &ThreadPlace) -> bool {
    actor.allows::<EditThread>(place)
}
