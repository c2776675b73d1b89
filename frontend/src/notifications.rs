//! Pages of notifications.

use crate::{
    accounts::DonePage,
    context::lang,
    ui::{Layout, Look, Page, PageHead, PostButton},
};
use leptos::prelude::*;
use shared::notifications::words as w;

/// Stops mail, for whoever has the link of one.
#[component]
pub fn StopPage(
    /// Where the buttons go.
    action: String,
) -> impl IntoView {
    let lang = lang();
    let of = |what: &str| vec![("what", what.to_owned())];
    view! {
        <Page title=w::stop_title(lang) layout=Layout::Narrow>
            <PageHead title=w::stop_title(lang) lead=w::stop_lead(lang)/>
            <div class="cluster">
                <PostButton action=action.clone() text=w::stop_thread(lang) look=Look::Primary hidden=of("thread")/>
                <PostButton action text=w::stop_all(lang) hidden=of("all")/>
            </div>
        </Page>
    }
}

/// After stopping.
#[component]
pub fn StoppedPage(
    /// Whether all of it was stopped.
    all: bool,
) -> impl IntoView {
    let lang = lang();
    let text = if all { w::stopped_all(lang) } else { w::stopped_thread(lang) };
    view! { <DonePage title=w::stopped_title(lang) text/> }
}
