//! What is watched on this node: one lane per channel, fed from the database, once for all who watch.

#[cfg(test)]
pub(super) mod tests;

use super::{
    crowd::{Crowd, Full},
    kept::Kept,
    mailbox::{Mailbox, lock},
    presence::{People, Sign},
    queries::{Audience, EventRow},
    rates::{Bucket, Rates},
    ring::{Event, Ring},
};
use shared::{
    ids::{ChannelId, MemberId},
    live::Shows,
};
use std::{
    collections::HashMap,
    sync::{
        Arc, Mutex, OnceLock,
        atomic::{AtomicBool, AtomicU64, Ordering},
    },
};
use tokio::{
    sync::{Notify, broadcast, watch},
    time::Instant,
};

/// Messages of a member: so many at once, one a second after that.
const SAY: (f64, f64) = (10.0, 1.0);
/// Signs to other nodes that wait at most.
const SIGNS: usize = 1_024;

/// A session that watches a channel.
#[derive(Clone, Debug)]
pub(super) struct Watcher {
    pub session: u64,
    pub mailbox: Arc<Mailbox>,
    pub c: u32,
    pub member: Option<(MemberId, String)>,
    /// Whether the member lets themselves be shown.
    pub shown: bool,
    /// For whom the channel was when they were let in.
    pub audience: Audience,
    /// Until when the channel is before them.
    pub here: Option<Instant>,
}

impl Watcher {
    /// Whether the channel is before them.
    pub fn looks(&self, now: Instant) -> bool {
        self.here.is_some_and(|until| until > now)
    }
}

/// A channel that somebody watches, or watched a moment ago.
#[derive(Debug)]
pub(super) struct Lane {
    ring: Ring,
    /// There may be more in the database than in the ring.
    dirty: bool,
    pub watchers: Vec<Watcher>,
    pub people: People,
    /// Since when nobody watches it, while it is kept.
    pub unwatched: Option<Instant>,
}

impl Lane {
    /// Whether there is anybody for whom it is kept.
    pub fn wanted(&self) -> bool {
        !self.watchers.is_empty() || self.unwatched.is_some() || self.people.lingers()
    }

    /// A session does not watch it any more; gives whether it was the last.
    fn part(&mut self, session: u64) -> bool {
        let before = self.watchers.len();
        self.watchers.retain(|watcher| watcher.session != session);
        before > 0 && self.watchers.is_empty()
    }
}

/// Figures for whoever watches the program.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Numbers {
    /// Connections.
    pub sockets: usize,
    /// Subscriptions of all of them.
    pub subscriptions: usize,
    /// Channels that somebody watches.
    pub channels: usize,
}

/// Who watches what, on this node.
#[derive(Debug)]
pub struct Live {
    pub(super) lanes: Mutex<HashMap<ChannelId, Lane>>,
    /// Locked after the lanes.
    pub(super) kept: Mutex<Kept>,
    pub(super) crowd: Mutex<Crowd>,
    say: Mutex<Rates<MemberId>>,
    handshakes: Mutex<Option<Bucket>>,
    work: Notify,
    pub(super) looks: AtomicU64,
    pub(super) ask: Notify,
    sessions: AtomicU64,
    pub(super) epoch: OnceLock<String>,
    pub(super) stopping: watch::Sender<bool>,
    pub(super) signs: broadcast::Sender<Sign>,
    alone: AtomicBool,
}

impl Live {
    /// Nobody watches anything.
    pub fn new() -> Self {
        Self {
            lanes: Mutex::default(),
            kept: Mutex::default(),
            crowd: Mutex::default(),
            say: Mutex::new(Rates::new(SAY.0, SAY.1)),
            handshakes: Mutex::default(),
            work: Notify::new(),
            looks: AtomicU64::new(0),
            ask: Notify::new(),
            sessions: AtomicU64::new(1),
            epoch: OnceLock::new(),
            stopping: watch::channel(false).0,
            signs: broadcast::channel(SIGNS).0,
            alone: AtomicBool::new(false),
        }
    }

