//! JSON doors of the chat: rooms and their lists in `rooms`, signs, pins and levels in `signs`, what is put in a thread in
//! `moving`, what is said here.

pub mod moving;
pub mod rooms;
pub mod signs;

use super::service::{self, From};
use crate::{
    Error, Result,
    app::Ctx,
    http::{Answer, Json, Query},
};
use axum::{extract::Path, http::StatusCode, response::IntoResponse};
use shared::{
    Timestamp,
    chat::{EditedMessage, NewMessage},
    ids::{MessageId, RoomId},
    limits::ROWS_MAX,
};

/// What the doors are, in `OpenAPI`.
#[derive(utoipa::OpenApi)]
#[openapi(paths(messages, say, read, one, edit, delete))]
pub struct Api;

fn room_id(text: &str) -> Result<RoomId> {
    text.parse().map_err(|_| Error::NotFound)
}

fn message_id(text: &str) -> Result<MessageId> {
    text.parse().map_err(|_| Error::NotFound)
}

/// Which messages: from the oldest on, page by page; or the newest ones before a place (`before`, 0 for the end).
#[derive(serde::Deserialize)]
pub struct Stretch {
    cursor: Option<String>,
    before: Option<i64>,
    after: Option<i64>,
    since: Option<Timestamp>,
    re: Option<MessageId>,
    limit: Option<i64>,
}

impl Stretch {
    fn from(&self) -> Result<From> {
        if let Some(cursor) = self.cursor.as_deref().filter(|text| !text.is_empty()) {
            let seq = cursor.split_once('_').and_then(|(seq, _)| seq.parse().ok()).ok_or(Error::Malformed)?;
            return Ok(From::After(seq));
        }
        if let Some(since) = self.since {
            return Ok(From::Since(since));
        }
        Ok(match self.before {
            None => From::After(self.after.unwrap_or(0)),
            Some(..=0) => From::End,
            Some(seq) => From::Before(seq),
        })
    }
}

/// `GET /api/v1/rooms/{id}/messages`.
#[utoipa::path(
    get, path = "/api/v1/rooms/{id}/messages", tag = "chat",
    params(
        ("id" = String, Path),
        ("limit" = Option<i64>, Query, description = "1 to 100"),
        ("cursor" = Option<String>, Query, description = "`next_cursor` of the page before"),
        ("before" = Option<i64>, Query, description = "Messages before this number, newest page; 0 for the end"),
        ("after" = Option<i64>, Query, description = "Messages after this number"),
        ("since" = Option<String>, Query, description = "Messages since this moment; the newest when there are none"),
        ("re" = Option<String>, Query, description = "Messages of the side talk that begins with this message"),
    ),
    responses((status = 200, body = shared::chat::Stretch), (status = 404, body = shared::Problem))
)]
pub async fn messages(ctx: Ctx, Path(id): Path<String>, Query(wanted): Query<Stretch>) -> Answer {
    let limit = wanted.limit.unwrap_or(ROWS_MAX).clamp(1, ROWS_MAX);
    Ok(axum::Json(service::show(&ctx, room_id(&id)?, wanted.re, wanted.from()?, limit).await?.0).into_response())
}

/// `POST /api/v1/rooms/{id}/messages`.
#[utoipa::path(
    post, path = "/api/v1/rooms/{id}/messages", tag = "chat", request_body = NewMessage,
    params(
        ("id" = String, Path),
    ),
    responses((status = 201, body = shared::chat::Message), (status = 200, body = shared::chat::Message), (status = 404, body = shared::Problem), (status = 409, body = shared::Problem), (status = 422, body = shared::Problem))
)]
pub async fn say(ctx: Ctx, Path(id): Path<String>, Json(new): Json<NewMessage>) -> Answer {
    let said = service::say(&ctx, room_id(&id)?, new).await?;
    let status = if said.again { StatusCode::OK } else { StatusCode::CREATED };
    Ok((status, axum::Json(service::message(&ctx, said.id).await?.0)).into_response())
}

/// How far somebody has read.
#[derive(serde::Deserialize, utoipa::ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Mark {
    /// The number of the last event seen, or of the first message that is to be unread.
    seq: i64,
    /// Whether the mark may go back: the message `seq` and all after it become unread.
    #[serde(default)]
    unread: bool,
}

/// `PUT /api/v1/rooms/{id}/mark`.
#[utoipa::path(
    put, path = "/api/v1/rooms/{id}/mark", tag = "chat", request_body = Mark,
    params(
        ("id" = String, Path),
    ),
    responses((status = 204), (status = 404, body = shared::Problem))
)]
pub async fn read(ctx: Ctx, Path(id): Path<String>, Json(mark): Json<Mark>) -> Answer {
    let id = room_id(&id)?;
    if mark.unread {
        service::unread_from(&ctx, id, mark.seq).await?;
    } else {
        service::read(&ctx, id, mark.seq).await?;
    }
    Ok(StatusCode::NO_CONTENT.into_response())
}

/// `GET /api/v1/messages/{id}`.
#[utoipa::path(
    get, path = "/api/v1/messages/{id}", tag = "chat",
    params(
        ("id" = String, Path),
    ),
    responses((status = 200, body = shared::chat::Message), (status = 404, body = shared::Problem))
)]
pub async fn one(ctx: Ctx, Path(id): Path<String>) -> Answer {
    Ok(axum::Json(service::message(&ctx, message_id(&id)?).await?.0).into_response())
}

/// `PATCH /api/v1/messages/{id}`.
#[utoipa::path(
    patch, path = "/api/v1/messages/{id}", tag = "chat", request_body = EditedMessage,
    params(
        ("id" = String, Path),
    ),
    responses((status = 200, body = shared::chat::Message), (status = 403, body = shared::Problem), (status = 404, body = shared::Problem), (status = 409, body = shared::Problem), (status = 422, body = shared::Problem))
)]
pub async fn edit(ctx: Ctx, Path(id): Path<String>, Json(new): Json<EditedMessage>) -> Answer {
    Ok(axum::Json(service::edit(&ctx, message_id(&id)?, new).await?).into_response())
}

/// `DELETE /api/v1/messages/{id}`.
#[utoipa::path(
    delete, path = "/api/v1/messages/{id}", tag = "chat",
    params(
        ("id" = String, Path),
    ),
    responses((status = 204), (status = 403, body = shared::Problem), (status = 404, body = shared::Problem))
)]
pub async fn delete(ctx: Ctx, Path(id): Path<String>) -> Answer {
    service::delete(&ctx, message_id(&id)?).await?;
    Ok(StatusCode::NO_CONTENT.into_response())
}
