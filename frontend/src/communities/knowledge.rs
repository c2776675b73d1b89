//! The articles of a community.

use crate::{
    communities::CommunityHead,
    context::lang,
    kennisbank::ArticleList,
    ui::{Empty, Glyph, Page, Pager},
};
use leptos::prelude::*;
use shared::{
    communities::{Community, words as w},
    kennisbank::Article,
};

/// The articles of a community, newest first.
#[component]
pub fn KnowledgePage(
    /// Of which community.
    community: Community,
    /// The articles of this page.
    articles: Vec<Article>,
    /// The address of the next page.
    next: Option<String>,
) -> impl IntoView {
    let lang = lang();
    let title = format!("{} · {}", w::knowledge(lang), community.name);
    let list = if articles.is_empty() {
        view! { <Empty title=w::no_knowledge(lang) text=w::no_knowledge_help(lang) glyph=Glyph::BOOK/> }.into_any()
    } else {
        // The page says which community.
        let articles = articles.into_iter().map(|article| Article { community: None, ..article }).collect();
        view! { <ArticleList articles themed=true/> }.into_any()
    };
    view! {
        <Page title>
            <CommunityHead community here="knowledge"/>
            <div class="page-part">{list}</div>
            <Pager next/>
        </Page>
    }
}
