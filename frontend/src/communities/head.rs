//! What is above every page of a community, and how one joins or leaves.

use super::{badges, moderates, owns};
use crate::{
    context::{lang, reader},
    ui::{
        Actions, Button, ButtonLink, Crumb, Form, Glyph, Look, Notice, PageHead, PostButton, Tab, Tabs, TextField, Tone,
    },
};
use leptos::prelude::*;
use shared::{
    Faults,
    communities::{Community, words as w},
    threads::words as threads,
    words,
};

/// What is above every page of a community.
#[component]
pub fn CommunityHead(
    /// Which.
    community: Community,
    /// The tab that is shown.
    here: &'static str,
) -> impl IntoView {
    let lang = lang();
    let members = community.members.map(|n| {
        let text = match community.organisations {
            Some(organisations) => w::members_of(lang, n, &threads::organisations(lang, organisations)),
            None => w::members(lang, n),
        };
        view! { <span>{text}</span> }
    });
    let badges = badges(&community);
    let facts = view! { {badges} {members} }.into_any();
    let trail = vec![Crumb::new(words::communities(lang), "/c")];
    let tabs = tabs(&community, here);
    let write = (community.role.is_some() && !community.archived)
        .then(|| view! { <ButtonLink href=format!("{}/nieuw", community.url) look=Look::Primary glyph=Glyph::PLUS>{w::new_thread(lang)}</ButtonLink> });
    let join = (community.role.is_none() && community.join == "free" && !community.archived && reader().me.is_some())
        .then(|| view! { <PostButton action=format!("{}/lid", community.url) text=w::join(lang) look=Look::Primary/> });
    let acts = view! { {write} {join} }.into_any();
    let archived = community.archived.then(|| view! { <Notice><p>{w::archived_help(lang)}</p></Notice> });
    view! {
        <PageHead title=community.name trail lead=community.description facts acts/>
        <Tabs tabs/>
        {archived}
    }
    .into_any()
}

fn tabs(community: &Community, here: &'static str) -> Vec<Tab> {
    let lang = lang();
    let url = &community.url;
    let at = |part: &str| format!("{url}/{part}");
    let mut tabs = vec![Tab::new(w::threads(lang), url.clone(), here == "threads")];
    if community.knowledge {
        tabs.push(Tab::new(w::knowledge(lang), at("kennis"), here == "knowledge"));
    }
    match community.rooms.as_slice() {
        // Who cannot make another goes straight to the only one.
        [room] if !moderates(community) => tabs.push(Tab::new(w::chat(lang), format!("/chat/{}", room.id), false)),
        [] if community.role.is_none() => {}
        _ => tabs.push(Tab::new(w::chat(lang), at("chat"), here == "chat")),
    }
    if community.members.is_some() {
        tabs.push(Tab::new(w::members_tab(lang), at("leden"), here == "members"));
    }
    tabs.push(Tab::new(w::about(lang), at("over"), here == "about"));
    let counted = |tab: Tab, count: Option<i64>| match count {
        Some(count) if count > 0 => tab.counting(count),
        _ => tab,
    };
    if moderates(community) {
        let requests = Tab::new(w::requests_tab(lang), at("verzoeken"), here == "requests");
        tabs.push(counted(requests, community.waiting));
        tabs.push(counted(Tab::new(threads::reports(lang), at("meldingen"), here == "reports"), community.reports));
    }
    if owns(community) {
        tabs.push(Tab::new(w::settings(lang), at("instellingen"), here == "settings"));
    }
    tabs
}

/// How to become a member, or to stop being one.
#[component]
pub(super) fn Standing(
    /// Of which community.
    community: Community,
    /// The words of a request that was sent back.
    #[prop(optional)]
    draft: String,
    /// What is wrong with them.
    #[prop(optional)]
    faults: Faults,
) -> impl IntoView {
    let lang = lang();
    if community.archived && community.role.is_none() {
        return ().into_any();
    }
    if reader().me.is_none() {
        let href = format!("/inloggen?naar={}", community.url);
        return match community.join.as_str() {
            "invite" => view! { <p>{w::by_invitation(lang)}</p> }.into_any(),
            _ => view! { <p><a href=href>{w::sign_in_to_join(lang)}</a></p> }.into_any(),
        };
    }
    let join = format!("{}/lid", community.url);
    match (&community.role, community.requested, community.join.as_str()) {
        (Some(_), ..) => {
            let back = (community.join != "free").then(|| w::leave_for_good(lang));
            view! {
                <details class="sure">
                    <summary>{w::leave(lang)}</summary>
                    <p>{w::leave_help(lang)}" "{back}</p>
                    <PostButton action=format!("{}/weg", community.url) text=w::leave(lang) small=true glyph=Glyph::LEAVE/>
                </details>
            }
            .into_any()
        }
        (None, true, _) => view! {
            <Notice><p>{w::you_asked(lang)}</p></Notice>
            <PostButton action=format!("{}/intrekken", community.url) text=w::withdraw(lang) small=true/>
        }
        .into_any(),
        (None, _, "free") => view! { <PostButton action=join text=w::join(lang) look=Look::Primary/> }.into_any(),
        (None, _, "request") => view! { <AskForm community draft faults/> }.into_any(),
        _ => view! { <p>{w::by_invitation(lang)}" "{w::by_invitation_help(lang)}</p> }.into_any(),
    }
}

/// The form that asks to join, with the question of the community and why it was refused before.
#[component]
fn AskForm(community: Community, draft: String, faults: Faults) -> impl IntoView {
    let lang = lang();
    let faults = Signal::stored(faults);
    let refused = community.refused.map(|reason| {
        let reason = (!reason.is_empty()).then(|| view! { <p class="kept__value">{reason}</p> });
        view! { <Notice tone=Tone::Warning title=w::refused(lang)>{reason}<p>{w::refused_again(lang)}</p></Notice> }
    });
    let hint = (!community.question.is_empty()).then(|| community.question.clone());
    let field = match hint {
        Some(hint) => {
            view! { <TextField name="message" label=w::why(lang) value=draft hint rows=4 faults/> }.into_any()
        }
        None => {
            view! { <TextField name="message" label=w::why(lang) value=draft rows=4 optional=true faults/> }.into_any()
        }
    };
    view! {
        {refused}
        <Form action=format!("{}/lid", community.url) faults labels=vec![("message", w::why(lang))]>
            {field}
            <Actions><Button look=Look::Primary>{w::ask(lang)}</Button></Actions>
        </Form>
    }
    .into_any()
}
