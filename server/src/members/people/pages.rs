//! HTML doors of the directory, profiles and one's own settings.

use super::{
    rest::after,
    service::{self, Asked},
};
use crate::{
    Error,
    app::Ctx,
    files::{self, Upload, Use},
    http::{Answer, Form, LANG_COOKIE, Query, escape, long_cookie, page, redirect},
};
use axum::{
    extract::Path,
    http::{HeaderValue, StatusCode, header},
};
use frontend::members::{Directory, DirectoryPage, EditProfilePage, Offer, ProfilePage, SettingsPage};
use leptos::prelude::*;
use shared::{
    Faults, Wrong,
    ids::MemberId,
    limits::ROWS_PER_PAGE,
    members::{EditProfile, Preferences},
    people::OrganisationKind,
};

/// What is looked for in the directory.
#[derive(Default, serde::Deserialize)]
#[serde(default)]
pub struct Wanted {
    q: String,
    organisatie: String,
    soort: String,
    thema: String,
    cursor: Option<String>,
}

impl Wanted {
    /// The address of the list with these choices.
    fn address(&self) -> String {
        let pairs =
            [("q", &self.q), ("organisatie", &self.organisatie), ("soort", &self.soort), ("thema", &self.thema)];
        let query: Vec<String> = pairs
            .into_iter()
            .filter(|(_, value)| !value.is_empty())
            .map(|(name, value)| format!("{name}={}", escape(value)))
            .collect();
        if query.is_empty() { "/leden".to_owned() } else { format!("/leden?{}", query.join("&")) }
    }
}

/// `GET /leden`.
pub async fn directory(ctx: Ctx, Query(wanted): Query<Wanted>) -> Answer {
    let asked = Asked {
        words: wanted.q.clone(),
        organisation: wanted.organisatie.parse().ok(),
        kind: OrganisationKind::from_key(&wanted.soort),
        theme: wanted.thema.clone(),
    };
    let place = after(wanted.cursor.as_deref())?;
    let found = service::browse(&ctx, &asked, place, ROWS_PER_PAGE).await?;
    let here = wanted.address();
    let joint = if here.contains('?') { '&' } else { '?' };
    let next = found.page.next_cursor.map(|cursor| format!("{here}{joint}cursor={cursor}"));
    let directory = Directory {
        people: found.page.items,
        total: found.total,
        query: wanted.q,
        organisation: wanted.organisatie,
        kind: asked.kind,
        theme: wanted.thema,
        kinds: found.kinds,
        themes: found.themes,
        employers: found.employers,
    };
    Ok(page(&ctx, StatusCode::OK, move || view! { <DirectoryPage directory next/> }))
}

/// `GET /lid/{id}`.
pub async fn profile(ctx: Ctx, Path(id): Path<String>) -> Answer {
    let id: MemberId = id.parse().map_err(|_| Error::NotFound)?;
    let profile = service::profile(&ctx, id).await?;
    let own = ctx.actor.id() == Some(id);
    Ok(page(&ctx, StatusCode::OK, move || view! { <ProfilePage profile own/> }))
}

async fn editing(ctx: &Ctx, typed: Option<EditProfile>, faults: Faults, status: StatusCode) -> Answer {
    let (kept, editing) = service::editing(ctx).await?;
    let form = typed.unwrap_or(kept);
    let offer = Offer {
        email: editing.email,
        photo: editing.photo,
        organisations: editing.organisations,
        themes: editing.themes,
    };
    Ok(page(ctx, status, move || view! { <EditProfilePage form offer faults/> }))
}

/// `GET /profiel/bewerken`.
pub async fn edit_form(ctx: Ctx) -> Answer {
    editing(&ctx, None, Faults::default(), StatusCode::OK).await
}

/// `POST /profiel/bewerken`.
pub async fn edit(ctx: Ctx, Form(fields): Form<Vec<(String, String)>>) -> Answer {
    let me = ctx.actor.id().ok_or(Error::SignInFirst)?;
    let (form, faults) = EditProfile::from_fields(&fields);
    match service::change(&ctx, form.clone(), faults).await {
        Ok(()) => Ok(redirect(&format!("/lid/{me}"))),
        Err(Error::Invalid(faults)) => editing(&ctx, Some(form), faults, StatusCode::UNPROCESSABLE_ENTITY).await,
        Err(error) => Err(error),
    }
}

/// A form without words.
#[derive(serde::Deserialize)]
pub struct Nothing {}

/// `POST /profiel/foto`.
pub async fn photo(ctx: Ctx, upload: Upload<Nothing>) -> Answer {
    let refused = async |faults| editing(&ctx, None, faults, StatusCode::UNPROCESSABLE_ENTITY).await;
    if !upload.faults.is_empty() {
        return refused(upload.faults).await;
    }
    let Some(draft) = upload.files.into_iter().find(|file| file.field == "photo") else {
        return refused(Faults::one("photo", Wrong::Empty)).await;
    };
    match files::take(&ctx, draft, Use::Photo).await {
        Ok(taken) => {
            service::set_photo(&ctx, Some(taken)).await?;
            Ok(redirect("/profiel/bewerken"))
        }
        Err(Error::Invalid(faults)) => refused(faults).await,
        Err(error) => Err(error),
    }
}

/// `POST /profiel/foto/weg`.
pub async fn remove_photo(ctx: Ctx) -> Answer {
    service::set_photo(&ctx, None).await?;
    Ok(redirect("/profiel/bewerken"))
}

/// Whether something was just saved.
#[derive(Default, serde::Deserialize)]
pub struct Saved {
    bewaard: Option<String>,
}

/// `GET /instellingen`.
pub async fn settings_form(ctx: Ctx, Query(saved): Query<Saved>) -> Answer {
    let form = service::preferences(&ctx).await?;
    let saved = saved.bewaard.is_some();
    Ok(page(&ctx, StatusCode::OK, move || view! { <SettingsPage form faults=Faults::default() saved/> }))
}

/// `POST /instellingen`.
pub async fn settings(ctx: Ctx, Form(form): Form<Preferences>) -> Answer {
    match service::set_preferences(&ctx, &form).await {
        Ok(()) => {
            let mut response = redirect("/instellingen?bewaard=1");
            // So that this browser speaks it after signing out, too.
            let cookie = HeaderValue::from_str(&long_cookie(LANG_COOKIE, &form.lang)).map_err(Error::internal)?;
            response.headers_mut().append(header::SET_COOKIE, cookie);
            Ok(response)
        }
        Err(Error::Invalid(faults)) => {
            Ok(page(&ctx, StatusCode::UNPROCESSABLE_ENTITY, move || view! { <SettingsPage form faults saved=false/> }))
        }
        Err(error) => Err(error),
    }
}
