//! HTML doors of notifications. They need no sign-in: the signature in the link is the proof.

use super::service;
use crate::{
    app::Ctx,
    http::{Answer, Form, page},
};
use axum::{extract::Path, http::StatusCode};
use frontend::notifications::{About, StopPage, StoppedPage};
use leptos::prelude::*;

type Link = Path<(String, String, String)>;

/// `GET /meldingen/stop/…`: shows buttons, stops nothing.
pub async fn stop_form(ctx: Ctx, Path((member, thread, signature)): Link) -> Answer {
    service::link(&ctx, &member, &thread, &signature)?;
    let action = format!("/meldingen/stop/{member}/{thread}/{signature}");
    Ok(page(&ctx, StatusCode::OK, move || view! { <StopPage action about=About::Replies/> }))
}

/// What is to stop: the buttons say it; a mail program that stops with one click (RFC 8058) says something else.
#[derive(Default, serde::Deserialize)]
pub struct Stopping {
    #[serde(default)]
    what: String,
}

impl Stopping {
    /// Whether all mail of this sort is to stop.
    pub fn all(&self) -> bool {
        self.what == "all"
    }
}

/// `POST /meldingen/stop/…`.
pub async fn stop(ctx: Ctx, Path((member, thread, signature)): Link, Form(form): Form<Stopping>) -> Answer {
    let link = service::link(&ctx, &member, &thread, &signature)?;
    let all = form.all();
    service::stop(&ctx, link, all).await?;
    Ok(page(&ctx, StatusCode::OK, move || view! { <StoppedPage about=About::Replies all/> }))
}
