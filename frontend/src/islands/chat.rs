//! A chat room. Without JavaScript it shows what was said, and its form still posts.

mod acts;
mod editing;
mod extras;
mod faces;
mod hearing;
mod lines;
mod naming;
mod place;
mod room;
mod sending;
mod signs;
mod view;

use crate::ui::{Actions, Button, Glyph, Icon, Look, TextField};
use leptos::{html, prelude::*};
use room::Room;
use shared::{
    Faults, Timestamp,
    chat::{Message, sign_words as s, words as w},
    ids::{MemberId, MessageId, RoomId},
    words,
};
use view::{LineItem, PendingItem};

/// What a room opens with.
#[derive(Clone, Debug, PartialEq, serde::Serialize, serde::Deserialize)]
pub struct Opening {
    /// Which room.
    pub room: RoomId,
    /// The first message of the side talk that is shown; without it the room itself.
    pub side: Option<MessageId>,
    /// The reader.
    pub me: Option<MemberId>,
    /// The number of the last event at the moment of reading.
    pub since: i64,
    /// How far the reader has read.
    pub mark: i64,
    /// Whether this is the end of the room, where new messages come.
    pub live: bool,
    /// Whether there are older messages.
    pub older: bool,
    /// Whether the reader may say something.
    pub say: bool,
    /// Whether the reader may take away what others said.
    pub moderate: bool,
    /// Whether the reader may keep messages at hand for all.
    pub pin: bool,
    /// Whether the reader puts what others said in a thread.
    pub carry: bool,
    /// The name of the message that is being written.
    pub nonce: String,
    /// A message that was refused.
    pub draft: String,
    /// The site's time zone: from which second on which offset.
    pub zone: Vec<(i64, i32)>,
    /// The moment of reading.
    pub now: Timestamp,
    /// The messages.
    pub messages: Vec<Message>,
}

/// The log of a room or of a side talk, and the form under it.
#[island]
pub fn ChatRoom(
    /// What it opens with.
    opening: Opening,
    /// The name of the room.
    title: String,
    /// What is wrong with the message that was refused.
    faults: Faults,
    /// What stands beside the name: links and a form that the server made.
    children: Children,
) -> impl IntoView {
    let lang = crate::context::lang();
    let room = Room::open(opening.clone());
    let path = format!("/chat/{}", opening.room);
    let (log_name, head) = match opening.side {
        Some(_) => (s::side(lang).into_owned(), side_head(path.clone()).into_any()),
        None => (
            w::log(lang, &title).into_owned(),
            view! { <RoomHead room title path=path.clone()>{children()}</RoomHead> }.into_any(),
        ),
    };
    let compose = if opening.say {
        let faults = Signal::stored(faults);
        view! { <Compose room path=path.clone() nonce=opening.nonce draft=opening.draft faults/> }.into_any()
    } else {
        view! { <p class="meta chat__closed">{w::archived(lang)}</p> }.into_any()
    };
    view! {
        <div class="chat__room" class:chat__room--side=opening.side.is_some()>
            {head}
            <Log room path name=log_name live=opening.live/>
            <p class="chat__typing">{move || room.typing_words()}</p>
            <p class="out-of-sight" role="status" aria-live="polite">{room.announced}</p>
            {compose}
            <Sure room/>
            <acts::MoreActs room/>
        </div>
    }
    .into_any()
}

/// The name of the room, how the connection is, and what else can be done there.
#[component]
fn RoomHead(room: Room, title: String, path: String, children: Children) -> impl IntoView {
    let lang = crate::context::lang();
    view! {
        <header class="chat__head">
            <h1>{title}</h1>
            <p class="connection" role="status" hidden=move || room.link_words().is_empty() data-state=move || room.link_state()>{move || room.link_words()}</p>
            <a class="chat__refresh" href=format!("{path}#nu") hidden=move || room.awake.get()>{w::refresh(lang)}</a>
            {children()}
            <p class="chat__here">{move || room.here_words()}</p>
        </header>
    }
    .into_any()
}

/// What is above a side talk.
fn side_head(path: String) -> impl IntoView {
    let lang = crate::context::lang();
    view! {
        <header class="chat__head">
            <h2>{s::side(lang)}</h2>
            <a class="nl-button nl-button--subtle nl-button--small" href=format!("{path}#nu")><Icon glyph=Glyph::CLOSE/>" "{s::close_side(lang)}</a>
        </header>
    }
}

