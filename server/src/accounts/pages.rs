//! HTML doors of accounts, by subject.

mod invitations;
mod passwords;
mod requests;
mod sign_ins;

pub use invitations::{accept, invitations, invitations_of, invite, invite_to, invited, resend, revoke};
pub use passwords::{change, change_form, forgot, forgot_form, forgot_sent, reset, reset_form};
pub use requests::{ask, ask_form, asked, decide, requests};
pub use sign_ins::{end_all, end_sign_in, sign_ins};

use crate::{Error, app::Ctx, http::page};
use axum::{
    http::{HeaderMap, HeaderValue, StatusCode, header},
    response::Response,
};
use frontend::accounts::GonePage;
use leptos::prelude::*;
use shared::words::Text;

/// What a browser says of itself.
fn device(headers: &HeaderMap) -> &str {
    headers.get(header::USER_AGENT).and_then(|value| value.to_str().ok()).unwrap_or_default()
}

/// A link that does not work any more.
fn gone(ctx: &Ctx, text: Text, again: Option<&'static str>) -> Response {
    page(ctx, StatusCode::GONE, move || view! { <GonePage text again/> })
}

/// The seconds of [`Error::TooMany`] in the header that programs read.
fn retry(mut response: Response, error: &Error) -> Response {
    if let Error::TooMany(after) = error {
        response.headers_mut().insert(header::RETRY_AFTER, HeaderValue::from(*after));
    }
    response
}
