//! What keeps strangers out before a door is reached: the origin of what changes something, and the headers of every answer.

use super::{respond, session::TooLarge};
use crate::{
    Error,
    app::{App, Ctx},
};
use axum::{
    extract::{Request, State},
    http::{HeaderName, HeaderValue, Method, header},
    middleware::Next,
    response::{IntoResponse, Response},
};

/// A constant: there is no inline script or style anywhere, so no nonce either.
const POLICY: &str = "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; img-src 'self' data:; \
    font-src 'self'; connect-src 'self'; manifest-src 'self'; worker-src 'self'; form-action 'self'; base-uri 'none'; \
    frame-ancestors 'none'; object-src 'none'";

const HEADERS: [(&str, &str); 8] = [
    ("content-security-policy", POLICY),
    ("strict-transport-security", "max-age=31536000; includeSubDomains"),
    ("x-content-type-options", "nosniff"),
    ("referrer-policy", "same-origin"),
    ("cross-origin-opener-policy", "same-origin"),
    ("cross-origin-resource-policy", "same-origin"),
    ("x-frame-options", "DENY"),
    ("permissions-policy", "camera=(), microphone=(), geolocation=(), payment=(), usb=(), browsing-topics=()"),
];

/// Sets the headers that every answer has, whatever became of it.
pub async fn headers(request: Request, next: Next) -> Response {
    let mut response = next.run(request).await;
    let page =
        response.headers().get(header::CONTENT_TYPE).is_some_and(|kind| kind.as_bytes().starts_with(b"text/html"));
    let set = response.headers_mut();
    for (name, value) in HEADERS {
        set.entry(HeaderName::from_static(name)).or_insert(HeaderValue::from_static(value));
    }
    set.entry(header::CACHE_CONTROL).or_insert(HeaderValue::from_static("private, no-store"));
    if page {
        set.insert("speculation-rules", HeaderValue::from_static("\"/voorladen.json\""));
    }
    response
}

/// What changes something must come from our own pages, or from a program with a token.
pub async fn same_origin(State(app): State<App>, ctx: Ctx, request: Request, next: Next) -> Response {
    if request.extensions().get::<TooLarge>().is_some() {
        return Error::TooLarge.into_response();
    }
    if welcome(&app, &request) {
        return next.run(request).await;
    }
    let program = request.uri().path().starts_with("/api/");
    respond::write(&Error::Forbidden, &ctx.reader, program, Vec::new(), None)
}

/// Whether a request may reach its door: it only reads, or it comes from where it should.
pub(super) fn welcome(app: &App, request: &Request) -> bool {
    let reads = matches!(*request.method(), Method::GET | Method::HEAD | Method::OPTIONS);
    let upgrades = request.headers().contains_key(header::UPGRADE);
    (reads && !upgrades) || allowed(app, request)
}

fn allowed(app: &App, request: &Request) -> bool {
    let named = |name: &str| request.headers().get(name).and_then(|value| value.to_str().ok());
    let cookie = request.headers().contains_key(header::COOKIE);
    // A mail program stops mail with one click (RFC 8058), from wherever it lives: the signed address is the proof.
    if request.uri().path().starts_with("/meldingen/stop/") {
        return true;
    }
    match (named("sec-fetch-site"), named("origin")) {
        (Some(site), None) => site == "same-origin",
        (Some(site), Some(origin)) => site == "same-origin" && origin == app.config.origin(),
        (None, Some(origin)) => origin == app.config.origin(),
        // A program: it proves itself with a token, or signs in, and has no cookie that could be borrowed.
        (None, None) => !cookie && (named("authorization").is_some() || request.uri().path() == "/api/v1/session"),
    }
}
