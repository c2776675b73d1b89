//! Photos beside what is said live. An event is for all readers and carries none: which photos this reader sees is known of
//! the messages that the page was made with, and asked once for anybody else.

use super::room::Room;
use crate::islands::api;
use leptos::{prelude::*, task::spawn_local};
use shared::chat::{Message, Stretch};

impl Room {
    /// The message with the photo of its author, as far as it is known here.
    pub(super) fn with_face(self, mut message: Message) -> Message {
        if message.author.photo.is_some() || message.author.id.is_none() {
            return message;
        }
        let author = message.author.id;
        let known = self.messages.with_untracked(|messages| {
            messages.iter().rfind(|other| other.author.id == author).map(|other| other.author.photo.clone())
        });
        match known {
            Some(photo) => message.author.photo = photo,
            None => self.ask_face(&message),
        }
        message
    }

    fn ask_face(self, message: &Message) {
        let Some(author) = message.author.id else { return };
        if self.hidden.with_value(|hidden| hidden.asked.contains(&author)) {
            return;
        }
        self.hidden.update_value(|hidden| hidden.asked.push(author));
        let path = self.list(&format!("after={}&limit=1", message.seq - 1));
        spawn_local(async move {
            let Ok(stretch) = api::call::<Stretch>("GET", &path, None).await else { return };
            let Some(photo) = stretch.items.into_iter().find_map(|message| message.author.photo) else { return };
            self.messages.update(|messages| {
                for own in messages.iter_mut().filter(|own| own.author.id == Some(author)) {
                    own.author.photo = Some(photo.clone());
                }
            });
        });
    }
}
