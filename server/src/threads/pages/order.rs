//! Forms that keep order: title and tags, state, moving, taking a thread away, reports.

use super::thread_id;
use crate::{
    Error,
    access::EditThread,
    app::Ctx,
    communities,
    http::{Answer, Form, Query, page, redirect},
    threads::service,
};
use axum::{extract::Path, http::StatusCode};
use frontend::threads::{MovePage, RenamePage, ReportPage, ReportsPage};
use leptos::prelude::*;
use serde::Deserialize;
use shared::{
    Faults,
    ids::{PostId, ThreadId},
    threads::{NewReport, ThreadChange, Verdict, tags_of},
};

/// `GET /t/{id}/bewerken`.
pub async fn rename_form(ctx: Ctx, Path(id): Path<String>) -> Answer {
    renaming(&ctx, thread_id(&id)?, None, Faults::default(), StatusCode::OK).await
}

async fn renaming(
    ctx: &Ctx,
    id: ThreadId,
    form: Option<(String, String)>,
    faults: Faults,
    status: StatusCode,
) -> Answer {
    let shown = service::show(ctx, id, 0).await?;
    ctx.actor.may::<EditThread>(&shown.place)?;
    let thread = shown.thread;
    let (title, tags) = form.unwrap_or_else(|| (thread.title.clone(), thread.tags.join(", ")));
    Ok(page(ctx, status, move || view! { <RenamePage thread title tags faults/> }))
}

/// Title and tags as the form says them.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Naming {
    #[serde(default)]
    title: String,
    #[serde(default)]
    tags: String,
}

/// `POST /t/{id}/bewerken`.
pub async fn rename(ctx: Ctx, Path(id): Path<String>, Form(form): Form<Naming>) -> Answer {
    let id = thread_id(&id)?;
    let new =
        ThreadChange { title: Some(form.title.clone()), tags: Some(tags_of(&form.tags)), ..ThreadChange::default() };
    match service::change(&ctx, id, new).await {
        Ok(()) => Ok(redirect(&format!("/t/{id}"))),
        Err(Error::Invalid(faults)) => {
            renaming(&ctx, id, Some((form.title, form.tags)), faults, StatusCode::UNPROCESSABLE_ENTITY).await
        }
        Err(error) => Err(error),
    }
}

/// What a moderator sets.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct State {
    pinned: Option<bool>,
    closed: Option<bool>,
}

/// `POST /t/{id}/staat`.
pub async fn set_state(ctx: Ctx, Path(id): Path<String>, Form(state): Form<State>) -> Answer {
    let id = thread_id(&id)?;
    let new = ThreadChange { pinned: state.pinned, closed: state.closed, ..ThreadChange::default() };
    service::change(&ctx, id, new).await?;
    Ok(redirect(&format!("/t/{id}")))
}

/// `GET /t/{id}/verplaatsen`.
pub async fn move_form(ctx: Ctx, Path(id): Path<String>) -> Answer {
    moving(&ctx, thread_id(&id)?, Faults::default(), StatusCode::OK).await
}

async fn moving(ctx: &Ctx, id: ThreadId, faults: Faults, status: StatusCode) -> Answer {
    let targets = service::targets(ctx, id).await?;
    let thread = service::show(ctx, id, 0).await?.thread;
    Ok(page(ctx, status, move || view! { <MovePage thread targets faults/> }))
}

/// Where a thread goes.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Moving {
    #[serde(default)]
    community: String,
}

/// `POST /t/{id}/verplaatsen`.
pub async fn relocate(ctx: Ctx, Path(id): Path<String>, Form(form): Form<Moving>) -> Answer {
    let id = thread_id(&id)?;
    match service::relocate(&ctx, id, &form.community).await {
        Ok(()) => Ok(redirect(&format!("/t/{id}"))),
        Err(Error::Invalid(faults)) => moving(&ctx, id, faults, StatusCode::UNPROCESSABLE_ENTITY).await,
        Err(error) => Err(error),
    }
}

/// Whether a thread is to go or to come back.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Deleting {
    deleted: bool,
}

/// `POST /t/{id}/verwijderen`.
pub async fn delete_thread(ctx: Ctx, Path(id): Path<String>, Form(form): Form<Deleting>) -> Answer {
    let id = thread_id(&id)?;
    service::set_deleted(&ctx, id, form.deleted).await?;
    Ok(redirect(&format!("/t/{id}")))
}

/// Whether a report was sent just now.
#[derive(Default, Deserialize)]
pub struct Reported {
    gemeld: Option<String>,
}

/// `GET /bericht/{id}/melden`.
pub async fn report_form(ctx: Ctx, Path(id): Path<String>, Query(reported): Query<Reported>) -> Answer {
    let id = id.parse().map_err(|_| Error::NotFound)?;
    let form = reported.gemeld.is_none().then(NewReport::default);
    reporting(&ctx, id, form, Faults::default(), StatusCode::OK).await
}

async fn reporting(ctx: &Ctx, id: PostId, form: Option<NewReport>, faults: Faults, status: StatusCode) -> Answer {
    let (post, place) = service::reportable(ctx, id).await?;
    let thread = place.thread.thread_id;
    Ok(page(ctx, status, move || view! { <ReportPage thread post form faults/> }))
}

/// `POST /bericht/{id}/melden`.
pub async fn report(ctx: Ctx, Path(id): Path<String>, Form(form): Form<NewReport>) -> Answer {
    let id: PostId = id.parse().map_err(|_| Error::NotFound)?;
    match service::report(&ctx, id, form.clone()).await {
        Ok(()) => Ok(redirect(&format!("/bericht/{id}/melden?gemeld"))),
        Err(Error::Invalid(faults)) => reporting(&ctx, id, Some(form), faults, StatusCode::UNPROCESSABLE_ENTITY).await,
        Err(error) => Err(error),
    }
}

/// `GET /c/{slug}/meldingen`.
pub async fn reports(ctx: Ctx, communities::Here(community): communities::Here) -> Answer {
    let (open, decided) = service::reports(&ctx, &community.slug).await?;
    Ok(page(&ctx, StatusCode::OK, move || view! { <ReportsPage community open decided/> }))
}

/// `POST /c/{slug}/meldingen/{id}`.
pub async fn judge(ctx: Ctx, Path((slug, id)): Path<(String, String)>, Form(verdict): Form<Verdict>) -> Answer {
    let id = id.parse().map_err(|_| Error::NotFound)?;
    service::judge(&ctx, &slug, id, verdict).await?;
    Ok(redirect(&format!("/c/{slug}/meldingen")))
}
