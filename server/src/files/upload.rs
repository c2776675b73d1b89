//! A form with files, read from the wire to the disk.

use super::store::Store;
use crate::{
    Error, Result,
    app::{App, Ctx},
    clock,
    http::Read,
};
use axum::{
    extract::{DefaultBodyLimit, FromRequest, Multipart, Request, multipart::Field},
    http::StatusCode,
};
use serde::de::DeserializeOwned;
use shared::{Faults, Wrong, files::PER_POST, limits::UPLOAD_MB};
use std::path::PathBuf;
use tokio::io::AsyncWriteExt as _;

/// The largest form, in bytes: one file of the largest size, and words.
const BODY: usize = 52 * 1024 * 1024;
/// The largest value that is not a file, in bytes.
const VALUE: usize = 1024 * 1024;
/// Fields of a form.
const FIELDS: usize = 64;

/// A form with files: `enctype="multipart/form-data"`. Only for those who are signed in: nobody else brings files.
pub struct Upload<T> {
    /// What was filled in.
    pub form: T,
    /// The files that were chosen, in order.
    pub files: Vec<Draft>,
    /// What is wrong with them; the form is given back with it.
    pub faults: Faults,
}

/// A file that came in and is not judged yet. Goes away when dropped.
pub struct Draft {
    /// The field it was chosen in.
    pub field: String,
    /// What its owner calls it.
    pub name: String,
    path: PathBuf,
}

impl Draft {
    /// Where its bytes are.
    pub fn path(&self) -> &std::path::Path {
        &self.path
    }
}

impl Drop for Draft {
    fn drop(&mut self) {
        // One that was kept has been moved; one that stays behind is swept later.
        let _ = std::fs::remove_file(&self.path);
    }
}

impl<T: DeserializeOwned> FromRequest<App> for Upload<T> {
    type Rejection = Error;

    async fn from_request(mut request: Request, app: &App) -> Result<Self> {
        let known = request.extensions().get::<Ctx>().is_some_and(|ctx| ctx.actor.signed_in());
        if !known {
            return Err(Error::SignInFirst);
        }
        let read = request.extensions().get::<Read>().cloned().unwrap_or_default();
        DefaultBodyLimit::max(BODY).apply(&mut request);
        let mut parts = Multipart::from_request(request, app).await.map_err(|_| Error::Malformed)?;
        let store = Store::of(app);
        let (mut values, mut files, mut faults) = (Vec::new(), Vec::new(), Faults::default());
        let mut fields = 0;
        while let Some(part) = parts.next_field().await.map_err(refused)? {
            fields += 1;
            if fields > FIELDS {
                return Err(Error::Malformed);
            }
            let name = part.name().unwrap_or_default().to_owned();
            if part.file_name().is_none() {
                let value = value(part).await?;
                read.note(&name, &value);
                values.push((name, value));
                continue;
            }
            let (draft, wrong) = receive(&store, part, name).await?;
            match (draft, wrong) {
                (draft, Some(wrong)) => faults.add(&draft.map(|draft| draft.field.clone()).unwrap_or_default(), wrong),
                (Some(draft), None) => files.push(draft),
                (None, None) => {}
            }
        }
        if files.len() > PER_POST
            && let Some(first) = files.first()
        {
            faults.add(&first.field, Wrong::TooMany(u32::try_from(PER_POST).unwrap_or_default()));
        }
        let text = serde_urlencoded::to_string(&values).map_err(|_| Error::Malformed)?;
        let form = serde_urlencoded::from_str(&text).map_err(|_| Error::Malformed)?;
        Ok(Self { form, files, faults })
    }
}

fn refused(error: axum::extract::multipart::MultipartError) -> Error {
    if error.status() == StatusCode::PAYLOAD_TOO_LARGE { Error::TooLarge } else { Error::Malformed }
}

async fn value(mut part: Field<'_>) -> Result<String> {
    let mut bytes = Vec::new();
    while let Some(chunk) = part.chunk().await.map_err(refused)? {
        if bytes.len() + chunk.len() > VALUE {
            return Err(Error::TooLarge);
        }
        bytes.extend_from_slice(&chunk);
    }
    String::from_utf8(bytes).map_err(|_| Error::Malformed)
}

/// Writes a file to the disk as it comes. A field in which nothing was chosen is no file.
async fn receive(store: &Store, mut part: Field<'_>, field: String) -> Result<(Option<Draft>, Option<Wrong>)> {
    let name = part.file_name().unwrap_or_default().to_owned();
    let path = store.draft(&clock::fresh_id().simple().to_string()).map_err(full)?;
    let draft = Draft { field, name, path };
    let mut file = tokio::fs::File::create(&draft.path).await.map_err(full)?;
    let most = u64::from(UPLOAD_MB) * 1024 * 1024;
    let mut size = 0_u64;
    while let Some(chunk) = part.chunk().await.map_err(refused)? {
        size += u64::try_from(chunk.len()).unwrap_or(u64::MAX);
        if size <= most {
            file.write_all(&chunk).await.map_err(full)?;
        }
    }
    file.flush().await.map_err(full)?;
    Ok(match size {
        0 if draft.name.is_empty() => (None, None),
        0 => (Some(draft), Some(Wrong::Empty)),
        size if size > most => (Some(draft), Some(Wrong::FileSize(UPLOAD_MB))),
        _ => (Some(draft), None),
    })
}

/// What the disk says, as the site says it.
pub(super) fn full(error: std::io::Error) -> Error {
    if matches!(error.kind(), std::io::ErrorKind::StorageFull | std::io::ErrorKind::QuotaExceeded) {
        Error::Full
    } else {
        Error::internal(error)
    }
}
