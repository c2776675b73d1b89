//! What can be done with themes, their subjects and their editors, one function per use case.

use super::queries;
use crate::{
    Error, Result,
    access::{self, Administer, Own, ReadTheme, SitePlace},
    app::Ctx,
    clock,
    db::{self, ChangeKind},
    members,
};
use shared::{
    Faults, Wrong,
    ids::{AudienceId, CommunityId, MemberId, SubjectId, ThemeId},
    kennisbank::{Editor, ShelfRef, Subject, SubjectForm, Theme, ThemeForm},
    page,
};

/// The themes that the reader reads, each with its subjects.
///
/// # Errors
/// The database's.
pub async fn themes(ctx: &Ctx) -> Result<Vec<Theme>> {
    ctx.db()
        .read(async |snap| {
            let mut themes = queries::themes(&mut *snap, &ctx.actor, None, false).await?;
            for theme in &mut themes {
                theme.subjects = Subject::tree(queries::subjects(&mut *snap, theme.id).await?);
            }
            Ok(themes)
        })
        .await
}

/// A theme with its subjects, and whether the reader writes in it.
///
/// # Errors
/// `NotFound` when absent; `SignInFirst` when only members read it.
pub async fn theme(ctx: &Ctx, slug: &str) -> Result<(Theme, bool)> {
    ctx.db()
        .read(async |snap| {
            let place = access::theme_by_slug(&mut *snap, &ctx.actor, slug).await?.ok_or(Error::NotFound)?;
            ctx.actor.must::<ReadTheme>(&place)?;
            let found = queries::themes(&mut *snap, &ctx.actor, Some(slug), false).await?;
            let mut theme = found.into_iter().next().ok_or(Error::NotFound)?;
            theme.subjects = Subject::tree(queries::subjects(&mut *snap, theme.id).await?);
            let shelf = access::shelf(&mut *snap, &ctx.actor, Some(theme.id), None).await?;
            Ok((theme, shelf.is_some_and(|shelf| ctx.actor.allows::<access::WriteArticle>(&shelf))))
        })
        .await
}

/// The communities of a theme that the reader may know of.
///
/// # Errors
/// The database's.
pub async fn communities(ctx: &Ctx, theme: ThemeId) -> Result<Vec<ShelfRef>> {
    Ok(queries::communities(ctx.db(), &ctx.actor, theme).await?)
}

/// All themes, for administrators.
///
/// # Errors
/// `SignInFirst` or `Forbidden`.
pub async fn every(ctx: &Ctx) -> Result<Vec<Theme>> {
    ctx.actor.must::<Administer>(&SitePlace)?;
    Ok(queries::themes(ctx.db(), &ctx.actor, None, true).await?)
}

/// A theme with its subjects and editors, for administrators.
///
/// # Errors
/// `SignInFirst`, `Forbidden` or `NotFound`.
pub async fn managed(ctx: &Ctx, slug: &str) -> Result<(Theme, Vec<Editor>)> {
    ctx.actor.must::<Administer>(&SitePlace)?;
    ctx.db()
        .read(async |snap| {
            let found = queries::themes(&mut *snap, &ctx.actor, Some(slug), true).await?;
            let mut theme = found.into_iter().next().ok_or(Error::NotFound)?;
            theme.subjects = Subject::tree(queries::subjects(&mut *snap, theme.id).await?);
            let editors = queries::editors(&mut *snap, theme.id).await?;
            Ok((theme, editors))
        })
        .await
}

fn number(position: &str) -> i64 {
    position.trim().parse().unwrap_or_default()
}

/// Makes a theme.
///
/// # Errors
/// `Invalid`; as [`Actor::may`](access::Actor::may).
pub async fn make_theme(ctx: &Ctx, new: &ThemeForm) -> Result<ThemeId> {
    let permit = ctx.actor.may::<Administer>(&SitePlace)?;
    new.check()?;
    let ids = (ThemeId::from_uuid(clock::fresh_id()), AudienceId::from_uuid(clock::fresh_id()));
    ctx.db()
        .write(async |tx| queries::insert_theme(tx, &permit, ids, new, number(&new.position), ctx.now()).await)
        .await
        .map_err(|error: db::Error| match error {
            db::Error::Unique(name) if name == "theme_slug_key" => Error::field("slug", Wrong::Taken),
            other => other.into(),
        })?;
    Ok(ids.0)
}

async fn own(ctx: &Ctx, slug: &str) -> Result<(access::Permit<Administer>, ThemeId)> {
    let permit = ctx.actor.may::<Administer>(&SitePlace)?;
    let id = queries::named_theme(ctx.db(), slug).await?.ok_or(Error::NotFound)?;
    Ok((permit, id))
}

/// Changes a theme.
///
/// # Errors
/// As [`make_theme`]; `NotFound`.
pub async fn change_theme(ctx: &Ctx, slug: &str, new: ThemeForm) -> Result<()> {
    let (permit, id) = own(ctx, slug).await?;
    let new = ThemeForm { slug: slug.to_owned(), ..new };
    new.check()?;
    ctx.db()
        .write(async |tx| queries::change_theme(tx, &permit, id, &new, number(&new.position)).await)
        .await
        .map_err(Error::from)?;
    Ok(())
}

