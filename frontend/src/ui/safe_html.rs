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
