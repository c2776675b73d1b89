//! The language of the search field.
//!
//! Words, `"phrases"`, `-not`, and `key:value` or `key:"a value"`. What is not understood is a word: no text is wrong, and
//! the index's own query language is never spoken by readers.

use crate::limits;
use serde::{Deserialize, Serialize};
use std::fmt::{self, Write as _};

/// Items of one query; what comes after is not looked at.
const ITEMS: usize = 32;

/// A kind of thing that is found.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "server", derive(utoipa::ToSchema))]
#[serde(rename_all = "lowercase")]
pub enum Kind {
    /// An article of the kennisbank.
    Article,
    /// A thread: its title and first post.
    Thread,
    /// A later post of a thread.
    Post,
    /// A chat message.
    Message,
    /// A member.
    Member,
    /// An uploaded file.
    Document,
}

impl Kind {
    /// All kinds, in the order in which they are shown.
    pub const ALL: [Self; 6] = [Self::Thread, Self::Article, Self::Post, Self::Message, Self::Member, Self::Document];

    /// The kind in the API and in addresses.
    pub const fn key(self) -> &'static str {
        match self {
            Self::Article => "article",
            Self::Thread => "thread",
            Self::Post => "post",
            Self::Message => "message",
            Self::Member => "member",
            Self::Document => "document",
        }
    }

    /// The kind as readers type it.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Article => "artikel",
            Self::Thread => "gesprek",
            Self::Post => "bericht",
            Self::Message => "chat",
            Self::Member => "lid",
            Self::Document => "bestand",
        }
    }

    /// The kind called `key` or, as readers type it, `word`.
    pub fn parse(text: &str) -> Option<Self> {
        let text = text.to_lowercase();
        Self::ALL.into_iter().find(|kind| kind.key() == text || kind.word() == text)
    }
}

/// A day.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Date {
    /// Year.
    pub year: i64,
    /// Month, 1 to 12.
    pub month: u8,
    /// Day, 1 to 31.
    pub day: u8,
}

impl Date {
    /// `2026`, `2026-03` or `2026-03-14`, or the Dutch `14-3-2026`: the first day of what it names.
    pub fn parse(text: &str) -> Option<Self> {
        let numbers: Vec<i64> = text.split('-').map(digits).collect::<Option<_>>()?;
        let (year, month, day) = match *numbers.as_slice() {
            [year] => (year, 1, 1),
            [year, month] => (year, month, 1),
            [day, month, year] if day <= 31 => (year, month, day),
            [year, month, day] => (year, month, day),
            _ => return None,
        };
        let fits = (1900..=2200).contains(&year) && (1..=12).contains(&month) && (1..=31).contains(&day);
        fits.then_some(Self { year, month: u8::try_from(month).ok()?, day: u8::try_from(day).ok()? })
    }
}

fn digits(text: &str) -> Option<i64> {
    ((1..=4).contains(&text.len()) && text.bytes().all(|byte| byte.is_ascii_digit())).then(|| text.parse().ok())?
}

impl fmt::Display for Date {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:04}-{:02}-{:02}", self.year, self.month, self.day)
    }
}

/// What one item of a query says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum What {
    /// A word, in whatever form.
    Word(String),
    /// Words in this order, exactly.
    Phrase(String),
    /// Only titles are looked at: `in:titel`.
    InTitle,
    /// Of this kind: `soort:artikel`.
    Kind(Kind),
    /// In the community with this slug: `in:slug`, `community:slug`, `groep:slug`.
    Community(String),
    /// Written by somebody of this name: `van:naam`.
    Author(String),
    /// In the theme with this slug: `thema:slug`.
    Theme(String),
    /// With this tag: `label:woord`, `tag:woord`.
    Tag(String),
    /// Before this day: `voor:2026-03-14`.
    Before(Date),
    /// On this day or later: `na:2026`.
    After(Date),
}

/// An item of a query.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Item {
    /// Whether it must not be so.
    pub not: bool,
    /// What it says.
    pub what: What,
}

/// What somebody asks.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Query {
    /// The items in the order in which they were typed.
    pub items: Vec<Item>,
}

impl Query {
    /// Reads a text. Never fails: what is not understood is a word.
    pub fn parse(text: &str) -> Self {
        let text: String = text.chars().take(limits::QUERY).map(plain).collect();
        let mut rest = text.as_str();
        let mut items = Vec::new();
        while items.len() < ITEMS {
            rest = rest.trim_start();
            if rest.is_empty() {
                break;
            }
            let (item, after) = item(rest);
            items.extend(item);
            rest = after;
        }
        Self { items }
    }

    /// Whether it asks for nothing.
    pub fn is_empty(&self) -> bool {
        self.items.is_empty()
    }

    /// The words and phrases that must or may be there.
    pub fn wanted(&self) -> impl Iterator<Item = &str> {
        self.items.iter().filter(|item| !item.not).filter_map(|item| match &item.what {
            What::Word(text) | What::Phrase(text) => Some(text.as_str()),
            _ => None,
        })
    }
}

/// A letter as the grammar knows it: one kind of space, one kind of quote.
fn plain(letter: char) -> char {
    match letter {
        '“' | '”' | '„' | '«' | '»' => '"',
        letter if letter.is_whitespace() || letter.is_control() || crate::fault::invisible(letter) => ' ',
        letter => letter,
    }
}

