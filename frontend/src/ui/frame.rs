//! The frame around every page: header, places, footer.

mod account;
mod footer;
mod places;

use super::SearchForm;
use crate::context::reader;
use account::Account;
use footer::Footer;
use leptos::prelude::*;
use places::Places;
use shared::words;

/// The header with the search field and the account, the five places, the content, and the footer.
///
/// On a phone the places become a bar at the bottom of the screen; the order in the document stays.
#[component]
pub fn Frame(
    /// What the search field holds.
    #[prop(optional, into)]
    query: String,
    /// Whether the content fills the window, so that there is no footer.
    #[prop(optional)]
    full: bool,
    /// The content.
    children: Children,
) -> impl IntoView {
    let reader = reader();
    view! {
        <a class="nl-skip-link skip-link" href="#inhoud">{words::skip_to_content(reader.lang)}</a>
        <div class="frame" class:frame--full=full>
            <header class="frame__head">
                <div class="frame__bar">
                    <a class="brand" href="/" aria-current=(reader.path == "/").then_some("page")>
                        <Mark/>
                        <span class="brand__name">{reader.site.clone()}</span>
                    </a>
                    <SearchForm query/>
                    <Account/>
                </div>
                <Places/>
            </header>
            {children()}
            {(!full).then(|| view! { <Footer/> })}
        </div>
    }
    .into_any()
}

/// The mark of the house: a square seen from above, with those who meet there.
#[component]
fn Mark() -> impl IntoView {
    view! {
        <svg class="brand__mark" viewBox="0 0 32 32" aria-hidden="true" focusable="false">
            <rect class="brand__ground" width="32" height="32" rx="8"></rect>
            <path class="brand__lines" d="M9 24.5V7.5h8.2a5.3 5.3 0 0 1 0 10.6H9"></path>
            <circle class="brand__dot" cx="22.5" cy="23" r="2.5"></circle>
        </svg>
    }
}
