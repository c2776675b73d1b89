//! HTML doors of the members' room.

use super::service;
use crate::{
    Error, Result,
    app::Ctx,
    http::{Answer, Form, Query, cookie, expired_cookie, page, redirect},
};
use axum::{
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
        return match to.strip_prefix("/bewaard/") {
            Some(token) => kept(&ctx, token).await,
            None => Ok(redirect(&to)),
        };
    }
    let kept = to.starts_with("/bewaard/");
    let form = SignIn { naar: to, ..SignIn::default() };
    Ok(page(&ctx, StatusCode::OK, move || view! { <SignInPage form kept/> }))
}

async fn kept(ctx: &Ctx, token: &str) -> Answer {
    let (action, fields) = service::kept_form(ctx, token).await?;
    Ok(page(ctx, StatusCode::OK, move || view! { <KeptPage action fields/> }))
}

/// `POST /inloggen`.
pub async fn sign_in(ctx: Ctx, headers: HeaderMap, Form(form): Form<SignIn>) -> Answer {
    let device = headers.get(header::USER_AGENT).and_then(|value| value.to_str().ok()).unwrap_or_default();
    match service::sign_in(&ctx, &form.email, form.password.clone(), "browser", device).await {
        Ok((token, _)) => {
            // A form that was kept is shown by the page that signed in.
            let to = own(&form.naar);
            let to = if to.starts_with("/bewaard/") {
                format!("/inloggen?naar={}", crate::http::escape(to))
            } else {
                to.to_owned()
            };
            with_cookie(redirect(&to), &cookie(&token))
        }
        Err(error @ (Error::WrongPair | Error::TooMany(_))) => {
            let (status, text) = crate::http::told(&error, ctx.lang());
            let form = SignIn { password: String::new(), naar: own(&form.naar).to_owned(), ..form };
            let kept = form.naar.starts_with("/bewaard/");
            Ok(page(&ctx, status, move || view! { <SignInPage form refused=Some(text) kept/> }))
        }
        Err(error) => Err(error),
    }
}

fn with_cookie(mut response: Response, cookie: &str) -> Answer {
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
    taal: String,
    #[serde(default)]
    terug: String,
}

/// `POST /taal`.
pub async fn choose_language(Form(choice): Form<Choice>) -> Answer {
    let lang = Lang::from_tag(&choice.taal).unwrap_or_default();
    with_cookie(
        redirect(own(&choice.terug)),
        &format!("lang={}; Path=/; Max-Age=31536000; Secure; SameSite=Lax", lang.tag()),
    )
}

/// Keeps the form of someone whose sign-in had ended, and asks them to sign in.
///
/// # Errors
/// The database's.
pub async fn keep_form(ctx: &Ctx, action: &str, typed: Vec<Typed>) -> Result<Response> {
    let fields: Vec<(String, String)> = typed.into_iter().map(|typed| (typed.name, typed.value)).collect();
    let token = service::keep_form(ctx, action, &fields).await?;
    Ok(redirect(&format!("/inloggen?naar={}", crate::http::escape(&format!("/bewaard/{token}")))))
}
