//! Keeping order: title and state of threads, moving, taking away, and reports to the moderators.

use super::{post, told_gone};
use crate::{
    Error, Result,
    access::{self, DeletePost, EditThread, Moderate, ModerateThread, OpenThread, PostPlace, ReportPost, Visibility},
    app::Ctx,
    clock, communities,
    db::ChangeKind,
    files,
    live::{self, Of},
    markdown,
    threads::queries::{self, NewPostRow},
};
use serde_json::json;
use shared::{
    Lang, Wrong,
    communities::Community,
    ids::{PostId, ReportId, ThreadId},
    limits,
    threads::{NewReport, Post, Report, ThreadChange, Verdict, tidy_tags, words},
};
use unicode_normalization::UnicodeNormalization as _;

/// Communities of a member that are offered to move to.
const OFFERED: i64 = 100;

/// Changes title, tags and state of a thread.
///
/// # Errors
/// `Invalid`; as `Actor::may`.
pub async fn change(ctx: &Ctx, id: ThreadId, new: ThreadChange) -> Result<()> {
    let place = access::thread_place(ctx.db(), &ctx.actor, id).await?.ok_or(Error::NotFound)?;
    let words = new.title.is_some() || new.tags.is_some();
    if words {
        ctx.actor.may::<EditThread>(&place)?;
    }
    new.check()?;
    let title: Option<String> = new.title.as_deref().map(|title| title.trim().nfc().collect());
    let tags = new.tags.as_deref().map(tidy_tags);
    ctx.db()
        .write(async |tx| {
            let place = access::thread_place(&mut *tx, &ctx.actor, id).await?.ok_or(Error::NotFound)?;
            let mut by = ctx.actor.id();
            if words {
                let permit = ctx.actor.may::<EditThread>(&place)?;
                queries::rename(tx, &permit, title.as_deref(), tags.as_deref()).await?;
            }
            if new.pinned.is_some() || new.closed.is_some() || !words {
                let permit = ctx.actor.may::<ModerateThread>(&place)?;
                queries::set_state(tx, &permit, new.pinned, new.closed, ctx.now()).await?;
                by = Some(permit.by());
            }
            tx.changed(ChangeKind::Thread, id.uuid(), ctx.now()).await?;
            let state = json!({ "id": id, "title": title, "tags": tags, "pinned": new.pinned, "closed": new.closed });
            live::emit(tx, Of::Thread(id), "state", by, &state, ctx.now()).await?;
            live::emit(tx, Of::Community(place.community.id), "state", by, &state, ctx.now()).await?;
            Ok(())
        })
        .await
}

/// Takes a thread away, or gives it back; gives the slug of its community.
///
/// # Errors
/// As `Actor::may`.
pub async fn set_deleted(ctx: &Ctx, id: ThreadId, deleted: bool) -> Result<()> {
    ctx.db()
        .write(async |tx| {
            let place = access::thread_place(&mut *tx, &ctx.actor, id).await?.ok_or(Error::NotFound)?;
            let permit = ctx.actor.may::<ModerateThread>(&place)?;
            queries::set_deleted(tx, &permit, deleted, ctx.now()).await?;
            queries::posts_changed(tx, &permit, ctx.now()).await?;
            tx.changed(ChangeKind::Thread, id.uuid(), ctx.now()).await?;
            let state = json!({ "id": id, "deleted": deleted });
            live::emit(tx, Of::Thread(id), "state", Some(permit.by()), &state, ctx.now()).await?;
            live::emit(tx, Of::Community(place.community.id), "state", Some(permit.by()), &state, ctx.now()).await?;
            Ok(())
        })
        .await
}

/// Gives a post back that was taken away; gives where it stands.
///
/// # Errors
/// As `Actor::may`.
pub async fn restore(ctx: &Ctx, id: PostId) -> Result<(ThreadId, i64)> {
    let (post, place) = post(ctx, id).await?;
    ctx.db()
        .write(async |tx| {
            let thread = place.thread.thread_id;
            let at = access::thread_place(&mut *tx, &ctx.actor, thread).await?.ok_or(Error::NotFound)?;
            let permit = ctx.actor.may::<ModerateThread>(&at)?;
            queries::restore(tx, &permit, id).await?;
            tx.changed(ChangeKind::Post, id.uuid(), ctx.now()).await?;
            live::emit(tx, Of::Thread(thread), "edit", Some(permit.by()), &json!({ "id": id }), ctx.now()).await?;
            Ok((thread, post.number))
        })
        .await
}

/// The communities that the actor may move a thread to: those they moderate and that are in use, but not its own.
///
/// # Errors
/// As `Actor::may`.
pub async fn targets(ctx: &Ctx, id: ThreadId) -> Result<Vec<Community>> {
    let place = access::thread_place(ctx.db(), &ctx.actor, id).await?.ok_or(Error::NotFound)?;
    ctx.actor.may::<ModerateThread>(&place)?;
    let mut mine = communities::listed(ctx, Some(true), None, OFFERED).await?.items;
    mine.retain(|community| {
        community.id != place.community.id
            && !community.archived
            && matches!(community.role.as_deref(), Some("moderator" | "owner"))
    });
    Ok(mine)
}

