//! HTML doors of the threads' room.

use super::service;
use crate::{
    Error, Result,
    access::{self, Ask, Join, ModerateThread, OpenThread, Reply, ThreadPlace},
    app::Ctx,
    clock, communities,
    http::{Answer, Form, page, redirect},
};
use axum::{extract::Path, http::StatusCode};
use frontend::threads::{EditPostPage, May, NewThreadPage, ThreadPage};
use leptos::prelude::*;
use shared::{
    Faults,
    ids::{PostId, ThreadId},
    limits::POSTS_PER_PAGE,
    threads::{EditedPost, NewPost, NewThread},
};

fn thread_id(text: &str) -> Result<ThreadId> {
    text.parse().map_err(|_| Error::NotFound)
}

/// `GET /t/{id}`: on to the address with the title, for those who may read it.
pub async fn canonical(ctx: Ctx, Path(id): Path<String>) -> Answer {
    Ok(redirect(&service::show(&ctx, thread_id(&id)?, 0).await?.0.url))
}

/// `GET /t/{id}/{slug}` shows the first page; `GET /t/{id}/{n}` the page with post n.
pub async fn show(ctx: Ctx, Path((id, place)): Path<(String, String)>) -> Answer {
    let wanted: i64 =
        if place.bytes().all(|byte| byte.is_ascii_digit()) { place.parse().map_err(|_| Error::NotFound)? } else { 1 };
    render(&ctx, thread_id(&id)?, wanted, String::new(), Faults::default(), StatusCode::OK).await
}

fn may(ctx: &Ctx, place: &ThreadPlace) -> May {
    let reply = ctx.actor.allows::<Reply>(place);
    let community = &place.community;
    let join = !reply
        && community.role.is_none()
        && (!ctx.actor.signed_in() || ctx.actor.allows::<Join>(community) || ctx.actor.allows::<Ask>(community));
    May { reply, join, moderate: ctx.actor.allows::<ModerateThread>(place) }
}

async fn render(ctx: &Ctx, id: ThreadId, wanted: i64, draft: String, faults: Faults, status: StatusCode) -> Answer {
    let start = (wanted.max(1) - 1) / POSTS_PER_PAGE * POSTS_PER_PAGE;
    let (thread, place) = service::show(ctx, id, start).await?;
    if wanted > thread.last_number.max(1) {
        return Err(Error::NotFound);
    }
    let may = may(ctx, &place);
    let nonce = shared::ids::to_text(clock::fresh_id());
    Ok(page(ctx, status, move || view! { <ThreadPage thread may draft faults nonce/> }))
}

/// `POST /t/{id}/reageer`.
pub async fn reply(ctx: Ctx, Path(id): Path<String>, Form(new): Form<NewPost>) -> Answer {
    let id = thread_id(&id)?;
    let draft = new.body_markdown.clone();
    match service::reply(&ctx, id, new).await {
        Ok((post, _)) => {
            service::read(&ctx, id, post.number).await?;
            Ok(redirect(&format!("/t/{id}/{n}#post-{n}", n = post.number)))
        }
        Err(Error::Invalid(faults)) => {
            let last = service::show(&ctx, id, 0).await?.0.last_number;
            render(&ctx, id, last, draft, faults, StatusCode::UNPROCESSABLE_ENTITY).await
        }
        Err(error) => Err(error),
    }
}

/// How far somebody has read.
#[derive(serde::Deserialize)]
pub struct Mark {
    number: i64,
}

/// `POST /t/{id}/gelezen`.
pub async fn read(ctx: Ctx, Path(id): Path<String>, Form(mark): Form<Mark>) -> Answer {
    let id = thread_id(&id)?;
    service::read(&ctx, id, mark.number).await?;
    Ok(redirect(&format!("/t/{id}/{}", mark.number)))
}

/// What a moderator sets.
#[derive(serde::Deserialize)]
pub struct State {
    pinned: Option<bool>,
    closed: Option<bool>,
}

