//! One walk over what matches: the best of a page, how many there are, and how many of each sort.
//!
//! A choice (one kind, one community, …) is judged here and not in the query, so that the counts beside the other choices of
//! the same group stay true: a document counts for a group when it fits all choices but that group's own.

mod segment;
mod threads;
mod words;

use segment::SegmentWalker;
use std::{
    cmp::{Ordering, Reverse},
    collections::{HashMap, HashSet},
    sync::Arc,
};
use tantivy::{SegmentOrdinal, SegmentReader, collector::Collector};
use uuid::Uuid;

pub use threads::{Met, Threads};

/// Where something stands in the order of what was found: best first, of equals the newest.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Rank {
    /// How well it fits.
    pub score: f32,
    /// Which.
    pub id: Uuid,
}

impl Eq for Rank {}

impl Ord for Rank {
    fn cmp(&self, other: &Self) -> Ordering {
        self.score.total_cmp(&other.score).then_with(|| self.id.cmp(&other.id))
    }
}

impl PartialOrd for Rank {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

/// What narrows the walk. Ids as [`schema::key`](super::schema::key) writes them.
#[derive(Clone, Debug, Default)]
pub struct Narrow {
    /// One kind.
    pub kind: Option<String>,
    /// One community.
    pub community: Option<String>,
    /// One theme, and the communities that have it.
    pub theme: Option<(String, HashSet<String>)>,
    /// One year.
    pub year: Option<i64>,
    /// One organisation.
    pub organisation: Option<String>,
    /// One tag.
    pub tag: Option<String>,
    /// Communities that were put away: what stands in them counts less.
    pub put_away: HashSet<String>,
    /// Not before this moment, in microseconds.
    pub from: Option<i64>,
    /// Before this moment, in microseconds.
    pub until: Option<i64>,
}

/// Something of the best.
#[derive(Clone, Debug, PartialEq)]
pub struct Best {
    /// Where it stands.
    pub rank: Rank,
    /// Its kind.
    pub kind: String,
    /// The thread it belongs to.
    pub thread: Option<String>,
}

/// How many there are by the value of a field.
pub type Counts<K = String> = HashMap<K, u64>;

/// What a walk gives.
#[derive(Debug, Default)]
pub struct Walk {
    /// The best, best first.
    pub best: Vec<Best>,
    /// How many fit all choices.
    pub total: u64,
    /// By kind.
    pub kinds: Counts,
    /// By community.
    pub communities: Counts,
    /// By own theme.
    pub themes: Counts,
    /// By the community of those without a theme of their own.
    pub themeless: Counts,
    /// By year.
    pub years: Counts<i64>,
    /// By organisation.
    pub organisations: Counts,
    /// By tag.
    pub tags: Counts,
    /// By thread, of each segment, where that was asked.
    pub threads: Vec<Threads>,
}

impl Walk {
    /// What was found of a thread.
    ///
    /// # Errors
    /// When the files of the index cannot be read.
    pub fn thread(&self, thread: &str) -> tantivy::Result<Option<Met>> {
        let mut all: Option<Met> = None;
        for threads in &self.threads {
            let Some(here) = threads.of(thread)? else { continue };
            all = Some(all.map_or(here, |all| Met { count: all.count + here.count, best: all.best.max(here.best) }));
        }
        Ok(all)
    }
}

/// The walk.
pub struct Walker {
    /// How many of the best.
    pub limit: usize,
    /// Only what comes after this.
    pub after: Option<Rank>,
    /// The choices.
    pub narrow: Arc<Narrow>,
    /// The present moment in microseconds, from which age is counted.
    pub now: i64,
    /// Whether threads are counted, and only the best of each is among the best.
    pub per_thread: bool,
}

impl Collector for Walker {
    type Fruit = Walk;
    type Child = SegmentWalker;

    fn for_segment(&self, _: SegmentOrdinal, segment: &SegmentReader) -> tantivy::Result<SegmentWalker> {
        SegmentWalker::new(self, segment)
    }

    fn requires_scoring(&self) -> bool {
        true
    }

    fn merge_fruits(&self, fruits: Vec<tantivy::Result<Walk>>) -> tantivy::Result<Walk> {
        let mut all = Walk::default();
        for fruit in fruits {
            let fruit = fruit?;
            all.best.extend(fruit.best);
            all.total += fruit.total;
            all.threads.extend(fruit.threads);
            for (sum, part) in [
                (&mut all.kinds, fruit.kinds),
                (&mut all.communities, fruit.communities),
                (&mut all.themes, fruit.themes),
                (&mut all.themeless, fruit.themeless),
                (&mut all.organisations, fruit.organisations),
                (&mut all.tags, fruit.tags),
            ] {
                for (key, count) in part {
                    *sum.entry(key).or_default() += count;
                }
            }
            for (key, count) in fruit.years {
                *all.years.entry(key).or_default() += count;
            }
        }
        all.best.sort_unstable_by_key(|best| Reverse(best.rank));
        all.best.truncate(self.limit);
        Ok(all)
    }
}
