//! JSON doors of the members' room.

use super::service;
use crate::{
    Error, Result,
    app::Ctx,
    http::{Answer, Cursor, Json, Query},
};
use axum::{
    extract::Path,
    http::{HeaderMap, StatusCode, header},
    response::IntoResponse,
};
use serde_json::json;
use shared::{
    Problem,
    ids::MemberId,
    members::{Card, Profile, SignIn},
    page::Page,
};

/// What the doors are, in OpenAPI.
#[derive(utoipa::OpenApi)]
#[openapi(paths(sign_in, sign_out, me, list, show))]
pub struct Api;

/// Somebody and the token of their sign-in; only to describe the answer.
#[derive(utoipa::ToSchema)]
#[expect(dead_code, reason = "its shape is what is told")]
struct SignedIn {
    token: String,
    member: Named,
}

/// A member by name; only to describe the answer.
#[derive(utoipa::ToSchema)]
#[expect(dead_code, reason = "its shape is what is told")]
struct Named {
    id: MemberId,
    name: String,
}

/// The signed-in member; only to describe the answer.
#[derive(utoipa::ToSchema)]
#[expect(dead_code, reason = "its shape is what is told")]
struct Me {
    id: MemberId,
    name: String,
    function: Option<String>,
    organisation: Option<String>,
    roles: Vec<String>,
}

/// `POST /api/v1/session`: programs only; a browser signs in by form.
#[utoipa::path(
    post, path = "/api/v1/session", tag = "members", request_body = SignIn,
    responses((status = 201, body = SignedIn), (status = 401, body = Problem), (status = 403, body = Problem), (status = 429, body = Problem))
)]
pub async fn sign_in(ctx: Ctx, headers: HeaderMap, Json(form): Json<SignIn>) -> Answer {
    let browser = headers.contains_key(header::COOKIE)
        || headers.contains_key(header::ORIGIN)
        || headers.keys().any(|name| name.as_str().starts_with("sec-fetch-"));
    if browser {
        return Err(Error::Forbidden);
    }
    let device = headers.get(header::USER_AGENT).and_then(|value| value.to_str().ok()).unwrap_or_default();
    let (token, id) = service::sign_in(&ctx, &form.email, form.password, "program", device).await?;
    let known = super::who(&ctx.app, &crate::secrets::Token::hash(&token), "program", ctx.now()).await?;
    let name = known.map(|known| known.name).unwrap_or_default();
    Ok((StatusCode::CREATED, axum::Json(json!({ "token": token, "member": { "id": id, "name": name } })))
        .into_response())
}

/// `DELETE /api/v1/session`.
#[utoipa::path(
    delete, path = "/api/v1/session", tag = "members",
    responses((status = 204), (status = 401, body = Problem))
)]
pub async fn sign_out(ctx: Ctx) -> Answer {
    ctx.actor.id().ok_or(Error::SignInFirst)?;
    service::sign_out(&ctx).await?;
    Ok(StatusCode::NO_CONTENT.into_response())
}

/// `GET /api/v1/me`.
#[utoipa::path(
    get, path = "/api/v1/me", tag = "members",
    responses((status = 200, body = Me), (status = 401, body = Problem))
)]
pub async fn me(ctx: Ctx) -> Answer {
    let me = ctx.reader.me.clone().ok_or(Error::SignInFirst)?;
    let roles = if me.admin { vec!["admin"] } else { Vec::new() };
    Ok(axum::Json(json!({ "id": me.id, "name": me.author.name, "function": me.author.function, "organisation": me.author.organisation, "roles": roles })).into_response())
}

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
    responses((status = 200, body = Page<Card>), (status = 401, body = Problem))
)]
pub async fn list(ctx: Ctx, Query(wanted): Query<Wanted>, Query(place): Query<Cursor>) -> Answer {
    let after = after(place.cursor.as_deref())?;
    Ok(axum::Json(service::list(&ctx, &wanted.q, None, after, place.limit(25)).await?).into_response())
}

/// `GET /api/v1/members/{id}`.
#[utoipa::path(
    get, path = "/api/v1/members/{id}", tag = "members",
    params(
        ("id" = String, Path),
    ),
    responses((status = 200, body = Profile), (status = 401, body = Problem), (status = 404, body = Problem))
)]
pub async fn show(ctx: Ctx, Path(id): Path<String>) -> Answer {
    let id: MemberId = id.parse().map_err(|_| Error::NotFound)?;
    Ok(axum::Json(service::profile(&ctx, id).await?).into_response())
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
