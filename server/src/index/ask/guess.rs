//! What may have been meant by a word that nobody wrote: unfinished, misspelt, or a form that the stemmer does not know.

use super::{
    fields::{TITLE, any, one_of, weighed},
    words::{Also, Asking, SPLIT, Why},
};
use crate::index::{analysis, parts::split, spelling, stem::stem};
use tantivy::{
    Term,
    query::{BooleanQuery, FuzzyTermQuery, Query},
    schema::Field,
};

/// How much a word counts that differs in one letter, and in two.
const ONE_LETTER: f32 = 0.8;
const TWO_LETTERS: f32 = 0.5;
/// How much a word counts that only begins with what was typed: its rarity is not known, so it stands for a middling one.
const BEGUN: f32 = 2.0;
/// The fewest letters of a word that may be unfinished.
const UNFINISHED: usize = 4;
/// Words that one misspelt word may stand for.
const MEANT: usize = 5;
/// The most frequent words that begin with what was typed, of which the one is told that most of what the reader reads has.
const COMPLETED: usize = 8;
/// A word is taken for misspelt, though some document has it, when a word like it is so many times as frequent.
const COMMONER: u64 = 50;

impl Asking<'_> {
    /// What may have been meant by a word that is rare or nowhere: it is unfinished or misspelt, or one of its pieces is.
    /// And how many documents have what was meant.
    pub(super) fn unlike(
        &self,
        typed: &str,
        pieces: &[String],
        having: usize,
        also: &mut Vec<Also>,
    ) -> tantivy::Result<(Vec<Box<dyn Query>>, usize)> {
        let (mut each, mut most) = (Vec::new(), 0);
        for piece in pieces {
            let may_begin = having == 0 && piece.chars().count() >= UNFINISHED && !piece.chars().any(char::is_numeric);
            let begun = if may_begin { self.begun(piece)? } else { None };
            let mut ways = if may_begin { self.unfinished(piece) } else { Vec::new() };
            let mut meant = self.meant(piece, having)?;
            // A word that somebody has not finished is no word with two faults, and hardly one with one.
            meant.retain(|(like, _)| begun.is_none() || like.distance == 1);
            // In the place of its piece of the word.
            let instead = |word: &str| analysis::exact(&typed.to_lowercase()).replacen(piece.as_str(), word, 1);
            let told = |word: &str, stem: String, why| {
                let (typed, text) = (typed.to_owned(), instead(word));
                Also { typed, text, stems: vec![stem], why, instead: having == 0 }
            };
            let mut told_here = Vec::new();
            for (like, count) in &meant {
                let Some(stem) = stem(&like.word) else { continue };
                let weight = if like.distance == 1 && begun.is_none() { ONE_LETTER } else { TWO_LETTERS };
                ways.push(weighed(any(self.stem(&stem)), weight));
                let inside = split(&like.word);
                if inside.len() > 1 {
                    ways.push(weighed(self.all(&inside), SPLIT * weight));
                }
                most = most.max(*count);
                told_here.push(told(&like.word, stem, Why::Spelling));
            }
            if let Some((word, count)) = &begun
                && let Some(stem) = stem(word)
            {
                // Of both the one that more documents have is what was probably meant.
                let first = meant.first().is_none_or(|(_, spelt)| count >= spelt);
                told_here.insert(if first { 0 } else { told_here.len() }, told(word, stem, Why::Unfinished));
                most = most.max(*count);
            }
            also.extend(told_here);
            if having == 0 && meant.is_empty() && begun.is_none() {
                ways.extend(self.related(piece)?);
            }
            if pieces.len() > 1 {
                ways.extend(stem(piece).iter().flat_map(|stem| self.stem(stem)));
            }
            each.push(any(ways));
        }
        Ok((if pieces.len() > 1 { vec![Box::new(BooleanQuery::intersection(each))] } else { each }, most))
    }

    /// The word that begins with this one and that most documents have, of those that the reader reads, with how many do.
    fn begun(&self, exact: &str) -> tantivy::Result<Option<(String, usize)>> {
        let mut best: Option<(String, usize)> = None;
        for word in spelling::begins(self.searcher, &self.exacts(), exact, COMPLETED)? {
            let terms = self.exacts().into_iter().map(|field| Term::from_field_text(field, &word));
            let count = self.count(&[one_of(terms)])?;
            if count > best.as_ref().map_or(0, |(_, most)| *most) {
                best = Some((word, count));
            }
        }
        Ok(best)
    }

    /// Words that begin with this one.
    fn unfinished(&self, exact: &str) -> Vec<Box<dyn Query>> {
        let begins = self.exacts().into_iter().map(|field| -> Box<dyn Query> {
            let query = FuzzyTermQuery::new_prefix(Term::from_field_text(field, exact), 0, false);
            weighed(Box::new(query), if field == self.fields.title_exact { BEGUN * TITLE } else { BEGUN })
        });
        begins.collect()
    }

    /// Words that may be meant by one that `having` documents have, with how many have them: only those that the reader
    /// reads, and only far more frequent ones.
    fn meant(&self, exact: &str, having: usize) -> tantivy::Result<Vec<(spelling::Like, usize)>> {
        let mut meant = Vec::new();
        for like in spelling::like(self.searcher, &self.exacts(), exact, MEANT * 4)? {
            let terms = self.exacts().into_iter().map(|field| Term::from_field_text(field, &like.word));
            let count = self.count(&[one_of(terms)])?;
            let enough = u64::try_from(having).unwrap_or(u64::MAX).saturating_mul(COMMONER);
            if count > 0 && u64::try_from(count).unwrap_or_default() >= enough {
                meant.push((like, count));
            }
            if meant.len() == MEANT {
                break;
            }
        }
        Ok(meant)
    }

    /// Stems that are like the stem of a word that nobody wrote: forms of it that the stemmer does not bring together.
    fn related(&self, piece: &str) -> tantivy::Result<Vec<Box<dyn Query>>> {
        let Some(stem) = stem(piece) else { return Ok(Vec::new()) };
        let fields: Vec<Field> = self.stems().into_iter().map(|(field, _)| field).collect();
        let near = spelling::like(self.searcher, &fields, &stem, MEANT)?.into_iter();
        Ok(near.map(|like| weighed(any(self.stem(&like.word)), TWO_LETTERS)).collect())
    }
}
