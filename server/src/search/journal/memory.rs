//! What was counted and is not written yet.

use std::{
    collections::HashMap,
    sync::{Mutex, PoisonError},
};

/// Queries that are held between two writings; others are not counted.
const MOST: usize = 1_000;
/// Clicks that are counted between two writings: a stranger must not make the places mean nothing.
const CLICKS: i64 = 200;

/// A day and a query.
pub type Key = (String, String);

/// How often something happened.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Counts {
    /// A query was asked.
    pub asked: i64,
    /// It found nothing.
    pub empty: i64,
    /// A result was opened.
    pub clicks: i64,
    /// The sum of the places in the list of what was opened.
    pub ranks: i64,
}

/// The counts of this node since they were last written.
#[derive(Debug, Default)]
pub struct Journal(Mutex<Held>);

#[derive(Debug, Default)]
struct Held {
    counts: HashMap<Key, Counts>,
    clicks: i64,
}

impl Journal {
    fn held<T>(&self, work: impl FnOnce(&mut Held) -> T) -> T {
        work(&mut self.0.lock().unwrap_or_else(PoisonError::into_inner))
    }

    /// A query was asked.
    pub fn asked(&self, key: Key, empty: bool) {
        self.held(|held| held.add(key, Counts { asked: 1, empty: i64::from(empty), ..Counts::default() }));
    }

    /// A result was opened.
    pub fn clicked(&self, key: Key, rank: i64) {
        self.held(|held| {
            if held.clicks < CLICKS {
                held.clicks += 1;
                held.add(key, Counts { clicks: 1, ranks: rank, ..Counts::default() });
            }
        });
    }

    /// All that was counted, in the order in which every node writes it: two that write at once must not wait for each
    /// other in a ring.
    pub fn take(&self) -> Vec<(Key, Counts)> {
        let counts = self.held(|held| {
            held.clicks = 0;
            std::mem::take(&mut held.counts)
        });
        let mut all: Vec<(Key, Counts)> = counts.into_iter().collect();
        all.sort_unstable_by(|one, other| one.0.cmp(&other.0));
        all
    }
}

impl Held {
    fn add(&mut self, key: Key, more: Counts) {
        if self.counts.len() >= MOST && !self.counts.contains_key(&key) {
            return;
        }
        let counts = self.counts.entry(key).or_default();
        counts.asked += more.asked;
        counts.empty += more.empty;
        counts.clicks += more.clicks;
        counts.ranks += more.ranks;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn counts_add_up_and_have_an_end() {
        let journal = Journal::default();
        let key = |query: &str| ("2026-11-25".to_owned(), query.to_owned());
        journal.asked(key("b"), true);
        journal.asked(key("b"), false);
        journal.clicked(key("b"), 4);
        journal.asked(key("a"), false);
        let b = Counts { asked: 2, empty: 1, clicks: 1, ranks: 4 };
        assert_eq!(journal.take(), [(key("a"), Counts { asked: 1, ..Counts::default() }), (key("b"), b)]);
        assert_eq!(journal.take(), []);
        for n in 0..2 * MOST {
            journal.asked(key(&n.to_string()), false);
            journal.clicked(key("0"), 1);
        }
        let all = journal.take();
        assert_eq!((all.len(), all.iter().map(|(_, counts)| counts.clicks).sum::<i64>()), (MOST, CLICKS));
    }
}
