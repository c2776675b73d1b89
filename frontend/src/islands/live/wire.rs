//! The socket, what is watched, and what was not acknowledged yet.

use super::poll;
use crate::islands::browser::{self, listen};
use leptos::prelude::*;
use shared::live::{Mode, SILENCE, Step, ToReader, ToServer, VERSION, Why, close, step};
use std::{cell::RefCell, rc::Rc, time::Duration};
use web_sys::{CloseEvent, MessageEvent, WebSocket};

/// The state of the connection, as pages show it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Link {
    /// Nobody has asked for one.
    #[default]
    None,
    /// Being made.
    Opening,
    /// Fine.
    Open,
    /// Away for a moment.
    Away,
    /// By asking now and then.
    Polling,
    /// Over, until the page is loaded anew.
    Over,
}

/// What a subscription hears.
pub enum Heard<'h> {
    /// An event, in order, each once.
    Event {
        /// Its number.
        seq: i64,
        /// Its kind.
        kind: &'h str,
        /// What happened, as JSON.
        data: &'h str,
        /// The name under which this tab's member sent it.
        nonce: Option<&'h str>,
    },
    /// Something that passes.
    Passing {
        /// Its kind.
        kind: &'h str,
        /// What it is, as JSON.
        data: &'h str,
    },
    /// Fetch anew, then [`resume`].
    Reset,
    /// It may not be read any more.
    Gone,
}

/// What became of something that was sent.
pub enum Sent {
    /// It stands, under this number.
    Stands(i64),
    /// The server will not have it, and says why.
    Refused(String),
}