/// What was said.
#[component]
fn Log(room: Room, path: String, name: String, live: bool) -> impl IntoView {
    let lang = crate::context::lang();
    let refresh = format!("{path}#nu");
    let older_path = room.first().map(|seq| format!("{path}?before={seq}"));
    let empty = move || room.messages.with(Vec::is_empty) && room.pending.with(Vec::is_empty);
    let more = (!live && room.side.is_none()).then(|| {
        view! { <p class="chat__jump pill"><a href=refresh>{w::to_now(lang)}<Icon glyph=Glyph::DOWN/></a></p> }
    });
    let older = move || {
        let href = older_path.clone().filter(|_| room.older.get());
        href.map(|href| view! { <p class="pager"><a class="pager__link" href=href on:click=move |event| room.load_older(&event)>{w::older(lang)}</a></p> })
    };
    let jump = move || (room.unseen.get() > 0).then(|| w::new_messages(lang, room.unseen.get()));
    let region_name = name.clone();
    view! {
        <div class="chat__log" tabindex="0" role="region" aria-label=region_name node_ref=room.log on:scroll=move |_| room.scrolled()>
            {older}
            <p class="chat__empty meta" hidden=move || !empty()>{w::empty(lang)}". "{w::empty_help(lang)}</p>
            <div role="log" aria-live="off" aria-label=name>
                <ol class="messages" role="list">
                    <For each=move || room.lines.get() key=|line| line.key() let:line><LineItem line room/></For>
                    <For each=move || room.pending.get() key=|pending| pending.key() let:pending><PendingItem pending room/></For>
                </ol>
            </div>
            <div id=if room.side.is_some() { "draad-nu" } else { "nu" }></div>
            {more}
            <p class="chat__jump pill" hidden=move || room.unseen.get() == 0><button type="button" on:click=move |_| room.to_end()>{jump}<Icon glyph=Glyph::DOWN/></button></p>
        </div>
    }
    .into_any()
}

/// Asks before a message goes. Closed until it is asked; without JavaScript never.
#[component]
fn Sure(room: Room) -> impl IntoView {
    let lang = crate::context::lang();
    view! {
        <dialog class="dialog" aria-labelledby=room.dom("verwijder-vraag") node_ref=room.dialog on:close=move |_| room.dialog_closed()>
            <form class="dialog__form" method="dialog">
                <h2 class="dialog__title" id=room.dom("verwijder-vraag")>{w::remove_sure(lang)}</h2>
                <p>{w::remove_means(lang)}</p>
                <p class="field__fault" role="alert">{move || room.told.get().filter(|_| room.removing.get().is_some())}</p>
                <div class="actions">
                    <span on:click=move |_| room.remove()><Button kind="button" look=Look::Danger glyph=Glyph::BIN>{w::remove(lang)}</Button></span>
                    <Button look=Look::Quiet at=room.keep>{words::cancel(lang)}</Button>
                </div>
            </form>
        </dialog>
    }
    .into_any()
}

/// The form that says something.
#[component]
fn Compose(room: Room, path: String, nonce: String, draft: String, faults: Signal<Faults>) -> impl IntoView {
    let lang = crate::context::lang();
    let form: NodeRef<html::Form> = room.form;
    let re = room.side.map(|id| view! { <input type="hidden" name="re" value=id.to_string()/> });
    let label = if room.side.is_some() { s::your_reply(lang) } else { w::your_message(lang) };
    view! {
        <div class="chat__compose">
            <form
                class="composer" method="post" action=path novalidate=true node_ref=form
                on:submit=move |event| room.submit(&event) on:input=move |_| room.typed() on:keydown=move |event| room.key(&event)
                on:focusout=move |_| room.naming.close()
            >
                <input type="hidden" name="nonce" value=nonce/>
                {re}
                <TextField name="body_markdown" id=room.dom("bericht") label value=draft bare=true rows=2 faults at=room.field/>
                <naming::Names room/>
                <div class="composer__foot">
                    <span class="composer__state">{w::hint(lang)}</span>
                    <Actions><Button look=Look::Primary glyph=Glyph::SEND>{w::send(lang)}</Button></Actions>
                </div>
            </form>
        </div>
    }
    .into_any()
}
