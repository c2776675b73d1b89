//! A message about something that happened or must be known.

use super::{Glyph, Icon, Tone};
use crate::context::lang;
use leptos::prelude::*;
use shared::{ui_words, words::Text};

/// A message in a box. Success is announced politely, an error at once.
#[component]
pub fn Notice(
    /// What it is.
    #[prop(default = Tone::Info)]
    tone: Tone,
    /// Its first line.
    #[prop(optional, into)]
    title: Option<Text>,
    /// The message.
    children: Children,
) -> impl IntoView {
    let lang = lang();
    let (glyph, kind, role) = match tone {
        Tone::Success => (Glyph::SOLVED, ui_words::success(lang), Some("status")),
        Tone::Warning => (Glyph::WARNING, ui_words::warning(lang), None),
        Tone::Error => (Glyph::ERROR, ui_words::error(lang), Some("alert")),
        _ => (Glyph::INFO, ui_words::information(lang), None),
    };
    view! {
        <div class=format!("utrecht-alert notice notice--{}", tone.name()) role=role>
            <Icon glyph/>
            <div class="notice__text">
                <span class="out-of-sight">{kind}": "</span>
                {title.map(|title| view! { <p class="notice__title">{title}</p> })}
                {children()}
            </div>
        </div>
    }
}
