//! The home page: what is new for the reader, and where to go.

use crate::{
    app::Ctx,
    communities,
    http::{Answer, Doors, page},
    threads,
};
use axum::http::StatusCode;
use frontend::home::HomePage;
use leptos::prelude::*;

/// How much the home page shows of each kind.
const ROWS: i64 = 12;

/// The doors of this room.
pub fn doors() -> Doors {
    Doors::new().get("/", show)
}

async fn show(ctx: Ctx) -> Answer {
    let threads = threads::newest(&ctx, ROWS).await?;
    let communities = communities::list(&ctx, None, ROWS).await?.items;
    Ok(page(&ctx, StatusCode::OK, move || view! { <HomePage threads communities/> }))
}
