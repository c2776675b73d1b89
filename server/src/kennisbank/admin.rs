//! HTML doors of administrators: themes, their subjects and their editors.

use super::shelves;
use crate::{
    Error, Result,
    app::Ctx,
    http::{Answer, Form, page, redirect},
};
use axum::{extract::Path, http::StatusCode};
use frontend::kennisbank::{ManagePage, ManageThemesPage, Typed};
use leptos::prelude::*;
use shared::{
    Faults,
    kennisbank::{EditorForm, SubjectForm, ThemeForm},
};

async fn all(ctx: &Ctx, form: ThemeForm, faults: Faults, status: StatusCode) -> Answer {
    let themes = shelves::every(ctx).await?;
    Ok(page(ctx, status, move || view! { <ManageThemesPage themes form faults/> }))
}

/// `GET /beheer/themas`.
pub async fn list(ctx: Ctx) -> Answer {
    let form = ThemeForm { audience: "public".to_owned(), ..ThemeForm::default() };
    all(&ctx, form, Faults::default(), StatusCode::OK).await
}

/// `POST /beheer/themas`.
pub async fn make(ctx: Ctx, Form(form): Form<ThemeForm>) -> Answer {
    match shelves::make_theme(&ctx, &form).await {
        Ok(_) => Ok(redirect(&format!("/beheer/themas/{}", form.slug))),
        Err(Error::Invalid(faults)) => all(&ctx, form, faults, StatusCode::UNPROCESSABLE_ENTITY).await,
        Err(error) => Err(error),
    }
}

async fn one(ctx: &Ctx, slug: &str, typed: Typed, status: StatusCode) -> Answer {
    let (theme, editors) = shelves::managed(ctx, slug).await?;
    Ok(page(ctx, status, move || view! { <ManagePage theme editors typed/> }))
}

/// `GET /beheer/themas/{slug}`.
pub async fn show(ctx: Ctx, Path(slug): Path<String>) -> Answer {
    one(&ctx, &slug, Typed::Nothing, StatusCode::OK).await
}

/// Back to the page of the theme, or the page again with what was typed.
async fn done(ctx: &Ctx, slug: &str, done: Result<()>, typed: impl FnOnce(Faults) -> Typed) -> Answer {
    match done {
        Ok(()) => Ok(redirect(&format!("/beheer/themas/{slug}"))),
        Err(Error::Invalid(faults)) => one(ctx, slug, typed(faults), StatusCode::UNPROCESSABLE_ENTITY).await,
        Err(error) => Err(error),
    }
}

/// `POST /beheer/themas/{slug}`.
pub async fn change(ctx: Ctx, Path(slug): Path<String>, Form(form): Form<ThemeForm>) -> Answer {
    let changed = shelves::change_theme(&ctx, &slug, form.clone()).await;
    done(&ctx, &slug, changed, move |faults| Typed::Theme(form, faults)).await
}

/// `POST /beheer/themas/{slug}/onderwerpen`.
pub async fn add_subject(ctx: Ctx, Path(slug): Path<String>, Form(form): Form<SubjectForm>) -> Answer {
    let added = shelves::add_subject(&ctx, &slug, &form, None).await.map(|_| ());
    done(&ctx, &slug, added, move |faults| Typed::Subject(None, form, faults)).await
}

/// `POST /beheer/themas/{slug}/onderwerpen/{id}`.
pub async fn change_subject(
    ctx: Ctx,
    Path((slug, id)): Path<(String, String)>,
    Form(form): Form<SubjectForm>,
) -> Answer {
    let id = id.parse().map_err(|_| Error::NotFound)?;
    let changed = shelves::change_subject(&ctx, &slug, id, &form).await;
    done(&ctx, &slug, changed, move |faults| Typed::Subject(Some(id), form, faults)).await
}

/// `POST /beheer/themas/{slug}/onderwerpen/{id}/verwijderen`.
pub async fn drop_subject(ctx: Ctx, Path((slug, id)): Path<(String, String)>) -> Answer {
    shelves::drop_subject(&ctx, &slug, id.parse().map_err(|_| Error::NotFound)?).await?;
    Ok(redirect(&format!("/beheer/themas/{slug}")))
}

/// `POST /beheer/themas/{slug}/redacteuren`.
pub async fn add_editor(ctx: Ctx, Path(slug): Path<String>, Form(form): Form<EditorForm>) -> Answer {
    let added = shelves::add_editor(&ctx, &slug, &form.email).await;
    done(&ctx, &slug, added, move |faults| Typed::Editor(form, faults)).await
}

/// `POST /beheer/themas/{slug}/redacteuren/{id}/verwijderen`.
pub async fn drop_editor(ctx: Ctx, Path((slug, id)): Path<(String, String)>) -> Answer {
    shelves::drop_editor(&ctx, &slug, id.parse().map_err(|_| Error::NotFound)?).await?;
    Ok(redirect(&format!("/beheer/themas/{slug}")))
}
