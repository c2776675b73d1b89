//! Words of the index that somebody may have meant by one that is in none of its texts.

use levenshtein_automata::{Distance, LevenshteinAutomatonBuilder};
use std::{cmp::Reverse, collections::HashMap, sync::LazyLock};
use tantivy::{Searcher, Term, query::FuzzyTermQuery, schema::Field};

/// The fewest letters of a word that may be misspelt, and of one that may be so twice; and the most of either: longer ones
/// are no words, and what is like them takes long to find.
const ONCE: usize = 4;
const TWICE: usize = 8;
const LONGEST: usize = 40;
/// Words that are looked at; of more the rest is as far away and as rare.
const MOST: usize = 2_000;

static BUILDERS: LazyLock<[LevenshteinAutomatonBuilder; 2]> =
    LazyLock::new(|| [1, 2].map(|distance| LevenshteinAutomatonBuilder::new(distance, true)));

/// A word of the index that is like one that was typed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Like {
    /// The word as exact fields hold it.
    pub word: String,
    /// Letters put in, left out, changed or swapped.
    pub distance: u8,
    /// Documents of the whole index that have it, about: decides only between words.
    pub having: u64,
}

/// The words of `fields` that begin with `start` and are longer, the most frequent first.
///
/// # Errors
/// When the files of the index cannot be read.
pub fn begins(searcher: &Searcher, fields: &[Field], start: &str, limit: usize) -> tantivy::Result<Vec<String>> {
    let mut found: HashMap<String, u64> = HashMap::new();
    for segment in searcher.segment_readers() {
        for field in fields {
            let index = segment.inverted_index(*field)?;
            let mut terms = index.terms().range().gt(start).into_stream()?;
            let mut seen = 0;
            while terms.advance() && terms.key().starts_with(start.as_bytes()) && seen < MOST {
                seen += 1;
                let Ok(text) = std::str::from_utf8(terms.key()) else { continue };
                *found.entry(text.to_owned()).or_default() += u64::from(terms.value().doc_freq);
            }
        }
    }
    let mut all: Vec<(u64, String)> = found.into_iter().map(|(word, having)| (having, word)).collect();
    all.sort_unstable_by(|(one, a), (other, b)| other.cmp(one).then_with(|| a.cmp(b)));
    Ok(all.into_iter().map(|(_, word)| word).take(limit).collect())
}

/// The words of `fields` that are most like `word`, best first: by distance, then those with the same first letter, then
/// the frequent ones. A word of less than four letters or more than forty, or with a digit, is not misspelt.
///
/// # Errors
/// When the files of the index cannot be read.
pub fn like(searcher: &Searcher, fields: &[Field], word: &str, limit: usize) -> tantivy::Result<Vec<Like>> {
    let letters = word.chars().count();
    if !(ONCE..=LONGEST).contains(&letters) || word.chars().any(char::is_numeric) {
        return Ok(Vec::new());
    }
    let Some(any) = fields.first() else { return Ok(Vec::new()) };
    let distance: u8 = if letters < TWICE { 1 } else { 2 };
    let [once, twice] = &*BUILDERS;
    let measure = if distance == 1 { once } else { twice }.build_dfa(word);
    let automaton = FuzzyTermQuery::new(Term::from_field_text(*any, word), distance, true).automaton()?;
    let mut found: HashMap<String, Like> = HashMap::new();
    for segment in searcher.segment_readers() {
        for field in fields {
            let index = segment.inverted_index(*field)?;
            let mut terms = index.terms().search(&automaton).into_stream()?;
            let mut seen = 0;
            while terms.advance() && seen < MOST {
                seen += 1;
                let Ok(text) = std::str::from_utf8(terms.key()) else { continue };
                let Distance::Exact(distance) = measure.eval(text) else { continue };
                let having = u64::from(terms.value().doc_freq);
                found.entry(text.to_owned()).and_modify(|like| like.having += having).or_insert_with(|| Like {
                    word: text.to_owned(),
                    distance,
                    having,
                });
            }
        }
    }
    let first = word.chars().next();
    let mut all: Vec<Like> = found.into_values().filter(|like| like.distance > 0).collect();
    all.sort_unstable_by(|one, other| {
        let key = |like: &Like| (like.distance, like.word.chars().next() != first, Reverse(like.having));
        key(one).cmp(&key(other)).then_with(|| one.word.cmp(&other.word))
    });
    all.truncate(limit);
    Ok(all)
}
