//! The words of a question as a query: each is a clause over all fields, and how much of the clauses a document covers
//! weighs in (see [`Coverage`]).
//!
//! A word stands for itself in any form, for the compounds it is a part of, and, being a compound itself, for its parts
//! where all of them stand. The thesaurus gives other words for it; a word that the reader finds nowhere may be unfinished
//! or misspelt. Phrases must be there literally.

use super::{
    fields::{TITLE, any, one_of, silent, term, weighed},
    rarity::rarity,
};
use crate::index::{
    analysis::{self, Word},
    ask::Question,
    coverage::{Clause, Coverage},
    ids::Ids,
    parts::{joined, split},
    readable::Readable,
    schema::{self, Fields},
    stem::stem,
    synonyms::{Other, Synonyms},
};
use shared::search::{Item, Query as Asked, What};
use std::collections::HashSet;
use tantivy::{
    Searcher, Term,
    collector::Count,
    query::{AllQuery, BooleanQuery, ConstScoreQuery, Occur, Query},
    schema::Field,
};
use uuid::Uuid;

/// How much a compound counts of which all parts stand somewhere in a text; from 0.3 to 0.6 it makes no difference.
pub(super) const SPLIT: f32 = 0.55;
/// How much any part of a compound counts when hardly a text has all of them: less than all else, more than an empty page.
const ANY_PART: f32 = 0.15;
/// How much two neighbouring words count that are written as one: as themselves.
const JOINED: f32 = 1.0;
/// How much another word of the thesaurus counts, besides its own weight.
const SYNONYM: f32 = 0.8;
/// Words that may stand between those of another term: `13b Opiumwet` is `artikel 13b van de Opiumwet`.
const NEAR: u32 = 2;
/// How much it adds when the question is the whole of a title: who types a title wants that very thing, so this is more than
/// any text gets for its words.
const TITLE_ITSELF: f32 = 10.0;
/// The share of the question that a document must cover to be found at all. At 0.3 a sixth of what is relevant to long
/// questions is not found; below 0.15 nothing more is.
const LEAST: f32 = 0.15;
/// The share that stands for all of it; what is less than one is for rounding.
const WHOLE: f32 = 0.99;
/// How much another word must count at least to mean the same, where nothing is guessed.
const SAME: f32 = 0.7;
/// A compound of which fewer documents have all parts is looked for by any of them as well.
const FEW: usize = 10;
/// A word that fewer documents have may be misspelt.
const RARE: usize = 3;
/// Words of one question that are taken for misspelt: each is a walk over all words of the index.
const MISSPELT: usize = 8;

/// Why something was looked for that was not typed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Why {
    /// The thesaurus says that it means the same.
    Synonym,
    /// It is what was probably meant.
    Spelling,
    /// It begins with what was typed.
    Unfinished,
}

/// What was looked for beside what was typed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Also {
    /// What was typed.
    pub typed: String,
    /// What was looked for.
    pub text: String,
    /// Its stems.
    pub stems: Vec<String>,
    /// Why.
    pub why: Why,
    /// Whether no document that the reader reads has what was typed.
    pub instead: bool,
}

/// Who asks what of which index.
pub(super) struct Asking<'s> {
    pub(super) fields: Fields,
    pub(super) searcher: &'s Searcher,
    /// What the reader may read: nothing else is looked at or counted.
    pub(super) readable: Readable,
    /// Whether titles are looked at, and whether all else is.
    pub(super) titles: bool,
    pub(super) texts: bool,
}

/// A word of the question.
struct Sense {
    /// What it stands for; nothing when it says nothing.
    ways: Vec<Box<dyn Query>>,
    /// What it is written with: the word itself, or what stands between its hyphens.
    pieces: Vec<String>,
    /// The stems of its parts, of a compound.
    parts: Vec<String>,
}

