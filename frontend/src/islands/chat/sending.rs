//! What is typed and sent: kept until the server says that it stands.

use super::{room::Room, view::channel};
use crate::islands::{
    api, browser,
    live::{self, Sent},
};
use leptos::{
    ev::{KeyboardEvent, SubmitEvent},
    prelude::*,
    task::spawn_local,
};
use shared::{
    chat::{Draft, NewMessage},
    live::ToServer,
};
use std::time::Duration;

/// Milliseconds between two signs that the reader types.
const TYPES: f64 = 4_000.0;
/// How long nothing is typed before what was typed is kept on the server.
const PAUSE: Duration = Duration::from_secs(2);

/// What became of something that was sent.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum State {
    /// Under way.
    Sending,
    /// It stands, and its event is under way.
    Stands(i64),
    /// The server will not have it.
    Failed(String),
}

/// Something that was sent and does not stand yet.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Pending {
    pub nonce: String,
    pub body: String,
    pub state: State,
}

impl Pending {
    pub(super) fn key(&self) -> String {
        format!("{} {}", self.nonce, matches!(self.state, State::Failed(_)))
    }
}

impl Room {
    /// Typed text and unsent messages of this tab's former life.
    pub(super) fn restore(self) {
        if let Some(field) = self.field.get_untracked() {
            let draft = browser::kept(true, &self.key_of("draft"));
            let draft = if field.value().is_empty() { draft } else { field.value() };
            let seen = self.naming.seen(&draft);
            if seen != field.value() {
                field.set_value(&seen);
            }
        }
        let unsent: Vec<(String, String)> =
            serde_json::from_str(&browser::kept(false, &self.key_of("unsent"))).unwrap_or_default();
        for (nonce, body) in unsent {
            self.send(nonce, body);
        }
    }

    pub(super) fn keep_unsent(self) {
        let unsent: Vec<(String, String)> = self.pending.with_untracked(|pending| {
            let open = pending.iter().filter(|pending| !matches!(pending.state, State::Stands(_)));
            open.map(|pending| (pending.nonce.clone(), pending.body.clone())).collect()
        });
        let text = if unsent.is_empty() { String::new() } else { serde_json::to_string(&unsent).unwrap_or_default() };
        browser::keep(false, &self.key_of("unsent"), &text);
    }

    pub(super) fn submit(self, event: &SubmitEvent) {
        if !self.on_air {
            return;
        }
        event.prevent_default();
        let Some(field) = self.field.get_untracked() else { return };
        let body = self.text();
        if (NewMessage { body_markdown: body.clone(), ..NewMessage::default() }).check().is_err()
            && !body.trim().is_empty()
        {
            // Too long: the server's page says so, with the text in it.
            return self.give_up_to_page();
        }
        if body.trim().is_empty() {
            return;
        }
        field.set_value("");
        browser::keep(true, &self.key_of("draft"), "");
        // What was about to be kept is said now.
        self.hidden.update_value(|hidden| hidden.draft_turn += 1);
        self.send(browser::nonce(), body);
        let _ = field.focus();
        request_animation_frame(move || self.to_end());
    }

    pub(super) fn give_up_to_page(self) {
        if let Some(field) = self.field.get_untracked() {
            field.set_value(&self.text());
        }
        if let Some(form) = self.form.get_untracked() {
            let _ = form.submit();
        }
    }

    pub(super) fn send(self, nonce: String, body: String) {
        let pending = Pending { nonce: nonce.clone(), body: body.clone(), state: State::Sending };
        self.pending.update(|all| {
            all.retain(|other| other.nonce != pending.nonce);
            all.push(pending);
        });
        self.keep_unsent();
        let own = nonce.clone();
        let message = live::Said { channel: channel(self.id), body, re: self.side.map(|side| side.to_string()) };
        live::send(nonce, message, move |sent| self.became(&own, sent));
    }

    pub(super) fn became(self, nonce: &str, sent: Sent) {
        let known =
            |seq: i64| self.messages.with_untracked(|messages| messages.iter().any(|message| message.seq == seq));
        self.pending.update(|all| match &sent {
            Sent::Stands(seq) if known(*seq) => all.retain(|own| own.nonce != nonce),
            _ => {
                if let Some(own) = all.iter_mut().find(|own| own.nonce == nonce) {
                    own.state = match sent {
                        Sent::Stands(seq) => State::Stands(seq),
                        Sent::Refused(why) => State::Failed(why),
                    };
                }
            }
        });
        self.keep_unsent();
    }

    pub(super) fn retry(self, nonce: &str) {
        let body =
            self.pending.with_untracked(|all| all.iter().find(|own| own.nonce == nonce).map(|own| own.body.clone()));
        if let Some(body) = body {
            self.send(nonce.to_owned(), body);
        }
    }

    pub(super) fn discard(self, nonce: &str) {
        self.pending.update(|all| all.retain(|own| own.nonce != nonce));
        self.keep_unsent();
    }

    pub(super) fn typed(self) {
        let Some(field) = self.field.get_untracked() else { return };
        browser::keep(true, &self.key_of("draft"), &self.text());
        self.keep_later();
        self.seek();
        let due = self.hidden.with_value(|hidden| browser::now() - hidden.typed > TYPES);
        if due && !field.value().trim().is_empty() {
            self.hidden.update_value(|hidden| hidden.typed = browser::now());
            live::say(&ToServer::Typing { ch: channel(self.id) });
        }
    }

    /// Keeps what is typed on the server, once the typing pauses. A side talk's is kept by this browser alone.
    fn keep_later(self) {
        if self.side.is_some() {
            return;
        }
        let turn = self.hidden.try_update_value(|hidden| {
            hidden.draft_turn += 1;
            hidden.draft_turn
        });
        let keep = move || {
            if Some(self.hidden.with_value(|hidden| hidden.draft_turn)) != turn {
                return;
            }
            let Ok(json) = serde_json::to_string(&Draft { body_markdown: self.text() }) else { return };
            spawn_local(async move {
                // What cannot be kept now is kept with the next pause, and by the browser meanwhile.
                let _ =
                    api::fetch("PUT", &format!("/api/v1/rooms/{}/draft", self.id), Some(("application/json", &json)))
                        .await;
            });
        };
        set_timeout(keep, PAUSE);
    }

    /// Enter sends, Shift and Enter begin a new line; not while a letter is being composed. The arrow up in an empty field
    /// opens one's last message.
    pub(super) fn key(self, event: &KeyboardEvent) {
        if self.name_key(event) {
            return;
        }
        let empty = || self.field.get_untracked().is_some_and(|field| field.value().is_empty());
        if event.key() == "ArrowUp" && !event.is_composing() && empty() && self.edit_last() {
            return event.prevent_default();
        }
        if event.key() != "Enter" || event.shift_key() || event.is_composing() || !self.on_air {
            return;
        }
        event.prevent_default();
        if let Some(form) = self.form.get_untracked() {
            let _ = form.request_submit();
        }
    }
}