type Hear = Rc<dyn Fn(&Heard<'_>)>;
type Tell = Rc<dyn Fn(Sent)>;

struct Watcher {
    id: u32,
    channel: String,
    seen: i64,
    hear: Hear,
}

/// Sent, and not acknowledged.
pub(super) struct Unsent {
    pub nonce: String,
    pub channel: String,
    pub body: String,
    tell: Tell,
}

#[derive(Default)]
pub(super) struct Live {
    socket: Option<WebSocket>,
    /// Rises with every socket: what an old one still says is not heard.
    turn: u32,
    watchers: Vec<Watcher>,
    names: Vec<(u32, String)>,
    unsent: Vec<Unsent>,
    ids: u32,
    epoch: Option<String>,
    tries: u32,
    /// Sockets in a row that did not open.
    pub(super) shut: u32,
    heard: f64,
    awaited: Option<f64>,
    pub(super) polling: bool,
    over: bool,
    running: bool,
}

thread_local! {
    static LIVE: RefCell<Live> = RefCell::default();
    static LINK: ArcRwSignal<Link> = ArcRwSignal::new(Link::None);
}

/// Never calls an island from within: what an island does may come back here.
pub(super) fn live<T>(run: impl FnOnce(&mut Live) -> T) -> T {
    LIVE.with_borrow_mut(run)
}

/// The state of the connection.
pub fn link() -> ArcRwSignal<Link> {
    LINK.with(Clone::clone)
}

pub(super) fn show(state: Link) {
    let link = link();
    if link.get_untracked() != state {
        link.set(state);
    }
}

/// Calls `hear` for all of `channel` after number `since`, the one the page was rendered at. Gives the subscription's name.
pub fn subscribe(channel: String, since: i64, hear: impl Fn(&Heard<'_>) + 'static) -> u32 {
    let (id, first) = live(|live| {
        live.ids += 1;
        let id = live.ids;
        live.watchers.push(Watcher { id, channel: channel.clone(), seen: since, hear: Rc::new(hear) });
        live.ask(&channel);
        (id, !std::mem::replace(&mut live.running, true))
    });
    if first {
        keep_alive();
        show(Link::Opening);
        connect();
    }
    id
}

/// Goes on after a [`Heard::Reset`], from the number of what was fetched.
pub fn resume(id: u32, since: i64) {
    live(|live| {
        let Some(watcher) = live.watchers.iter_mut().find(|watcher| watcher.id == id) else { return };
        watcher.seen = since;
        let channel = watcher.channel.clone();
        live.ask(&channel);
    });
}

/// Sends a message under a name of its own; `tell` hears what became of it.
pub fn send(channel: String, nonce: String, body: String, tell: impl Fn(Sent) + 'static) {
    let polling = live(|live| {
        live.unsent.retain(|unsent| unsent.nonce != nonce);
        live.unsent.push(Unsent { nonce: nonce.clone(), channel, body, tell: Rc::new(tell) });
        live.offer(&nonce);
        live.polling
    });
    if polling {
        poll::post(nonce);
    }
}

/// Says something that needs no answer, if there is a socket to say it on.
pub fn say(frame: &ToServer) -> bool {
    live(|live| live.say(frame))
}

impl Live {
    fn say(&self, frame: &ToServer) -> bool {
        let Some(socket) = self.socket.as_ref().filter(|socket| socket.ready_state() == WebSocket::OPEN) else {
            return false;
        };
        let Ok(text) = serde_json::to_string(frame) else { return false };
        // It only fails on a socket that is closing; then the next one says it all again.
        socket.send_with_str(&text).is_ok()
    }

    /// The longest wait before the next socket, in milliseconds.
    pub(super) fn longest(&self) -> f64 {
        (500.0 * f64::from(2_u32.pow(self.tries.min(6)))).min(30_000.0)
    }

    /// Asks for a channel from the oldest number that somebody needs.
    fn ask(&mut self, channel: &str) {
        let Some(since) = self.oldest(channel) else { return };
        self.ids += 1;
        self.say(&ToServer::Sub { id: self.ids, ch: channel.to_owned(), since: Some(since) });
    }

    fn oldest(&self, channel: &str) -> Option<i64> {
        self.watchers.iter().filter(|watcher| watcher.channel == channel).map(|watcher| watcher.seen).min()
    }

    /// Channels with the oldest number that somebody needs.
    pub(super) fn places(&self) -> Vec<(String, i64)> {
        let mut places: Vec<(String, i64)> = Vec::new();
        for watcher in &self.watchers {
            match places.iter_mut().find(|(channel, _)| *channel == watcher.channel) {
                Some((_, seen)) => *seen = watcher.seen.min(*seen),
                None => places.push((watcher.channel.clone(), watcher.seen)),
            }
        }
        places
    }

    pub(super) fn epoch(&self) -> Option<String> {
        self.epoch.clone()
    }

    fn offer(&mut self, nonce: &str) {
        self.ids += 1;
        let id = self.ids;
        let Some(unsent) = self.unsent.iter().find(|unsent| unsent.nonce == nonce) else { return };
        let (n, ch, body) = (unsent.nonce.clone(), unsent.channel.clone(), unsent.body.clone());
        self.say(&ToServer::Send { id, n, ch, body, re: None });
    }

    pub(super) fn find(&self, nonce: &str) -> Option<(String, String)> {
        let unsent = self.unsent.iter().find(|unsent| unsent.nonce == nonce)?;
        Some((unsent.channel.clone(), unsent.body.clone()))
    }

    pub(super) fn waiting(&self) -> Vec<String> {
        self.unsent.iter().map(|unsent| unsent.nonce.clone()).collect()
    }

    fn greet(&mut self) {
        let (resume, epoch) = (self.places(), self.epoch.clone());
        self.say(&ToServer::Hello { v: VERSION, epoch, tab: None, resume });
        for nonce in self.waiting() {
            self.offer(&nonce);
        }
    }

    fn name(&self, c: u32) -> Option<String> {
        self.names.iter().find(|(own, _)| *own == c).map(|(_, channel)| channel.clone())
    }

    /// Those for whom number `seq` of `channel` is the next. Whoever missed one makes us ask again.
    fn due(&mut self, channel: &str, seq: i64) -> Vec<Hear> {
        let (mut due, mut gap) = (Vec::new(), false);
        for watcher in self.watchers.iter_mut().filter(|watcher| watcher.channel == channel) {
            match step(watcher.seen, seq) {
                Step::Apply => {
                    watcher.seen = seq;
                    due.push(watcher.hear.clone());
                }
                Step::Ignore => {}
                Step::Gap => gap = true,
            }
        }
        if gap {
            self.ask(channel);
        }
        due
    }

    fn all(&self, channel: &str) -> Vec<Hear> {
        self.watchers.iter().filter(|watcher| watcher.channel == channel).map(|watcher| watcher.hear.clone()).collect()
    }
}

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
        // A frame of a newer server that we do not know is not for us.
        let frame = event.data().as_string().and_then(|text| serde_json::from_str(&text).ok());
        if let Some(frame) = frame.filter(|_| current) {
            receive(frame);
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
fn keep_alive() {
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
