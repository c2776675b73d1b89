//! The word lists that are kept by hand.

use crate::Result;
use compounds::compounds::plain;
use std::{collections::BTreeSet, fs, path::Path};

/// Words, and where each may stand: `over-` begins, `-heid` ends, a word without hyphens does both.
#[derive(Default)]
pub struct List {
    /// Those that begin.
    pub first: BTreeSet<String>,
    /// Those that end.
    pub last: BTreeSet<String>,
}

impl List {
    /// Reads a list: words between white space, comments after `#`.
    pub fn read(path: &Path) -> Result<Self> {
        let mut list = Self::default();
        for line in fs::read_to_string(path)?.lines() {
            for item in line.split('#').next().unwrap_or_default().split_whitespace() {
                let word = item.trim_matches('-');
                if plain(word).as_deref() != Some(word) {
                    return Err(format!("{}: {item} is not in plain letters", path.display()).into());
                }
                if !item.starts_with('-') {
                    list.first.insert(word.to_owned());
                }
                if !item.ends_with('-') {
                    list.last.insert(word.to_owned());
                }
            }
        }
        Ok(list)
    }
}
