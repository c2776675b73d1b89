//! The views of one place.

use crate::context::lang;
use leptos::prelude::*;
use shared::{ui_words, words::Text};

/// A view of a place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Tab {
    /// Its name.
    pub text: Text,
    /// Its address.
    pub href: String,
    /// Whether it is the one that is shown.
    pub here: bool,
    /// How many things it holds, when that helps.
    pub count: Option<i64>,
}

impl Tab {
    /// A view called `text` at `href`.
    pub fn new(text: impl Into<Text>, href: impl Into<String>, here: bool) -> Self {
        Self { text: text.into(), href: href.into(), here, count: None }
    }

    /// The same with a number.
    #[must_use]
    pub fn counting(self, count: i64) -> Self {
        Self { count: Some(count), ..self }
    }
}

/// Links to the views of a place. Not the ARIA pattern of tabs: each is a page of its own.
#[component]
pub fn Tabs(
    /// The views.
    tabs: Vec<Tab>,
    /// The name of the links, for screen readers.
    #[prop(optional, into)]
    label: Option<Text>,
) -> impl IntoView {
    let tabs = tabs.into_iter().map(|Tab { text, href, here, count }| {
        let count = count.map(|count| view! { <span class="tabs__count">{count}</span> });
        view! { <li><a class="tabs__tab" href=href aria-current=here.then_some("page")>{text}{count}</a></li> }
    });
    view! { <nav class="tabs" aria-label=label.unwrap_or_else(|| ui_words::views(lang()))><ul class="tabs__list" role="list">{tabs.collect_view()}</ul></nav> }
}
