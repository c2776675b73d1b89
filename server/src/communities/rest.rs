//! JSON doors of the communities' room.

use super::{
    Here, model,
    service::{self, Joined},
};
use crate::{
    Error,
    app::Ctx,
    http::{Answer, Cursor, Json, OptionalJson, Query},
};
use axum::{extract::Path, http::StatusCode, response::IntoResponse};
use shared::communities::{NewCommunity, NewRole, Settings, Words};

/// What the doors are, in `OpenAPI`.
#[derive(utoipa::OpenApi)]
#[openapi(paths(list, found, show, set, members, set_role, remove, join, leave, requests, accept, refuse))]
pub struct Api;

/// `GET /api/v1/communities`.
#[utoipa::path(
    get, path = "/api/v1/communities", tag = "communities",
    params(
        ("limit" = Option<i64>, Query, description = "1 to 100"),
        ("cursor" = Option<String>, Query, description = "`next_cursor` of the page before"),
    ),
    responses((status = 200, body = shared::page::Page<shared::communities::Community>))
)]
pub async fn list(ctx: Ctx, Query(place): Query<Cursor>) -> Answer {
    Ok(axum::Json(service::list(&ctx, place.cursor.as_deref(), place.limit(25)).await?).into_response())
}

/// `POST /api/v1/communities`.
#[utoipa::path(
    post, path = "/api/v1/communities", tag = "communities", request_body = NewCommunity,
    responses((status = 201, body = shared::communities::Community), (status = 401, body = shared::Problem), (status = 403, body = shared::Problem), (status = 422, body = shared::Problem))
)]
pub async fn found(ctx: Ctx, Json(new): Json<NewCommunity>) -> Answer {
    let made = service::found(&ctx, new, ctx.now()).await?;
    Ok((StatusCode::CREATED, axum::Json(service::show(&ctx, &made.slug).await?)).into_response())
}

/// `GET /api/v1/communities/{slug}`.
#[utoipa::path(
    get, path = "/api/v1/communities/{slug}", tag = "communities",
    params(
        ("slug" = String, Path),
    ),
    responses((status = 200, body = shared::communities::Community), (status = 404, body = shared::Problem))
)]
pub async fn show(Here(community): Here) -> Answer {
    Ok(axum::Json(community).into_response())
}

/// `PUT /api/v1/communities/{slug}`.
#[utoipa::path(
    put, path = "/api/v1/communities/{slug}", tag = "communities", request_body = Settings,
    params(
        ("slug" = String, Path),
    ),
    responses((status = 200, body = shared::communities::Community), (status = 403, body = shared::Problem), (status = 404, body = shared::Problem), (status = 422, body = shared::Problem))
)]
pub async fn set(ctx: Ctx, Path(slug): Path<String>, Json(new): Json<Settings>) -> Answer {
    let slug = service::set(&ctx, &slug, new).await?;
    Ok(axum::Json(service::show(&ctx, &slug).await?).into_response())
}

/// `GET /api/v1/communities/{slug}/members`.
#[utoipa::path(
    get, path = "/api/v1/communities/{slug}/members", tag = "communities",
    params(
        ("slug" = String, Path),
        ("limit" = Option<i64>, Query, description = "1 to 100"),
        ("cursor" = Option<String>, Query, description = "`next_cursor` of the page before"),
    ),
    responses((status = 200, body = shared::page::Page<shared::communities::Belonging>), (status = 403, body = shared::Problem), (status = 404, body = shared::Problem))
)]
pub async fn members(ctx: Ctx, Path(slug): Path<String>, Query(place): Query<Cursor>) -> Answer {
    let after = model::after(place.cursor.as_deref())?;
    Ok(axum::Json(service::members(&ctx, &slug, "", after, place.limit(25)).await?).into_response())
}

/// `PUT /api/v1/communities/{slug}/members/{member}`.
#[utoipa::path(
    put, path = "/api/v1/communities/{slug}/members/{member}", tag = "communities", request_body = NewRole,
    params(
        ("slug" = String, Path),
        ("member" = String, Path),
    ),
    responses((status = 204), (status = 403, body = shared::Problem), (status = 404, body = shared::Problem), (status = 409, body = shared::Problem), (status = 422, body = shared::Problem))
)]
pub async fn set_role(ctx: Ctx, Path((slug, member)): Path<(String, String)>, Json(new): Json<NewRole>) -> Answer {
    let member = member.parse().map_err(|_| Error::NotFound)?;
    service::set_role(&ctx, &slug, member, &new.role).await?;
    Ok(StatusCode::NO_CONTENT.into_response())
}

