//! How lines look.

use super::{
    extras::ExtrasOf,
    lines::Line,
    room::Room,
    sending::{Pending, State},
};
use crate::{
    context::lang,
    ui::{Avatar, Button, Glyph, Icon, Look, Moment, PostButton, SafeHtml, TextField},
};
use leptos::prelude::*;
use shared::{
    chat::{Message, keep_words as k, naming, sign_words as s, words as w},
    ids::MessageId,
    live::Channel,
    words,
};

/// A line of the log.
#[component]
pub(super) fn LineItem(line: Line, room: Room) -> impl IntoView {
    match line {
        Line::Day(day) => view! { <li class="day-line">{day}</li> }.into_any(),
        Line::New => view! { <li class="new-line">{w::new_line(lang())}</li> }.into_any(),
        Line::Said { message, first } => view! { <Said message=*message first room/> }.into_any(),
    }
}

#[component]
fn Said(message: Message, first: bool, room: Room) -> impl IntoView {
    let lang = lang();
    let time = room.dating.with_value(|dating| dating.zone.time(message.created_at));
    let exact = room.dating.with_value(|dating| dating.zone.exact(lang, message.created_at));
    let name = if message.author.name.is_empty() {
        words::former_member(lang).into_owned()
    } else {
        message.author.name.clone()
    };
    let moment = view! { <Moment at=message.created_at text=time exact/> }.into_any();
    let role: Vec<String> =
        [message.author.function.clone(), message.author.organisation.clone()].into_iter().flatten().collect();
    let (face, head) = if first {
        let who = match message.author.url() {
            Some(href) => view! { <a href=href>{name.clone()}</a> }.into_any(),
            None => view! { <span>{name.clone()}</span> }.into_any(),
        };
        let role = (!role.is_empty()).then(|| view! { <span class="author__role">{role.join(" · ")}</span> });
        (
            view! { <Avatar name=name.clone() photo=message.author.photo/> }.into_any(),
            view! { <p class="message__head">{who} {role} {moment}</p> }.into_any(),
        )
    } else {
        (moment, view! { <span class="out-of-sight">{name.clone()}": "</span> }.into_any())
    };
    let own = room.me.is_some() && message.author.id == room.me;
    let id = message.id;
    let body = if let Some(thread) = message.moved {
        // Who objects to that does so on the page of the message.
        let back =
            (own && room.say).then(|| view! { " " <a href=format!("/chat/bericht/{id}")>{k::take_back(lang)}</a> });
        view! { <p>{k::moved(lang)}" "<a href=thread>{k::see_thread(lang)}</a>{back}</p> }.into_any()
    } else if message.deleted {
        view! { <p>{w::deleted(lang)}</p> }.into_any()
    } else {
        let (html, text) = (message.body_html, StoredValue::new(message.body_markdown));
        let shown = move || {
            if room.editing.get() == Some(id) {
                view! { <Edit id text room/> }.into_any()
            } else {
                view! { <SafeHtml html=html.clone()/> }.into_any()
            }
        };
        shown.into_any()
    };
    let extras = (!message.deleted).then(|| view! { <ExtrasOf id room/> });
    let edited = (message.edited_at.is_some() && !message.deleted)
        .then(|| view! { <span class="message__state">{w::edited(lang)}</span> });
    let path = format!("/chat/bericht/{}", message.id);
    let edit = (own && room.say).then(|| view! { <a class="nl-button nl-button--subtle nl-button--small" href=format!("{path}/bewerken") on:click=move |event| room.edit_here(&event, id)>{w::edit(lang)}</a> });
    let remove = ((own && room.say) || room.moderate).then(|| view! { <PostButton action=format!("{path}/verwijderen") text=w::remove(lang) look=Look::Quiet small=true/> });
    let answer = (room.say && room.side.is_none()).then(|| view! { <a class="nl-button nl-button--subtle nl-button--small" href=format!("/chat/{}?draad={id}", room.id)>{s::reply(lang)}</a> });
    let more = s::more_acts_of(lang, &name);
    let acts = (!message.deleted).then(|| {
        view! {
            <div class="message__acts" on:submit=move |event| room.ask_remove(&event, id)>
                {answer}{edit}{remove}
                <a class="nl-button nl-button--subtle nl-button--small" href=path aria-label=more on:click=move |event| room.more_here(&event, id)>{s::more_acts(lang)}</a>
            </div>
        }
        .into_any()
    });
    let place = format!("{}{}", if room.side.is_some() { "d" } else { "m" }, message.seq);
    view! {
        <li class="message" class:message--first=first class:message--gone=message.deleted id=place data-id=message.id.to_string()>
            <div class="message__face">{face}</div>
            <div class="message__main">{head}<div class="message__body">{body}</div>{edited}{extras}</div>
            {acts}
        </li>
    }
    .into_any()
}

/// The form that changes a message in its place.
#[component]
fn Edit(id: MessageId, text: StoredValue<String>, room: Room) -> impl IntoView {
    let lang = lang();
    Effect::new(move |_| {
        if room.edit_field.get().is_some() {
            text.with_value(|text| room.begin_edit(text));
        }
    });
    let state = move || room.told.get().unwrap_or_else(|| w::edit_hint(lang));
    view! {
        <form class="composer message__edit" on:submit=move |event| room.save(&event, id) on:keydown=move |event| room.edit_key(&event, id)>
            <TextField name="edited" id=format!("wijzig-{id}") label=w::edit_title(lang) bare=true rows=1 at=room.edit_field/>
            <div class="composer__foot">
                <span class="composer__state" role="status">{state}</span>
                <Button look=Look::Primary small=true>{w::save(lang)}</Button>
                <span on:click=move |_| room.end_edit()><Button kind="button" look=Look::Quiet small=true>{words::cancel(lang)}</Button></span>
            </div>
        </form>
    }
    .into_any()
}

/// Something that was sent and does not stand yet.
#[component]
pub(super) fn PendingItem(pending: Pending, room: Room) -> impl IntoView {
    let lang = lang();
    let failed = matches!(pending.state, State::Failed(_));
    let state = match &pending.state {
        State::Failed(why) => format!("{}. {why}", w::failed(lang)),
        _ => w::sending(lang).into_owned(),
    };
    let (again, gone) = (pending.nonce.clone(), pending.nonce.clone());
    let acts = failed.then(|| {
        view! {
            <span on:click=move |_| room.retry(&again)><Button kind="button" look=Look::Secondary small=true>{w::retry(lang)}</Button></span>
            <span on:click=move |_| room.discard(&gone)><Button kind="button" look=Look::Quiet small=true>{w::discard(lang)}</Button></span>
        }
        .into_any()
    });
    view! {
        <li class="message message--first message--sending" class:message--failed=failed data-nonce=pending.nonce>
            <div class="message__face"><Icon glyph=Glyph::SEND/></div>
            <div class="message__main">
                <div class="message__body"><p class="prose message__plain">{naming::folded(&pending.body).0}</p></div>
                <p class="message__state" role=failed.then_some("alert")>{state} {acts}</p>
            </div>
        </li>
    }
    .into_any()
}

/// The channel of a room.
pub(super) fn channel(room: shared::ids::RoomId) -> String {
    Channel::Room(room).to_string()
}
