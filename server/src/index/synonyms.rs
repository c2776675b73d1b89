//! Other words for the same thing, as the thesaurus of the site has them. One step only: what a word leads to leads no
//! further.

use super::{analysis, parts::split, stem::stem};
use std::collections::HashMap;

/// The longest term, in words that say something.
const LONGEST: usize = 8;

/// One way from a term to another.
#[derive(Clone, Debug, PartialEq)]
pub struct Link {
    /// What is typed.
    pub from: String,
    /// What is looked for as well.
    pub to: String,
    /// How much it counts, above 0 and at most 1.
    pub weight: f32,
    /// Only when it is typed in capitals as it stands here: `OM` is not `om`.
    pub capitals: bool,
}

/// What a term leads to.
#[derive(Clone, Debug, PartialEq)]
pub struct Other {
    /// As it is written.
    pub text: String,
    /// Its stems in their order.
    pub stems: Vec<String>,
    /// The stems of its parts, of a single word that is a compound.
    pub parts: Vec<String>,
    /// How much it counts.
    pub weight: f32,
    capitals: Option<String>,
}

/// The thesaurus, ready to be asked.
#[derive(Clone, Debug, Default)]
pub struct Synonyms(HashMap<Vec<String>, Vec<Other>>);

/// Words of a question, by their places in it, and another word for them.
#[derive(Clone, Debug)]
pub struct Met<'s> {
    /// The places.
    pub places: Vec<usize>,
    /// The other word.
    pub other: &'s Other,
}

/// The stems of a term that say something, each once for a word with hyphens: as a whole.
fn stems(text: &str) -> Vec<String> {
    let mut end = 0;
    let mut stems = Vec::new();
    for word in analysis::words(text) {
        // The parts of a word with hyphens come after it.
        if word.start < end {
            continue;
        }
        end = if word.whole { word.end } else { end };
        stems.extend(stem(&word.text));
    }
    stems
}

impl Synonyms {
    /// Of these links.
    pub fn new(links: impl IntoIterator<Item = Link>) -> Self {
        let mut all: HashMap<Vec<String>, Vec<Other>> = HashMap::new();
        for Link { from, to, weight, capitals } in links {
            let (key, stems) = (stems(&from), stems(&to));
            if key.is_empty() || key.len() > LONGEST || stems.is_empty() || stems.len() > LONGEST || key == stems {
                continue;
            }
            let capitals = capitals.then_some(from);
            let parts = split(&to.to_lowercase());
            all.entry(key).or_default().push(Other { text: to, stems, parts, weight, capitals });
        }
        Self(all)
    }

    /// Other words for one word, by its stem.
    pub fn of(&self, stem: &str) -> impl Iterator<Item = &Other> {
        let found = self.0.get([stem.to_owned()].as_slice()).into_iter().flatten();
        found.filter(|other| other.capitals.is_none())
    }

    /// What the words of a question lead to: at each place the longest term that stands there.
    pub fn met(&self, typed: &[&str]) -> Vec<Met<'_>> {
        if self.0.is_empty() {
            return Vec::new();
        }
        let words: Vec<(usize, String)> = typed
            .iter()
            .enumerate()
            .flat_map(|(place, text)| stems(text).into_iter().map(move |stem| (place, stem)))
            .collect();
        let mut met = Vec::new();
        let mut at = 0;
        while at < words.len() {
            let mut step = 1;
            for length in (1..=LONGEST.min(words.len() - at)).rev() {
                let Some(here) = words.get(at..at + length) else { continue };
                let key: Vec<String> = here.iter().map(|(_, stem)| stem.clone()).collect();
                let places: Vec<usize> = here.iter().map(|(place, _)| *place).collect();
                let text = typed.get(places.first().copied().unwrap_or_default()).copied().unwrap_or_default();
                let fits = |other: &&Other| other.capitals.as_ref().is_none_or(|capitals| capitals == text);
                let before = met.len();
                met.extend(
                    self.0
                        .get(&key)
                        .into_iter()
                        .flatten()
                        .filter(fits)
                        .map(|other| Met { places: places.clone(), other }),
                );
                if met.len() > before {
                    step = length;
                    break;
                }
            }
            at += step;
        }
        met
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn link(from: &str, to: &str, capitals: bool) -> Link {
        Link { from: from.to_owned(), to: to.to_owned(), weight: 0.8, capitals }
    }

    #[test]
    fn the_longest_term_counts_in_any_form_and_capitals_where_they_matter() {
        let synonyms = Synonyms::new([
            link("persoonsgerichte aanpak", "PGA", false),
            link("aanpak", "werkwijze", false),
            link("OM", "openbaar ministerie", true),
            link("officier van justitie", "OvJ", false),
        ]);
        let met = |typed: &[&str]| {
            let met = synonyms.met(typed);
            met.into_iter().map(|met| (met.places, met.other.text.clone())).collect::<Vec<_>>()
        };
        assert_eq!(met(&["de", "persoonsgerichte", "aanpak"]), [(vec![1, 2], "PGA".to_owned())]);
        assert_eq!(met(&["aanpakken"]), [(vec![0], "werkwijze".to_owned())]);
        assert_eq!(met(&["OM"]), [(vec![0], "openbaar ministerie".to_owned())]);
        assert_eq!(met(&["om"]), []);
        assert_eq!(met(&["officieren", "van", "justitie"]), [(vec![0, 2], "OvJ".to_owned())]);
    }
}
