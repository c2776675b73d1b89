//! The parts of compounds, as the index holds them and as a question asks for them.

use super::stem::{LONGEST, stem};
use compounds::{Compounds, Overlay, TABLE};
use std::{
    collections::HashMap,
    ops::Range,
    sync::{Arc, LazyLock, PoisonError, RwLock},
};

/// Words of which the meaning is kept: most of a page of results is common words, and each costs microseconds anew.
const KEPT: usize = 50_000;

static MEANINGS: LazyLock<RwLock<HashMap<String, Arc<Meaning>>>> = LazyLock::new(RwLock::default);

/// How words fall apart: the table of the program with what the site owner knows better.
static COMPOUNDS: LazyLock<RwLock<Arc<Option<Compounds>>>> =
    LazyLock::new(|| RwLock::new(Arc::new(load(Overlay::default()))));

fn load(overlay: Overlay) -> Option<Compounds> {
    let table = Compounds::load(TABLE);
    table
        .inspect_err(|error| tracing::error!(%error, "compounds are not taken apart"))
        .ok()
        .map(|table| table.with(overlay))
}

fn current() -> Arc<Option<Compounds>> {
    COMPOUNDS.read().unwrap_or_else(PoisonError::into_inner).clone()
}

/// Takes these words apart as given from now on, and no others: words with their parts, of which one without parts stays whole.
pub fn know<'w>(words: impl IntoIterator<Item = (&'w str, Vec<&'w str>)>) {
    let mut overlay = Overlay::default();
    for (word, parts) in words {
        let taken = if parts.is_empty() { overlay.protect(word) } else { overlay.add(word, &parts) };
        if let Err(error) = taken {
            tracing::warn!(%error, word, "a compound of the site owner is left out");
        }
    }
    *COMPOUNDS.write().unwrap_or_else(PoisonError::into_inner) = Arc::new(load(overlay));
    MEANINGS.write().unwrap_or_else(PoisonError::into_inner).clear();
}

/// The parts of a word in lower case as they are written; none of a word that stays whole.
pub fn taken_apart(word: &str) -> Vec<String> {
    let compounds = current();
    let parts = compounds.as_ref().as_ref().and_then(|compounds| compounds.split(word)).unwrap_or_default();
    parts.into_iter().map(|part| part.text.to_owned()).collect()
}

/// A part of a word: the bytes of the word that it takes up, and its stem.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Part {
    /// The bytes of the word.
    pub range: Range<usize>,
    /// The stem.
    pub stem: String,
}

/// The parts of a word in lower case, and the parts of its parts; none of a word that is no compound.
pub fn all_parts(word: &str) -> Vec<Part> {
    let compounds = current();
    let parts = compounds.as_ref().as_ref().map(|compounds| compounds.split_all(word)).unwrap_or_default();
    parts.into_iter().filter_map(|part| Some(Part { stem: stem(part.text)?, range: part.range })).collect()
}

/// What a word is found by.
#[derive(Debug)]
pub struct Meaning {
    /// Its own stem; none of a word that says nothing.
    pub stem: Option<String>,
    /// The stems of its parts, and of their parts.
    pub parts: Vec<String>,
}

/// What a word in lower case is found by.
pub fn meaning(word: &str) -> Arc<Meaning> {
    if let Some(known) = MEANINGS.read().unwrap_or_else(PoisonError::into_inner).get(word) {
        return known.clone();
    }
    let parts = all_parts(word).into_iter().map(|part| part.stem).collect();
    let meaning = Arc::new(Meaning { stem: stem(word), parts });
    if word.len() <= LONGEST {
        let mut kept = MEANINGS.write().unwrap_or_else(PoisonError::into_inner);
        if kept.len() >= KEPT {
            kept.clear();
        }
        kept.insert(word.to_owned(), meaning.clone());
    }
    meaning
}

/// The stems of the parts that make up a word; none of a word that is no compound.
pub fn split(word: &str) -> Vec<String> {
    taken_apart(word).iter().filter_map(|part| stem(part)).collect()
}

/// How two neighbouring words may be written as one.
pub fn joined(first: &str, second: &str) -> Vec<String> {
    current().as_ref().as_ref().map(|compounds| compounds.join(first, second)).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parts_are_stems() {
        let stems = |word: &str| all_parts(word).into_iter().map(|part| part.stem).collect::<Vec<_>>();
        assert_eq!(split("woninginbraken"), [stem("woning"), stem("inbraak")].map(Option::unwrap_or_default));
        for part in ["mensen", "handel", "slachtoffer"] {
            assert!(stems("mensenhandelslachtoffer").contains(&stem(part).unwrap_or_default()), "{part}");
        }
        assert_eq!(split("gemeente"), Vec::<String>::new());
    }
}
