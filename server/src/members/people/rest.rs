//! JSON doors of the directory and profiles.

use super::service::{self, Asked};
use crate::{
    Error, Result,
    app::Ctx,
    http::{Answer, Cursor, Json, Query},
};
use axum::{extract::Path, response::IntoResponse};
use shared::{ids::MemberId, members::ProfilePatch};

/// What is looked for.
#[derive(Default, serde::Deserialize)]
pub struct Wanted {
    #[serde(default)]
    q: String,
}

/// `GET /api/v1/members?q=`.
pub async fn list(ctx: Ctx, Query(wanted): Query<Wanted>, Query(place): Query<Cursor>) -> Answer {
    let after = after(place.cursor.as_deref())?;
    let asked = Asked { words: wanted.q, ..Asked::default() };
    Ok(axum::Json(service::list(&ctx, &asked, after, place.limit(25)).await?).into_response())
}

/// `GET /api/v1/members/{id}`.
pub async fn show(ctx: Ctx, Path(id): Path<String>) -> Answer {
    let id: MemberId = id.parse().map_err(|_| Error::NotFound)?;
    Ok(axum::Json(service::profile(&ctx, id).await?).into_response())
}

/// `PATCH /api/v1/members/{id}`: one's own.
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
