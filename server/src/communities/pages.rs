//! HTML doors of the communities' room.

use super::{Here, model, service};
use crate::{
    Error,
    access::{self, Own},
    app::Ctx,
    http::{Answer, Cursor, Form, Query, csv_file, escape, page, redirect},
    live::{self, Of},
    threads,
};
use axum::{extract::Path, http::StatusCode};
use frontend::communities::{
    AboutPage, CommunitiesPage, CommunityPage, KnowledgePage, MembersPage, RequestsPage, SettingsPage, Shelf, role_text,
};
use leptos::prelude::*;
use shared::{
    Faults,
    communities::{Community, NewRole, Settings, Words, words as w},
    limits::ROWS_PER_PAGE,
};

/// Members on one page.
const MEMBERS: i64 = 50;
/// Own communities on one page.
const OWN: i64 = 100;

/// `GET /c`.
pub async fn list(ctx: Ctx, Query(place): Query<Cursor>) -> Answer {
    let first = place.cursor.is_none();
    let mine = if first && ctx.actor.signed_in() {
        service::listed(&ctx, Some(true), None, OWN).await?.items
    } else {
        Vec::new()
    };
    let found = service::listed(&ctx, Some(false), place.cursor.as_deref(), ROWS_PER_PAGE).await?;
    let next = found.next_cursor.map(|cursor| format!("/c?cursor={cursor}"));
    Ok(page(&ctx, StatusCode::OK, move || view! { <CommunitiesPage mine others=found.items next/> }))
}

/// What is wanted of the threads of a community.
#[derive(Default, serde::Deserialize)]
pub struct Wanted {
    #[serde(default)]
    toon: String,
    #[serde(default)]
    trefwoord: String,
    cursor: Option<String>,
}

/// `GET /c/{slug}`.
pub async fn show(ctx: Ctx, Here(community): Here, Query(wanted): Query<Wanted>) -> Answer {
    let shelf = if community.readable {
        let show = threads::Show::from_key(&wanted.toon);
        let all =
            wanted.cursor.as_deref().is_none_or(str::is_empty) && wanted.trefwoord.is_empty() && wanted.toon.is_empty();
        // Before the list: what comes between the two is counted as new once too often, never once too few.
        let head = if all { Some(live::head(ctx.db(), Of::Community(community.id)).await?) } else { None };
        let after = Cursor::at(wanted.cursor).parts()?;
        let tag = wanted.trefwoord.trim().to_lowercase();
        let (pinned, found) = threads::shelf(&ctx, community.id, show, &tag, after, ROWS_PER_PAGE).await?;
        let next = found
            .next_cursor
            .map(|cursor| format!("{}?toon={}&trefwoord={}&cursor={cursor}", community.url, show.key(), escape(&tag)));
        Some(Shelf { pinned, threads: found.items, show: show.key(), tag, next, head })
    } else {
        None
    };
    Ok(page(&ctx, StatusCode::OK, move || view! { <CommunityPage community shelf/> }))
}

/// `GET /c/{slug}/kennis`.
pub async fn knowledge(ctx: Ctx, Here(community): Here, Query(place): Query<Cursor>) -> Answer {
    let found = service::knowledge(&ctx, &community.slug, place.parts()?, ROWS_PER_PAGE).await?;
    let next = found.next_cursor.map(|cursor| format!("{}/kennis?cursor={cursor}", community.url));
    Ok(page(&ctx, StatusCode::OK, move || view! { <KnowledgePage community articles=found.items next/> }))
}

/// `GET /c/{slug}/over`.
pub async fn about(ctx: Ctx, Here(community): Here) -> Answer {
    Ok(page(&ctx, StatusCode::OK, move || view! { <AboutPage community/> }))
}

/// `POST /c/{slug}/lid`.
pub async fn join(ctx: Ctx, Path(slug): Path<String>, Form(words): Form<Words>) -> Answer {
    match service::join(&ctx, &slug, &words.message).await {
        Ok(_) => Ok(redirect(&format!("/c/{slug}"))),
        Err(Error::Invalid(faults)) => {
            let community = service::show(&ctx, &slug).await?;
            let draft = words.message;
            Ok(page(&ctx, StatusCode::UNPROCESSABLE_ENTITY, move || view! { <AboutPage community draft faults/> }))
        }
        Err(error) => Err(error),
    }
}

/// `POST /c/{slug}/intrekken`.
pub async fn withdraw(ctx: Ctx, Path(slug): Path<String>) -> Answer {
    service::withdraw(&ctx, &slug).await?;
    Ok(redirect(&format!("/c/{slug}")))
}

/// `POST /c/{slug}/weg`.
pub async fn leave(ctx: Ctx, Path(slug): Path<String>) -> Answer {
    service::leave(&ctx, &slug).await?;
    Ok(redirect("/c"))
}

/// Who is looked for.
#[derive(Default, serde::Deserialize)]
pub struct Sought {
    #[serde(default)]
    q: String,
    cursor: Option<String>,
}

