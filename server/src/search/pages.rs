//! The HTML door of search.

use super::{
    journal, saved,
    service::{self, Asked},
};
use crate::{
    app::Ctx,
    http::{Answer, Query, page, redirect},
};
use axum::http::{HeaderMap, StatusCode};
use frontend::search::{SearchPage, address, saved::Keep};
use leptos::prelude::*;
use serde::Deserialize;
use shared::{
    limits,
    search::{Choices, Filters, Kind, Query as Grammar, What},
};

/// Results on one page.
const ROWS: i64 = 20;

/// `?q=&soort=&community=&thema=&jaar=&organisatie=&trefwoord=&gesprek=&ruimte=&cursor=`, or the boxes of the panel.
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
    ruimte: Option<String>,
    cursor: Option<String>,
    #[serde(flatten)]
    panel: Filters,
}

impl Question {
    /// What was typed.
    pub fn text(&self) -> &str {
        &self.q
    }

    /// What narrows it.
    pub fn choices(&self) -> Choices {
        let some = |text: &Option<String>| text.clone().filter(|text| !text.is_empty());
        Choices {
            kind: self.soort.as_deref().and_then(Kind::parse),
            community: some(&self.community),
            theme: some(&self.thema),
            year: self.jaar.as_deref().and_then(|year| year.parse().ok()),
            organisation: some(&self.organisatie),
            tag: some(&self.trefwoord),
            thread: some(&self.gesprek),
            room: some(&self.ruimte),
        }
    }
}

/// `GET /zoeken`. An address that was changed by hand still gives a page: what is not understood is left out.
pub async fn show(ctx: Ctx, headers: HeaderMap, Query(asked): Query<Question>) -> Answer {
    let choices = asked.choices();
    if asked.panel != Filters::default() {
        // What the boxes say gets the address that typing it would have.
        return Ok(redirect(&address(&asked.panel.query().to_string(), &choices, None)));
    }
    let too_long = asked.q.chars().count() > limits::QUERY;
    let text: String = asked.q.chars().take(limits::QUERY).collect();
    let first = asked.cursor.as_deref().is_none_or(str::is_empty);
    // Who asks for posts, or in one thread, wants them all.
    let kinds = |text: &str| Grammar::parse(text).items.iter().any(|item| matches!(item.what, What::Kind(_)));
    let per_thread = choices.kind.is_none() && choices.thread.is_none() && !kinds(&text);
    let question =
        Asked { text: text.clone(), choices: choices.clone(), limit: ROWS, per_thread, cursor: asked.cursor };
    let results = service::search(&ctx, question).await?;
    // A page that the browser fetched because the pointer rested on a link was asked by nobody; one that is narrowed was
    // asked before.
    let fetched = headers.contains_key("sec-purpose");
    let counted = first && choices == Choices::default();
    if counted && !fetched {
        journal::note(&ctx, &text, &results);
    }
    let clicks = counted.then(|| journal::clicks(&text)).flatten();
    let kept = saved::kept_here(&ctx, &text, &choices).await?;
    Ok(page(&ctx, StatusCode::OK, move || {
        let keep = view! { <Keep query=text.clone() choices=choices.clone() kept/> }.into_any();
        view! { <SearchPage query=text choices results first too_long keep clicks/> }
    }))
}
