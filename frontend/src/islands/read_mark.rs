//! Moves the read mark of a thread, from the page that is awake and in sight: a page that was only fetched ahead marks nothing.

use super::{api, browser};
use leptos::{prelude::*, task::spawn_local};
use shared::ids::ThreadId;
use std::time::Duration;

/// Marks a thread as read up to the last post of this page.
#[island]
pub fn ReadMark(
    /// The thread.
    thread: ThreadId,
    /// The number of the last post on this page.
    last: i64,
) -> impl IntoView {
    let done = StoredValue::new(false);
    let mark = move || {
        if done.get_value() || !browser::visible() {
            return;
        }
        done.set_value(true);
        spawn_local(async move {
            let body = format!("number={last}");
            let form = Some(("application/x-www-form-urlencoded", body.as_str()));
            if api::fetch("POST", &format!("/t/{thread}/gelezen"), form).await.is_none() {
                return done.set_value(false);
            }
            // The button that does the same by hand.
            if let Ok(Some(button)) = document().query_selector(".mark-read") {
                button.remove();
            }
        });
    };
    Effect::new(move |_| {
        set_timeout(mark, Duration::from_millis(1_500));
        browser::listen(&document(), "visibilitychange", move |_: web_sys::Event| {
            set_timeout(mark, Duration::from_millis(1_500));
        });
    });
}
