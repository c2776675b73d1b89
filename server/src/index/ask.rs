//! From what somebody asks to a query of the index: built by hand, so that a reader never names a field of ours.
//!
//! Each word is a clause over all fields, and how much of the clauses a document covers weighs in (see
//! [`super::coverage`]). Phrases must be there literally. Who may read stands inside the query, so that no count tells more.
//! Compounds, misspelt words and synonyms will become further members of a word's clause; see [`Asking::word`].

use super::{
    analysis::{self, Word},
    collect::{Narrow, Rank, Walk, Walker},
    coverage::{Clause, Coverage},
    schema::{self, Fields},
    stem::stem,
};
use crate::db::Cursor;
use shared::search::{Item, Kind, Query as Asked, What};
use std::sync::Arc;
use tantivy::{
    Searcher, Term,
    collector::Count,
    query::{
        AllQuery, BooleanQuery, BoostQuery, ConstScoreQuery, FuzzyTermQuery, Occur, PhraseQuery, Query, TermQuery,
        TermSetQuery,
    },
    schema::{Field, IndexRecordOption},
};
use uuid::Uuid;

/// How much a word counts by where it stands.
const TITLE: f32 = 2.5;
const BODY: f32 = 1.0;
const PEOPLE: f32 = 1.0;
const TAGS: f32 = 1.2;
/// How much the words of the question in their own order add.
const IN_ORDER: f32 = 0.5;
/// The share of the question that a document must cover to be found at all.
const LEAST: f32 = 0.3;
/// The fewest letters of a beginning.
const BEGINNING: usize = 2;
/// The fewest letters of a word that may be misspelt or unfinished, and of one that may be so twice.
const MISSPELT: usize = 4;
const MISSPELT_TWICE: usize = 8;
/// How much a word counts that is only like the one that was asked for.
const ALIKE: f32 = 2.0;

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
    /// Ids of things and threads that are gone, though the index does not know it yet.
    pub gone: Vec<Uuid>,
    /// The choices beside the words.
    pub narrow: Narrow,
    /// How many are wanted.
    pub limit: usize,
    /// What comes after this.
    pub after: Option<Rank>,
}

/// What was found.
#[derive(Debug, Default)]
pub struct Found {
    /// The best, best first.
    pub best: Vec<(Rank, Kind)>,
    /// Whether more come after them.
    pub more: bool,
    /// The counts.
    pub walk: Walk,
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
        let asking = self.asking(&question.audiences, question.member, title_only(&question.asked));
        let query = asking.question(question)?;
        let walker =
            Walker { limit: question.limit + 1, after: question.after, narrow: Arc::new(question.narrow.clone()) };
        let mut walk = self.searcher.search(&query, &walker)?;
        let more = walk.best.len() > question.limit;
        walk.best.truncate(question.limit);
        let best = std::mem::take(&mut walk.best);
        let best = best.into_iter().filter_map(|(rank, kind)| Some((rank, Kind::parse(&kind)?))).collect();
        Ok(Found { best, more, walk })
    }

    fn asking(&self, audiences: &[Uuid], member: bool, title_only: bool) -> Asking<'_> {
        let own = audiences.iter().map(|id| schema::key(*id));
        let all = own.chain(member.then(|| schema::ALLIANCE.to_owned()));
        let terms = all.map(|key| Term::from_field_text(self.fields.audience, &key));
        let readable = silent(Box::new(TermSetQuery::new(terms)));
        Asking { fields: self.fields, searcher: &self.searcher, readable, title_only }
    }

    /// The things whose title has all words typed, of which the last may be the beginning of one.
    ///
    /// # Errors
    /// When the files of the index cannot be read.
    pub fn similar(&self, similar: &Similar<'_>) -> tantivy::Result<Vec<Uuid>> {
        let asking = self.asking(similar.audiences, similar.member, true);
        let Some(title) = asking.beginning(similar.typed, similar.kind) else { return Ok(Vec::new()) };
        let kind = Term::from_field_text(self.fields.kind, similar.kind.key());
        let mut clauses = vec![(Occur::Must, title), (Occur::Must, silent(term(kind)))];
        clauses.push((Occur::Must, asking.readable.box_clone()));
        clauses.extend(asking.gone(similar.gone));
        let walker = Walker { limit: similar.limit, after: None, narrow: Arc::default() };
        let walk = self.searcher.search(&BooleanQuery::new(clauses), &walker)?;
        Ok(walk.best.into_iter().map(|(rank, _)| rank.id).collect())
    }
}

