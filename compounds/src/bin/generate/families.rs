//! How many compounds a word begins and ends: what a word is worth as a part.
//!
//! Every word that may be a compound is taken apart at every place where two known words meet, and each way counts as much
//! as it is likely. What is likely follows from the counts, so they are made again until they stay (expectation and
//! maximisation): `werk|gever` is in few families and `-nemer` in one, `veiligheids-` in hundreds.
//!
//! Inflected forms and verbs are left out: `herinner|ende` and `weg|gaan` would make families of endings and particles.

use std::collections::{BTreeMap, HashMap};

/// Rounds; after five the costs do not move any more.
const ROUNDS: usize = 6;
/// What a letter is worth, in nats: see `LETTER` of the splitter.
const LETTER: f64 = 2.0;

/// What is known of a word as a part before compounds are counted, in compounds.
#[derive(Clone, Copy, Debug, Default)]
pub struct Prior {
    /// As the first part; 0 when it cannot be one.
    pub first: f64,
    /// As the last part.
    pub last: f64,
}

/// The sizes of the families.
pub struct Families {
    /// Compounds that begin with a word, with what was known before.
    pub first: BTreeMap<String, f64>,
    /// Compounds that end with it.
    pub last: BTreeMap<String, f64>,
    /// All compounds.
    pub all: f64,
}

/// Ways to take one word apart: which first part and which last one.
type Ways = Vec<(usize, usize)>;

/// Counts the families of words; `open` says whether a border may be there.
pub fn count(words: &[String], priors: &HashMap<String, Prior>, open: impl Fn(&str, usize) -> bool) -> Families {
    let (mut firsts, mut lasts) = (Ids::default(), Ids::default());
    let mut ways: Vec<(f64, Ways)> = Vec::new();
    for word in words {
        let mut own = Ways::new();
        for border in 3..word.len().saturating_sub(2) {
            let Some((first, last)) = word.split_at_checked(border) else { continue };
            let (Some(one), Some(other)) = (priors.get(first), priors.get(last)) else { continue };
            if one.first > 0.0 && other.last > 0.0 && open(word, border) {
                own.push((firsts.id(first, one.first), lasts.id(last, other.last)));
            }
        }
        if !own.is_empty() {
            ways.push((LETTER * f64::from(u32::try_from(word.len()).unwrap_or(u32::MAX)), own));
        }
    }
    let all = f64::from(u32::try_from(ways.len()).unwrap_or(u32::MAX));
    let (mut first, mut last) = (firsts.priors.clone(), lasts.priors.clone());
    for round in 0..ROUNDS {
        let (mut next_first, mut next_last) = (firsts.priors.clone(), lasts.priors.clone());
        for (worth, own) in &ways {
            let chances: Vec<f64> = own
                .iter()
                .map(|(one, other)| {
                    let both = at(&first, *one) * at(&last, *other);
                    // Before anything is counted, the letters would drown what is known.
                    if round == 0 { 20.0 * both } else { both / (all * all) * worth.exp() }
                })
                .collect();
            let sum = 1.0 + chances.iter().sum::<f64>();
            for ((one, other), chance) in own.iter().zip(chances) {
                add(&mut next_first, *one, chance / sum);
                add(&mut next_last, *other, chance / sum);
            }
        }
        (first, last) = (next_first, next_last);
    }
    Families { first: firsts.with(&first), last: lasts.with(&last), all }
}

fn at(numbers: &[f64], id: usize) -> f64 {
    numbers.get(id).copied().unwrap_or(0.0)
}

fn add(numbers: &mut [f64], id: usize, more: f64) {
    if let Some(number) = numbers.get_mut(id) {
        *number += more;
    }
}

/// Numbers for words.
#[derive(Default)]
struct Ids {
    ids: HashMap<String, usize>,
    priors: Vec<f64>,
}

impl Ids {
    fn id(&mut self, word: &str, prior: f64) -> usize {
        if let Some(id) = self.ids.get(word) {
            return *id;
        }
        let id = self.priors.len();
        self.ids.insert(word.to_owned(), id);
        self.priors.push(prior);
        id
    }

    fn with(&self, numbers: &[f64]) -> BTreeMap<String, f64> {
        self.ids.iter().map(|(word, id)| (word.clone(), at(numbers, *id))).collect()
    }
}
