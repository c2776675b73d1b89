//! The browser's files, in the program itself: made by `cargo xtask bundle`, embedded by the build script.

use axum::{
    extract::Path,
    http::{HeaderMap, StatusCode, header},
    response::{IntoResponse, Response},
};
use frontend::{Assets, Islands};

/// A file and its compressed twins.
struct File {
    name: &'static str,
    mime: &'static str,
    plain: &'static [u8],
    brotli: &'static [u8],
    gzip: &'static [u8],
}

include!(concat!(env!("OUT_DIR"), "/assets.rs"));

/// `GET /pkg/{file}`. The name holds the hash of the content: whoever has it never needs to ask again.
pub async fn serve(Path(name): Path<String>, wanted: HeaderMap) -> Response {
    let Some(file) = FILES.iter().find(|file| file.name == name) else { return StatusCode::NOT_FOUND.into_response() };
    let accepts = |coding: &str| {
        wanted
            .get(header::ACCEPT_ENCODING)
            .and_then(|value| value.to_str().ok())
            .is_some_and(|value| value.split(',').any(|part| part.trim().starts_with(coding)))
    };
    let headers = [
        (header::CONTENT_TYPE, file.mime),
        (header::CACHE_CONTROL, "public, max-age=31536000, immutable"),
        (header::VARY, "accept-encoding"),
    ];
    if accepts("br") {
        (headers, [(header::CONTENT_ENCODING, "br")], file.brotli).into_response()
    } else if accepts("gzip") {
        (headers, [(header::CONTENT_ENCODING, "gzip")], file.gzip).into_response()
    } else {
        (headers, file.plain).into_response()
    }
}
