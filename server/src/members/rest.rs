//! JSON doors of the members' room.

use super::{
    people, service,
    sign_in::{self, Entry, Knock},
};
use crate::{
    Error,
    app::Ctx,
    http::{Answer, Json},
};
use axum::{
    http::{HeaderMap, StatusCode, header},
    response::IntoResponse,
};
use serde_json::json;
use shared::members::{PreferencesPatch, SignIn};

/// What the doors are, in `OpenAPI`.
#[derive(utoipa::OpenApi)]
#[openapi(paths(sign_in, sign_out, me, set))]
pub struct Api;

/// Somebody and the token of their sign-in: the shape of an answer.
#[derive(utoipa::ToSchema)]
#[expect(dead_code, reason = "only its shape is told")]
struct SignedIn {
    token: String,
    member: Named,
}

/// A member by name.
#[derive(utoipa::ToSchema)]
#[expect(dead_code, reason = "only its shape is told")]
struct Named {
    id: shared::ids::MemberId,
    name: String,
}

/// The signed-in member: the shape of an answer.
#[derive(utoipa::ToSchema)]
#[expect(dead_code, reason = "only its shape is told")]
struct Me {
    id: shared::ids::MemberId,
    name: String,
    function: Option<String>,
    organisation: Option<String>,
    roles: Vec<String>,
    presence: shared::live::Shown,
}

/// `POST /api/v1/session`: programs only; a browser signs in by form.
#[utoipa::path(
    post, path = "/api/v1/session", tag = "members", request_body = SignIn,
    responses((status = 201, body = SignedIn), (status = 401, body = shared::Problem), (status = 403, body = shared::Problem), (status = 429, body = shared::Problem))
)]
pub async fn sign_in(ctx: Ctx, headers: HeaderMap, Json(form): Json<SignIn>) -> Answer {
    let browser = headers.contains_key(header::COOKIE)
        || headers.contains_key(header::ORIGIN)
        || headers.keys().any(|name| name.as_str().starts_with("sec-fetch-"));
    if browser {
        return Err(Error::Forbidden);
    }
    let device = headers.get(header::USER_AGENT).and_then(|value| value.to_str().ok()).unwrap_or_default();
    let knock = Knock { email: &form.email, password: form.password, kind: "program", device, known: None };
    let Entry { token, member: id, .. } = sign_in::sign_in(&ctx, knock).await?;
    let known = super::who(&ctx.app, &crate::secrets::Token::hash(&token), "program", true, ctx.now()).await?;
    let name = known.map(|known| known.name).unwrap_or_default();
    Ok((StatusCode::CREATED, axum::Json(json!({ "token": token, "member": { "id": id, "name": name } })))
        .into_response())
}

/// `DELETE /api/v1/session`.
#[utoipa::path(
    delete, path = "/api/v1/session", tag = "members",
    responses((status = 204), (status = 401, body = shared::Problem))
)]
pub async fn sign_out(ctx: Ctx) -> Answer {
    ctx.actor.id().ok_or(Error::SignInFirst)?;
    service::sign_out(&ctx).await?;
    Ok(StatusCode::NO_CONTENT.into_response())
}

/// `GET /api/v1/me`.
#[utoipa::path(
    get, path = "/api/v1/me", tag = "members",
    responses((status = 200, body = Me), (status = 401, body = shared::Problem))
)]
pub async fn me(ctx: Ctx) -> Answer {
    let me = ctx.reader.me.clone().ok_or(Error::SignInFirst)?;
    let roles = if me.admin { vec!["admin"] } else { Vec::new() };
    Ok(axum::Json(json!({ "id": me.id, "name": me.author.name, "function": me.author.function, "organisation": me.author.organisation, "roles": roles, "presence": me.presence })).into_response())
}

/// `PATCH /api/v1/me`: gives what there is then.
#[utoipa::path(
    patch, path = "/api/v1/me", tag = "members", request_body = PreferencesPatch,
    responses((status = 200, body = Me), (status = 401, body = shared::Problem), (status = 422, body = shared::Problem))
)]
pub async fn set(mut ctx: Ctx, Json(new): Json<PreferencesPatch>) -> Answer {
    if let Some(presence) = new.presence {
        people::set_presence(&ctx, presence).await?;
        ctx.reader.me.iter_mut().for_each(|me| me.presence = presence);
    }
    me(ctx).await
}
