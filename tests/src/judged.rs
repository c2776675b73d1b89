//! Judged questions, and how well an answer to one is ordered.

use flate2::read::GzDecoder;
use serde::Deserialize;
use std::{
    collections::{BTreeMap, HashMap},
    fs::{self, File},
    io::Read as _,
    path::PathBuf,
};

/// A question with the articles that answer it.
#[derive(Clone, Debug, Deserialize)]
pub struct Judged {
    /// What is typed.
    pub query: String,
    /// `plain`, `stem`, `compound`, `typo` or `synonym`.
    #[serde(rename = "type")]
    pub kind: String,
    /// Articles by their external id, with grade 2 (answers it) or 1 (clearly relevant).
    pub relevant: HashMap<String, u8>,
}

/// How good an answer is: shares from 0 to 1.
#[derive(Clone, Copy, Debug, Default)]
pub struct Score {
    /// Normalised discounted cumulative gain of the first ten, with gain 2^grade − 1 (Järvelin and Kekäläinen 2002; Burges
    /// et al. 2005).
    pub ndcg: f64,
    /// The share of what is relevant that is among the first twenty.
    pub recall: f64,
    /// 1 when nothing was found at all.
    pub empty: f64,
}

fn folder() -> PathBuf {
    PathBuf::from(concat!(env!("CARGO_MANIFEST_DIR"), "/data"))
}

/// The questions of a set: `dev`, on which weights are tuned, or `own`, on which they are not.
pub fn questions(set: &str) -> Vec<Judged> {
    let text = fs::read_to_string(folder().join(format!("queries-{set}.jsonl"))).expect("judged questions");
    text.lines().map(|line| serde_json::from_str(line).expect("a judged question")).collect()
}

/// The articles that the questions are about, as `plein import articles` reads them.
pub fn articles() -> String {
    let mut text = String::new();
    let file = File::open(folder().join("articles.jsonl.gz")).expect("the articles");
    GzDecoder::new(file).read_to_string(&mut text).expect("articles");
    text
}

impl Judged {
    /// How good it is to answer with these articles, in this order.
    pub fn score(&self, found: &[String]) -> Score {
        let gain = |grade: u8, place: usize| (f64::from(grade).exp2() - 1.0) / (place as f64 + 2.0).log2();
        let grade = |id: &String| self.relevant.get(id).copied().unwrap_or_default();
        let got: f64 = found.iter().take(10).enumerate().map(|(place, id)| gain(grade(id), place)).sum();
        let mut best: Vec<u8> = self.relevant.values().copied().collect();
        best.sort_unstable_by(|one, other| other.cmp(one));
        let best: f64 = best.into_iter().take(10).enumerate().map(|(place, grade)| gain(grade, place)).sum();
        let here = found.iter().take(20).filter(|id| self.relevant.contains_key(*id)).count();
        Score {
            ndcg: got / best,
            recall: here as f64 / self.relevant.len().min(20) as f64,
            empty: f64::from(u8::from(found.is_empty())),
        }
    }
}

/// The means of some scores.
pub fn mean<'s>(scores: impl IntoIterator<Item = &'s Score>) -> Score {
    let (mut sum, mut count) = (Score::default(), 0.0);
    for score in scores {
        sum.ndcg += score.ndcg;
        sum.recall += score.recall;
        sum.empty += score.empty;
        count += 1.0;
    }
    Score { ndcg: sum.ndcg / count, recall: sum.recall / count, empty: sum.empty / count }
}

/// The means by kind of question, with `all`, and `hard` for all that are not plain.
pub fn means(scores: &[(&str, Score)]) -> BTreeMap<String, Score> {
    let of = |fits: &dyn Fn(&str) -> bool| mean(scores.iter().filter(|(kind, _)| fits(kind)).map(|(_, score)| score));
    let kinds = ["plain", "stem", "compound", "typo", "synonym"];
    let each = kinds.map(|kind| (kind.to_owned(), of(&|own| own == kind)));
    let sums = [("all".to_owned(), of(&|_| true)), ("hard".to_owned(), of(&|kind| kind != "plain"))];
    each.into_iter().chain(sums).collect()
}
