//! Lists of things that lead somewhere: threads, articles, results.

use crate::context::lang;
use leptos::prelude::*;
use shared::{ui_words, words::Text};

/// A list of [`Row`]s.
#[component]
pub fn List(
    /// The name of the list, for screen readers.
    #[prop(into)]
    label: Text,
    /// The rows.
    children: Children,
) -> impl IntoView {
    view! { <ul class="list" role="list" aria-label=label>{children()}</ul> }
}

/// A thing in a [`List`]: a strong title, its state, and a quiet line about it.
#[component]
pub fn Row(
    /// Where it leads.
    #[prop(into)]
    href: String,
    /// Its title.
    #[prop(into)]
    title: Text,
    /// Whether the reader has not seen it, or not all of it.
    #[prop(optional)]
    unread: bool,
    /// A face or a drawing before it.
    #[prop(optional)]
    face: Option<AnyView>,
    /// [`super::Badge`]s after the title.
    #[prop(optional)]
    badges: Option<AnyView>,
    /// One line of what it says.
    #[prop(default = None)]
    excerpt: Option<AnyView>,
    /// A number at the end of the row, and what it counts: `("12", "reacties")`.
    #[prop(default = None)]
    count: Option<(String, Text)>,
    /// The quiet line: pieces in `<span>`s of their own, a dot comes between them.
    children: Children,
) -> impl IntoView {
    let mark = unread.then(|| view! { <span class="row__unread">{ui_words::unread(lang())}</span> });
    let count = count.map(|(number, what)| view! { <p class="row__count"><b>{number}</b>" "<span>{what}</span></p> });
    view! {
        <li class="row" class:row--unread=unread>
            {face.map(|face| view! { <div class="row__face">{face}</div> })}
            <div class="row__text">
                <p class="row__head">{mark}<a class="row__title" href=href>{title}</a>{badges.map(|badges| view! { " "<span class="row__badges">{badges}</span> })}</p>
                {excerpt.map(|excerpt| view! { <p class="row__excerpt">{excerpt}</p> })}
                <p class="row__meta meta">{children()}</p>
            </div>
            {count}
        </li>
    }
    .into_any()
}