fn title_only(asked: &Asked) -> bool {
    asked.items.iter().any(|item| !item.not && item.what == What::InTitle)
}

fn one_of(terms: impl IntoIterator<Item = Term>) -> Box<dyn Query> {
    Box::new(TermSetQuery::new(terms))
}

fn term(term: Term) -> Box<dyn Query> {
    Box::new(TermQuery::new(term, IndexRecordOption::Basic))
}

/// A query that decides without weighing.
fn silent(query: Box<dyn Query>) -> Box<dyn Query> {
    Box::new(ConstScoreQuery::new(query, 0.0))
}

fn any(queries: Vec<Box<dyn Query>>) -> Box<dyn Query> {
    Box::new(BooleanQuery::union(queries))
}

struct Asking<'s> {
    fields: Fields,
    searcher: &'s Searcher,
    /// What the reader may read: nothing else is looked at or counted.
    readable: Box<dyn Query>,
    title_only: bool,
}

impl Asking<'_> {
    fn question(&self, question: &Question) -> tantivy::Result<BooleanQuery> {
        let mut clauses: Vec<(Occur, Box<dyn Query>)> = Vec::new();
        let mut words = Vec::new();
        let mut typed = Vec::new();
        let all = self.searcher.search(&self.readable, &Count)?;
        for Item { not, what } in &question.asked.items {
            match (what, not) {
                (What::Word(text), false) => {
                    words.extend(self.clause(text, all)?);
                    typed.push(text.as_str());
                }
                (What::Word(text), true) => {
                    let ways = self.word(text).ways;
                    clauses.extend((!ways.is_empty()).then(|| (Occur::MustNot, any(ways))));
                }
                (What::Phrase(text), not) => {
                    let occur = if *not { Occur::MustNot } else { Occur::Must };
                    clauses.extend(self.phrase(text).map(|query| (occur, query)));
                }
                (What::Kind(kind), not) => {
                    let query = term(Term::from_field_text(self.fields.kind, kind.key()));
                    clauses.push(if *not { (Occur::MustNot, query) } else { (Occur::Must, silent(query)) });
                }
                (What::Tag(tag), not) => {
                    let query = term(Term::from_field_text(self.fields.tag, tag));
                    clauses.push(if *not { (Occur::MustNot, query) } else { (Occur::Must, silent(query)) });
                }
                // Looked up before, or judged by the walk.
                (
                    What::InTitle
                    | What::Community(_)
                    | What::Author(_)
                    | What::Theme(_)
                    | What::Before(_)
                    | What::After(_),
                    _,
                ) => {}
            }
        }
        if words.is_empty() && !typed.is_empty() {
            // Only words that say nothing: then they are meant as they stand.
            clauses.extend(self.phrase(&typed.join(" ")).map(|query| (Occur::Must, query)));
        } else if !words.is_empty() {
            clauses.push((Occur::Must, Box::new(Coverage::new(words, LEAST))));
            clauses.extend(self.in_order(&typed).map(|query| (Occur::Should, query)));
        }
        if !clauses.iter().any(|(occur, _)| *occur == Occur::Must) {
            clauses.push((Occur::Must, silent(Box::new(AllQuery))));
        }
        clauses.push((Occur::Must, self.readable.box_clone()));
        clauses.extend(self.gone(&question.gone));
        self.places(question, &mut clauses);
        Ok(BooleanQuery::new(clauses))
    }

    fn places(&self, question: &Question, clauses: &mut Vec<(Occur, Box<dyn Query>)>) {
        let set = |field: Field, ids: &[Uuid]| -> Box<dyn Query> {
            Box::new(TermSetQuery::new(ids.iter().map(|id| Term::from_field_text(field, &schema::key(*id)))))
        };
        let mut add = |not: bool, query: Box<dyn Query>| {
            clauses.push(if not { (Occur::MustNot, query) } else { (Occur::Must, silent(query)) });
        };
        for (field, groups) in [(self.fields.community, &question.communities), (self.fields.author, &question.authors)]
        {
            for (not, ids) in groups {
                add(*not, set(field, ids));
            }
        }
        for (not, themes, communities) in &question.themes {
            add(*not, any(vec![set(self.fields.theme, themes), set(self.fields.community, communities)]));
        }
    }

    fn gone(&self, ids: &[Uuid]) -> Option<(Occur, Box<dyn Query>)> {
        let terms = ids.iter().flat_map(|id| [self.fields.id_term(*id), self.fields.thread_term(*id)]);
        (!ids.is_empty()).then(|| (Occur::MustNot, one_of(terms)))
    }

    /// The fields that a stem is looked for in, with how much it counts there.
    fn stems(&self) -> Vec<(Field, f32)> {
        let Fields { title, body, people, tags, .. } = self.fields;
        if self.title_only {
            vec![(title, TITLE)]
        } else {
            vec![(title, TITLE), (body, BODY), (people, PEOPLE), (tags, TAGS)]
        }
    }

    fn exacts(&self) -> Vec<Field> {
        let Fields { title_exact, body_exact, .. } = self.fields;
        if self.title_only { vec![title_exact] } else { vec![title_exact, body_exact] }
    }

    /// A stem, wherever it stands.
    fn stem(&self, stem: &str) -> Vec<Box<dyn Query>> {
        let queries = self.stems().into_iter().map(|(field, weight)| -> Box<dyn Query> {
            let query = TermQuery::new(Term::from_field_text(field, stem), IndexRecordOption::WithFreqs);
            Box::new(BoostQuery::new(Box::new(query), weight))
        });
        queries.collect()
    }

    /// What a word of the question stands for: itself in any form. A word with hyphens is meant as a whole, or as all of its
    /// parts.
    fn word(&self, text: &str) -> Ways {
        let words = analysis::words(text);
        let (wholes, parts): (Vec<&Word>, Vec<&Word>) = words.iter().partition(|word| word.whole);
        let stems = |words: &[&Word]| -> Vec<String> { words.iter().filter_map(|word| stem(&word.text)).collect() };
        let (wholes, stems) = (stems(&wholes), stems(&parts));
        let mut ways: Vec<Box<dyn Query>> = wholes.iter().flat_map(|stem| self.stem(stem)).collect();
        match stems.as_slice() {
            [] => {}
            [only] => ways.extend(self.stem(only)),
            several => {
                let all = several.iter().map(|stem| any(self.stem(stem))).collect();
                ways.push(Box::new(BooleanQuery::intersection(all)));
            }
        }
        let alone = match (parts.as_slice(), stems.as_slice()) {
            ([part], [stem]) => Some((analysis::exact(&part.text), stem.clone())),
            _ => None,
        };
        Ways { ways, alone }
    }

    /// A word as a part of the question. One that the reader finds nowhere may be unfinished or misspelt: then what is like
    /// it counts. Nothing for a word that says nothing.
    ///
    /// Rarity is counted in what the reader reads, because a stranger could else hear from a count how common a word is in
    /// closed places.
    fn clause(&self, text: &str, all: usize) -> tantivy::Result<Option<Clause>> {
        let Ways { mut ways, alone } = self.word(text);
        if ways.is_empty() {
            return Ok(None);
        }
        let seen = BooleanQuery::intersection(vec![
            any(ways.iter().map(|way| way.box_clone()).collect()),
            self.readable.box_clone(),
        ]);
        let having = self.searcher.search(&seen, &Count)?;
        if let (0, Some((exact, stem))) = (having, alone) {
            ways.extend(self.alike(&exact, &stem));
        }
        Ok(Some(Clause { query: any(ways), weight: rarity(all, having.max(1)) }))
    }

    /// Words that begin with this one, and words that differ in a letter or two.
    fn alike(&self, exact: &str, stem: &str) -> Vec<Box<dyn Query>> {
        let letters = exact.chars().count();
        if letters < MISSPELT || exact.chars().any(char::is_numeric) {
            return Vec::new();
        }
        let distance = if letters < MISSPELT_TWICE { 1 } else { 2 };
        let begins = self
            .exacts()
            .into_iter()
            .map(|field| (field, FuzzyTermQuery::new_prefix(Term::from_field_text(field, exact), 0, false)));
        let misspelt = self
            .stems()
            .into_iter()
            .map(|(field, _)| (field, FuzzyTermQuery::new(Term::from_field_text(field, stem), distance, true)));
        let weighed = begins.chain(misspelt).map(|(field, query)| -> Box<dyn Query> {
            let title = field == self.fields.title || field == self.fields.title_exact;
            Box::new(BoostQuery::new(Box::new(query), if title { ALIKE * TITLE } else { ALIKE }))
        });
        weighed.collect()
    }

    /// Words that must stand literally, in this order.
    fn phrase(&self, text: &str) -> Option<Box<dyn Query>> {
        let words: Vec<String> = exact_words(text);
        let in_field = |field: Field| -> Option<Box<dyn Query>> {
            let mut terms: Vec<Term> = words.iter().map(|word| Term::from_field_text(field, word)).collect();
            match terms.len() {
                0 => None,
                1 => Some(Box::new(TermQuery::new(terms.pop()?, IndexRecordOption::WithFreqs))),
                _ => Some(Box::new(PhraseQuery::new(terms))),
            }
        };
        let queries: Vec<_> = self.exacts().into_iter().filter_map(in_field).collect();
        (!queries.is_empty()).then(|| any(queries))
    }

    /// All words of the question in their own order: more is not asked, but it adds.
    fn in_order(&self, typed: &[&str]) -> Option<Box<dyn Query>> {
        let text = typed.join(" ");
        (exact_words(&text).len() > 1)
            .then(|| self.phrase(&text))
            .flatten()
            .map(|query| -> Box<dyn Query> { Box::new(BoostQuery::new(query, IN_ORDER)) })
    }

    /// All words typed so far in a title (of a member: in the name, the function or the organisation); the last one may be
    /// a beginning.
    fn beginning(&self, typed: &str, kind: Kind) -> Option<Box<dyn Query>> {
        let words: Vec<Word> = analysis::words(typed).into_iter().filter(|word| !word.whole).take(8).collect();
        let (last, before) = words.split_last()?;
        let Fields { title, people, title_exact, .. } = self.fields;
        let fields = if kind == Kind::Member { vec![title, people] } else { vec![title] };
        let mut all: Vec<(Occur, Box<dyn Query>)> = Vec::new();
        for word in before {
            let Some(stem) = stem(&word.text) else { continue };
            let here = fields.iter().map(|field| -> Box<dyn Query> {
                Box::new(TermQuery::new(Term::from_field_text(*field, &stem), IndexRecordOption::WithFreqs))
            });
            all.push((Occur::Must, any(here.collect())));
        }
        let mut ways: Vec<Box<dyn Query>> = Vec::new();
        if let Some(stem) = stem(&last.text) {
            for field in &fields {
                ways.push(Box::new(TermQuery::new(Term::from_field_text(*field, &stem), IndexRecordOption::WithFreqs)));
            }
        }
        // A name is found by its beginning; so is a function, by the beginning of its stem.
        let start = analysis::exact(&last.text);
        if !before.is_empty() || start.chars().count() >= BEGINNING {
            let places = if kind == Kind::Member { vec![title_exact, people] } else { vec![title_exact] };
            for field in places {
                ways.push(Box::new(FuzzyTermQuery::new_prefix(Term::from_field_text(field, &start), 0, false)));
            }
        }
        if ways.is_empty() {
            return None;
        }
        all.push((Occur::Must, any(ways)));
        Some(Box::new(BooleanQuery::new(all)))
    }
}

fn exact_words(text: &str) -> Vec<String> {
    let words = analysis::words(text).into_iter().filter(|word| !word.whole);
    words.map(|word| analysis::exact(&word.text)).filter(|word| !word.is_empty()).take(64).collect()
}

/// What a word stands for, and the word itself when it has no parts: as it was written, and its stem.
struct Ways {
    ways: Vec<Box<dyn Query>>,
    alone: Option<(String, String)>,
}

/// How much a word says that `having` of `all` documents have: the rarer, the more.
fn rarity(all: usize, having: usize) -> f32 {
    let all = all.max(having);
    // Beyond 65,535 documents the proportion is kept, not the numbers.
    let scale = all / 65_536 + 1;
    let number = |count: usize| f32::from(u16::try_from(count / scale).unwrap_or(u16::MAX));
    let (all, having) = (number(all), number(having));
    (1.0 + (all - having + 0.5) / (having + 0.5)).ln()
}
