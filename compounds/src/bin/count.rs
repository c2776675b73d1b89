//! Counts the words of a text: `xz -dc passages.txt.xz | count > counts.tsv`.
//!
//! Reads passages, one on a line, and writes `word<TAB>count` by plain letters, sorted, for words that stand there three times
//! or more. Words with a capital are names or begin a sentence and do not count; nor do the first and last word of a
//! passage, which may be cut.

use compounds::compounds::plain;
use std::{
    collections::BTreeMap,
    io::{self, BufRead as _, BufWriter, Write as _},
};

/// Small Dutch words that neither English nor French has: a passage with fewer of them than one word in twelve is not Dutch.
const SMALL: [&str; 8] = ["dat", "een", "het", "met", "niet", "op", "van", "voor"];
/// Below it a word is rather an error.
const LEAST: u32 = 3;

fn main() -> io::Result<()> {
    let mut counts: BTreeMap<String, u32> = BTreeMap::new();
    for passage in io::stdin().lock().lines() {
        let passage = passage?;
        let tokens: Vec<&str> = passage.split_whitespace().collect();
        let small = tokens.iter().filter(|word| SMALL.contains(word)).count();
        let [_, inner @ .., _] = tokens.as_slice() else { continue };
        if small * 12 < tokens.len() {
            continue;
        }
        for token in inner {
            for word in token.split(|letter: char| !letter.is_alphanumeric() && !"'’-".contains(letter)) {
                if word.chars().all(char::is_lowercase)
                    && let Some(word) = plain(word).filter(|word| !word.is_empty())
                {
                    *counts.entry(word).or_default() += 1;
                }
            }
        }
    }
    let mut out = BufWriter::new(io::stdout().lock());
    for (word, count) in counts.iter().filter(|(_, count)| **count >= LEAST) {
        writeln!(out, "{word}\t{count}")?;
    }
    out.flush()
}
