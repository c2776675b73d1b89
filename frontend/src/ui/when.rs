//! Moments.

use crate::context::reader;
use leptos::prelude::*;
use shared::Timestamp;

/// A moment as the reader says it, such as "5 minuten geleden", with the exact moment at hand. On the server only.
#[component]
pub fn When(
    /// The moment.
    at: Timestamp,
    /// Shows the date instead of how long ago.
    #[prop(optional)]
    date: bool,
) -> impl IntoView {
    let reader = reader();
    let text = if date { reader.date(at) } else { reader.ago(at) };
    view! { <Moment at text exact=reader.exact(at)/> }
}

/// A moment in words that were made elsewhere; for islands, which know no zone.
#[component]
pub fn Moment(
    /// The moment.
    at: Timestamp,
    /// What is shown.
    #[prop(into)]
    text: String,
    /// The exact moment in words.
    #[prop(into)]
    exact: String,
) -> impl IntoView {
    view! { <time class="when" datetime=at.to_string() title=exact>{text}</time> }
}
