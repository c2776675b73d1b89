//! What a community is: name, who reads it, who joins it, whether it is in use.

use super::known;
use crate::{
    Error, Result,
    access::{self, Own, Visibility},
    app::Ctx,
    communities::{model::word, queries},
    db::{ChangeKind, Hint},
    markdown,
};
use shared::{
    Wrong,
    communities::{Settings, ThemeRef},
};

/// The themes a community can belong to, for its owners.
///
/// # Errors
/// As [`Actor::must`](crate::access::Actor::must).
pub async fn themes(ctx: &Ctx, slug: &str) -> Result<Vec<ThemeRef>> {
    let place = known(ctx, slug).await?;
    ctx.actor.must::<Own>(&place)?;
    Ok(queries::themes(ctx.db()).await?)
}

/// Changes what a community is; gives its slug. A slug that is taken gets a number behind it, whatever has it.
///
/// # Errors
/// `Invalid`; as [`Actor::may`](crate::access::Actor::may).
pub async fn set(ctx: &Ctx, slug: &str, new: Settings) -> Result<String> {
    let place = known(ctx, slug).await?;
    ctx.actor.must::<Own>(&place)?;
    new.check()?;
    let rules = markdown::render(&new.rules_markdown, false).map_err(|wrong| Error::field("rules_markdown", wrong))?;
    ctx.db()
        .write(async |tx| {
            let place = access::community_by_slug(&mut *tx, &ctx.actor, slug).await?.ok_or(Error::NotFound)?;
            let permit = ctx.actor.may::<Own>(&place)?;
            tx.lock(place.id.uuid()).await?;
            let theme = match new.theme.trim() {
                "" => None,
                slug => Some(
                    queries::theme(&mut *tx, slug).await?.ok_or_else(|| Error::field("theme", Wrong::NotAChoice))?,
                ),
            };
            let before = queries::slug_of(&mut *tx, place.id).await?;
            let mut present = new.slug.clone();
            let mut n = 1;
            while queries::slug_of_another(&mut *tx, &present, place.id).await? {
                n += 1;
                present = format!("{}-{n}", new.slug);
            }
            queries::set(tx, &permit, &present, &new, rules.html.as_str(), theme).await?;
            // Who has a room open shows and sees what was chosen from now on.
            tx.tell(Hint::Standing);
            if present != before {
                queries::lead(tx, &permit, &before, &present).await?;
            }
            if word(place.visibility) != new.visibility {
                let open = new.visibility == word(Visibility::Open);
                let kind = if open { crate::site::open_audience(&mut *tx).await? } else { "community" };
                queries::set_audience(tx, &permit, kind).await?;
                queries::threads_changed(tx, &permit, ctx.now()).await?;
            }
            tx.changed(ChangeKind::Community, place.id.uuid(), ctx.now()).await?;
            Ok(present)
        })
        .await
}

/// Puts a community under the theme called `theme`; under none when there is no such theme.
///
/// # Errors
/// As [`Actor::may`](crate::access::Actor::may).
pub async fn set_theme(ctx: &Ctx, slug: &str, theme: &str) -> Result<()> {
    ctx.db()
        .write(async |tx| {
            let place = access::community_by_slug(&mut *tx, &ctx.actor, slug).await?.ok_or(Error::NotFound)?;
            let permit = ctx.actor.may::<Own>(&place)?;
            let theme = queries::theme(&mut *tx, theme).await?;
            queries::set_theme(tx, &permit, theme).await?;
            tx.changed(ChangeKind::Community, place.id.uuid(), ctx.now()).await?;
            Ok(())
        })
        .await
}

/// Archives a community, so that it is read and nothing is added, or takes it back into use.
///
/// # Errors
/// As [`Actor::may`](crate::access::Actor::may).
pub async fn archive(ctx: &Ctx, slug: &str, archived: bool) -> Result<()> {
    ctx.db()
        .write(async |tx| {
            let place = access::community_by_slug(&mut *tx, &ctx.actor, slug).await?.ok_or(Error::NotFound)?;
            let permit = ctx.actor.may::<Own>(&place)?;
            queries::archive(tx, &permit, archived.then_some(ctx.now())).await?;
            tx.changed(ChangeKind::Community, place.id.uuid(), ctx.now()).await?;
            Ok(())
        })
        .await
}
