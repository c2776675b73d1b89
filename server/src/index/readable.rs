//! What a reader may read, as a part of a query. A question asks for it many times: for how common each of its words is, and
//! for what is found. It is worked out once for each segment.

use std::{
    collections::HashMap,
    sync::{Arc, Mutex, PoisonError},
};
use tantivy::{
    DocId, DocSet, Score, SegmentReader, TERMINATED, Term,
    index::SegmentId,
    query::{EnableScoring, Explanation, Query, Scorer, Weight},
    schema::IndexRecordOption,
};

/// The documents that have any of a list of terms. Decides without weighing. For one moment of the index: documents that are
/// deleted later stay in it.
#[derive(Clone, Debug)]
pub struct Readable {
    terms: Arc<[Term]>,
    known: Arc<Mutex<HashMap<SegmentId, Bits>>>,
}

impl Readable {
    /// What has any of these terms.
    pub fn new(terms: impl IntoIterator<Item = Term>) -> Self {
        Self { terms: terms.into_iter().collect(), known: Arc::default() }
    }

    fn bits(&self, reader: &SegmentReader) -> tantivy::Result<Bits> {
        let known = || self.known.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(bits) = known().get(&reader.segment_id()) {
            return Ok(bits.clone());
        }
        let mut words = vec![0_u64; place(reader.max_doc()) + 1];
        for term in &*self.terms {
            let postings = reader.inverted_index(term.field())?.read_postings(term, IndexRecordOption::Basic)?;
            let Some(mut postings) = postings else { continue };
            while postings.doc() != TERMINATED {
                let doc = postings.doc();
                if let Some(word) = words.get_mut(place(doc)) {
                    *word |= 1 << (doc % 64);
                }
                postings.advance();
            }
        }
        let count = words.iter().map(|word| word.count_ones()).sum();
        let bits = Bits { words: words.into(), count };
        known().insert(reader.segment_id(), bits.clone());
        Ok(bits)
    }
}

impl Query for Readable {
    fn weight(&self, _: EnableScoring<'_>) -> tantivy::Result<Box<dyn Weight>> {
        Ok(Box::new(self.clone()))
    }
}

impl Weight for Readable {
    fn scorer(&self, reader: &SegmentReader, _: Score) -> tantivy::Result<Box<dyn Scorer>> {
        let bits = self.bits(reader)?;
        Ok(Box::new(Walk { doc: bits.next(0), bits }))
    }

    fn explain(&self, _: &SegmentReader, _: DocId) -> tantivy::Result<Explanation> {
        Ok(Explanation::new("what the reader may read", 0.0))
    }

    fn count(&self, reader: &SegmentReader) -> tantivy::Result<u32> {
        match reader.alive_bitset() {
            Some(alive) => Ok(self.scorer(reader, 1.0)?.count(alive)),
            None => Ok(self.bits(reader)?.count),
        }
    }
}

/// A set of documents, a bit each.
#[derive(Clone, Debug)]
struct Bits {
    words: Arc<[u64]>,
    count: u32,
}

impl Bits {
    /// The first document of the set at or after `from`.
    fn next(&self, from: DocId) -> DocId {
        let mut mask = u64::MAX << (from % 64);
        for (start, word) in (from / 64 * 64..).step_by(64).zip(self.words.iter().skip(place(from))) {
            let rest = word & mask;
            if rest != 0 {
                return start + rest.trailing_zeros();
            }
            mask = u64::MAX;
        }
        TERMINATED
    }
}

/// The word with the bit of a document.
fn place(doc: DocId) -> usize {
    usize::try_from(doc / 64).unwrap_or(usize::MAX)
}

/// A walk over a set.
struct Walk {
    bits: Bits,
    doc: DocId,
}

impl DocSet for Walk {
    fn advance(&mut self) -> DocId {
        if self.doc != TERMINATED {
            self.doc = self.bits.next(self.doc + 1);
        }
        self.doc
    }

    fn seek(&mut self, target: DocId) -> DocId {
        if self.doc < target {
            self.doc = self.bits.next(target);
        }
        self.doc
    }

    fn doc(&self) -> DocId {
        self.doc
    }

    fn size_hint(&self) -> u32 {
        self.bits.count
    }
}

impl Scorer for Walk {
    fn score(&mut self) -> Score {
        0.0
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use std::collections::BTreeSet;

    proptest! {
        #[test]
        fn a_walk_meets_each_document_once(docs in proptest::collection::btree_set(0_u32..300, 0..40), target in 0_u32..400) {
            let mut words = vec![0_u64; 5];
            for doc in &docs {
                words[place(*doc)] |= 1 << (doc % 64);
            }
            let bits = Bits { words: words.into(), count: u32::try_from(docs.len()).expect("few") };
            let mut walk = Walk { doc: bits.next(0), bits: bits.clone() };
            let mut met = BTreeSet::new();
            while walk.doc() != TERMINATED {
                prop_assert!(met.insert(walk.doc()));
                walk.advance();
            }
            prop_assert_eq!(&met, &docs);
            let mut walk = Walk { doc: bits.next(0), bits };
            prop_assert_eq!(walk.seek(target), docs.range(target..).next().copied().unwrap_or(TERMINATED));
        }
    }
}
