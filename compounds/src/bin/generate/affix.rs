//! The words of a Hunspell dictionary with the places they may take in a compound.
//!
//! Only what the Dutch dictionary of OpenTaal uses is read: `FLAG long`, one level of prefixes and suffixes, and the
//! flags by which an entry or an ending begins (`Ca`), continues (`Cb`) or ends (`Cc`) a compound, stands in compounds only
//! (`Cx`, the form with a linking s) or is no word (`Fw`).

use crate::Result;
use std::collections::{BTreeMap, HashMap};

/// Where a word may stand.
#[expect(clippy::struct_excessive_bools, reason = "each is a flag of the dictionary")]
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Places {
    /// By itself.
    pub alone: bool,
    /// As the first part of a compound.
    pub first: bool,
    /// Between two other parts.
    pub middle: bool,
    /// As the last part.
    pub last: bool,
    /// It is an entry, and no verb.
    pub entry: bool,
    /// It is an adjective, or a form of one.
    pub adjective: bool,
    /// The entry that it is an inflected form of, when that is no verb.
    pub lemma: Option<String>,
    /// It is a name.
    pub name: bool,
    /// Its last letter is the linking s of a word that stands alone without it.
    pub linked: bool,
}

impl Places {
    /// Whether it is a noun or an adjective that stands alone.
    pub fn noun(&self) -> bool {
        self.alone && (self.entry || self.lemma.is_some())
    }

    /// What two entries of the same word allow together.
    pub fn add(&mut self, other: Self) {
        if other.first || other.middle {
            self.linked = other.linked && (self.linked || !(self.first || self.middle));
        }
        self.alone |= other.alone;
        self.entry |= other.entry;
        self.name |= other.name;
        self.adjective |= other.adjective;
        self.lemma = self.lemma.take().or(other.lemma);
        self.first |= other.first;
        self.middle |= other.middle;
        self.last |= other.last;
    }
}

/// A two-letter flag.
type Flag = [u8; 2];

fn flags(text: &str) -> Vec<Flag> {
    text.as_bytes().chunks_exact(2).filter_map(|pair| pair.try_into().ok()).collect()
}

/// One line of a prefix or suffix.
struct Rule {
    strip: String,
    add: String,
    flags: Vec<Flag>,
    condition: Vec<Class>,
}

/// What one letter of a condition may be.
enum Class {
    Any,
    One(Vec<char>),
    NotOne(Vec<char>),
}

impl Class {
    fn parse(text: &str) -> Vec<Self> {
        let mut classes = Vec::new();
        let mut letters = text.chars();
        while let Some(letter) = letters.next() {
            classes.push(match letter {
                '.' => Self::Any,
                '[' => {
                    let set: String = letters.by_ref().take_while(|letter| *letter != ']').collect();
                    match set.strip_prefix('^') {
                        Some(set) => Self::NotOne(set.chars().collect()),
                        None => Self::One(set.chars().collect()),
                    }
                }
                letter => Self::One(vec![letter]),
            });
        }
        classes
    }

    fn takes(&self, letter: char) -> bool {
        match self {
            Self::Any => true,
            Self::One(set) => set.contains(&letter),
            Self::NotOne(set) => !set.contains(&letter),
        }
    }
}

impl Rule {
    /// The word with this ending, or none when it does not fit.
    fn ending(&self, word: &str) -> Option<String> {
        let stem = word.strip_suffix(self.strip.as_str())?;
        let mut letters = word.chars().rev();
        let fits = self.condition.iter().rev().all(|class| match letters.next() {
            Some(letter) => class.takes(letter),
            None => matches!(class, Class::Any),
        });
        fits.then(|| format!("{stem}{}", self.add))
    }

    /// The word with this beginning.
    fn beginning(&self, word: &str) -> Option<String> {
        Some(format!("{}{}", self.add, word.strip_prefix(self.strip.as_str())?))
    }
}

/// The affixes of a dictionary.
pub struct Affixes {
    prefixes: HashMap<Flag, Vec<Rule>>,
    suffixes: HashMap<Flag, Vec<Rule>>,
}

