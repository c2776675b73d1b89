//! The entries of the table: what each part costs, and whether it ends in a linking s.

use crate::{
    affix::Places,
    families::{Families, Prior},
    lists::List,
};
use compounds::compounds::{plain, table::Entry};
use std::collections::{BTreeMap, HashMap};

/// A part of three letters that ends compounds has to be in so many: `-wet`, `-lid`.
const SHORT_FAMILY: f64 = 15.0;
/// A word that OpenTaal does not call a part is one from this length or this number of compounds.
const LONG: usize = 6;
/// See [`LONG`].
const FAMILY: f64 = 1.0;
/// What part of the family of a singular its plural has at least.
pub const INFLECTED: f64 = 0.3;

/// The entries of the words that are parts.
pub fn entries(
    priors: &HashMap<String, Prior>,
    families: &Families,
    places: &HashMap<String, Places>,
    counts: &HashMap<String, u32>,
    profession: &List,
) -> BTreeMap<String, Entry> {
    let cost = |number: f64| -> u8 {
        let quarters = (-4.0 * (number / families.all).ln()).round().clamp(1.0, 63.0);
        (1..=63).find(|cost| f64::from(*cost) >= quarters).unwrap_or(63)
    };
    let known = |word: &str| profession.first.contains(word) || profession.last.contains(word);
    let mut all: BTreeMap<String, Entry> = BTreeMap::new();
    for (word, prior) in priors {
        let own = places.get(word).cloned().unwrap_or_default();
        let first = families.first.get(word).copied().unwrap_or(prior.first);
        let mut last = families.last.get(word).copied().unwrap_or(prior.last);
        // Compounds are listed in the singular more than in the plural.
        if let Some(singular) = own.lemma.as_ref().and_then(|lemma| families.last.get(lemma))
            && last > 0.0
        {
            last = last.max(INFLECTED * singular);
        }
        // An inflected adjective, or a diminutive, is a part only where it is seen as one.
        let plain = own.entry || own.lemma.is_some() && !own.adjective && !diminutive(word) || !own.alone;
        let rare = word.len() >= LONG && plain;
        let worth = |number: f64, flagged: bool| {
            number > 0.0 && (flagged && !diminutive(word) || number >= FAMILY || known(word))
        };
        let short = word.len() == 3 && last < SHORT_FAMILY && !profession.last.contains(word);
        let entry = Entry {
            first: (worth(first, own.first) || rare && first > 0.0).then(|| cost(first)),
            last: ((worth(last, own.last) || rare && last > 0.0) && !short).then(|| cost(last)),
            linked: linked(word, places, counts),
            ..Entry::default()
        };
        if entry.first.is_some() || entry.last.is_some() {
            all.insert(word.clone(), entry);
        }
    }
    all
}

/// Whether a form of a noun is a diminutive.
fn diminutive(word: &str) -> bool {
    word.ends_with("je") || word.ends_with("jes")
}

/// Whether a first part ends in a linking s: `veiligheids`; not `gas`, nor `gegevens` and `drugs`, which
/// are the usual form of the word.
fn linked(word: &str, places: &HashMap<String, Places>, counts: &HashMap<String, u32>) -> bool {
    let Some(stem) = word.strip_suffix('s').filter(|stem| stem.len() > 2) else { return false };
    if ["heid", "ing", "teit", "schap"].iter().any(|ending| stem.len() > 6 && stem.ends_with(ending)) {
        return true;
    }
    if !places.get(stem).is_some_and(Places::noun) {
        return false;
    }
    let count = |word: &str| counts.get(word).copied().unwrap_or(0);
    match places.get(word) {
        _ if stem.len() == 3 => places.get(word).is_some_and(|own| own.linked),
        Some(own) if own.linked => true,
        Some(own) if own.lemma.as_deref().and_then(plain).as_deref() == Some(stem) => count(stem) > count(word),
        Some(own) if own.first && own.alone => count(word) < 8 && count(stem) > 50 * count(word) && stem.len() > 5,
        _ => true,
    }
}
