//! Requests for an account, and what administrators decide about them.

use super::{may_ask, may_mail, tag};
use crate::{
    Error, Result,
    access::{Administer, SitePlace},
    accounts::{
        letters::{About, tell_of_requests, write},
        queries,
    },
    app::Ctx,
    clock, members,
};
use shared::{
    accounts::{AccountRequest, AskAccount, Decision, Invite},
    ids::AccountRequestId,
};

/// Asks for an account. The answer is the same whether the address has one, asked already, or is new.
///
/// # Errors
/// `Invalid`; `TooMany` when this network asked for very many.
pub async fn ask(ctx: &Ctx, form: &AskAccount) -> Result<()> {
    form.check()?;
    let key = members::email_key(&form.email);
    let id = AccountRequestId::from_uuid(clock::fresh_id());
    ctx.db()
        .write(async |tx| {
            may_ask(tx, ctx).await?;
            queries::ask(tx, id, &key, form, tag(ctx), ctx.now()).await?;
            tell_of_requests(tx, ctx.now()).await
        })
        .await
}

/// The requests that wait, for administrators.
///
/// # Errors
/// `SignInFirst` or `Forbidden`.
pub async fn requests(ctx: &Ctx) -> Result<Vec<AccountRequest>> {
    ctx.actor.must::<Administer>(&SitePlace)?;
    Ok(queries::requests(ctx.db()).await?)
}

/// Accepts a request, which sends an invitation, or refuses it, which sends the reason.
///
/// # Errors
/// `NotFound` when it was decided already; `Invalid` when there is no reason; as
/// [`Actor::may`](crate::access::Actor::may).
pub async fn decide(ctx: &Ctx, id: AccountRequestId, decision: &Decision) -> Result<()> {
    let permit = ctx.actor.may::<Administer>(&SitePlace)?;
    let accept = decision.check()?;
    let outcome = if accept { "accepted" } else { "refused" };
    ctx.db()
        .write(async |tx| {
            if queries::decide(tx, &permit, id, outcome, decision.reason.trim(), ctx.now()).await? == 0 {
                return Err(Error::NotFound);
            }
            if !accept {
                return write(tx, &About::Refused { id }, &format!("refused:{id}"), ctx.now()).await;
            }
            let asked = queries::request(&mut *tx, id).await?.ok_or(Error::NotFound)?;
            let new = Invite { email: asked.email, name: asked.name, message: String::new() };
            may_mail(tx, &asked.email_key, ctx).await?;
            super::invitations::send(tx, ctx, &permit, &new, None, asked.lang.as_deref().unwrap_or(tag(ctx)), true)
                .await
        })
        .await
}
