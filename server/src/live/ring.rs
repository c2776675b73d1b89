//! The newest events of a channel, in memory, without a gap.

use shared::ids::MemberId;
use std::{collections::VecDeque, sync::Arc};

/// How many events a ring keeps.
pub const KEPT: usize = 256;

/// An event of a channel, with its text made once for all who get it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Event {
    /// Its number.
    pub seq: i64,
    /// Its kind.
    pub kind: String,
    /// Who made it.
    pub actor: Option<MemberId>,
    /// The version of the audience it was made for.
    pub acl: i64,
    /// The sender's name for it.
    pub nonce: Option<String>,
    /// What happened, as JSON.
    pub payload: String,
}

/// The newest events of a channel: contiguous up to `head`.
#[derive(Debug)]
pub struct Ring {
    head: i64,
    events: VecDeque<Arc<Event>>,
}

impl Ring {
    /// A ring of a channel whose last event is `head`, without the event itself.
    pub const fn new(head: i64) -> Self {
        Self { head, events: VecDeque::new() }
    }

    /// The number of the last event.
    pub const fn head(&self) -> i64 {
        self.head
    }

    /// Adds the next event; one that is there already is left out. Gives whether the ring is still without a gap: if not,
    /// nothing was added, and the database must be asked for what lies between.
    pub fn push(&mut self, event: Arc<Event>) -> bool {
        if event.seq <= self.head {
            return true;
        }
        if event.seq - self.head != 1 {
            return false;
        }
        self.head = event.seq;
        // Old words are told to nobody: whoever needs them reads the database, where they were rewritten.
        if matches!(event.kind.as_str(), "edit" | "delete") {
            self.events.clear();
        }
        self.events.push_back(event);
        if self.events.len() > KEPT {
            self.events.pop_front();
        }
        true
    }

    /// Up to `most` events after number `seen`; `None` when some of them are not here any more.
    pub fn after(&self, seen: i64, most: usize) -> Option<Vec<Arc<Event>>> {
        if seen >= self.head {
            return Some(Vec::new());
        }
        let first = self.events.front()?.seq;
        if seen + 1 < first {
            return None;
        }
        let skip = usize::try_from(seen + 1 - first).ok()?;
        Some(self.events.iter().skip(skip).take(most).cloned().collect())
    }

    /// Forgets all beyond the number: what is wanted is read from the database.
    pub fn jump(&mut self, head: i64) {
        self.head = head;
        self.events.clear();
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn event(seq: i64, kind: &str) -> Arc<Event> {
        let (kind, payload) = (kind.to_owned(), "{}".to_owned());
        Arc::new(Event { seq, kind, actor: None, acl: 1, nonce: None, payload })
    }

    fn numbers(ring: &Ring, seen: i64) -> Option<Vec<i64>> {
        Some(ring.after(seen, KEPT)?.iter().map(|event| event.seq).collect())
    }

    #[test]
    fn a_gap_is_refused_and_a_double_left_out() {
        let mut ring = Ring::new(4);
        assert!(ring.push(event(5, "msg")));
        assert!(ring.push(event(5, "msg")));
        assert!(!ring.push(event(7, "msg")));
        assert_eq!(ring.head(), 5);
        assert!(ring.push(event(6, "msg")));
        assert!(ring.push(event(7, "msg")));
        assert_eq!(numbers(&ring, 4), Some(vec![5, 6, 7]));
        assert_eq!(numbers(&ring, 6), Some(vec![7]));
        assert_eq!(numbers(&ring, 9), Some(vec![]));
        assert_eq!(numbers(&ring, 3), None);
    }

    #[test]
    fn old_words_are_not_kept() {
        let mut ring = Ring::new(0);
        ring.push(event(1, "msg"));
        ring.push(event(2, "delete"));
        assert_eq!(numbers(&ring, 0), None);
        assert_eq!(numbers(&ring, 1), Some(vec![2]));
    }

    #[test]
    fn an_empty_ring_knows_that_it_knows_nothing() {
        let mut ring = Ring::new(9);
        assert_eq!(numbers(&ring, 9), Some(vec![]));
        assert_eq!(numbers(&ring, 8), None);
        ring.jump(12);
        assert_eq!(numbers(&ring, 9), None);
        assert!(ring.push(event(13, "msg")));
        assert_eq!(numbers(&ring, 12), Some(vec![13]));
    }

    proptest! {
        /// Whatever arrives: what the ring gives is exactly what lies after the cursor, or it says that it cannot.
        #[test]
        fn what_it_gives_has_no_gap(start in 0..10_i64, arrivals in proptest::collection::vec(0..600_i64, 0..900), seen in 0..600_i64) {
            let mut ring = Ring::new(start);
            for seq in arrivals {
                ring.push(event(seq, "msg"));
            }
            if let Some(given) = numbers(&ring, seen) {
                prop_assert_eq!(given, (seen + 1..=ring.head()).collect::<Vec<_>>());
            }
        }

        #[test]
        fn it_never_grows_past_its_size(count in 0..700_i64) {
            let mut ring = Ring::new(0);
            for seq in 1..=count {
                prop_assert!(ring.push(event(seq, "msg")));
            }
            prop_assert!(ring.events.len() <= KEPT);
            prop_assert_eq!(ring.head(), count);
            let kept = i64::try_from(KEPT).expect("small");
            prop_assert_eq!(numbers(&ring, 0).is_none(), count > kept);
        }
    }
}
