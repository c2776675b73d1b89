//! Facts in pairs, tables, and tables of contents.

use crate::context::lang;
use leptos::prelude::*;
use shared::{ui_words, words::Text};

/// A list of [`Fact`]s.
#[component]
pub fn Facts(
    /// The facts.
    children: Children,
) -> impl IntoView {
    view! { <dl class="facts">{children()}</dl> }
}

/// A name and what it stands for.
#[component]
pub fn Fact(
    /// The name.
    #[prop(into)]
    label: Text,
    /// What it stands for.
    children: Children,
) -> impl IntoView {
    view! { <div class="facts__fact"><dt>{label}</dt><dd>{children()}</dd></div> }
}

/// A box in which a wide table scrolls, for the keyboard as well.
#[component]
pub fn TableBox(
    /// The name of the table, for screen readers.
    #[prop(into)]
    label: Text,
    /// A `<table>`.
    children: Children,
) -> impl IntoView {
    view! { <div class="table-box" role="region" tabindex="0" aria-label=label>{children()}</div> }
}

/// A heading of the text beside the table of contents.
#[derive(Clone, Debug, Default, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct TocEntry {
    /// The id of the heading.
    pub id: String,
    /// Its words.
    pub text: String,
    /// 2 for a chapter, 3 for a part of one.
    pub level: u8,
}

/// A table of contents. Nothing when there are fewer than two headings.
#[component]
pub fn Toc(
    /// The headings in the order of the text.
    entries: Vec<TocEntry>,
) -> impl IntoView {
    let several = entries.len() > 1;
    let entries = entries.into_iter().map(|TocEntry { id, text, level }| {
        view! { <li class="toc__entry" class:toc__entry--deep={level > 2}><a href=format!("#{id}")>{text}</a></li> }
    });
    several.then(|| {
        let title = ui_words::on_this_page(lang());
        view! {
            <nav class="toc" aria-labelledby="toc-title">
                <p class="toc__title" id="toc-title">{title}</p>
                <ol class="toc__list" role="list">{entries.collect_view()}</ol>
            </nav>
        }
    })
}
