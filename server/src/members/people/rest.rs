//! JSON doors of the directory and profiles.

use super::service::{self, Asked};
use crate::{
    Error, Result,
    app::Ctx,
    http::{Answer, Cursor, Json, Query},
};
use axum::{extract::Path, response::IntoResponse};
use shared::{ids::MemberId, members::ProfilePatch};

/// What the doors are, in `OpenAPI`.
#[derive(utoipa::OpenApi)]
#[openapi(paths(list, show, change))]
pub struct Api;

/// What is looked for.
#[derive(Default, serde::Deserialize)]
pub struct Wanted {
    #[serde(default)]
    q: String,
}

/// `GET /api/v1/members?q=`.
#[utoipa::path(
    get, path = "/api/v1/members", tag = "members",
    params(
        ("q" = Option<String>, Query, description = "Words of a name, function or organisation"),
        ("limit" = Option<i64>, Query, description = "1 to 100"),
        ("cursor" = Option<String>, Query, description = "`next_cursor` of the page before"),
    ),
    responses((status = 200, body = shared::page::Page<shared::members::Card>), (status = 401, body = shared::Problem))
)]
pub async fn list(ctx: Ctx, Query(wanted): Query<Wanted>, Query(place): Query<Cursor>) -> Answer {
    let after = after(place.cursor.as_deref())?;
    let asked = Asked { words: wanted.q, ..Asked::default() };
    Ok(axum::Json(service::list(&ctx, &asked, after, place.limit(25)).await?).into_response())
}

/// `GET /api/v1/members/{id}`.
#[utoipa::path(
    get, path = "/api/v1/members/{id}", tag = "members",
    params(
        ("id" = String, Path),
    ),
    responses((status = 200, body = shared::members::Profile), (status = 401, body = shared::Problem), (status = 404, body = shared::Problem))
)]
pub async fn show(ctx: Ctx, Path(id): Path<String>) -> Answer {
    let id: MemberId = id.parse().map_err(|_| Error::NotFound)?;
    Ok(axum::Json(service::profile(&ctx, id).await?).into_response())
}

/// `PATCH /api/v1/members/{id}`: one's own.
#[utoipa::path(
    patch, path = "/api/v1/members/{id}", tag = "members", request_body = ProfilePatch,
    params(
        ("id" = String, Path),
    ),
    responses((status = 200, body = shared::members::Profile), (status = 401, body = shared::Problem), (status = 403, body = shared::Problem), (status = 404, body = shared::Problem), (status = 422, body = shared::Problem))
)]
pub async fn change(ctx: Ctx, Path(id): Path<String>, Json(patch): Json<ProfilePatch>) -> Answer {
    let id: MemberId = id.parse().map_err(|_| Error::NotFound)?;
    Ok(axum::Json(service::patch(&ctx, id, patch).await?).into_response())
}

/// The place in the directory that a cursor names.
///
/// # Errors
/// `Malformed` when it is not one of ours.
pub fn after(cursor: Option<&str>) -> Result<Option<(String, MemberId)>> {
    let Some(cursor) = cursor.filter(|cursor| !cursor.is_empty()) else { return Ok(None) };
    let parse = || {
        let (key, id) = cursor.split_once('_')?;
        let bytes: Option<Vec<u8>> = key
            .as_bytes()
            .chunks(2)
            .map(|digits| u8::from_str_radix(std::str::from_utf8(digits).ok()?, 16).ok())
            .collect();
        Some((String::from_utf8(bytes?).ok()?, id.parse().ok()?))
    };
    parse().map(Some).ok_or(Error::Malformed)
}
