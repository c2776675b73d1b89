//! Sign-ins: seen and ended by their owner, or by whoever runs the site.

use crate::{
    Error, Result,
    access::{Administer, ChangeOwn, OwnPlace, SitePlace},
    accounts::queries,
    admin,
    app::Ctx,
    db::{ChangeKind, Hint},
    members,
};
use shared::{
    accounts::SignedIn,
    ids::{MemberId, SignInId},
};

async fn of(ctx: &Ctx, id: MemberId) -> Result<Vec<SignedIn>> {
    let (idle, absolute) = (ctx.now().plus_seconds(-members::IDLE), ctx.now().plus_seconds(-members::ABSOLUTE));
    Ok(queries::sign_ins(ctx.db(), id, idle, absolute).await?)
}

/// One's own sign-ins.
///
/// # Errors
/// `SignInFirst`.
pub async fn mine(ctx: &Ctx) -> Result<Vec<SignedIn>> {
    of(ctx, ctx.actor.id().ok_or(Error::SignInFirst)?).await
}

/// Ends one of one's own sign-ins.
///
/// # Errors
/// `NotFound` when it ended already or is somebody else's.
pub async fn end_one(ctx: &Ctx, id: SignInId) -> Result<()> {
    let me = ctx.actor.id().ok_or(Error::SignInFirst)?;
    let permit = ctx.actor.may::<ChangeOwn>(&OwnPlace(me))?;
    ctx.db()
        .write(async |tx| {
            if queries::end_sign_in(tx, &permit, id).await? == 0 {
                return Err(Error::NotFound);
            }
            tx.tell(Hint::Standing);
            Ok(())
        })
        .await
}

/// Signs out everywhere, here too.
///
/// # Errors
/// `SignInFirst`.
pub async fn end_all(ctx: &Ctx) -> Result<()> {
    let me = ctx.actor.id().ok_or(Error::SignInFirst)?;
    ctx.actor.may::<ChangeOwn>(&OwnPlace(me))?;
    ctx.db()
        .write(async |tx| {
            tx.tell(Hint::Standing);
            queries::end_all(tx, me).await
        })
        .await?;
    Ok(())
}

async fn somebody(ctx: &Ctx, email: &str) -> Result<MemberId> {
    Ok(members::by_email(&ctx.app, email).await?.ok_or(Error::NotFound)?.0)
}

/// The sign-ins of the member with this address; ends them when asked to.
///
/// # Errors
/// `NotFound`; as [`Actor::may`](crate::access::Actor::may).
pub async fn sign_ins_of(ctx: &Ctx, email: &str, end: bool) -> Result<Vec<SignedIn>> {
    ctx.actor.may::<Administer>(&SitePlace)?;
    let id = somebody(ctx, email).await?;
    let found = of(ctx, id).await?;
    if end {
        ctx.db()
            .write(async |tx| {
                tx.tell(Hint::Standing);
                queries::end_all(tx, id).await
            })
            .await?;
    }
    Ok(found)
}

/// Lets the member with this address in no more, and ends their sign-ins and links.
///
/// # Errors
/// `NotFound`; `Invalid` when nobody else administers the site; as [`Actor::may`](crate::access::Actor::may).
pub async fn disable(ctx: &Ctx, email: &str) -> Result<()> {
    let permit = ctx.actor.may::<Administer>(&SitePlace)?;
    let id = somebody(ctx, email).await?;
    ctx.db()
        .write(async |tx| {
            admin::another_admin(tx, id).await?;
            queries::disable(tx, &permit, id, ctx.now()).await?;
            queries::forget_links(tx, id).await?;
            queries::end_all(tx, id).await?;
            tx.tell(Hint::Standing);
            tx.changed(ChangeKind::Member, id.uuid(), ctx.now()).await?;
            Ok(())
        })
        .await
}
