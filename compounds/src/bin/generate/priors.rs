//! Which words may be parts, before compounds are counted.

use crate::{affix::Places, families::Prior, lists::List};
use compounds::compounds::plain;
use std::collections::{HashMap, HashSet};

/// What a word is worth as a part before compounds are counted, in compounds: when OpenTaal says that it may be one,
const FLAGGED: f64 = 0.5;
/// when it is another noun or adjective,
const PLAIN: f64 = 0.05;
/// with a linking s that OpenTaal does not know of,
const LINKED: f64 = 0.01;
/// and when the list of the profession says so.
const PROFESSION: f64 = 30.0;

/// The words that may be parts.
pub fn priors(
    places: &HashMap<String, Places>,
    words: &[String],
    pseudo: &List,
    profession: &List,
) -> HashMap<String, Prior> {
    let mut priors: HashMap<String, Prior> = HashMap::new();
    for (word, own) in places {
        if word.len() < 3 {
            continue;
        }
        let noun = own.noun();
        let prior = Prior {
            first: if own.first {
                FLAGGED
            } else if noun {
                PLAIN
            } else {
                0.0
            },
            last: if own.alone && own.last {
                FLAGGED
            } else if noun {
                PLAIN
            } else {
                0.0
            },
        };
        priors.insert(word.clone(), prior);
    }
    // A word with a linking s that is no word itself: in those places where the list has it.
    let mut seen: HashSet<&str> = HashSet::new();
    for word in words {
        for (at, _) in word.match_indices('s').filter(|(at, _)| *at >= 4) {
            let Some((linked, _)) = word.split_at_checked(at + 1) else { continue };
            if !seen.insert(linked) || priors.get(linked).is_some_and(|prior| prior.first > 0.0) {
                continue;
            }
            let stem = linked.strip_suffix('s').unwrap_or(linked);
            if !pseudo.first.contains(stem) && places.get(stem).is_some_and(Places::noun) {
                priors.entry(linked.to_owned()).or_default().first = LINKED;
            }
        }
    }
    for word in &pseudo.first {
        for form in [word.clone(), format!("{word}s")] {
            if let Some(prior) = priors.get_mut(&form) {
                prior.first = 0.0;
            }
        }
    }
    let ending = |word: &str| pseudo.last.contains(word);
    for (word, prior) in &mut priors {
        let adjective = word.strip_suffix("heid").or_else(|| word.strip_suffix("heden")).unwrap_or(word);
        let lemma = places.get(word).filter(|own| !own.entry).and_then(|own| own.lemma.as_deref()).and_then(plain);
        if ending(word) || adjective.len() > 4 && ending(adjective) || lemma.is_some_and(|lemma| ending(&lemma)) {
            prior.last = 0.0;
        }
    }
    for word in &profession.first {
        let prior = priors.entry(word.clone()).or_default();
        prior.first = prior.first.max(PROFESSION);
    }
    for word in &profession.last {
        let prior = priors.entry(word.clone()).or_default();
        prior.last = prior.last.max(PROFESSION);
    }
    priors
}
