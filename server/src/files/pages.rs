//! The door through which files go out.

use super::{model::disposition, service};
use crate::{Error, app::Ctx, http::Answer};
use axum::{
    body::Body,
    extract::Path,
    http::{HeaderValue, header},
    response::{IntoResponse as _, Response},
};
use futures_util::stream;
use std::io;
use tokio::{fs::File, io::AsyncReadExt as _};

/// Bytes that are read at once.
const PIECE: usize = 64 * 1024;
/// Whatever it is, it runs nothing and loads nothing.
const POLICY: &str = "sandbox; default-src 'none'";

/// `GET /bestand/{id}`.
pub async fn download(ctx: Ctx, Path(id): Path<String>) -> Answer {
    let id = id.parse().map_err(|_| Error::NotFound)?;
    let (row, path) = service::find(&ctx, id).await?;
    let file = File::open(path).await.map_err(|error| match error.kind() {
        io::ErrorKind::NotFound => Error::NotFound,
        _ => Error::internal(error),
    })?;
    let size = file.metadata().await.map_err(Error::internal)?.len();
    let image = row.mime.starts_with("image/");
    let kept = if row.kind == "photo" { "private, max-age=300" } else { "private, no-store" };
    let mut response: Response = Body::from_stream(pieces(file)).into_response();
    let value = |text: &str| HeaderValue::from_str(text).map_err(Error::internal);
    let headers = response.headers_mut();
    headers.insert(header::CONTENT_TYPE, value(&row.mime)?);
    headers.insert(header::CONTENT_LENGTH, HeaderValue::from(size));
    headers.insert(header::CONTENT_DISPOSITION, value(&disposition(image, &row.name))?);
    headers.insert(header::CONTENT_SECURITY_POLICY, HeaderValue::from_static(POLICY));
    headers.insert(header::X_CONTENT_TYPE_OPTIONS, HeaderValue::from_static("nosniff"));
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static(kept));
    Ok(response)
}

/// `GET /bestand/{id}/{name}`: the name is for people who look at the address.
pub async fn download_named(ctx: Ctx, Path((id, _)): Path<(String, String)>) -> Answer {
    download(ctx, Path(id)).await
}

fn pieces(file: File) -> impl futures_util::Stream<Item = io::Result<Vec<u8>>> {
    stream::try_unfold(file, async |mut file| {
        let mut piece = vec![0; PIECE];
        let read = file.read(&mut piece).await?;
        piece.truncate(read);
        Ok((read > 0).then_some((piece, file)))
    })
}
