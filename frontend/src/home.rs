//! The home page.

use crate::{
    communities::CommunityList,
    context::{lang, reader},
    threads::ThreadList,
    ui::{ButtonLink, Card, Look, Page, PageHead, WithRail},
};
use leptos::prelude::*;
use shared::{communities::Community, home_words as w, threads::Thread, words};

/// What is new for the reader, and where to go.
#[component]
pub fn HomePage(
    /// The newest threads the reader reads.
    threads: Vec<Thread>,
    /// The communities the reader may know of.
    communities: Vec<Community>,
) -> impl IntoView {
    let lang = lang();
    let member = reader().me.is_some();
    let (title, lead) = if member {
        (w::member_title(lang), w::member_lead(lang))
    } else {
        (w::visitor_title(lang), w::visitor_lead(lang))
    };
    let acts = if member {
        ().into_any()
    } else {
        view! { <ButtonLink href="/inloggen" look=Look::Primary>{words::sign_in(lang)}</ButtonLink> }.into_any()
    };
    let rail = view! { <Card title=words::communities(lang)><CommunityList communities/></Card> }.into_any();
    view! {
        <Page title="">
            <PageHead title lead acts/>
            <WithRail rail label=words::communities(lang)>
                <Card title=w::newest(lang)><ThreadList threads/></Card>
            </WithRail>
        </Page>
    }
}
