//! JSON doors of saved searches.

use super::service;
use crate::{
    Error, Result,
    app::Ctx,
    http::{Answer, Json},
};
use axum::{extract::Path, http::StatusCode, response::IntoResponse};
use shared::{
    ids::SavedSearchId,
    page::Page,
    search::saved::{NewSaved, Saved, SavedPatch},
};

/// What the doors are, in `OpenAPI`.
#[derive(utoipa::OpenApi)]
#[openapi(paths(list, save, change, delete))]
pub struct Api;

fn id(text: &str) -> Result<SavedSearchId> {
    text.parse().map_err(|_| Error::NotFound)
}

/// `GET /api/v1/me/searches`: all of them at once, newest first; there are at most fifty.
#[utoipa::path(
    get, path = "/api/v1/me/searches", tag = "search",
    responses((status = 200, body = Page<Saved>), (status = 401, body = shared::Problem))
)]
pub async fn list(ctx: Ctx) -> Answer {
    let items = service::list(&ctx).await?;
    Ok(axum::Json(Page { items, next_cursor: None }).into_response())
}

/// `POST /api/v1/me/searches`. A search that is kept already gets the new name and choice of mail: 200.
#[utoipa::path(
    post, path = "/api/v1/me/searches", tag = "search", request_body = NewSaved,
    responses(
        (status = 201, body = Saved), (status = 200, body = Saved),
        (status = 401, body = shared::Problem), (status = 422, body = shared::Problem)
    )
)]
pub async fn save(ctx: Ctx, Json(new): Json<NewSaved>) -> Answer {
    let (saved, fresh) = service::save(&ctx, &new).await?;
    let status = if fresh { StatusCode::CREATED } else { StatusCode::OK };
    Ok((status, axum::Json(saved)).into_response())
}

/// `PATCH /api/v1/me/searches/{id}`.
#[utoipa::path(
    patch, path = "/api/v1/me/searches/{id}", tag = "search", request_body = SavedPatch,
    params(("id" = String, Path, description = "A search that is kept")),
    responses(
        (status = 200, body = Saved), (status = 401, body = shared::Problem), (status = 404, body = shared::Problem),
        (status = 422, body = shared::Problem)
    )
)]
pub async fn change(ctx: Ctx, Path(which): Path<String>, Json(patch): Json<SavedPatch>) -> Answer {
    ctx.actor.id().ok_or(Error::SignInFirst)?;
    Ok(axum::Json(service::change(&ctx, id(&which)?, &patch).await?).into_response())
}

/// `DELETE /api/v1/me/searches/{id}`.
#[utoipa::path(
    delete, path = "/api/v1/me/searches/{id}", tag = "search",
    params(("id" = String, Path, description = "A search that is kept")),
    responses((status = 204), (status = 401, body = shared::Problem), (status = 404, body = shared::Problem))
)]
pub async fn delete(ctx: Ctx, Path(which): Path<String>) -> Answer {
    ctx.actor.id().ok_or(Error::SignInFirst)?;
    service::delete(&ctx, id(&which)?).await?;
    Ok(StatusCode::NO_CONTENT.into_response())
}
