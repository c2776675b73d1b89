//! The known words inside a word, each between two of its letters.

use super::{
    paths::SHORTEST,
    table::{Entry, Table},
};

/// A word of the table between two letters.
#[derive(Clone, Copy)]
pub struct Arc {
    /// The letter it begins with.
    pub start: usize,
    /// The letter after it.
    pub end: usize,
    /// What is known of it.
    pub entry: Entry,
}

/// The words of the tables inside a word, and the borders that protected words rule out.
pub struct Arcs {
    all: Vec<Arc>,
    barred: Vec<bool>,
    /// Whether the word itself stays whole.
    whole: bool,
}

impl Arcs {
    /// Nothing yet, of a word of so many letters.
    pub fn new(letters: usize) -> Self {
        Self { all: Vec::with_capacity(4 * letters), barred: vec![false; letters + 1], whole: false }
    }

    /// Adds the words of a table.
    pub fn add<D: AsRef<[u8]>>(&mut self, letters: &[u8], table: &Table<D>) {
        for start in 0..letters.len() {
            let Some(rest) = letters.get(start..) else { return };
            table.walk(rest, |length, entry| {
                let end = start + length;
                if entry.closed {
                    self.bar(start, end);
                }
                self.whole |= entry.whole && start == 0 && end == letters.len();
                let part = entry.first.is_some() || entry.last.is_some();
                if part && length >= SHORTEST && (start == 0 || start >= SHORTEST) {
                    self.all.push(Arc { start, end, entry });
                }
            });
        }
    }

    /// Rules out the borders between two letters.
    pub fn bar(&mut self, start: usize, end: usize) {
        self.barred.iter_mut().take(end).skip(start + 1).for_each(|border| *border = true);
    }

    /// The words, by where they begin.
    pub fn all(&self) -> &[Arc] {
        &self.all
    }

    /// Whether the word itself stays whole.
    pub fn whole(&self) -> bool {
        self.whole
    }

    /// Whether a border may be before this letter.
    pub fn open(&self, border: usize) -> bool {
        self.barred.get(border).is_some_and(|barred| !barred)
    }
}
