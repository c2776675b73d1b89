//! JSON doors of search.

use super::service::{self, Asked};
use crate::{
    Error,
    app::Ctx,
    http::{Answer, Query},
};
use axum::response::IntoResponse;
use serde::Deserialize;
use shared::{
    Wrong, limits,
    search::{Choices, Kind},
};

/// What the doors are, in `OpenAPI`.
#[derive(utoipa::OpenApi)]
#[openapi(paths(search, suggest))]
pub struct Api;

/// `?q=&kind=&community=&theme=&year=&organisation=&tag=&thread=&room=&per_thread=&limit=&cursor=`.
#[derive(Clone, Debug, Default, Deserialize)]
pub struct Question {
    #[serde(default)]
    q: String,
    kind: Option<String>,
    community: Option<String>,
    theme: Option<String>,
    year: Option<String>,
    organisation: Option<String>,
    tag: Option<String>,
    thread: Option<String>,
    room: Option<String>,
    per_thread: Option<String>,
    limit: Option<i64>,
    cursor: Option<String>,
}

/// An empty value in an address says nothing.
fn some(text: Option<String>) -> Option<String> {
    text.filter(|text| !text.is_empty())
}

/// `GET /api/v1/search`.
#[utoipa::path(
    get, path = "/api/v1/search", tag = "search",
    params(
        ("q" = Option<String>, Query, description = "Words, \"phrases\", -not, in:, van:, soort:, thema:, label:, status:, heeft:, voor:, na:"),
        ("kind" = Option<String>, Query, description = "thread, post, article, message, member or document"),
        ("community" = Option<String>, Query, description = "The slug of a community"),
        ("theme" = Option<String>, Query, description = "The slug of a theme"),
        ("year" = Option<String>, Query, description = "A year"),
        ("organisation" = Option<String>, Query, description = "An organisation"),
        ("tag" = Option<String>, Query, description = "A tag"),
        ("thread" = Option<String>, Query, description = "A thread: nothing else is looked at"),
        ("room" = Option<String>, Query, description = "A chat room: nothing else is looked at"),
        ("per_thread" = Option<bool>, Query, description = "`true`: of a thread only what fits best"),
        ("limit" = Option<i64>, Query, description = "1 to 100"),
        ("cursor" = Option<String>, Query, description = "`next_cursor` of the page before"),
    ),
    responses((status = 200, body = shared::search::Results), (status = 422, body = shared::Problem))
)]
pub async fn search(ctx: Ctx, Query(asked): Query<Question>) -> Answer {
    let wrong = |field: &str| Error::field(field, Wrong::NotAChoice);
    let kind = some(asked.kind).map(|kind| Kind::parse(&kind).ok_or_else(|| wrong("kind"))).transpose()?;
    let year = some(asked.year).map(|year| year.parse().map_err(|_| wrong("year"))).transpose()?;
    let choices = Choices {
        kind,
        year,
        community: some(asked.community),
        theme: some(asked.theme),
        organisation: some(asked.organisation),
        tag: some(asked.tag),
        thread: some(asked.thread),
        room: some(asked.room),
    };
    let limit = asked.limit.unwrap_or(20).clamp(1, limits::ROWS_MAX);
    let per_thread = asked.per_thread.as_deref() == Some("true");
    let asked = Asked { text: asked.q, choices, limit, per_thread, cursor: asked.cursor };
    let results = service::search(&ctx, asked).await?;
    Ok(axum::Json(results).into_response())
}

/// `?q=`.
#[derive(Clone, Debug, Default, Deserialize)]
pub struct Typed {
    #[serde(default)]
    q: String,
}

/// `GET /api/v1/suggest`.
#[utoipa::path(
    get, path = "/api/v1/suggest", tag = "search",
    params(
        ("q" = Option<String>, Query, description = "What was typed so far"),
    ),
    responses((status = 200, body = shared::search::Suggestions))
)]
pub async fn suggest(ctx: Ctx, Query(typed): Query<Typed>) -> Answer {
    Ok(axum::Json(service::suggest(&ctx, &typed.q).await?).into_response())
}
