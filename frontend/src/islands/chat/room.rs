//! What happens in a room on this page. Only handles, so that it is copied into every closure.

use super::{
    Opening,
    lines::{Dating, Line, lines},
    view::channel,
};
use crate::islands::{
    api, browser,
    live::{self, Heard, Link, Sent},
};
use leptos::{
    ev::{KeyboardEvent, MouseEvent, SubmitEvent},
    html,
    prelude::*,
    task::spawn_local,
};
use shared::{
    chat::{MESSAGES_PER_PAGE, Message, NewMessage, Stretch, words as w},
    ids::{MemberId, RoomId},
    live::{Present, TYPING, ToServer, words as lw},
    time::Zone,
};
use std::time::Duration;

/// Pixels from the end within which the reader counts as being there.
const NEAR: i32 = 80;
/// Milliseconds between two announcements to screen readers.
const ANNOUNCE: u64 = 5_000;
/// Milliseconds between two signs that the reader types.
const TYPES: f64 = 4_000.0;

/// What became of something that was sent.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum State {
    /// Under way.
    Sending,
    /// It stands, and its event is under way.
    Stands(i64),
    /// The server will not have it.
    Failed(String),
}

/// Something that was sent and does not stand yet.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Pending {
    pub nonce: String,
    pub body: String,
    pub state: State,
}

impl Pending {
    pub(super) fn key(&self) -> String {
        format!("{} {}", self.nonce, matches!(self.state, State::Failed(_)))
    }
}

/// What changes without being shown.
struct Hidden {
    subscription: u32,
    head: i64,
    marked: i64,
    at_end: bool,
    typed: f64,
    typists: Vec<(String, String, f64)>,
    heard_from: Vec<String>,
    announcing: bool,
    loading: bool,
}

/// A room on this page.
#[derive(Clone, Copy)]
pub(super) struct Room {
    id: RoomId,
    pub me: Option<MemberId>,
    pub say: bool,
    pub moderate: bool,
    on_air: bool,
    pub dating: StoredValue<Dating>,
    pub messages: RwSignal<Vec<Message>>,
    pub lines: Memo<Vec<Line>>,
    pub pending: RwSignal<Vec<Pending>>,
    pub older: RwSignal<bool>,
    pub unseen: RwSignal<i64>,
    pub awake: RwSignal<bool>,
    pub announced: RwSignal<String>,
    typing: RwSignal<Vec<String>>,
    present: RwSignal<usize>,
    link: RwSignal<Link>,
    hidden: StoredValue<Hidden>,
    pub log: NodeRef<html::Div>,
    pub form: NodeRef<html::Form>,
    pub field: NodeRef<html::Textarea>,
}

impl Room {
    pub(super) fn open(opening: Opening) -> Self {
        let lang = crate::context::lang();
        let dating = Dating { lang, zone: Zone::new(opening.zone), now: opening.now };
        let dating = StoredValue::new(dating);
        let messages = RwSignal::new(opening.messages);
        let (mark, me) = (opening.mark, opening.me);
        let lines =
            Memo::new(move |_| messages.with(|messages| dating.with_value(|dating| lines(messages, mark, me, dating))));
        let room = Self {
            id: opening.room,
            me,
            say: opening.say,
            moderate: opening.moderate,
            on_air: opening.live,
            dating,
            messages,
            lines,
            pending: RwSignal::default(),
            older: RwSignal::new(opening.older),
            unseen: RwSignal::new(0),
            awake: RwSignal::new(false),
            announced: RwSignal::default(),
            typing: RwSignal::default(),
            present: RwSignal::new(0),
            link: RwSignal::new(Link::None),
            hidden: StoredValue::new(Hidden {
                subscription: 0,
                head: opening.since,
                marked: mark,
                at_end: true,
                typed: 0.0,
                typists: Vec::new(),
                heard_from: Vec::new(),
                announcing: false,
                loading: false,
            }),
            log: NodeRef::new(),
            form: NodeRef::new(),
            field: NodeRef::new(),
        };
        // In the browser only.
        Effect::new(move |_| room.wake());
        room
    }

