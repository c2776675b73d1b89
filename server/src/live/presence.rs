//! Who is here and who types, on this node and on the others: passing signs, which nobody keeps.

use super::{
    hub::{Lane, Live},
    mailbox::lock,
};
use serde::{Deserialize, Serialize};
use shared::{
    ids::{ChannelId, MemberId},
    live::Present,
};
use std::{
    collections::{BTreeMap, HashMap},
    sync::Arc,
    time::Duration,
};
use tokio::{sync::broadcast, time::Instant};

/// Above so many, presence is a number without names.
const NAMED: usize = 20;
/// Above so many viewers nobody is told who types.
const TYPING: usize = 200;
/// How often other nodes are told again who is here.
const REPEAT: Duration = Duration::from_secs(30);
/// How long what another node told holds: two repeats may be lost.
const HOLDS: Duration = Duration::from_secs(75);

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

/// Who has a channel before them on other nodes, and what those were told of this one.
#[derive(Debug, Default)]
pub(super) struct Elsewhere {
    nodes: HashMap<String, (Instant, Present)>,
    /// What the others heard last, and when.
    told: Present,
    at: Option<Instant>,
    /// Whether a node has come that may not have heard it.
    fresh: bool,
}

impl Elsewhere {
    /// Takes in what a node told; gives whether it says something new.
    fn hear(&mut self, node: &str, who: Present, now: Instant) -> bool {
        let known = self.nodes.get(node).map(|(_, who)| who);
        self.fresh |= known.is_none();
        let news = known.map_or(who.n > 0, |known| *known != who);
        self.nodes.insert(node.to_owned(), (now, who));
        news
    }

    /// Forgets what does not hold any more; gives whether there was any.
    fn forget(&mut self, now: Instant) -> bool {
        let before = self.nodes.len();
        self.nodes.retain(|_, (at, _)| now.duration_since(*at) < HOLDS);
        self.nodes.len() != before
    }

    /// Whether the others must be told that these are here.
    fn owes(&mut self, own: &Present, now: Instant) -> bool {
        let late = self.at.is_none_or(|at| now.duration_since(at) >= REPEAT);
        let owes = self.told != *own || own.n > 0 && (self.fresh || late);
        if owes {
            (self.told, self.at) = (own.clone(), Some(now));
        }
        self.fresh = false;
        owes
    }

    /// Those who are here and elsewhere, each once as far as they have names.
    fn with(&self, own: Present) -> Present {
        let mut names = BTreeMap::new();
        let mut unnamed = 0;
        for who in self.nodes.values().map(|(_, who)| who.clone()).chain([own]) {
            unnamed += who.n.saturating_sub(who.u.len());
            names.extend(who.u.into_iter().zip(who.names));
        }
        present(names, unnamed)
    }
}

/// Those with a name and so many without.
fn present(names: BTreeMap<String, String>, unnamed: usize) -> Present {
    let n = names.len() + unnamed;
    let (u, names) = if n > NAMED { (Vec::new(), Vec::new()) } else { names.into_iter().unzip() };
    Present { n, u, names }
}

impl Lane {
    /// Those who have this channel before them on this node.
    fn own(&self) -> Present {
        let here = self.watchers.iter().filter(|watcher| watcher.here).filter_map(|watcher| watcher.member.as_ref());
        present(here.map(|(id, name)| (id.to_string(), name.clone())).collect(), 0)
    }

    /// Tells the others that somebody types.
    fn typed(&self, member: MemberId, name: String) {
        if self.watchers.len() > TYPING {
            return;
        }
        let rest = passing("typing", &Present { n: 1, u: vec![member.to_string()], names: vec![name] });
        let others = self.watchers.iter().filter(|other| other.member.as_ref().is_none_or(|(id, _)| *id != member));
        others.for_each(|other| other.mailbox.passing(other.c, rest.clone()));
    }
}

impl Live {
    /// What other nodes must hear of who is here.
    pub fn signs(&self) -> broadcast::Receiver<Sign> {
        self.signs.subscribe()
    }

    /// Takes in what another node told.
    pub fn hear(&self, node: &str, sign: Sign) {
        match sign {
            Sign::Typing { channel, member, name } => {
                if let Some(lane) = lock(&self.lanes).get(&channel) {
                    lane.typed(member, name);
                }
            }
            Sign::Here { channel, who } => {
                if let Some(lane) = lock(&self.lanes).get_mut(&channel) {
                    lane.stirred |= lane.elsewhere.hear(node, who, Instant::now());
                }
            }
        }
    }

