//! The stem of a Dutch word: Kraaij-Pohlmann, kept from what it gets wrong in professional language.

use super::lists::{BLENDED, IRREGULAR, PROTECTED, STOP};
use frostem::{Algorithm, Stemmer};
use shared::people::fold;

/// The longest word that is kept, in bytes: nobody asks for longer ones.
pub const LONGEST: usize = 100;

/// The stem of a word in lower case; none for a word that says nothing.
pub fn stem(word: &str) -> Option<String> {
    let word = bare(word);
    if word.is_empty() || word.len() > LONGEST || STOP.binary_search(&word.as_str()).is_ok() {
        return None;
    }
    if word.chars().any(char::is_numeric) {
        return Some(fold(&word));
    }
    if let Ok(at) = IRREGULAR.binary_search_by(|(own, _)| (*own).cmp(word.as_str())) {
        return IRREGULAR.get(at).map(|(_, stem)| (*stem).to_owned());
    }
    if let Some(stem) = blended(&word) {
        return Some(fold(&stem));
    }
    let protected = PROTECTED.iter().any(|beginning| word.starts_with(beginning));
    let algorithm = if protected { Algorithm::DutchPorter } else { Algorithm::Dutch };
    let stemmer = Stemmer::new(algorithm);
    let mut stem = fold(&stemmer.stem(singular(&word)));
    if protected {
        undouble(&mut stem);
    }
    finite(&mut stem);
    Some(if stem.is_empty() { fold(&word) } else { stem })
}

/// A word without the ending after its apostrophe (`foto's`, `vwo'er`), or without the apostrophe (`d'hondt`, `zo'n`).
fn bare(word: &str) -> String {
    match word.split_once('\'') {
        Some((before, ending)) if before.chars().count() > 1 && ending.chars().count() <= 4 => before.to_owned(),
        Some(_) => word.replace('\'', ""),
        None => word.to_owned(),
    }
}

/// A word without the `s` of a plural that the stemmer leaves (`loverboys`), or that hides an `-en` it takes away from the
/// singular (`wagens` would become `wagen`, and `wagen` `waag`).
fn singular(word: &str) -> &str {
    let hidden = (word.len() > 5 && word.ends_with("ens"))
        || (word.len() > 4 && ["ees", "eys", "oys", "os"].iter().any(|ending| word.ends_with(ending)));
    if hidden { word.strip_suffix('s').unwrap_or(word) } else { word }
}

/// A word with one of the endings whose forms the stemmer does not bring together: criminele, crimineel.
fn blended(word: &str) -> Option<String> {
    BLENDED.iter().find_map(|(ending, one)| {
        let stem = word.strip_suffix(ending).filter(|stem| stem.chars().count() > 2)?;
        Some(format!("{stem}{one}"))
    })
}

/// A participle of a verb that takes no `ge-` keeps its `d`: bedreigd.
fn finite(stem: &mut String) {
    let verb = ["be", "her", "ont", "over", "ver"].iter().any(|beginning| stem.starts_with(beginning));
    let ending =
        ["aard", "eend", "eerd", "gd", "ld", "md", "oond", "sd", "uurd"].iter().any(|ending| stem.ends_with(ending));
    if verb && ending && stem.len() > 6 {
        stem.pop();
    }
}

/// Porter leaves the doubled consonant of a plural: `gezinn`.
fn undouble(stem: &mut String) {
    let mut letters = stem.chars().rev();
    if let (Some(last), Some(before)) = (letters.next(), letters.next())
        && last == before
        && !"aeiou".contains(last)
    {
        stem.pop();
    }
}
