//! JSON doors of the threads' room.

use super::service::{self, Attaching};
use crate::{
    Error,
    app::Ctx,
    http::{Answer, Cursor, Json, Query},
};
use axum::{extract::Path, http::StatusCode, response::IntoResponse};
use shared::threads::{EditedPost, Level, Mark, NewPost, NewReport, NewThread, ThreadChange};

/// `GET /api/v1/communities/{slug}/threads`.
pub async fn list(ctx: Ctx, Path(slug): Path<String>, Query(place): Query<Cursor>) -> Answer {
    Ok(axum::Json(service::list(&ctx, &slug, place.parts()?, place.limit(25)).await?).into_response())
}

/// `POST /api/v1/communities/{slug}/threads`.
pub async fn open(ctx: Ctx, Path(slug): Path<String>, Json(new): Json<NewThread>) -> Answer {
    Ok((StatusCode::CREATED, axum::Json(service::open(&ctx, &slug, new, Vec::new()).await?)).into_response())
}

/// `GET /api/v1/threads/{id}`.
pub async fn show(ctx: Ctx, Path(id): Path<String>) -> Answer {
    let id = id.parse().map_err(|_| Error::NotFound)?;
    Ok(axum::Json(service::show(&ctx, id, 0).await?.thread).into_response())
}

/// `GET /api/v1/threads/{id}/posts`.
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
pub async fn reply(ctx: Ctx, Path(id): Path<String>, Json(new): Json<NewPost>) -> Answer {
    let id = id.parse().map_err(|_| Error::NotFound)?;
    let (post, again) = service::reply(&ctx, id, new, Vec::new()).await?;
    Ok((if again { StatusCode::OK } else { StatusCode::CREATED }, axum::Json(post)).into_response())
}

/// `PATCH /api/v1/posts/{id}`.
pub async fn edit(ctx: Ctx, Path(id): Path<String>, Json(new): Json<EditedPost>) -> Answer {
    let id = id.parse().map_err(|_| Error::NotFound)?;
    Ok(axum::Json(service::edit(&ctx, id, new, Attaching::default()).await?).into_response())
}

/// `DELETE /api/v1/posts/{id}`.
pub async fn delete(ctx: Ctx, Path(id): Path<String>) -> Answer {
    service::delete(&ctx, id.parse().map_err(|_| Error::NotFound)?).await?;
    Ok(StatusCode::NO_CONTENT.into_response())
}

/// `GET /api/v1/posts/{id}`.
pub async fn post(ctx: Ctx, Path(id): Path<String>) -> Answer {
    let id = id.parse().map_err(|_| Error::NotFound)?;
    Ok(axum::Json(service::post(&ctx, id).await?.0).into_response())
}

/// `POST /api/v1/posts/{id}/reports`.
pub async fn report(ctx: Ctx, Path(id): Path<String>, Json(new): Json<NewReport>) -> Answer {
    service::report(&ctx, id.parse().map_err(|_| Error::NotFound)?, new).await?;
    Ok(StatusCode::ACCEPTED.into_response())
}

/// `PATCH /api/v1/threads/{id}`.
pub async fn change(ctx: Ctx, Path(id): Path<String>, Json(new): Json<ThreadChange>) -> Answer {
    let id = id.parse().map_err(|_| Error::NotFound)?;
    service::change(&ctx, id, new).await?;
    Ok(axum::Json(service::show(&ctx, id, 0).await?.thread).into_response())
}

/// `DELETE /api/v1/threads/{id}`.
pub async fn delete_thread(ctx: Ctx, Path(id): Path<String>) -> Answer {
    service::set_deleted(&ctx, id.parse().map_err(|_| Error::NotFound)?, true).await?;
    Ok(StatusCode::NO_CONTENT.into_response())
}

/// `PUT /api/v1/threads/{id}/read`.
pub async fn read(ctx: Ctx, Path(id): Path<String>, Json(mark): Json<Mark>) -> Answer {
    service::read(&ctx, id.parse().map_err(|_| Error::NotFound)?, mark.number).await?;
    Ok(StatusCode::NO_CONTENT.into_response())
}

/// `PUT /api/v1/threads/{id}/follow`.
pub async fn follow(ctx: Ctx, Path(id): Path<String>, Json(new): Json<Level>) -> Answer {
    service::follow(&ctx, id.parse().map_err(|_| Error::NotFound)?, &new.level).await?;
    Ok(StatusCode::NO_CONTENT.into_response())
}
