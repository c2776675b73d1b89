//! Lists of rooms: the reader's own, and those of one community with the form that makes another.

use super::{name, own_name};
use crate::ui::Layout;
use crate::{
    communities::CommunityHead,
    context::lang,
    islands::{Listed, RoomNews},
    ui::{
        Actions, Avatar, Badge, Button, ButtonLink, Choice, Empty, Form, Glyph, LineField, List, Look, Page, PageHead,
        RadioGroup, Row, When, Width,
    },
};
use leptos::prelude::*;
use shared::{
    Faults,
    chat::{Level, NewRoom, RoomKind, RoomRow, room_words as r, sign_words as s, words as w},
    communities::Community,
    ids::MemberId,
    words::Text,
};

/// One room in a list.
#[component]
fn RoomLine(room: RoomRow, #[prop(into)] title: Text) -> impl IntoView {
    let lang = lang();
    let calls = room.calls();
    let count = (calls > 0).then(|| (calls.to_string(), w::unread(lang, calls)));
    let count =
        count.map(|(n, text)| (n, text.split_once(' ').map_or(String::new(), |(_, rest)| rest.to_owned()).into()));
    let last = room.last_at.map(|at| view! { <span>{w::last_said(lang)}" "<When at/></span> });
    let face = (room.kind == RoomKind::Direct).then(|| view! { <Avatar name=own_name(&room)/> }.into_any());
    let closed =
        (room.kind == RoomKind::Closed).then(|| view! { <Badge text=r::closed_badge(lang) glyph=Glyph::LOCK/> });
    let shut = room.archived.then(|| view! { <Badge text=r::archived_badge(lang)/> });
    let muted = (room.level == Level::Mute).then(|| view! { <Badge text=s::muted(lang)/> });
    let badges = view! { {closed} {shut} {muted} }.into_any();
    let href = format!("/chat/{}", room.id);
    match face {
        Some(face) => view! { <Row href title unread={calls != 0} face badges count>{last}</Row> }.into_any(),
        None => view! { <Row href title unread={calls != 0} badges count>{last}</Row> }.into_any(),
    }
}

/// The reader's rooms: of communities, and direct conversations.
#[component]
pub fn RoomsPage(
    /// Rooms of communities.
    rooms: Vec<RoomRow>,
    /// Direct conversations, the one last used first.
    direct: Vec<RoomRow>,
    /// The reader.
    me: Option<MemberId>,
    /// The number of the last event of the reader's own channel, before the rooms were read.
    since: i64,
) -> impl IntoView {
    let lang = lang();
    let listed = direct.iter().chain(&rooms).map(Listed::from).collect();
    let none = rooms.is_empty().then(|| view! { <Empty title=w::none(lang) text=w::none_help(lang)/> });
    let lines =
        rooms.iter().map(|room| view! { <RoomLine room=room.clone() title=name(room, &rooms)/> }).collect_view();
    let begun = (!direct.is_empty()).then(|| {
        let lines =
            direct.iter().map(|room| view! { <RoomLine room=room.clone() title=own_name(room)/> }).collect_view();
        view! {
            <section class="stack">
                <h2>{r::direct(lang)}</h2>
                <List label=r::direct(lang)>{lines}</List>
            </section>
        }
    });
    let heading = begun.is_some().then(|| view! { <h2>{r::of_communities(lang)}</h2> });
    let write = view! { <ButtonLink href="/chat/nieuw" look=Look::Primary glyph=Glyph::EDIT>{r::new_conversation(lang)}</ButtonLink> };
    view! {
        <Page title=w::rooms(lang) layout=Layout::Column>
            <PageHead title=w::rooms(lang) lead=w::lead(lang) acts=write.into_any()/>
            <div class="sections">
                {begun}
                <section class="stack">
                    {heading}
                    {none}
                    <List label=r::of_communities(lang)>{lines}</List>
                </section>
            </div>
            <RoomNews rooms=listed me since/>
        </Page>
    }
}

/// The rooms of one community that the reader reads, and for moderators the form that makes another.
#[component]
pub fn CommunityRoomsPage(
    /// Which community.
    community: Community,
    /// Its rooms.
    rooms: Vec<RoomRow>,
    /// Closed rooms that the reader, an owner, manages without reading them.
    managed: Vec<(shared::ids::RoomId, String)>,
    /// Whether the reader may make a room.
    open: bool,
    /// What is filled in.
    form: NewRoom,
    /// What is wrong with it.
    faults: Faults,
) -> impl IntoView {
    let lang = lang();
    let url = community.url.clone();
    let title = format!("{} · {}", r::rooms_title(lang), community.name);
    let lines = rooms.iter().map(|room| view! { <RoomLine room=room.clone() title=own_name(room)/> }).collect_view();
    let managed = (!managed.is_empty()).then(|| {
        let line = |(id, name)| {
            let badges = view! { <Badge text=r::closed_badge(lang) glyph=Glyph::LOCK/> }.into_any();
            view! { <Row href=format!("/chat/{id}/over") title=name badges>""</Row> }
        };
        let lines = managed.into_iter().map(line).collect_view();
        view! {
            <section class="stack">
                <h2>{r::managed(lang)}</h2>
                <List label=r::managed(lang)>{lines}</List>
            </section>
        }
    });
    let make = open.then(|| view! { <MakeRoom url form faults/> });
    view! {
        <Page title>
            <CommunityHead community here="chat"/>
            <div class="sections page-part">
                <List label=r::rooms_title(lang)>{lines}</List>
                {managed}
                {make}
            </div>
        </Page>
    }
}

#[component]
fn MakeRoom(url: String, form: NewRoom, faults: Faults) -> impl IntoView {
    let lang = lang();
    let faults = Signal::stored(faults);
    let kinds = vec![
        Choice::new("open", r::open(lang)).meaning(r::open_hint(lang)),
        Choice::new("closed", r::closed(lang)).meaning(r::closed_hint(lang)),
    ];
    let labels = vec![("name", r::name(lang)), ("kind", r::kind(lang))];
    view! {
        <section class="stack">
            <h2>{r::new_room(lang)}</h2>
            <Form action=format!("{url}/chat") faults labels>
                <LineField name="name" label=r::name(lang) value=form.name hint=r::name_hint(lang) width=Width::Medium faults/>
                <RadioGroup name="kind" label=r::kind(lang) choices=kinds value=form.kind faults/>
                <Actions><Button look=Look::Primary>{r::make(lang)}</Button></Actions>
            </Form>
        </section>
    }
    .into_any()
}
