//! The table of parts: what is known of a word as a part of a compound, in a file of bytes that is used as it lies.
//!
//! ```text
//! bytes 0..8    b"parts" then the version of the format, three digits
//! bytes 8..     a map of the crate fst: plain letters (a-z) of a word → its entry, 15 bits
//! ```

use super::LoadError;
use fst::{Map, raw::Output};

/// What a file begins with. The digits rise when the meaning of the bytes after it changes.
pub const HEAD: &[u8; 8] = b"parts001";

/// What is known of a word.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Entry {
    /// The cost of it as a first or middle part: −4 ln of the share of all compounds that begin with it. 1 to 63.
    pub first: Option<u8>,
    /// The cost of it as the last part, likewise.
    pub last: Option<u8>,
    /// Its last letter is a linking s.
    pub linked: bool,
    /// No compound falls apart inside it: it is protected.
    pub closed: bool,
    /// By itself it stays whole: a verb, a name, or a word that is far more frequent than its parts.
    pub whole: bool,
}

impl Entry {
    /// The entry as the map holds it.
    pub fn pack(self) -> u64 {
        u64::from(self.first.unwrap_or(0) & 63)
            | u64::from(self.last.unwrap_or(0) & 63) << 6
            | u64::from(self.linked) << 12
            | u64::from(self.closed) << 13
            | u64::from(self.whole) << 14
    }

    /// The entry of a value of the map.
    fn unpack(value: u64) -> Self {
        let field = |shift: u32, mask: u64| u8::try_from((value >> shift) & mask).unwrap_or(0);
        let cost = |shift: u32| Some(field(shift, 63)).filter(|cost| *cost > 0);
        Self {
            first: cost(0),
            last: cost(6),
            linked: field(12, 1) == 1,
            closed: field(13, 1) == 1,
            whole: field(14, 1) == 1,
        }
    }
}

/// A table over its bytes.
pub struct Table<D> {
    map: Map<D>,
}

impl Table<&'static [u8]> {
    /// The table in a file; nothing of it is decoded before it is asked for.
    ///
    /// # Errors
    /// When the bytes are no such table.
    pub fn read(file: &'static [u8]) -> Result<Self, LoadError> {
        let map = Map::new(file.strip_prefix(HEAD).ok_or(LoadError::Head)?).map_err(|_| LoadError::Map)?;
        Ok(Self { map })
    }
}

impl Table<Vec<u8>> {
    /// A table of a few words; the later of two entries for a word counts.
    pub fn build(entries: impl IntoIterator<Item = (String, Entry)>) -> Option<Self> {
        let sorted: std::collections::BTreeMap<String, Entry> = entries.into_iter().collect();
        let map = Map::from_iter(sorted.into_iter().map(|(word, entry)| (word, entry.pack()))).ok()?;
        Some(Self { map })
    }
}

impl<D: AsRef<[u8]>> Table<D> {
    /// Whether no word is in it.
    pub fn is_empty(&self) -> bool {
        self.map.is_empty()
    }

    /// The entry of a word in plain letters.
    pub fn get(&self, word: &[u8]) -> Option<Entry> {
        self.map.get(word).map(Entry::unpack)
    }

    /// Calls for every word that stands at the beginning of these letters, the shortest first, with its length.
    pub fn walk(&self, letters: &[u8], mut found: impl FnMut(usize, Entry)) {
        let fst = self.map.as_fst();
        let mut node = fst.root();
        let mut sum = Output::zero();
        for (at, letter) in letters.iter().enumerate() {
            let Some(next) = node.find_input(*letter) else { return };
            let step = node.transition(next);
            sum = sum.cat(step.out);
            node = fst.node(step.addr);
            if node.is_final() {
                found(at + 1, Entry::unpack(sum.cat(node.final_output()).value()));
            }
        }
    }
}
