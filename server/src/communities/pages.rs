//! HTML doors of the communities' room.

use super::service;
use crate::{
    Error,
    app::Ctx,
    http::{Answer, Cursor, Form, Query, page, redirect},
    threads,
};
use axum::{extract::Path, http::StatusCode};
use frontend::communities::{AboutPage, CommunitiesPage, CommunityPage, RequestsPage};
use leptos::prelude::*;
use shared::{communities::Words, limits::ROWS_PER_PAGE};

/// `GET /c`.
pub async fn list(ctx: Ctx, Query(place): Query<Cursor>) -> Answer {
    let found = service::list(&ctx, place.cursor.as_deref(), ROWS_PER_PAGE).await?;
    let next = found.next_cursor.map(|cursor| format!("/c?cursor={cursor}"));
    Ok(page(&ctx, StatusCode::OK, move || view! { <CommunitiesPage communities=found.items next/> }))
}

/// `GET /c/{slug}`.
pub async fn show(ctx: Ctx, Path(slug): Path<String>, Query(place): Query<Cursor>) -> Answer {
    let community = service::show(&ctx, &slug).await?;
    let (threads, next) = if community.readable {
        let found = threads::list_in(&ctx, community.id, place.parts()?, ROWS_PER_PAGE).await?;
        (Some(found.items), found.next_cursor.map(|cursor| format!("/c/{slug}?cursor={cursor}")))
    } else {
        (None, None)
    };
    Ok(page(&ctx, StatusCode::OK, move || view! { <CommunityPage community threads next/> }))
}

/// `GET /c/{slug}/over`.
pub async fn about(ctx: Ctx, Path(slug): Path<String>) -> Answer {
    let community = service::show(&ctx, &slug).await?;
    Ok(page(&ctx, StatusCode::OK, move || view! { <AboutPage community/> }))
}

/// `POST /c/{slug}/lid`.
pub async fn join(ctx: Ctx, Path(slug): Path<String>, Form(words): Form<Words>) -> Answer {
    service::join(&ctx, &slug, &words.message).await?;
    Ok(redirect(&format!("/c/{slug}")))
}

/// `POST /c/{slug}/weg`.
pub async fn leave(ctx: Ctx, Path(slug): Path<String>) -> Answer {
    service::leave(&ctx, &slug).await?;
    Ok(redirect("/c"))
}

/// `GET /c/{slug}/verzoeken`.
pub async fn requests(ctx: Ctx, Path(slug): Path<String>) -> Answer {
    let requests = service::requests(&ctx, &slug).await?;
    let community = service::show(&ctx, &slug).await?;
    Ok(page(&ctx, StatusCode::OK, move || view! { <RequestsPage community requests/> }))
}

/// What a moderator decides.
#[derive(serde::Deserialize)]
pub struct Decision {
    outcome: String,
    #[serde(default)]
    reason: String,
}

/// `POST /c/{slug}/verzoeken/{id}`.
pub async fn decide(ctx: Ctx, Path((slug, id)): Path<(String, String)>, Form(decision): Form<Decision>) -> Answer {
    let id = id.parse().map_err(|_| Error::NotFound)?;
    service::decide(&ctx, &slug, id, decision.outcome == "accept", &decision.reason).await?;
    Ok(redirect(&format!("/c/{slug}/verzoeken")))
}
