//! The parts of compounds, as the index holds them and as a question asks for them.

use super::stem::{LONGEST, stem};
use compounds::{Compounds, Overlay, TABLE};
use std::{
    collections::HashMap,
    sync::{Arc, LazyLock, PoisonError, RwLock},
};

/// Words of which the meaning is kept: most of a page of results is common words, and each costs microseconds anew.
const KEPT: usize = 50_000;

/// How words fall apart: the table of the program with what the site owner knows better.
static KNOWN: LazyLock<RwLock<Arc<Known>>> = LazyLock::new(|| RwLock::new(Arc::new(Known::new(Overlay::default()))));

/// A table of compounds with what was worked out by it.
struct Known {
    /// None when the table of the program cannot be read.
    compounds: Option<Compounds>,
    meanings: RwLock<HashMap<String, Arc<Meaning>>>,
}

impl Known {
    fn new(overlay: Overlay) -> Self {
        let table =
            Compounds::load(TABLE).inspect_err(|error| tracing::error!(%error, "compounds are not taken apart"));
        Self { compounds: table.ok().map(|table| table.with(overlay)), meanings: RwLock::default() }
    }

    fn meaning(&self, word: &str) -> Arc<Meaning> {
        if let Some(kept) = self.meanings.read().unwrap_or_else(PoisonError::into_inner).get(word) {
            return kept.clone();
        }
        let parts = self.compounds.as_ref().map(|compounds| compounds.split_all(word)).unwrap_or_default();
        let parts = parts.into_iter().filter_map(|part| stem(part.text)).collect();
        let meaning = Arc::new(Meaning { stem: stem(word), parts });
        if word.len() <= LONGEST {
            let mut kept = self.meanings.write().unwrap_or_else(PoisonError::into_inner);
            if kept.len() >= KEPT {
                kept.clear();
            }
            kept.insert(word.to_owned(), meaning.clone());
        }
        meaning
    }
}

fn current() -> Arc<Known> {
    KNOWN.read().unwrap_or_else(PoisonError::into_inner).clone()
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
    *KNOWN.write().unwrap_or_else(PoisonError::into_inner) = Arc::new(Known::new(overlay));
}

/// The parts of a word in lower case as they are written; none of a word that stays whole.
pub fn taken_apart(word: &str) -> Vec<String> {
    let known = current();
    let parts = known.compounds.as_ref().and_then(|compounds| compounds.split(word)).unwrap_or_default();
    parts.into_iter().map(|part| part.text.to_owned()).collect()
}

/// What a word is found by.
#[derive(Debug)]
pub struct Meaning {
    /// Its own stem; none of a word that says nothing.
    pub stem: Option<String>,
    /// The stems of its parts, and of their parts; none of a word that is no compound.
    pub parts: Vec<String>,
}

/// What a word in lower case is found by.
pub fn meaning(word: &str) -> Arc<Meaning> {
    current().meaning(word)
}

/// The stems of the parts that make up a word; none of a word that is no compound.
pub fn split(word: &str) -> Vec<String> {
    taken_apart(word).iter().filter_map(|part| stem(part)).collect()
}

/// How two neighbouring words may be written as one.
pub fn joined(first: &str, second: &str) -> Vec<String> {
    current().compounds.as_ref().map(|compounds| compounds.join(first, second)).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parts_are_stems() {
        assert_eq!(split("woninginbraken"), [stem("woning"), stem("inbraak")].map(Option::unwrap_or_default));
        let parts = &meaning("mensenhandelslachtoffer").parts;
        for part in ["mensen", "handel", "slachtoffer"] {
            assert!(parts.contains(&stem(part).unwrap_or_default()), "{part}");
        }
        assert_eq!(split("gemeente"), Vec::<String>::new());
    }
}
