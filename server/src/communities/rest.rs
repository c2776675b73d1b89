//! JSON doors of the communities' room.

use super::{
    Here, model,
    service::{self, Joined},
};
use crate::{
    Error,
    app::Ctx,
    http::{Answer, Cursor, Json, Query},
};
use axum::{extract::Path, http::StatusCode, response::IntoResponse};
use shared::communities::{NewCommunity, NewRole, Settings, Words};

/// `GET /api/v1/communities`.
pub async fn list(ctx: Ctx, Query(place): Query<Cursor>) -> Answer {
    Ok(axum::Json(service::list(&ctx, place.cursor.as_deref(), place.limit(25)).await?).into_response())
}

/// `POST /api/v1/communities`.
pub async fn found(ctx: Ctx, Json(new): Json<NewCommunity>) -> Answer {
    let made = service::found(&ctx, new, ctx.now()).await?;
    Ok((StatusCode::CREATED, axum::Json(service::show(&ctx, &made.slug).await?)).into_response())
}

/// `GET /api/v1/communities/{slug}`.
pub async fn show(Here(community): Here) -> Answer {
    Ok(axum::Json(community).into_response())
}

/// `PUT /api/v1/communities/{slug}`.
pub async fn set(ctx: Ctx, Path(slug): Path<String>, Json(new): Json<Settings>) -> Answer {
    let slug = service::set(&ctx, &slug, new).await?;
    Ok(axum::Json(service::show(&ctx, &slug).await?).into_response())
}

/// `GET /api/v1/communities/{slug}/members`.
pub async fn members(ctx: Ctx, Path(slug): Path<String>, Query(place): Query<Cursor>) -> Answer {
    let after = model::after(place.cursor.as_deref())?;
    Ok(axum::Json(service::members(&ctx, &slug, "", after, place.limit(25)).await?).into_response())
}

/// `PUT /api/v1/communities/{slug}/members/{member}`.
pub async fn set_role(ctx: Ctx, Path((slug, member)): Path<(String, String)>, Json(new): Json<NewRole>) -> Answer {
    let member = member.parse().map_err(|_| Error::NotFound)?;
    service::set_role(&ctx, &slug, member, &new.role).await?;
    Ok(StatusCode::NO_CONTENT.into_response())
}

/// `DELETE /api/v1/communities/{slug}/members/{member}`.
pub async fn remove(ctx: Ctx, Path((slug, member)): Path<(String, String)>) -> Answer {
    let member = member.parse().map_err(|_| Error::NotFound)?;
    service::remove(&ctx, &slug, member).await?;
    Ok(StatusCode::NO_CONTENT.into_response())
}

/// `PUT /api/v1/communities/{slug}/membership`.
pub async fn join(ctx: Ctx, Path(slug): Path<String>, body: axum::body::Bytes) -> Answer {
    let words: Words =
        if body.is_empty() { Words::default() } else { serde_json::from_slice(&body).map_err(|_| Error::Malformed)? };
    let joined = service::join(&ctx, &slug, &words.message).await?;
    let status = if joined == Joined::Member { StatusCode::OK } else { StatusCode::ACCEPTED };
    Ok((status, axum::Json(service::show(&ctx, &slug).await?)).into_response())
}

/// `DELETE /api/v1/communities/{slug}/membership`.
pub async fn leave(ctx: Ctx, Path(slug): Path<String>) -> Answer {
    service::leave(&ctx, &slug).await?;
    Ok(StatusCode::NO_CONTENT.into_response())
}

/// `GET /api/v1/communities/{slug}/requests`.
pub async fn requests(ctx: Ctx, Path(slug): Path<String>) -> Answer {
    let items = service::requests(&ctx, &slug).await?;
    Ok(axum::Json(shared::page::Page { items, next_cursor: None }).into_response())
}

/// `POST /api/v1/communities/{slug}/requests/{id}/accept`.
pub async fn accept(ctx: Ctx, path: Path<(String, String)>, body: axum::body::Bytes) -> Answer {
    decide(ctx, path, body, true).await
}

/// `POST /api/v1/communities/{slug}/requests/{id}/refuse`.
pub async fn refuse(ctx: Ctx, path: Path<(String, String)>, body: axum::body::Bytes) -> Answer {
    decide(ctx, path, body, false).await
}

async fn decide(ctx: Ctx, Path((slug, id)): Path<(String, String)>, body: axum::body::Bytes, accept: bool) -> Answer {
    let words: Words =
        if body.is_empty() { Words::default() } else { serde_json::from_slice(&body).map_err(|_| Error::Malformed)? };
    let id = id.parse().map_err(|_| Error::NotFound)?;
    service::decide(&ctx, &slug, id, accept, &words.reason).await?;
    Ok(StatusCode::NO_CONTENT.into_response())
}
