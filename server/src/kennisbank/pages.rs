//! HTML doors of the kennisbank: reading. What writes stands in [`forms`].

mod forms;

pub use forms::{archive, change, delete, edit_form, new_form, review, write};

use super::{
    model::{self, Mark},
    service::{self, Filter},
    shelves,
};
use crate::{
    Error, Result,
    access::EditArticle,
    app::Ctx,
    http::{Answer, Cursor, Query, page, redirect},
};
use axum::{extract::Path, http::StatusCode};
use frontend::{
    kennisbank::{
        ArticlePage, Change, MayEdit, Narrowing, OverviewPage, SubjectLink, ThemeCard, ThemePage, ThemesPage,
        VersionPage, VersionsPage,
    },
    ui::FilterLink,
};
use leptos::prelude::*;
use shared::{
    ids::ArticleId,
    kennisbank::{ArticleKind, Subject},
    limits::ROWS_PER_PAGE,
};

/// What narrows a list, in the words of addresses.
#[derive(Clone, Debug, Default, serde::Deserialize, serde::Serialize)]
pub struct Wanted {
    #[serde(skip_serializing_if = "Option::is_none")]
    soort: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    onderwerp: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    trefwoord: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    community: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none", skip_deserializing)]
    cursor: Option<String>,
}

impl Wanted {
    /// What is empty narrows nothing.
    fn tidy(self) -> Self {
        let some = |text: Option<String>| text.filter(|text| !text.is_empty());
        Self {
            soort: some(self.soort),
            onderwerp: some(self.onderwerp),
            trefwoord: some(self.trefwoord),
            community: some(self.community),
            cursor: None,
        }
    }

    fn filter(&self, theme: Option<&str>) -> Result<Filter> {
        let kind = match &self.soort {
            None => None,
            Some(key) => Some(ArticleKind::from_key(key).ok_or(Error::NotFound)?),
        };
        Ok(Filter {
            theme: theme.map(ToOwned::to_owned),
            subject: self.onderwerp.clone(),
            community: self.community.clone(),
            kind,
            tag: self.trefwoord.clone(),
            external_id: None,
        })
    }

    /// The address of the list with this choice.
    fn address(&self, path: &str) -> String {
        match serde_urlencoded::to_string(self) {
            Ok(query) if !query.is_empty() => format!("{path}?{query}"),
            _ => path.to_owned(),
        }
    }
}

fn narrowing(ctx: &Ctx, path: &str, wanted: &Wanted, kinds: &[(ArticleKind, i64)], subjects: &[Subject]) -> Narrowing {
    let lang = ctx.lang();
    let kind = |kind: ArticleKind, count: i64| {
        let on = wanted.soort.as_deref() == Some(kind.key());
        let soort = (!on).then(|| kind.key().to_owned());
        let href = Wanted { soort, ..wanted.clone() }.address(path);
        FilterLink { text: kind.text(lang), href, count: Some(count), on }
    };
    let subject = |subject: &Subject| {
        let on = wanted.onderwerp.as_ref() == Some(&subject.slug);
        let onderwerp = (!on).then(|| subject.slug.clone());
        let href = Wanted { onderwerp, ..wanted.clone() }.address(path);
        let link = FilterLink { text: subject.name.clone().into(), href, count: Some(subject.articles), on };
        SubjectLink { link, depth: subject.depth }
    };
    let ordered = ArticleKind::ALL.iter().filter_map(|one| kinds.iter().find(|(known, _)| known == one));
    Narrowing {
        kinds: ordered.map(|(one, count)| kind(*one, *count)).collect(),
        subjects: subjects.iter().map(subject).collect(),
        tag: wanted.trefwoord.as_ref().map(|tag| {
            let without = Wanted { trefwoord: None, ..wanted.clone() }.address(path);
            FilterLink { text: tag.clone().into(), href: without, count: None, on: true }
        }),
        narrowed: wanted.soort.is_some()
            || wanted.onderwerp.is_some()
            || wanted.trefwoord.is_some()
            || wanted.community.is_some(),
    }
}