/// Adds a subject to a theme; its slug is made of its name when none is given.
///
/// # Errors
/// `Invalid`; `NotFound`; as [`Actor::may`](access::Actor::may).
pub async fn add_subject(ctx: &Ctx, theme: &str, new: &SubjectForm, slug: Option<&str>) -> Result<SubjectId> {
    let (permit, id) = own(ctx, theme).await?;
    let parent_id = new.check()?;
    let subject = Subject {
        id: SubjectId::from_uuid(clock::fresh_id()),
        parent_id,
        slug: slug.map_or_else(|| page::slug(&new.name), ToOwned::to_owned),
        name: new.name.trim().to_owned(),
        position: number(&new.position),
        articles: 0,
        depth: 0,
    };
    let mut faults = Faults::default();
    shared::kennisbank::check_slug(&mut faults, "name", &subject.slug);
    faults.done()?;
    ctx.db().write(async |tx| queries::add_subject(tx, &permit, id, &subject).await).await.map_err(taken)?;
    Ok(subject.id)
}

fn taken(error: db::Error) -> Error {
    match error {
        db::Error::Unique(_) => Error::field("name", Wrong::Taken),
        other => other.into(),
    }
}

/// Renames a subject, or moves it.
///
/// # Errors
/// `Invalid` when it would stand under itself; `NotFound`; as [`Actor::may`](access::Actor::may).
pub async fn change_subject(ctx: &Ctx, theme: &str, id: SubjectId, new: &SubjectForm) -> Result<()> {
    let (permit, theme) = own(ctx, theme).await?;
    let parent_id = new.check()?;
    let changed = ctx
        .db()
        .write(async |tx| {
            let all = queries::subjects(&mut *tx, theme).await?;
            let mut above = parent_id;
            let mut steps = 0;
            while let Some(parent) = above {
                if parent == id || steps > all.len() {
                    return Err(Error::field("parent", Wrong::NotAChoice));
                }
                steps += 1;
                above = all.iter().find(|subject| subject.id == parent).and_then(|subject| subject.parent_id);
            }
            let subject = Subject {
                id,
                parent_id,
                slug: String::new(),
                name: new.name.trim().to_owned(),
                position: number(&new.position),
                articles: 0,
                depth: 0,
            };
            Ok(queries::change_subject(tx, &permit, theme, &subject).await?)
        })
        .await?;
    if changed == 0 { Err(Error::NotFound) } else { Ok(()) }
}

/// Takes a subject away.
///
/// # Errors
/// `NotFound`; as [`Actor::may`](access::Actor::may).
pub async fn drop_subject(ctx: &Ctx, theme: &str, id: SubjectId) -> Result<()> {
    let (permit, theme) = own(ctx, theme).await?;
    let known = queries::subjects(ctx.db(), theme).await?.iter().any(|subject| subject.id == id);
    if !known {
        return Err(Error::NotFound);
    }
    ctx.db().write(async |tx| queries::drop_subject(tx, &permit, theme, id).await).await.map_err(Error::from)?;
    Ok(())
}

/// Lets the member with this address write in a theme.
///
/// # Errors
/// `Invalid` when no member has it; `NotFound`; as [`Actor::may`](access::Actor::may).
pub async fn add_editor(ctx: &Ctx, theme: &str, email: &str) -> Result<()> {
    let (permit, theme) = own(ctx, theme).await?;
    let key = members::email_key(email);
    ctx.db()
        .write(async |tx| {
            let member = queries::member_by_email(&mut *tx, &key).await?;
            let member = member.ok_or_else(|| Error::field("email", Wrong::NotAChoice))?;
            queries::add_editor(tx, &permit, theme, member).await?;
            Ok(())
        })
        .await
}

/// Lets a member no longer write in a theme.
///
/// # Errors
/// `NotFound`; as [`Actor::may`](access::Actor::may).
pub async fn drop_editor(ctx: &Ctx, theme: &str, member: MemberId) -> Result<()> {
    let (permit, theme) = own(ctx, theme).await?;
    ctx.db().write(async |tx| queries::drop_editor(tx, &permit, theme, member).await).await.map_err(Error::from)?;
    Ok(())
}

/// Puts a community under a theme.
///
/// # Errors
/// `NotFound`; as [`Actor::may`](access::Actor::may).
pub async fn link(ctx: &Ctx, community: CommunityId, theme: Option<ThemeId>) -> Result<()> {
    ctx.db()
        .write(async |tx| {
            let place = access::community_place(&mut *tx, &ctx.actor, community).await?.ok_or(Error::NotFound)?;
            let permit = ctx.actor.may::<Own>(&place)?;
            queries::link(tx, &permit, theme).await?;
            tx.changed(ChangeKind::Community, community.uuid(), ctx.now()).await?;
            Ok(())
        })
        .await
}
