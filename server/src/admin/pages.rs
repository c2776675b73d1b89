//! HTML doors of administration.

use super::service;
use crate::{
    Error, Result,
    access::{FoundCommunity, SitePlace},
    app::Ctx,
    communities,
    http::{Answer, Form, Query, escape, page, redirect},
    members, organisations,
};
use axum::{extract::Path, http::StatusCode};
use frontend::admin::{AccountPage, AccountsPage, FoundingPage, ManagedPage, OverviewPage};
use leptos::prelude::*;
use shared::{
    Faults,
    admin::{EditAccount, EditEmail, Founding, State},
    communities::NewCommunity,
    ids::MemberId,
    limits::ROWS_PER_PAGE,
};

/// `GET /beheer`.
pub async fn overview(ctx: Ctx) -> Answer {
    let overview = service::overview(&ctx).await?;
    Ok(page(&ctx, StatusCode::OK, move || view! { <OverviewPage overview/> }))
}

/// Which members are listed.
#[derive(Default, serde::Deserialize)]
#[serde(default)]
pub struct Wanted {
    q: String,
    staat: String,
    cursor: Option<String>,
}

/// `GET /beheer/leden`.
pub async fn accounts(ctx: Ctx, Query(wanted): Query<Wanted>) -> Answer {
    let state = State::from_key(&wanted.staat);
    let after = members::after(wanted.cursor.as_deref())?;
    let found = service::accounts(&ctx, &wanted.q, state, after, ROWS_PER_PAGE).await?;
    let next = found
        .next_cursor
        .map(|cursor| format!("/beheer/leden?q={}&staat={}&cursor={cursor}", escape(&wanted.q), state.key()));
    Ok(page(&ctx, StatusCode::OK, move || view! { <AccountsPage accounts=found.items query=wanted.q state next/> }))
}

fn parsed(id: &str) -> Result<MemberId> {
    id.parse().map_err(|_| Error::NotFound)
}

/// The page of a member; what was typed in one of its forms stays.
async fn shown(
    ctx: &Ctx,
    id: MemberId,
    form: Option<EditAccount>,
    email: Option<String>,
    faults: Faults,
    status: StatusCode,
) -> Answer {
    let account = service::account(ctx, id).await?;
    let organisations = organisations::names(ctx.db()).await?;
    let form = form.unwrap_or_else(|| EditAccount::of(&account));
    let email = email.unwrap_or_else(|| account.email.clone());
    Ok(page(ctx, status, move || view! { <AccountPage account form email organisations faults/> }))
}

/// `GET /beheer/leden/{id}`.
pub async fn account(ctx: Ctx, Path(id): Path<String>) -> Answer {
    shown(&ctx, parsed(&id)?, None, None, Faults::default(), StatusCode::OK).await
}

/// Back to the page of the member, or the page again with what is wrong.
async fn after(ctx: &Ctx, id: MemberId, done: Result<()>, form: Option<EditAccount>, email: Option<String>) -> Answer {
    match done {
        Ok(()) => Ok(redirect(&format!("/beheer/leden/{id}"))),
        Err(Error::Invalid(faults)) => shown(ctx, id, form, email, faults, StatusCode::UNPROCESSABLE_ENTITY).await,
        Err(error) => Err(error),
    }
}

/// `POST /beheer/leden/{id}/gegevens`.
pub async fn change(ctx: Ctx, Path(id): Path<String>, Form(form): Form<EditAccount>) -> Answer {
    let id = parsed(&id)?;
    let done = service::change(&ctx, id, &form).await;
    after(&ctx, id, done, Some(form), None).await
}

/// `POST /beheer/leden/{id}/adres`.
pub async fn change_email(ctx: Ctx, Path(id): Path<String>, Form(form): Form<EditEmail>) -> Answer {
    let id = parsed(&id)?;
    let done = service::change_email(&ctx, id, &form.email).await;
    after(&ctx, id, done, None, Some(form.email)).await
}

/// Yes or no.
#[derive(serde::Deserialize)]
pub struct Switch {
    on: bool,
}

/// `POST /beheer/leden/{id}/beheerder`.
pub async fn set_admin(ctx: Ctx, Path(id): Path<String>, Form(switch): Form<Switch>) -> Answer {
    let id = parsed(&id)?;
    let done = service::set_admin(&ctx, id, switch.on).await;
    after(&ctx, id, done, None, None).await
}

/// `POST /beheer/leden/{id}/actief`.
pub async fn set_active(ctx: Ctx, Path(id): Path<String>, Form(switch): Form<Switch>) -> Answer {
    let id = parsed(&id)?;
    let done = service::set_active(&ctx, id, switch.on).await;
    after(&ctx, id, done, None, None).await
}

/// `POST /beheer/leden/{id}/inlogs`.
pub async fn end_sign_ins(ctx: Ctx, Path(id): Path<String>) -> Answer {
    let id = parsed(&id)?;
    let done = service::end_sign_ins(&ctx, id).await;
    after(&ctx, id, done, None, None).await
}

/// `GET /beheer/communities`.
pub async fn communities(ctx: Ctx) -> Answer {
    let communities = service::communities(&ctx).await?;
    Ok(page(&ctx, StatusCode::OK, move || view! { <ManagedPage communities/> }))
}

/// `GET /beheer/communities/nieuw`.
pub async fn founding_form(ctx: Ctx) -> Answer {
    ctx.actor.must::<FoundCommunity>(&SitePlace)?;
    let form = Founding { visibility: "listed".to_owned(), join: "request".to_owned(), ..Founding::default() };
    Ok(page(&ctx, StatusCode::OK, move || view! { <FoundingPage form faults=Faults::default()/> }))
}

/// `POST /beheer/communities/nieuw`.
pub async fn found(ctx: Ctx, Form(form): Form<Founding>) -> Answer {
    match communities::found(&ctx, NewCommunity::from(form.clone()), ctx.now()).await {
        Ok(made) => Ok(redirect(&format!("/c/{}", made.slug))),
        Err(Error::Invalid(faults)) => {
            Ok(page(&ctx, StatusCode::UNPROCESSABLE_ENTITY, move || view! { <FoundingPage form faults/> }))
        }
        Err(error) => Err(error),
    }
}
