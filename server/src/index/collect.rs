//! One walk over what matches: the best of a page, how many there are, and how many of each sort.
//!
//! A choice (one kind, one community, …) is judged here and not in the query, so that the counts beside the other choices of
//! the same group stay true: a document counts for a group when it fits all choices but that group's own.

mod threads;
mod words;

use super::schema;
use shared::search::{Kind, Status};
use std::{
    cmp::{Ordering, Reverse},
    collections::{BinaryHeap, HashMap, HashSet},
    sync::Arc,
};
use tantivy::{
    DocId, Score, SegmentOrdinal, SegmentReader,
    collector::{Collector, SegmentCollector},
    columnar::Column,
};
use uuid::Uuid;
use words::{Words, tally};

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

/// What narrows the walk. Ids as [`schema::key`] writes them.
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

/// How much a kind counts, and whether it counts less as it grows older: talk does, an article is as true as it was.
/// A chat message is short, which makes every word in it weigh much; and it says little by itself.
const KINDS: [(Kind, f32, bool); 6] = [
    (Kind::Thread, 1.0, true),
    (Kind::Article, 1.0, false),
    (Kind::Post, 0.9, true),
    (Kind::Message, 0.5, true),
    (Kind::Member, 1.0, false),
    (Kind::Document, 1.0, false),
];
/// How much counts what nobody replies to any more, what was put away, and what has its answer. The judged questions know no
/// such things: these weights only decide between what fits about as well.
const CLOSED: f32 = 0.95;
const ARCHIVED: f32 = 0.7;
const SOLVED: f32 = 1.1;
/// What old talk counts at least: an answer of years ago may be the only one.
const OLDEST: f32 = 0.75;
/// The age in days at which talk has lost half of what it can lose.
const HALF: f32 = 365.0;
const DAY: i64 = 86_400_000_000;

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

/// The groups of choices, as bits of what a document does not fit.
const KIND: u8 = 1;
const COMMUNITY: u8 = 2;
const THEME: u8 = 4;
const YEAR: u8 = 8;
const ORGANISATION: u8 = 16;
const TAG: u8 = 32;

impl Collector for Walker {
    type Fruit = Walk;
    type Child = SegmentWalker;

