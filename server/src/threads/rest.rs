//! JSON doors of the threads' room.

use super::service::{self, Attaching};
use crate::{
    Error,
    app::Ctx,
    http::{Answer, Cursor, Json, Query},
};
use axum::{extract::Path, http::StatusCode, response::IntoResponse};
use shared::threads::{EditedPost, Level, Mark, NewPost, NewReport, NewThread, ThreadChange};

/// What the doors are, in `OpenAPI`.
#[derive(utoipa::OpenApi)]
#[openapi(paths(list, open, show, change, delete_thread, read, follow, posts, reply, post, report, edit, delete))]
pub struct Api;

/// `GET /api/v1/communities/{slug}/threads`.
#[utoipa::path(
    get, path = "/api/v1/communities/{slug}/threads", tag = "threads",
    params(
        ("slug" = String, Path),
        ("limit" = Option<i64>, Query, description = "1 to 100"),
        ("cursor" = Option<String>, Query, description = "`next_cursor` of the page before"),
    ),
    responses((status = 200, body = shared::page::Page<shared::threads::Thread>), (status = 404, body = shared::Problem))
)]
pub async fn list(ctx: Ctx, Path(slug): Path<String>, Query(place): Query<Cursor>) -> Answer {
    Ok(axum::Json(service::list(&ctx, &slug, place.parts()?, place.limit(25)).await?).into_response())
}

/// `POST /api/v1/communities/{slug}/threads`.
#[utoipa::path(
    post, path = "/api/v1/communities/{slug}/threads", tag = "threads", request_body = NewThread,
    params(
        ("slug" = String, Path),
    ),
    responses((status = 201, body = shared::threads::Thread), (status = 401, body = shared::Problem), (status = 403, body = shared::Problem), (status = 404, body = shared::Problem), (status = 422, body = shared::Problem))
)]
pub async fn open(ctx: Ctx, Path(slug): Path<String>, Json(new): Json<NewThread>) -> Answer {
    Ok((StatusCode::CREATED, axum::Json(service::open(&ctx, &slug, new, Vec::new()).await?)).into_response())
}

/// `GET /api/v1/threads/{id}`.
#[utoipa::path(
    get, path = "/api/v1/threads/{id}", tag = "threads",
    params(
        ("id" = String, Path),
    ),
    responses((status = 200, body = shared::threads::Thread), (status = 404, body = shared::Problem))
)]
pub async fn show(ctx: Ctx, Path(id): Path<String>) -> Answer {
    let id = id.parse().map_err(|_| Error::NotFound)?;
    Ok(axum::Json(service::show(&ctx, id, 0).await?.thread).into_response())
}

/// `GET /api/v1/threads/{id}/posts`.
#[utoipa::path(
    get, path = "/api/v1/threads/{id}/posts", tag = "threads",
    params(
        ("id" = String, Path),
        ("limit" = Option<i64>, Query, description = "1 to 100"),
        ("cursor" = Option<String>, Query, description = "`next_cursor` of the page before"),
    ),
    responses((status = 200, body = shared::page::Page<shared::threads::Post>), (status = 404, body = shared::Problem))
)]
pub async fn posts(ctx: Ctx, Path(id): Path<String>, Query(place): Query<Cursor>) -> Answer {
    let id = id.parse().map_err(|_| Error::NotFound)?;
    let after = place
        .cursor
        .as_deref()
        .filter(|text| !text.is_empty())
        .map_or(Ok(0), str::parse)
        .map_err(|_| Error::Malformed)?;
    Ok(axum::Json(service::posts(&ctx, id, after, place.limit(20)).await?).into_response())
}

/// `POST /api/v1/threads/{id}/posts`.
#[utoipa::path(
    post, path = "/api/v1/threads/{id}/posts", tag = "threads", request_body = NewPost,
    params(
        ("id" = String, Path),
    ),
    responses((status = 201, body = shared::threads::Post), (status = 200, body = shared::threads::Post), (status = 403, body = shared::Problem), (status = 404, body = shared::Problem), (status = 409, body = shared::Problem), (status = 422, body = shared::Problem))
)]
pub async fn reply(ctx: Ctx, Path(id): Path<String>, Json(new): Json<NewPost>) -> Answer {
    let id = id.parse().map_err(|_| Error::NotFound)?;
    let (post, again) = service::reply(&ctx, id, new, Vec::new()).await?;
    Ok((if again { StatusCode::OK } else { StatusCode::CREATED }, axum::Json(post)).into_response())
}