impl<'s> Asking<'s> {
    pub(super) fn new(searcher: &'s Searcher, fields: Fields, audiences: &[Uuid], member: bool, asked: &Asked) -> Self {
        let own = audiences.iter().map(|id| schema::key(*id));
        let all = own.chain(member.then(|| schema::ALLIANCE.to_owned()));
        let terms = all.map(|key| Term::from_field_text(fields.audience, &key));
        let readable = Readable::new(terms);
        let in_title = |not: bool| asked.items.iter().any(|item| item.not == not && item.what == What::InTitle);
        let texts = !in_title(false);
        Self { fields, searcher, readable, titles: !texts || !in_title(true), texts }
    }

    /// The query, and what it looks for beside what was typed.
    pub(super) fn question(&self, question: &Question) -> tantivy::Result<(BooleanQuery, Vec<Also>)> {
        let mut clauses: Vec<(Occur, Box<dyn Query>)> = Vec::new();
        let (mut typed, mut kinds) = (Vec::new(), Vec::new());
        for Item { not, what } in &question.asked.items {
            match (what, not) {
                (What::Word(text), false) => typed.push(text.as_str()),
                (What::Unread { value, .. }, false) => typed.extend(value.split(' ')),
                (What::Word(text), true) => {
                    clauses.extend(self.without(text).map(|query| (Occur::MustNot, query)));
                }
                (What::Phrase(text), not) => {
                    let occur = if *not { Occur::MustNot } else { Occur::Must };
                    clauses.extend(self.phrase(text).map(|query| (occur, query)));
                }
                (What::Kind(kind), not) => {
                    let is = Term::from_field_text(self.fields.kind, kind.key());
                    if *not { clauses.push((Occur::MustNot, term(is))) } else { kinds.push(is) }
                }
                (What::Tag(tag), not) => {
                    let query = term(Term::from_field_text(self.fields.tag, tag));
                    clauses.push(if *not { (Occur::MustNot, query) } else { (Occur::Must, silent(query)) });
                }
                (What::Status(_) | What::Attached, not) => {
                    let state = if let What::Status(status) = what { status.key() } else { schema::ATTACHED };
                    let query = term(Term::from_field_text(self.fields.state, state));
                    clauses.push(if *not { (Occur::MustNot, query) } else { (Occur::Must, silent(query)) });
                }
                // Looked up before, or judged by the walk.
                (
                    What::InTitle
                    | What::Unread { .. }
                    | What::Community(_)
                    | What::Author(_)
                    | What::Theme(_)
                    | What::Before(_)
                    | What::After(_),
                    _,
                ) => {}
            }
        }
        if !kinds.is_empty() {
            clauses.push((Occur::Must, silent(one_of(kinds))));
        }
        // What is typed twice is asked once.
        let mut seen = HashSet::new();
        let once: Vec<&str> = typed.iter().copied().filter(|text| seen.insert(text.to_lowercase())).collect();
        let (words, also) = self.clauses(&once, question)?;
        if words.is_empty() && !typed.is_empty() {
            // Only words that say nothing: then they are meant as they stand.
            clauses.extend(self.phrase(&typed.join(" ")).map(|query| (Occur::Must, query)));
        } else if !words.is_empty() {
            let least = if question.precise { WHOLE } else { LEAST };
            clauses.push((Occur::Must, Box::new(Coverage::new(words, least))));
            clauses.extend(self.in_order(&typed).map(|query| (Occur::Should, query)));
            let whole = Term::from_field_text(self.fields.title_whole, &schema::whole(&typed.join(" ")));
            clauses.push((Occur::Should, Box::new(ConstScoreQuery::new(term(whole), TITLE_ITSELF))));
        }
        if !clauses.iter().any(|(occur, _)| *occur == Occur::Must) {
            clauses.push((Occur::Must, silent(Box::new(AllQuery))));
        }
        clauses.push((Occur::Must, Box::new(self.readable.clone())));
        clauses.extend(self.gone(&question.gone));
        self.places(question, &mut clauses);
        Ok((BooleanQuery::new(clauses), also))
    }

