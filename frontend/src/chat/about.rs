//! What there is to know of a room: who reads along, and what its managers decide.

use super::{begin::PersonLine, own_name};
use crate::{
    context::{lang, reader},
    ui::{
        Actions, AuthorLine, Button, ButtonLink, Card, Choice, Crumb, Empty, Fact, Facts, Form, Glyph, Layout,
        LineField, List, Look, Notice, Page, PageHead, PostButton, RadioGroup, SafeHtml, SelectField, Width,
    },
};
use leptos::prelude::*;
use shared::{
    Faults, Lang,
    chat::{
        KEEPS, Level, Message, Participant, RoomKind, RoomRow, keep_words as k, room_words as r, sign_words as s,
        words as w,
    },
    ids::RoomId,
    ui_words,
    words::Text,
};

/// What the page shows.
#[derive(Clone, Debug)]
pub struct RoomFacts {
    /// The room.
    pub room: RoomRow,
    /// Who reads a closed room or a direct conversation.
    pub people: Vec<Participant>,
    /// Whether the reader reads what is said there.
    pub reads: bool,
    /// Whether the reader names and closes the room.
    pub manages: bool,
    /// Whether the reader decides who is on its list.
    pub lists: bool,
    /// Whether the reader may leave.
    pub leaves: bool,
    /// The messages that are kept at hand.
    pub pinned: Vec<Message>,
    /// Whom the reader looked for, to put them on the list.
    pub query: String,
    /// Who was found.
    pub found: Vec<Participant>,
}

/// What there is to know of a room.
#[component]
pub fn AboutRoomPage(
    /// All of it.
    facts: RoomFacts,
    /// The name as it was typed.
    name: String,
    /// What is wrong with it.
    faults: Faults,
) -> impl IntoView {
    let lang = lang();
    let room = facts.room.clone();
    let direct = room.kind == RoomKind::Direct;
    let title = if direct { r::about_direct(lang) } else { r::about(lang) };
    let mut trail = vec![Crumb::new(w::rooms(lang), "/chat")];
    trail.extend(
        room.community_slug
            .as_ref()
            .zip(room.community.clone())
            .map(|(slug, name)| Crumb::new(name, format!("/c/{slug}/chat"))),
    );
    if facts.reads {
        trail.push(Crumb::new(own_name(&room), format!("/chat/{}", room.id)));
    }
    let n = i64::try_from(facts.people.len()).unwrap_or_default();
    let readers = match room.kind {
        RoomKind::Open => r::readers_open(lang, room.community.as_deref().unwrap_or_default()),
        RoomKind::Closed => r::readers_closed(lang, n),
        RoomKind::Direct => r::readers_direct(lang, n),
    };
    let back = facts.reads.then(|| view! { <ButtonLink href=format!("/chat/{}", room.id) glyph=Glyph::CHAT>{r::back_to_room(lang)}</ButtonLink> }.into_any());
    let unread = (!facts.reads).then(|| view! { <Notice><p>{r::not_read(lang)}</p></Notice> });
    let people = (room.kind != RoomKind::Open).then(|| view! { <People facts=facts.clone()/> });
    let pinned = facts.reads.then(|| view! { <Pinned id=room.id messages=facts.pinned.clone()/> });
    let level = facts.reads.then(|| view! { <ChooseLevel id=room.id level=room.level/> });
    let kept = kept(lang, room.keep);
    let keep = facts.manages.then(|| view! { <Keep id=room.id keep=room.keep/> });
    let manage = facts.manages.then(|| view! { <Manage id=room.id archived=room.archived name faults/> });
    let leave = facts.leaves.then(|| {
        view! {
            <details class="sure">
                <summary>{r::leave(lang)}</summary>
                <p>{r::leave_help(lang)}</p>
                <PostButton action=format!("/chat/{}/weg", room.id) text=r::leave(lang) small=true glyph=Glyph::LEAVE/>
            </details>
        }
    });
    let head = match back {
        Some(acts) => view! { <PageHead title=own_name(&room) trail acts/> }.into_any(),
        None => view! { <PageHead title=own_name(&room) trail/> }.into_any(),
    };
    view! {
        <Page title=format!("{title} · {}", own_name(&room)) layout=Layout::Column>
            {head}
            <div class="sections">
                {unread}
                <Facts><Fact label=r::readers(lang)>{readers}</Fact> <Fact label=k::keep(lang)>{kept}</Fact></Facts>
                {pinned}
                {level}
                {people}
                {manage}
                {keep}
                {leave}
            </div>
        </Page>
    }
}

/// How long what is said stays, in words.
fn kept(lang: Lang, days: i64) -> Text {
    match days {
        0 => k::keep_always(lang),
        365 => k::keep_year(lang),
        days => k::keep_days(lang, days),
    }
}

/// Sets how long what is said stays.
#[component]
fn Keep(id: RoomId, keep: i64) -> impl IntoView {
    let lang = lang();
    let choices = KEEPS.into_iter().map(|days| Choice::new(days.to_string(), kept(lang, days))).collect();
    view! {
        <section class="page-part">
            <Form action=format!("/chat/{id}/termijn")>
                <SelectField name="keep" label=k::keep(lang) choices value=keep.to_string() hint=k::keep_hint(lang)/>
                <Actions><Button>{k::save_keep(lang)}</Button></Actions>
            </Form>
        </section>
    }
    .into_any()
}

