//! Words that an administrator knows better than the table.

use super::{
    letters::plain,
    paths,
    table::{Entry, Table},
};
use std::{
    collections::{BTreeMap, BTreeSet},
    fmt,
    ops::Range,
};

/// The cost of a protected word as a part: that of one that three in ten thousand compounds have.
const COST: u8 = 32;
/// Shorter protected words rule out no border inside longer ones: `recht` should, `mens` would hit `bloe|men|s…`.
const INSIDE: usize = 5;

/// A part with its letters in the word, and as it was written.
type Forced = (Range<usize>, String);

/// Words that stay whole and words that fall apart as given, instead of what the table says.
#[derive(Clone, Debug, Default)]
pub struct Overlay {
    protected: BTreeSet<String>,
    forced: BTreeMap<String, Vec<Forced>>,
}

/// Why a word was not taken into an overlay.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum OverlayError {
    /// It holds something else than letters, none, or more than 64.
    Letters,
    /// Fewer than two parts, or one of less than 3 letters.
    Short,
    /// The parts do not make the word, not with an -s, -e, -en or -n between them either.
    Parts,
}

impl fmt::Display for OverlayError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Letters => "a word of 1 to 64 letters expected",
            Self::Short => "two or more parts of at least 3 letters expected",
            Self::Parts => "the parts do not make the word",
        })
    }
}

impl std::error::Error for OverlayError {}

impl Overlay {
    /// Keeps a word whole, and makes it a part of longer words; when it has five letters or more, none of those falls apart
    /// inside it. It takes the place of a forced split.
    ///
    /// # Errors
    /// When it is no word.
    pub fn protect(&mut self, word: &str) -> Result<(), OverlayError> {
        let word = letters(word)?;
        self.forced.remove(&word);
        self.protected.insert(word);
        Ok(())
    }

    /// Takes a word apart as given, this word only. It takes the place of a protection.
    ///
    /// # Errors
    /// When it is no word, or the parts do not make it.
    pub fn add(&mut self, word: &str, parts: &[&str]) -> Result<(), OverlayError> {
        let word = letters(word)?;
        let plain = parts.iter().map(|part| letters(part)).collect::<Result<Vec<_>, _>>()?;
        if parts.len() < 2 || plain.iter().any(|part| part.len() < paths::SHORTEST) {
            return Err(OverlayError::Short);
        }
        let ranges = places(&word, &plain, 0).ok_or(OverlayError::Parts)?;
        self.protected.remove(&word);
        self.forced.insert(word, ranges.into_iter().zip(parts.iter().map(|part| (*part).to_owned())).collect());
        Ok(())
    }

    /// The parts given for a word.
    pub(super) fn forced(&self, word: &str) -> Option<&[Forced]> {
        self.forced.get(word).map(Vec::as_slice)
    }

    /// The protected words as a table; none when there are none.
    pub(super) fn table(&self) -> Option<Table<Vec<u8>>> {
        let entry = |word: &str| Entry {
            first: Some(COST),
            last: Some(COST),
            whole: true,
            closed: word.len() >= INSIDE,
            ..Entry::default()
        };
        let entries = self.protected.iter().map(|word| (word.clone(), entry(word)));
        Table::build(entries).filter(|table| !table.is_empty())
    }
}

fn letters(word: &str) -> Result<String, OverlayError> {
    plain(word).filter(|plain| !plain.is_empty()).ok_or(OverlayError::Letters)
}

/// Where the parts stand in the word from `start` on, with what may link them between.
fn places(word: &str, parts: &[String], start: usize) -> Option<Vec<Range<usize>>> {
    let (part, rest) = parts.split_first()?;
    if !word.get(start..)?.starts_with(part.as_str()) {
        return None;
    }
    let end = start + part.len();
    if rest.is_empty() {
        let own = start..end;
        return (end == word.len()).then(|| vec![own]);
    }
    ["", "s", "en", "e", "n"].iter().find_map(|link| {
        word.get(end..)?.starts_with(link).then_some(())?;
        let mut found = places(word, rest, end + link.len())?;
        found.insert(0, start..end);
        Some(found)
    })
}