/// `GET /k`.
pub async fn overview(ctx: Ctx, Query(wanted): Query<Wanted>, Query(place): Query<Cursor>) -> Answer {
    let wanted = Wanted { onderwerp: None, ..wanted.tidy() };
    let found = service::list(&ctx, &wanted.filter(None)?, place.parts()?, ROWS_PER_PAGE).await?;
    let kinds = service::kinds(&ctx, None, None).await?;
    let themes = shelves::themes(&ctx).await?;
    let narrowing = narrowing(&ctx, "/k", &wanted, &kinds, &[]);
    let next = found.next_cursor.map(|cursor| Wanted { cursor: Some(cursor), ..wanted }.address("/k"));
    let articles = found.items;
    Ok(page(&ctx, StatusCode::OK, move || view! { <OverviewPage themes articles narrowing next/> }))
}

/// `GET /themas`.
pub async fn themes(ctx: Ctx) -> Answer {
    let mut cards = Vec::new();
    for theme in shelves::themes(&ctx).await? {
        let filter = Filter { theme: Some(theme.slug.clone()), ..Filter::default() };
        let articles = service::list(&ctx, &filter, None, 3).await?.items;
        let communities = shelves::communities(&ctx, theme.id).await?;
        cards.push(ThemeCard { theme, articles, communities });
    }
    Ok(page(&ctx, StatusCode::OK, move || view! { <ThemesPage cards/> }))
}

/// `GET /k/{slug}`.
pub async fn theme(
    ctx: Ctx,
    Path(slug): Path<String>,
    Query(wanted): Query<Wanted>,
    Query(place): Query<Cursor>,
) -> Answer {
    let wanted = Wanted { community: None, ..wanted.tidy() };
    let (theme, write) = shelves::theme(&ctx, &slug).await?;
    let path = format!("/k/{slug}");
    let found = service::list(&ctx, &wanted.filter(Some(&slug))?, place.parts()?, ROWS_PER_PAGE).await?;
    let kinds = service::kinds(&ctx, Some(&slug), wanted.onderwerp.as_deref()).await?;
    let communities = shelves::communities(&ctx, theme.id).await?;
    let narrowing = narrowing(&ctx, &path, &wanted, &kinds, &theme.subjects);
    let next = found.next_cursor.map(|cursor| Wanted { cursor: Some(cursor), ..wanted }.address(&path));
    let articles = found.items;
    Ok(page(&ctx, StatusCode::OK, move || view! { <ThemePage theme articles communities narrowing write next/> }))
}

pub(super) fn article_id(text: &str) -> Result<ArticleId> {
    text.parse().map_err(|_| Error::NotFound)
}

/// `GET /a/{id}`: on to the address with the title, for those who may read it.
pub async fn canonical(ctx: Ctx, Path(id): Path<String>) -> Answer {
    Ok(redirect(&service::show(&ctx, article_id(&id)?).await?.0.url))
}

/// `GET /a/{id}/{slug}`.
pub async fn show(ctx: Ctx, Path((id, slug)): Path<(String, String)>) -> Answer {
    let id = article_id(&id)?;
    let (article, place) = service::show(&ctx, id).await?;
    if article.url.rsplit('/').next() != Some(slug.as_str()) {
        return Ok(redirect(&article.url));
    }
    let related = service::related(&ctx, id).await?;
    let may = MayEdit(ctx.actor.allows::<EditArticle>(&place));
    Ok(page(&ctx, StatusCode::OK, move || view! { <ArticlePage article related may/> }))
}

/// `GET /a/{id}/versies`.
pub async fn versions(ctx: Ctx, Path(id): Path<String>) -> Answer {
    let (article, versions) = service::revisions(&ctx, article_id(&id)?).await?;
    Ok(page(&ctx, StatusCode::OK, move || view! { <VersionsPage article versions/> }))
}

/// `GET /a/{id}/versies/{version}`.
pub async fn version(ctx: Ctx, Path((id, version)): Path<(String, String)>) -> Answer {
    let version = version.parse().map_err(|_| Error::NotFound)?;
    let (article, version, before) = service::revision(&ctx, article_id(&id)?, version).await?;
    let changes = before.map(|before| {
        let lines = model::changes(&before, version.body_markdown.as_deref().unwrap_or_default()).into_iter();
        lines
            .map(|(mark, line)| match mark {
                Mark::Same => Change::Same(line),
                Mark::Added => Change::Added(line),
                Mark::Removed => Change::Removed(line),
            })
            .collect()
    });
    Ok(page(&ctx, StatusCode::OK, move || view! { <VersionPage article version changes/> }))
}