    /// How many there are.
    pub fn numbers(&self) -> Numbers {
        let lanes = lock(&self.lanes);
        Numbers {
            sockets: lock(&self.crowd).len(),
            subscriptions: lanes.values().map(|lane| lane.watchers.len()).sum(),
            channels: lanes.values().filter(|lane| !lane.watchers.is_empty()).count(),
        }
    }

    /// Whether there are other nodes that cannot be heard now.
    pub(super) fn alone(&self) -> bool {
        self.alone.load(Ordering::Relaxed)
    }

    /// Notes whether there are other nodes that cannot be heard now.
    pub fn be_alone(&self, alone: bool) {
        self.alone.store(alone, Ordering::Relaxed);
    }

    /// The name of the numbers of this database; empty before the live layer started.
    pub fn epoch(&self) -> &str {
        self.epoch.get().map_or("", String::as_str)
    }

    /// Whether the member may say something now.
    ///
    /// # Errors
    /// The seconds to wait when they said too much.
    pub fn may_say(&self, member: MemberId) -> Result<(), i64> {
        lock(&self.say).take(member).map_err(|wait| i64::try_from(wait.as_secs()).unwrap_or(i64::MAX) + 1)
    }

    /// Whether another connection may be made in this second.
    pub(super) fn handshake(&self, per_second: u32) -> bool {
        let limit = f64::from(per_second);
        let mut bucket = lock(&self.handshakes);
        bucket.get_or_insert_with(|| Bucket::full(limit)).take(limit, limit, Instant::now()).is_ok()
    }

    /// Lets a connection in, under a number of its own.
    pub(super) fn enter(&self, mailbox: Arc<Mailbox>, member: Option<MemberId>, network: &str) -> Result<u64, Full> {
        let id = self.sessions.fetch_add(1, Ordering::Relaxed);
        lock(&self.crowd).enter(id, mailbox, member, network)?;
        Ok(id)
    }

    /// A connection is gone, and with it all it watched.
    pub(super) fn leave(&self, session: u64) {
        lock(&self.crowd).leave(session);
        let mut lanes = lock(&self.lanes);
        let parted = lanes.iter_mut().filter_map(|(channel, lane)| {
            lane.linger(session);
            lane.part(session).then_some(*channel)
        });
        for channel in parted.collect::<Vec<_>>() {
            self.keep(&mut lanes, channel);
        }
    }

    /// A session watches a channel from now on; `head` is at least the number it will have seen.
    pub(super) fn watch(&self, channel: ChannelId, who: &Who<'_>, c: u32, head: i64) {
        let mut lanes = lock(&self.lanes);
        let lane = lanes.entry(channel).or_insert_with(|| Lane {
            ring: Ring::new(head),
            dirty: false,
            watchers: Vec::new(),
            people: People::new(who.shows),
            unwatched: None,
        });
        if lane.watchers.is_empty() {
            lane.people.show(who.shows);
        }
        lane.people.at_most(who.shows);
        self.keep_no_more(channel, lane);
        // What was committed between the reading of `head` and now left no hint for a lane that was not there, and a hint for one
        // that was kept may have been lost.
        lane.dirty |= lane.watchers.is_empty() || head > lane.ring.head();
        lane.watchers.push(Watcher {
            session: who.session,
            mailbox: who.mailbox.clone(),
            c,
            member: who.member.clone(),
            shown: who.shown,
            audience: who.audience,
            here: who.here,
        });
        drop(lanes);
        self.work.notify_one();
    }

    /// A session watches a channel no more. Gives until when the channel was before it, for one that begins anew.
    pub(super) fn unwatch(&self, channel: ChannelId, session: u64) -> Option<Instant> {
        let mut lanes = lock(&self.lanes);
        let lane = lanes.get_mut(&channel)?;
        let here = lane.watchers.iter().find(|watcher| watcher.session == session).and_then(|watcher| watcher.here);
        if lane.part(session) {
            self.keep(&mut lanes, channel);
        }
        here
    }

