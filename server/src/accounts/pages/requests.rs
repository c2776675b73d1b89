//! Doors of requests for an account.

use crate::{
    Error,
    accounts::service,
    app::Ctx,
    http::{Answer, Form, page, redirect},
};
use axum::{extract::Path, http::StatusCode};
use frontend::accounts::{AskPage, DonePage, RequestsPage};
use leptos::prelude::*;
use shared::{
    Faults,
    accounts::{AskAccount, Decision, words as w},
    ids::AccountRequestId,
};

/// `GET /account-aanvragen`.
pub async fn ask_form(ctx: Ctx) -> Answer {
    Ok(page(&ctx, StatusCode::OK, || view! { <AskPage form=AskAccount::default() faults=Faults::default()/> }))
}

/// `POST /account-aanvragen`.
pub async fn ask(ctx: Ctx, Form(form): Form<AskAccount>) -> Answer {
    match service::ask(&ctx, &form).await {
        Ok(()) => Ok(redirect("/account-aanvragen/verstuurd")),
        Err(Error::Invalid(faults)) => {
            Ok(page(&ctx, StatusCode::UNPROCESSABLE_ENTITY, move || view! { <AskPage form faults/> }))
        }
        Err(error) => Err(error),
    }
}

/// `GET /account-aanvragen/verstuurd`.
pub async fn asked(ctx: Ctx) -> Answer {
    let (title, text) = (w::asked_title(ctx.lang()), w::asked(ctx.lang()));
    Ok(page(&ctx, StatusCode::OK, move || view! { <DonePage title text/> }))
}

/// `GET /beheer/aanvragen`.
pub async fn requests(ctx: Ctx) -> Answer {
    let found = service::requests(&ctx).await?;
    Ok(page(&ctx, StatusCode::OK, move || view! { <RequestsPage found/> }))
}

/// `POST /beheer/aanvragen/{id}`.
pub async fn decide(ctx: Ctx, Path(id): Path<String>, Form(decision): Form<Decision>) -> Answer {
    let id: AccountRequestId = id.parse().map_err(|_| Error::NotFound)?;
    match service::decide(&ctx, id, &decision).await {
        Ok(()) => Ok(redirect("/beheer/aanvragen")),
        Err(Error::Invalid(faults)) => {
            let found = service::requests(&ctx).await?;
            let wrong = Some((id, decision.reason, faults));
            Ok(page(&ctx, StatusCode::UNPROCESSABLE_ENTITY, move || view! { <RequestsPage found wrong/> }))
        }
        Err(error) => Err(error),
    }
}
