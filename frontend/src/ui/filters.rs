//! Choices that narrow a list: links, so that the choice stands in the address and can be shared.

use leptos::prelude::*;
use shared::words::Text;

/// One choice.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct FilterLink {
    /// Its name.
    pub text: Text,
    /// The address of the list with this choice made, or undone when it is on.
    pub href: String,
    /// How many things it leaves.
    pub count: Option<i64>,
    /// Whether it is made.
    pub on: bool,
}

/// A group of choices with a name.
#[component]
pub fn FilterLinks(
    /// What the choices are about.
    #[prop(into)]
    label: Text,
    /// The choices.
    links: Vec<FilterLink>,
) -> impl IntoView {
    let some = !links.is_empty();
    let links = links.into_iter().map(|FilterLink { text, href, count, on }| {
        let count = count.map(|count| view! { <span class="filters__count">{count}</span> });
        view! { <li><a class="filters__link" href=href aria-current=on.then_some("true")><span class="filters__text">{text}</span>{count}</a></li> }
    });
    some.then(|| view! { <section class="filters"><h2 class="filters__label">{label}</h2><ul class="filters__list" role="list">{links.collect_view()}</ul></section> })
}
