//! What this tab watches, and what it sent that was not acknowledged yet.

use super::{
    link::{Link, show},
    poll, wire,
};
use shared::live::{Step, ToServer, VERSION, step};
use std::{cell::RefCell, rc::Rc};
use web_sys::WebSocket;

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

pub(super) type Hear = Rc<dyn Fn(&Heard<'_>)>;
pub(super) type Tell = Rc<dyn Fn(Sent)>;

pub(super) struct Watcher {
    id: u32,
    channel: String,
    seen: i64,
    hear: Hear,
}

/// Something to be said.
#[derive(Clone)]
pub struct Said {
    /// The channel of the room.
    pub channel: String,
    /// The text.
    pub body: String,
    /// The message that it answers in a side talk.
    pub re: Option<String>,
}

/// Sent, and not acknowledged.
pub(super) struct Unsent {
    pub nonce: String,
    pub said: Said,
    pub(super) tell: Tell,
}

#[derive(Default)]
pub(super) struct Live {
    pub(super) socket: Option<WebSocket>,
    /// Rises with every socket: what an old one still says is not heard.
    pub(super) turn: u32,
    watchers: Vec<Watcher>,
    pub(super) names: Vec<(u32, String)>,
    pub(super) unsent: Vec<Unsent>,
    ids: u32,
    pub(super) epoch: Option<String>,
    pub(super) tries: u32,
    /// Sockets in a row that did not open.
    pub(super) shut: u32,
    pub(super) heard: f64,
    pub(super) awaited: Option<f64>,
    pub(super) polling: bool,
    pub(super) over: bool,
    running: bool,
}

thread_local! {
    static LIVE: RefCell<Live> = RefCell::default();
}

/// Never calls an island from within: what an island does may come back here.
pub(super) fn live<T>(run: impl FnOnce(&mut Live) -> T) -> T {
    LIVE.with_borrow_mut(run)
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
        wire::keep_alive();
        show(Link::Opening);
        wire::connect();
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
pub fn send(nonce: String, said: Said, tell: impl Fn(Sent) + 'static) {
    let polling = live(|live| {
        live.unsent.retain(|unsent| unsent.nonce != nonce);
        live.unsent.push(Unsent { nonce: nonce.clone(), said, tell: Rc::new(tell) });
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
    pub(super) fn say(&self, frame: &ToServer) -> bool {
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
    pub(super) fn ask(&mut self, channel: &str) {
        let Some(since) = self.oldest(channel) else { return };
        self.ids += 1;
        self.say(&ToServer::Sub { id: self.ids, ch: channel.to_owned(), since: Some(since) });
    }

    pub(super) fn oldest(&self, channel: &str) -> Option<i64> {
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

    pub(super) fn offer(&mut self, nonce: &str) {
        self.ids += 1;
        let id = self.ids;
        let Some(unsent) = self.unsent.iter().find(|unsent| unsent.nonce == nonce) else { return };
        let Said { channel: ch, body, re } = unsent.said.clone();
        self.say(&ToServer::Send { id, n: unsent.nonce.clone(), ch, body, re });
    }

    pub(super) fn find(&self, nonce: &str) -> Option<Said> {
        self.unsent.iter().find(|unsent| unsent.nonce == nonce).map(|unsent| unsent.said.clone())
    }

    pub(super) fn waiting(&self) -> Vec<String> {
        self.unsent.iter().map(|unsent| unsent.nonce.clone()).collect()
    }

    pub(super) fn greet(&mut self) {
        let (resume, epoch) = (self.places(), self.epoch.clone());
        self.say(&ToServer::Hello { v: VERSION, epoch, tab: None, resume });
        for nonce in self.waiting() {
            self.offer(&nonce);
        }
    }

    pub(super) fn name(&self, c: u32) -> Option<String> {
        self.names.iter().find(|(own, _)| *own == c).map(|(_, channel)| channel.clone())
    }

    /// Those for whom number `seq` of `channel` is the next. Whoever missed one makes us ask again.
    pub(super) fn due(&mut self, channel: &str, seq: i64) -> Vec<Hear> {
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

    pub(super) fn all(&self, channel: &str) -> Vec<Hear> {
        self.watchers.iter().filter(|watcher| watcher.channel == channel).map(|watcher| watcher.hear.clone()).collect()
    }
}
