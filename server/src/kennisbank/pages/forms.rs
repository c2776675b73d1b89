//! HTML doors that write: without JavaScript, with what was typed kept whatever happens.

use super::article_id;
use crate::{
    Error, Result,
    access::{self, EditArticle, WriteArticle},
    app::Ctx,
    http::{Answer, Form, page, redirect},
    kennisbank::{queries, service, shelves},
};
use axum::{extract::Path, http::StatusCode};
use frontend::{
    kennisbank::{Conflict, FormPage, Preview, Target},
    ui::Choice,
};
use leptos::prelude::*;
use shared::{
    Faults, Timestamp,
    ids::ArticleId,
    kennisbank::{Article, ArticleDraft, ArticlePatch},
};

/// What the form offers: the shelves on which the reader may write, and the organisations.
async fn choices(ctx: &Ctx) -> Result<(Vec<Choice>, Vec<Choice>)> {
    let mut places = Vec::new();
    for theme in shelves::themes(ctx).await? {
        let shelf = access::shelf(ctx.db(), &ctx.actor, Some(theme.id), None).await?;
        if !shelf.is_some_and(|shelf| ctx.actor.allows::<WriteArticle>(&shelf)) {
            continue;
        }
        places.push(Choice::new(theme.slug.clone(), theme.name.clone()));
        for subject in theme.subjects {
            let text = format!("{} › {}", theme.name, subject.name);
            places.push(Choice::new(format!("{}/{}", theme.slug, subject.slug), text));
        }
    }
    let organisations = queries::organisations(ctx.db()).await?.into_iter();
    Ok((places, organisations.map(|(id, name)| Choice::new(id.to_string(), name)).collect()))
}

/// How a form page is shown again.
#[derive(Default)]
struct Again {
    faults: Faults,
    preview: Option<Preview>,
    conflict: Option<Conflict>,
}

async fn form(ctx: &Ctx, target: Target, draft: ArticleDraft, again: Again, status: StatusCode) -> Answer {
    let (places, organisations) = choices(ctx).await?;
    let Again { faults, preview, conflict } = again;
    Ok(page(ctx, status, move || view! { <FormPage target draft places organisations faults preview conflict/> }))
}

/// What the article will look like.
async fn preview(ctx: &Ctx, draft: &ArticleDraft) -> Result<Preview> {
    let text = service::rendered(ctx, &draft.body_markdown).await?;
    Ok(Preview { title: draft.title.clone(), html: shared::html::SafeHtml::from_sanitiser(text.html) })
}

async fn writable(ctx: &Ctx, slug: &str) -> Result<Target> {
    let (theme, _) = shelves::theme(ctx, slug).await?;
    let shelf = access::shelf(ctx.db(), &ctx.actor, Some(theme.id), None).await?.ok_or(Error::NotFound)?;
    ctx.actor.may::<WriteArticle>(&shelf)?;
    Ok(Target::Theme { slug: theme.slug, name: theme.name })
}

/// `GET /k/{slug}/nieuw`.
pub async fn new_form(ctx: Ctx, Path(slug): Path<String>) -> Answer {
    let target = writable(&ctx, &slug).await?;
    let draft = ArticleDraft { place: slug, kind: "uitleg".to_owned(), ..ArticleDraft::default() };
    form(&ctx, target, draft, Again::default(), StatusCode::OK).await
}

/// `POST /k/{slug}/nieuw`.
pub async fn write(ctx: Ctx, Path(slug): Path<String>, Form(draft): Form<ArticleDraft>) -> Answer {
    let target = writable(&ctx, &slug).await?;
    let written = match draft.article() {
        Ok(_) if draft.act == "preview" => match preview(&ctx, &draft).await {
            Ok(preview) => {
                let again = Again { preview: Some(preview), ..Again::default() };
                return form(&ctx, target, draft, again, StatusCode::OK).await;
            }
            Err(error) => Err(error),
        },
        Ok(new) => service::write(&ctx, new).await,
        Err(faults) => Err(faults.into()),
    };
    match written {
        Ok(article) => Ok(redirect(&article.url)),
        Err(Error::Invalid(faults)) => {
            let again = Again { faults: on_form(faults), ..Again::default() };
            form(&ctx, target, draft, again, StatusCode::UNPROCESSABLE_ENTITY).await
        }
        Err(error) => Err(error),
    }
}

/// Theme and subject are one choice in the form.
fn on_form(mut faults: Faults) -> Faults {
    for fault in &mut faults.0 {
        if ["theme", "subject"].contains(&fault.field.as_str()) {
            "place".clone_into(&mut fault.field);
        }
    }
    faults
}

fn date(ctx: &Ctx, at: Timestamp) -> String {
    let civil = ctx.reader.zone.civil(at);
    format!("{:04}-{:02}-{:02}", civil.year, civil.month, civil.day)
}

