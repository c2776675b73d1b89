//! What the search field suggests: titles that have all words typed, of which the last may be the beginning of one.

use super::{fields::any, words::Asking};
use crate::index::{
    analysis::{self, Word},
    schema::Fields,
    stem::stem,
};
use shared::search::Kind;
use tantivy::{
    Term,
    query::{BooleanQuery, FuzzyTermQuery, Occur, Query, TermQuery},
    schema::IndexRecordOption,
};

/// The fewest letters of a beginning.
const BEGINNING: usize = 2;
/// The fewest letters of a word or beginning that may have a letter wrong.
const WRONG: usize = 5;

impl Asking<'_> {
    /// All words typed so far in a title (of a member: in the name, the function or the organisation); the last one may be
    /// a beginning. With `forgiving` a longer word may have one letter too many, too few, changed or swapped.
    pub(super) fn beginning(&self, typed: &str, kind: Kind, forgiving: bool) -> Option<Box<dyn Query>> {
        let words: Vec<Word> = analysis::words(typed).into_iter().filter(|word| !word.whole).take(8).collect();
        let (last, before) = words.split_last()?;
        let Fields { title, people, title_exact, .. } = self.fields;
        let fields = if kind == Kind::Member { vec![title, people] } else { vec![title] };
        let mut all: Vec<(Occur, Box<dyn Query>)> = Vec::new();
        let wrong = |word: &str| forgiving && word.chars().count() >= WRONG && !word.chars().any(char::is_numeric);
        for word in before {
            let Some(stem) = stem(&word.text) else { continue };
            let mut here: Vec<Box<dyn Query>> = Vec::new();
            for field in &fields {
                here.push(Box::new(TermQuery::new(Term::from_field_text(*field, &stem), IndexRecordOption::WithFreqs)));
            }
            let exact = analysis::exact(&word.text);
            if wrong(&exact) {
                here.push(Box::new(FuzzyTermQuery::new(Term::from_field_text(title_exact, &exact), 1, true)));
            }
            all.push((Occur::Must, any(here)));
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
                let letters = u8::from(wrong(&start));
                ways.push(Box::new(FuzzyTermQuery::new_prefix(Term::from_field_text(field, &start), letters, true)));
            }
        }
        if ways.is_empty() {
            return None;
        }
        all.push((Occur::Must, any(ways)));
        Some(Box::new(BooleanQuery::new(all)))
    }
}
