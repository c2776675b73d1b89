//! A room on this page: what it holds and how it wakes. Only handles, so that it is copied into every closure. What it does
//! stands by reason: `hearing`, `faces`, `place`, `sending`, `naming`, `editing`, `signs`.

use super::{
    Opening,
    extras::{Extras, extras_of},
    lines::{Dating, Line, lines},
    naming::Naming,
    sending::Pending,
    view::channel,
};
use crate::islands::{
    browser,
    live::{self, Link},
};
use leptos::{html, prelude::*};
use shared::{
    chat::Message,
    ids::{MemberId, MessageId, RoomId},
    live::{HERE_AGAIN, Present, ToServer},
    time::Zone,
    words::Text,
};
use std::{collections::HashMap, time::Duration};

/// What changes without being shown.
pub(super) struct Hidden {
    pub subscription: u32,
    pub head: i64,
    pub marked: i64,
    pub at_end: bool,
    pub typed: f64,
    /// Rises with what is typed: what is kept later must be the last.
    pub draft_turn: u32,
    pub typists: Vec<(String, String, f64)>,
    pub heard_from: Vec<String>,
    pub announcing: bool,
    pub loading: bool,
    /// Authors whose photo was asked for.
    pub asked: Vec<MemberId>,
}

/// A room on this page.
#[derive(Clone, Copy)]
pub(super) struct Room {
    pub id: RoomId,
    /// The first message of the side talk that this is the log of.
    pub side: Option<MessageId>,
    pub me: Option<MemberId>,
    pub say: bool,
    pub moderate: bool,
    pub pin: bool,
    /// Whether the reader puts what others said in a thread.
    pub carry: bool,
    pub on_air: bool,
    pub dating: StoredValue<Dating>,
    pub messages: RwSignal<Vec<Message>>,
    /// What there is of messages beside their words, where there is something.
    pub extras: RwSignal<HashMap<MessageId, Extras>>,
    pub lines: Memo<Vec<Line>>,
    pub pending: RwSignal<Vec<Pending>>,
    pub older: RwSignal<bool>,
    pub unseen: RwSignal<i64>,
    pub awake: RwSignal<bool>,
    pub announced: RwSignal<String>,
    pub typing: RwSignal<Vec<String>>,
    pub present: RwSignal<Present>,
    pub link: RwSignal<Link>,
    pub hidden: StoredValue<Hidden>,
    pub log: NodeRef<html::Div>,
    pub form: NodeRef<html::Form>,
    pub field: NodeRef<html::Textarea>,
    pub naming: Naming,
    /// The message that is being changed.
    pub editing: RwSignal<Option<MessageId>>,
    pub edit_field: NodeRef<html::Textarea>,
    /// The message that is asked about before it goes.
    pub removing: RwSignal<Option<MessageId>>,
    pub dialog: NodeRef<html::Dialog>,
    pub keep: NodeRef<html::Button>,
    /// The message whose further acts are shown.
    pub more: RwSignal<Option<MessageId>>,
    pub more_dialog: NodeRef<html::Dialog>,
    /// What became of changing or taking away.
    pub told: RwSignal<Option<Text>>,
}

impl Room {
    pub(super) fn open(opening: Opening) -> Self {
        let lang = crate::context::lang();
        let dating = Dating { lang, zone: Zone::new(opening.zone), now: opening.now };
        let dating = StoredValue::new(dating);
        let extras = RwSignal::new(extras_of(&opening.messages));
        let messages = RwSignal::new(opening.messages);
        let (mark, me) = (opening.mark, opening.me);
        let lines =
            Memo::new(move |_| messages.with(|messages| dating.with_value(|dating| lines(messages, mark, me, dating))));
        let room = Self {
            id: opening.room,
            side: opening.side,
            me,
            say: opening.say,
            moderate: opening.moderate,
            pin: opening.pin,
            carry: opening.carry,
            on_air: opening.live,
            dating,
            messages,
            extras,
            lines,
            pending: RwSignal::default(),
            older: RwSignal::new(opening.older),
            unseen: RwSignal::new(0),
            awake: RwSignal::new(false),
            announced: RwSignal::default(),
            typing: RwSignal::default(),
            present: RwSignal::default(),
            link: RwSignal::new(Link::None),
            hidden: StoredValue::new(Hidden {
                subscription: 0,
                head: opening.since,
                marked: mark,
                at_end: true,
                typed: 0.0,
                draft_turn: 0,
                typists: Vec::new(),
                heard_from: Vec::new(),
                announcing: false,
                loading: false,
                asked: Vec::new(),
            }),
            log: NodeRef::new(),
            form: NodeRef::new(),
            field: NodeRef::new(),
            naming: Naming::new(),
            editing: RwSignal::new(None),
            edit_field: NodeRef::new(),
            removing: RwSignal::new(None),
            dialog: NodeRef::new(),
            keep: NodeRef::new(),
            more: RwSignal::new(None),
            more_dialog: NodeRef::new(),
            told: RwSignal::new(None),
        };
        // In the browser only.
        Effect::new(move |_| room.wake());
        room
    }

    pub(super) fn key_of(self, what: &str) -> String {
        let me = self.me.map(|me| me.to_string()).unwrap_or_default();
        match self.side {
            Some(side) => format!("plein.{what}.{me}.{}.{side}", self.id),
            None => format!("plein.{what}.{me}.{}", self.id),
        }
    }

    /// An id of the page, of which a room and a side talk each have their own.
    pub(super) fn dom(self, name: &str) -> String {
        if self.side.is_some() { format!("draad-{name}") } else { name.to_owned() }
    }

    /// The address of messages of this log.
    pub(super) fn list(self, query: &str) -> String {
        let side = self.side.map(|side| format!("&re={side}")).unwrap_or_default();
        format!("/api/v1/rooms/{}/messages?{query}{side}", self.id)
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
        let again = move || {
            if browser::visible() {
                self.show_here();
            }
        };
        let _ = set_interval_with_handle(again, Duration::from_secs(HERE_AGAIN.into()));
        if self.side.is_some()
            || window().location().hash().unwrap_or_default().len() < 2
            || window().location().hash().is_ok_and(|hash| hash == "#nu")
        {
            request_animation_frame(move || self.begin_at_new());
        }
        self.mark();
    }

    pub(super) fn first(self) -> Option<i64> {
        self.messages.with_untracked(|messages| messages.first().map(|message| message.seq))
    }

    fn show_here(self) {
        live::say(&ToServer::Here { ch: vec![channel(self.id)], idle: !browser::visible() });
    }
}
