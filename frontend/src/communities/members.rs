//! The members of a community.

use super::{moderates, owns};
use crate::{
    communities::CommunityHead,
    context::{lang, reader},
    ui::{
        Actions, Avatar, Badge, Button, ButtonLink, Empty, Glyph, LineField, List, Look, Menu, Page, Pager, PostButton,
        Tone,
    },
};
use leptos::prelude::*;
use shared::{
    Lang,
    communities::{Belonging, Community, words as w},
    words::Text,
};

/// A role in words.
pub fn role_text(lang: Lang, role: &str) -> Text {
    match role {
        "owner" => w::role_owner(lang),
        "moderator" => w::role_moderator(lang),
        _ => w::role_member(lang),
    }
}

/// The members of a community, and what may be done with them.
#[component]
pub fn MembersPage(
    /// Of which community.
    community: Community,
    /// The members of this page.
    people: Vec<Belonging>,
    /// Who was looked for.
    query: String,
    /// The address of the next page.
    next: Option<String>,
) -> impl IntoView {
    let lang = lang();
    let url = community.url.clone();
    let empty = people
        .is_empty()
        .then(|| view! { <Empty title=w::nobody(lang) text=w::nobody_help(lang) glyph=Glyph::PEOPLE/> });
    let (moderator, owner) = (moderates(&community), owns(&community));
    let rows =
        people.into_iter().map(|person| view! { <MemberRow url=url.clone() person moderator owner/> }).collect_view();
    let export = moderator.then(|| {
        view! { <ButtonLink href=format!("{}/leden.csv", community.url) small=true glyph=Glyph::DOWNLOAD>{w::export(lang)}</ButtonLink> }
    });
    let title = format!("{} · {}", w::members_tab(lang), community.name);
    view! {
        <Page title>
            <CommunityHead community here="members"/>
            <div class="toolbar">
                <form class="form form--row form--find" method="get" action=format!("{url}/leden") role="search" aria-label=w::find_member(lang)>
                    <LineField name="q" id="vind" kind="search" label=w::find_member(lang) value=query optional=true/>
                    <Actions><Button>{shared::ui_words::search_now(lang)}</Button></Actions>
                </form>
                {export}
            </div>
            {empty}
            <List label=w::members_tab(lang)>{rows}</List>
            <Pager next/>
        </Page>
    }
}

#[component]
fn MemberRow(url: String, person: Belonging, moderator: bool, owner: bool) -> impl IntoView {
    let lang = lang();
    let me = reader().id() == Some(person.id);
    let leads = person.role != "member";
    let badge = leads.then(|| view! { <Badge text=role_text(lang, &person.role) tone=Tone::Accent/> });
    let own = me.then(|| view! { <Badge text=w::you(lang)/> });
    let acts =
        (owner || (moderator && !leads && !me)).then(|| view! { <MemberActs url person=person.clone() owner me/> });
    let function = person.function.clone().filter(|text| !text.is_empty()).map(|text| view! { <span>{text}</span> });
    let organisation = person.organisation.clone().map(|text| view! { <span>{text}</span> });
    let since = reader().date(person.joined_at);
    view! {
        <li class="row row--acts">
            <div class="row__face"><Avatar name=person.name.clone() photo=person.photo/></div>
            <div class="row__text">
                <p class="row__head"><a class="row__title" href=format!("/lid/{}", person.id)>{person.name}</a>" "<span class="row__badges">{badge} {own}</span></p>
                <p class="row__meta meta">{function}{organisation}<span>{w::joined(lang)}" "{since}</span></p>
            </div>
            {acts}
        </li>
    }
    .into_any()
}

#[component]
fn MemberActs(url: String, person: Belonging, owner: bool, me: bool) -> impl IntoView {
    let lang = lang();
    let at = format!("{url}/leden/{}", person.id);
    let role = |role: &'static str, text: Text| {
        let wanted = owner && person.role != role;
        let hidden = vec![("role", role.to_owned())];
        wanted.then(|| view! { <PostButton action=format!("{at}/rol") text look=Look::Quiet small=true hidden/> })
    };
    let member = role("member", w::make_member(lang));
    let moderator = role("moderator", w::make_moderator(lang));
    let owner = role("owner", w::make_owner(lang));
    let remove = (!me).then(|| {
        view! { <PostButton action=format!("{at}/verwijderen") text=w::remove_member(lang) look=Look::Danger small=true glyph=Glyph::BIN/> }
    });
    view! { <div class="row__acts" role="group" aria-label=w::acts_for(lang, &person.name)><Menu>{member} {moderator} {owner} {remove}</Menu></div> }
}
