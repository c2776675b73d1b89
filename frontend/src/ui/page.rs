//! A page: the document with the frame around its content.

use super::{Document, Frame};
use leptos::prelude::*;
use shared::words::Text;

/// How wide a page is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Layout {
    /// As wide as lists like it, with room for a rail.
    #[default]
    Wide,
    /// One reading column.
    Column,
    /// A short form, such as the one that signs in.
    Narrow,
    /// The whole window, such as a chat room.
    Full,
}

impl Layout {
    const fn class(self) -> &'static str {
        match self {
            Self::Wide => "page",
            Self::Column => "page page--column",
            Self::Narrow => "page page--narrow",
            Self::Full => "page page--full",
        }
    }
}

/// What every page of a feature starts with.
#[component]
pub fn Page(
    /// The title in the browser's tab.
    #[prop(into)]
    title: Text,
    /// How wide it is.
    #[prop(optional)]
    layout: Layout,
    /// What the search field holds.
    #[prop(optional, into)]
    query: String,
    /// What the page is about, for search engines.
    #[prop(default = None)]
    about: Option<String>,
    /// Whether a chat room is on it.
    #[prop(optional)]
    chat: bool,
    /// The content.
    children: Children,
) -> impl IntoView {
    view! {
        <Document title about chat>
            <Frame query full=layout == Layout::Full>
                <main class=layout.class() id="inhoud" tabindex="-1">{children()}</main>
            </Frame>
        </Document>
    }
    .into_any()
}
