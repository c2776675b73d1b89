//! Where the reader is in the log, and how far they have read.

use super::{room::Room, view::channel};
use crate::islands::{api, browser, live};
use leptos::{prelude::*, task::spawn_local};
use shared::live::ToServer;
use std::time::Duration;

/// Pixels from the end within which the reader counts as being there.
const NEAR: i32 = 80;

impl Room {
    pub(super) fn begin_at_new(self) {
        let Some(log) = self.log.get_untracked() else { return };
        match log.query_selector(".new-line") {
            Ok(Some(line)) => line.scroll_into_view(),
            _ => log.set_scroll_top(log.scroll_height()),
        }
        self.scrolled();
    }

    pub(super) fn to_end(self) {
        if let Some(log) = self.log.get_untracked() {
            log.set_scroll_top(log.scroll_height());
        }
        self.scrolled();
    }

    pub(super) fn scrolled(self) {
        let Some(log) = self.log.get_untracked() else { return };
        let at_end = log.scroll_height() - log.scroll_top() - log.client_height() < NEAR;
        self.hidden.update_value(|hidden| hidden.at_end = at_end);
        if at_end {
            if self.unseen.get_untracked() > 0 {
                self.unseen.set(0);
            }
            self.mark();
        }
    }

    /// Moves the reader's mark, a second after the end was seen.
    pub(super) fn mark(self) {
        let due = self.hidden.with_value(|hidden| hidden.at_end && hidden.head > hidden.marked);
        // What is said beside a room is read with the room.
        if !self.on_air || !due || !browser::visible() || self.side.is_some() {
            return;
        }
        let head = self.hidden.with_value(|hidden| hidden.head);
        self.hidden.update_value(|hidden| hidden.marked = head);
        let tell = move || {
            if self.hidden.with_value(|hidden| hidden.marked) != head {
                return;
            }
            if !live::say(&ToServer::Read { ch: channel(self.id), seq: head }) {
                let path = format!("/api/v1/rooms/{}/mark", self.id);
                spawn_local(async move {
                    // The next message marks it too.
                    let _ = api::fetch("PUT", &path, Some(("application/json", &format!("{{\"seq\":{head}}}")))).await;
                });
            }
        };
        set_timeout(tell, Duration::from_secs(1));
    }
}
