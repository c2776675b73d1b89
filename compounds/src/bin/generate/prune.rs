//! Which entries the table needs: compounds that fall apart anyhow are left out, words that must not are marked.

use crate::{
    affix::Places,
    entries::INFLECTED,
    families::{Families, Prior},
};
use compounds::compounds::{
    arcs::Arcs,
    paths, plain,
    table::{Entry, Table},
};
use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};

/// A word that OpenTaal calls a part of others is taken apart from this score, in quarters of a nat: such words are more
/// often felt as one.
const BLOCK: i32 = 0;
/// A compound is kept as a part when it is in so many others,
const KEPT: f64 = 3.0;
/// or when it is not so surely one, in quarters of a nat.
const SURE: i32 = 4;
/// What a word loses for each doubling by which it is more frequent than its parts are in the geometric mean.
const EXCESS: f64 = 4.0;

/// The words that are in families worth keeping although they are compounds themselves.
pub fn heavy(
    priors: &HashMap<String, Prior>,
    families: &Families,
    places: &HashMap<String, Places>,
) -> HashSet<String> {
    priors
        .keys()
        .filter(|word| {
            let first = families.first.get(*word).copied().unwrap_or(0.0);
            let last = families.last.get(*word).copied().unwrap_or(0.0);
            let lemma = places.get(*word).and_then(|own| own.lemma.as_ref()).and_then(|lemma| families.last.get(lemma));
            first >= KEPT || last >= KEPT || INFLECTED * lemma.copied().unwrap_or(0.0) >= KEPT
        })
        .cloned()
        .collect()
}

/// Leaves out the compounds that the splitter takes apart anyhow, unless they are often parts of others.
pub fn prune(entries: &mut BTreeMap<String, Entry>, heavy: &HashSet<String>) -> Option<()> {
    let scores = Scores::new(entries)?;
    entries.retain(|word, entry| {
        entry.closed || heavy.contains(word) || scores.of(word).is_none_or(|(score, _)| score < SURE)
    });
    Some(())
}

/// What the splitter makes of words with a table.
struct Scores(Table<Vec<u8>>);

impl Scores {
    fn new(entries: &BTreeMap<String, Entry>) -> Option<Self> {
        Table::build(entries.iter().map(|(word, entry)| (word.clone(), *entry))).map(Self)
    }

    /// The score of a word that looks like a compound, and its parts.
    fn of<'w>(&self, word: &'w str) -> Option<(i32, Vec<&'w str>)> {
        let mut arcs = Arcs::new(word.len());
        arcs.add(word.as_bytes(), &self.0);
        let (score, pieces) = paths::best(word.as_bytes(), &arcs)?;
        let parts = pieces.into_iter().map(|piece| word.get(piece.start..piece.end - usize::from(piece.linked)));
        Some((score, parts.collect::<Option<_>>()?))
    }
}

/// The words that are to stay whole although they look like compounds.
pub fn wholes(
    places: &HashMap<String, Places>,
    entries: &BTreeMap<String, Entry>,
    counts: &HashMap<String, u32>,
) -> Option<BTreeSet<String>> {
    let scores = Scores::new(entries)?;
    let count = |word: &str| f64::from(counts.get(word).copied().unwrap_or(0) + 1).log2();
    let whole = |word: &str| {
        let Some((score, parts)) = scores.of(word) else { return false };
        let mean =
            parts.iter().map(|part| count(part)).sum::<f64>() / f64::from(u32::try_from(parts.len()).unwrap_or(1));
        let score = f64::from(score) - EXCESS * (count(word) - mean).max(0.0);
        let least = match places.get(word) {
            Some(own) if !own.noun() => return true,
            Some(own) if own.last => BLOCK,
            _ => paths::LEAST,
        };
        score < f64::from(least)
    };
    let known = places.iter().filter(|(_, own)| own.alone || own.name).map(|(word, _)| word);
    Some(
        known
            .chain(counts.keys())
            .filter(|word| {
                let lemma = places.get(*word).and_then(|own| own.lemma.as_deref()).and_then(plain);
                scores.of(word).is_some() && (whole(word) || lemma.is_some_and(|lemma| whole(&lemma)))
            })
            .cloned()
            .collect(),
    )
}
