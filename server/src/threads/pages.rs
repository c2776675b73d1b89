//! HTML doors of the threads' room: a thread with its posts here, writing in `writing`, keeping order in `order`.

mod order;
mod writing;

pub use order::*;
pub use writing::*;

use super::{
    model::page_of,
    service::{self, Shown},
};
use crate::{
    Error, Result,
    access::{Ask, Join, ModerateThread, Reply, ThreadPlace},
    app::Ctx,
    clock,
    http::{Answer, Form, Query, page, redirect},
};
use axum::{extract::Path, http::StatusCode};
use frontend::threads::{Composing, May, ThreadPage};
use leptos::prelude::*;
use shared::{
    ids::ThreadId,
    threads::{Level, Mark},
};

fn thread_id(text: &str) -> Result<ThreadId> {
    text.parse().map_err(|_| Error::NotFound)
}

/// A name for what is being written, so that sending it twice makes it once.
fn nonce() -> String {
    shared::ids::to_text(clock::fresh_id())
}

/// The address of post `number`.
fn at(thread: ThreadId, number: i64) -> String {
    format!("/t/{thread}/{number}#post-{number}")
}

/// `GET /t/{id}`: on to the address with the title, for those who may read it.
pub async fn canonical(ctx: Ctx, Path(id): Path<String>) -> Answer {
    Ok(redirect(&service::show(&ctx, thread_id(&id)?, 0).await?.thread.url))
}

/// What the reply begins with.
#[derive(Default, serde::Deserialize)]
pub struct Answering {
    citeer: Option<i64>,
    antwoord: Option<i64>,
}

/// `GET /t/{id}/{slug}` shows the first page; `GET /t/{id}/{n}` the page with post n.
pub async fn show(ctx: Ctx, Path((id, place)): Path<(String, String)>, Query(answering): Query<Answering>) -> Answer {
    let id = thread_id(&id)?;
    let digits = place.bytes().all(|byte| byte.is_ascii_digit());
    let number: Option<i64> = if digits { Some(place.parse().map_err(|_| Error::NotFound)?) } else { None };
    let mut composing = Composing { nonce: nonce(), ..Composing::default() };
    if let Some(answered) = answering.citeer.or(answering.antwoord) {
        let (post, text) = service::answered(&ctx, id, answered, answering.citeer.is_some()).await?;
        composing.reply_to = Some((post, answered));
        composing.body = text;
    }
    let shown = service::show(&ctx, id, page_of(number.unwrap_or(1))).await?;
    if number.is_none() && shown.thread.url != format!("/t/{id}/{place}") {
        return Ok(redirect(&shown.thread.url));
    }
    if number.is_some_and(|number| number < 1 || number > shown.thread.last_number) {
        return Err(Error::NotFound);
    }
    Ok(render(&ctx, shown, number, composing, StatusCode::OK))
}

fn may(ctx: &Ctx, place: &ThreadPlace) -> May {
    let reply = ctx.actor.allows::<Reply>(place);
    let community = &place.community;
    let join = !reply
        && community.role.is_none()
        && (!ctx.actor.signed_in() || ctx.actor.allows::<Join>(community) || ctx.actor.allows::<Ask>(community));
    May {
        reply,
        join,
        moderate: ctx.actor.allows::<ModerateThread>(place),
        rename: service::may_rename(&ctx.actor, place),
        archived: community.archived,
    }
}

fn render(
    ctx: &Ctx,
    shown: Shown,
    number: Option<i64>,
    composing: Composing,
    status: StatusCode,
) -> axum::response::Response {
    let Shown { thread, place, around } = shown;
    let may = may(ctx, &place);
    page(ctx, status, move || view! { <ThreadPage thread may around here=number composing/> })
}

/// `POST /t/{id}/gelezen`.
pub async fn read(ctx: Ctx, Path(id): Path<String>, Form(mark): Form<Mark>) -> Answer {
    let id = thread_id(&id)?;
    service::read(&ctx, id, mark.number).await?;
    Ok(redirect(&at(id, mark.number)))
}

/// `POST /t/{id}/volgen`.
pub async fn follow(ctx: Ctx, Path(id): Path<String>, Form(form): Form<Level>) -> Answer {
    let id = thread_id(&id)?;
    service::follow(&ctx, id, &form.level).await?;
    Ok(redirect(&format!("/t/{id}")))
}

/// `POST /c/{slug}/alles-gelezen`.
pub async fn read_all(ctx: Ctx, Path(slug): Path<String>) -> Answer {
    service::read_all(&ctx, &slug).await?;
    Ok(redirect(&format!("/c/{slug}")))
}
