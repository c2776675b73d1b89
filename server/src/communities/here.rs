//! The community that an address names, for doors that only show something.

use super::service;
use crate::{
    Error,
    app::{App, Ctx},
};
use axum::{
    extract::{FromRequestParts, RawPathParams},
    http::request::Parts,
    response::{IntoResponse as _, Redirect, Response},
};
use shared::communities::Community;

/// The community of the `{slug}` in the path. One that was renamed leads on to its present address, for those who may know
/// of it; for everybody else the old slug is as absent as any.
pub struct Here(pub Community);

impl FromRequestParts<App> for Here {
    type Rejection = Response;

    async fn from_request_parts(parts: &mut Parts, app: &App) -> Result<Self, Response> {
        let no = |error: Error| error.into_response();
        let ctx = Ctx::from_request_parts(parts, app).await.map_err(no)?;
        let params = RawPathParams::from_request_parts(parts, app).await.map_err(|_| no(Error::NotFound))?;
        let slug = params.iter().find(|(name, _)| *name == "slug").map(|(_, value)| value.to_owned());
        let slug = slug.ok_or_else(|| no(Error::NotFound))?;
        match service::show(&ctx, &slug).await {
            Ok(community) => Ok(Self(community)),
            Err(Error::NotFound) => {
                let present = service::moved(&ctx, &slug).await.map_err(no)?.ok_or_else(|| no(Error::NotFound))?;
                let asked = parts.uri.path_and_query().map(ToString::to_string).unwrap_or_default();
                let rest = ["/c/", "/api/v1/communities/"].into_iter().find_map(|place| {
                    let rest = asked.strip_prefix(place)?.strip_prefix(slug.as_str())?;
                    Some(format!("{place}{present}{rest}"))
                });
                Err(Redirect::permanent(&rest.ok_or_else(|| no(Error::NotFound))?).into_response())
            }
            Err(error) => Err(no(error)),
        }
    }
}
