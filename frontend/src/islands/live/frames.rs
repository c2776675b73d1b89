//! What the server says, from the socket or in an answer, and who hears it.

use super::tab::{Heard, Sent, live};
use crate::islands::browser;
use leptos::prelude::*;
use shared::live::{Mode, ToReader, ToServer, Why};
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

/// Takes a frame of the server, from the socket or from an answer.
pub(super) fn receive(frame: ToReader) {
    match frame {
        ToReader::Hello { epoch, .. } => live(|live| {
            (live.tries, live.shut) = (0, 0);
            live.names.clear();
            live.epoch = Some(epoch);
        }),
        ToReader::Subd { ch, c, mode, .. } => {
            live(|live| {
                live.names.retain(|(_, channel)| *channel != ch);
                live.names.push((c, ch));
            });
            if mode == Mode::Reset {
                all(c, &Heard::Reset);
            }
        }
        ToReader::Ev { c, s, k, d, n } => event(c, s, &k, d.get(), n.as_deref()),
        ToReader::Evs { c, e } => e.iter().for_each(|(s, k, d)| event(c, *s, k, d.get(), None)),
        ToReader::Eph { c, k, d } => all(c, &Heard::Passing { kind: &k, data: d.get() }),
        ToReader::Ack { n, s, .. } => settle(&n, Sent::Stands(s)),
        ToReader::Err { n: Some(n), retry: true, after, .. } => {
            let wait = after.unwrap_or(1_000) + browser::up_to(500.0);
            set_timeout(move || live(|live| live.offer(&n)), Duration::from_millis(wait));
        }
        ToReader::Err { n: Some(n), msg, .. } => settle(&n, Sent::Refused(msg)),
        ToReader::Err { .. } => {}
        ToReader::Reset { c, why, .. } => all(c, if why == Why::Gone { &Heard::Gone } else { &Heard::Reset }),
        ToReader::Hb { h } => {
            live(|live| live.say(&ToServer::Hb {}));
            // What is under way may arrive yet.
            set_timeout(move || behind(&h), Duration::from_secs(2));
        }
        ToReader::Bye { after: (from, to), .. } => {
            let range = f64::from(u32::try_from(to.saturating_sub(from)).unwrap_or_default());
            let wait = from + browser::up_to(range);
            live(|live| live.awaited = Some(browser::now() + f64::from(u32::try_from(wait).unwrap_or_default())));
        }
    }
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
