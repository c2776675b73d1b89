//! The parts of compounds, as the index holds them and as a question asks for them.

use super::stem::stem;
use compounds::{Compounds, TABLE};
use std::{ops::Range, sync::LazyLock};

static COMPOUNDS: LazyLock<Option<Compounds>> = LazyLock::new(|| {
    Compounds::load(TABLE).inspect_err(|error| tracing::error!(%error, "compounds are not taken apart")).ok()
});

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
    let parts = COMPOUNDS.as_ref().map(|compounds| compounds.split_all(word)).unwrap_or_default();
    parts.into_iter().filter_map(|part| Some(Part { stem: stem(part.text)?, range: part.range })).collect()
}

/// The stems of the parts that make up a word; none of a word that is no compound.
pub fn split(word: &str) -> Vec<String> {
    let parts = COMPOUNDS.as_ref().and_then(|compounds| compounds.split(word)).unwrap_or_default();
    parts.into_iter().filter_map(|part| stem(part.text)).collect()
}

/// How two neighbouring words may be written as one.
pub fn joined(first: &str, second: &str) -> Vec<String> {
    COMPOUNDS.as_ref().map(|compounds| compounds.join(first, second)).unwrap_or_default()
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
