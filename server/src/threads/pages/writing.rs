//! Forms that write: a new thread, a reply, an edit, taking a post away.

use super::{at, nonce, render, thread_id};
use crate::{
    Error, Result,
    access::{self, DeletePost, EditPost, OpenThread},
    app::Ctx,
    communities,
    files::Sent,
    http::{Answer, page, redirect},
    threads::{
        model::page_of,
        service::{self, Attaching},
    },
};
use axum::{extract::Path, http::StatusCode};
use frontend::threads::{Composing, EditPostPage, Editing, NewThreadPage, RemovePage};
use leptos::prelude::*;
use serde::Deserialize;
use shared::{
    Faults, Wrong,
    html::SafeHtml,
    ids::{FileId, PostId, ThreadId},
    limits::POSTS_PER_PAGE,
    threads::{EditedPost, NewPost, NewThread, tags_of},
};

fn post_id(text: &str) -> Result<PostId> {
    text.parse().map_err(|_| Error::NotFound)
}

/// A reply as the form says it.
#[derive(Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Replying {
    #[serde(default)]
    body_markdown: String,
    #[serde(default)]
    reply_to: String,
    nonce: Option<String>,
    preview: Option<String>,
}

/// `POST /t/{id}/reageer`.
pub async fn reply(ctx: Ctx, Path(id): Path<String>, sent: Sent<Replying>) -> Answer {
    let id = thread_id(&id)?;
    let Sent { form, files, faults } = sent;
    let again = (form.body_markdown.clone(), form.reply_to.clone(), form.nonce.clone());
    if form.preview.is_some() {
        return match service::preview(&ctx, &form.body_markdown).await {
            Ok(html) => reply_again(&ctx, id, again, Faults::default(), Some(html), StatusCode::OK).await,
            Err(Error::Invalid(faults)) => {
                reply_again(&ctx, id, again, faults, None, StatusCode::UNPROCESSABLE_ENTITY).await
            }
            Err(error) => Err(error),
        };
    }
    if !faults.is_empty() {
        return reply_again(&ctx, id, again, faults, None, StatusCode::UNPROCESSABLE_ENTITY).await;
    }
    let reply_to = form.reply_to.parse().ok();
    let new = NewPost { body_markdown: form.body_markdown, reply_to, nonce: form.nonce };
    match service::reply(&ctx, id, new, files).await {
        Ok((post, _)) => {
            service::read(&ctx, id, post.number).await?;
            Ok(redirect(&at(id, post.number)))
        }
        Err(Error::Invalid(faults)) => {
            reply_again(&ctx, id, again, faults, None, StatusCode::UNPROCESSABLE_ENTITY).await
        }
        // The page says that it is closed, and keeps what was written.
        Err(Error::Closed) => reply_again(&ctx, id, again, Faults::default(), None, StatusCode::CONFLICT).await,
        // After the way back in a browser: what comes next is a post of its own.
        Err(Error::Conflict) => {
            let (body, reply_to, _) = again;
            let faults = Faults::one("body_markdown", Wrong::SentBefore);
            reply_again(&ctx, id, (body, reply_to, None), faults, None, StatusCode::CONFLICT).await
        }
        Err(error) => Err(error),
    }
}

async fn reply_again(
    ctx: &Ctx,
    id: ThreadId,
    (body, reply_to, known): (String, String, Option<String>),
    faults: Faults,
    preview: Option<SafeHtml>,
    status: StatusCode,
) -> Answer {
    let first = service::show(ctx, id, 0).await?;
    let last = first.thread.last_number;
    let shown = if last > POSTS_PER_PAGE { service::show(ctx, id, page_of(last)).await? } else { first };
    let reply_to = match reply_to.parse::<PostId>() {
        Ok(post) => service::post(ctx, post).await.ok().map(|(post, _)| (post.id, post.number)),
        Err(_) => None,
    };
    let composing = Composing { body, reply_to, faults, preview, nonce: known.unwrap_or_else(nonce), sent: true };
    Ok(render(ctx, shown, None, composing, status))
}

/// A new thread as the form says it: tags in one line.
#[derive(Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Opening {
    #[serde(default)]
    title: String,
    #[serde(default)]
    body_markdown: String,
    #[serde(default)]
    tags: String,
    nonce: Option<String>,
    preview: Option<String>,
}

async fn opening(
    ctx: &Ctx,
    slug: &str,
    form: NewThread,
    faults: Faults,
    preview: Option<SafeHtml>,
    status: StatusCode,
) -> Answer {
    let place = access::community_by_slug(ctx.db(), &ctx.actor, slug).await?.ok_or(Error::NotFound)?;
    ctx.actor.may::<OpenThread>(&place)?;
    let around = service::readers(ctx, &place).await?;
    let community = communities::show(ctx, slug).await?;
    Ok(page(ctx, status, move || view! { <NewThreadPage community form around faults preview/> }))
}

/// `GET /c/{slug}/nieuw`.
pub async fn new_form(ctx: Ctx, communities::Here(community): communities::Here) -> Answer {
    let form = NewThread { nonce: Some(nonce()), ..NewThread::default() };
    opening(&ctx, &community.slug, form, Faults::default(), None, StatusCode::OK).await
}

