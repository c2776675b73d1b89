//! The versions of an article.

use super::article::trail;
use crate::{
    context::lang,
    ui::{AuthorLine, Card, Crumb, Layout, List, Notice, Page, PageHead, Row, SafeHtml, When},
};
use leptos::prelude::*;
use shared::{
    kennisbank::{Article, Revision, words as w},
    people::Author,
    words,
};

/// A line of a text against the version before.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Change {
    /// It stayed.
    Same(String),
    /// It came.
    Added(String),
    /// It went.
    Removed(String),
}

/// The places above a page about an article.
fn above(article: &Article) -> Vec<Crumb> {
    let mut trail = trail(article);
    trail.push(Crumb::new(article.title.clone(), article.url.clone()));
    trail
}

/// The name of who wrote a version.
fn named(editor: Option<&Author>) -> String {
    match editor {
        None => w::imported(lang()).into_owned(),
        Some(author) if author.name.is_empty() => words::former_member(lang()).into_owned(),
        Some(author) => author.name.clone(),
    }
}

/// All versions of an article, newest first.
#[component]
pub fn VersionsPage(
    /// The article.
    article: Article,
    /// Its versions.
    versions: Vec<Revision>,
) -> impl IntoView {
    let lang = lang();
    let trail = above(&article);
    let rows = versions.into_iter().map(|version| {
        let href = format!("/a/{}/versies/{}", article.id, version.version);
        let organisation = version
            .editor
            .as_ref()
            .and_then(|editor| editor.organisation.clone())
            .map(|name| view! { <span>{name}</span> });
        view! {
            <Row href title=w::version(lang, version.version)>
                <span>{named(version.editor.as_ref())}</span>
                {organisation}
                <span><When at=version.at/></span>
            </Row>
        }
    });
    let rows = rows.collect_view();
    view! {
        <Page title=w::versions(lang) layout=Layout::Column>
            <PageHead title=w::versions(lang) trail/>
            <List label=w::versions(lang)>{rows}</List>
        </Page>
    }
}

/// One version of an article, with what changed in it.
#[component]
pub fn VersionPage(
    /// The article as it is now.
    article: Article,
    /// The version.
    version: Revision,
    /// The lines of its text against the version before, when there is one.
    changes: Option<Vec<Change>>,
) -> impl IntoView {
    let lang = lang();
    let mut trail = above(&article);
    trail.push(Crumb::new(w::versions(lang), format!("/a/{}/versies", article.id)));
    let old = (version.version < article.version).then(|| {
        view! { <Notice><p>{w::old_version(lang, version.version)}" "<a href=article.url.clone()>{w::to_newest(lang)}</a></p></Notice> }
    });
    let author = match version.editor.clone() {
        Some(author) => {
            let author = Author { name: named(Some(&author)), ..author };
            view! { <AuthorLine author at=Some(version.at)/> }.into_any()
        }
        None => {
            view! { <p class="meta"><span>{w::imported(lang)}</span><span><When at=version.at/></span></p> }.into_any()
        }
    };
    let changes = changes.map(|changes| view! { <Card title=w::changes(lang)><Changes changes/></Card> });
    let html = version.body_html.unwrap_or_default();
    view! {
        <Page title=w::version(lang, version.version) layout=Layout::Column>
            <PageHead title=version.title trail/>
            {old} {author} {changes}
            <SafeHtml html/>
        </Page>
    }
}

/// Lines around a change that are shown.
const AROUND: usize = 2;

/// What came and went, with a few lines around it.
#[component]
fn Changes(changes: Vec<Change>) -> impl IntoView {
    let lang = lang();
    let near: Vec<bool> = (0..changes.len())
        .map(|at| {
            let from = at.saturating_sub(AROUND);
            changes.iter().skip(from).take(at - from + AROUND + 1).any(|line| !matches!(line, Change::Same(_)))
        })
        .collect();
    if !near.contains(&true) {
        return view! { <p class="meta">{w::no_changes(lang)}</p> }.into_any();
    }
    let mut gap = false;
    let lines = changes.into_iter().zip(near).filter_map(|(line, near)| {
        if !near {
            let first = !gap;
            gap = true;
            return first.then(|| view! { <li class="diff__gap" aria-hidden="true">"…"</li> }.into_any());
        }
        gap = false;
        Some(match line {
            Change::Same(text) => view! { <li class="diff__line">{text}</li> }.into_any(),
            Change::Added(text) => {
                view! { <li class="diff__line diff__line--added"><ins><span class="out-of-sight">{w::added(lang)}": "</span>{text}</ins></li> }.into_any()
            }
            Change::Removed(text) => {
                view! { <li class="diff__line diff__line--removed"><del><span class="out-of-sight">{w::removed(lang)}": "</span>{text}</del></li> }.into_any()
            }
        })
    });
    view! { <ol class="diff" role="list">{lines.collect_view()}</ol> }.into_any()
}
