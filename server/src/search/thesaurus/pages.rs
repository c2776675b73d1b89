//! HTML doors of the thesaurus.

use super::service;
use crate::{
    Error, Result,
    app::Ctx,
    files::{Draft, Sent},
    http::{Answer, Form, Query, csv_file, page, redirect},
};
use axum::http::StatusCode;
use frontend::search::thesaurus::ThesaurusPage;
use leptos::prelude::*;
use shared::{
    Faults, Wrong,
    limits::ROWS_PER_PAGE,
    search::thesaurus::{EditLink, ReadIn, WhichLink},
};

/// The largest file that is read in, in bytes.
const MOST: usize = 1024 * 1024;

/// `?q=&vanaf=&bewaard=`, and the terms of the link that is to be changed or added: `&van=&naar=`.
#[derive(Clone, Debug, Default, serde::Deserialize)]
pub struct Sought {
    #[serde(default)]
    q: String,
    vanaf: Option<usize>,
    bewaard: Option<usize>,
    #[serde(default)]
    van: String,
    #[serde(default)]
    naar: String,
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
    let which = WhichLink { from: std::mem::take(&mut sought.van), to: std::mem::take(&mut sought.naar) };
    let form = service::form(&ctx, which).await?;
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
pub async fn read_in(ctx: Ctx, Sent { form, files, faults }: Sent<ReadIn>) -> Answer {
    let done = match files.first() {
        _ if !faults.is_empty() => Err(Error::Invalid(faults)),
        Some(file) => match decoded(file).await {
            Ok(text) => service::read_in(&ctx, &text).await,
            Err(error) => Err(error),
        },
        None => service::read_in(&ctx, &form.file).await,
    };
    after(&ctx, done, EditLink::default(), form.file).await
}

/// The text of a file that was chosen. What is no UTF-8 was written by an older spreadsheet: its first 256 characters are those
/// of Latin-1 (ISO 8859-1).
async fn decoded(file: &Draft) -> Result<String> {
    let bytes = tokio::fs::read(file.path()).await.map_err(Error::internal)?;
    if bytes.len() > MOST {
        return Err(Error::field("file", Wrong::FileSize(1)));
    }
    Ok(String::from_utf8(bytes).unwrap_or_else(|bad| bad.as_bytes().iter().copied().map(char::from).collect()))
}

/// `GET /beheer/thesaurus.csv`.
pub async fn download(ctx: Ctx) -> Answer {
    csv_file("thesaurus.csv", service::download(&ctx).await?)
}
