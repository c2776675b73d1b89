//! Small facts beside a title: state, number, tag.

use super::{Glyph, Icon, Tone};
use leptos::prelude::*;
use shared::words::Text;

/// A state in one or two words.
#[component]
pub fn Badge(
    /// What it says.
    #[prop(into)]
    text: Text,
    /// What the colour means.
    #[prop(optional)]
    tone: Tone,
    /// A drawing before the words.
    #[prop(optional)]
    glyph: Option<Glyph>,
) -> impl IntoView {
    view! {
        <span class=format!("nl-data-badge badge badge--{}", tone.name())>
            {glyph.map(|glyph| view! { <Icon glyph/> })} {text}
        </span>
    }
}

/// A number of new things. Nothing when there are none.
#[component]
pub fn Count(
    /// How many.
    #[prop(into)]
    n: Signal<i64>,
    /// What is counted, with the number in it, for screen readers.
    #[prop(into)]
    text: Signal<String>,
) -> impl IntoView {
    let shown = move || if n.get() > 99 { "99+".to_owned() } else { n.get().to_string() };
    view! {
        <span class="nl-number-badge count" hidden=move || n.get() < 1>
            <span aria-hidden="true">{shown}</span>
            <span class="out-of-sight">{move || text.get()}</span>
        </span>
    }
}

/// A row of tags.
#[component]
pub fn Chips(
    /// [`Chip`]s.
    children: Children,
) -> impl IntoView {
    view! { <ul class="chips" role="list">{children()}</ul> }
}

/// A tag, in [`Chips`].
#[component]
pub fn Chip(
    /// What it says.
    #[prop(into)]
    text: Text,
    /// Where it leads.
    #[prop(default = None)]
    href: Option<String>,
) -> impl IntoView {
    let inside = match href {
        Some(href) => view! { <a class="chip" href=href>{text}</a> }.into_any(),
        None => view! { <span class="chip">{text}</span> }.into_any(),
    };
    view! { <li>{inside}</li> }
}
