//! Who is here and who types, on this node and on the others: passing signs, which nobody keeps.
//!
//! A room shows what its community chose, a member only when they let themselves be shown; both may change while sockets are
//! open, and hold for all that is told from then on.

mod elsewhere;

use super::{
    hub::{Lane, Live},
    mailbox::lock,
    queries::Stand,
};
use elsewhere::{Elsewhere, present};
use serde::{Deserialize, Serialize};
use shared::{
    ids::{ChannelId, MemberId},
    live::{HERE, HERE_GRACE, Present, Shows},
};
use std::{collections::HashMap, sync::Arc, time::Duration};
use tokio::{sync::broadcast, time::Instant};

/// Above so many viewers nobody is told who types.
const TYPING: usize = 200;
/// A member types in a channel once in this time.
const APART: Duration = Duration::from_secs(2);

/// What nodes tell each other of who is there.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Sign {
    /// Somebody types in a channel.
    Typing {
        /// Where.
        channel: ChannelId,
        /// Who.
        member: MemberId,
        /// Their name.
        name: String,
    },
    /// All who have a channel before them on the node that tells it.
    Here {
        /// Where.
        channel: ChannelId,
        /// Who.
        who: Present,
    },
}

/// What is known of the people of a channel.
#[derive(Debug, Default)]
pub(super) struct People {
    /// What of it is shown.
    shows: Shows,
    elsewhere: Elsewhere,
    /// Who lost the connection, and until when they count as here.
    left: Vec<(MemberId, String, Instant)>,
    /// Who typed lately.
    typed: HashMap<MemberId, Instant>,
    /// There is something to tell.
    stirred: bool,
    /// Whether anybody was told to be here.
    told: bool,
}

impl People {
    /// Those of a channel that shows so much.
    pub fn new(shows: Shows) -> Self {
        Self { shows, ..Self::default() }
    }

    /// Another watcher says what the channel shows. The least holds, until all look again: one of them may have read it
    /// before it was changed.
    pub fn at_most(&mut self, shows: Shows) {
        self.shows = self.shows.min(shows);
    }

    /// What the channel shows now.
    pub fn show(&mut self, shows: Shows) {
        self.stirred |= self.shows != shows;
        self.shows = shows;
    }

    /// Whether somebody still counts as here without a connection.
    pub fn lingers(&self) -> bool {
        !self.left.is_empty()
    }

    /// Whether the member may be told to type now.
    fn may_type(&mut self, member: MemberId, now: Instant) -> bool {
        self.typed.retain(|_, last| now.duration_since(*last) < APART);
        self.typed.insert(member, now).is_none()
    }
}

/// Until when somebody counts as here who says so now.
fn for_now(now: Instant) -> Instant {
    now + Duration::from_secs(HERE.into())
}

/// Until when somebody counts as here who looks away now.
fn for_grace(now: Instant) -> Instant {
    now + Duration::from_secs(HERE_GRACE.into())
}

impl Lane {
    /// Those who are shown to have this channel before them on this node.
    fn own(&self, now: Instant) -> Present {
        if self.people.shows < Shows::Here {
            return Present::default();
        }
        let here = self.watchers.iter().filter(|watcher| watcher.shown && watcher.looks(now));
        let here = here.filter_map(|watcher| watcher.member.as_ref()).map(|(id, name)| (id.to_string(), name.clone()));
        let left = self.people.left.iter().map(|(id, name, _)| (id.to_string(), name.clone()));
        present(left.chain(here).collect(), 0)
    }

    /// A watcher lost the connection: they count as here for a while, for they may be back in a moment.
    pub(super) fn linger(&mut self, session: u64) {
        let now = Instant::now();
        for watcher in self.watchers.iter().filter(|watcher| watcher.session == session && watcher.shown) {
            if let (Some((id, name)), Some(until)) = (&watcher.member, watcher.here)
                && until > now
                && self.people.shows == Shows::Here
            {
                self.people.left.push((*id, name.clone(), until.min(for_grace(now))));
            }
        }
    }

