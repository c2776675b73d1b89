//! All doors, and what stands around them.

use super::{Doors, guard, openapi, session};
use crate::{
    accounts, admin, app::App, assets, chat, communities, files, home, kennisbank, live, members, metrics,
    notifications, organisations, outbox, search, site, threads,
};
use axum::{
    Router,
    extract::{Request, State},
    http::{StatusCode, header},
    middleware::{self, Next},
    response::{IntoResponse, Response},
    routing::get,
};
use std::time::Duration;
use tower_http::{
    catch_panic::CatchPanicLayer,
    compression::{
        CompressionLayer, CompressionLevel,
        predicate::{NotForContentType, Predicate as _, SizeAbove},
    },
};

/// How long a request may take.
const PATIENCE: Duration = Duration::from_secs(30);
/// How long a request with files may take: 50 MB over a line of 1.5 Mbit/s.
const PATIENCE_WITH_FILES: Duration = Duration::from_mins(5);

/// The table of contents: every door of every feature.
pub fn doors() -> Doors {
    Doors::new()
        .and(home::doors())
        .and(accounts::doors())
        .and(members::doors())
        .and(organisations::doors())
        .and(communities::doors())
        .and(threads::doors())
        .and(files::doors())
        .and(kennisbank::doors())
        .and(chat::doors())
        .and(live::doors())
        .and(search::doors())
        .and(notifications::doors())
        .and(site::doors())
        .and(admin::doors())
        .and(outbox::doors())
}

/// Ends requests that take too long.
async fn patience(request: Request, next: Next) -> Response {
    let files = request
        .headers()
        .get(header::CONTENT_TYPE)
        .is_some_and(|kind| kind.as_bytes().starts_with(b"multipart/form-data"));
    let patience = if files { PATIENCE_WITH_FILES } else { PATIENCE };
    match tokio::time::timeout(patience, next.run(request)).await {
        Ok(response) => response,
        Err(_) => StatusCode::SERVICE_UNAVAILABLE.into_response(),
    }
}

/// What becomes smaller by compressing it. Files are compressed already.
fn worth() -> impl tower_http::compression::Predicate {
    SizeAbove::new(512)
        .and(NotForContentType::IMAGES)
        .and(NotForContentType::const_new("application/pdf"))
        .and(NotForContentType::const_new("application/vnd."))
}

/// The doors with their guards: headers outermost, then the session, then the origin of what changes something.
pub fn router(app: App) -> Router {
    doors()
        .into_router()
        .fallback(async || StatusCode::NOT_FOUND)
        .layer(middleware::from_fn_with_state(app.clone(), guard::same_origin))
        .layer(CatchPanicLayer::new())
        .layer(middleware::from_fn_with_state(app.clone(), session::session))
        .route("/healthz", get(async || "ok\n"))
        .route("/readyz", get(ready))
        .route("/voorladen.json", get(speculation))
        .route("/api/v1/openapi.json", get(openapi::show))
        .route("/robots.txt", get(async || "User-agent: *\nDisallow: /\n"))
        .route("/pkg/{file}", get(assets::serve))
        .layer(middleware::from_fn(patience))
        // The lightest level of each: brotli at level 4 makes a page a tenth smaller, and takes half as long as making the page.
        .layer(CompressionLayer::new().quality(CompressionLevel::Precise(1)).compress_when(worth()))
        .layer(middleware::from_fn(guard::headers))
        .layer(middleware::from_fn_with_state(app.clone(), metrics::measure))
        .with_state(app)
}

/// `GET /readyz`: whether this node can serve, and what is not ready when it cannot.
async fn ready(State(app): State<App>) -> impl IntoResponse {
    let (ready, text) = metrics::ready(&app).await;
    (if ready { StatusCode::OK } else { StatusCode::SERVICE_UNAVAILABLE }, text)
}

/// Links are fetched when the pointer rests on them. Prefetch, not prerender: a page that was only hovered must not open sockets.
async fn speculation() -> impl IntoResponse {
    let rules = r#"{"prefetch":[{"where":{"and":[{"href_matches":"/*"},{"not":{"href_matches":"/bestand/*"}}]},"eagerness":"moderate"}]}"#;
    (
        [(header::CONTENT_TYPE, "application/speculationrules+json"), (header::CACHE_CONTROL, "public, max-age=86400")],
        rules,
    )
}
