//! One room, beside the others; beside it the side talk that is open.

use super::{name, own_name, short_name};
use crate::{
    context::{lang, reader},
    islands::{ChatRoom, Listed, Opening, RoomNews},
    ui::{Actions, Button, Count, Glyph, Hidden, Icon, Layout, LineField, Notice, Page},
};
use leptos::prelude::*;
use shared::{
    Faults,
    chat::{Leaving, RoomKind, RoomRow, keep_words as k, room_words as r, sign_words as s, words as w},
    ids::RoomId,
    ui_words,
};

/// What stands around a room.
#[derive(Clone, Debug)]
pub struct Around {
    /// The reader's rooms of communities.
    pub rooms: Vec<RoomRow>,
    /// The reader's direct conversations.
    pub direct: Vec<RoomRow>,
    /// The room itself.
    pub room: RoomRow,
    /// The number of the last event of the reader's own channel, before the rooms were read.
    pub since: i64,
    /// How many messages it keeps at hand.
    pub pinned: i64,
    /// What will disappear from it.
    pub leaving: Option<Leaving>,
    /// Nothing was said since the day that was asked for.
    pub empty_day: bool,
}

/// The links to rooms, of one sort.
fn links(rooms: &[RoomRow], here: RoomId, name: impl Fn(&RoomRow) -> String) -> AnyView {
    let lang = lang();
    let link = |room: &RoomRow| {
        let (n, text) = (room.calls(), w::unread(lang, room.calls()).into_owned());
        let current = (room.id == here).then_some("page");
        let shown = if room.id == here { 0 } else { n };
        let closed = (room.kind == RoomKind::Closed).then(|| view! { <Icon glyph=Glyph::LOCK/> });
        view! {
            <a class="room" href=format!("/chat/{}", room.id) aria-current=current>
                <span class="room__name">{closed}{name(room)}</span>
                <Count n=Signal::stored(shown) text=Signal::stored(text)/>
            </a>
        }
    };
    rooms.iter().map(link).collect_view().into_any()
}

/// A room, beside the others.
#[component]
pub fn RoomPage(
    /// What stands around it.
    around: Around,
    /// What it opens with.
    opening: Opening,
    /// What is wrong with the message that was refused.
    faults: Faults,
    /// The side talk that is open, with what is wrong with the message that was refused there.
    side: Option<(Opening, Faults)>,
) -> impl IntoView {
    let lang = lang();
    let Around { rooms, direct, room, since, pinned, leaving, empty_day } = around;
    let (here, me) = (opening.room, opening.me);
    let others = direct.iter().chain(&rooms).filter(|room| room.id != here).map(Listed::from).collect();
    let title = if room.community.is_some() { name(&room, &rooms) } else { own_name(&room) };
    let of_communities = links(&rooms, here, |room| short_name(room, &rooms));
    let conversations = links(&direct, here, own_name);
    let conversations =
        (!direct.is_empty()).then(|| view! { <p class="chat__sort">{r::direct(lang)}</p>{conversations} });
    let nothing = empty_day.then(|| view! { <Notice><p>{s::nothing_since(lang)}</p></Notice> });
    let leaving = leaving.map(|leaving| {
        let date = reader().zone.date(lang, leaving.at);
        let href = format!("/chat/{here}/gesprek?vanaf={}", leaving.seq);
        view! { <Notice><p>{k::leaving(lang, leaving.count, &date)}" "<a href=href>{k::rescue(lang)}</a></p></Notice> }
    });
    let beside = side.is_some();
    let side = side.map(|(opening, faults)| view! { <ChatRoom opening title=String::new() faults>""</ChatRoom> });
    view! {
        <Page title=title.clone() layout=Layout::Full chat=true>
            <div class="chat" class:chat--side=beside>
                <nav class="chat__rooms" aria-label=w::rooms(lang)>{of_communities}{conversations}</nav>
                <RoomNews rooms=others me since/>
                <ChatRoom opening title faults><RoomTools room pinned/>{leaving}{nothing}</ChatRoom>
                {side}
            </div>
        </Page>
    }
}

/// What can be done with a room beside talking: pins, search, a date, and what there is to know of it.
#[component]
fn RoomTools(room: RoomRow, pinned: i64) -> impl IntoView {
    let lang = lang();
    let about = if room.kind == RoomKind::Direct { r::about_direct(lang) } else { r::about(lang) };
    let path = format!("/chat/{}", room.id);
    let pins = (pinned > 0).then(|| view! { <a class="chat__pins" href=format!("{path}/over#vast")><Icon glyph=Glyph::PIN/>" "{s::pinned_count(lang, pinned)}</a> });
    view! {
        {pins}
        <details class="menu chat__tools">
            <summary class="nl-button nl-button--subtle nl-button--small">{s::more(lang)}" "<Icon glyph=Glyph::DOWN/></summary>
            <div class="menu__acts">
                <form class="form form--row" method="get" action="/zoeken" role="search" aria-label=s::search_here(lang)>
                    <Hidden name="ruimte" value=room.id.to_string()/>
                    <LineField name="q" id="zoek-hier" kind="search" label=s::search_here(lang) optional=true/>
                    <Actions><Button small=true>{ui_words::search_now(lang)}</Button></Actions>
                </form>
                <form class="form form--row" method="get" action=path.clone()>
                    <LineField name="datum" id="naar-datum" kind="date" label=s::to_date(lang) optional=true/>
                    <Actions><Button small=true>{s::go(lang)}</Button></Actions>
                </form>
                <a class="menu__act" href=format!("{path}/gesprek")><Icon glyph=Glyph::ARROW/>{k::title(lang)}</a>
                <a class="menu__act" href=format!("{path}/over")><Icon glyph=Glyph::INFO/>{about}</a>
            </div>
        </details>
    }
    .into_any()
}
