//! The front door.

use super::{Glyph, Icon};
use crate::{context::lang, islands::Typeahead};
use leptos::prelude::*;
use shared::{
    ui_words,
    words::{self, Text},
};

/// The search field of the frame. Without JavaScript it is a form; an island suggests while one types.
#[component]
pub fn SearchForm(
    /// What it holds.
    #[prop(optional, into)]
    query: String,
) -> impl IntoView {
    let lang = lang();
    view! {
        <form class="search" role="search" action="/zoeken" method="get">
            <label class="out-of-sight" for="zoek">{words::search(lang)}</label>
            <Icon glyph=Glyph::SEARCH/>
            <input
                class="search__input" type="search" id="zoek" name="q" value=query placeholder=words::search_hint(lang)
                autocomplete="off" spellcheck="false" enterkeyhint="search" aria-keyshortcuts="/"
            />
            <kbd class="search__key" aria-hidden="true" title=ui_words::search_key(lang)>"/"</kbd>
            <button class="search__send" type="submit">{ui_words::search_now(lang)}</button>
            <Typeahead/>
        </form>
    }
    // The frame is in the type of every page: without this it grows past what the compiler follows.
    .into_any()
}

/// A search field for one place only.
#[component]
pub fn SearchWithin(
    /// What it says, such as "Zoek in dit gesprek".
    #[prop(into)]
    label: Text,
    /// The part of the address that names the place.
    name: &'static str,
    /// Which place.
    #[prop(into)]
    value: String,
) -> impl IntoView {
    let called = label.clone();
    view! {
        <form class="within" role="search" aria-label=called action="/zoeken" method="get">
            <label class="rail__title" for="zoek-hier">{label}</label>
            <input type="hidden" name=name value=value/>
            <div class="within__row">
                <input class="utrecht-textbox field__input" type="search" id="zoek-hier" name="q" autocomplete="off" enterkeyhint="search"/>
                <button class="nl-button nl-button--secondary" type="submit"><Icon glyph=Glyph::SEARCH/><span class="out-of-sight">{ui_words::search_now(lang())}</span></button>
            </div>
        </form>
    }
    .into_any()
}