    fn key_of(self, what: &str) -> String {
        let me = self.me.map(|me| me.to_string()).unwrap_or_default();
        format!("plein.{what}.{me}.{}", self.id)
    }

    fn wake(self) {
        self.awake.set(true);
        self.restore();
        if !self.on_air {
            return;
        }
        let since = self.hidden.with_value(|hidden| hidden.head);
        let subscription = live::subscribe(channel(self.id), since, move |heard| self.hear(heard));
        self.hidden.update_value(|hidden| hidden.subscription = subscription);
        let link = live::link();
        Effect::new(move |_| {
            let state = link.get();
            self.link.set(state);
            if matches!(state, Link::Open) {
                self.show_here();
            }
        });
        browser::listen(&document(), "visibilitychange", move |_: web_sys::Event| {
            self.show_here();
            self.mark();
        });
        if window().location().hash().unwrap_or_default().len() < 2
            || window().location().hash().is_ok_and(|hash| hash == "#nu")
        {
            request_animation_frame(move || self.begin_at_new());
        }
        self.mark();
    }

    /// Typed text and unsent messages of this tab's former life.
    fn restore(self) {
        if let Some(field) = self.field.get_untracked() {
            let draft = browser::kept(true, &self.key_of("draft"));
            if field.value().is_empty() && !draft.is_empty() {
                field.set_value(&draft);
            }
        }
        let unsent: Vec<(String, String)> =
            serde_json::from_str(&browser::kept(false, &self.key_of("unsent"))).unwrap_or_default();
        for (nonce, body) in unsent {
            self.send(nonce, body);
        }
    }

    fn keep_unsent(self) {
        let unsent: Vec<(String, String)> = self.pending.with_untracked(|pending| {
            let open = pending.iter().filter(|pending| !matches!(pending.state, State::Stands(_)));
            open.map(|pending| (pending.nonce.clone(), pending.body.clone())).collect()
        });
        let text = if unsent.is_empty() { String::new() } else { serde_json::to_string(&unsent).unwrap_or_default() };
        browser::keep(false, &self.key_of("unsent"), &text);
    }

    pub(super) fn first(self) -> Option<i64> {
        self.messages.with_untracked(|messages| messages.first().map(|message| message.seq))
    }

    fn show_here(self) {
        live::say(&ToServer::Here { ch: vec![channel(self.id)], idle: !browser::visible() });
    }

    fn hear(self, heard: &Heard<'_>) {
        match heard {
            Heard::Event { seq, kind, data, nonce } => {
                self.hidden.update_value(|hidden| hidden.head = *seq);
                match *kind {
                    "msg" => self.said(*seq, data, *nonce),
                    "edit" => self.edited(data),
                    "delete" => self.deleted(data),
                    _ => {}
                }
                self.mark();
            }
            Heard::Passing { kind, data } => {
                let Ok(present) = serde_json::from_str::<Present>(data) else { return };
                match *kind {
                    "typing" => self.others_type(present),
                    "here" => self.present.set(present.n),
                    _ => {}
                }
            }
            Heard::Reset => self.fetch_anew(),
            Heard::Gone => {
                let _ = window().location().assign("/chat");
            }
        }
    }

    fn said(self, seq: i64, data: &str, nonce: Option<&str>) {
        let Ok(message) = serde_json::from_str::<Message>(data) else {
            // Too large to be told: it is fetched.
            spawn_local(async move {
                let path = format!("/api/v1/rooms/{}/messages?after={}&limit=1", self.id, seq - 1);
                if let Ok(stretch) = api::call::<Stretch>("GET", &path, None).await {
                    stretch.items.into_iter().for_each(|message| self.add(message));
                }
            });
            return;
        };
        self.pending.update(|pending| {
            pending.retain(|own| Some(own.nonce.as_str()) != nonce && own.state != State::Stands(seq));
        });
        self.keep_unsent();
        self.add(message);
    }

