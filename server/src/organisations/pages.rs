//! HTML doors of the organisations' room.

use super::{queries, service};
use crate::{
    Error, Result,
    access::{Administer, SitePlace},
    app::Ctx,
    http::{Answer, Cursor, Form, Query, page, redirect},
    members,
};
use axum::{extract::Path, http::StatusCode};
use frontend::organisations::{EditOrganisationPage, OrganisationPage, OrganisationsPage};
use leptos::prelude::*;
use shared::{
    Faults,
    ids::OrganisationId,
    limits::ROWS_PER_PAGE,
    organisations::{EditOrganisation, Organisation},
};

fn parsed(id: &str) -> Result<OrganisationId> {
    id.parse().map_err(|_| Error::NotFound)
}

/// `GET /organisatie/{id}`.
pub async fn show(ctx: Ctx, Path(id): Path<String>, Query(place): Query<Cursor>) -> Answer {
    let id = parsed(&id)?;
    let organisation = service::show(&ctx, id).await?;
    let after = members::after(place.cursor.as_deref())?;
    let people = members::in_organisation(&ctx, id, after, ROWS_PER_PAGE).await?;
    let next = people.next_cursor.map(|cursor| format!("/organisatie/{id}?cursor={cursor}"));
    let admin = ctx.actor.admin();
    Ok(page(&ctx, StatusCode::OK, move || view! { <OrganisationPage organisation people=people.items next admin/> }))
}

/// `GET /beheer/organisaties`.
pub async fn list(ctx: Ctx) -> Answer {
    let organisations = service::list(&ctx).await?;
    Ok(page(&ctx, StatusCode::OK, move || view! { <OrganisationsPage organisations/> }))
}

async fn form(
    ctx: &Ctx,
    organisation: Option<Organisation>,
    form: EditOrganisation,
    faults: Faults,
    status: StatusCode,
) -> Answer {
    ctx.actor.must::<Administer>(&SitePlace)?;
    let own = organisation.as_ref().map(|organisation| organisation.id);
    let mut others = queries::names(ctx.db()).await?;
    others.retain(|(id, _)| Some(*id) != own);
    Ok(page(ctx, status, move || view! { <EditOrganisationPage organisation form others faults/> }))
}

/// `GET /beheer/organisaties/nieuw`.
pub async fn new_form(ctx: Ctx) -> Answer {
    form(&ctx, None, EditOrganisation::default(), Faults::default(), StatusCode::OK).await
}

/// `POST /beheer/organisaties/nieuw`.
pub async fn add(ctx: Ctx, Form(new): Form<EditOrganisation>) -> Answer {
    match service::add(&ctx, &new).await {
        Ok(_) => Ok(redirect("/beheer/organisaties")),
        Err(Error::Invalid(faults)) => form(&ctx, None, new, faults, StatusCode::UNPROCESSABLE_ENTITY).await,
        Err(error) => Err(error),
    }
}

/// `GET /beheer/organisaties/{id}`.
pub async fn edit_form(ctx: Ctx, Path(id): Path<String>) -> Answer {
    let organisation = service::show(&ctx, parsed(&id)?).await?;
    let now = EditOrganisation::of(&organisation);
    form(&ctx, Some(organisation), now, Faults::default(), StatusCode::OK).await
}

/// `POST /beheer/organisaties/{id}`.
pub async fn edit(ctx: Ctx, Path(id): Path<String>, Form(new): Form<EditOrganisation>) -> Answer {
    let id = parsed(&id)?;
    match service::change(&ctx, id, &new).await {
        Ok(()) => Ok(redirect("/beheer/organisaties")),
        Err(Error::Invalid(faults)) => {
            let organisation = service::show(&ctx, id).await?;
            form(&ctx, Some(organisation), new, faults, StatusCode::UNPROCESSABLE_ENTITY).await
        }
        Err(error) => Err(error),
    }
}