    fn places(&self, question: &Question, clauses: &mut Vec<(Occur, Box<dyn Query>)>) {
        let set =
            |field: Field, ids: &[Uuid]| one_of(ids.iter().map(|id| Term::from_field_text(field, &schema::key(*id))));
        let Fields { community, author, theme, .. } = self.fields;
        let groups = |field: Field, groups: &[(bool, Vec<Uuid>)]| {
            groups.iter().map(|(not, ids)| (*not, set(field, ids))).collect::<Vec<_>>()
        };
        let themes = question
            .themes
            .iter()
            .map(|(not, themes, communities)| (*not, any(vec![set(theme, themes), set(community, communities)])));
        for named in [groups(community, &question.communities), groups(author, &question.authors), themes.collect()] {
            let (without, with): (Vec<_>, Vec<_>) = named.into_iter().partition(|(not, _)| *not);
            clauses.extend(without.into_iter().map(|(_, query)| (Occur::MustNot, query)));
            // A thing has one of each: who names several wants any of them.
            if !with.is_empty() {
                clauses.push((Occur::Must, silent(any(with.into_iter().map(|(_, query)| query).collect()))));
            }
        }
        if let Some(thread) = question.thread {
            clauses.push((Occur::Must, silent(term(self.fields.thread_term(thread)))));
        }
    }

    pub(super) fn gone(&self, ids: &[Uuid]) -> Option<(Occur, Box<dyn Query>)> {
        let threads = one_of(ids.iter().map(|id| self.fields.thread_term(*id)));
        let themselves = Box::new(ids.iter().copied().collect::<Ids>());
        (!ids.is_empty()).then(|| (Occur::MustNot, any(vec![themselves, threads])))
    }

    /// The parts of a compound, each also by another word for it: all of them, or any.
    fn inside(&self, parts: &[String], synonyms: &Synonyms, every: bool) -> Box<dyn Query> {
        let ways = parts.iter().map(|stem| {
            let others = synonyms.of(stem).map(|other| weighed(self.other(other), other.weight * SYNONYM));
            any(self.stem(stem).into_iter().chain(others).collect())
        });
        if every { Box::new(BooleanQuery::intersection(ways.collect())) } else { any(ways.collect()) }
    }

    /// What a word of the question stands for by itself: any of its forms, and of a compound all its parts. A word with
    /// hyphens is meant as a whole, or as all of its parts.
    fn itself(&self, text: &str, synonyms: &Synonyms) -> Sense {
        let words = analysis::words(text);
        let (wholes, pieces): (Vec<&Word>, Vec<&Word>) = words.iter().partition(|word| word.whole);
        let stems = |words: &[&Word]| -> Vec<String> { words.iter().filter_map(|word| stem(&word.text)).collect() };
        let (whole_stems, part_stems) = (stems(&wholes), stems(&pieces));
        let mut ways: Vec<Box<dyn Query>> = whole_stems.iter().flat_map(|stem| self.stem(stem)).collect();
        match part_stems.as_slice() {
            [] => {}
            [only] => ways.extend(self.stem(only)),
            several => ways.push(self.all(several)),
        }
        let mut parts = Vec::new();
        for word in wholes
            .iter()
            .map(|word| &word.text)
            .chain(pieces.first().filter(|_| pieces.len() == 1).map(|word| &word.text))
        {
            let inside = split(word);
            if inside.len() > 1 {
                ways.push(weighed(self.inside(&inside, synonyms, true), SPLIT));
                parts.clone_from(&inside);
            }
        }
        let pieces = pieces.iter().filter(|word| stem(&word.text).is_some()).map(|word| analysis::exact(&word.text));
        Sense { ways, pieces: pieces.collect(), parts }
    }

    /// What a word that must not be there rules out: itself in any form, and nothing that it is a part of or made of.
    fn without(&self, text: &str) -> Option<Box<dyn Query>> {
        let Fields { title, body, people, tags, .. } = self.fields;
        let fields = self.looked_at([title], [body, people, tags]);
        let here = |stem: &String| one_of(fields.iter().map(|field| Term::from_field_text(*field, stem)));
        let words = analysis::words(text);
        let (wholes, pieces): (Vec<&Word>, Vec<&Word>) = words.iter().partition(|word| word.whole);
        let mut ways: Vec<Box<dyn Query>> =
            wholes.iter().filter_map(|word| stem(&word.text)).map(|stem| here(&stem)).collect();
        let stems: Vec<String> = pieces.iter().filter_map(|word| stem(&word.text)).collect();
        if !stems.is_empty() {
            ways.push(Box::new(BooleanQuery::intersection(stems.iter().map(here).collect())));
        }
        (!ways.is_empty()).then(|| any(ways))
    }

