//! Takes Dutch compounds apart, so that `woonoverlast` is found by `overlast` and `jeugdcriminaliteit` by `jeugd`.
//!
//! What is known of words lies in one file that the generator makes from the word list of OpenTaal and counts of the law
//! text; [`table`] tells its layout. `letters` takes the accents off a word, [`arcs`] finds the known words in it and
//! [`paths`] the likeliest way through them. An [`Overlay`] holds what an administrator knows better.

pub mod arcs;
mod letters;
mod overlay;
pub mod paths;
pub mod table;

pub use letters::plain;
pub use overlay::{Overlay, OverlayError};

use arcs::Arcs;
use letters::Letters;
use std::{fmt, ops::Range};
use table::Table;

/// Shorter words are not taken apart, in letters: two shortest parts.
const SHORTEST: usize = 2 * paths::SHORTEST;

/// What may stand between two parts. `-n` is left out: it only follows a part that ends in e, and that form is a word itself.
const LINKS: [&str; 4] = ["", "s", "en", "e"];

/// A part of a word.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Part<'w> {
    /// The bytes of the word that it takes up, without a linking s after it.
    pub range: Range<usize>,
    /// Its letters as they are written: what is searched for. Of a part that an administrator wrote, as he wrote it.
    pub text: &'w str,
}

/// Why a file is no table of parts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LoadError {
    /// It begins otherwise: another file, or another version of the format.
    Head,
    /// The map in it is damaged.
    Map,
}

impl fmt::Display for LoadError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Head => "not a table of parts of this version",
            Self::Map => "the table of parts is damaged",
        })
    }
}

impl std::error::Error for LoadError {}

/// Takes words apart.
pub struct Compounds {
    table: Table<&'static [u8]>,
    overlay: Overlay,
    protected: Option<Table<Vec<u8>>>,
}

impl Compounds {
    /// With the table in a file; it is used as it lies, nothing is decoded or copied.
    ///
    /// # Errors
    /// When the bytes are no such table.
    pub fn load(file: &'static [u8]) -> Result<Self, LoadError> {
        Ok(Self { table: Table::read(file)?, overlay: Overlay::default(), protected: None })
    }

    /// The same table with the words of an administrator, instead of those it had.
    #[must_use]
    pub fn with(self, overlay: Overlay) -> Self {
        Self { protected: overlay.table(), overlay, ..self }
    }

    /// The parts of a word in their order, two to four; none when it is no compound, when it holds anything but letters, or
    /// when it is longer than 64 letters.
    ///
    /// They cover the word but for linking letters. A linking s is left out (`veiligheid|beeld`); -e and -en stay, because
    /// with them the part is a word (`mensen|handel`) that the stemmer knows. A part may be a compound itself: see
    /// [`Self::split_all`].
    pub fn split<'w>(&'w self, word: &'w str) -> Option<Vec<Part<'w>>> {
        let letters = Letters::of(word)?;
        let plain = letters.plain.as_str();
        if let Some(parts) = self.overlay.forced(plain) {
            return Some(parts.iter().filter_map(|(range, text)| Part::forced(&letters, range, text)).collect());
        }
        if plain.len() < SHORTEST {
            return None;
        }
        let mut arcs = Arcs::new(plain.len());
        arcs.add(plain.as_bytes(), &self.table);
        if let Some(protected) = &self.protected {
            arcs.add(plain.as_bytes(), protected);
        }
        let (_, pieces) = paths::best(plain.as_bytes(), &arcs)?;
        pieces
            .into_iter()
            .map(|piece| {
                let range = letters.byte(piece.start)?..letters.byte(piece.end - usize::from(piece.linked))?;
                Some(Part { text: word.get(range.clone())?, range })
            })
            .collect()
    }

    /// The parts of a word, and the parts of its parts after each; empty when it is no compound.
    pub fn split_all<'w>(&'w self, word: &'w str) -> Vec<Part<'w>> {
        let mut all = Vec::new();
        for part in self.split(word).unwrap_or_default() {
            let start = part.range.start;
            // What an administrator wrote otherwise than it stands in the word has no places of its own in it.
            let inner =
                if word.get(part.range.clone()) == Some(part.text) { self.split_all(part.text) } else { Vec::new() };
            all.push(part);
            all.extend(
                inner.into_iter().map(|part| Part { range: start + part.range.start..start + part.range.end, ..part }),
            );
        }
        all
    }

    /// How two neighbouring words may be written as one: those of `ab`, `asb`, `aenb` and `aeb` that fall apart where they
    /// meet, or that are known words as `ab` or `asb` (`over last`: `overlast`).
    pub fn join(&self, first: &str, second: &str) -> Vec<String> {
        let short = first.chars().count() < paths::SHORTEST || second.chars().count() < paths::SHORTEST;
        LINKS
            .into_iter()
            .filter(|link| !(short || *link == "s" && first.ends_with('s')))
            .map(|link| (link, format!("{first}{link}{second}")))
            .filter(|(link, joined)| match self.split(joined) {
                Some(parts) => parts.iter().any(|part| part.range.start == joined.len() - second.len()),
                // `groen|e|ren` is no reason to look for `groeneren`, nor `een|den` for `eenden`.
                None => ["", "s"].contains(link) && self.knows(joined),
            })
            .map(|(_, joined)| joined)
            .collect()
    }

    /// Whether a word that stays whole is in the table. Most words that are no parts of others are not.
    fn knows(&self, word: &str) -> bool {
        plain(word)
            .and_then(|word| self.table.get(word.as_bytes()))
            .is_some_and(|entry| entry.first.is_some() || entry.last.is_some() || entry.whole)
    }
}

impl<'w> Part<'w> {
    /// A part that an administrator wrote.
    fn forced(letters: &Letters, range: &Range<usize>, text: &'w str) -> Option<Self> {
        Some(Self { range: letters.byte(range.start)?..letters.byte(range.end)?, text })
    }
}
