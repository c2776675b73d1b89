//! Asking now and then, where no socket gets through: the same frames, in answers.

use super::{
    frames::{receive, settle},
    link::{Link, show},
    tab::{Said, Sent, live},
    wire,
};
use crate::islands::{
    api::{self, Failed},
    browser,
};
use leptos::{prelude::*, task::spawn_local};
use serde_json::value::RawValue;
use shared::chat::NewMessage;
use std::time::Duration;

/// Answers after which a socket is tried again.
const ROUNDS: u32 = 4;

/// Begins to ask; goes back to sockets after a while, and when the site cannot be reached at all.
pub(super) fn begin() {
    if live(|live| std::mem::replace(&mut live.polling, true)) {
        return;
    }
    spawn_local(async {
        let mut reached = false;
        for round in 0..ROUNDS {
            // The first answer comes at once: it says whether this road is open.
            let wait = if round == 0 { 0 } else { 20 };
            if !once(wait).await {
                break;
            }
            reached = true;
            show(Link::Polling);
            live(|live| live.waiting()).into_iter().for_each(post);
        }
        let spread = live(|live| {
            live.polling = false;
            // One socket that does not open is enough to come back here.
            live.shut = 2;
            if reached { 2_000.0 } else { live.longest() }
        });
        set_timeout(wire::connect, Duration::from_millis(browser::up_to(spread)));
    });
}

async fn once(wait: u32) -> bool {
    let (places, epoch) = live(|live| (live.places(), live.epoch()));
    let places: Vec<String> = places.into_iter().map(|(channel, seen)| format!("{channel}={seen}")).collect();
    let epoch = epoch.map(|epoch| format!("&epoch={epoch}")).unwrap_or_default();
    let path = format!("/live/poll?cur={}&wait={wait}{epoch}", places.join(","));
    let Some(answer) = api::fetch("GET", &path, None).await.filter(|answer| answer.status == 200) else { return false };
    let Ok(frames) = serde_json::from_str::<Vec<&RawValue>>(&answer.text) else { return false };
    for frame in frames {
        receive(frame.get());
    }
    true
}

/// What is wanted of the answer: reading all of a message would make every page heavier.
#[derive(serde::Deserialize)]
struct Kept {
    seq: i64,
}

/// Sends a message by the API.
pub(super) fn post(nonce: String) {
    let Some(Said { channel, body, re }) = live(|live| live.find(&nonce)) else { return };
    let Some(room) = channel.strip_prefix("room:").map(ToOwned::to_owned) else { return };
    spawn_local(async move {
        let new = NewMessage { body_markdown: body, nonce: Some(nonce.clone()), re: re.and_then(|re| re.parse().ok()) };
        let Ok(json) = serde_json::to_string(&new) else { return };
        match api::call::<Kept>("POST", &format!("/api/v1/rooms/{room}/messages"), Some(&json)).await {
            Ok(Kept { seq }) => settle(&nonce, Sent::Stands(seq)),
            Err(Failed::Refused(problem)) => settle(&nonce, Sent::Refused(api::words(&problem))),
            // It stays here, and goes with the next round or socket.
            Err(Failed::Away) => {}
        }
    });
}