    /// The words as parts of the question, and what is looked for beside them. A word that says nothing is no part.
    fn clauses(&self, typed: &[&str], question: &Question) -> tantivy::Result<(Vec<Clause>, Vec<Also>)> {
        let (none, precise) = (Synonyms::default(), question.precise);
        let of_parts = if precise { &none } else { &*question.synonyms };
        let mut senses: Vec<Sense> = typed.iter().map(|text| self.itself(text, of_parts)).collect();
        let mut also = Vec::new();
        for (at, pair) in typed.windows(2).enumerate() {
            let [first, second] = pair else { continue };
            let joint = joined(&first.to_lowercase(), &second.to_lowercase());
            for stem in joint.iter().filter_map(|word| stem(word)) {
                for sense in senses.iter_mut().skip(at).take(2) {
                    sense.ways.push(weighed(any(self.stem(&stem)), JOINED));
                }
            }
        }
        let all = self.searcher.search(&self.readable, &Count)?;
        let mut having = Vec::new();
        for sense in &senses {
            having.push(if sense.ways.is_empty() { 0 } else { self.count(&sense.ways)? });
        }
        for met in question.synonyms.met(typed) {
            let other = met.other;
            if precise && other.weight < SAME {
                continue;
            }
            let share = f32::from(u16::try_from(met.places.len()).unwrap_or(1));
            for place in &met.places {
                if let Some(sense) = senses.get_mut(*place).filter(|sense| !sense.ways.is_empty()) {
                    sense.ways.push(weighed(self.other(other), other.weight * SYNONYM / share));
                }
            }
            let typed: Vec<&str> = met.places.iter().filter_map(|place| typed.get(*place).copied()).collect();
            let (typed, text, stems) = (typed.join(" "), other.text.clone(), other.stems.clone());
            also.push(Also { typed, text, stems, why: Why::Synonym, instead: false });
        }
        let (mut clauses, mut misspelt) = (Vec::new(), 0);
        for ((mut sense, having), text) in senses.into_iter().zip(having).zip(typed) {
            if sense.ways.is_empty() {
                continue;
            }
            let mut having = having;
            if having < FEW && !sense.parts.is_empty() && !precise {
                sense.ways.push(weighed(self.inside(&sense.parts, &question.synonyms, false), ANY_PART));
            }
            if having < RARE && misspelt < MISSPELT && !precise {
                misspelt += 1;
                let (ways, most) = self.unlike(text, &sense.pieces, having, &mut also)?;
                sense.ways.extend(ways);
                having = having.max(most);
            }
            // Where all words must be met, a common one counts as much as a rare one: no word may be too light to be missed.
            let weight = if precise { 1.0 } else { rarity(all, having.max(1)) };
            clauses.push(Clause { query: any(sense.ways), weight });
        }
        Ok((clauses, also))
    }

    /// Another word for one that was typed. Several words must stand together: literally and [`NEAR`] each other, as stems
    /// have no order, or in any form in a title, which is too short for them to stand there by chance.
    fn other(&self, Other { text, stems, parts, .. }: &Other) -> Box<dyn Query> {
        let [_, _, ..] = stems.as_slice() else {
            let own = stems.iter().flat_map(|stem| self.stem(stem));
            let split = (parts.len() > 1).then(|| weighed(self.all(parts), SPLIT));
            return any(own.chain(split).collect());
        };
        let in_title = self.looked_at([self.fields.title], []).into_iter().map(|field| {
            let terms = stems.iter().map(|stem| term(Term::from_field_text(field, stem)));
            let all: Box<dyn Query> = Box::new(BooleanQuery::intersection(terms.collect()));
            weighed(all, TITLE)
        });
        any(in_title.chain(self.in_a_row(text, NEAR)).collect())
    }
}
