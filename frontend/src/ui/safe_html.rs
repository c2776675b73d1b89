//! The only place that shows HTML without escaping it.

use leptos::prelude::*;

/// Text that the server rendered from Markdown and sanitised, in the looks of running text.
#[component]
pub fn SafeHtml(
    /// The HTML.
    html: shared::html::SafeHtml,
) -> impl IntoView {
    view! { <div class="prose" inner_html=String::from(html)></div> }
}

/// One line of a text with what was looked for marked, made and escaped by the server.
#[component]
pub fn Passage(
    /// The HTML.
    html: shared::html::SafeHtml,
    /// The class of the paragraph.
    class: &'static str,
) -> impl IntoView {
    (!html.is_empty()).then(|| view! { <p class=class inner_html=String::from(html)></p> })
}
