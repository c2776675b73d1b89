//! Reading requests: who asks, what they filled in. Rejections are our own errors, because axum's are not for people.

use crate::{
    Error, Result,
    app::{App, Ctx},
};
use axum::{
    body::{Body, Bytes},
    extract::{FromRequest, FromRequestParts, Request},
    http::request::Parts,
};
use futures_util::StreamExt as _;
use serde::de::DeserializeOwned;
use shared::{Wrong, limits::ROWS_MAX};

/// The largest form or JSON body, in bytes; uploads have their own door.
pub(super) const BODY: usize = 2 * 1024 * 1024;
/// How much of a body that is too large is read to its end, in bytes.
const DRAIN: usize = 64 * 1024 * 1024;

impl FromRequestParts<App> for Ctx {
    type Rejection = Error;

    /// The session middleware has put it there.
    async fn from_request_parts(parts: &mut Parts, _: &App) -> Result<Self> {
        parts.extensions.get::<Self>().cloned().ok_or_else(|| Error::internal("no session around this door"))
    }
}

async fn bytes(request: Request) -> Result<Bytes> {
    read(request.into_body(), BODY).await
}

/// Reads a body of at most `limit` bytes. What comes after that is read as well and thrown away, up to [`DRAIN`]: a
/// browser that is cut off while it sends never shows the page that says why.
pub(super) async fn read(body: Body, limit: usize) -> Result<Bytes> {
    let mut stream = body.into_data_stream();
    let (mut kept, mut size) = (Vec::new(), 0);
    while let Some(chunk) = stream.next().await {
        let chunk = chunk.map_err(|_| Error::Malformed)?;
        size += chunk.len();
        if size <= limit {
            kept.extend_from_slice(&chunk);
        } else if size > DRAIN {
            break;
        } else {
            kept = Vec::new();
        }
    }
    if size > limit { Err(Error::TooLarge) } else { Ok(kept.into()) }
}

/// The fields of an HTML form.
pub struct Form<T>(pub T);

impl<T: DeserializeOwned> FromRequest<App> for Form<T> {
    type Rejection = Error;

    async fn from_request(request: Request, _: &App) -> Result<Self> {
        let body = bytes(request).await?;
        serde_urlencoded::from_bytes(&body).map(Self).map_err(|_| Error::Malformed)
    }
}

/// A JSON body.
pub struct Json<T>(pub T);

impl<T: DeserializeOwned> FromRequest<App> for Json<T> {
    type Rejection = Error;

    async fn from_request(request: Request, _: &App) -> Result<Self> {
        json(&bytes(request).await?).map(Self)
    }
}

/// A JSON body that may be left out.
pub struct OptionalJson<T>(pub T);

impl<T: DeserializeOwned + Default> FromRequest<App> for OptionalJson<T> {
    type Rejection = Error;

    async fn from_request(request: Request, _: &App) -> Result<Self> {
        let body = bytes(request).await?;
        if body.is_empty() { Ok(Self(T::default())) } else { json(&body).map(Self) }
    }
}

fn json<T: DeserializeOwned>(body: &[u8]) -> Result<T> {
    let mut text = serde_json::Deserializer::from_slice(body);
    let read = serde_path_to_error::deserialize(&mut text).map_err(|error| unread(&error))?;
    text.end().map_err(|_| Error::Malformed)?;
    Ok(read)
}

/// A body that could not be read: what has the shape of ours but for one field is the fault of that field.
fn unread(error: &serde_path_to_error::Error<serde_json::Error>) -> Error {
    let (said, path) = (error.inner().to_string(), error.path().to_string());
    let within = Some(path.as_str()).filter(|path| *path != ".");
    let named = |start: &str| {
        let name = said.strip_prefix(start)?.strip_prefix(" `")?.split('`').next()?;
        Some(within.map_or_else(|| name.to_owned(), |path| format!("{path}.{name}")))
    };
    if !error.inner().is_data() || said.starts_with("duplicate field") {
        Error::Malformed
    } else if let Some(field) = named("missing field") {
        Error::field(&field, Wrong::Empty)
    } else if let Some(field) = named("unknown field") {
        // The path of what was not expected ends in its own name.
        Error::field(within.unwrap_or(&field), Wrong::NotAField)
    } else if let Some(path) = within {
        Error::field(path, if said.starts_with("invalid type") { Wrong::NotThisType } else { Wrong::NotAChoice })
    } else {
        Error::Malformed
    }
}

/// The query of an address.
pub struct Query<T>(pub T);

impl<T: DeserializeOwned> FromRequestParts<App> for Query<T> {
    type Rejection = Error;

    async fn from_request_parts(parts: &mut Parts, _: &App) -> Result<Self> {
        serde_urlencoded::from_str(parts.uri.query().unwrap_or_default()).map(Self).map_err(|_| Error::Malformed)
    }
}

/// Where a list goes on, and how many rows are wanted: `?cursor=…&limit=…`.
#[derive(Clone, Debug, Default, serde::Deserialize)]
pub struct Cursor {
    /// What the page before gave.
    pub cursor: Option<String>,
    limit: Option<i64>,
}

impl Cursor {
    /// The place after `cursor`.
    pub fn at(cursor: Option<String>) -> Self {
        Self { cursor, limit: None }
    }

    /// The number of rows: at least 1, at most 100, else `default`.
    pub fn limit(&self, default: i64) -> i64 {
        self.limit.unwrap_or(default).clamp(1, ROWS_MAX)
    }

    /// The two parts of the cursor, when there is one.
    ///
    /// # Errors
    /// `Malformed` when it is not one of ours.
    pub fn parts<A: std::str::FromStr, B: std::str::FromStr>(&self) -> Result<Option<(A, B)>> {
        let Some(text) = self.cursor.as_deref().filter(|text| !text.is_empty()) else { return Ok(None) };
        let parse = || {
            let (a, b) = text.split_once('_')?;
            Some((a.parse().ok()?, b.parse().ok()?))
        };
        parse().map(Some).ok_or(Error::Malformed)
    }
}
