//! A chat room. Without JavaScript it shows what was said, and its form still posts.

mod editing;
mod faces;
mod hearing;
mod lines;
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
    chat::{Message, words as w},
    ids::{MemberId, RoomId},
    words,
};
use view::{LineItem, PendingItem};

/// What a room opens with.
#[derive(Clone, Debug, PartialEq, serde::Serialize, serde::Deserialize)]
pub struct Opening {
    /// Which room.
    pub room: RoomId,
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

/// The log of a room, and the form under it.
#[island]
pub fn ChatRoom(
    /// What it opens with.
    opening: Opening,
    /// The name of the room.
    title: String,
    /// What is wrong with the message that was refused.
    faults: Faults,
) -> impl IntoView {
    let lang = crate::context::lang();
    let room = Room::open(opening.clone());
    let path = format!("/chat/{}", opening.room);
    let refresh = format!("{path}#nu");
    let older_path = room.first().map(|seq| format!("{path}?before={seq}"));
    let empty = move || room.messages.with(Vec::is_empty) && room.pending.with(Vec::is_empty);
    let more = (!opening.live).then(|| {
        view! { <p class="chat__jump pill"><a href=refresh.clone()>{w::to_now(lang)}<Icon glyph=Glyph::DOWN/></a></p> }
    });
    let older = move || {
        let href = older_path.clone().filter(|_| room.older.get());
        href.map(|href| view! { <p class="pager"><a class="pager__link" href=href on:click=move |event| room.load_older(&event)>{w::older(lang)}</a></p> })
    };
    let jump = move || (room.unseen.get() > 0).then(|| w::new_messages(lang, room.unseen.get()));
    let log_name = w::log(lang, &title).into_owned();
    let region_name = log_name.clone();
    let compose = if opening.say {
        let faults = Signal::stored(faults);
        view! { <Compose room path nonce=opening.nonce draft=opening.draft faults/> }.into_any()
    } else {
        view! { <p class="meta chat__closed">{w::archived(lang)}</p> }.into_any()
    };
    view! {
        <div class="chat__room">
            <header class="chat__head">
                <h1>{title}</h1>
                <p class="connection" role="status" hidden=move || room.link_words().is_empty() data-state=move || room.link_state()>{move || room.link_words()}</p>
                <a class="chat__refresh" href=refresh hidden=move || room.awake.get()>{w::refresh(lang)}</a>
            </header>
            <div class="chat__log" tabindex="0" role="region" aria-label=region_name node_ref=room.log on:scroll=move |_| room.scrolled()>
                {older}
                <p class="chat__empty meta" hidden=move || !empty()>{w::empty(lang)}". "{w::empty_help(lang)}</p>
                <div role="log" aria-live="off" aria-label=log_name>
                    <ol class="messages" role="list">
                        <For each=move || room.lines.get() key=|line| line.key() let:line><LineItem line room/></For>
                        <For each=move || room.pending.get() key=|pending| pending.key() let:pending><PendingItem pending room/></For>
                    </ol>
                </div>
                <div id="nu"></div>
                {more}
                <p class="chat__jump pill" hidden=move || room.unseen.get() == 0><button type="button" on:click=move |_| room.to_end()>{jump}<Icon glyph=Glyph::DOWN/></button></p>
            </div>
            <p class="chat__typing">{move || room.typing_words()}</p>
            <p class="out-of-sight" role="status" aria-live="polite">{room.announced}</p>
            {compose}
            <Sure room/>
        </div>
    }
    .into_any()
}

/// Asks before a message goes. Closed until it is asked; without JavaScript never.
#[component]
fn Sure(room: Room) -> impl IntoView {
    let lang = crate::context::lang();
    view! {
        <dialog class="dialog" aria-labelledby="verwijder-vraag" node_ref=room.dialog on:close=move |_| room.dialog_closed()>
            <form class="dialog__form" method="dialog">
                <h2 class="dialog__title" id="verwijder-vraag">{w::remove_sure(lang)}</h2>
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
    view! {
        <div class="chat__compose">
            <form
                class="composer" method="post" action=path novalidate=true node_ref=form
                on:submit=move |event| room.submit(&event) on:input=move |_| room.typed() on:keydown=move |event| room.key(&event)
            >
                <input type="hidden" name="nonce" value=nonce/>
                <TextField name="body_markdown" label=w::your_message(lang) value=draft bare=true rows=2 faults at=room.field/>
                <div class="composer__foot">
                    <span class="composer__state">{w::hint(lang)}</span>
                    <Actions><Button look=Look::Primary glyph=Glyph::SEND>{w::send(lang)}</Button></Actions>
                </div>
            </form>
        </div>
    }
    .into_any()
}
