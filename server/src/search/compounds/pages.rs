//! HTML doors of own compounds.

use super::service;
use crate::{
    Error,
    app::Ctx,
    http::{Answer, Form, Query, page, redirect},
    index,
};
use axum::http::StatusCode;
use frontend::search::compounds::{CompoundsPage, Tried};
use leptos::prelude::*;
use serde::Deserialize;
use shared::{Faults, search::compounds::EditCompound};

/// `?woord=&bewaard=`.
#[derive(Clone, Debug, Default, Deserialize)]
pub struct Asked {
    #[serde(default)]
    woord: String,
    bewaard: Option<String>,
}

async fn show(ctx: &Ctx, asked: Asked, form: EditCompound, faults: Faults, status: StatusCode) -> Answer {
    let own = service::list(ctx).await?;
    let word: String = asked.woord.trim().to_lowercase().chars().take(100).collect();
    let tried = (!word.is_empty()).then(|| Tried { parts: index::taken_apart(&word), word });
    let saved = asked.bewaard.is_some();
    Ok(page(ctx, status, move || view! { <CompoundsPage own tried form faults saved/> }))
}

/// `GET /beheer/samenstellingen`.
pub async fn list(ctx: Ctx, Query(asked): Query<Asked>) -> Answer {
    show(&ctx, asked, EditCompound::default(), Faults::default(), StatusCode::OK).await
}

/// `POST /beheer/samenstellingen`.
pub async fn add(ctx: Ctx, Form(form): Form<EditCompound>) -> Answer {
    match service::add(&ctx, &form).await {
        Ok(()) => Ok(redirect("/beheer/samenstellingen?bewaard=1")),
        Err(Error::Invalid(faults)) => {
            show(&ctx, Asked::default(), form, faults, StatusCode::UNPROCESSABLE_ENTITY).await
        }
        Err(error) => Err(error),
    }
}

/// Which one.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Which {
    word: String,
}

/// `POST /beheer/samenstellingen/verwijderen`.
pub async fn remove(ctx: Ctx, Form(which): Form<Which>) -> Answer {
    service::remove(&ctx, &which.word).await?;
    Ok(redirect("/beheer/samenstellingen?bewaard=1"))
}
