//! How common a word is among what the reader reads, and what it says therefore. Counted in that alone, because a stranger
//! could else hear from a count how common a word is in closed places.

use super::{fields::any, words::Asking};
use tantivy::{
    DocSet as _, SegmentReader, TERMINATED,
    query::{BooleanQuery, EnableScoring, Query, Weight},
};

/// Documents of one segment that are counted one by one. Of a commoner word the rest of the segment is taken to have as many:
/// that it is common is all that it says, and to count a million documents takes longer than to find the best of them.
const COUNTED: usize = 4_096;

impl Asking<'_> {
    /// How many documents that the reader reads any of these finds; of many, about how many.
    pub(super) fn count(&self, ways: &[Box<dyn Query>]) -> tantivy::Result<usize> {
        let ways = any(ways.iter().map(|way| way.box_clone()).collect());
        let query = BooleanQuery::intersection(vec![ways, Box::new(self.readable.clone())]);
        let weight = query.weight(EnableScoring::disabled_from_searcher(self.searcher))?;
        self.searcher.segment_readers().iter().map(|segment| counted(&*weight, segment)).sum()
    }
}

fn counted(weight: &dyn Weight, segment: &SegmentReader) -> tantivy::Result<usize> {
    let mut docs = weight.scorer(segment, 1.0)?;
    let mut met = 0;
    while docs.doc() != TERMINATED {
        if met == COUNTED {
            let whole = |count: u32| usize::try_from(count).unwrap_or(usize::MAX);
            return Ok(met.saturating_mul(whole(segment.max_doc())) / whole(docs.doc()).max(1));
        }
        if segment.alive_bitset().is_none_or(|alive| alive.is_alive(docs.doc())) {
            met += 1;
        }
        docs.advance();
    }
    Ok(met)
}

/// How much a word says that `having` of `all` documents have: the rarer, the more.
pub(super) fn rarity(all: usize, having: usize) -> f32 {
    let all = all.max(having);
    // Beyond 65,535 documents the proportion is kept, not the numbers.
    let scale = all / 65_536 + 1;
    let number = |count: usize| f32::from(u16::try_from(count / scale).unwrap_or(u16::MAX));
    let (all, having) = (number(all), number(having));
    (1.0 + (all - having + 0.5) / (having + 0.5)).ln()
}

#[cfg(test)]
mod tests {
    use super::*;
    use tantivy::{
        Index, Term, doc,
        query::TermQuery,
        schema::{IndexRecordOption, STRING, Schema},
    };

    #[test]
    fn few_are_counted_and_many_are_estimated() {
        let mut schema = Schema::builder();
        let word = schema.add_text_field("word", STRING);
        let index = Index::create_in_ram(schema.build());
        let mut writer = index.writer_with_num_threads::<tantivy::TantivyDocument>(1, 20_000_000).expect("a writer");
        for n in 0..30_000 {
            let mut document = doc!(word => if n % 3 == 0 { "common" } else { "other" });
            if n % 1_000 == 0 {
                document.add_text(word, "rare");
            }
            writer.add_document(document).expect("a document");
        }
        writer.commit().expect("a commit");
        let searcher = index.reader().expect("a reader").searcher();
        let count = |text: &str| -> usize {
            let query = TermQuery::new(Term::from_field_text(word, text), IndexRecordOption::Basic);
            let weight = query.weight(EnableScoring::disabled_from_searcher(&searcher)).expect("a weight");
            searcher.segment_readers().iter().map(|segment| counted(&*weight, segment).expect("a count")).sum()
        };
        assert_eq!(count("rare"), 30);
        assert_eq!(count("nowhere"), 0);
        assert!((9_500..10_500).contains(&count("common")), "{}", count("common"));
    }
}