/// `DELETE /api/v1/communities/{slug}/members/{member}`.
#[utoipa::path(
    delete, path = "/api/v1/communities/{slug}/members/{member}", tag = "communities",
    params(
        ("slug" = String, Path),
        ("member" = String, Path),
    ),
    responses((status = 204), (status = 403, body = shared::Problem), (status = 404, body = shared::Problem), (status = 409, body = shared::Problem))
)]
pub async fn remove(ctx: Ctx, Path((slug, member)): Path<(String, String)>) -> Answer {
    let member = member.parse().map_err(|_| Error::NotFound)?;
    service::remove(&ctx, &slug, member).await?;
    Ok(StatusCode::NO_CONTENT.into_response())
}

/// `PUT /api/v1/communities/{slug}/membership`.
#[utoipa::path(
    put, path = "/api/v1/communities/{slug}/membership", tag = "communities", request_body = Option<Words>,
    params(
        ("slug" = String, Path),
    ),
    responses((status = 200, body = shared::communities::Community), (status = 202, body = shared::communities::Community), (status = 401, body = shared::Problem), (status = 403, body = shared::Problem), (status = 404, body = shared::Problem), (status = 422, body = shared::Problem))
)]
pub async fn join(ctx: Ctx, Path(slug): Path<String>, OptionalJson(words): OptionalJson<Words>) -> Answer {
    let joined = service::join(&ctx, &slug, &words.message).await?;
    let status = if joined == Joined::Member { StatusCode::OK } else { StatusCode::ACCEPTED };
    Ok((status, axum::Json(service::show(&ctx, &slug).await?)).into_response())
}

/// `DELETE /api/v1/communities/{slug}/membership`.
#[utoipa::path(
    delete, path = "/api/v1/communities/{slug}/membership", tag = "communities",
    params(
        ("slug" = String, Path),
    ),
    responses((status = 204), (status = 404, body = shared::Problem), (status = 409, body = shared::Problem))
)]
pub async fn leave(ctx: Ctx, Path(slug): Path<String>) -> Answer {
    service::leave(&ctx, &slug).await?;
    Ok(StatusCode::NO_CONTENT.into_response())
}

/// `GET /api/v1/communities/{slug}/requests`.
#[utoipa::path(
    get, path = "/api/v1/communities/{slug}/requests", tag = "communities",
    params(
        ("slug" = String, Path),
    ),
    responses((status = 200, body = shared::page::Page<shared::communities::Request>), (status = 403, body = shared::Problem), (status = 404, body = shared::Problem))
)]
pub async fn requests(ctx: Ctx, Path(slug): Path<String>) -> Answer {
    let items = service::requests(&ctx, &slug).await?;
    Ok(axum::Json(shared::page::Page { items, next_cursor: None }).into_response())
}

/// `POST /api/v1/communities/{slug}/requests/{id}/accept`.
#[utoipa::path(
    post, path = "/api/v1/communities/{slug}/requests/{id}/accept", tag = "communities", request_body = Option<Words>,
    params(
        ("slug" = String, Path),
        ("id" = String, Path),
    ),
    responses((status = 204), (status = 403, body = shared::Problem), (status = 404, body = shared::Problem))
)]
pub async fn accept(ctx: Ctx, path: Path<(String, String)>, OptionalJson(words): OptionalJson<Words>) -> Answer {
    decide(ctx, path, words, true).await
}

/// `POST /api/v1/communities/{slug}/requests/{id}/refuse`.
#[utoipa::path(
    post, path = "/api/v1/communities/{slug}/requests/{id}/refuse", tag = "communities", request_body = Option<Words>,
    params(
        ("slug" = String, Path),
        ("id" = String, Path),
    ),
    responses((status = 204), (status = 403, body = shared::Problem), (status = 404, body = shared::Problem))
)]
pub async fn refuse(ctx: Ctx, path: Path<(String, String)>, OptionalJson(words): OptionalJson<Words>) -> Answer {
    decide(ctx, path, words, false).await
}

async fn decide(ctx: Ctx, Path((slug, id)): Path<(String, String)>, words: Words, accept: bool) -> Answer {
    let id = id.parse().map_err(|_| Error::NotFound)?;
    service::decide(&ctx, &slug, id, accept, &words.reason).await?;
    Ok(StatusCode::NO_CONTENT.into_response())
}
