//! A union of clauses that rewards a document for how much of the question it covers.
//!
//! A sum of BM25 scores prefers a document with one rare word many times to one with all words once. Here the sum is
//! multiplied by the covered share of the clauses' weights; documents that cover too little are left out.

use tantivy::{
    DocId, DocSet, Score, SegmentReader, TERMINATED,
    query::{EnableScoring, Explanation, Query, Scorer, Weight},
};

/// A part of a question, and how much it counts.
#[derive(Debug)]
pub struct Clause {
    /// What must be there.
    pub query: Box<dyn Query>,
    /// How much it says.
    pub weight: f32,
}

impl Clone for Clause {
    fn clone(&self) -> Self {
        Self { query: self.query.box_clone(), weight: self.weight }
    }
}

/// All parts of a question.
#[derive(Clone, Debug)]
pub struct Coverage {
    clauses: Vec<Clause>,
    least: f32,
}

impl Coverage {
    /// The documents that cover at least `least` (0 to 1) of the clauses.
    pub fn new(clauses: Vec<Clause>, least: f32) -> Self {
        Self { clauses, least }
    }
}

impl Query for Coverage {
    fn weight(&self, scoring: EnableScoring<'_>) -> tantivy::Result<Box<dyn Weight>> {
        let total: f32 = self.clauses.iter().map(|clause| clause.weight).sum();
        let clauses = self
            .clauses
            .iter()
            .map(|clause| Ok((clause.query.weight(scoring)?, clause.weight / total)))
            .collect::<tantivy::Result<_>>()?;
        Ok(Box::new(CoverageWeight { clauses, least: self.least }))
    }
}

struct CoverageWeight {
    clauses: Vec<(Box<dyn Weight>, f32)>,
    least: f32,
}

impl Weight for CoverageWeight {
    fn scorer(&self, reader: &SegmentReader, boost: Score) -> tantivy::Result<Box<dyn Scorer>> {
        let parts = self
            .clauses
            .iter()
            .map(|(weight, share)| Ok(Part { scorer: weight.scorer(reader, boost)?, share: *share }))
            .collect::<tantivy::Result<Vec<_>>>()?;
        let mut scorer = CoverageScorer { parts, least: self.least, doc: 0 };
        scorer.settle();
        Ok(Box::new(scorer))
    }

    fn explain(&self, reader: &SegmentReader, doc: DocId) -> tantivy::Result<Explanation> {
        let mut scorer = self.scorer(reader, 1.0)?;
        let score = if scorer.seek(doc) == doc { scorer.score() } else { 0.0 };
        Ok(Explanation::new("share of the question times the sum of its parts", score))
    }
}

struct Part {
    scorer: Box<dyn Scorer>,
    share: f32,
}

struct CoverageScorer {
    parts: Vec<Part>,
    least: f32,
    doc: DocId,
}

impl CoverageScorer {
    /// Stands on the first document, at or after where the parts stand, that covers enough.
    fn settle(&mut self) {
        loop {
            self.parts.retain(|part| part.scorer.doc() != TERMINATED);
            self.doc = self.parts.iter().map(|part| part.scorer.doc()).min().unwrap_or(TERMINATED);
            if self.doc == TERMINATED || self.covered() >= self.least {
                return;
            }
            self.step();
        }
    }

    fn covered(&self) -> f32 {
        self.parts.iter().filter(|part| part.scorer.doc() == self.doc).map(|part| part.share).sum()
    }

    /// Moves the parts that stand on this document to their next.
    fn step(&mut self) {
        for part in &mut self.parts {
            if part.scorer.doc() == self.doc {
                part.scorer.advance();
            }
        }
    }
}

impl DocSet for CoverageScorer {
    fn advance(&mut self) -> DocId {
        if self.doc != TERMINATED {
            self.step();
            self.settle();
        }
        self.doc
    }

    fn seek(&mut self, target: DocId) -> DocId {
        if self.doc < target {
            for part in &mut self.parts {
                if part.scorer.doc() < target {
                    part.scorer.seek(target);
                }
            }
            self.settle();
        }
        self.doc
    }

    fn doc(&self) -> DocId {
        self.doc
    }

    fn size_hint(&self) -> u32 {
        self.parts.iter().map(|part| part.scorer.size_hint()).max().unwrap_or(0)
    }

    fn cost(&self) -> u64 {
        self.parts.iter().map(|part| part.scorer.cost()).sum()
    }
}

impl Scorer for CoverageScorer {
    fn score(&mut self) -> Score {
        let (mut sum, mut covered) = (0.0, 0.0);
        for part in &mut self.parts {
            if part.scorer.doc() == self.doc {
                sum += part.scorer.score();
                covered += part.share;
            }
        }
        sum * covered
    }
}
