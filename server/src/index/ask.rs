//! From what somebody asks to what is found. The query is built by hand, so that a reader never names a field of ours:
//! `words` makes it, of what `fields` says about where a word is looked for, of what `guess` thinks was meant and of how much
//! `rarity` says that each word counts; `typing` makes what the search field suggests. Who may read stands inside it, so that
//! no count tells more.

mod fields;
mod guess;
mod rarity;
mod typing;
mod words;

use super::{
    collect::{Best, Met, Narrow, Rank, Walk, Walker},
    ids::Ids,
    schema::Fields,
    synonyms::Synonyms,
};
use crate::db::Cursor;
use fields::{silent, term};
use shared::search::{Kind, Query as Asked};
use std::{
    num::NonZero,
    sync::{Arc, LazyLock},
};
use tantivy::{
    DocSet as _, Executor, Searcher, Term,
    collector::{Collector as _, SegmentCollector as _},
    query::{BooleanQuery, EnableScoring, Occur, Query as _},
};
use uuid::Uuid;
use words::Asking;

pub use words::{Also, Why};

/// How many times as many are looked at when only the best of a thread is shown: what is the best of its thread in one
/// segment may not be so in all.
const ABREAST: usize = 5;

/// Documents from which on an index is walked over by several threads.
const LARGE: u64 = 50_000;
/// The threads that walk over large indexes, for all questions together: as many as there are processors.
static WALKERS: LazyLock<Executor> = LazyLock::new(|| {
    let threads = std::thread::available_parallelism().map_or(1, NonZero::get);
    Executor::multi_thread(threads, "search-").unwrap_or_else(|error| {
        tracing::warn!(%error, "each question is answered by one thread");
        Executor::SingleThread
    })
});

/// What is asked, with all names looked up.
#[derive(Clone, Debug, Default)]
pub struct Question {
    /// What was typed.
    pub asked: Asked,
    /// The audiences that the reader reads.
    pub audiences: Vec<Uuid>,
    /// Whether the reader is a member, and so finds members.
    pub member: bool,
    /// Any of these communities, one list for each time that they were asked for; the flag says "none of these".
    pub communities: Vec<(bool, Vec<Uuid>)>,
    /// The same for themes: the theme itself and the communities that have it.
    pub themes: Vec<(bool, Vec<Uuid>, Vec<Uuid>)>,
    /// The same for authors.
    pub authors: Vec<(bool, Vec<Uuid>)>,
    /// The thread that alone is looked in.
    pub thread: Option<Uuid>,
    /// Ids of things and threads that are gone, though the index does not know it yet.
    pub gone: Vec<Uuid>,
    /// The choices beside the words.
    pub narrow: Narrow,
    /// Other words for the same.
    pub synonyms: Arc<Synonyms>,
    /// How many are wanted.
    pub limit: usize,
    /// Of a thread only what fits best.
    pub per_thread: bool,
    /// What comes after this.
    pub after: Option<Rank>,
    /// The present day, in microseconds: pages of one answer are ordered alike.
    pub now: i64,
    /// Only what has every word of the question: in any form, in or as a compound, or by a word of the thesaurus that means
    /// the same. Nothing is guessed, and no share of the question is enough.
    pub precise: bool,
}

/// Something that was found.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Match {
    /// Where it stands.
    pub rank: Rank,
    /// What it is.
    pub kind: Kind,
    /// How many more of its thread fit, when only the best of a thread is shown.
    pub others: u64,
}

/// What was found.
#[derive(Debug, Default)]
pub struct Found {
    /// The best, best first.
    pub best: Vec<Match>,
    /// Where the next page begins, when more come after them.
    pub next: Option<Rank>,
    /// The counts.
    pub walk: Walk,
    /// What was looked for beside what was typed.
    pub also: Vec<Also>,
}

/// What the search field wants to know.
#[derive(Clone, Debug)]
pub struct Similar<'q> {
    /// What was typed so far.
    pub typed: &'q str,
    /// The audiences that the reader reads.
    pub audiences: &'q [Uuid],
    /// Whether the reader is a member.
    pub member: bool,
    /// Ids of things and threads that are gone.
    pub gone: &'q [Uuid],
    /// What is looked for.
    pub kind: Kind,
    /// How many are wanted.
    pub limit: usize,
    /// Whether a longer word may have a letter wrong.
    pub forgiving: bool,
}

/// The index as it is at one moment.
#[derive(Clone)]
pub struct Moment {
    searcher: Searcher,
    fields: Fields,
    /// Up to where in the change log.
    pub cursor: Cursor,
    /// Whether a newer index is being made.
    pub rebuilding: bool,
}