/// `POST /c/{slug}/nieuw`.
pub async fn open(ctx: Ctx, Path(slug): Path<String>, sent: Sent<Opening>) -> Answer {
    let Sent { form, files, faults } = sent;
    let Opening { title, body_markdown, tags, nonce: known, preview } = form;
    let new = NewThread { title, body_markdown, tags: tags_of(&tags), nonce: Some(known.unwrap_or_else(nonce)) };
    let done = if preview.is_some() {
        match service::preview(&ctx, &new.body_markdown).await {
            Ok(html) => return opening(&ctx, &slug, new, Faults::default(), Some(html), StatusCode::OK).await,
            Err(error) => Err(error),
        }
    } else if faults.is_empty() {
        service::open(&ctx, &slug, new.clone(), files).await
    } else {
        Err(Error::Invalid(faults))
    };
    match done {
        Ok(thread) => Ok(redirect(&thread.url)),
        Err(Error::Invalid(faults)) => opening(&ctx, &slug, new, faults, None, StatusCode::UNPROCESSABLE_ENTITY).await,
        Err(Error::Conflict) => {
            let faults = Faults::one("body_markdown", Wrong::SentBefore);
            opening(&ctx, &slug, NewThread { nonce: Some(nonce()), ..new }, faults, None, StatusCode::CONFLICT).await
        }
        Err(error) => Err(error),
    }
}

/// `GET /bericht/{id}/bewerken`.
pub async fn edit_form(ctx: Ctx, Path(id): Path<String>) -> Answer {
    let (post, place) = service::post(&ctx, post_id(&id)?).await?;
    ctx.actor.may::<EditPost>(&place)?;
    let (body, version) = (post.body_markdown.clone(), post.version);
    let thread = place.thread.thread_id;
    let editing = Editing { body, version, post, thread, conflict: false, faults: Faults::default(), preview: None };
    Ok(page(&ctx, StatusCode::OK, move || view! { <EditPostPage editing/> }))
}

/// An edit as the form says it.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Edit {
    #[serde(default)]
    body_markdown: String,
    version: i64,
    /// The file that the pressed button takes away.
    remove: Option<String>,
    preview: Option<String>,
}

/// `POST /bericht/{id}/bewerken`.
pub async fn edit(ctx: Ctx, Path(id): Path<String>, sent: Sent<Edit>) -> Answer {
    let id = post_id(&id)?;
    let Sent { form, files, faults } = sent;
    let Edit { body_markdown: body, version, remove, preview } = form;
    if preview.is_some() {
        return match service::preview(&ctx, &body).await {
            Ok(html) => edit_again(&ctx, id, body, version, Faults::default(), Some(html)).await,
            Err(Error::Invalid(faults)) => edit_again(&ctx, id, body, version, faults, None).await,
            Err(error) => Err(error),
        };
    }
    if !faults.is_empty() {
        return edit_again(&ctx, id, body, version, faults, None).await;
    }
    let remove: Option<FileId> = remove.and_then(|text| text.parse().ok());
    let new = EditedPost { body_markdown: body.clone(), version };
    match service::edit(&ctx, id, new, Attaching { add: files, remove }).await {
        Ok(_) if remove.is_some() => Ok(redirect(&format!("/bericht/{id}/bewerken"))),
        Ok(post) => {
            let thread = service::post(&ctx, id).await?.1.thread.thread_id;
            Ok(redirect(&at(thread, post.number)))
        }
        Err(Error::Invalid(faults)) => edit_again(&ctx, id, body, version, faults, None).await,
        Err(Error::Conflict) => {
            edit_again(&ctx, id, body, version, Faults::one("body_markdown", Wrong::Changed), None).await
        }
        Err(error) => Err(error),
    }
}

/// The form with what was written. After a conflict it shows what stands now, and sends the text as a change of that.
async fn edit_again(
    ctx: &Ctx,
    id: PostId,
    body: String,
    version: i64,
    faults: Faults,
    preview: Option<SafeHtml>,
) -> Answer {
    let (post, place) = service::post(ctx, id).await?;
    ctx.actor.may::<EditPost>(&place)?;
    let conflict = faults.of("body_markdown") == Some(Wrong::Changed);
    let status = match (conflict, faults.is_empty()) {
        (true, _) => StatusCode::CONFLICT,
        (false, false) => StatusCode::UNPROCESSABLE_ENTITY,
        (false, true) => StatusCode::OK,
    };
    let version = if conflict { post.version } else { version };
    let thread = place.thread.thread_id;
    let editing = Editing { body, version, post, thread, conflict, faults, preview };
    Ok(page(ctx, status, move || view! { <EditPostPage editing/> }))
}

/// `GET /bericht/{id}/verwijderen`: asks whether it is meant.
pub async fn delete_form(ctx: Ctx, Path(id): Path<String>) -> Answer {
    let (post, place) = service::post(&ctx, post_id(&id)?).await?;
    ctx.actor.may::<DeletePost>(&place)?;
    let thread = place.thread.thread_id;
    Ok(page(&ctx, StatusCode::OK, move || view! { <RemovePage thread post/> }))
}

/// `POST /bericht/{id}/verwijderen`.
pub async fn delete(ctx: Ctx, Path(id): Path<String>) -> Answer {
    let (thread, number) = service::delete(&ctx, post_id(&id)?).await?;
    Ok(redirect(&at(thread, number)))
}

/// `POST /bericht/{id}/terugzetten`.
pub async fn restore(ctx: Ctx, Path(id): Path<String>) -> Answer {
    let (thread, number) = service::restore(&ctx, post_id(&id)?).await?;
    Ok(redirect(&at(thread, number)))
}
