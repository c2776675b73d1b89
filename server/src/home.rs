//! The home page: what is new for the reader, and where to go.

use crate::{
    app::Ctx,
    communities,
    http::{Answer, Doors, page},
    kennisbank, threads,
};
use axum::http::StatusCode;
use frontend::home::{Changed, Home, MemberHome, VisitorHome};
use leptos::prelude::*;
use shared::kennisbank::Article;

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

fn changed(article: Article) -> Changed {
    Changed { title: article.title, url: article.url, at: article.updated_at }
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
        articles: kennisbank::recent(&ctx, ROWS).await?.into_iter().map(changed).collect(),
    };
    Ok(page(&ctx, StatusCode::OK, move || view! { <MemberHome home/> }))
}
