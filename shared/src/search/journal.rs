//! The search journal as its page shows it: what is asked, without who.

/// Days that are kept.
pub const DAYS: i64 = 28;
/// A query is shown when it was asked this often.
pub const SHOWN_FROM: i64 = 3;

/// A query with its counts.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Line {
    /// What was asked.
    pub query: String,
    /// How often.
    pub asked: i64,
    /// How often nothing was found.
    pub empty: i64,
    /// How often a result was opened.
    pub clicks: i64,
    /// The sum of the places in the list of what was opened.
    pub ranks: i64,
}

impl Line {
    /// The place in the list of what was opened, on average, in tenths; nothing when nothing was.
    pub fn rank_tenths(&self) -> Option<i64> {
        (self.clicks > 0).then(|| (self.ranks * 10 + self.clicks / 2) / self.clicks)
    }
}

/// The journal of the last weeks.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Journal {
    /// All of it together, also what is asked too seldom to be shown.
    pub total: Line,
    /// What is asked most.
    pub most: Vec<Line>,
    /// What found nothing most often.
    pub empty: Vec<Line>,
}
