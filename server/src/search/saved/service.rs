//! What can be done with saved searches, one function per use case.

use super::{
    model::{DAY, Row, fitting, ours, read, written},
    queries,
};
use crate::{
    Error, Result,
    access::{KeepSearch, OwnPlace, Permit},
    app::Ctx,
    clock,
};
use shared::{
    Timestamp, Wrong,
    ids::SavedSearchId,
    limits,
    search::{
        Choices,
        saved::{NewSaved, Saved, SavedPatch},
        saved_words as w,
    },
};

fn permit(ctx: &Ctx) -> Result<Permit<KeepSearch>> {
    let me = ctx.actor.id().ok_or(Error::SignInFirst)?;
    ctx.actor.may::<KeepSearch>(&OwnPlace(me))
}

/// All that the reader keeps, newest first.
///
/// # Errors
/// `SignInFirst`.
pub async fn list(ctx: &Ctx) -> Result<Vec<Saved>> {
    let permit = permit(ctx)?;
    Ok(queries::all(ctx.db(), permit.scope()).await?.into_iter().map(Row::saved).collect())
}

/// What the reader keeps of the search on this page, if anything.
///
/// # Errors
/// The database's.
pub async fn kept_here(ctx: &Ctx, text: &str, choices: &Choices) -> Result<Option<Saved>> {
    let Some(me) = ctx.actor.id() else { return Ok(None) };
    let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
    Ok(queries::of(ctx.db(), me, &written(&text, choices)).await?.map(Row::saved))
}

/// One that the reader keeps, with what it asks.
///
/// # Errors
/// `NotFound`; `SignInFirst`.
pub async fn one(ctx: &Ctx, id: SavedSearchId) -> Result<(Saved, String, Choices)> {
    let permit = permit(ctx)?;
    let row = queries::one(ctx.db(), permit.scope(), id).await?.ok_or(Error::NotFound)?;
    let (text, choices) = read(&row.search)?;
    Ok((row.saved(), text, choices))
}

/// Keeps a search. One that is kept already gets the new name and choice of mail. The flag says whether it is new.
///
/// # Errors
/// `Invalid`, also when there is no room for more; `Malformed`; `SignInFirst`.
pub async fn save(ctx: &Ctx, new: &NewSaved) -> Result<(Saved, bool)> {
    let permit = permit(ctx)?;
    let (text, search) = fitting(&new.search)?;
    let patch = SavedPatch { name: new.name.clone(), alert: Some(new.alert) };
    patch.check()?;
    let (me, now) = (permit.scope(), ctx.now());
    ctx.db()
        .write(async |tx| {
            // Two at once must not make one too many.
            tx.lock(me.uuid()).await?;
            if let Some(row) = queries::of(&mut *tx, me, &search).await? {
                let row = changed(row, &patch, now);
                queries::update(tx, &permit, &row).await?;
                return Ok((row.saved(), false));
            }
            if queries::count(&mut *tx, me).await? >= i64::from(limits::SAVED_SEARCHES) {
                return Err(Error::field("search", Wrong::Full(limits::SAVED_SEARCHES)));
            }
            let row = Row {
                id: SavedSearchId::from_uuid(clock::fresh_id()),
                name: new.name.as_deref().map_or_else(|| called(ctx, &text), |name| name.trim().to_owned()),
                search,
                alert: new.alert,
                news_from: now,
                due_at: now.plus_seconds(DAY),
                created_at: now,
                alerted_at: None,
            };
            queries::insert(tx, &permit, &row).await?;
            Ok((row.saved(), true))
        })
        .await
}

/// What a search is called when nobody says: what was typed.
fn called(ctx: &Ctx, text: &str) -> String {
    let most = usize::try_from(limits::NAME).unwrap_or(usize::MAX);
    if text.is_empty() { w::without_words(ctx.lang()).into_owned() } else { text.chars().take(most).collect() }
}

/// The row after a change. Mail that is switched on tells of what comes from now on.
fn changed(row: Row, patch: &SavedPatch, now: Timestamp) -> Row {
    let name = patch.name.as_deref().map(|name| name.trim().to_owned());
    let alert = patch.alert.unwrap_or(row.alert);
    let begins = alert && !row.alert;
    Row {
        name: name.unwrap_or(row.name),
        alert,
        news_from: if begins { now } else { row.news_from },
        due_at: if begins { now.plus_seconds(DAY) } else { row.due_at },
        ..row
    }
}

/// Changes the name of a search or its mail.
///
/// # Errors
/// `Invalid`, `NotFound`, `SignInFirst`.
pub async fn change(ctx: &Ctx, id: SavedSearchId, patch: &SavedPatch) -> Result<Saved> {
    let permit = permit(ctx)?;
    ctx.db()
        .write(async |tx| {
            let row = queries::one(&mut *tx, permit.scope(), id).await?.ok_or(Error::NotFound)?;
            patch.check()?;
            let row = changed(row, patch, ctx.now());
            queries::update(tx, &permit, &row).await?;
            Ok(row.saved())
        })
        .await
}

/// Forgets a search.
///
/// # Errors
/// `NotFound`, `SignInFirst`.
pub async fn delete(ctx: &Ctx, id: SavedSearchId) -> Result<()> {
    let permit = permit(ctx)?;
    let gone = ctx.db().write(async |tx| Ok::<_, Error>(queries::delete(tx, &permit, id).await?)).await?;
    if gone { Ok(()) } else { Err(Error::NotFound) }
}

/// Which search a link stops.
///
/// # Errors
/// `NotFound` when the link is not ours.
pub fn link(ctx: &Ctx, search: &str, signature: &str) -> Result<SavedSearchId> {
    let id = search.parse().map_err(|_| Error::NotFound)?;
    if ours(&ctx.app.secrets, id, signature) { Ok(id) } else { Err(Error::NotFound) }
}

/// Stops the mail of a search, or of all that its member keeps: the signature of the link is the proof.
///
/// # Errors
/// The database's.
pub async fn stop(ctx: &Ctx, id: SavedSearchId, all: bool) -> Result<()> {
    ctx.db().write(async |tx| queries::stop(tx, id, all).await).await?;
    Ok(())
}
