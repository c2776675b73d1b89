//! What a room hears: messages that come, change and go, and older ones that are fetched.

use super::{extras::extras_of, room::Room, sending::State};
use crate::islands::{
    api, browser,
    live::{self, Heard},
};
use leptos::{ev::MouseEvent, prelude::*, task::spawn_local};
use shared::{
    chat::{MESSAGES_PER_PAGE, Message, Stretch},
    ids::MessageId,
    live::Present,
};
use std::time::Duration;

impl Room {
    pub(super) fn hear(self, heard: &Heard<'_>) {
        match heard {
            Heard::Event { seq, kind, data, nonce } => {
                self.hidden.update_value(|hidden| hidden.head = *seq);
                match *kind {
                    "msg" => self.said(*seq, data, *nonce),
                    "edit" => self.edited(data),
                    "delete" => self.deleted(data),
                    "react" | "pin" => self.told_extras(data),
                    "forget" => self.forget(data),
                    // The room has another name or is closed now: what was typed is kept by the browser.
                    "state" if self.side.is_none() => _ = window().location().reload(),
                    _ => {}
                }
                self.mark();
            }
            Heard::Passing { kind, data } => {
                let Ok(present) = serde_json::from_str::<Present>(data) else { return };
                match *kind {
                    "typing" => self.others_type(present),
                    "here" if self.side.is_none() => self.present.set(present),
                    _ => {}
                }
            }
            Heard::Reset => self.fetch_anew(),
            Heard::Gone => {
                let _ = window().location().assign("/chat");
            }
        }
    }

    pub(super) fn said(self, seq: i64, data: &str, nonce: Option<&str>) {
        let Ok(message) = serde_json::from_str::<Message>(data) else {
            // Too large to be told: it is fetched.
            spawn_local(async move {
                let path = self.list(&format!("after={}&limit=1", seq - 1));
                if let Ok(stretch) = api::call::<Stretch>("GET", &path, None).await {
                    stretch.items.into_iter().for_each(|message| self.add(message));
                }
            });
            return;
        };
        if let Some(root) = message.re.filter(|_| message.re != self.side) {
            return self.answered(root, 1);
        }
        if message.re != self.side {
            return;
        }
        self.pending.update(|pending| {
            pending.retain(|own| Some(own.nonce.as_str()) != nonce && own.state != State::Stands(seq));
        });
        self.keep_unsent();
        self.add(message);
    }

    pub(super) fn add(self, message: Message) {
        let own = self.me.is_some() && message.author.id == self.me;
        let (name, author) = (message.author.name.clone(), message.author.id.map(|id| id.to_string()));
        let place = self.messages.with_untracked(|messages| messages.partition_point(|other| other.seq < message.seq));
        if self.messages.with_untracked(|messages| messages.get(place).is_some_and(|other| other.seq == message.seq)) {
            return;
        }
        let message = self.with_face(message);
        self.messages.update(|messages| messages.insert(place, message));
        if let Some(author) = author {
            self.hidden.update_value(|hidden| hidden.typists.retain(|(id, ..)| *id != author));
            self.show_typists();
        }
        if own || self.hidden.with_value(|hidden| hidden.at_end) {
            request_animation_frame(move || self.to_end());
        } else {
            *self.unseen.write() += 1;
        }
        if !own {
            self.announce(name);
        }
    }

    pub(super) fn edited(self, data: &str) {
        match serde_json::from_str(data) {
            Ok(message) => self.replace(message),
            Err(_) => self.fetch_anew(),
        }
    }

    /// Puts a newer version of a message in its place.
    pub(super) fn replace(self, message: Message) {
        self.messages.update(|messages| {
            if let Some(own) = messages.iter_mut().find(|own| own.id == message.id && own.version <= message.version) {
                let photo = own.author.photo.take();
                *own = message;
                own.author.photo = photo;
            }
        });
    }

    pub(super) fn deleted(self, data: &str) {
        #[derive(serde::Deserialize)]
        struct Which {
            seq: i64,
            re: Option<MessageId>,
            moved: Option<String>,
        }
        if let Ok(Which { seq, re, moved }) = serde_json::from_str(data) {
            if let Some(root) = re.filter(|_| re != self.side) {
                self.answered(root, -1);
            }
            self.take_away(seq, moved);
        }
    }

    /// The time of these messages is over.
    fn forget(self, data: &str) {
        #[derive(serde::Deserialize)]
        struct Which {
            ids: Vec<MessageId>,
        }
        if let Ok(Which { ids }) = serde_json::from_str(data) {
            self.messages.update(|messages| messages.retain(|own| !ids.contains(&own.id)));
        }
    }

    /// A message has no words any more; when it was put in a thread, they are there.
    pub(super) fn take_away(self, seq: i64, moved: Option<String>) {
        self.messages.update(|messages| {
            if let Some(own) = messages.iter_mut().find(|own| own.seq == seq) {
                own.deleted = true;
                own.moved = moved;
                own.body_html = shared::html::SafeHtml::default();
                own.body_markdown = String::new();
            }
        });
    }

    /// The server cannot tell what was missed: the end of the room is read anew.
    pub(super) fn fetch_anew(self) {
        spawn_local(async move {
            let path = match self.side {
                // A side talk begins with the message that it belongs to, which no list of it holds.
                Some(_) => self.list("after=0&limit=100"),
                None => self.list(&format!("before=0&limit={MESSAGES_PER_PAGE}")),
            };
            match api::call::<Stretch>("GET", &path, None).await {
                Ok(stretch) => {
                    let first =
                        self.messages.with_untracked(|all| all.first().cloned()).filter(|_| self.side.is_some());
                    let items: Vec<Message> = first.into_iter().chain(stretch.items).collect();
                    self.older.set(stretch.older && self.side.is_none());
                    self.extras.set(extras_of(&items));
                    self.messages.set(items);
                    self.hidden.update_value(|hidden| hidden.head = stretch.head);
                    live::resume(self.hidden.with_value(|hidden| hidden.subscription), stretch.head);
                    self.mark();
                }
                Err(_) => {
                    set_timeout(move || self.fetch_anew(), Duration::from_millis(1_000 + browser::up_to(2_000.0)));
                }
            }
        });
    }

    pub(super) fn load_older(self, event: &MouseEvent) {
        let Some(first) = self.first() else { return };
        event.prevent_default();
        if self.hidden.with_value(|hidden| hidden.loading) {
            return;
        }
        self.hidden.update_value(|hidden| hidden.loading = true);
        spawn_local(async move {
            let path = self.list(&format!("before={first}&limit={MESSAGES_PER_PAGE}"));
            let found = api::call::<Stretch>("GET", &path, None).await;
            self.hidden.update_value(|hidden| hidden.loading = false);
            let Ok(stretch) = found else { return };
            // What one was looking at stays where it is.
            let from_end = self.log.get_untracked().map(|log| log.scroll_height() - log.scroll_top());
            self.older.set(stretch.older);
            self.extras.update(|all| all.extend(extras_of(&stretch.items)));
            self.messages.update(|messages| _ = messages.splice(0..0, stretch.items));
            request_animation_frame(move || {
                if let Some((log, from_end)) = self.log.get_untracked().zip(from_end) {
                    log.set_scroll_top(log.scroll_height() - from_end);
                }
            });
        });
    }
}