/// `GET /c/{slug}/leden`.
pub async fn members(ctx: Ctx, Here(community): Here, Query(sought): Query<Sought>) -> Answer {
    let after = model::after(sought.cursor.as_deref())?;
    let found = service::members(&ctx, &community.slug, &sought.q, after, MEMBERS).await?;
    let next =
        found.next_cursor.map(|cursor| format!("{}/leden?q={}&cursor={cursor}", community.url, escape(&sought.q)));
    Ok(page(&ctx, StatusCode::OK, move || view! { <MembersPage community people=found.items query=sought.q next/> }))
}

/// `GET /c/{slug}/leden.csv`.
pub async fn export(ctx: Ctx, Here(community): Here) -> Answer {
    let members = service::export(&ctx, &community.slug).await?;
    let lang = ctx.lang();
    let heads =
        [w::name(lang), w::function(lang), w::organisation(lang), w::email(lang), w::role(lang), w::joined(lang)];
    let text = model::csv(heads.each_ref().map(AsRef::as_ref), &members, |member| {
        (role_text(lang, &member.role).into_owned(), ctx.reader.date(member.joined_at))
    });
    csv_file(&format!("leden-{}.csv", community.slug), text)
}

/// `POST /c/{slug}/leden/{member}/rol`.
pub async fn set_role(ctx: Ctx, Path((slug, member)): Path<(String, String)>, Form(new): Form<NewRole>) -> Answer {
    let member = member.parse().map_err(|_| Error::NotFound)?;
    service::set_role(&ctx, &slug, member, &new.role).await?;
    Ok(redirect(&format!("/c/{slug}/leden")))
}

/// `POST /c/{slug}/leden/{member}/verwijderen`.
pub async fn remove(ctx: Ctx, Path((slug, member)): Path<(String, String)>) -> Answer {
    let member = member.parse().map_err(|_| Error::NotFound)?;
    service::remove(&ctx, &slug, member).await?;
    Ok(redirect(&format!("/c/{slug}/leden")))
}

/// `GET /c/{slug}/verzoeken`.
pub async fn requests(ctx: Ctx, Here(community): Here) -> Answer {
    let requests = service::requests(&ctx, &community.slug).await?;
    let decided = service::decided(&ctx, &community.slug).await?;
    Ok(page(&ctx, StatusCode::OK, move || view! { <RequestsPage community requests decided/> }))
}

/// What a moderator decides.
#[derive(serde::Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Decision {
    outcome: String,
    #[serde(default)]
    reason: String,
}

/// `POST /c/{slug}/verzoeken/{id}`.
pub async fn decide(ctx: Ctx, Path((slug, id)): Path<(String, String)>, Form(decision): Form<Decision>) -> Answer {
    let id = id.parse().map_err(|_| Error::NotFound)?;
    service::decide(&ctx, &slug, id, decision.outcome == "accept", &decision.reason).await?;
    Ok(redirect(&format!("/c/{slug}/verzoeken")))
}

async fn setting(ctx: &Ctx, community: Community, form: Settings, faults: Faults, status: StatusCode) -> Answer {
    let place = access::community_by_slug(ctx.db(), &ctx.actor, &community.slug).await?.ok_or(Error::NotFound)?;
    ctx.actor.must::<Own>(&place)?;
    let themes = service::themes(ctx, &community.slug).await?;
    Ok(page(ctx, status, move || view! { <SettingsPage community form themes faults/> }))
}

/// `GET /c/{slug}/instellingen`.
pub async fn settings(ctx: Ctx, Here(community): Here) -> Answer {
    let now = community.clone();
    let form = Settings {
        slug: now.slug,
        name: now.name,
        description: now.description,
        visibility: now.visibility,
        join: now.join,
        question: now.question,
        rules_markdown: now.rules_markdown,
        theme: now.theme.map(|theme| theme.slug).unwrap_or_default(),
        presence: now.presence.key().to_owned(),
    };
    setting(&ctx, community, form, Faults::default(), StatusCode::OK).await
}

/// `POST /c/{slug}/instellingen`.
pub async fn set(ctx: Ctx, Path(slug): Path<String>, Form(form): Form<Settings>) -> Answer {
    match service::set(&ctx, &slug, form.clone()).await {
        Ok(slug) => Ok(redirect(&format!("/c/{slug}"))),
        Err(Error::Invalid(faults)) => {
            let community = service::show(&ctx, &slug).await?;
            setting(&ctx, community, form, faults, StatusCode::UNPROCESSABLE_ENTITY).await
        }
        Err(error) => Err(error),
    }
}

/// Whether a community is in use.
#[derive(serde::Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Archiving {
    archived: bool,
}

/// `POST /c/{slug}/archief`.
pub async fn archive(ctx: Ctx, Path(slug): Path<String>, Form(form): Form<Archiving>) -> Answer {
    service::archive(&ctx, &slug, form.archived).await?;
    Ok(redirect(&format!("/c/{slug}")))
}