impl Affixes {
    /// Reads an `.aff` file.
    pub fn parse(text: &str) -> Result<Self> {
        let mut affixes = Self { prefixes: HashMap::new(), suffixes: HashMap::new() };
        for line in text.lines() {
            let fields: Vec<&str> = line.split('#').next().unwrap_or_default().split_whitespace().collect();
            let (kind, flag, strip, add, condition) = match fields.as_slice() {
                [kind @ ("PFX" | "SFX"), flag, strip, add, rest @ ..] => {
                    // A line with a count opens a group of rules.
                    if matches!(*strip, "Y" | "N") && add.bytes().all(|byte| byte.is_ascii_digit()) {
                        continue;
                    }
                    let condition = rest.first().copied().filter(|text| !text.contains(':')).unwrap_or(".");
                    (*kind, *flag, *strip, *add, condition)
                }
                _ => continue,
            };
            let [flag] = flags(flag)[..] else { return Err(format!("a flag of two letters expected: {line}").into()) };
            let (add, own) = add.split_once('/').unwrap_or((add, ""));
            let bare = |text: &str| if text == "0" { String::new() } else { text.to_owned() };
            let rule =
                Rule { strip: bare(strip), add: bare(add), flags: flags(own), condition: Class::parse(condition) };
            let rules = if kind == "PFX" { &mut affixes.prefixes } else { &mut affixes.suffixes };
            rules.entry(flag).or_default().push(rule);
        }
        Ok(affixes)
    }

    /// All forms of the entries of a `.dic` file in lower-case letters, with their places; a name stands nowhere.
    pub fn forms(&self, dictionary: &str) -> Result<BTreeMap<String, Places>> {
        let mut forms: BTreeMap<String, Places> = BTreeMap::new();
        let mut put = |word: &str, places: Places| {
            let word = word.replace('ĳ', "ij");
            if word.chars().all(char::is_lowercase) {
                forms.entry(word).or_default().add(places);
            } else if word.starts_with(char::is_uppercase) && word.chars().skip(1).all(char::is_lowercase) {
                forms.entry(word.to_lowercase()).or_default().add(Places { name: true, ..Places::default() });
            }
        };
        let mut lines = dictionary.lines();
        lines.next().ok_or("an empty dictionary")?;
        for line in lines {
            let entry = line.split_whitespace().next().unwrap_or_default();
            let (word, own) = entry.split_once('/').unwrap_or((entry, ""));
            let own = flags(own);
            if own.contains(b"Fw") {
                continue;
            }
            let mut inflected = vec![(word.to_owned(), own.clone())];
            for rule in own.iter().filter_map(|flag| self.suffixes.get(flag)).flatten() {
                if let Some(form) = rule.ending(word) {
                    let mut all = rule.flags.clone();
                    // An ending stands at the end of a compound when its word does.
                    if own.contains(b"Cc") && !all.contains(b"Cx") {
                        all.push(*b"Cc");
                    }
                    inflected.push((form, all));
                }
            }
            let verb = own.iter().any(|flag| matches!(flag, [b'V', _] | [b'P', b'a'..=b'z']))
                && !own.iter().any(|flag| matches!(flag, [b'Y' | b'Z', _]));
            let adjective = own.iter().any(|flag| flag.starts_with(b"A"));
            for (form, all) in &inflected {
                let only = all.contains(b"Cx");
                let places = Places {
                    alone: !only,
                    first: all.contains(b"Ca"),
                    middle: all.contains(b"Cb"),
                    last: all.contains(b"Cc"),
                    entry: form == word && !verb,
                    lemma: (form != word && !verb && !only).then(|| word.replace('ĳ', "ij")),
                    name: false,
                    adjective,
                    linked: only && form.strip_suffix('s') == Some(word),
                };
                put(form, places);
                for rule in own.iter().filter_map(|flag| self.prefixes.get(flag)).flatten() {
                    if let Some(form) = rule.beginning(form) {
                        put(&form, Places { alone: !only, ..Places::default() });
                    }
                }
            }
        }
        Ok(forms)
    }
}
