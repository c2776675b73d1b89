//! JSON doors from chat to thread.

use super::{message_id, room_id, service};
use crate::{
    app::Ctx,
    http::{Answer, Json},
};
use axum::{extract::Path, http::StatusCode, response::IntoResponse};
use shared::chat::{Message, MovedTo, NewMove};

/// What the doors are, in `OpenAPI`.
#[derive(utoipa::OpenApi)]
#[openapi(paths(to_thread, take_back))]
pub struct Api;

/// `POST /api/v1/rooms/{id}/threads`: puts messages in a new thread; the same once more gives the thread that there is.
#[utoipa::path(
    post, path = "/api/v1/rooms/{id}/threads", tag = "chat", request_body = NewMove,
    params(
        ("id" = String, Path),
    ),
    responses((status = 201, body = MovedTo), (status = 404, body = shared::Problem), (status = 422, body = shared::Problem))
)]
pub async fn to_thread(ctx: Ctx, Path(id): Path<String>, Json(new): Json<NewMove>) -> Answer {
    let moved = service::to_thread(&ctx, room_id(&id)?, &new).await?;
    Ok((StatusCode::CREATED, axum::Json(moved)).into_response())
}

/// `DELETE /api/v1/messages/{id}/thread`: takes one's own message back out of the thread it was put in.
#[utoipa::path(
    delete, path = "/api/v1/messages/{id}/thread", tag = "chat",
    params(
        ("id" = String, Path),
    ),
    responses((status = 200, body = Message), (status = 403, body = shared::Problem), (status = 404, body = shared::Problem))
)]
pub async fn take_back(ctx: Ctx, Path(id): Path<String>) -> Answer {
    Ok(axum::Json(service::take_back(&ctx, message_id(&id)?).await?).into_response())
}
