//! HTML doors of the members' room.

use super::{
    people, service,
    sign_in::{self, Knock},
};
use crate::{
    Error, Result,
    app::Ctx,
    http::{
        Answer, DEVICE_COOKIE, Form, KEPT_COOKIE, LANG_COOKIE, Query, cookie, cookie_value, expired_cookie,
        long_cookie, page, redirect, short_cookie,
    },
};
use axum::{
    extract::Path,
    http::{HeaderMap, HeaderValue, StatusCode, header},
    response::Response,
};
use frontend::{
    members::{KeptPage, SignInPage},
    ui::Typed,
};
use leptos::prelude::*;
use shared::{Lang, members::SignIn};

/// An address of this site to go on to, or the home page.
fn own(path: &str) -> &str {
    let plain = path.starts_with('/') && !path.starts_with("//") && !path.contains(['\\', '\r', '\n', '\t']);
    if plain { path } else { "/" }
}

/// `GET /inloggen`.
pub async fn sign_in_form(ctx: Ctx, Query(form): Query<SignIn>) -> Answer {
    let to = own(&form.naar).to_owned();
    if ctx.actor.signed_in() {
        return Ok(redirect(&to));
    }
    let kept = to.starts_with("/bewaard/");
    let form = SignIn { naar: to, ..SignIn::default() };
    Ok(page(&ctx, StatusCode::OK, move || view! { <SignInPage form kept/> }))
}

/// `GET /bewaard/{token}`: the form that was kept, in the browser that sent it.
pub async fn kept(ctx: Ctx, headers: HeaderMap, Path(token): Path<String>) -> Answer {
    if !ctx.actor.signed_in() {
        return Err(Error::SignInFirst);
    }
    // Whoever was given only the address did not write this.
    if cookie_value(&headers, KEPT_COOKIE) != Some(token.as_str()) {
        return Err(Error::NotFound);
    }
    let (action, fields) = service::kept_form(&ctx, &token).await?;
    Ok(page(&ctx, StatusCode::OK, move || view! { <KeptPage action fields/> }))
}

/// `POST /inloggen`.
pub async fn sign_in(ctx: Ctx, headers: HeaderMap, Form(form): Form<SignIn>) -> Answer {
    let device = headers.get(header::USER_AGENT).and_then(|value| value.to_str().ok()).unwrap_or_default();
    let known = cookie_value(&headers, DEVICE_COOKIE);
    let knock = Knock { email: &form.email, password: form.password.clone(), kind: "browser", device, known };
    match sign_in::sign_in(&ctx, knock).await {
        Ok(entry) => {
            let response = with_cookie(redirect(own(&form.naar)), &cookie(&entry.token))?;
            with_cookie(response, &long_cookie(DEVICE_COOKIE, &entry.device))
        }
        Err(error @ (Error::WrongPair | Error::TooMany(_))) => {
            let (status, text) = crate::http::told(&error, ctx.lang());
            let form = SignIn { password: String::new(), naar: own(&form.naar).to_owned(), ..form };
            let kept = form.naar.starts_with("/bewaard/");
            let mut response = page(&ctx, status, move || view! { <SignInPage form refused=Some(text) kept/> });
            if let Error::TooMany(after) = error {
                response.headers_mut().insert(header::RETRY_AFTER, HeaderValue::from(after));
            }
            Ok(response)
        }
        Err(error) => Err(error),
    }
}

/// An answer with a cookie.
///
/// # Errors
/// When the cookie holds what no header may.
pub fn with_cookie(mut response: Response, cookie: &str) -> Answer {
    response.headers_mut().append(header::SET_COOKIE, HeaderValue::from_str(cookie).map_err(Error::internal)?);
    Ok(response)
}

/// `POST /uitloggen`.
pub async fn sign_out(ctx: Ctx) -> Answer {
    service::sign_out(&ctx).await?;
    let mut response = with_cookie(redirect("/"), &expired_cookie())?;
    response.headers_mut().insert("clear-site-data", HeaderValue::from_static("\"cache\", \"storage\""));
    Ok(response)
}

/// The form that chooses a language.
#[derive(serde::Deserialize)]
pub struct Choice {
    lang: String,
    #[serde(default)]
    back: String,
}

/// `POST /taal`.
pub async fn choose_language(ctx: Ctx, Form(choice): Form<Choice>) -> Answer {
    let lang = Lang::from_tag(&choice.lang).unwrap_or_default();
    people::set_language(&ctx, lang).await?;
    with_cookie(redirect(own(&choice.back)), &long_cookie(LANG_COOKIE, lang.tag()))
}

/// Keeps the form of someone whose sign-in had ended, and asks them to sign in.
///
/// # Errors
/// The database's.
pub async fn keep_form(ctx: &Ctx, action: &str, typed: Vec<Typed>) -> Result<Response> {
    let fields: Vec<(String, String)> = typed.into_iter().map(|typed| (typed.name, typed.value)).collect();
    let token = service::keep_form(ctx, action, &fields).await?;
    let to = redirect(&format!("/inloggen?naar={}", crate::http::escape(&format!("/bewaard/{token}"))));
    with_cookie(to, &short_cookie(KEPT_COOKIE, &token))
}
