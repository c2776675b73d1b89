//! The page that begins a direct conversation: choose people, then talk. It works with links and two forms.

use crate::{
    context::lang,
    ui::{
        Actions, Avatar, Button, ButtonLink, Crumb, Form, Glyph, Hidden, Layout, LineField, List, Look, Notice, Page,
        PageHead, Tone,
    },
};
use leptos::prelude::*;
use shared::{
    Faults,
    chat::{Participant, room_words as r, words as w},
    ids::MemberId,
    ui_words,
};

/// The address of this page with these people chosen.
fn address(chosen: &[MemberId]) -> String {
    let with: Vec<String> = chosen.iter().map(|id| format!("met={id}")).collect();
    if with.is_empty() { "/chat/nieuw".to_owned() } else { format!("/chat/nieuw?{}", with.join("&")) }
}

/// Somebody in a list, with what can be done.
#[component]
pub(super) fn PersonLine(person: Participant, act: AnyView) -> impl IntoView {
    let role: Vec<String> = [person.function, person.organisation].into_iter().flatten().collect();
    view! {
        <li class="row row--acts">
            <div class="row__face"><Avatar name=person.name.clone() photo=person.photo/></div>
            <div class="row__text">
                <p class="row__head"><a class="row__title" href=format!("/lid/{}", person.id)>{person.name}</a></p>
                <p class="row__meta meta"><span>{role.join(" · ")}</span></p>
            </div>
            <div class="row__acts">{act}</div>
        </li>
    }
    .into_any()
}

/// Begins a conversation.
#[component]
pub fn NewConversationPage(
    /// Who is chosen.
    chosen: Vec<Participant>,
    /// Who was looked for.
    query: String,
    /// Who was found.
    found: Vec<Participant>,
    /// What is wrong with the choice.
    faults: Faults,
) -> impl IntoView {
    let lang = lang();
    let ids: Vec<MemberId> = chosen.iter().map(|person| person.id).collect();
    let fault = faults.of("members").map(|wrong| view! { <Notice tone=Tone::Error><p>{wrong.text(lang)}</p></Notice> });
    let none = chosen.is_empty().then(|| view! { <p class="meta"><span>{r::nobody_chosen(lang)}</span></p> });
    let looked = !query.trim().is_empty() && found.is_empty();
    let nobody = looked.then(|| view! { <p class="meta" role="status"><span>{r::nobody_found(lang)}</span></p> });
    let with = chosen
        .iter()
        .map(|person| {
            let rest: Vec<MemberId> = ids.iter().copied().filter(|id| *id != person.id).collect();
            let act = view! { <a class="nl-button nl-button--subtle nl-button--small" href=address(&rest) aria-label=r::let_go_who(lang, &person.name)>{r::let_go(lang)}</a> };
            view! { <PersonLine person=person.clone() act=act.into_any()/> }
        })
        .collect_view();
    let offered = found
        .into_iter()
        .filter(|person| !ids.contains(&person.id))
        .map(|person| {
            let more: Vec<MemberId> = ids.iter().copied().chain([person.id]).collect();
            let act = view! { <a class="nl-button nl-button--secondary nl-button--small" href=address(&more) aria-label=r::choose_who(lang, &person.name)>{r::choose(lang)}</a> };
            view! { <PersonLine person act=act.into_any()/> }
        })
        .collect_view();
    let kept = ids.iter().map(|id| view! { <Hidden name="met" value=id.to_string()/> }).collect_view();
    let members = ids.iter().map(|id| view! { <Hidden name="members" value=id.to_string()/> }).collect_view();
    let begin = (!ids.is_empty()).then(|| {
        view! {
            <Form action="/chat/nieuw">
                {members}
                <Actions>
                    <Button look=Look::Primary glyph=Glyph::CHAT>{r::begin(lang)}</Button>
                    <ButtonLink href="/chat" look=Look::Quiet>{shared::words::cancel(lang)}</ButtonLink>
                </Actions>
            </Form>
        }
    });
    view! {
        <Page title=r::new_conversation(lang) layout=Layout::Column>
            <PageHead title=r::new_conversation(lang) trail=vec![Crumb::new(w::rooms(lang), "/chat")] lead=r::new_lead(lang)/>
            <div class="stack">
                {fault}
                <section class="stack">
                    <h2>{r::chosen(lang)}</h2>
                    {none}
                    <List label=r::chosen(lang)>{with}</List>
                    {begin}
                </section>
                <section class="stack">
                    <form class="form form--row form--find" method="get" action="/chat/nieuw" role="search" aria-label=r::find_colleague(lang)>
                        {kept}
                        <LineField name="q" id="vind" kind="search" label=r::find_colleague(lang) value=query optional=true/>
                        <Actions><Button>{ui_words::search_now(lang)}</Button></Actions>
                    </form>
                    {nobody}
                    <List label=r::find_colleague(lang)>{offered}</List>
                </section>
            </div>
        </Page>
    }
}
