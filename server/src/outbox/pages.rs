//! HTML doors of work in the background.

use super::service;
use crate::{
    Error,
    app::Ctx,
    http::{Answer, Form, Query, page, redirect},
};
use axum::http::StatusCode;
use frontend::outbox::BackgroundPage;
use leptos::prelude::*;
use serde::Deserialize;
use shared::outbox::words as w;

const PLACE: &str = "/beheer/achtergrond";

/// `?gedaan=`.
#[derive(Default, Deserialize)]
#[serde(default)]
pub struct Done {
    gedaan: String,
}

/// `GET /beheer/achtergrond`.
pub async fn show(ctx: Ctx, Query(done): Query<Done>) -> Answer {
    let background = service::show(&ctx).await?;
    let done = match done.gedaan.as_str() {
        "opnieuw" => Some(w::tried(ctx.lang())),
        "weg" => Some(w::gone(ctx.lang())),
        _ => None,
    };
    Ok(page(&ctx, StatusCode::OK, move || view! { <BackgroundPage background done/> }))
}

/// Which one; all of them when empty.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Which {
    id: String,
}

impl Which {
    fn job<T: std::str::FromStr>(&self) -> Result<T, Error> {
        self.id.parse().map_err(|_| Error::NotFound)
    }
}

/// `POST /beheer/achtergrond/opnieuw`.
pub async fn again(ctx: Ctx, Form(which): Form<Which>) -> Answer {
    let job = if which.id.is_empty() { None } else { Some(which.job()?) };
    service::again(&ctx, job).await?;
    Ok(redirect(&format!("{PLACE}?gedaan=opnieuw")))
}

/// `POST /beheer/achtergrond/weggooien`.
pub async fn discard(ctx: Ctx, Form(which): Form<Which>) -> Answer {
    service::discard(&ctx, which.job()?).await?;
    Ok(redirect(&format!("{PLACE}?gedaan=weg")))
}