/// The first item of a text that is not empty, and what comes after it.
fn item(text: &str) -> (Option<Item>, &str) {
    let negated = text
        .strip_prefix('-')
        .filter(|rest| rest.starts_with(|letter: char| letter == '"' || letter.is_alphanumeric()));
    let (not, text) = negated.map_or((false, text), |rest| (true, rest));
    if let Some(rest) = text.strip_prefix('"') {
        let (inside, after) = rest.split_once('"').unwrap_or((rest, ""));
        return (phrase(inside).map(|what| Item { not, what }), after);
    }
    let end = text.find([' ', '"']).unwrap_or(text.len());
    let (word, after) = text.split_at(end);
    if let Some((key, value)) = word.split_once(':') {
        if let (true, Some(quoted)) = (value.is_empty(), after.strip_prefix('"')) {
            let (inside, after) = quoted.split_once('"').unwrap_or((quoted, ""));
            if let Some(what) = operator(key, &squeezed(inside)) {
                return (Some(Item { not, what }), after);
            }
        } else if let Some(what) = operator(key, value) {
            return (Some(Item { not, what }), after);
        }
    }
    let word = word.trim_matches(|letter: char| !letter.is_alphanumeric());
    ((!word.is_empty()).then(|| Item { not, what: What::Word(word.to_owned()) }), after)
}

fn squeezed(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// A phrase; nothing when there is no word in it.
fn phrase(text: &str) -> Option<What> {
    let text = squeezed(text);
    text.chars().any(char::is_alphanumeric).then_some(What::Phrase(text))
}

/// What `key:value` says; nothing when it is not one of ours.
fn operator(key: &str, value: &str) -> Option<What> {
    let name = value.trim().trim_start_matches('@');
    if !name.chars().any(char::is_alphanumeric) {
        return None;
    }
    let owned = || name.to_owned();
    let lower = || name.to_lowercase();
    Some(match key.to_lowercase().as_str() {
        "in" if matches!(lower().as_str(), "titel" | "title") => What::InTitle,
        "in" | "community" | "groep" | "group" => What::Community(lower()),
        "soort" | "kind" | "type" => What::Kind(Kind::parse(name)?),
        "van" | "from" | "auteur" | "author" => What::Author(owned()),
        "thema" | "theme" => What::Theme(lower()),
        "label" | "tag" | "trefwoord" => What::Tag(lower()),
        "voor" | "before" => What::Before(Date::parse(name)?),
        "na" | "after" => What::After(Date::parse(name)?),
        _ => return None,
    })
}

/// The query as it is typed; reading it again gives the same query.
impl fmt::Display for Query {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (place, Item { not, what }) in self.items.iter().enumerate() {
            if place > 0 {
                f.write_char(' ')?;
            }
            if *not {
                f.write_char('-')?;
            }
            match what {
                What::Word(text) => f.write_str(text)?,
                What::Phrase(text) => write!(f, "\"{text}\"")?,
                What::InTitle => f.write_str("in:titel")?,
                What::Kind(kind) => write!(f, "soort:{}", kind.word())?,
                What::Community(slug) => write!(f, "community:\"{slug}\"")?,
                What::Author(name) => write!(f, "van:\"{name}\"")?,
                What::Theme(slug) => write!(f, "thema:\"{slug}\"")?,
                What::Tag(tag) => write!(f, "label:\"{tag}\"")?,
                What::Before(date) => write!(f, "voor:{date}")?,
                What::After(date) => write!(f, "na:{date}")?,
            }
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn word(text: &str) -> Item {
        Item { not: false, what: What::Word(text.to_owned()) }
    }

    #[test]
    fn words_phrases_and_what_must_not_be() {
        let query = Query::parse("sluiting \"artikel 13b\" -drugs -“twee woorden” e-mail");
        assert_eq!(
            query.items,
            [
                word("sluiting"),
                Item { not: false, what: What::Phrase("artikel 13b".to_owned()) },
                Item { not: true, what: What::Word("drugs".to_owned()) },
                Item { not: true, what: What::Phrase("twee woorden".to_owned()) },
                word("e-mail"),
            ]
        );
    }

    #[test]
    fn operators_are_spoken_in_two_languages() {
        let one = |text: &str| Query::parse(text).items.into_iter().next().map(|item| item.what);
        assert_eq!(one("in:titel"), Some(What::InTitle));
        assert_eq!(one("IN:Title"), Some(What::InTitle));
        assert_eq!(one("in:ciso-netwerk"), Some(What::Community("ciso-netwerk".to_owned())));
        assert_eq!(one("van:@jansen"), Some(What::Author("jansen".to_owned())));
        assert_eq!(one("van:\"Pieter van den Berg\""), Some(What::Author("Pieter van den Berg".to_owned())));
        assert_eq!(one("soort:gesprek"), Some(What::Kind(Kind::Thread)));
        assert_eq!(one("kind:message"), Some(What::Kind(Kind::Message)));
        assert_eq!(one("na:2026-03"), Some(What::After(Date { year: 2026, month: 3, day: 1 })));
        assert_eq!(one("voor:14-3-2026"), Some(What::Before(Date { year: 2026, month: 3, day: 14 })));
    }

    #[test]
    fn what_is_not_understood_is_a_word() {
        for text in ["soort:banaan", "audience:alliance", "na:gisteren", "12:30", "in:", "http://a.nl"] {
            assert!(matches!(Query::parse(text).items.as_slice(), [Item { what: What::Word(_), .. }]), "{text}");
        }
        assert!(Query::parse(" - \" \" () ** -\"\" :").is_empty());
    }

    #[test]
    fn there_is_a_limit() {
        assert_eq!(Query::parse(&"a ".repeat(400)).items.len(), ITEMS);
    }

    proptest! {
        #[test]
        fn any_text_is_read_and_reads_back(text in ".{0,80}|[-a-z:\" 0-9éA-Z@.]{0,80}|((soort|van|in|na|label|thema)(:|:\")?[a-z\" 0-9-]{0,9} ?){0,6}") {
            let query = Query::parse(&text);
            prop_assert_eq!(Query::parse(&query.to_string()), query);
        }
    }
}