    fn for_segment(&self, _: SegmentOrdinal, segment: &SegmentReader) -> tantivy::Result<SegmentWalker> {
        let fast = segment.fast_fields();
        let words = |name: &str| Ok::<_, tantivy::TantivyError>(Words { column: fast.str(name)?, counts: Vec::new() });
        let narrow = self.narrow.clone();
        let mut walker = SegmentWalker {
            limit: self.limit,
            after: self.after,
            kind: words(schema::KIND)?,
            community: words(schema::COMMUNITY)?,
            themeless: words(schema::COMMUNITY)?,
            theme: words(schema::THEME)?,
            organisation: words(schema::ORGANISATION)?,
            thread: words(schema::THREAD)?,
            tag: words(schema::TAG)?,
            state: words(schema::STATE)?,
            now: self.now,
            counting: Vec::new(),
            year: fast.i64(schema::YEAR)?,
            time: fast.i64(schema::TIME)?,
            high: fast.u64(schema::HIGH)?,
            low: fast.u64(schema::LOW)?,
            wanted: Wanted::default(),
            narrow,
            heap: BinaryHeap::new(),
            total: 0,
            years: Vec::new(),
            threads: None,
            document: None,
        };
        if self.per_thread {
            walker.threads = walker.thread.column.clone().map(Threads::new);
            walker.document = Some(walker.kind.number(Kind::Document.key())?);
        }
        walker.wanted = walker.translated()?;
        walker.counting = walker.counted()?;
        Ok(walker)
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

/// The choices in the numbers of one segment.
#[derive(Default)]
struct Wanted {
    kind: Option<u64>,
    community: Option<u64>,
    theme: Option<(u64, HashSet<u64>)>,
    organisation: Option<u64>,
    tag: Option<u64>,
    put_away: HashSet<u64>,
    /// How much a state counts.
    states: Vec<(u64, f32)>,
}

/// The walk over one segment.
pub struct SegmentWalker {
    limit: usize,
    after: Option<Rank>,
    kind: Words,
    community: Words,
    themeless: Words,
    theme: Words,
    organisation: Words,
    thread: Words,
    tag: Words,
    state: Words,
    now: i64,
    /// How much each kind of this segment counts, and whether it fades, by its number.
    counting: Vec<(f32, bool)>,
    year: Column<i64>,
    time: Column<i64>,
    high: Column<u64>,
    low: Column<u64>,
    wanted: Wanted,
    narrow: Arc<Narrow>,
    heap: BinaryHeap<Reverse<(Rank, u64, Option<u64>)>>,
    total: u64,
    /// From the first year of this segment on.
    years: Vec<u64>,
    threads: Option<Threads>,
    /// The number of the kind that is no talk.
    document: Option<u64>,
}

impl SegmentWalker {
    fn translated(&self) -> tantivy::Result<Wanted> {
        let number = |words: &Words, word: &Option<String>| word.as_deref().map(|word| words.number(word)).transpose();
        let theme = match &self.narrow.theme {
            None => None,
            Some((theme, communities)) => Some((
                self.theme.number(theme)?,
                communities.iter().map(|id| self.community.number(id)).collect::<tantivy::Result<_>>()?,
            )),
        };
        let states = [(Status::Closed.key(), CLOSED), (schema::ARCHIVED, ARCHIVED), (Status::Solved.key(), SOLVED)];
        let mut counted = Vec::new();
        for (state, weight) in states {
            counted.push((self.state.number(state)?, weight));
        }
        // Those that no document of this segment has need no looking for.
        counted.retain(|(state, _)| *state != u64::MAX);
        let away = self.narrow.put_away.iter().map(|id| self.community.number(id));
        Ok(Wanted {
            states: counted,
            put_away: away.filter(|number| !matches!(number, Ok(u64::MAX))).collect::<tantivy::Result<_>>()?,
            tag: number(&self.tag, &self.narrow.tag)?,
            kind: number(&self.kind, &self.narrow.kind)?,
            community: number(&self.community, &self.narrow.community)?,
            theme,
            organisation: number(&self.organisation, &self.narrow.organisation)?,
        })
    }

    fn counted(&self) -> tantivy::Result<Vec<(f32, bool)>> {
        let mut counting = Vec::new();
        for (kind, weight, fades) in KINDS {
            let Ok(place) = usize::try_from(self.kind.number(kind.key())?) else { continue };
            if place < KINDS.len() {
                counting.resize(counting.len().max(place + 1), (1.0, false));
                if let Some(slot) = counting.get_mut(place) {
                    *slot = (weight, fades);
                }
            }
        }
        Ok(counting)
    }

    /// What a score is worth for something of this kind, age and state.
    fn worth(&self, doc: DocId, score: Score, kind: Option<u64>, community: Option<u64>) -> Score {
        let wanted = &self.wanted;
        let states = wanted.states.iter().filter(|(state, _)| self.state.has(doc, *state));
        let away = community.is_some_and(|community| wanted.put_away.contains(&community));
        let score = states.fold(score, |score, (_, weight)| score * weight) * if away { ARCHIVED } else { 1.0 };
        let place = kind.and_then(|kind| usize::try_from(kind).ok());
        let Some((weight, fades)) = place.and_then(|place| self.counting.get(place)) else { return score };
        if !fades {
            return score * weight;
        }
        let days = (self.now - self.time.first(doc).unwrap_or(self.now)).max(0) / DAY;
        let age = f32::from(u16::try_from(days).unwrap_or(u16::MAX));
        score * weight * (OLDEST + (1.0 - OLDEST) * HALF / (HALF + age))
    }

    fn keep(&mut self, doc: DocId, score: Score, kind: u64) {
        // That the thread of a file fits as well hides neither.
        if let Some(threads) = self.threads.as_mut().filter(|_| Some(kind) != self.document)
            && let Some(thread) = self.thread.of(doc)
        {
            let (high, low) = (&self.high, &self.low);
            threads.add(thread, kind, score, || id(high, low, doc));
            return;
        }
        // The id costs two reads: not for what cannot be among the best.
        let full = self.heap.len() >= self.limit;
        if full && self.heap.peek().is_some_and(|Reverse((least, ..))| score < least.score)
            || self.after.is_some_and(|after| score > after.score)
        {
            return;
        }
        self.push(Rank { score, id: id(&self.high, &self.low, doc) }, kind, self.thread.of(doc));
    }

    fn push(&mut self, rank: Rank, kind: u64, thread: Option<u64>) {
        if self.after.is_some_and(|after| rank >= after) {
            return;
        }
        self.heap.push(Reverse((rank, kind, thread)));
        if self.heap.len() > self.limit {
            self.heap.pop();
        }
    }
}

fn id(high: &Column<u64>, low: &Column<u64>, doc: DocId) -> Uuid {
    Uuid::from_u64_pair(high.first(doc).unwrap_or_default(), low.first(doc).unwrap_or_default())
}

impl SegmentCollector for SegmentWalker {
    type Fruit = tantivy::Result<Walk>;

    fn collect(&mut self, doc: DocId, score: Score) {
        let narrow = &self.narrow;
        if narrow.from.is_some() || narrow.until.is_some() {
            let at = self.time.first(doc).unwrap_or_default();
            if narrow.from.is_some_and(|from| at < from) || narrow.until.is_some_and(|until| at >= until) {
                return;
            }
        }
        let (kind, community, theme) = (self.kind.of(doc), self.community.of(doc), self.theme.of(doc));
        let (organisation, year) = (self.organisation.of(doc), self.year.first(doc));
        let wanted = &self.wanted;
        let other = |wanted: Option<u64>, is: Option<u64>| wanted.is_some() && wanted != is;
        let mut misses = 0;
        if other(wanted.kind, kind) {
            misses |= KIND;
        }
        if other(wanted.community, community) {
            misses |= COMMUNITY;
        }
        if let Some((wanted, communities)) = &wanted.theme {
            let fits = match theme {
                Some(theme) => theme == *wanted,
                None => community.is_some_and(|community| communities.contains(&community)),
            };
            if !fits {
                misses |= THEME;
            }
        }
        if narrow.year.is_some() && narrow.year != year {
            misses |= YEAR;
        }
        if other(wanted.organisation, organisation) {
            misses |= ORGANISATION;
        }
        if wanted.tag.is_some_and(|tag| !self.tag.has(doc, tag)) {
            misses |= TAG;
        }
        let all_but = |group: u8| misses & !group == 0;
        if all_but(COMMUNITY) {
            self.community.count(community);
        }
        if all_but(THEME) {
            if theme.is_some() { self.theme.count(theme) } else { self.themeless.count(community) }
        }
        if all_but(YEAR)
            && let Some(year) = year
        {
            tally(&mut self.years, year.abs_diff(self.year.min_value()));
        }
        if all_but(ORGANISATION) {
            self.organisation.count(organisation);
        }
        if all_but(TAG) {
            self.tag.count_all(doc);
        }
        if all_but(KIND) {
            self.kind.count(kind);
        }
        if misses == 0 {
            self.total += 1;
            let score = self.worth(doc, score, kind, community);
            self.keep(doc, score, kind.unwrap_or_default());
        }
    }

    fn harvest(mut self) -> tantivy::Result<Walk> {
        let threads = self.threads.take();
        for (rank, kind, thread) in threads.iter().flat_map(Threads::leaders) {
            self.push(rank, kind, Some(thread));
        }
        let best = self
            .heap
            .iter()
            .map(|Reverse((rank, kind, thread))| {
                let thread = thread.map(|thread| self.thread.word(thread)).transpose()?;
                Ok(Best { rank: *rank, kind: self.kind.word(*kind)?, thread })
            })
            .collect::<tantivy::Result<_>>()?;
        Ok(Walk {
            best,
            total: self.total,
            kinds: self.kind.told()?,
            communities: self.community.told()?,
            themes: self.theme.told()?,
            themeless: self.themeless.told()?,
            years: (self.year.min_value()..).zip(self.years).filter(|(_, count)| *count > 0).collect(),
            organisations: self.organisation.told()?,
            tags: self.tag.told()?,
            threads: Vec::from_iter(threads),
        })
    }
}