    /// What a session shows: those channels, and no others.
    pub(super) fn here(&self, session: u64, shown: &[ChannelId]) {
        for (channel, lane) in lock(&self.lanes).iter_mut() {
            for watcher in lane.watchers.iter_mut().filter(|watcher| watcher.session == session) {
                let here = shown.contains(channel);
                lane.stirred |= watcher.here != here || here;
                watcher.here = here;
            }
        }
    }

    /// Tells the others that somebody types.
    pub(super) fn types(&self, channel: ChannelId, session: u64) {
        let lanes = lock(&self.lanes);
        let Some(lane) = lanes.get(&channel) else { return };
        let typist = lane.watchers.iter().find(|watcher| watcher.session == session);
        let Some((member, name)) = typist.and_then(|watcher| watcher.member.clone()) else { return };
        lane.typed(member, name.clone());
        self.tell_nodes(Sign::Typing { channel, member, name });
    }

    /// Tells who is here where that changed, to those who look and to other nodes.
    pub(super) fn tell_presence(&self) {
        let now = Instant::now();
        for (channel, lane) in lock(&self.lanes).iter_mut() {
            let stirred = std::mem::take(&mut lane.stirred) | lane.elsewhere.forget(now);
            let own = lane.own();
            if lane.elsewhere.owes(&own, now) {
                self.tell_nodes(Sign::Here { channel: *channel, who: own.clone() });
            }
            if stirred {
                let rest = passing("here", &lane.elsewhere.with(own));
                let shown = lane.watchers.iter().filter(|watcher| watcher.here);
                shown.for_each(|watcher| watcher.mailbox.passing(watcher.c, rest.clone()));
            }
        }
    }

    /// Nobody here watches a channel any more: other nodes need not wait until what they heard does not hold.
    pub(super) fn left(&self, channel: ChannelId, lane: &mut Lane) {
        let nobody = Present::default();
        if lane.elsewhere.owes(&nobody, Instant::now()) {
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

    fn who(names: &[&str]) -> Present {
        present(names.iter().map(|name| ((*name).to_owned(), (*name).to_owned())).collect(), 0)
    }

    fn many(n: usize) -> Present {
        Present { n, ..Present::default() }
    }

    #[test]
    fn who_is_elsewhere_counts_once_and_not_for_ever() {
        let mut elsewhere = Elsewhere::default();
        let start = Instant::now();
        assert!(elsewhere.hear("b", who(&["anna", "bas"]), start));
        assert!(!elsewhere.hear("b", who(&["anna", "bas"]), start + REPEAT), "nothing new");
        assert_eq!(elsewhere.with(who(&["bas", "cor"])), who(&["anna", "bas", "cor"]));
        assert!(elsewhere.hear("c", many(40), start));
        assert_eq!(elsewhere.with(who(&["cor"])), many(43));
        assert!(elsewhere.forget(start + HOLDS), "of c nothing was heard since");
        assert_eq!(elsewhere.with(who(&["cor"])), who(&["anna", "bas", "cor"]));
        assert!(elsewhere.forget(start + REPEAT + HOLDS));
        assert_eq!(elsewhere.with(Present::default()), Present::default());
    }

    #[test]
    fn others_are_told_what_changed_and_again_from_time_to_time() {
        let mut elsewhere = Elsewhere::default();
        let (start, nobody) = (Instant::now(), Present::default());
        assert!(!elsewhere.owes(&nobody, start), "where nobody ever was, nothing is told");
        assert!(elsewhere.owes(&who(&["anna"]), start));
        assert!(!elsewhere.owes(&who(&["anna"]), start + REPEAT / 2));
        assert!(elsewhere.owes(&who(&["anna"]), start + REPEAT));
        elsewhere.hear("b", nobody.clone(), start + REPEAT);
        assert!(elsewhere.owes(&who(&["anna"]), start + REPEAT), "a node that was not known has not heard it");
        elsewhere.hear("b", who(&["bas"]), start + REPEAT);
        assert!(!elsewhere.owes(&who(&["anna"]), start + REPEAT));
        assert!(elsewhere.owes(&nobody, start + REPEAT), "that they left is told");
        assert!(!elsewhere.owes(&nobody, start + REPEAT * 9));
    }
}
