//! The chat's pages: the rooms, one room, and the form that changes a message.

use crate::{
    context::lang,
    islands::{ChatRoom, Opening},
    ui::{
        Actions, Button, ButtonLink, Card, Count, Crumb, Empty, Form, Hidden, Layout, List, Look, Page, PageHead, Row,
        SafeHtml, TextField, When,
    },
};
use leptos::prelude::*;
use shared::{
    Faults,
    chat::{RoomRow, words as w},
    ids::{MessageId, RoomId},
    words,
};

/// The name of a room where communities stand side by side: the community's, with its own when it has several.
fn name(room: &RoomRow, rooms: &[RoomRow]) -> String {
    let several = rooms.iter().filter(|other| other.community_id == room.community_id).count() > 1;
    if several { format!("{}: {}", room.community, room.name) } else { room.community.clone() }
}

/// The rooms of the reader's communities.
#[component]
pub fn RoomsPage(
    /// The rooms.
    rooms: Vec<RoomRow>,
) -> impl IntoView {
    let lang = lang();
    let empty = rooms.is_empty().then(|| view! { <Empty title=w::none(lang) text=w::none_help(lang)/> });
    let rows = rooms.iter().map(|room| {
        let count = (room.unread > 0).then(|| (room.unread.to_string(), w::unread(lang, room.unread)));
        let count = count.map(|(n, text)| (n, text.split_once(' ').map_or(String::new(), |(_, rest)| rest.to_owned()).into()));
        let last = room.last_at.map(|at| view! { <span>{w::last_said(lang)}" "<When at/></span> });
        view! { <Row href=format!("/chat/{}", room.id) title=name(room, &rooms) unread=room.unread != 0 count>{last}</Row> }
    });
    let rows = rows.collect_view();
    view! {
        <Page title=w::rooms(lang) layout=Layout::Column>
            <PageHead title=w::rooms(lang) lead=w::lead(lang)/>
            {empty}
            <List label=w::rooms(lang)>{rows}</List>
        </Page>
    }
}

/// A room, beside the others.
#[component]
pub fn RoomPage(
    /// The reader's rooms.
    rooms: Vec<RoomRow>,
    /// The room that is open.
    opening: Opening,
    /// What is wrong with the message that was refused.
    faults: Faults,
) -> impl IntoView {
    let lang = lang();
    let here = opening.room;
    let title = rooms.iter().find(|room| room.id == here).map(|room| name(room, &rooms)).unwrap_or_default();
    let links = rooms
        .iter()
        .map(|room| {
            let (n, text) = (room.unread, w::unread(lang, room.unread).into_owned());
            let current = (room.id == here).then_some("page");
            let shown = if room.id == here { 0 } else { n };
            view! {
                <a class="room" href=format!("/chat/{}", room.id) aria-current=current>
                    <span class="room__name">{name(room, &rooms)}</span>
                    <Count n=Signal::stored(shown) text=Signal::stored(text)/>
                </a>
            }
        })
        .collect_view();
    view! {
        <Page title=title.clone() layout=Layout::Full chat=true>
            <div class="chat">
                <nav class="chat__rooms" aria-label=w::rooms(lang)>{links}</nav>
                <ChatRoom opening title faults/>
            </div>
        </Page>
    }
}

/// The form that changes a message.
#[component]
pub fn EditMessagePage(
    /// Which.
    id: MessageId,
    /// Its room.
    room: RoomId,
    /// The text.
    body: String,
    /// The version it is of.
    version: i64,
    /// What somebody made of it meanwhile.
    newest: Option<shared::html::SafeHtml>,
    /// What is wrong with it.
    faults: Faults,
) -> impl IntoView {
    let lang = lang();
    let faults = Signal::stored(faults);
    let back = format!("/chat/{room}");
    let newest = newest.map(|html| view! { <Card title=w::newest(lang)><SafeHtml html/></Card> });
    view! {
        <Page title=w::edit_title(lang) layout=Layout::Column>
            <PageHead title=w::edit_title(lang) trail=vec![Crumb::new(w::rooms(lang), "/chat")]/>
            <div class="stack">
                {newest}
                <Form action=format!("/chat/bericht/{id}/bewerken") faults labels=vec![("body_markdown", w::your_message(lang))]>
                    <Hidden name="version" value=version.to_string()/>
                    <TextField name="body_markdown" label=w::your_message(lang) value=body faults/>
                    <Actions>
                        <Button look=Look::Primary>{w::save(lang)}</Button>
                        <ButtonLink href=back look=Look::Quiet>{words::cancel(lang)}</ButtonLink>
                    </Actions>
                </Form>
            </div>
        </Page>
    }
}
