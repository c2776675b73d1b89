//! Doors of passwords.

use super::{device, gone, retry};
use crate::{
    Error, Result,
    accounts::service::{self, is_gone},
    app::Ctx,
    http::{Answer, DEVICE_COOKIE, Form, Query, cookie, long_cookie, page, redirect, told},
    members::{device_cookie, with_cookie},
};
use axum::{
    extract::Path,
    http::{HeaderMap, StatusCode, header, uri::Authority},
    response::Response,
};
use frontend::accounts::{ChangePasswordPage, DonePage, ForgotPage, ResetPage};
use leptos::prelude::*;
use shared::{
    Faults,
    accounts::{ChangePassword, Forgot, NewPassword, words as w},
};

/// `GET /wachtwoord-vergeten`.
pub async fn forgot_form(ctx: Ctx) -> Answer {
    Ok(page(&ctx, StatusCode::OK, || view! { <ForgotPage form=Forgot::default() faults=Faults::default()/> }))
}

/// Whoever asks for a mail under another name than this site's wants something else than a mail. Links are made from
/// the configuration whatever is asked; this only says so.
fn own_host(ctx: &Ctx, headers: &HeaderMap) -> Result<()> {
    let mut hosts = headers.get_all(header::HOST).iter();
    let host = hosts.next().and_then(|value| value.to_str().ok());
    let fits = |host: &str| {
        let Ok(authority) = host.parse::<Authority>() else { return false };
        let name = authority.host();
        // A proxy may hand on the address behind it.
        let inside = name == "localhost" || name.trim_matches(['[', ']']).parse::<std::net::IpAddr>().is_ok();
        inside || ctx.app.config.base_url.host_str() == Some(name)
    };
    if hosts.next().is_none() && host.is_none_or(fits) { Ok(()) } else { Err(Error::Malformed) }
}

/// `POST /wachtwoord-vergeten`.
pub async fn forgot(ctx: Ctx, headers: HeaderMap, Form(form): Form<Forgot>) -> Answer {
    own_host(&ctx, &headers)?;
    match service::forgot(&ctx, &form).await {
        Ok(()) => Ok(redirect("/wachtwoord-vergeten/verstuurd")),
        Err(Error::Invalid(faults)) => {
            Ok(page(&ctx, StatusCode::UNPROCESSABLE_ENTITY, move || view! { <ForgotPage form faults/> }))
        }
        Err(error) => Err(error),
    }
}

/// `GET /wachtwoord-vergeten/verstuurd`.
pub async fn forgot_sent(ctx: Ctx) -> Answer {
    let (title, text) = (w::forgot_sent_title(ctx.lang()), w::forgot_sent(ctx.lang()));
    Ok(page(&ctx, StatusCode::OK, move || view! { <DonePage title text/> }))
}

fn reset_gone(ctx: &Ctx) -> Response {
    gone(ctx, w::gone_reset(ctx.lang()), Some("/wachtwoord-vergeten"))
}

/// `GET /wachtwoord/{token}`.
pub async fn reset_form(ctx: Ctx, Path(token): Path<String>) -> Answer {
    match service::openable(&ctx, &token).await {
        Ok(()) => Ok(page(&ctx, StatusCode::OK, move || view! { <ResetPage token faults=Faults::default()/> })),
        Err(error) if is_gone(&error) => Ok(reset_gone(&ctx)),
        Err(error) => Err(error),
    }
}

/// `POST /wachtwoord/{token}`.
pub async fn reset(ctx: Ctx, Path(token): Path<String>, Form(form): Form<NewPassword>) -> Answer {
    match service::reset(&ctx, &token, form).await {
        Ok(()) => {
            let (title, text) = (w::reset_done_title(ctx.lang()), w::reset_done(ctx.lang()));
            // No redirect: the address of the next page would stand behind a link that is used up.
            Ok(page(&ctx, StatusCode::OK, move || view! { <DonePage title text sign_in=true/> }))
        }
        Err(error) if is_gone(&error) => Ok(reset_gone(&ctx)),
        Err(Error::Invalid(faults)) => {
            Ok(page(&ctx, StatusCode::UNPROCESSABLE_ENTITY, move || view! { <ResetPage token faults/> }))
        }
        Err(error) => Err(error),
    }
}

/// What the page says after a change.
#[derive(Default, serde::Deserialize)]
pub struct Done {
    #[serde(default)]
    gelukt: bool,
}

/// `GET /instellingen/wachtwoord`.
pub async fn change_form(ctx: Ctx, Query(done): Query<Done>) -> Answer {
    ctx.actor.id().ok_or(Error::SignInFirst)?;
    Ok(page(&ctx, StatusCode::OK, move || view! { <ChangePasswordPage faults=Faults::default() done=done.gelukt/> }))
}

/// `POST /instellingen/wachtwoord`.
pub async fn change(ctx: Ctx, headers: HeaderMap, Form(form): Form<ChangePassword>) -> Answer {
    let me = ctx.actor.id().ok_or(Error::SignInFirst)?;
    match service::change(&ctx, form, device(&headers)).await {
        Ok(token) => {
            let response = with_cookie(redirect("/instellingen/wachtwoord?gelukt=true"), &cookie(&token))?;
            with_cookie(response, &long_cookie(DEVICE_COOKIE, &device_cookie(&ctx.app, me)))
        }
        Err(Error::Invalid(faults)) => {
            Ok(page(&ctx, StatusCode::UNPROCESSABLE_ENTITY, move || view! { <ChangePasswordPage faults done=false/> }))
        }
        Err(error @ Error::TooMany(_)) => {
            let (status, text) = told(&error, ctx.lang());
            let shown = page(
                &ctx,
                status,
                move || view! { <ChangePasswordPage faults=Faults::default() done=false refused=Some(text)/> },
            );
            Ok(retry(shown, &error))
        }
        Err(error) => Err(error),
    }
}
