//! HTML doors of the site's own pages and settings.

use super::service;
use crate::{
    Error, Result,
    app::Ctx,
    http::{Answer, Form, Query, page, redirect},
};
use axum::{
    extract::Path,
    http::{StatusCode, header},
    response::IntoResponse,
};
use frontend::site::{EditSitePage, SettingsPage, SitePagePage, SitePagesPage};
use leptos::prelude::*;
use shared::{
    Faults, Lang,
    site::{EditPage, EditSettings, Own},
};

async fn show(ctx: Ctx, own: Own) -> Answer {
    let text = service::page(&ctx, own).await?;
    let admin = ctx.actor.admin();
    Ok(page(&ctx, StatusCode::OK, move || view! { <SitePagePage own text admin/> }))
}

/// `GET /help`.
pub async fn help(ctx: Ctx) -> Answer {
    show(ctx, Own::Help).await
}

/// `GET /contact`.
pub async fn contact(ctx: Ctx) -> Answer {
    show(ctx, Own::Contact).await
}

/// `GET /privacy`.
pub async fn privacy(ctx: Ctx) -> Answer {
    show(ctx, Own::Privacy).await
}

/// `GET /toegankelijkheid`.
pub async fn accessibility(ctx: Ctx) -> Answer {
    show(ctx, Own::Toegankelijkheid).await
}

/// `GET /.well-known/security.txt` (RFC 9116): where a weakness can be reported.
pub async fn security(ctx: Ctx) -> Answer {
    let settings = service::settings(&ctx.app).await;
    let base = ctx.app.config.base();
    let contact =
        if settings.contact.is_empty() { format!("{base}/contact") } else { format!("mailto:{}", settings.contact) };
    let expires = ctx.now().plus_seconds(180 * 86_400);
    let text = format!(
        "Contact: {contact}\nExpires: {expires}\nPreferred-Languages: nl, en\nCanonical: {base}/.well-known/security.txt\n"
    );
    Ok(([(header::CONTENT_TYPE, "text/plain; charset=utf-8")], text).into_response())
}

/// Whether something was just saved.
#[derive(Default, serde::Deserialize)]
pub struct Saved {
    bewaard: Option<String>,
}

/// `GET /beheer/site`.
pub async fn settings_form(ctx: Ctx, Query(saved): Query<Saved>) -> Answer {
    let form = service::editing(&ctx).await?;
    let saved = saved.bewaard.is_some();
    Ok(page(&ctx, StatusCode::OK, move || view! { <SettingsPage form faults=Faults::default() saved/> }))
}

/// `POST /beheer/site`.
pub async fn settings(ctx: Ctx, Form(form): Form<EditSettings>) -> Answer {
    match service::change(&ctx, &form).await {
        Ok(()) => Ok(redirect("/beheer/site?bewaard=1")),
        Err(Error::Invalid(faults)) => {
            Ok(page(&ctx, StatusCode::UNPROCESSABLE_ENTITY, move || view! { <SettingsPage form faults saved=false/> }))
        }
        Err(error) => Err(error),
    }
}

/// `GET /beheer/paginas`.
pub async fn list(ctx: Ctx) -> Answer {
    let pages = service::pages(&ctx).await?;
    Ok(page(&ctx, StatusCode::OK, move || view! { <SitePagesPage pages/> }))
}

fn which(slug: &str, lang: &str) -> Result<(Own, Lang)> {
    Own::from_slug(slug).zip(Lang::from_tag(lang)).ok_or(Error::NotFound)
}

/// `GET /beheer/paginas/{slug}/{lang}`.
pub async fn edit_form(ctx: Ctx, Path((slug, lang)): Path<(String, String)>) -> Answer {
    let (own, lang) = which(&slug, &lang)?;
    let form = service::page_form(&ctx, own, lang).await?;
    Ok(page(&ctx, StatusCode::OK, move || view! { <EditSitePage own lang form faults=Faults::default()/> }))
}

/// `POST /beheer/paginas/{slug}/{lang}`.
pub async fn edit(ctx: Ctx, Path((slug, lang)): Path<(String, String)>, Form(form): Form<EditPage>) -> Answer {
    let (own, lang) = which(&slug, &lang)?;
    match service::write_page(&ctx, own, lang, &form).await {
        Ok(()) => Ok(redirect("/beheer/paginas")),
        Err(Error::Invalid(faults)) => {
            Ok(page(&ctx, StatusCode::UNPROCESSABLE_ENTITY, move || view! { <EditSitePage own lang form faults/> }))
        }
        Err(error) => Err(error),
    }
}
