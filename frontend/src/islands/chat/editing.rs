//! Changing and taking away what was said, without leaving the room. Without JavaScript the same acts are pages.

use super::room::Room;
use crate::islands::{
    api::{self, Failed},
    browser,
};
use leptos::{
    ev::{KeyboardEvent, MouseEvent, SubmitEvent},
    prelude::*,
    task::spawn_local,
};
use shared::{
    chat::{EditedMessage, Message, NewMessage, words as w},
    ids::MessageId,
};

impl Room {
    fn said_of(self, id: MessageId) -> Option<Message> {
        self.messages.with_untracked(|messages| messages.iter().find(|message| message.id == id).cloned())
    }

    /// Opens a message of one's own for changing.
    pub(super) fn edit(self, id: MessageId) {
        self.told.set(None);
        self.editing.set(Some(id));
    }

    /// The link to the page that changes a message: here it changes in its place.
    pub(super) fn edit_here(self, event: &MouseEvent, id: MessageId) {
        if event.ctrl_key() || event.meta_key() || event.shift_key() || self.said_of(id).is_none() {
            return;
        }
        event.prevent_default();
        self.edit(id);
    }

    /// Opens the last message of one's own; gives whether there is one.
    pub(super) fn edit_last(self) -> bool {
        let own = |message: &&Message| self.me.is_some() && message.author.id == self.me && !message.deleted;
        let last = self.messages.with_untracked(|messages| messages.iter().rfind(own).map(|message| message.id));
        if let Some(id) = last.filter(|_| self.say) {
            self.edit(id);
        }
        last.is_some() && self.say
    }

    /// The field of a message that was just opened: its text, and the cursor behind it.
    pub(super) fn begin_edit(self, text: &str) {
        let Some(field) = self.edit_field.get_untracked() else { return };
        field.set_value(text);
        let _ = field.focus();
        let end = u32::try_from(text.encode_utf16().count()).unwrap_or(u32::MAX);
        let _ = field.set_selection_range(end, end);
        let form = field.form();
        request_animation_frame(move || {
            if let Some(form) = form {
                form.scroll_into_view_with_bool(false);
            }
        });
    }

    /// Escape gives up, Enter saves, Shift and Enter begin a new line.
    pub(super) fn edit_key(self, event: &KeyboardEvent, id: MessageId) {
        if event.is_composing() {
            return;
        }
        match event.key().as_str() {
            "Escape" => {
                event.prevent_default();
                self.end_edit();
            }
            "Enter" if !event.shift_key() => {
                event.prevent_default();
                self.save_edit(id);
            }
            _ => {}
        }
    }

    pub(super) fn save(self, event: &SubmitEvent, id: MessageId) {
        event.prevent_default();
        self.save_edit(id);
    }

    fn save_edit(self, id: MessageId) {
        let lang = crate::context::lang();
        let Some((field, message)) = self.edit_field.get_untracked().zip(self.said_of(id)) else { return };
        let body = field.value();
        if body == message.body_markdown {
            return self.end_edit();
        }
        if let Err(faults) = (NewMessage { body_markdown: body.clone(), ..NewMessage::default() }).check() {
            return self.told.set(faults.of("body_markdown").map(|wrong| wrong.text(lang)));
        }
        let new = EditedMessage { body_markdown: body, version: message.version };
        let Ok(json) = serde_json::to_string(&new) else { return };
        self.told.set(Some(w::saving(lang)));
        spawn_local(async move {
            match api::call::<Message>("PATCH", &format!("/api/v1/messages/{id}"), Some(&json)).await {
                Ok(message) => {
                    self.replace(message);
                    self.end_edit();
                }
                Err(Failed::Refused(problem)) => self.told.set(Some(api::words(&problem).into())),
                Err(Failed::Away) => self.told.set(Some(w::not_saved(lang))),
            }
        });
    }

    /// Back to the field below.
    pub(super) fn end_edit(self) {
        self.editing.set(None);
        self.back_to_field();
    }

    fn back_to_field(self) {
        if let Some(field) = self.field.get_untracked() {
            let _ = field.focus();
        }
    }

    /// Asks whether a message is to be taken away.
    pub(super) fn ask_remove(self, event: &SubmitEvent, id: MessageId) {
        let Some(dialog) = self.dialog.get_untracked() else { return };
        if dialog.show_modal().is_err() {
            return;
        }
        event.prevent_default();
        self.told.set(None);
        self.removing.set(Some(id));
        if let Some(keep) = self.keep.get_untracked() {
            let _ = keep.focus();
        }
    }

    /// Takes it away.
    pub(super) fn remove(self) {
        let Some(id) = self.removing.get_untracked() else { return };
        let lang = crate::context::lang();
        spawn_local(async move {
            let answer = api::fetch("DELETE", &format!("/api/v1/messages/{id}"), None).await;
            match answer.map(|answer| (answer.status, api::read::<()>(&answer))) {
                Some((200..=299, _)) => {
                    if let Some(message) = self.said_of(id) {
                        self.take_away(message.seq, None);
                    }
                    self.close_dialog();
                }
                Some((_, Err(Failed::Refused(problem)))) => self.told.set(Some(api::words(&problem).into())),
                _ => self.told.set(Some(w::not_removed(lang))),
            }
        });
    }

    fn close_dialog(self) {
        if let Some(dialog) = self.dialog.get_untracked() {
            dialog.close();
        }
    }

    /// The dialog is gone, by whatever way.
    pub(super) fn dialog_closed(self) {
        self.removing.set(None);
        self.told.set(None);
        // What opened it may have gone with the message.
        let lost = document().active_element().is_none_or(|element| element.tag_name() == "BODY");
        if lost && browser::visible() {
            self.back_to_field();
        }
    }
}
