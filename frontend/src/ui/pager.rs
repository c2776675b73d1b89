//! From page to page of a list.

use super::{Glyph, Icon};
use crate::context::lang;
use leptos::prelude::*;
use shared::words::{self, Text};

/// Links to the pages before and after this one. Nothing when there is only one.
#[component]
pub fn Pager(
    /// The address of the page before.
    #[prop(default = None)]
    previous: Option<String>,
    /// The address of the page after.
    #[prop(default = None)]
    next: Option<String>,
    /// The words on the first link; "Vorige" when there are none.
    #[prop(optional, into)]
    previous_text: Option<Text>,
    /// The words on the second link; "Volgende" when there are none.
    #[prop(optional, into)]
    next_text: Option<Text>,
    /// Which part of the list this is, such as "21 tot 40 van 63".
    #[prop(optional, into)]
    place: Option<Text>,
) -> impl IntoView {
    let lang = lang();
    let several = previous.is_some() || next.is_some();
    let back = previous.map(|href| {
        let text = previous_text.unwrap_or_else(|| words::previous_page(lang));
        view! { <a class="pager__link" rel="prev" href=href><Icon glyph=Glyph::LEFT/>{text}</a> }
    });
    let on = next.map(|href| {
        let text = next_text.unwrap_or_else(|| words::next_page(lang));
        view! { <a class="pager__link pager__link--next" rel="next" href=href>{text}<Icon glyph=Glyph::RIGHT/></a> }
    });
    several.then(|| {
        view! { <nav class="pager" aria-label=words::pages(lang)>{back}{place.map(|place| view! { <span class="pager__place">{place}</span> })}{on}</nav> }
    })
}
