//! JSON doors of the kennisbank.

use super::{
    service::{self, Filter},
    shelves,
};
use crate::{
    Error, Result,
    app::Ctx,
    http::{Answer, Cursor, Json, Query},
};
use axum::{extract::Path, http::StatusCode, response::IntoResponse};
use shared::{
    Problem, Wrong,
    ids::ArticleId,
    kennisbank::{Article, ArticleKind, ArticlePatch, NewArticle, Revision, Theme},
    page::Page,
};

/// What the doors are, in `OpenAPI`.
#[derive(utoipa::OpenApi)]
#[openapi(paths(list, write, show, change, delete, revisions, themes))]
pub struct Api;

/// What a list is narrowed to.
#[derive(Default, serde::Deserialize)]
pub struct Wanted {
    theme: Option<String>,
    subject: Option<String>,
    community: Option<String>,
    kind: Option<String>,
    tag: Option<String>,
    external_id: Option<String>,
}

impl Wanted {
    fn filter(self) -> Result<Filter> {
        let some = |text: Option<String>| text.filter(|text| !text.is_empty());
        let kind = match some(self.kind) {
            None => None,
            Some(key) => Some(ArticleKind::from_key(&key).ok_or_else(|| Error::field("kind", Wrong::NotAChoice))?),
        };
        Ok(Filter {
            theme: some(self.theme),
            subject: some(self.subject),
            community: some(self.community),
            kind,
            tag: some(self.tag),
            external_id: some(self.external_id),
        })
    }
}

fn article_id(text: &str) -> Result<ArticleId> {
    text.parse().map_err(|_| Error::NotFound)
}

/// The articles you read, newest first.
#[utoipa::path(
    get, path = "/api/v1/articles", tag = "kennisbank",
    params(
        ("limit" = Option<i64>, Query, description = "1 to 100"),
        ("cursor" = Option<String>, Query, description = "`next_cursor` of the page before"),
        ("theme" = Option<String>, Query, description = "The slug of a theme"),
        ("subject" = Option<String>, Query, description = "The slug of a subject"),
        ("community" = Option<String>, Query, description = "The slug of a community"),
        ("kind" = Option<ArticleKind>, Query, description = "A kind of article"),
        ("tag" = Option<String>, Query, description = "A tag"),
        ("external_id" = Option<String>, Query, description = "The name in another collection"),
    ),
    responses((status = 200, body = Page<Article>), (status = 422, body = Problem))
)]
pub async fn list(ctx: Ctx, Query(wanted): Query<Wanted>, Query(place): Query<Cursor>) -> Answer {
    let found = service::list(&ctx, &wanted.filter()?, place.parts()?, place.limit(25)).await?;
    Ok(axum::Json(found).into_response())
}

/// Writes an article.
#[utoipa::path(
    post, path = "/api/v1/articles", tag = "kennisbank", request_body = NewArticle,
    responses((status = 201, body = Article), (status = 401, body = Problem), (status = 403, body = Problem), (status = 422, body = Problem))
)]
pub async fn write(ctx: Ctx, Json(new): Json<NewArticle>) -> Answer {
    Ok((StatusCode::CREATED, axum::Json(service::write(&ctx, new).await?)).into_response())
}

/// An article with its text.
#[utoipa::path(
    get, path = "/api/v1/articles/{id}", tag = "kennisbank", params(("id" = String, Path)),
    responses((status = 200, body = Article), (status = 404, body = Problem))
)]
pub async fn show(ctx: Ctx, Path(id): Path<String>) -> Answer {
    Ok(axum::Json(service::show(&ctx, article_id(&id)?).await?.0).into_response())
}

/// Changes an article; what is absent stays as it is.
#[utoipa::path(
    patch, path = "/api/v1/articles/{id}", tag = "kennisbank", params(("id" = String, Path)), request_body = ArticlePatch,
    responses((status = 200, body = Article), (status = 404, body = Problem), (status = 409, body = Problem), (status = 422, body = Problem))
)]
pub async fn change(ctx: Ctx, Path(id): Path<String>, Json(patch): Json<ArticlePatch>) -> Answer {
    Ok(axum::Json(service::change(&ctx, article_id(&id)?, patch).await?).into_response())
}

/// Takes an article away.
#[utoipa::path(
    delete, path = "/api/v1/articles/{id}", tag = "kennisbank", params(("id" = String, Path)),
    responses((status = 204), (status = 403, body = Problem), (status = 404, body = Problem))
)]
pub async fn delete(ctx: Ctx, Path(id): Path<String>) -> Answer {
    service::delete(&ctx, article_id(&id)?).await?;
    Ok(StatusCode::NO_CONTENT.into_response())
}

/// The versions of an article, newest first.
#[utoipa::path(
    get, path = "/api/v1/articles/{id}/revisions", tag = "kennisbank", params(("id" = String, Path)),
    responses((status = 200, body = Page<Revision>), (status = 404, body = Problem))
)]
pub async fn revisions(ctx: Ctx, Path(id): Path<String>) -> Answer {
    let items = service::revisions(&ctx, article_id(&id)?).await?.1;
    Ok(axum::Json(Page { items, next_cursor: None }).into_response())
}

/// The themes you read, with their subjects.
#[utoipa::path(get, path = "/api/v1/themes", tag = "kennisbank", responses((status = 200, body = Page<Theme>)))]
pub async fn themes(ctx: Ctx) -> Answer {
    Ok(axum::Json(Page { items: shelves::themes(&ctx).await?, next_cursor: None }).into_response())
}