fn draft_of(ctx: &Ctx, article: &Article) -> ArticleDraft {
    let place = match (&article.theme, &article.subject) {
        (Some(theme), Some(subject)) => format!("{}/{}", theme.slug, subject.slug),
        (Some(theme), None) => theme.slug.clone(),
        _ => String::new(),
    };
    ArticleDraft {
        title: article.title.clone(),
        kind: article.kind.key().to_owned(),
        place,
        body_markdown: article.body_markdown.clone().unwrap_or_default(),
        tags: article.tags.join(", "),
        organisation_id: article.organisation_id.map(|id| id.to_string()).unwrap_or_default(),
        source: article.source.clone(),
        source_url: article.source_url.clone(),
        licence: article.licence.clone(),
        remark: article.remark.clone(),
        published_at: date(ctx, article.published_at),
        version: article.version.to_string(),
        act: String::new(),
    }
}

async fn editable(ctx: &Ctx, id: ArticleId) -> Result<(Article, Target)> {
    let (article, place) = service::show(ctx, id).await?;
    ctx.actor.may::<EditArticle>(&place)?;
    let target = Target::Article { id, url: article.url.clone(), title: article.title.clone() };
    Ok((article, target))
}

/// `GET /a/{id}/bewerken`.
pub async fn edit_form(ctx: Ctx, Path(id): Path<String>) -> Answer {
    let (article, target) = editable(&ctx, article_id(&id)?).await?;
    let draft = draft_of(&ctx, &article);
    form(&ctx, target, draft, Again::default(), StatusCode::OK).await
}

/// The change that a form asks for.
fn patch(ctx: &Ctx, article: &Article, draft: &ArticleDraft) -> Result<ArticlePatch, Faults> {
    let new = draft.article()?;
    // The form knows the day only; the moment stays when the day does.
    let same_day = draft.published_at == date(ctx, article.published_at);
    Ok(ArticlePatch {
        version: draft.version.parse().unwrap_or_default(),
        title: Some(new.title),
        body_markdown: Some(new.body_markdown),
        kind: Some(new.kind),
        theme: Some(new.theme.unwrap_or_default()),
        subject: Some(new.subject.unwrap_or_default()),
        tags: Some(new.tags),
        organisation_id: new.organisation_id,
        source: Some(new.source),
        source_url: Some(new.source_url),
        licence: Some(new.licence),
        remark: Some(new.remark),
        published_at: new.published_at.filter(|_| !same_day),
        ..ArticlePatch::default()
    })
}

/// `POST /a/{id}/bewerken`.
pub async fn change(ctx: Ctx, Path(id): Path<String>, Form(draft): Form<ArticleDraft>) -> Answer {
    let id = article_id(&id)?;
    let (article, target) = editable(&ctx, id).await?;
    let changed = match patch(&ctx, &article, &draft) {
        Ok(_) if draft.act == "preview" => match preview(&ctx, &draft).await {
            Ok(preview) => {
                let again = Again { preview: Some(preview), ..Again::default() };
                return form(&ctx, target, draft, again, StatusCode::OK).await;
            }
            Err(error) => Err(error),
        },
        Ok(patch) => service::change(&ctx, id, patch).await,
        Err(faults) => Err(faults.into()),
    };
    match changed {
        Ok(article) => Ok(redirect(&article.url)),
        Err(Error::Invalid(faults)) => {
            let again = Again { faults: on_form(faults), ..Again::default() };
            form(&ctx, target, draft, again, StatusCode::UNPROCESSABLE_ENTITY).await
        }
        Err(Error::Conflict) => {
            let (article, target) = editable(&ctx, id).await?;
            let draft = ArticleDraft { version: article.version.to_string(), ..draft };
            let conflict = Conflict { body: article.body_markdown.unwrap_or_default() };
            let again = Again { conflict: Some(conflict), ..Again::default() };
            form(&ctx, target, draft, again, StatusCode::CONFLICT).await
        }
        Err(error) => Err(error),
    }
}

/// `POST /a/{id}/nagekeken`.
pub async fn review(ctx: Ctx, Path(id): Path<String>) -> Answer {
    let id = article_id(&id)?;
    service::review(&ctx, id).await?;
    Ok(redirect(&format!("/a/{id}")))
}

/// Whether an article is archived.
#[derive(serde::Deserialize)]
pub struct State {
    archived: bool,
}

/// `POST /a/{id}/archief`.
pub async fn archive(ctx: Ctx, Path(id): Path<String>, Form(state): Form<State>) -> Answer {
    let id = article_id(&id)?;
    service::archive(&ctx, id, state.archived).await?;
    Ok(redirect(&format!("/a/{id}")))
}

/// `POST /a/{id}/verwijderen`.
pub async fn delete(ctx: Ctx, Path(id): Path<String>) -> Answer {
    let id = article_id(&id)?;
    let (article, _) = service::show(&ctx, id).await?;
    service::delete(&ctx, id).await?;
    Ok(redirect(&article.theme.map_or_else(|| "/k".to_owned(), |theme| format!("/k/{}", theme.slug))))
}
