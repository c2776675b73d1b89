//! Doors of sign-ins.

use crate::{
    Error,
    accounts::service,
    app::Ctx,
    http::{Answer, expired_cookie, page, redirect},
    members::with_cookie,
};
use axum::{extract::Path, http::StatusCode};
use frontend::accounts::SignInsPage;
use leptos::prelude::*;
use shared::ids::SignInId;

/// `GET /instellingen/inlogs`.
pub async fn sign_ins(ctx: Ctx) -> Answer {
    let (found, here) = (service::mine(&ctx).await?, ctx.sign_in);
    Ok(page(&ctx, StatusCode::OK, move || view! { <SignInsPage found here/> }))
}

/// `POST /instellingen/inlogs/{id}`.
pub async fn end_sign_in(ctx: Ctx, Path(id): Path<String>) -> Answer {
    let id: SignInId = id.parse().map_err(|_| Error::NotFound)?;
    service::end_one(&ctx, id).await?;
    if ctx.sign_in == Some(id) {
        return with_cookie(redirect("/"), &expired_cookie());
    }
    Ok(redirect("/instellingen/inlogs"))
}

/// `POST /instellingen/inlogs`: all of them.
pub async fn end_all(ctx: Ctx) -> Answer {
    service::end_all(&ctx).await?;
    with_cookie(redirect("/"), &expired_cookie())
}
