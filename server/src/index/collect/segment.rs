//! The walk over one segment, in whose own numbers all words are compared and counted.

use super::{
    super::{ids::Columns, schema},
    Best, Narrow, Rank, Walk, Walker,
    threads::Threads,
    words::{Words, tally},
};
use shared::search::{Kind, Status};
use std::{
    cmp::Reverse,
    collections::{BinaryHeap, HashSet},
    sync::Arc,
};
use tantivy::{DocId, Score, SegmentReader, collector::SegmentCollector, columnar::Column};

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

/// The groups of choices, as bits of what a document does not fit.
const KIND: u8 = 1;
const COMMUNITY: u8 = 2;
const THEME: u8 = 4;
const YEAR: u8 = 8;
const ORGANISATION: u8 = 16;
const TAG: u8 = 32;

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
    ids: Columns,
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
    /// Begins the walk over a segment.
    ///
    /// # Errors
    /// When the files of the index cannot be read.
    pub(super) fn new(walk: &Walker, segment: &SegmentReader) -> tantivy::Result<Self> {
        let fast = segment.fast_fields();
        let words = |name: &str| Ok::<_, tantivy::TantivyError>(Words { column: fast.str(name)?, counts: Vec::new() });
        let narrow = walk.narrow.clone();
        let mut walker = Self {
            limit: walk.limit,
            after: walk.after,
            kind: words(schema::KIND)?,
            community: words(schema::COMMUNITY)?,
            themeless: words(schema::COMMUNITY)?,
            theme: words(schema::THEME)?,
            organisation: words(schema::ORGANISATION)?,
            thread: words(schema::THREAD)?,
            tag: words(schema::TAG)?,
            state: words(schema::STATE)?,
            now: walk.now,
            counting: Vec::new(),
            year: fast.i64(schema::YEAR)?,
            time: fast.i64(schema::TIME)?,
            ids: Columns::of(segment)?,
            wanted: Wanted::default(),
            narrow,
            heap: BinaryHeap::new(),
            total: 0,
            years: Vec::new(),
            threads: None,
            document: None,
        };
        if walk.per_thread {
            walker.threads = walker.thread.column.clone().map(Threads::new);
            walker.document = Some(walker.kind.number(Kind::Document.key())?);
        }
        walker.wanted = walker.translated()?;
        walker.counting = walker.counted()?;
        Ok(walker)
    }

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
            let ids = &self.ids;
            threads.add(thread, kind, score, || ids.id(doc));
            return;
        }
        // The id costs two reads: not for what cannot be among the best.
        let full = self.heap.len() >= self.limit;
        if full && self.heap.peek().is_some_and(|Reverse((least, ..))| score < least.score)
            || self.after.is_some_and(|after| score > after.score)
        {
            return;
        }
        self.push(Rank { score, id: self.ids.id(doc) }, kind, self.thread.of(doc));
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
