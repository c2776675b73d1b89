//! Pages of notifications.

use crate::{
    accounts::DonePage,
    context::lang,
    ui::{Layout, Look, Page, PageHead, PostButton},
};
use leptos::prelude::*;
use shared::{notifications::words as w, search::saved_words as of_search};

/// What mail is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum About {
    /// Replies in a conversation.
    Replies,
    /// Messages of a chat room or a direct conversation.
    Chat,
    /// What is new for a saved search.
    Search,
}

/// Stops mail, for whoever has the link of one.
#[component]
pub fn StopPage(
    /// Where the buttons go.
    action: String,
    /// What the mail is about.
    about: About,
) -> impl IntoView {
    let lang = lang();
    let (title, lead, one, all) = match about {
        About::Replies => (w::stop_title(lang), w::stop_lead(lang), w::stop_thread(lang), w::stop_all(lang)),
        About::Chat => (w::stop_chat_title(lang), w::stop_lead(lang), w::stop_room(lang), w::stop_messages(lang)),
        About::Search => (
            of_search::stop_title(lang),
            of_search::stop_lead(lang),
            of_search::stop_one(lang),
            of_search::stop_all(lang),
        ),
    };
    let of = |what: &str| vec![("what", what.to_owned())];
    view! {
        <Page title=title.clone() layout=Layout::Narrow>
            <PageHead title lead/>
            <div class="cluster">
                <PostButton action=action.clone() text=one look=Look::Primary hidden=of("one")/>
                <PostButton action text=all hidden=of("all")/>
            </div>
        </Page>
    }
}

/// After stopping.
#[component]
pub fn StoppedPage(
    /// What the mail was about.
    about: About,
    /// Whether all of it was stopped.
    all: bool,
) -> impl IntoView {
    let lang = lang();
    let text = match (about, all) {
        (About::Replies, true) => w::stopped_all(lang),
        (About::Replies, false) => w::stopped_thread(lang),
        (About::Chat, true) => w::stopped_messages(lang),
        (About::Chat, false) => w::stopped_room(lang),
        (About::Search, true) => of_search::stopped_all(lang),
        (About::Search, false) => of_search::stopped_one(lang),
    };
    view! { <DonePage title=w::stopped_title(lang) text/> }
}