impl Moment {
    pub(super) fn new(searcher: Searcher, fields: Fields, cursor: Cursor, rebuilding: bool) -> Self {
        Self { searcher, fields, cursor, rebuilding }
    }

    /// Looks for what is asked. Takes milliseconds of a processor: not for the threads that serve.
    ///
    /// # Errors
    /// When the files of the index cannot be read.
    pub fn find(&self, question: &Question) -> tantivy::Result<Found> {
        let asking = Asking::new(&self.searcher, self.fields, &question.audiences, question.member, &question.asked);
        let (query, also) = asking.question(question)?;
        let wide = question.limit * if question.per_thread { ABREAST } else { 1 };
        let narrow = Arc::new(question.narrow.clone());
        let per_thread = question.per_thread;
        let mut walker = Walker { limit: wide + 1, after: None, narrow, now: question.now, per_thread };
        if let Some(after) = question.after {
            // Where it stands now: every score moves a little with each change of the index.
            walker.after = Some(self.placed(&query, after.id, &walker)?.unwrap_or(after));
        }
        let mut walk = self.walk(&query, &walker)?;
        let found = std::mem::take(&mut walk.best);
        let (mut best, mut last) = (Vec::new(), None);
        let mut more = found.len() > wide;
        for Best { rank, kind, thread } in found.into_iter().take(wide) {
            if best.len() == question.limit {
                more = true;
                break;
            }
            last = Some(rank);
            let talk = thread.filter(|_| per_thread && kind != Kind::Document.key());
            let met = talk.map(|thread| walk.thread(&thread)).transpose()?.flatten();
            let Met { count, best: leader } = met.unwrap_or(Met { count: 1, best: rank });
            let leads = leader.id == rank.id;
            best.extend(Kind::parse(&kind).filter(|_| leads).map(|kind| Match { rank, kind, others: count - 1 }));
        }
        Ok(Found { best, next: last.filter(|_| more), walk, also })
    }

    /// Walks over what a query finds: of a large index over several segments at once.
    fn walk(&self, query: &BooleanQuery, walker: &Walker) -> tantivy::Result<Walk> {
        let alone = self.searcher.num_docs() < LARGE;
        let threads = if alone { &Executor::SingleThread } else { &*WALKERS };
        let scoring = EnableScoring::enabled_from_searcher(&self.searcher);
        self.searcher.search_with_executor(query, walker, threads, scoring)
    }

    /// Where one thing stands in the order of what a query finds; nothing when it is not found any more.
    fn placed(&self, query: &BooleanQuery, id: Uuid, walker: &Walker) -> tantivy::Result<Option<Rank>> {
        let one = Ids::from_iter([id]);
        let weight = query.weight(EnableScoring::enabled_from_searcher(&self.searcher))?;
        for (place, segment) in (0..).zip(self.searcher.segment_readers()) {
            let documents = one.documents(segment)?;
            let Some(doc) = documents.into_iter().find(|doc| !segment.is_deleted(*doc)) else { continue };
            let mut scorer = weight.scorer(segment, 1.0)?;
            if scorer.doc() > doc || scorer.seek(doc) != doc {
                return Ok(None);
            }
            let mut alone = walker.for_segment(place, segment)?;
            alone.collect(doc, scorer.score());
            return Ok(alone.harvest()?.best.first().map(|best| best.rank));
        }
        Ok(None)
    }

    /// The things whose title has all words typed, of which the last may be the beginning of one.
    ///
    /// # Errors
    /// When the files of the index cannot be read.
    pub fn similar(&self, similar: &Similar<'_>) -> tantivy::Result<Vec<Uuid>> {
        let asking = Asking::new(&self.searcher, self.fields, similar.audiences, similar.member, &Asked::default());
        let Some(title) = asking.beginning(similar.typed, similar.kind, similar.forgiving) else {
            return Ok(Vec::new());
        };
        let kind = Term::from_field_text(self.fields.kind, similar.kind.key());
        let mut clauses = vec![(Occur::Must, title), (Occur::Must, silent(term(kind)))];
        clauses.push((Occur::Must, Box::new(asking.readable.clone())));
        clauses.extend(asking.gone(similar.gone));
        let walker = Walker { limit: similar.limit, after: None, narrow: Arc::default(), now: 0, per_thread: false };
        let walk = self.searcher.search(&BooleanQuery::new(clauses), &walker)?;
        Ok(walk.best.into_iter().map(|best| best.rank.id).collect())
    }
}
