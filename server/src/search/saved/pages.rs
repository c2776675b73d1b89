//! HTML doors of saved searches.

use super::service;
use crate::{
    Error, Result,
    app::Ctx,
    http::{Answer, Form, Query, page, redirect},
    notifications::Stopping,
};
use axum::{extract::Path, http::StatusCode};
use frontend::{
    notifications::{About, StopPage, StoppedPage},
    search::{address, saved::SavedPage},
};
use leptos::prelude::*;
use serde::Deserialize;
use shared::{
    Faults,
    ids::SavedSearchId,
    search::{
        Date,
        saved::{EditForm, SaveForm},
    },
};

/// `?klaar=`: what was just done.
#[derive(Clone, Debug, Default, Deserialize)]
pub struct Done {
    klaar: Option<String>,
}

async fn show(ctx: &Ctx, wrong: Option<(SavedSearchId, EditForm)>, faults: Faults, done: Option<String>) -> Answer {
    let status = if faults.is_empty() { StatusCode::OK } else { StatusCode::UNPROCESSABLE_ENTITY };
    let mut rows = Vec::new();
    for saved in service::list(ctx).await? {
        let (text, choices) = super::model::read(&saved.search)?;
        rows.push((saved, text, choices));
    }
    Ok(page(ctx, status, move || view! { <SavedPage rows wrong faults done/> }))
}

/// `GET /zoeken/bewaard`.
pub async fn list(ctx: Ctx, Query(done): Query<Done>) -> Answer {
    show(&ctx, None, Faults::default(), done.klaar).await
}

/// `POST /zoeken/bewaard`: back to the results, which say that they are kept.
pub async fn save(ctx: Ctx, Form(form): Form<SaveForm>) -> Answer {
    match service::save(&ctx, &form.new_saved()).await {
        Ok((saved, _)) => Ok(redirect(&format!("{}#bewaard", saved.url))),
        Err(Error::Invalid(faults)) => show(&ctx, None, faults, None).await,
        Err(error) => Err(error),
    }
}

fn id(text: &str) -> Result<SavedSearchId> {
    text.parse().map_err(|_| Error::NotFound)
}

/// `?vanaf=`: only what came since this day, as a mail links to it.
#[derive(Clone, Debug, Default, Deserialize)]
pub struct Since {
    vanaf: Option<String>,
}

/// `GET /zoeken/bewaard/{id}`: on to the results.
pub async fn open(ctx: Ctx, Path(which): Path<String>, Query(since): Query<Since>) -> Answer {
    ctx.actor.id().ok_or(Error::SignInFirst)?;
    let (saved, text, choices) = service::one(&ctx, id(&which)?).await?;
    match since.vanaf.as_deref().and_then(Date::parse) {
        Some(day) => Ok(redirect(&address(format!("{text} na:{day}").trim(), &choices, None))),
        None => Ok(redirect(&saved.url)),
    }
}

/// `POST /zoeken/bewaard/{id}`.
pub async fn change(ctx: Ctx, Path(which): Path<String>, Form(form): Form<EditForm>) -> Answer {
    ctx.actor.id().ok_or(Error::SignInFirst)?;
    let id = id(&which)?;
    match service::change(&ctx, id, &form.clone().patch()).await {
        Ok(_) => Ok(redirect("/zoeken/bewaard?klaar=gewijzigd")),
        Err(Error::Invalid(faults)) => show(&ctx, Some((id, form)), faults, None).await,
        Err(error) => Err(error),
    }
}

/// `POST /zoeken/bewaard/{id}/verwijderen`.
pub async fn delete(ctx: Ctx, Path(which): Path<String>) -> Answer {
    ctx.actor.id().ok_or(Error::SignInFirst)?;
    service::delete(&ctx, id(&which)?).await?;
    Ok(redirect("/zoeken/bewaard?klaar=verwijderd"))
}

type Link = Path<(String, String)>;

/// `GET /meldingen/stop/zoeken/…`: shows buttons, stops nothing.
pub async fn stop_form(ctx: Ctx, Path((search, signature)): Link) -> Answer {
    service::link(&ctx, &search, &signature)?;
    let action = format!("/meldingen/stop/zoeken/{search}/{signature}");
    Ok(page(&ctx, StatusCode::OK, move || view! { <StopPage action about=About::Search/> }))
}

/// `POST /meldingen/stop/zoeken/…`. It needs no sign-in: the signature in the link is the proof.
pub async fn stop(ctx: Ctx, Path((search, signature)): Link, Form(form): Form<Stopping>) -> Answer {
    let id = service::link(&ctx, &search, &signature)?;
    let all = form.all();
    service::stop(&ctx, id, all).await?;
    Ok(page(&ctx, StatusCode::OK, move || view! { <StoppedPage about=About::Search all/> }))
}
