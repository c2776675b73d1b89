//! Doors of the journal.

use super::service;
use crate::{
    app::Ctx,
    http::{Answer, Query, csv_file, page},
};
use axum::{http::StatusCode, response::IntoResponse};
use frontend::search::journal::JournalPage;
use leptos::prelude::*;
use serde::Deserialize;

/// `?q=&plaats=`.
#[derive(Clone, Debug, Default, Deserialize)]
pub struct Click {
    #[serde(default)]
    q: String,
    plaats: Option<i64>,
}

/// `POST /zoeken/klik`: the browser tells it beside following the link (`ping`). Nothing of who is looked at.
pub async fn click(ctx: Ctx, Query(click): Query<Click>) -> Answer {
    service::click(&ctx, &click.q, click.plaats.unwrap_or_default());
    Ok(StatusCode::NO_CONTENT.into_response())
}

/// `GET /beheer/zoekjournaal`.
pub async fn show(ctx: Ctx) -> Answer {
    let journal = service::read(&ctx).await?;
    Ok(page(&ctx, StatusCode::OK, move || view! { <JournalPage journal/> }))
}

/// `GET /beheer/zoekjournaal.csv`.
pub async fn download(ctx: Ctx) -> Answer {
    csv_file("zoekjournaal.csv", service::download(&ctx).await?)
}
