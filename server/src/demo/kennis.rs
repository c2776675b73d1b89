//! The kennisbank of the demo region.

use super::{DAY, People, as_member, before, lines};
use crate::{
    Result,
    app::{App, Ctx},
    kennisbank,
};
use serde::Deserialize;
use shared::{
    Timestamp,
    ids::{OrganisationId, ThemeId},
    kennisbank::{ArticleKind, NewArticle, SubjectForm, ThemeForm},
};
use std::collections::HashMap;

#[derive(Deserialize)]
struct Theme {
    slug: String,
    name: String,
    description: String,
    subjects: Vec<Subject>,
}

#[derive(Deserialize)]
struct Subject {
    slug: String,
    name: String,
}

#[derive(Deserialize)]
struct Article {
    kind: ArticleKind,
    theme: String,
    subject: String,
    title: String,
    tags: Vec<String>,
    owner_organisation: String,
    author: String,
    source: String,
    published_days_ago: f64,
    reviewed_days_ago: Option<f64>,
    body_markdown: String,
}

/// Who edits which theme.
#[derive(Deserialize)]
struct Editor {
    email: String,
    organisation: String,
    #[serde(default)]
    themes: Vec<String>,
}

/// Makes the themes with their subjects and editors; gives their ids by slug.
pub async fn themes(ctx: &Ctx) -> Result<HashMap<String, ThemeId>> {
    let mut made = HashMap::new();
    for (place, theme) in (1..).zip(lines::<Theme>(include_str!("../../demo/themes.jsonl"))?) {
        let form = ThemeForm {
            slug: theme.slug.clone(),
            name: theme.name,
            description: theme.description,
            position: (place * 10).to_string(),
            audience: "public".to_owned(),
        };
        let id = kennisbank::make_theme(ctx, &form).await?;
        for (place, subject) in (1..).zip(theme.subjects) {
            let form = SubjectForm { name: subject.name, parent: String::new(), position: (place * 10).to_string() };
            kennisbank::add_subject(ctx, &theme.slug, &form, Some(&subject.slug)).await?;
        }
        made.insert(theme.slug, id);
    }
    let people = lines::<Editor>(include_str!("../../demo/members.jsonl"))?;
    for editor in people.into_iter().filter(|editor| editor.organisation == "var") {
        for theme in &editor.themes {
            kennisbank::add_editor(ctx, theme, &editor.email).await?;
        }
    }
    Ok(made)
}

/// Writes the articles, oldest first; gives how many.
pub async fn articles(
    app: &App,
    people: &People,
    employers: &HashMap<String, OrganisationId>,
    now: Timestamp,
) -> Result<usize> {
    let mut all: Vec<Article> = lines(include_str!("../../demo/articles/c.jsonl"))?;
    all.extend(lines::<Article>(include_str!("../../demo/articles/d.jsonl"))?);
    let count = all.len();
    for article in all {
        let ctx = as_member(app, people, &article.author)?;
        let new = NewArticle {
            title: article.title,
            body_markdown: article.body_markdown,
            kind: article.kind,
            theme: Some(article.theme),
            subject: Some(article.subject),
            tags: article.tags,
            organisation_id: employers.get(&article.owner_organisation).copied(),
            source: article.source,
            ..NewArticle::default()
        };
        let id = kennisbank::write_at(&ctx, &new, before(now, article.published_days_ago * DAY)).await?;
        if let Some(days) = article.reviewed_days_ago {
            kennisbank::review_at(&ctx, id, before(now, days * DAY)).await?;
        }
    }
    Ok(count)
}
