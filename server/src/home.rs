//! The home page: what is new for the reader, and where to go.

use crate::{
    app::Ctx,
    communities,
    http::{Answer, Doors, page},
    threads,
};
use axum::http::StatusCode;
use frontend::home::{Home, MemberHome, VisitorHome};
use leptos::prelude::*;

/// Threads with something new.
const NEW: i64 = 30;
/// Rows of the other lists.
const ROWS: i64 = 6;
/// Communities of a member, or for a visitor.
const COMMUNITIES: i64 = 24;

/// The doors of this room.
pub fn doors() -> Doors {
    Doors::new().get("/", show)
}

async fn show(ctx: Ctx) -> Answer {
    if !ctx.actor.signed_in() {
        let communities = communities::list(&ctx, None, COMMUNITIES).await?.items;
        let threads = threads::newest(&ctx, ROWS + 2).await?;
        return Ok(page(&ctx, StatusCode::OK, move || view! { <VisitorHome communities threads/> }));
    }
    let home = Home {
        new: threads::unread(&ctx, NEW).await?,
        unanswered: threads::unanswered(&ctx, ROWS).await?,
        latest: threads::newest(&ctx, ROWS).await?,
        mine: communities::listed(&ctx, Some(true), None, COMMUNITIES).await?.items,
        articles: Vec::new(),
    };
    Ok(page(&ctx, StatusCode::OK, move || view! { <MemberHome home/> }))
}
