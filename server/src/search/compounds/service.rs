//! What can be done with own compounds, one function per use case.

use super::queries;
use crate::{
    Error, Result,
    access::{Actor, Administer, SitePlace},
    app::Ctx,
    index,
};
use ::compounds::{Overlay, OverlayError};
use shared::{
    Wrong,
    search::compounds::{Compound, EditCompound},
};

/// The own compounds, by their words.
///
/// # Errors
/// `SignInFirst`, `Forbidden`.
pub async fn list(ctx: &Ctx) -> Result<Vec<Compound>> {
    ctx.actor.must::<Administer>(&SitePlace)?;
    Ok(queries::all(ctx.db()).await?)
}

/// Adds a word, or changes how it falls apart.
///
/// # Errors
/// `Invalid`; `SignInFirst`, `Forbidden`.
pub async fn add(ctx: &Ctx, form: &EditCompound) -> Result<()> {
    let permit = ctx.actor.may::<Administer>(&SitePlace)?;
    let compound = form.compound()?;
    fits(&compound)?;
    let named = matches!(ctx.actor, Actor::Member { .. });
    ctx.db()
        .write(async |tx| {
            queries::write(tx, &permit, &compound, named, ctx.now()).await?;
            Ok::<_, Error>(index::make_anew(tx).await?)
        })
        .await
}

/// Leaves a word to the program again.
///
/// # Errors
/// `NotFound` when it is not one of ours; `SignInFirst`, `Forbidden`.
pub async fn remove(ctx: &Ctx, word: &str) -> Result<()> {
    let permit = ctx.actor.may::<Administer>(&SitePlace)?;
    ctx.db()
        .write(async |tx| {
            if queries::remove(tx, &permit, word).await? == 0 {
                return Err(Error::NotFound);
            }
            Ok(index::make_anew(tx).await?)
        })
        .await
}

/// Whether the parts make the word.
fn fits(compound: &Compound) -> Result<()> {
    let mut overlay = Overlay::default();
    let parts: Vec<&str> = compound.parts().collect();
    let taken = if parts.is_empty() { overlay.protect(&compound.word) } else { overlay.add(&compound.word, &parts) };
    taken.map_err(|error| match error {
        OverlayError::Letters if parts.is_empty() => Error::field("word", Wrong::NotAWord),
        OverlayError::Letters | OverlayError::Short | OverlayError::Parts => Error::field("parts", Wrong::NotTheParts),
    })
}