    /// The member of a session, when they are shown.
    fn typist(&self, session: u64) -> Option<(MemberId, String)> {
        self.watchers.iter().find(|watcher| watcher.session == session && watcher.shown)?.member.clone()
    }

    /// Tells the others who look that somebody types.
    fn typed(&self, member: MemberId, name: String, now: Instant) {
        let viewers = || self.watchers.iter().filter(|watcher| watcher.looks(now));
        if self.people.shows < Shows::Typing || viewers().count() + self.people.elsewhere.count() > TYPING {
            return;
        }
        let rest = passing("typing", &Present { n: 1, u: vec![member.to_string()], names: vec![name] });
        let others = viewers().filter(|other| other.member.as_ref().is_none_or(|(id, _)| *id != member));
        others.for_each(|other| other.mailbox.passing(other.c, rest.clone()));
    }

    /// Tells who is here where that changed, to those who look and to other nodes by `tell`.
    fn tell_presence(&mut self, now: Instant, tell: impl FnOnce(Present)) {
        self.people.left.retain(|(.., until)| *until > now);
        let own = self.own(now);
        let changed = std::mem::take(&mut self.people.stirred)
            | self.people.elsewhere.forget(now)
            | self.people.elsewhere.differs(&own);
        if self.people.elsewhere.owes(&own, now) {
            tell(own.clone());
        }
        let shows = self.people.shows == Shows::Here;
        if !changed || !(shows || self.people.told) {
            return;
        }
        // Where it is shown no more, those who look are told of nobody, once.
        let all = if shows { self.people.elsewhere.with(own) } else { Present::default() };
        self.people.told = all.n > 0;
        let rest = passing("here", &all);
        let viewers = self.watchers.iter().filter(|watcher| watcher.looks(now));
        viewers.for_each(|viewer| viewer.mailbox.passing(viewer.c, rest.clone()));
    }
}

impl Live {
    /// What other nodes must hear of who is here.
    pub fn signs(&self) -> broadcast::Receiver<Sign> {
        self.signs.subscribe()
    }

    /// Takes in what another node told.
    pub fn hear(&self, node: &str, sign: Sign) {
        let now = Instant::now();
        match sign {
            Sign::Typing { channel, member, name } => {
                if let Some(lane) = lock(&self.lanes).get(&channel) {
                    lane.typed(member, name, now);
                }
            }
            Sign::Here { channel, who } => {
                if let Some(lane) = lock(&self.lanes).get_mut(&channel) {
                    lane.people.stirred |= lane.people.elsewhere.hear(node, who, now);
                }
            }
        }
    }

    /// What a session shows: those of the channels it watches, and no others.
    pub(super) fn here(&self, session: u64, watched: &[ChannelId], shown: &[ChannelId]) {
        let now = Instant::now();
        let mut lanes = lock(&self.lanes);
        for channel in watched {
            let Some(lane) = lanes.get_mut(channel) else { continue };
            for watcher in lane.watchers.iter_mut().filter(|watcher| watcher.session == session) {
                let looked = watcher.looks(now);
                watcher.here = match watcher.here {
                    _ if shown.contains(channel) => Some(for_now(now)),
                    before => before.map(|until| until.min(for_grace(now))),
                };
                // Whoever begins to look has not heard who is here.
                lane.people.stirred |= !looked && watcher.looks(now);
            }
        }
    }

    /// For whom channels were when a session looked, and whether its member is shown where it watches them.
    pub(super) fn look(&self, session: u64, shown: bool, channels: &[Stand]) {
        let mut lanes = lock(&self.lanes);
        for Stand { id, audience, .. } in channels {
            // What the channel shows is set in one place, or an older reading could come after a newer one.
            let Some(lane) = lanes.get_mut(id) else { continue };
            for own in lane.watchers.iter_mut().filter(|own| own.session == session) {
                (own.shown, own.audience) = (shown, *audience);
            }
        }
    }

