//! Answers: pages, and every error as a page or a problem document.

use crate::{Error, app::Ctx, assets};
use axum::{
    Json,
    http::{HeaderValue, StatusCode, header},
    response::{Html, IntoResponse, Redirect, Response},
};
use frontend::{
    Statics,
    ui::{ErrorPage, Typed},
};
use leptos::prelude::*;
use shared::{Problem, Reader, http_words as words, words::Text};
use std::{collections::BTreeMap, sync::Arc};

/// What a door gives.
pub type Answer = Result<Response, Error>;

/// Renders a page, synchronously: whatever it needs was loaded before.
pub fn page<V: IntoView + 'static>(ctx: &Ctx, status: StatusCode, page: impl FnOnce() -> V) -> Response {
    (status, Html(render(&ctx.reader, page))).into_response()
}

fn render<V: IntoView + 'static>(reader: &Reader, page: impl FnOnce() -> V) -> String {
    let owner = Owner::new_root(Some(Arc::new(hydration_context::SsrSharedContext::new_islands())));
    let html = owner.with(|| {
        provide_context(reader.clone());
        provide_context(assets::ASSETS);
        provide_context(Statics(assets::STATICS));
        page().to_html()
    });
    owner.unset_with_forced_cleanup();
    html
}

/// On to `to`, after something was done: the browser asks for it anew.
pub fn redirect(to: &str) -> Response {
    Redirect::to(to).into_response()
}

/// A file of lines for a spreadsheet, to be kept under a name.
///
/// # Errors
/// `Internal` when the name does not fit in a header.
pub fn csv_file(name: &str, text: String) -> Answer {
    let kind = HeaderValue::from_static("text/csv; charset=utf-8");
    let name = HeaderValue::from_str(&format!("attachment; filename=\"{name}\"")).map_err(Error::internal)?;
    Ok(([(header::CONTENT_TYPE, kind), (header::CONTENT_DISPOSITION, name)], text).into_response())
}

/// Seconds from which a wait is told in minutes.
const LONG_WAIT: i64 = 90;

/// How an error is told.
pub(super) struct Told {
    pub status: StatusCode,
    kind: &'static str,
    pub title: Text,
    pub detail: Text,
}

pub(super) fn tell(error: &Error, lang: shared::Lang) -> Told {
    use StatusCode as S;
    let (status, kind, title, detail) = match error {
        Error::NotFound => (S::NOT_FOUND, "not-found", words::not_found(lang), words::not_found_help(lang)),
        Error::Forbidden => (S::FORBIDDEN, "forbidden", words::forbidden(lang), words::forbidden_help(lang)),
        Error::SignInFirst => {
            (S::UNAUTHORIZED, "sign-in-first", words::sign_in_first(lang), words::sign_in_first_help(lang))
        }
        Error::WrongPair => (S::UNAUTHORIZED, "wrong-pair", words::wrong_pair(lang), words::wrong_pair_help(lang)),
        Error::Invalid(_) => {
            (S::UNPROCESSABLE_ENTITY, "invalid", shared::fault::invalid(lang), words::invalid_help(lang))
        }
        Error::Conflict => (S::CONFLICT, "conflict", words::conflict(lang), words::conflict_help(lang)),
        Error::Closed => (S::CONFLICT, "closed", words::closed(lang), words::closed_help(lang)),
        Error::LastOwner => (S::CONFLICT, "last-owner", words::last_owner(lang), words::last_owner_help(lang)),
        Error::TooLarge => (S::PAYLOAD_TOO_LARGE, "too-large", words::too_large(lang), words::too_large_help(lang)),
        Error::Malformed => (S::BAD_REQUEST, "malformed", words::malformed(lang), words::malformed_help(lang)),
        Error::TooMany(after) => {
            let wait = match *after {
                after if after > LONG_WAIT => words::too_many_minutes(lang, (after + 59) / 60),
                after => words::too_many_help(lang, after),
            };
            (S::TOO_MANY_REQUESTS, "too-many", words::too_many(lang), wait)
        }
        Error::Full => (S::INSUFFICIENT_STORAGE, "storage-full", words::full(lang), words::full_help(lang)),
        Error::Unavailable => {
            (S::SERVICE_UNAVAILABLE, "unavailable", words::unavailable(lang), words::unavailable_help(lang))
        }
        Error::Internal(_) => (S::INTERNAL_SERVER_ERROR, "internal", words::internal(lang), words::internal_help(lang)),
    };
    Told { status, kind, title, detail }
}

/// An error on its way out. The guard around all doors, which knows the reader, writes it as page or problem document.
#[derive(Clone)]
pub(super) struct Failed(pub Arc<Error>);

impl IntoResponse for Error {
    fn into_response(self) -> Response {
        if let Self::Internal(cause) = &self {
            tracing::error!(error = ?cause, "a request failed");
        }
        let mut response = StatusCode::INTERNAL_SERVER_ERROR.into_response();
        response.extensions_mut().insert(Failed(Arc::new(self)));
        response
    }
}

/// Writes `error` for a program or a person.
pub(super) fn write(
    error: &Error,
    reader: &Reader,
    program: bool,
    typed: Vec<Typed>,
    action: Option<String>,
) -> Response {
    let Told { status, kind, title, detail } = tell(error, reader.lang);
    let mut response = if program {
        let errors =
            if let Error::Invalid(faults) = error { faults.by_field(reader.lang) } else { BTreeMap::default() };
        let problem = Problem {
            kind: format!("/problems/{kind}"),
            title: title.into_owned(),
            status: status.as_u16(),
            detail: detail.into_owned(),
            errors,
        };
        (status, [(header::CONTENT_TYPE, "application/problem+json")], Json(problem)).into_response()
    } else {
        let number = status.as_u16();
        (status, Html(render(reader, move || view! { <ErrorPage status=number title text=detail typed action/> })))
            .into_response()
    };
    if program {
        response.headers_mut().insert(header::CONTENT_TYPE, HeaderValue::from_static("application/problem+json"));
    }
    if let Error::TooMany(after) = error {
        response.headers_mut().insert(header::RETRY_AFTER, HeaderValue::from(*after));
    }
    if matches!(error, Error::Unavailable) {
        response.headers_mut().insert(header::RETRY_AFTER, HeaderValue::from_static("2"));
    }
    response
}

/// The status and the words of an error, for a form that shows it itself.
pub fn told(error: &Error, lang: shared::Lang) -> (StatusCode, Text) {
    let told = tell(error, lang);
    let text = format!("{}. {}", told.title, told.detail);
    (told.status, text.into())
}