/// Moves a thread to another community that the actor moderates too. Its id stays, so every permalink still leads to it,
/// for those who may read it where it is now.
///
/// # Errors
/// `Invalid` when there is no such community for the actor; as `Actor::may`.
pub async fn relocate(ctx: &Ctx, id: ThreadId, slug: &str) -> Result<()> {
    ctx.db()
        .write(async |tx| {
            let from = access::thread_place(&mut *tx, &ctx.actor, id).await?.ok_or(Error::NotFound)?;
            let permit = ctx.actor.may::<ModerateThread>(&from)?;
            let refused = || Error::field("community", Wrong::NotAChoice);
            let to = access::community_by_slug(&mut *tx, &ctx.actor, slug).await?.ok_or_else(refused)?;
            if to.id == from.community.id || !ctx.actor.allows::<OpenThread>(&to) {
                return Err(refused());
            }
            let target = ctx.actor.may::<Moderate>(&to).map_err(|_| refused())?;
            queries::relocate(tx, &permit, &target).await?;
            files::move_with_thread(tx, &permit, id, to.audience_id).await?;
            // The note stays when the thread moves on, to where others read: it names only what everybody may know of.
            let text = if from.community.visibility == Visibility::Open && from.community.world {
                words::moved_from(Lang::Nl, &queries::name_of(&mut *tx, from.community.id).await?)
            } else {
                words::moved_here(Lang::Nl)
            };
            let html = markdown::render(&text, false).map_err(|wrong| Error::field("community", wrong))?.html;
            let note = PostId::from_uuid(clock::fresh_id());
            let row = NewPostRow { id: note, markdown: &text, html: html.as_str(), reply_to: None, nonce: None };
            let number = queries::note(tx, &permit, row, ctx.now()).await?;
            tx.changed(ChangeKind::Thread, id.uuid(), ctx.now()).await?;
            queries::posts_changed(tx, &permit, ctx.now()).await?;
            let by = Some(permit.by());
            let gone = json!({ "id": id, "moved": true });
            live::emit(tx, Of::Community(from.community.id), "state", by, &gone, ctx.now()).await?;
            live::emit(tx, Of::Thread(id), "post", by, &json!({ "id": note, "number": number }), ctx.now()).await?;
            let come = json!({ "id": id, "number": number });
            live::emit(tx, Of::Community(to.id), "thread", by, &come, ctx.now()).await?;
            Ok(())
        })
        .await
}

/// Reports a post to the moderators of its community.
///
/// # Errors
/// `Invalid`; as `Actor::may`.
pub async fn report(ctx: &Ctx, id: PostId, new: NewReport) -> Result<()> {
    let place = access::post_place(ctx.db(), &ctx.actor, id).await?.ok_or(Error::NotFound)?;
    ctx.actor.may::<ReportPost>(&place)?;
    new.check()?;
    let report = ReportId::from_uuid(clock::fresh_id());
    ctx.db()
        .write(async |tx| {
            let place = access::post_place(&mut *tx, &ctx.actor, id).await?.ok_or(Error::NotFound)?;
            let permit = ctx.actor.may::<ReportPost>(&place)?;
            queries::report(tx, &permit, report, &new, ctx.now()).await?;
            Ok(())
        })
        .await
}

/// A post that the actor may report.
///
/// # Errors
/// As `Actor::may`.
pub async fn reportable(ctx: &Ctx, id: PostId) -> Result<(Post, PostPlace)> {
    let found = post(ctx, id).await?;
    ctx.actor.may::<ReportPost>(&found.1)?;
    Ok(found)
}

/// The reports of a community, for its moderators: those that wait, and those that were decided last.
///
/// # Errors
/// As `Actor::must`.
pub async fn reports(ctx: &Ctx, slug: &str) -> Result<(Vec<Report>, Vec<Report>)> {
    ctx.db()
        .read(async |snap| {
            let place = access::community_by_slug(&mut *snap, &ctx.actor, slug).await?.ok_or(Error::NotFound)?;
            ctx.actor.must::<Moderate>(&place)?;
            let open = queries::reports(&mut *snap, place.id, true).await?;
            Ok((open, queries::reports(&mut *snap, place.id, false).await?))
        })
        .await
}

/// Decides what becomes of a post that was reported: every report of it is answered at once.
///
/// # Errors
/// `NotFound` when it was decided already; `Invalid`; as `Actor::may`.
pub async fn judge(ctx: &Ctx, slug: &str, id: ReportId, verdict: Verdict) -> Result<()> {
    let mut faults = shared::Faults::default();
    faults.optional_text("note", &verdict.note, limits::NOTE);
    if !["kept", "removed"].contains(&verdict.outcome.as_str()) {
        faults.add("outcome", Wrong::NotAChoice);
    }
    ctx.db()
        .write(async |tx| {
            let place = access::community_by_slug(&mut *tx, &ctx.actor, slug).await?.ok_or(Error::NotFound)?;
            let permit = ctx.actor.may::<Moderate>(&place)?;
            faults.clone().done()?;
            let post = queries::reported(&mut *tx, place.id, id).await?.ok_or(Error::NotFound)?;
            let at = access::post_place(&mut *tx, &ctx.actor, post).await?.ok_or(Error::NotFound)?;
            if verdict.outcome == "removed" && !at.post_deleted {
                let delete = ctx.actor.may::<DeletePost>(&at)?;
                queries::delete(tx, &delete, ctx.now()).await?;
                told_gone(tx, &delete, ctx.now()).await?;
            }
            queries::settle(tx, &permit, post, &verdict.outcome, verdict.note.trim(), ctx.now()).await?;
            Ok(())
        })
        .await
}
