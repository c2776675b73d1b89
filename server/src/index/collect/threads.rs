//! What of each thread fits best, and how much of it fits.

use super::Rank;
use tantivy::columnar::StrColumn;
use uuid::Uuid;

/// What was found of one thread.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Met {
    /// How many of its things fit.
    pub count: u64,
    /// What fits best of them.
    pub best: Rank,
}

/// What was found of the threads of one segment, by their numbers there, with the kind of the best.
#[derive(Debug)]
pub struct Threads {
    column: StrColumn,
    met: Vec<Option<(Met, u64)>>,
}

impl Threads {
    pub(super) fn new(column: StrColumn) -> Self {
        Self { column, met: Vec::new() }
    }

    /// Counts something of a thread. The id costs two reads: only for what may be the best.
    pub(super) fn add(&mut self, thread: u64, kind: u64, score: f32, id: impl FnOnce() -> Uuid) {
        let Ok(place) = usize::try_from(thread) else { return };
        if self.met.len() <= place {
            self.met.resize((place + 1).max(self.met.len() * 2), None);
        }
        let Some(slot) = self.met.get_mut(place) else { return };
        let count = slot.map_or(0, |(met, _)| met.count) + 1;
        let before = slot.map(|(met, _)| met.best);
        if before.is_none_or(|best| score >= best.score) {
            let own = Rank { score, id: id() };
            if before.is_none_or(|best| own > best) {
                *slot = Some((Met { count, best: own }, kind));
                return;
            }
        }
        if let Some((met, _)) = slot {
            met.count = count;
        }
    }

    /// The best of each thread: its rank, its kind, the thread.
    pub(super) fn leaders(&self) -> impl Iterator<Item = (Rank, u64, u64)> {
        self.met.iter().zip(0..).filter_map(|(met, thread)| met.map(|(met, kind)| (met.best, kind, thread)))
    }

    /// What was found of a thread in this segment.
    ///
    /// # Errors
    /// When the files of the index cannot be read.
    pub fn of(&self, thread: &str) -> tantivy::Result<Option<Met>> {
        let number = self.column.dictionary().term_ord(thread)?.and_then(|number| usize::try_from(number).ok());
        Ok(number.and_then(|number| self.met.get(number).copied().flatten()).map(|(met, _)| met))
    }
}
