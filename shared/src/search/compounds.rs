//! Own compounds as their page shows them.

use crate::Faults;
use serde::{Deserialize, Serialize};

/// The most characters of a word.
const WORD: u32 = 64;
/// The most characters of its parts with what stands between them.
const PARTS: u32 = 80;

/// A word that falls apart otherwise than the program would have it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Compound {
    /// The word, in lower case.
    pub word: String,
    /// Its parts with spaces between them; empty when it stays whole.
    pub parts: String,
}

impl Compound {
    /// The parts, each by itself.
    pub fn parts(&self) -> impl Iterator<Item = &str> {
        self.parts.split_whitespace()
    }
}

/// The form that adds or changes one.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct EditCompound {
    /// The word.
    pub word: String,
    /// Its parts, with spaces, plus signs or bars between them; empty to keep it whole.
    pub parts: String,
}

impl EditCompound {
    /// The compound, when it is filled in well. Whether the parts make the word is for the server to say.
    ///
    /// # Errors
    /// What is wrong with it.
    pub fn compound(&self) -> Result<Compound, Faults> {
        let mut faults = Faults::default();
        faults.line("word", &self.word, 3, WORD);
        faults.optional_line("parts", &self.parts, PARTS);
        faults.done()?;
        let parts = self.parts.to_lowercase().replace(['+', '|', '-', ','], " ");
        let parts = parts.split_whitespace().collect::<Vec<_>>().join(" ");
        Ok(Compound { word: self.word.trim().to_lowercase(), parts })
    }
}
