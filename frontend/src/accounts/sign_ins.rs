//! The page with one's own sign-ins.

use super::in_settings;
use crate::{
    context::{lang, reader},
    ui::{Badge, Card, Layout, Look, Page, PageHead, PostButton, Tone},
};
use leptos::prelude::*;
use shared::{
    accounts::{SignedIn, words as w},
    ids::SignInId,
};

/// One's own sign-ins, and how to end them.
#[component]
pub fn SignInsPage(
    /// The sign-ins.
    found: Vec<SignedIn>,
    /// The one of this page.
    here: Option<SignInId>,
) -> impl IntoView {
    let lang = lang();
    let cards = found.into_iter().map(|one| view! { <One current={here == Some(one.id)} one/> }).collect_view();
    view! {
        <Page title=w::sign_ins(lang) layout=Layout::Column>
            <PageHead title=w::sign_ins(lang) trail=in_settings() lead=w::sign_ins_lead(lang)/>
            <div class="stack">
                {cards}
                <div class="cluster"><PostButton action="/instellingen/inlogs" text=w::end_all(lang) look=Look::Danger/></div>
                <p><a href="/instellingen/wachtwoord">{w::change_title(lang)}</a></p>
            </div>
        </Page>
    }
}

#[component]
fn One(one: SignedIn, current: bool) -> impl IntoView {
    let (lang, reader) = (lang(), reader());
    let what = one.what();
    let what = if what.is_empty() { w::unknown_device(lang).into_owned() } else { what };
    let here = current.then(|| view! { <Badge text=w::this_one(lang) tone=Tone::Success/> });
    let program = (one.kind == "program").then(|| view! { <Badge text=w::program(lang)/> });
    let facts = [
        w::signed_in_at(lang, &reader.exact(one.created_at)),
        w::last_used(lang, &reader.ago(one.seen_at)),
        w::from_network(lang, &one.network),
    ];
    let end = format!("/instellingen/inlogs/{}", one.id);
    let facts = facts.join(" · ");
    view! {
        <Card title=what more={view! { {here} {program} }.into_any()}>
            <p class="meta">{facts}</p>
            <div class="cluster"><PostButton action=end text=w::end_one(lang) small=true/></div>
        </Card>
    }
}
