//! Boxes.

use super::{Glyph, Icon};
use leptos::prelude::*;
use shared::words::Text;

/// A group of things with a border around it.
#[component]
pub fn Card(
    /// Its heading, of the second level.
    #[prop(optional, into)]
    title: Option<Text>,
    /// What stands at the end of the heading, such as a link to all.
    #[prop(optional)]
    more: Option<AnyView>,
    /// What is in it.
    children: Children,
) -> impl IntoView {
    let head =
        title.map(|title| view! { <header class="card__head"><h2 class="card__title">{title}</h2>{more}</header> });
    view! { <section class="card">{head}<div class="card__body">{children()}</div></section> }
}

/// Says that there is nothing here, why, and what to do.
#[component]
pub fn Empty(
    /// What is missing.
    #[prop(into)]
    title: Text,
    /// Why, and what would bring it here.
    #[prop(into)]
    text: Text,
    /// A drawing above it.
    #[prop(default = Glyph::THREAD)]
    glyph: Glyph,
    /// What the reader can do: a [`super::ButtonLink`].
    #[prop(optional)]
    act: Option<AnyView>,
) -> impl IntoView {
    view! {
        <div class="empty">
            <Icon glyph/>
            <p class="empty__title">{title}</p>
            <p class="empty__text">{text}</p>
            {act}
        </div>
    }
}

/// A reading column with a slim rail beside it; under it on small screens.
#[component]
pub fn WithRail(
    /// What stands in the rail.
    rail: AnyView,
    /// The name of the rail, for screen readers.
    #[prop(into)]
    label: Text,
    /// The reading column.
    children: Children,
) -> impl IntoView {
    view! {
        <div class="with-rail">
            <div class="with-rail__main">{children()}</div>
            <aside class="rail" aria-label=label>{rail}</aside>
        </div>
    }
}