    /// Nobody counts as here without a connection any more: they may have chosen not to be shown.
    pub(super) fn let_go(&self) {
        lock(&self.lanes).values_mut().for_each(|lane| lane.people.left.clear());
    }

    /// Who types in a session, when that may be told now as far as this node knows.
    pub(super) fn may_type(&self, channel: ChannelId, session: u64) -> Option<MemberId> {
        let mut lanes = lock(&self.lanes);
        let lane = lanes.get_mut(&channel).filter(|lane| lane.people.shows >= Shows::Typing)?;
        let (member, _) = lane.typist(session)?;
        lane.people.may_type(member, Instant::now()).then_some(member)
    }

    /// Tells the others that somebody types.
    pub(super) fn types(&self, channel: ChannelId, session: u64) {
        let lanes = lock(&self.lanes);
        let Some(lane) = lanes.get(&channel) else { return };
        let Some((member, name)) = lane.typist(session) else { return };
        lane.typed(member, name.clone(), Instant::now());
        self.tell_nodes(Sign::Typing { channel, member, name });
    }

    /// Tells who is here where that changed, to those who look and to other nodes.
    pub(super) fn tell_presence(&self) {
        let now = Instant::now();
        lock(&self.lanes).retain(|channel, lane| {
            lane.tell_presence(now, |who| self.tell_nodes(Sign::Here { channel: *channel, who }));
            lane.wanted()
        });
    }

    /// Nobody here watches a channel any more: other nodes need not wait until what they heard does not hold.
    pub(super) fn left(&self, channel: ChannelId, lane: &mut Lane) {
        let nobody = Present::default();
        if lane.people.elsewhere.owes(&nobody, Instant::now()) {
            self.tell_nodes(Sign::Here { channel, who: nobody });
        }
    }

    fn tell_nodes(&self, sign: Sign) {
        // Without a bus nobody listens.
        let _ = self.signs.send(sign);
    }
}

/// A passing sign without its channel: `"k":"…","d":{…}`.
fn passing(kind: &str, present: &Present) -> Arc<str> {
    let payload = serde_json::to_string(present).unwrap_or_else(|_| "{}".to_owned());
    format!(r#""k":"{kind}","d":{payload}"#).into()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::live::{hub::Who, mailbox::Mailbox, queries::Audience};
    use uuid::Uuid;

    /// So many members who look at a channel, each with a mailbox.
    fn crowd(live: &Live, channel: ChannelId, n: u128) -> Vec<(u64, Arc<Mailbox>)> {
        let enter = |n: u128| {
            let mailbox = Arc::<Mailbox>::default();
            let member = MemberId::from_uuid(Uuid::from_u128(n));
            let session = live.enter(mailbox.clone(), Some(member), "a").expect("place");
            let (member, shows) = (Some((member, format!("m{n}"))), Shows::Here);
            let audience = Audience { id: None, acl: 0 };
            let who = Who { session, mailbox: &mailbox, member, shown: true, shows, audience, here: None };
            live.watch(channel, &who, 1, 0);
            live.here(session, &[channel], &[channel]);
            (session, mailbox)
        };
        (0..n).map(enter).collect()
    }

    #[test]
    fn a_crowd_is_a_number_and_nobody_in_it_is_told_who_types() {
        for (n, typing) in [(2, 1), (200, 1), (201, 0)] {
            let (live, channel) = (Live::new(), ChannelId::from_uuid(Uuid::from_u128(9)));
            let crowd = crowd(&live, channel, n);
            live.types(channel, crowd[0].0);
            let told = crowd[1].1.take().passing;
            assert_eq!(told.len(), typing, "{n} viewers");
            live.tell_presence();
            let told = crowd[1].1.take().passing;
            assert_eq!(told.len(), 1);
            assert_eq!(told[0].1.contains("m1"), n <= 20, "{}", told[0].1);
            assert!(told[0].1.contains(&format!("\"n\":{n},")), "{}", told[0].1);
            live.tell_presence();
            assert_eq!(crowd[1].1.take().passing.len(), 0, "nothing changed");
        }
    }
}
