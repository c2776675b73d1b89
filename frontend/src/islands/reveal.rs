//! Shows a password while one types it. Without JavaScript there is no button, and the field stays as it is.

use super::browser;
use crate::ui::{Glyph, Icon};
use leptos::prelude::*;
use shared::ui_words as w;
use wasm_bindgen::JsCast;
use web_sys::{Event, HtmlInputElement};

/// The button beside a password.
#[island]
pub fn Reveal(
    /// The id of the field.
    field: String,
) -> impl IntoView {
    let lang = crate::context::lang();
    let awake = RwSignal::new(false);
    let shown = RwSignal::new(false);
    let id = StoredValue::new(field.clone());
    let input = move || browser::element(&id.get_value()).map(JsCast::unchecked_into::<HtmlInputElement>);
    let show = move |show: bool| {
        shown.set(show);
        if let Some(input) = input() {
            input.set_type(if show { "text" } else { "password" });
        }
    };
    Effect::new(move |_| {
        awake.set(true);
        // Sent as what it is: browsers remember the text of other fields.
        if let Some(form) = input().and_then(|input| input.form()) {
            browser::listen(&form, "submit", move |_: Event| show(false));
        }
    });
    view! {
        <button
            class="nl-button nl-button--subtle reveal" type="button" hidden=move || !awake.get() aria-controls=field
            aria-pressed=move || shown.get().to_string() aria-label=w::show_password(lang) on:click=move |_| show(!shown.get_untracked())
        >
            <Icon glyph=Glyph::EYE/> {w::show(lang)}
        </button>
    }
}