/// `POST /t/{id}/staat`.
pub async fn set_state(ctx: Ctx, Path(id): Path<String>, Form(state): Form<State>) -> Answer {
    let id = thread_id(&id)?;
    service::set_state(&ctx, id, state.pinned, state.closed).await?;
    Ok(redirect(&format!("/t/{id}/1")))
}

/// A new thread as the form says it: tags in one line.
#[derive(Default, serde::Deserialize)]
pub struct Opening {
    #[serde(default)]
    title: String,
    #[serde(default)]
    body_markdown: String,
    #[serde(default)]
    tags: String,
}

impl From<Opening> for NewThread {
    fn from(form: Opening) -> Self {
        let tags = form.tags.split(',').map(str::trim).filter(|tag| !tag.is_empty()).map(ToOwned::to_owned).collect();
        Self { title: form.title, body_markdown: form.body_markdown, tags }
    }
}

async fn opening(ctx: &Ctx, slug: String, form: NewThread, faults: Faults, status: StatusCode) -> Answer {
    let place = access::community_by_slug(ctx.db(), &ctx.actor, &slug).await?.ok_or(Error::NotFound)?;
    ctx.actor.may::<OpenThread>(&place)?;
    let community = communities::show(ctx, &slug).await?.name;
    Ok(page(ctx, status, move || view! { <NewThreadPage slug community form faults/> }))
}

/// `GET /c/{slug}/nieuw`.
pub async fn new_form(ctx: Ctx, Path(slug): Path<String>) -> Answer {
    opening(&ctx, slug, NewThread::default(), Faults::default(), StatusCode::OK).await
}

/// `POST /c/{slug}/nieuw`.
pub async fn open(ctx: Ctx, Path(slug): Path<String>, Form(form): Form<Opening>) -> Answer {
    let new = NewThread::from(form);
    match service::open(&ctx, &slug, new.clone()).await {
        Ok(thread) => Ok(redirect(&thread.url)),
        Err(Error::Invalid(faults)) => opening(&ctx, slug, new, faults, StatusCode::UNPROCESSABLE_ENTITY).await,
        Err(error) => Err(error),
    }
}

/// `GET /bericht/{id}/bewerken`.
pub async fn edit_form(ctx: Ctx, Path(id): Path<String>) -> Answer {
    let id: PostId = id.parse().map_err(|_| Error::NotFound)?;
    let (post, place) = service::post(&ctx, id).await?;
    ctx.actor.may::<access::EditPost>(&place)?;
    Ok(page(
        &ctx,
        StatusCode::OK,
        move || view! { <EditPostPage id body=post.body_markdown version=post.version faults=Faults::default()/> },
    ))
}

/// `POST /bericht/{id}/bewerken`.
pub async fn edit(ctx: Ctx, Path(id): Path<String>, Form(new): Form<EditedPost>) -> Answer {
    let id: PostId = id.parse().map_err(|_| Error::NotFound)?;
    let (body, version) = (new.body_markdown.clone(), new.version);
    match service::edit(&ctx, id, new).await {
        Ok(post) => {
            let thread = service::post(&ctx, id).await?.1.thread.thread_id;
            Ok(redirect(&format!("/t/{thread}/{n}#post-{n}", n = post.number)))
        }
        Err(Error::Invalid(faults)) => {
            Ok(page(&ctx, StatusCode::UNPROCESSABLE_ENTITY, move || view! { <EditPostPage id body version faults/> }))
        }
        Err(error) => Err(error),
    }
}

/// `POST /bericht/{id}/verwijderen`.
pub async fn delete(ctx: Ctx, Path(id): Path<String>) -> Answer {
    let thread = service::delete(&ctx, id.parse().map_err(|_| Error::NotFound)?).await?;
    Ok(redirect(&format!("/t/{thread}/1")))
}
