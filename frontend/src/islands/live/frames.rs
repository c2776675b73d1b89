//! What the server says, from the socket or in an answer, and who hears it.

use super::tab::{Heard, Sent, live};
use crate::islands::browser;
use leptos::prelude::*;
use serde::de::DeserializeOwned;
use serde_json::value::RawValue;
use shared::live::{Fields, Frame, ToServer};
use std::time::Duration;

/// What became of a message: said once, then it is forgotten here.
pub(super) fn settle(nonce: &str, sent: Sent) {
    let unsent = live(|live| {
        let place = live.unsent.iter().position(|unsent| unsent.nonce == nonce)?;
        Some(live.unsent.swap_remove(place))
    });
    if let Some(unsent) = unsent {
        (unsent.tell)(sent);
    }
}

fn event(c: u32, seq: i64, kind: &str, data: &str, nonce: Option<&str>) {
    let due = live(|live| live.name(c).map(|channel| live.due(&channel, seq)));
    for hear in due.unwrap_or_default() {
        hear(&Heard::Event { seq, kind, data, nonce });
    }
}

fn all(c: u32, heard: &Heard<'_>) {
    let all = live(|live| live.name(c).map(|channel| live.all(&channel)));
    for hear in all.unwrap_or_default() {
        hear(heard);
    }
}

/// Takes a frame of the server, from the socket or from an answer. One of a newer server that we do not know is not for us.
pub(super) fn receive(text: &str) {
    let Ok(Frame { kind, fields }) = serde_json::from_str(text) else { return };
    let Fields { c, s, k, n, .. } = fields;
    match kind.as_str() {
        "hello" => live(|live| {
            (live.tries, live.shut) = (0, 0);
            live.names.clear();
            live.epoch = fields.epoch;
        }),
        "subd" => {
            live(|live| {
                live.names.retain(|(_, channel)| *channel != fields.ch);
                live.names.push((c, fields.ch));
            });
            if fields.mode == "reset" {
                all(c, &Heard::Reset);
            }
        }
        "ev" => event(c, s, &k, data(fields.d), n.as_deref()),
        "evs" => fields.e.iter().for_each(|(s, k, d)| event(c, *s, k, d.get(), None)),
        "eph" => all(c, &Heard::Passing { kind: &k, data: data(fields.d) }),
        "ack" => settle(&n.unwrap_or_default(), Sent::Stands(s)),
        "err" => {
            let Some(n) = n else { return };
            if fields.retry {
                let wait = read(fields.after).unwrap_or(1_000) + browser::up_to(500.0);
                set_timeout(move || live(|live| live.offer(&n)), Duration::from_millis(wait));
            } else {
                settle(&n, Sent::Refused(fields.msg));
            }
        }
        "reset" => all(c, if fields.why == "gone" { &Heard::Gone } else { &Heard::Reset }),
        "hb" => {
            live(|live| live.say(&ToServer::Hb {}));
            // What is under way may arrive yet.
            set_timeout(move || behind(&fields.h), Duration::from_secs(2));
        }
        "bye" => {
            let (from, to): (u32, u32) = read(fields.after).unwrap_or_default();
            let wait = u64::from(from) + browser::up_to(f64::from(to.saturating_sub(from)));
            live(|live| live.awaited = Some(browser::now() + f64::from(u32::try_from(wait).unwrap_or_default())));
        }
        _ => {}
    }
}

fn data(value: Option<&RawValue>) -> &str {
    value.map(RawValue::get).unwrap_or_default()
}

fn read<T: DeserializeOwned>(value: Option<&RawValue>) -> Option<T> {
    value.and_then(|value| serde_json::from_str(value.get()).ok())
}

/// Asks again for channels of which the last event was lost.
fn behind(heads: &[(u32, i64)]) {
    live(|live| {
        for (c, head) in heads {
            let Some(channel) = live.name(*c) else { continue };
            if live.oldest(&channel).is_some_and(|seen| seen < *head) {
                live.ask(&channel);
            }
        }
    });
}
