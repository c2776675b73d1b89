//! The signs around a log: who types, who is here, how the connection is, and what is said to screen readers.

use super::room::Room;
use crate::islands::{browser, live::Link};
use leptos::prelude::*;
use shared::{
    chat::words as w,
    live::{Present, TYPING, words as lw},
};
use std::time::Duration;

/// Milliseconds between two announcements to screen readers.
const ANNOUNCE: u64 = 5_000;
/// So many of those who are there are named; the others are counted.
const SHOWN: usize = 4;

impl Room {
    pub(super) fn others_type(self, present: Present) {
        let until = browser::now() + f64::from(TYPING) * 1000.0;
        self.hidden.update_value(|hidden| {
            for (id, name) in present.u.into_iter().zip(present.names) {
                hidden.typists.retain(|(other, ..)| *other != id);
                hidden.typists.push((id, name, until));
            }
        });
        self.show_typists();
        set_timeout(move || self.show_typists(), Duration::from_millis(u64::from(TYPING) * 1000 + 50));
    }

    pub(super) fn show_typists(self) {
        self.hidden.update_value(|hidden| hidden.typists.retain(|(.., until)| *until > browser::now()));
        let names: Vec<String> =
            self.hidden.with_value(|hidden| hidden.typists.iter().map(|(_, name, _)| name.clone()).collect());
        if self.typing.with_untracked(|shown| *shown != names) {
            self.typing.set(names);
        }
    }

    pub(super) fn typing_words(self) -> Option<shared::words::Text> {
        let lang = crate::context::lang();
        self.typing.with(|names| match names.as_slice() {
            [] => None,
            [who] => Some(w::typing_one(lang, who)),
            [who, other] => Some(w::typing_two(lang, who, other)),
            _ => Some(w::typing_many(lang)),
        })
    }

    /// Who else has the room before them, where its community shows that. Nothing while the connection is away: it may have
    /// changed.
    pub(super) fn here_words(self) -> Option<shared::words::Text> {
        let lang = crate::context::lang();
        let me = self.me.map(|me| me.to_string());
        let number = |n: usize| i64::try_from(n).unwrap_or_default();
        if !matches!(self.link.get(), Link::Open) {
            return None;
        }
        self.present.with(|present| {
            if present.n > 1 && present.u.is_empty() {
                return Some(w::here(lang, number(present.n)));
            }
            let others = present.u.iter().zip(&present.names).filter(|(id, _)| Some(*id) != me.as_ref());
            let names: Vec<&str> = others.map(|(_, name)| name.as_str()).collect();
            match names.split_at_checked(SHOWN) {
                None | Some((_, [])) if names.is_empty() => None,
                None | Some((_, [])) => Some(w::here_names(lang, &names.join(", "))),
                Some((some, more)) => Some(w::here_more(lang, number(more.len()), &some.join(", "))),
            }
        })
    }

    /// Tells screen readers, together and not too often.
    pub(super) fn announce(self, from: String) {
        let waits = self.hidden.with_value(|hidden| hidden.announcing);
        self.hidden.update_value(|hidden| {
            hidden.heard_from.push(from);
            hidden.announcing = true;
        });
        if waits {
            return;
        }
        let tell = move || {
            let from =
                self.hidden.try_update_value(|hidden| std::mem::take(&mut hidden.heard_from)).unwrap_or_default();
            let lang = crate::context::lang();
            let n = i64::try_from(from.len()).unwrap_or_default();
            let text = match from.split_first() {
                Some((who, rest)) if rest.iter().all(|other| other == who) => w::new_from(lang, n, who),
                _ => w::new_messages(lang, n),
            };
            self.announced.set(text.into_owned());
            let again = move || {
                self.hidden.update_value(|hidden| hidden.announcing = false);
                if let Some(last) = self.hidden.try_update_value(|hidden| hidden.heard_from.pop()).flatten() {
                    self.announce(last);
                }
            };
            set_timeout(again, Duration::from_millis(ANNOUNCE));
        };
        set_timeout(tell, Duration::from_millis(400));
    }

    pub(super) fn link_state(self) -> &'static str {
        match self.link.get() {
            Link::Open | Link::Polling | Link::None => "here",
            Link::Opening | Link::Away | Link::Over => "away",
        }
    }

    /// The connection in words; nothing before there is one to speak of.
    pub(super) fn link_words(self) -> String {
        let lang = crate::context::lang();
        match self.link.get() {
            Link::None | Link::Opening => String::new(),
            Link::Open => lw::connected(lang).into_owned(),
            Link::Away => lw::connecting(lang).into_owned(),
            Link::Polling => lw::polling(lang).into_owned(),
            Link::Over => lw::ended(lang).into_owned(),
        }
    }
}