/// The messages that are kept at hand.
#[component]
fn Pinned(id: RoomId, messages: Vec<Message>) -> impl IntoView {
    let lang = lang();
    let none = messages.is_empty().then(|| view! { <p class="meta"><span>{s::pinned_none(lang)}</span></p> });
    let cards = messages
        .into_iter()
        .map(|message| {
            let permalink = message.address(id);
            view! { <Card><AuthorLine author=message.author at=Some(message.created_at) permalink=Some(permalink)/><SafeHtml html=message.body_html/></Card> }
        })
        .collect_view();
    view! {
        <section class="page-part stack" id="vast">
            <h2>{s::pinned_title(lang)}</h2>
            {none}
            {cards}
        </section>
    }
    .into_any()
}

/// What the reader wants to be told.
#[component]
fn ChooseLevel(id: RoomId, level: Level) -> impl IntoView {
    let lang = lang();
    let choices = vec![
        Choice::new("all", s::level_all(lang)).meaning(s::level_all_hint(lang)),
        Choice::new("mentions", s::level_mentions(lang)).meaning(s::level_mentions_hint(lang)),
        Choice::new("mute", s::level_mute(lang)).meaning(s::level_mute_hint(lang)),
    ];
    view! {
        <section class="page-part">
            <Form action=format!("/chat/{id}/niveau")>
                <RadioGroup name="level" label=s::level(lang) choices value=level.key()/>
                <Actions><Button>{s::save_level(lang)}</Button></Actions>
            </Form>
        </section>
    }
    .into_any()
}

/// Who is on the list, and who could be.
#[component]
fn People(facts: RoomFacts) -> impl IntoView {
    let lang = lang();
    let id = facts.room.id;
    let heading = if facts.room.kind == RoomKind::Direct { r::people(lang) } else { r::list(lang) };
    let empty = facts
        .people
        .is_empty()
        .then(|| view! { <Empty title=r::list_empty(lang) text=r::list_empty_help(lang) glyph=Glyph::PEOPLE/> });
    let me = reader().id();
    let lines = facts
        .people
        .into_iter()
        .map(|person| {
            let remove = (facts.lists && me != Some(person.id)).then(|| {
                let label = r::remove_who(lang, &person.name);
                view! { <PostButton action=format!("/chat/{id}/lijst/{}/weg", person.id) text=r::remove(lang) label look=Look::Quiet small=true/> }
            });
            view! { <PersonLine person act=remove.into_any()/> }
        })
        .collect_view();
    let add = facts.lists.then(|| view! { <Add id query=facts.query found=facts.found/> });
    view! {
        <section class="page-part stack">
            <h2>{heading.clone()}</h2>
            {empty}
            <List label=heading>{lines}</List>
        </section>
        {add}
    }
    .into_any()
}

#[component]
fn Add(id: RoomId, query: String, found: Vec<Participant>) -> impl IntoView {
    let lang = lang();
    let looked = !query.trim().is_empty() && found.is_empty();
    let nobody = looked.then(|| view! { <p class="meta" role="status"><span>{r::nobody_found(lang)}</span></p> });
    let lines = found
        .into_iter()
        .map(|person| {
            let label = r::add_who(lang, &person.name);
            let hidden = vec![("member", person.id.to_string())];
            let act =
                view! { <PostButton action=format!("/chat/{id}/lijst") text=r::add(lang) label hidden small=true/> };
            view! { <PersonLine person act=act.into_any()/> }
        })
        .collect_view();
    view! {
        <section class="page-part stack">
            <h2>{r::add_people(lang)}</h2>
            <p class="meta"><span>{r::add_help(lang)}</span></p>
            <form class="form form--row form--find" method="get" action=format!("/chat/{id}/over") role="search" aria-label=r::find_member(lang)>
                <LineField name="q" id="vind" kind="search" label=r::find_member(lang) value=query optional=true/>
                <Actions><Button>{ui_words::search_now(lang)}</Button></Actions>
            </form>
            {nobody}
            <List label=r::add_people(lang)>{lines}</List>
        </section>
    }
    .into_any()
}

/// The name of a room, and whether it is closed.
#[component]
fn Manage(id: RoomId, archived: bool, name: String, faults: Faults) -> impl IntoView {
    let lang = lang();
    let faults = Signal::stored(faults);
    let shut = if archived {
        view! { <PostButton action=format!("/chat/{id}/sluiten") text=r::reopen(lang) hidden=vec![("archived", "false".to_owned())] small=true/> }.into_any()
    } else {
        view! {
            <details class="sure">
                <summary>{r::close(lang)}</summary>
                <p>{r::close_help(lang)}</p>
                <PostButton action=format!("/chat/{id}/sluiten") text=r::close(lang) hidden=vec![("archived", "true".to_owned())] small=true/>
            </details>
        }
        .into_any()
    };
    view! {
        <section class="page-part stack">
            <h2>{r::manage(lang)}</h2>
            <Form action=format!("/chat/{id}/over") faults labels=vec![("name", r::name(lang))]>
                <LineField name="name" label=r::name(lang) value=name width=Width::Medium faults/>
                <Actions><Button>{r::save_name(lang)}</Button></Actions>
            </Form>
            {shut}
        </section>
    }
    .into_any()
}
