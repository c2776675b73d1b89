//! A field of words in one segment, whose words are numbers there.

use super::Counts;
use tantivy::{DocId, columnar::StrColumn};

/// A field of words with how often each was counted.
pub(super) struct Words {
    pub(super) column: Option<StrColumn>,
    pub(super) counts: Vec<u64>,
}

impl Words {
    pub(super) fn of(&self, doc: DocId) -> Option<u64> {
        self.column.as_ref()?.ords().first(doc)
    }

    /// Whether a document has a word, of a field with several.
    pub(super) fn has(&self, doc: DocId, word: u64) -> bool {
        self.column.as_ref().is_some_and(|column| column.ords().values_for_doc(doc).any(|own| own == word))
    }

    pub(super) fn count(&mut self, word: Option<u64>) {
        if let Some(word) = word {
            tally(&mut self.counts, word);
        }
    }

    /// Counts each word of a document.
    pub(super) fn count_all(&mut self, doc: DocId) {
        let Some(column) = &self.column else { return };
        for word in column.ords().clone().values_for_doc(doc) {
            self.count(Some(word));
        }
    }

    /// The number of a word in this segment; one that no document has when it does not occur.
    pub(super) fn number(&self, word: &str) -> tantivy::Result<u64> {
        let found = match &self.column {
            Some(column) => column.dictionary().term_ord(word)?,
            None => None,
        };
        Ok(found.unwrap_or(u64::MAX))
    }

    pub(super) fn word(&self, number: u64) -> tantivy::Result<String> {
        let mut word = String::new();
        if let Some(column) = &self.column {
            column.ord_to_str(number, &mut word)?;
        }
        Ok(word)
    }

    pub(super) fn told(&self) -> tantivy::Result<Counts> {
        self.counts
            .iter()
            .zip(0..)
            .filter(|(count, _)| **count > 0)
            .map(|(count, number)| Ok((self.word(number)?, *count)))
            .collect()
    }
}

/// Counts one more of the small number `value`.
pub(super) fn tally(counts: &mut Vec<u64>, value: u64) {
    let Ok(place) = usize::try_from(value) else { return };
    if counts.len() <= place {
        counts.resize(place + 1, 0);
    }
    if let Some(count) = counts.get_mut(place) {
        *count += 1;
    }
}
