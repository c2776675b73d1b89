//! What administrators do with work in the background, one function per use case.

use super::queries;
use crate::{
    Error, Result,
    access::{Administer, SitePlace},
    app::Ctx,
    db::Hint,
};
use shared::{
    ids::JobId,
    outbox::{Background, LISTED},
};

/// How much there is to do, and what failed.
///
/// # Errors
/// `SignInFirst`, `Forbidden`.
pub async fn show(ctx: &Ctx) -> Result<Background> {
    ctx.actor.must::<Administer>(&SitePlace)?;
    ctx.db()
        .read(async |snap| {
            let numbers = queries::numbers(&mut *snap, ctx.now()).await?;
            Ok(Background { numbers, failed: queries::failures(snap, LISTED).await? })
        })
        .await
}

/// Has what failed tried again now: one job, or all of them. One that is just being tried is left alone.
///
/// # Errors
/// `NotFound` when that job did not fail; `SignInFirst`, `Forbidden`.
pub async fn again(ctx: &Ctx, job: Option<JobId>) -> Result<()> {
    let permit = ctx.actor.may::<Administer>(&SitePlace)?;
    ctx.db()
        .write(async |tx| {
            let now = tx.clock(ctx.app.clock).await?;
            if queries::again(tx, &permit, job, now).await? == 0 && job.is_some() {
                return Err(Error::NotFound);
            }
            tx.tell(Hint::Job);
            Ok(())
        })
        .await
}

/// Throws away a job that failed for good.
///
/// # Errors
/// `NotFound` when it did not; `SignInFirst`, `Forbidden`.
pub async fn discard(ctx: &Ctx, job: JobId) -> Result<()> {
    let permit = ctx.actor.may::<Administer>(&SitePlace)?;
    ctx.db()
        .write(async |tx| match queries::discard(tx, &permit, job).await? {
            0 => Err(Error::NotFound),
            _ => Ok(()),
        })
        .await
}