    fn add(self, message: Message) {
        let own = self.me.is_some() && message.author.id == self.me;
        let (name, author) = (message.author.name.clone(), message.author.id.map(|id| id.to_string()));
        let place = self.messages.with_untracked(|messages| messages.partition_point(|other| other.seq < message.seq));
        if self.messages.with_untracked(|messages| messages.get(place).is_some_and(|other| other.seq == message.seq)) {
            return;
        }
        self.messages.update(|messages| messages.insert(place, message));
        if let Some(author) = author {
            self.hidden.update_value(|hidden| hidden.typists.retain(|(id, ..)| *id != author));
            self.show_typists();
        }
        if own || self.hidden.with_value(|hidden| hidden.at_end) {
            request_animation_frame(move || self.to_end());
        } else {
            *self.unseen.write() += 1;
        }
        if !own {
            self.announce(name);
        }
    }

    fn edited(self, data: &str) {
        let Ok(message) = serde_json::from_str::<Message>(data) else { return self.fetch_anew() };
        self.messages.update(|messages| {
            if let Some(own) = messages.iter_mut().find(|own| own.id == message.id && own.version <= message.version) {
                *own = message;
            }
        });
    }

    fn deleted(self, data: &str) {
        #[derive(serde::Deserialize)]
        struct Which {
            seq: i64,
        }
        let Ok(Which { seq }) = serde_json::from_str(data) else { return };
        self.messages.update(|messages| {
            if let Some(own) = messages.iter_mut().find(|own| own.seq == seq) {
                own.deleted = true;
                own.body_html = shared::html::SafeHtml::default();
            }
        });
    }

    /// The server cannot tell what was missed: the end of the room is read anew.
    fn fetch_anew(self) {
        spawn_local(async move {
            let path = format!("/api/v1/rooms/{}/messages?before=0&limit={MESSAGES_PER_PAGE}", self.id);
            match api::call::<Stretch>("GET", &path, None).await {
                Ok(stretch) => {
                    self.older.set(stretch.older);
                    self.messages.set(stretch.items);
                    self.hidden.update_value(|hidden| hidden.head = stretch.head);
                    live::resume(self.hidden.with_value(|hidden| hidden.subscription), stretch.head);
                    self.mark();
                }
                Err(_) => {
                    set_timeout(move || self.fetch_anew(), Duration::from_millis(1_000 + browser::up_to(2_000.0)));
                }
            }
        });
    }

    pub(super) fn load_older(self, event: &MouseEvent) {
        let Some(first) = self.first() else { return };
        event.prevent_default();
        if self.hidden.with_value(|hidden| hidden.loading) {
            return;
        }
        self.hidden.update_value(|hidden| hidden.loading = true);
        spawn_local(async move {
            let path = format!("/api/v1/rooms/{}/messages?before={first}&limit={MESSAGES_PER_PAGE}", self.id);
            let found = api::call::<Stretch>("GET", &path, None).await;
            self.hidden.update_value(|hidden| hidden.loading = false);
            let Ok(stretch) = found else { return };
            // What one was looking at stays where it is.
            let from_end = self.log.get_untracked().map(|log| log.scroll_height() - log.scroll_top());
            self.older.set(stretch.older);
            self.messages.update(|messages| _ = messages.splice(0..0, stretch.items));
            request_animation_frame(move || {
                if let Some((log, from_end)) = self.log.get_untracked().zip(from_end) {
                    log.set_scroll_top(log.scroll_height() - from_end);
                }
            });
        });
    }