    /// Up to `most` events of a channel after number `seen`; `None` when the database must be asked.
    pub(super) fn after(&self, channel: ChannelId, seen: i64, most: usize) -> Option<Vec<Arc<Event>>> {
        lock(&self.lanes).get(&channel)?.ring.after(seen, most)
    }

    /// The last number of a channel, as far as this node knows.
    pub(super) fn head(&self, channel: ChannelId) -> Option<i64> {
        lock(&self.lanes).get(&channel).map(|lane| lane.ring.head())
    }

    /// Waits until a lane must be filled.
    pub(super) async fn worked(&self) {
        self.work.notified().await;
    }

    /// A channel may have grown.
    pub(super) fn grown(&self, channel: ChannelId) {
        if let Some(lane) = lock(&self.lanes).get_mut(&channel) {
            lane.dirty = true;
        }
    }

    /// All channels may have grown: hints were lost.
    pub(super) fn all_grown(&self) {
        lock(&self.lanes).values_mut().for_each(|lane| lane.dirty = true);
    }

    /// Channels that somebody watches, and those that are kept.
    pub(super) fn watched(&self) -> Vec<ChannelId> {
        lock(&self.lanes).keys().copied().collect()
    }

    /// Notes the heads that the database has: a lane that is behind must be filled.
    pub(super) fn compare(&self, heads: &[(ChannelId, i64)]) {
        let mut lanes = lock(&self.lanes);
        for (channel, head) in heads {
            if let Some(lane) = lanes.get_mut(channel) {
                lane.dirty |= *head > lane.ring.head();
            }
        }
    }

    /// Takes up to `most` lanes that must be filled, with the last number they have.
    pub(super) fn take_dirty(&self, most: usize) -> Vec<(ChannelId, i64)> {
        let mut lanes = lock(&self.lanes);
        let dirty = lanes.iter_mut().filter(|(_, lane)| lane.dirty).take(most);
        dirty
            .map(|(channel, lane)| {
                lane.dirty = false;
                (*channel, lane.ring.head())
            })
            .collect()
    }

    /// Fills lanes with what was read, and rings those who watch. Lanes whose reading may have been cut stay dirty.
    pub(super) fn fill(&self, asked: &[(ChannelId, i64)], rows: Vec<EventRow>, cut: bool) {
        let mut lanes = lock(&self.lanes);
        for row in rows {
            let Some(lane) = lanes.get_mut(&row.channel_id) else { continue };
            let EventRow { seq, kind, actor_id, acl, nonce, payload, .. } = row;
            let event = Arc::new(Event { seq, kind, actor: actor_id, acl, nonce, payload });
            if !lane.ring.push(event) {
                // What lies between was pruned: whoever is behind hears so from the database.
                lane.ring.jump(seq);
            }
        }
        for (channel, before) in asked {
            let Some(lane) = lanes.get_mut(channel) else { continue };
            lane.dirty |= cut;
            if lane.ring.head() > *before {
                lane.watchers.iter().for_each(|watcher| watcher.mailbox.grown(watcher.c));
            }
        }
    }

    /// Lanes could not be filled: they still must be.
    pub(super) fn retry(&self, asked: &[(ChannelId, i64)]) {
        for (channel, _) in asked {
            self.grown(*channel);
        }
    }
}

/// Who watches.
pub(super) struct Who<'w> {
    /// The session.
    pub session: u64,
    /// Its mailbox.
    pub mailbox: &'w Arc<Mailbox>,
    /// The member and their name.
    pub member: Option<(MemberId, String)>,
    /// Whether the member lets themselves be shown.
    pub shown: bool,
    /// What the channel shows of its people.
    pub shows: Shows,
    /// For whom it is.
    pub audience: Audience,
    /// Until when the channel is before them.
    pub here: Option<Instant>,
}
