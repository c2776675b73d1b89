//! The thesaurus as its page and its file show it.

use crate::{Faults, Wrong};
use serde::{Deserialize, Serialize};

/// The most characters of a term.
const TERM: u32 = 100;
/// The most characters of a note.
const NOTE: u32 = 200;
/// The columns of the file.
pub const COLUMNS: [&str; 6] = ["van", "naar", "richting", "gewicht", "hoofdletters", "toelichting"];

/// A link from one term to another.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Link {
    /// What is typed.
    pub from: String,
    /// What is looked for as well.
    pub to: String,
    /// Whether it counts in the other direction too.
    pub two_way: bool,
    /// How much it counts: 1 to 100, the latter for the same thing.
    pub weight: i64,
    /// Only when it is typed in capitals as it stands in `from`.
    pub capitals: bool,
    /// Why it is there.
    pub note: String,
    /// Whether somebody added or changed it here.
    pub own: bool,
}

/// The form that adds or changes a link.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct EditLink {
    /// What is typed.
    pub from: String,
    /// What is looked for as well.
    pub to: String,
    /// `one` or `two`.
    pub direction: String,
    /// 1 to 100.
    pub weight: String,
    /// `on` when it only counts in capitals.
    pub capitals: String,
    /// Why it is there.
    pub note: String,
}

impl Default for EditLink {
    fn default() -> Self {
        let empty = String::new;
        let (direction, weight) = ("two".to_owned(), "80".to_owned());
        Self { from: empty(), to: empty(), direction, weight, capitals: empty(), note: empty() }
    }
}

impl From<Link> for EditLink {
    fn from(Link { from, to, two_way, weight, capitals, note, .. }: Link) -> Self {
        Self {
            from,
            to,
            direction: if two_way { "two" } else { "one" }.to_owned(),
            weight: weight.to_string(),
            capitals: if capitals { "on" } else { "" }.to_owned(),
            note,
        }
    }
}

impl EditLink {
    /// The link, when it is filled in well.
    ///
    /// # Errors
    /// What is wrong with it.
    pub fn link(&self) -> Result<Link, Faults> {
        let mut faults = Faults::default();
        faults.line("from", &self.from, 2, TERM);
        faults.line("to", &self.to, 2, TERM);
        faults.optional_line("note", &self.note, NOTE);
        let two_way = match self.direction.as_str() {
            "one" => false,
            "two" => true,
            _ => {
                faults.add("direction", Wrong::NotAChoice);
                false
            }
        };
        let weight = self.weight.trim().parse().ok().filter(|weight| (1..=100).contains(weight));
        if weight.is_none() {
            faults.add("weight", Wrong::NotBetween(1, 100));
        }
        let (from, to) = (self.from.trim(), self.to.trim());
        if !from.is_empty() && from.eq_ignore_ascii_case(to) {
            faults.add("to", Wrong::Taken);
        }
        faults.done()?;
        Ok(Link {
            from: from.to_owned(),
            to: to.to_owned(),
            two_way,
            weight: weight.unwrap_or(1),
            capitals: self.capitals == "on",
            note: self.note.trim().to_owned(),
            own: true,
        })
    }
}

/// The form that reads a file in.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct ReadIn {
    /// The lines of the file.
    pub file: String,
}

/// Which link is meant.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct WhichLink {
    /// What is typed.
    pub from: String,
    /// What is looked for as well.
    pub to: String,
}
