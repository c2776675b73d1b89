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
    /// The address of the first page and the words on the link, when it is further away.
    #[prop(default = None)]
    start: Option<(String, Text)>,
    /// The address of the last page and the words on the link, when it is further away.
    #[prop(default = None)]
    finish: Option<(String, Text)>,
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
    let end = |end: Option<(String, Text)>| {
        end.map(|(href, text)| view! { <a class="pager__link pager__link--end" href=href>{text}</a> })
    };
    let (start, finish) = (end(start), end(finish));
    several.then(|| {
        view! { <nav class="pager" aria-label=words::pages(lang)>{start}{back}{place.map(|place| view! { <span class="pager__place">{place}</span> })}{on}{finish}</nav> }
    })
}
