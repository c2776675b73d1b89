//! JSON doors of rooms and their lists.

use super::{room_id, service};
use crate::{
    Error,
    app::Ctx,
    http::{Answer, Json, Query},
};
use axum::{extract::Path, http::StatusCode, response::IntoResponse};
use shared::{
    chat::{EditedRoom, NewConversation, NewRoom, Participant, RoomRow},
    page::Page,
};

/// What the doors are, in `OpenAPI`.
#[derive(utoipa::OpenApi)]
#[openapi(paths(list, converse, open, show, change, people, named, add, remove))]
pub struct Api;

/// `GET /api/v1/rooms`.
#[utoipa::path(
    get, path = "/api/v1/rooms", tag = "chat",
    responses((status = 200, body = Page<RoomRow>), (status = 401, body = shared::Problem))
)]
pub async fn list(ctx: Ctx) -> Answer {
    let (mut items, direct) = service::rooms(&ctx).await?;
    items.extend(direct);
    Ok(axum::Json(Page { items, next_cursor: None }).into_response())
}

/// `POST /api/v1/rooms`: the direct conversation with these members, which is made when there is none.
#[utoipa::path(
    post, path = "/api/v1/rooms", tag = "chat", request_body = NewConversation,
    responses((status = 201, body = RoomRow), (status = 200, body = RoomRow), (status = 401, body = shared::Problem), (status = 422, body = shared::Problem))
)]
pub async fn converse(ctx: Ctx, Json(new): Json<NewConversation>) -> Answer {
    let (id, fresh) = service::converse(&ctx, &new).await?;
    let status = if fresh { StatusCode::CREATED } else { StatusCode::OK };
    Ok((status, axum::Json(service::room(&ctx, id).await?)).into_response())
}

/// `POST /api/v1/communities/{slug}/rooms`.
#[utoipa::path(
    post, path = "/api/v1/communities/{slug}/rooms", tag = "chat", request_body = NewRoom,
    params(("slug" = String, Path)),
    responses((status = 201, body = RoomRow), (status = 403, body = shared::Problem), (status = 404, body = shared::Problem), (status = 422, body = shared::Problem))
)]
pub async fn open(ctx: Ctx, Path(slug): Path<String>, Json(new): Json<NewRoom>) -> Answer {
    let id = service::open(&ctx, &slug, &new).await?;
    Ok((StatusCode::CREATED, axum::Json(service::room(&ctx, id).await?)).into_response())
}

/// `GET /api/v1/rooms/{id}`.
#[utoipa::path(
    get, path = "/api/v1/rooms/{id}", tag = "chat",
    params(("id" = String, Path)),
    responses((status = 200, body = RoomRow), (status = 404, body = shared::Problem))
)]
pub async fn show(ctx: Ctx, Path(id): Path<String>) -> Answer {
    Ok(axum::Json(service::about(&ctx, room_id(&id)?).await?.room).into_response())
}

/// `PATCH /api/v1/rooms/{id}`.
#[utoipa::path(
    patch, path = "/api/v1/rooms/{id}", tag = "chat", request_body = EditedRoom,
    params(("id" = String, Path)),
    responses((status = 200, body = RoomRow), (status = 403, body = shared::Problem), (status = 404, body = shared::Problem), (status = 422, body = shared::Problem))
)]
pub async fn change(ctx: Ctx, Path(id): Path<String>, Json(new): Json<EditedRoom>) -> Answer {
    let id = room_id(&id)?;
    service::change(&ctx, id, &new).await?;
    Ok(axum::Json(service::about(&ctx, id).await?.room).into_response())
}

/// `GET /api/v1/rooms/{id}/members`: who is on the list of a closed room or in a direct conversation.
#[utoipa::path(
    get, path = "/api/v1/rooms/{id}/members", tag = "chat",
    params(("id" = String, Path)),
    responses((status = 200, body = Page<Participant>), (status = 404, body = shared::Problem))
)]
pub async fn people(ctx: Ctx, Path(id): Path<String>) -> Answer {
    let items = service::about(&ctx, room_id(&id)?).await?.people;
    Ok(axum::Json(Page { items, next_cursor: None }).into_response())
}

/// Whom somebody wants to name.
#[derive(Default, serde::Deserialize)]
pub struct Sought {
    #[serde(default)]
    q: String,
}

/// `GET /api/v1/rooms/{id}/people`: others who read the room, by what words of their names begin with; at most eight.
#[utoipa::path(
    get, path = "/api/v1/rooms/{id}/people", tag = "chat",
    params(("id" = String, Path), ("q" = Option<String>, Query, description = "what words of the name begin with")),
    responses((status = 200, body = Page<Participant>), (status = 404, body = shared::Problem))
)]
pub async fn named(ctx: Ctx, Path(id): Path<String>, Query(sought): Query<Sought>) -> Answer {
    let items = service::people(&ctx, room_id(&id)?, &sought.q).await?;
    Ok(axum::Json(Page { items, next_cursor: None }).into_response())
}

/// `PUT /api/v1/rooms/{id}/members/{member}`: puts a member of the community on the list of a closed room.
#[utoipa::path(
    put, path = "/api/v1/rooms/{id}/members/{member}", tag = "chat",
    params(("id" = String, Path), ("member" = String, Path)),
    responses((status = 204), (status = 403, body = shared::Problem), (status = 404, body = shared::Problem), (status = 422, body = shared::Problem))
)]
pub async fn add(ctx: Ctx, Path((id, member)): Path<(String, String)>) -> Answer {
    service::add(&ctx, room_id(&id)?, member.parse().map_err(|_| Error::NotFound)?).await?;
    Ok(StatusCode::NO_CONTENT.into_response())
}

/// `DELETE /api/v1/rooms/{id}/members/{member}`: takes somebody off the list; oneself to leave.
#[utoipa::path(
    delete, path = "/api/v1/rooms/{id}/members/{member}", tag = "chat",
    params(("id" = String, Path), ("member" = String, Path)),
    responses((status = 204), (status = 403, body = shared::Problem), (status = 404, body = shared::Problem))
)]
pub async fn remove(ctx: Ctx, Path((id, member)): Path<(String, String)>) -> Answer {
    let (id, member) = (room_id(&id)?, member.parse().map_err(|_| Error::NotFound)?);
    if ctx.actor.id() == Some(member) {
        service::leave(&ctx, id).await?;
    } else {
        service::remove(&ctx, id, member).await?;
    }
    Ok(StatusCode::NO_CONTENT.into_response())
}