/// `PATCH /api/v1/posts/{id}`.
#[utoipa::path(
    patch, path = "/api/v1/posts/{id}", tag = "threads", request_body = EditedPost,
    params(
        ("id" = String, Path),
    ),
    responses((status = 200, body = shared::threads::Post), (status = 403, body = shared::Problem), (status = 404, body = shared::Problem), (status = 409, body = shared::Problem), (status = 422, body = shared::Problem))
)]
pub async fn edit(ctx: Ctx, Path(id): Path<String>, Json(new): Json<EditedPost>) -> Answer {
    let id = id.parse().map_err(|_| Error::NotFound)?;
    Ok(axum::Json(service::edit(&ctx, id, new, Attaching::default()).await?).into_response())
}

/// `DELETE /api/v1/posts/{id}`.
#[utoipa::path(
    delete, path = "/api/v1/posts/{id}", tag = "threads",
    params(
        ("id" = String, Path),
    ),
    responses((status = 204), (status = 403, body = shared::Problem), (status = 404, body = shared::Problem))
)]
pub async fn delete(ctx: Ctx, Path(id): Path<String>) -> Answer {
    service::delete(&ctx, id.parse().map_err(|_| Error::NotFound)?).await?;
    Ok(StatusCode::NO_CONTENT.into_response())
}

/// `GET /api/v1/posts/{id}`.
#[utoipa::path(
    get, path = "/api/v1/posts/{id}", tag = "threads",
    params(
        ("id" = String, Path),
    ),
    responses((status = 200, body = shared::threads::Post), (status = 404, body = shared::Problem))
)]
pub async fn post(ctx: Ctx, Path(id): Path<String>) -> Answer {
    let id = id.parse().map_err(|_| Error::NotFound)?;
    Ok(axum::Json(service::post(&ctx, id).await?.0).into_response())
}

/// `POST /api/v1/posts/{id}/reports`.
#[utoipa::path(
    post, path = "/api/v1/posts/{id}/reports", tag = "threads", request_body = NewReport,
    params(
        ("id" = String, Path),
    ),
    responses((status = 204), (status = 401, body = shared::Problem), (status = 404, body = shared::Problem), (status = 422, body = shared::Problem))
)]
pub async fn report(ctx: Ctx, Path(id): Path<String>, Json(new): Json<NewReport>) -> Answer {
    service::report(&ctx, id.parse().map_err(|_| Error::NotFound)?, new).await?;
    Ok(StatusCode::ACCEPTED.into_response())
}

/// `PATCH /api/v1/threads/{id}`.
#[utoipa::path(
    patch, path = "/api/v1/threads/{id}", tag = "threads", request_body = ThreadChange,
    params(
        ("id" = String, Path),
    ),
    responses((status = 200, body = shared::threads::Thread), (status = 403, body = shared::Problem), (status = 404, body = shared::Problem), (status = 422, body = shared::Problem))
)]
pub async fn change(ctx: Ctx, Path(id): Path<String>, Json(new): Json<ThreadChange>) -> Answer {
    let id = id.parse().map_err(|_| Error::NotFound)?;
    service::change(&ctx, id, new).await?;
    Ok(axum::Json(service::show(&ctx, id, 0).await?.thread).into_response())
}

/// `DELETE /api/v1/threads/{id}`.
#[utoipa::path(
    delete, path = "/api/v1/threads/{id}", tag = "threads",
    params(
        ("id" = String, Path),
    ),
    responses((status = 204), (status = 403, body = shared::Problem), (status = 404, body = shared::Problem))
)]
pub async fn delete_thread(ctx: Ctx, Path(id): Path<String>) -> Answer {
    service::set_deleted(&ctx, id.parse().map_err(|_| Error::NotFound)?, true).await?;
    Ok(StatusCode::NO_CONTENT.into_response())
}

/// `PUT /api/v1/threads/{id}/read`.
#[utoipa::path(
    put, path = "/api/v1/threads/{id}/read", tag = "threads", request_body = Mark,
    params(
        ("id" = String, Path),
    ),
    responses((status = 204), (status = 401, body = shared::Problem), (status = 404, body = shared::Problem), (status = 422, body = shared::Problem))
)]
pub async fn read(ctx: Ctx, Path(id): Path<String>, Json(mark): Json<Mark>) -> Answer {
    service::read(&ctx, id.parse().map_err(|_| Error::NotFound)?, mark.number).await?;
    Ok(StatusCode::NO_CONTENT.into_response())
}

/// `PUT /api/v1/threads/{id}/follow`.
#[utoipa::path(
    put, path = "/api/v1/threads/{id}/follow", tag = "threads", request_body = Level,
    params(
        ("id" = String, Path),
    ),
    responses((status = 204), (status = 401, body = shared::Problem), (status = 404, body = shared::Problem), (status = 422, body = shared::Problem))
)]
pub async fn follow(ctx: Ctx, Path(id): Path<String>, Json(new): Json<Level>) -> Answer {
    service::follow(&ctx, id.parse().map_err(|_| Error::NotFound)?, &new.level).await?;
    Ok(StatusCode::NO_CONTENT.into_response())
}