    fn begin_at_new(self) {
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
    fn mark(self) {
        let due = self.hidden.with_value(|hidden| hidden.at_end && hidden.head > hidden.marked);
        if !self.on_air || !due || !browser::visible() {
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

    pub(super) fn submit(self, event: &SubmitEvent) {
        if !self.on_air {
            return;
        }
        event.prevent_default();
        let Some(field) = self.field.get_untracked() else { return };
        let body = field.value();
        if (NewMessage { body_markdown: body.clone(), nonce: None }).check().is_err() && !body.trim().is_empty() {
            // Too long: the server's page says so, with the text in it.
            return self.give_up_to_page();
        }
        if body.trim().is_empty() {
            return;
        }
        field.set_value("");
        browser::keep(true, &self.key_of("draft"), "");
        self.send(browser::nonce(), body);
        let _ = field.focus();
        request_animation_frame(move || self.to_end());
    }

    fn give_up_to_page(self) {
        if let Some(form) = self.form.get_untracked() {
            let _ = form.submit();
        }
    }

    fn send(self, nonce: String, body: String) {
        let pending = Pending { nonce: nonce.clone(), body: body.clone(), state: State::Sending };
        self.pending.update(|all| {
            all.retain(|other| other.nonce != pending.nonce);
            all.push(pending);
        });
        self.keep_unsent();
        let own = nonce.clone();
        live::send(channel(self.id), nonce, body, move |sent| self.became(&own, sent));
    }

    fn became(self, nonce: &str, sent: Sent) {
        let known =
            |seq: i64| self.messages.with_untracked(|messages| messages.iter().any(|message| message.seq == seq));
        self.pending.update(|all| match &sent {
            Sent::Stands(seq) if known(*seq) => all.retain(|own| own.nonce != nonce),
            _ => {
                if let Some(own) = all.iter_mut().find(|own| own.nonce == nonce) {
                    own.state = match sent {
                        Sent::Stands(seq) => State::Stands(seq),
                        Sent::Refused(why) => State::Failed(why),
                    };
                }
            }
        });
        self.keep_unsent();
    }

    pub(super) fn retry(self, nonce: &str) {
        let body =
            self.pending.with_untracked(|all| all.iter().find(|own| own.nonce == nonce).map(|own| own.body.clone()));
        if let Some(body) = body {
            self.send(nonce.to_owned(), body);
        }
    }

    pub(super) fn discard(self, nonce: &str) {
        self.pending.update(|all| all.retain(|own| own.nonce != nonce));
        self.keep_unsent();
    }

    pub(super) fn typed(self) {
        let Some(field) = self.field.get_untracked() else { return };
        browser::keep(true, &self.key_of("draft"), &field.value());
        let due = self.hidden.with_value(|hidden| browser::now() - hidden.typed > TYPES);
        if due && !field.value().trim().is_empty() {
            self.hidden.update_value(|hidden| hidden.typed = browser::now());
            live::say(&ToServer::Typing { ch: channel(self.id) });
        }
    }

    /// Enter sends, Shift and Enter begin a new line; not while a letter is being composed.
    pub(super) fn key(self, event: &KeyboardEvent) {
        if event.key() != "Enter" || event.shift_key() || event.is_composing() || !self.on_air {
            return;
        }
        event.prevent_default();
        if let Some(form) = self.form.get_untracked() {
            let _ = form.request_submit();
        }
    }

    fn others_type(self, present: Present) {
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

    fn show_typists(self) {
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

    /// Tells screen readers, together and not too often.
    fn announce(self, from: String) {
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
        let n = i64::try_from(self.present.get()).unwrap_or_default();
        match self.link.get() {
            Link::None | Link::Opening => String::new(),
            Link::Open if n > 1 => w::here(lang, n).into_owned(),
            Link::Open => lw::connected(lang).into_owned(),
            Link::Away => lw::connecting(lang).into_owned(),
            Link::Polling => lw::polling(lang).into_owned(),
            Link::Over => lw::ended(lang).into_owned(),
        }
    }
}
