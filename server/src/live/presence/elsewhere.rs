//! Who is there on other nodes, as those told it.

use shared::live::Present;
use std::{
    collections::{BTreeMap, HashMap},
    time::Duration,
};
use tokio::time::Instant;

/// Above so many, presence is a number without names: a line on a page names a few, and every change is told to all who look,
/// so names cost their square.
pub const NAMED: usize = 20;
/// How often other nodes are told again who is here.
const REPEAT: Duration = Duration::from_secs(30);
/// How long what another node told holds: two repeats may be lost.
const HOLDS: Duration = Duration::from_secs(75);

/// Who has a channel before them on other nodes, and what those were told of this one.
#[derive(Debug, Default)]
pub struct Elsewhere {
    nodes: HashMap<String, (Instant, Present)>,
    /// What the others heard last, and when.
    told: Present,
    at: Option<Instant>,
    /// Whether a node has come that may not have heard it.
    fresh: bool,
}

impl Elsewhere {
    /// Takes in what a node told; gives whether it says something new.
    pub fn hear(&mut self, node: &str, who: Present, now: Instant) -> bool {
        let known = self.nodes.get(node).map(|(_, who)| who);
        self.fresh |= known.is_none();
        let news = known.map_or(who.n > 0, |known| *known != who);
        self.nodes.insert(node.to_owned(), (now, who));
        news
    }

    /// Forgets what does not hold any more; gives whether there was any.
    pub fn forget(&mut self, now: Instant) -> bool {
        let before = self.nodes.len();
        self.nodes.retain(|_, (at, _)| now.duration_since(*at) < HOLDS);
        self.nodes.len() != before
    }

    /// Whether the others must be told that these are here.
    pub fn owes(&mut self, own: &Present, now: Instant) -> bool {
        let late = self.at.is_none_or(|at| now.duration_since(at) >= REPEAT);
        let owes = self.told != *own || own.n > 0 && (self.fresh || late);
        if owes {
            (self.told, self.at) = (own.clone(), Some(now));
        }
        self.fresh = false;
        owes
    }

    /// Whether these are not the ones whom the others heard of last.
    pub fn differs(&self, own: &Present) -> bool {
        self.told != *own
    }

    /// How many there are, as the others told; whoever is on two of them counts twice.
    pub fn count(&self) -> usize {
        self.nodes.values().map(|(_, who)| who.n).sum()
    }

    /// Those who are here and elsewhere, each once as far as they have names.
    pub fn with(&self, own: Present) -> Present {
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
pub fn present(names: BTreeMap<String, String>, unnamed: usize) -> Present {
    let n = names.len() + unnamed;
    let (u, names) = if n > NAMED { (Vec::new(), Vec::new()) } else { names.into_iter().unzip() };
    Present { n, u, names }
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
