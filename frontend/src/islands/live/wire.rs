//! The socket: opened, watched, and opened again.

use super::{
    frames::receive,
    link::{Link, show},
    poll,
    tab::{Live, live},
};
use crate::islands::browser::{self, listen};
use leptos::prelude::*;
use shared::live::{SILENCE, close};
use std::time::Duration;
use web_sys::{CloseEvent, MessageEvent, WebSocket};

/// Opens a socket, when there is none.
pub(super) fn connect() {
    let turn = live(|live| {
        if live.socket.is_some() || live.over || live.polling {
            return None;
        }
        live.turn += 1;
        Some(live.turn)
    });
    let Some(turn) = turn else { return };
    let location = window().location();
    let scheme = if location.protocol().is_ok_and(|protocol| protocol == "https:") { "wss" } else { "ws" };
    let Ok(socket) = WebSocket::new(&format!("{scheme}://{}/live", location.host().unwrap_or_default())) else {
        return closed(turn, 0);
    };
    listen(&socket, "open", move |_: web_sys::Event| {
        if live(|live| live.turn == turn) {
            live(Live::greet);
            show(Link::Open);
        }
    });
    listen(&socket, "message", move |event: MessageEvent| {
        let current = live(|live| {
            live.heard = browser::now();
            live.turn == turn
        });
        if let Some(text) = event.data().as_string().filter(|_| current) {
            receive(&text);
        }
    });
    listen(&socket, "close", move |event: CloseEvent| closed(turn, event.code()));
    live(|live| {
        live.heard = browser::now();
        live.socket = Some(socket);
    });
}

/// A socket is gone: another one, after a while, unless the server said not to.
fn closed(turn: u32, code: u16) {
    let wait = live(|live| {
        if live.turn != turn {
            return None;
        }
        live.socket = None;
        live.turn += 1;
        live.names.clear();
        if matches!(code, close::SIGNED_OUT | close::TOO_MANY) {
            live.over = true;
            return None;
        }
        live.tries += 1;
        live.shut += 1;
        // Full jitter: after a restart thousands of tabs must not come back in the same second.
        let longest = live.longest();
        let asked = live.awaited.take().map(|until| (until - browser::now()).max(0.0));
        Some((asked.unwrap_or(0.0), if live.tries == 1 { 1_000.0 } else { longest }))
    });
    let Some((at_least, spread)) = wait else {
        if live(|live| live.over) {
            show(Link::Over);
        }
        return;
    };
    show(Link::Away);
    if live(|live| live.shut >= 3) {
        return poll::begin();
    }
    let spread = if at_least > 0.0 { 0.0 } else { spread };
    let wait = f64::from(u32::try_from(browser::up_to(spread)).unwrap_or_default()) + at_least;
    set_timeout(connect, Duration::from_secs_f64(wait / 1000.0));
}

/// Notices the dead link that the browser does not, and comes back at once when the network or the reader does.
pub(super) fn keep_alive() {
    let look = || {
        let silent = f64::from(u32::try_from(SILENCE).unwrap_or(u32::MAX));
        let dead = live(|live| {
            let late = browser::now() - live.heard > silent;
            live.socket.clone().filter(|_| late).map(|socket| (socket, live.turn))
        });
        if let Some((socket, turn)) = dead {
            let _ = socket.close();
            closed(turn, 0);
        }
    };
    let _ = set_interval_with_handle(look, Duration::from_secs(5));
    for event in ["online", "pageshow"] {
        window_event_listener_untyped(event, |_| connect());
    }
    listen(&document(), "visibilitychange", |_: web_sys::Event| {
        if browser::visible() {
            connect();
        }
    });
}
