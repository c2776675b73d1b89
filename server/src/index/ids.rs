//! The documents of given ids, by the columns that hold them. An inverted list of ids would cost each document more room in
//! the index than the ids themselves, for what is asked of a few at a time.

use super::schema;
use std::collections::BTreeSet;
use tantivy::{
    BitSet, DocId, Score, SegmentReader,
    columnar::Column,
    query::{BitSetDocSet, ConstScorer, EnableScoring, Explanation, Query, Scorer, Weight},
};
use uuid::Uuid;

/// A query for the documents of these ids; each scores as much as its boost.
#[derive(Clone, Debug)]
pub struct Ids(BTreeSet<Uuid>);

impl FromIterator<Uuid> for Ids {
    fn from_iter<I: IntoIterator<Item = Uuid>>(ids: I) -> Self {
        Self(ids.into_iter().collect())
    }
}

impl Ids {
    /// Those of a segment, in its order; also such as were deleted. Ids carry the time at which they were given, so a segment
    /// of another time says at once that it has none; any other has one of its columns looked through.
    ///
    /// # Errors
    /// When the files of the index cannot be read.
    pub fn documents(&self, segment: &SegmentReader) -> tantivy::Result<Vec<DocId>> {
        let (Some(first), Some(last)) = (self.0.first(), self.0.last()) else { return Ok(Vec::new()) };
        let columns = Columns::of(segment)?;
        let near = first.as_u64_pair().0..=last.as_u64_pair().0;
        let mut documents = Vec::new();
        columns.high.get_docids_for_value_range(near, 0..segment.max_doc(), &mut documents);
        documents.retain(|doc| self.0.contains(&columns.id(*doc)));
        Ok(documents)
    }
}

impl Query for Ids {
    fn weight(&self, _: EnableScoring<'_>) -> tantivy::Result<Box<dyn Weight>> {
        Ok(Box::new(self.clone()))
    }
}

impl Weight for Ids {
    fn scorer(&self, segment: &SegmentReader, boost: Score) -> tantivy::Result<Box<dyn Scorer>> {
        let mut documents = BitSet::with_max_value(segment.max_doc());
        for document in self.documents(segment)? {
            documents.insert(document);
        }
        Ok(Box::new(ConstScorer::new(BitSetDocSet::from(documents), boost)))
    }

    fn explain(&self, segment: &SegmentReader, document: DocId) -> tantivy::Result<Explanation> {
        let score = if self.documents(segment)?.contains(&document) { 1.0 } else { 0.0 };
        Ok(Explanation::new("one of these ids", score))
    }
}

/// The two columns of a segment that hold its ids.
pub struct Columns {
    high: Column<u64>,
    low: Column<u64>,
}

impl Columns {
    /// Those of a segment.
    ///
    /// # Errors
    /// When the files of the index cannot be read.
    pub fn of(segment: &SegmentReader) -> tantivy::Result<Self> {
        let columns = segment.fast_fields();
        Ok(Self { high: columns.u64(schema::HIGH)?, low: columns.u64(schema::LOW)? })
    }

    /// The id of a document.
    pub fn id(&self, document: DocId) -> Uuid {
        let half = |column: &Column<u64>| column.first(document).unwrap_or_default();
        Uuid::from_u64_pair(half(&self.high), half(&self.low))
    }
}
