//! How a word or some words in a row are looked for: in which fields, and how much each of them counts.

use super::words::Asking;
use crate::index::{analysis, schema::Fields};
use tantivy::{
    Term,
    query::{BooleanQuery, BoostQuery, ConstScoreQuery, PhraseQuery, Query, TermQuery, TermSetQuery},
    schema::{Field, IndexRecordOption},
};

/// How much a word counts by where it stands: a title says what a text is about.
pub(super) const TITLE: f32 = 2.5;
const BODY: f32 = 1.0;
const PEOPLE: f32 = 1.0;
const TAGS: f32 = 1.2;
/// How much less a word counts that is a part of a compound: `inbraak` itself comes before `woninginbraak`. At 0.7 the
/// questions of the judged set with common parts lose, at 0.5 those with rare ones.
const PART: f32 = 0.6;
/// How much the words of the question in their own order add.
const IN_ORDER: f32 = 0.5;

pub(super) fn one_of(terms: impl IntoIterator<Item = Term>) -> Box<dyn Query> {
    Box::new(TermSetQuery::new(terms))
}

pub(super) fn term(term: Term) -> Box<dyn Query> {
    Box::new(TermQuery::new(term, IndexRecordOption::Basic))
}

/// A query that decides without weighing.
pub(super) fn silent(query: Box<dyn Query>) -> Box<dyn Query> {
    Box::new(ConstScoreQuery::new(query, 0.0))
}

pub(super) fn any(queries: Vec<Box<dyn Query>>) -> Box<dyn Query> {
    Box::new(BooleanQuery::union(queries))
}

pub(super) fn weighed(query: Box<dyn Query>, weight: f32) -> Box<dyn Query> {
    Box::new(BoostQuery::new(query, weight))
}

impl Asking<'_> {
    /// The fields that a stem is looked for in, with how much it counts there.
    pub(super) fn stems(&self) -> Vec<(Field, f32)> {
        let Fields { title, body, people, tags, title_parts, body_parts, .. } = self.fields;
        let titles = [(title, TITLE), (title_parts, TITLE * PART)];
        let rest = [(body, BODY), (body_parts, BODY * PART), (people, PEOPLE), (tags, TAGS)];
        self.looked_at(titles, rest)
    }

    pub(super) fn exacts(&self) -> Vec<Field> {
        self.looked_at([self.fields.title_exact], [self.fields.body_exact])
    }

    /// Of fields of titles and others those that are looked at.
    pub(super) fn looked_at<T>(
        &self,
        titles: impl IntoIterator<Item = T>,
        texts: impl IntoIterator<Item = T>,
    ) -> Vec<T> {
        let titles = titles.into_iter().filter(|_| self.titles);
        titles.chain(texts.into_iter().filter(|_| self.texts)).collect()
    }

    /// A stem, wherever it stands.
    pub(super) fn stem(&self, stem: &str) -> Vec<Box<dyn Query>> {
        let queries = self.stems().into_iter().map(|(field, weight)| -> Box<dyn Query> {
            let query = TermQuery::new(Term::from_field_text(field, stem), IndexRecordOption::WithFreqs);
            weighed(Box::new(query), weight)
        });
        queries.collect()
    }

    /// Stems that must all be there.
    pub(super) fn all(&self, stems: &[String]) -> Box<dyn Query> {
        Box::new(BooleanQuery::intersection(stems.iter().map(|stem| any(self.stem(stem))).collect()))
    }

    /// Words that must stand literally, in this order.
    pub(super) fn phrase(&self, text: &str) -> Option<Box<dyn Query>> {
        self.in_a_row(text, 0)
    }

    /// Words that must stand literally, with so many others between them.
    pub(super) fn in_a_row(&self, text: &str, between: u32) -> Option<Box<dyn Query>> {
        let words: Vec<String> = exact_words(text);
        let in_field = |field: Field| -> Option<Box<dyn Query>> {
            match words.as_slice() {
                [] => None,
                [only] => {
                    Some(Box::new(TermQuery::new(Term::from_field_text(field, only), IndexRecordOption::WithFreqs)))
                }
                several => {
                    let terms = several.iter().map(|word| Term::from_field_text(field, word)).collect();
                    let mut phrase = PhraseQuery::new(terms);
                    phrase.set_slop(between);
                    Some(Box::new(phrase))
                }
            }
        };
        let queries: Vec<Box<dyn Query>> = self.exacts().into_iter().filter_map(in_field).collect();
        (!queries.is_empty()).then(|| any(queries))
    }

    /// The words of a question in their own order, where there are several.
    pub(super) fn in_order(&self, typed: &[&str]) -> Option<Box<dyn Query>> {
        let text = typed.join(" ");
        (exact_words(&text).len() > 1).then(|| self.phrase(&text)).flatten().map(|query| weighed(query, IN_ORDER))
    }
}

fn exact_words(text: &str) -> Vec<String> {
    let words = analysis::words(text).into_iter().filter(|word| !word.whole);
    words.map(|word| analysis::exact(&word.text)).filter(|word| !word.is_empty()).take(64).collect()
}
