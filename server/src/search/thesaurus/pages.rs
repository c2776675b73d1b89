//! HTML doors of the thesaurus.

use super::service;
use crate::{
    Error, Result,
    app::Ctx,
    http::{Answer, Form, Query, csv_file, page, redirect},
};
use axum::http::StatusCode;
use frontend::search::thesaurus::ThesaurusPage;
use leptos::prelude::*;
use shared::{
    Faults,
    limits::ROWS_PER_PAGE,
    search::thesaurus::{EditLink, ReadIn, WhichLink},
};

/// `?q=&vanaf=&bewaard=`.
#[derive(Clone, Debug, Default, serde::Deserialize)]
pub struct Sought {
    #[serde(default)]
    q: String,
    vanaf: Option<usize>,
    bewaard: Option<usize>,
    van: Option<String>,
}

async fn show(ctx: &Ctx, sought: Sought, form: EditLink, file: String, faults: Faults, status: StatusCode) -> Answer {
    let Sought { q, vanaf, bewaard, .. } = sought;
    let found = service::links(ctx, &q).await?;
    let (total, from) = (found.len(), vanaf.unwrap_or(0));
    let rows = usize::try_from(ROWS_PER_PAGE).unwrap_or(25);
    let links: Vec<_> = found.into_iter().skip(from).take(rows).collect();
    let next = (from.saturating_add(rows) < total).then(|| from + rows);
    let previous = (from > 0).then(|| from.saturating_sub(rows));
    Ok(page(ctx, status, move || {
        view! { <ThesaurusPage query=q links total next previous form file faults saved=bewaard/> }
    }))
}

/// `GET /beheer/thesaurus`.
pub async fn list(ctx: Ctx, Query(mut sought): Query<Sought>) -> Answer {
    let from = sought.van.take().unwrap_or_default();
    let to = service::meant(&ctx, &from).await?;
    let form = EditLink { from, to, ..EditLink::default() };
    show(&ctx, sought, form, String::new(), Faults::default(), StatusCode::OK).await
}

async fn after(ctx: &Ctx, done: Result<usize>, form: EditLink, lines: String) -> Answer {
    match done {
        Ok(count) => Ok(redirect(&format!("/beheer/thesaurus?bewaard={count}"))),
        Err(Error::Invalid(faults)) => {
            show(ctx, Sought::default(), form, lines, faults, StatusCode::UNPROCESSABLE_ENTITY).await
        }
        Err(error) => Err(error),
    }
}

/// `POST /beheer/thesaurus`.
pub async fn add(ctx: Ctx, Form(form): Form<EditLink>) -> Answer {
    let done = service::add(&ctx, &form).await.map(|()| 1);
    after(&ctx, done, form, String::new()).await
}

/// `POST /beheer/thesaurus/verwijderen`.
pub async fn remove(ctx: Ctx, Form(which): Form<WhichLink>) -> Answer {
    service::remove(&ctx, &which).await?;
    Ok(redirect("/beheer/thesaurus?bewaard=1"))
}

/// `POST /beheer/thesaurus/inlezen`.
pub async fn read_in(ctx: Ctx, Form(file): Form<ReadIn>) -> Answer {
    let done = service::read_in(&ctx, &file.file).await;
    after(&ctx, done, EditLink::default(), file.file).await
}

/// `GET /beheer/thesaurus.csv`.
pub async fn download(ctx: Ctx) -> Answer {
    csv_file("thesaurus.csv", service::download(&ctx).await?)
}
