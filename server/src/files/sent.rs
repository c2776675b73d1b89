//! A form that may carry files: as the browser sends it, or as it comes back after signing in.

use super::upload::{Draft, Upload};
use crate::{Error, Result, app::App, http::Form};
use axum::{
    extract::{FromRequest, Request},
    http::header,
};
use serde::de::DeserializeOwned;
use shared::Faults;

/// What was filled in, the files that came along, and what is wrong with those.
pub struct Sent<T> {
    /// What was filled in.
    pub form: T,
    /// The files.
    pub files: Vec<Draft>,
    /// What is wrong with the files.
    pub faults: Faults,
}

impl<T: DeserializeOwned + Send> FromRequest<App> for Sent<T> {
    type Rejection = Error;

    async fn from_request(request: Request, app: &App) -> Result<Self> {
        let kind = request.headers().get(header::CONTENT_TYPE);
        if kind.is_some_and(|kind| kind.as_bytes().starts_with(b"multipart/form-data")) {
            let Upload { form, files, faults } = Upload::from_request(request, app).await?;
            return Ok(Self { form, files, faults });
        }
        let Form(form) = Form::from_request(request, app).await?;
        Ok(Self { form, files: Vec::new(), faults: Faults::default() })
    }
}
