//! JSON doors of signs, pins and levels.

use super::{message_id, room_id, service};
use crate::{
    Error, Result,
    app::Ctx,
    http::{Answer, Json},
};
use axum::{extract::Path, http::StatusCode, response::IntoResponse};
use shared::chat::{Draft, NewLevel, Reaction, Sign};

/// What the doors are, in `OpenAPI`.
#[derive(utoipa::OpenApi)]
#[openapi(paths(give, take_back, pin, unpin, level, draft))]
pub struct Api;

fn sign(key: &str) -> Result<Sign> {
    Sign::from_key(key).ok_or(Error::NotFound)
}

/// `PUT /api/v1/messages/{id}/reactions/{sign}`: gives the message a sign; gives all its signs.
#[utoipa::path(
    put, path = "/api/v1/messages/{id}/reactions/{sign}", tag = "chat",
    params(("id" = String, Path), ("sign" = Sign, Path)),
    responses((status = 200, body = Vec<Reaction>), (status = 403, body = shared::Problem), (status = 404, body = shared::Problem))
)]
pub async fn give(ctx: Ctx, Path((id, key)): Path<(String, String)>) -> Answer {
    Ok(axum::Json(service::react(&ctx, message_id(&id)?, sign(&key)?, true).await?).into_response())
}

/// `DELETE /api/v1/messages/{id}/reactions/{sign}`: takes one's sign back; gives all that are left.
#[utoipa::path(
    delete, path = "/api/v1/messages/{id}/reactions/{sign}", tag = "chat",
    params(("id" = String, Path), ("sign" = Sign, Path)),
    responses((status = 200, body = Vec<Reaction>), (status = 403, body = shared::Problem), (status = 404, body = shared::Problem))
)]
pub async fn take_back(ctx: Ctx, Path((id, key)): Path<(String, String)>) -> Answer {
    Ok(axum::Json(service::react(&ctx, message_id(&id)?, sign(&key)?, false).await?).into_response())
}

/// `PUT /api/v1/messages/{id}/pin`.
#[utoipa::path(
    put, path = "/api/v1/messages/{id}/pin", tag = "chat",
    params(("id" = String, Path)),
    responses((status = 204), (status = 403, body = shared::Problem), (status = 404, body = shared::Problem), (status = 422, body = shared::Problem))
)]
pub async fn pin(ctx: Ctx, Path(id): Path<String>) -> Answer {
    service::pin(&ctx, message_id(&id)?, true).await?;
    Ok(StatusCode::NO_CONTENT.into_response())
}

/// `DELETE /api/v1/messages/{id}/pin`.
#[utoipa::path(
    delete, path = "/api/v1/messages/{id}/pin", tag = "chat",
    params(("id" = String, Path)),
    responses((status = 204), (status = 403, body = shared::Problem), (status = 404, body = shared::Problem))
)]
pub async fn unpin(ctx: Ctx, Path(id): Path<String>) -> Answer {
    service::pin(&ctx, message_id(&id)?, false).await?;
    Ok(StatusCode::NO_CONTENT.into_response())
}

/// `PUT /api/v1/rooms/{id}/level`: what one wants to be told of the room.
#[utoipa::path(
    put, path = "/api/v1/rooms/{id}/level", tag = "chat", request_body = NewLevel,
    params(("id" = String, Path)),
    responses((status = 204), (status = 404, body = shared::Problem), (status = 422, body = shared::Problem))
)]
pub async fn level(ctx: Ctx, Path(id): Path<String>, Json(new): Json<NewLevel>) -> Answer {
    service::set_level(&ctx, room_id(&id)?, new.level).await?;
    Ok(StatusCode::NO_CONTENT.into_response())
}

/// `PUT /api/v1/rooms/{id}/draft`: keeps what one typed and did not say yet; the page of the room opens with it.
#[utoipa::path(
    put, path = "/api/v1/rooms/{id}/draft", tag = "chat", request_body = Draft,
    params(("id" = String, Path)),
    responses((status = 204), (status = 404, body = shared::Problem), (status = 422, body = shared::Problem))
)]
pub async fn draft(ctx: Ctx, Path(id): Path<String>, Json(draft): Json<Draft>) -> Answer {
    service::keep_draft(&ctx, room_id(&id)?, &draft).await?;
    Ok(StatusCode::NO_CONTENT.into_response())
}
