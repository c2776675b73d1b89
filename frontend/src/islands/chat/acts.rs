//! What else can be done with a message: a dialog over the room. Without JavaScript it is a page of the message.

use super::room::Room;
use crate::{
    islands::{api, browser},
    ui::{Button, ButtonLink, Glyph, Look},
};
use leptos::{ev::MouseEvent, prelude::*, task::spawn_local};
use shared::{
    chat::{Message, Sign, keep_words as k, quote, sign_words as s},
    ids::MessageId,
    words,
};

impl Room {
    /// The link to the page of a message: here its acts open over the room.
    pub(super) fn more_here(self, event: &MouseEvent, id: MessageId) {
        let Some(dialog) = self.more_dialog.get_untracked() else { return };
        if event.ctrl_key() || event.meta_key() || event.shift_key() || dialog.show_modal().is_err() {
            return;
        }
        event.prevent_default();
        self.told.set(None);
        self.more.set(Some(id));
    }

    fn done(self) {
        if let Some(dialog) = self.more_dialog.get_untracked() {
            dialog.close();
        }
    }

    fn sign(self, sign: Sign) {
        let (Some(id), Some(me)) = (self.more.get_untracked(), self.me) else { return };
        let mine = self.extras.with_untracked(|all| {
            let given = all.get(&id).and_then(|extras| extras.reactions.iter().find(|own| own.sign == sign));
            given.is_some_and(|own| own.by.contains(&me))
        });
        self.react(id, sign, !mine);
        self.done();
    }

    /// Puts the words of a message before what is being written, as a quote.
    fn cite(self) {
        let Some(id) = self.more.get_untracked() else { return };
        let lang = crate::context::lang();
        spawn_local(async move {
            let Ok(message) = api::call::<Message>("GET", &format!("/api/v1/messages/{id}"), None).await else {
                return self.told.set(Some(s::not_kept(lang)));
            };
            self.done();
            let Some(field) = self.field.get_untracked() else { return };
            let text = format!("{}{}", quote(lang, self.id, &message), self.text());
            browser::keep(true, &self.key_of("draft"), &text);
            let text = self.naming.seen(&text);
            field.set_value(&text);
            let _ = field.focus();
            let end = u32::try_from(text.encode_utf16().count()).unwrap_or(u32::MAX);
            let _ = field.set_selection_range(end, end);
        });
    }

    fn pin_it(self, on: bool) {
        let Some(id) = self.more.get_untracked() else { return };
        self.ask(if on { "PUT" } else { "DELETE" }, format!("/api/v1/messages/{id}/pin"), None, move || self.done());
    }

    fn leave_unread(self) {
        let Some(id) = self.more.get_untracked() else { return };
        let seq = self.messages.with_untracked(|all| all.iter().find(|message| message.id == id).map(|own| own.seq));
        let Some(seq) = seq else { return };
        let body = format!("{{\"seq\":{seq},\"unread\":true}}");
        self.ask("PUT", format!("/api/v1/rooms/{}/mark", self.id), Some(body), || {
            // Not back into the room: there it would be read again.
            let _ = window().location().assign("/chat");
        });
    }

    fn ask(self, method: &'static str, path: String, body: Option<String>, then: impl FnOnce() + 'static) {
        let lang = crate::context::lang();
        spawn_local(async move {
            let body = body.as_deref().map(|text| ("application/json", text));
            let answer = api::fetch(method, &path, body).await;
            match answer.map(|answer| (answer.status, api::read::<()>(&answer))) {
                Some((200..=299, _)) => then(),
                Some((_, Err(api::Failed::Refused(problem)))) => self.told.set(Some(api::words(&problem).into())),
                _ => self.told.set(Some(s::not_kept(lang))),
            }
        });
    }
}

/// The dialog with the acts of one message. Closed until it is asked for; without JavaScript never open.
#[component]
pub(super) fn MoreActs(room: Room) -> impl IntoView {
    let lang = crate::context::lang();
    let signs = Sign::ALL
        .map(|sign| {
            let label = s::give(lang, &sign.text(lang));
            view! { <button class="sign sign--large" type="button" title=sign.text(lang) aria-label=label on:click=move |_| room.sign(sign)><span aria-hidden="true">{sign.face()}</span></button> }
        })
        .into_iter()
        .collect_view();
    let signs = room.say.then(|| view! { <div class="signs" role="group" aria-label=s::react(lang)>{signs}</div> });
    let quoted = room.say.then(|| view! { <span on:click=move |_| room.cite()><Button kind="button" look=Look::Quiet glyph=Glyph::QUOTE>{s::quote(lang)}</Button></span> });
    let kept =
        move || room.more.get().is_some_and(|id| room.extras.with(|all| all.get(&id).is_some_and(|own| own.pinned)));
    let pin = room.pin.then(|| {
        view! {
            <span hidden=kept on:click=move |_| room.pin_it(true)><Button kind="button" look=Look::Quiet glyph=Glyph::PIN>{s::pin(lang)}</Button></span>
            <span hidden=move || !kept() on:click=move |_| room.pin_it(false)><Button kind="button" look=Look::Quiet glyph=Glyph::PIN>{s::unpin(lang)}</Button></span>
        }
    });
    let carry = move || {
        let id = room.more.get()?;
        let message = room.messages.with(|all| all.iter().find(|own| own.id == id).cloned())?;
        let mine = room.me.is_some() && message.author.id == room.me;
        let href = format!("/chat/{}/gesprek?vanaf={}&kies={id}", room.id, message.seq);
        (mine || room.carry)
            .then(|| view! { <ButtonLink href look=Look::Quiet glyph=Glyph::ARROW>{k::to_thread(lang)}</ButtonLink> })
    };
    view! {
        <dialog class="dialog" aria-labelledby=room.dom("meer") node_ref=room.more_dialog on:close=move |_| room.more.set(None)>
            <form class="dialog__form" method="dialog">
                <h2 class="dialog__title" id=room.dom("meer")>{s::acts(lang)}</h2>
                {signs}
                <div class="dialog__acts">
                    {quoted}
                    {pin}
                    {carry}
                    <span on:click=move |_| room.leave_unread()><Button kind="button" look=Look::Quiet glyph=Glyph::EYE>{s::unread_from(lang)}</Button></span>
                </div>
                <p class="field__fault" role="alert">{move || room.told.get().filter(|_| room.more.get().is_some())}</p>
                <div class="actions"><Button>{words::cancel(lang)}</Button></div>
            </form>
        </dialog>
    }
    .into_any()
}
