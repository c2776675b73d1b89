//! The HTML door of search.

use super::service::{self, Asked};
use crate::{
    app::Ctx,
    http::{Answer, Query, page, redirect},
};
use axum::http::StatusCode;
use frontend::{context::encoded, search::SearchPage};
use leptos::prelude::*;
use serde::Deserialize;
use shared::{
    limits,
    search::{Choices, Filters, Kind},
};

/// Results on one page.
const ROWS: i64 = 20;

/// `?q=&soort=&community=&thema=&jaar=&organisatie=&trefwoord=&gesprek=&cursor=`, or the boxes of the panel.
#[derive(Clone, Debug, Default, Deserialize)]
pub struct Question {
    #[serde(default)]
    q: String,
    soort: Option<String>,
    community: Option<String>,
    thema: Option<String>,
    jaar: Option<String>,
    organisatie: Option<String>,
    trefwoord: Option<String>,
    gesprek: Option<String>,
    cursor: Option<String>,
    #[serde(flatten)]
    panel: Filters,
}

/// `GET /zoeken`. An address that was changed by hand still gives a page: what is not understood is left out.
pub async fn show(ctx: Ctx, Query(asked): Query<Question>) -> Answer {
    if asked.panel != Filters::default() {
        // What the boxes say gets the address that typing it would have.
        return Ok(redirect(&format!("/zoeken?q={}", encoded(&asked.panel.query().to_string()))));
    }
    let some = |text: Option<String>| text.filter(|text| !text.is_empty());
    let choices = Choices {
        kind: asked.soort.as_deref().and_then(Kind::parse),
        community: some(asked.community),
        theme: some(asked.thema),
        year: asked.jaar.and_then(|year| year.parse().ok()),
        organisation: some(asked.organisatie),
        tag: some(asked.trefwoord),
        thread: some(asked.gesprek),
    };
    let too_long = asked.q.chars().count() > limits::QUERY;
    let text: String = asked.q.chars().take(limits::QUERY).collect();
    let first = asked.cursor.as_deref().is_none_or(str::is_empty);
    // Who asks for posts, or in one thread, wants them all.
    let per_thread = choices.kind.is_none() && choices.thread.is_none();
    let question =
        Asked { text: text.clone(), choices: choices.clone(), limit: ROWS, per_thread, cursor: asked.cursor };
    let results = service::search(&ctx, question).await?;
    Ok(page(&ctx, StatusCode::OK, move || view! { <SearchPage query=text choices results first too_long/> }))
}
