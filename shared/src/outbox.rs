//! Work in the background, as administrators see it.

pub mod words;

use crate::{Timestamp, ids::JobId};

/// Jobs that are listed at most.
pub const LISTED: i64 = 100;

/// How much there is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Numbers {
    /// Jobs that are due and were not done yet.
    pub waiting: i64,
    /// Jobs for later.
    pub later: i64,
    /// Jobs that failed for good.
    pub dead: i64,
    /// Since when the oldest due job waits.
    pub oldest: Option<Timestamp>,
}

impl Numbers {
    /// Seconds that the oldest due job waits; 0 when there is none.
    pub fn age(&self, now: Timestamp) -> i64 {
        self.oldest.map_or(0, |since| (now.seconds() - since.seconds()).max(0))
    }
}

/// A job that failed at least once. What it is about is not told: it may be somebody's mail.
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "server", derive(sqlx::FromRow))]
pub struct Failed {
    /// Which.
    pub id: JobId,
    /// What is to be done, as the program calls it.
    pub kind: String,
    /// How often it was tried.
    pub attempts: i64,
    /// What went wrong the last time, in the words of the program.
    pub error: String,
    /// Whether it is not tried again by itself.
    pub dead: bool,
    /// When it is tried again.
    pub run_at: Timestamp,
    /// When it was written.
    pub created_at: Timestamp,
}

/// All that the page shows.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Background {
    /// How much there is.
    pub numbers: Numbers,
    /// What failed: for good first, then what is tried again soonest.
    pub failed: Vec<Failed>,
}
