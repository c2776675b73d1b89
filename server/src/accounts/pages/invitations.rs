//! Doors of invitations.

use super::{device, gone, retry};
use crate::{
    Error,
    accounts::service::{self, Scope, is_gone},
    app::Ctx,
    communities,
    http::{Answer, DEVICE_COOKIE, Form, Query, cookie, long_cookie, page, redirect},
    members::{device_cookie, with_cookie},
};
use axum::{
    extract::Path,
    http::{HeaderMap, StatusCode},
};
use frontend::accounts::{InvitationsPage, InvitedPage};
use leptos::prelude::*;
use shared::{
    Faults,
    accounts::{Accept, Invite, words as w},
    ids::InvitationId,
    words::Text,
};

/// What the list says above it.
#[derive(Default, serde::Deserialize)]
pub struct Done {
    #[serde(default)]
    gelukt: bool,
}

#[derive(Default)]
struct Shown {
    form: Invite,
    faults: Faults,
    refused: Option<Text>,
    done: bool,
}

async fn list(ctx: &Ctx, scope: Scope<'_>, status: StatusCode, shown: Shown) -> Answer {
    let found = service::invitations(ctx, scope).await?;
    let place = match scope {
        Scope::Site => None,
        Scope::Community(slug) => Some((slug.to_owned(), communities::show(ctx, slug).await?.name)),
    };
    let Shown { form, faults, refused, done } = shown;
    Ok(page(ctx, status, move || view! { <InvitationsPage found place form faults refused done/> }))
}

fn address(scope: Scope<'_>) -> String {
    match scope {
        Scope::Site => "/uitnodigingen".to_owned(),
        Scope::Community(slug) => format!("/c/{slug}/uitnodigen"),
    }
}

async fn send(ctx: &Ctx, scope: Scope<'_>, form: Invite) -> Answer {
    match service::invite(ctx, scope, &form).await {
        Ok(()) => Ok(redirect(&format!("{}?gelukt=true", address(scope)))),
        Err(Error::Invalid(faults)) => {
            list(ctx, scope, StatusCode::UNPROCESSABLE_ENTITY, Shown { form, faults, ..Shown::default() }).await
        }
        Err(error @ Error::TooMany(_)) => {
            let refused = Some(w::invited_often(ctx.lang()));
            let shown = Shown { form, refused, ..Shown::default() };
            Ok(retry(list(ctx, scope, StatusCode::TOO_MANY_REQUESTS, shown).await?, &error))
        }
        Err(error) => Err(error),
    }
}

/// `GET /uitnodigingen`.
pub async fn invitations(ctx: Ctx, Query(done): Query<Done>) -> Answer {
    list(&ctx, Scope::Site, StatusCode::OK, Shown { done: done.gelukt, ..Shown::default() }).await
}

/// `GET /c/{slug}/uitnodigen`.
pub async fn invitations_of(ctx: Ctx, Path(slug): Path<String>, Query(done): Query<Done>) -> Answer {
    list(&ctx, Scope::Community(&slug), StatusCode::OK, Shown { done: done.gelukt, ..Shown::default() }).await
}

/// `POST /uitnodigingen`.
pub async fn invite(ctx: Ctx, Form(form): Form<Invite>) -> Answer {
    send(&ctx, Scope::Site, form).await
}

/// `POST /c/{slug}/uitnodigen`.
pub async fn invite_to(ctx: Ctx, Path(slug): Path<String>, Form(form): Form<Invite>) -> Answer {
    send(&ctx, Scope::Community(&slug), form).await
}

fn id(text: &str) -> Result<InvitationId, Error> {
    text.parse().map_err(|_| Error::NotFound)
}

fn listed(slug: Option<&String>, done: bool) -> String {
    let scope = slug.map_or(Scope::Site, |slug| Scope::Community(slug));
    format!("{}{}", address(scope), if done { "?gelukt=true" } else { "" })
}

/// `POST /uitnodigingen/{id}/opnieuw`.
pub async fn resend(ctx: Ctx, Path(text): Path<String>) -> Answer {
    ctx.actor.id().ok_or(Error::SignInFirst)?;
    let slug = service::resend(&ctx, id(&text)?).await?;
    Ok(redirect(&listed(slug.as_ref(), true)))
}

/// `POST /uitnodigingen/{id}/intrekken`.
pub async fn revoke(ctx: Ctx, Path(text): Path<String>) -> Answer {
    ctx.actor.id().ok_or(Error::SignInFirst)?;
    let slug = service::revoke(&ctx, id(&text)?).await?;
    Ok(redirect(&listed(slug.as_ref(), false)))
}

async fn invitation(ctx: &Ctx, token: String, form: Accept, faults: Faults, refused: Option<Text>) -> Answer {
    let invited = match service::invited(ctx, &token).await {
        Ok(invited) => invited,
        Err(error) if is_gone(&error) => return Ok(gone(ctx, w::gone_invitation(ctx.lang()), None)),
        Err(error) => return Err(error),
    };
    let status = if faults.is_empty() { StatusCode::OK } else { StatusCode::UNPROCESSABLE_ENTITY };
    let status = if refused.is_some() { StatusCode::FORBIDDEN } else { status };
    let form = Accept { password: String::new(), ..form };
    Ok(page(ctx, status, move || view! { <InvitedPage token invited form faults refused/> }))
}

/// `GET /uitnodiging/{token}`.
pub async fn invited(ctx: Ctx, Path(token): Path<String>) -> Answer {
    invitation(&ctx, token, Accept::default(), Faults::default(), None).await
}

/// `POST /uitnodiging/{token}`.
pub async fn accept(ctx: Ctx, headers: HeaderMap, Path(token): Path<String>, Form(form): Form<Accept>) -> Answer {
    match service::accept(&ctx, &token, form.clone(), device(&headers)).await {
        Ok(answered) => {
            let to = redirect(&answered.slug.map_or_else(|| "/".to_owned(), |slug| format!("/c/{slug}")));
            let Some(token) = answered.token else { return Ok(to) };
            let to = with_cookie(to, &cookie(&token))?;
            with_cookie(to, &long_cookie(DEVICE_COOKIE, &device_cookie(&ctx.app, answered.member)))
        }
        Err(error) if is_gone(&error) => Ok(gone(&ctx, w::gone_invitation(ctx.lang()), None)),
        Err(Error::SignInFirst) => {
            Ok(redirect(&format!("/inloggen?naar={}", crate::http::escape(&format!("/uitnodiging/{token}")))))
        }
        Err(Error::WrongPair) => {
            invitation(&ctx, token, form, Faults::default(), Some(w::other_account(ctx.lang()))).await
        }
        Err(Error::Invalid(faults)) => invitation(&ctx, token, form, faults, None).await,
        Err(error) => Err(error),
    }
}
