//! The language of the search field.
//!
//! Words, `"phrases"`, `-not`, and `key:value` or `key:"a value"`. What is not understood is a word: no text is wrong, and
//! the index's own query language is never spoken by readers.

mod kinds;
mod when;

pub use kinds::{Kind, Status};
pub use when::{Date, Span, When};

use crate::limits;
use serde::{Deserialize, Serialize};
use std::fmt::{self, Write as _};

/// Items of one query; what comes after is not looked at.
const ITEMS: usize = 32;
/// Hints that are given: who gets this many wrong pasted something.
const HINTS: usize = 3;

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
    /// A conversation that stands so: `status:open`.
    Status(Status),
    /// With a file: `heeft:bijlage`.
    Attached,
    /// Before this day: `voor:2026-03-14`, `voor:"vorige week"`.
    Before(When),
    /// On this day or later: `na:2026`, `na:"vorige maand"`.
    After(When),
    /// What looks like an operator and is none, with words in quotes: they are asked for one by one.
    Unread {
        /// What stands before the colon.
        key: String,
        /// What stands in the quotes.
        value: String,
    },
}

/// Something that looks like one of our operators and is read as words.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "server", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case", tag = "what")]
pub enum Hint {
    /// There is no such operator.
    Operator {
        /// What stands before the colon.
        key: String,
    },
    /// There is one, but not with this value.
    Value {
        /// What stands before the colon.
        key: String,
        /// What stands after it.
        value: String,
    },
    /// What is named does not exist, as far as the reader can know.
    Nowhere {
        /// What stands before the colon, in Dutch: `community`, `thema` or `van`.
        key: String,
        /// What stands after it.
        value: String,
    },
    /// All words are such that say nothing by themselves.
    Common,
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

    /// What looks like an operator and was read as words.
    pub fn hints(&self) -> Vec<Hint> {
        self.items.iter().filter_map(|item| hint(&item.what)).take(HINTS).collect()
    }

    /// The words and phrases that must or may be there.
    pub fn wanted(&self) -> impl Iterator<Item = &str> {
        self.items.iter().filter(|item| !item.not).filter_map(|item| match &item.what {
            What::Word(text) | What::Phrase(text) | What::Unread { value: text, .. } => Some(text.as_str()),
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
    let word = word.trim_start_matches(mark);
    if let Some((key, value)) = word.split_once(':') {
        if let (true, Some(quoted)) = (value.is_empty(), after.strip_prefix('"')) {
            let (inside, after) = quoted.split_once('"').unwrap_or((quoted, ""));
            let inside = squeezed(inside);
            let unread = || What::Unread { key: key.to_owned(), value: inside.clone() };
            if let Some(what) = operator(key, &inside).or_else(|| looks_like_one(key, &inside).then(unread)) {
                return (Some(Item { not, what }), after);
            }
        }
        let bare = value.trim_end_matches(mark);
        if let Some(what) = operator(key, value).or_else(|| operator(key, bare)) {
            return (Some(Item { not, what }), after);
        } else if let Some((what, after)) = two_words(key, bare, after) {
            return (Some(Item { not, what }), after);
        }
    }
    let word = word.trim_end_matches(mark);
    ((!word.is_empty()).then(|| Item { not, what: What::Word(word.to_owned()) }), after)
}

/// Whether a letter is none of a word: at its ends it says nothing.
fn mark(letter: char) -> bool {
    !letter.is_alphanumeric()
}

/// A time in two words that stands there without quotes: `na:vorige maand`.
fn two_words<'t>(key: &str, value: &str, after: &'t str) -> Option<(What, &'t str)> {
    let rest = after.trim_start_matches(|letter| mark(letter) && letter != '"');
    let (second, after) = rest.split_at(rest.find([' ', '"']).unwrap_or(rest.len()));
    let what = operator(key, &format!("{value} {}", second.trim_end_matches(mark)))?;
    matches!(what, What::Before(_) | What::After(_)).then_some((what, after))
}

/// Whether it is written as an operator is.
fn looks_like_one(key: &str, value: &str) -> bool {
    let named = key.chars().count() > 1 && key.chars().all(char::is_alphabetic);
    named && !value.starts_with('/') && value.chars().any(char::is_alphanumeric)
}

/// What there is to say about a word with a colon in it.
fn hint(what: &What) -> Option<Hint> {
    let (key, value) = match what {
        What::Word(text) => text.split_once(':')?,
        What::Unread { key, value } => (key.as_str(), value.as_str()),
        _ => return None,
    };
    if !looks_like_one(key, value) {
        return None;
    }
    let key = key.to_lowercase();
    if OPERATORS.iter().any(|names| names.contains(&key.as_str())) {
        return Some(Hint::Value { key, value: value.to_owned() });
    }
    Some(Hint::Operator { key })
}

fn squeezed(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// A phrase; nothing when there is no word in it.
fn phrase(text: &str) -> Option<What> {
    let text = squeezed(text);
    text.chars().any(char::is_alphanumeric).then_some(What::Phrase(text))
}

/// The names of the operators, Dutch before English: one line for each, in the order of [`operator`].
const OPERATORS: [&[&str]; 9] = [
    &["in", "community", "groep", "group"],
    &["soort", "kind", "type"],
    &["van", "auteur", "from", "author"],
    &["thema", "theme"],
    &["label", "trefwoord", "tag"],
    &["status"],
    &["heeft", "has"],
    BEFORE,
    AFTER,
];
const BEFORE: &[&str] = &["voor", "before"];
const AFTER: &[&str] = &["na", "vanaf", "after", "since"];

/// Whether the operator of this name, in lower case, takes a time.
pub fn is_time(key: &str) -> bool {
    BEFORE.contains(&key) || AFTER.contains(&key)
}

/// What `key:value` says; nothing when it is not one of ours.
fn operator(key: &str, value: &str) -> Option<What> {
    let name = value.trim().trim_start_matches('@');
    if !name.chars().any(char::is_alphanumeric) {
        return None;
    }
    let owned = || name.to_owned();
    let lower = || name.to_lowercase();
    let key = key.to_lowercase();
    Some(match OPERATORS.iter().position(|names| names.contains(&key.as_str()))? {
        0 if key == "in" && matches!(lower().as_str(), "titel" | "title") => What::InTitle,
        0 => What::Community(lower()),
        1 => What::Kind(Kind::parse(name)?),
        2 => What::Author(owned()),
        3 => What::Theme(lower()),
        4 => What::Tag(lower()),
        5 => What::Status(Status::parse(name)?),
        6 if matches!(lower().as_str(), "bijlage" | "bestand" | "attachment" | "file") => What::Attached,
        7 => What::Before(When::parse(name)?),
        8 => What::After(When::parse(name)?),
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
                What::Status(status) => write!(f, "status:{}", status.word())?,
                What::Attached => f.write_str("heeft:bijlage")?,
                What::Before(when) => write!(f, "voor:{when}")?,
                What::After(when) => write!(f, "na:{when}")?,
                What::Unread { key, value } => write!(f, "{key}:\"{value}\"")?,
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
        let day = |year, month, day| When::Day(Date { year, month, day });
        assert_eq!(one("na:2026-03"), Some(What::After(day(2026, 3, 1))));
        assert_eq!(one("voor:14-3-2026"), Some(What::Before(day(2026, 3, 14))));
        assert_eq!(one("voor:\"14 maart 2026\""), Some(What::Before(day(2026, 3, 14))));
        assert_eq!(one("na:gisteren"), Some(What::After(When::Span(Span::Yesterday))));
        assert_eq!(one("na:\"vorige maand\""), Some(What::After(When::Span(Span::LastMonth))));
        assert_eq!(one("status:onbeantwoord"), Some(What::Status(Status::Unanswered)));
        assert_eq!(one("status:Closed"), Some(What::Status(Status::Closed)));
        assert_eq!(one("heeft:bijlage"), Some(What::Attached));
        assert_eq!(one("has:file"), Some(What::Attached));
        assert_eq!(one("label:intern"), Some(What::Tag("intern".to_owned())));
        assert_eq!(one("soort:draad"), Some(What::Kind(Kind::Thread)));
    }

    #[test]
    fn a_time_of_two_words_needs_no_quotes() {
        let query = Query::parse("na:vorige maand voor:deze week inbraak");
        let spans = [What::After(When::Span(Span::LastMonth)), What::Before(When::Span(Span::ThisWeek))];
        assert_eq!(query.items.iter().map(|item| item.what.clone()).take(2).collect::<Vec<_>>(), spans);
        assert_eq!(query.items.last(), Some(&word("inbraak")));
        assert_eq!(query.to_string(), "na:\"vorige maand\" voor:\"deze week\" inbraak");
    }

    #[test]
    fn what_looks_like_an_operator_is_told() {
        let hints = Query::parse("soort:banaan afdeling:jeugd http://a.nl 12:30 status:open Let op: dit").hints();
        let wrong = Hint::Value { key: "soort".to_owned(), value: "banaan".to_owned() };
        assert_eq!(hints, [wrong, Hint::Operator { key: "afdeling".to_owned() }]);
        let query = Query::parse("na:\"3 dagen geleden\" Titel:\"de wet\" overlast");
        assert_eq!(query.wanted().collect::<Vec<_>>(), ["3 dagen geleden", "de wet", "overlast"]);
        let wrong = Hint::Value { key: "na".to_owned(), value: "3 dagen geleden".to_owned() };
        assert_eq!(query.hints(), [wrong, Hint::Operator { key: "titel".to_owned() }]);
    }

    #[test]
    fn marks_around_an_operator_say_nothing() {
        let whats = |text: &str| -> Vec<What> { Query::parse(text).items.into_iter().map(|item| item.what).collect() };
        let tag = || What::Tag("intern".to_owned());
        for text in ["--label:intern", "(label:intern", "(label:\"intern\")", "... label:intern"] {
            assert_eq!(whats(text), [tag()], "{text}");
        }
        assert_eq!(whats("(soort:artikel)"), [What::Kind(Kind::Article)]);
        assert_eq!(whats("(na:vorige maand)"), [What::After(When::Span(Span::LastMonth))]);
        // What is part of a name stays.
        assert_eq!(whats("label:c++"), [What::Tag("c++".to_owned())]);
    }

    #[test]
    fn every_operator_can_be_negated() {
        for text in [
            "-soort:artikel",
            "-van:jan",
            "-thema:jeugd",
            "-label:a",
            "-status:open",
            "-heeft:bijlage",
            "-na:2026",
            "-in:titel",
            "-in:a",
        ] {
            let query = Query::parse(text);
            assert!(
                matches!(query.items.as_slice(), [Item { not: true, what }] if !matches!(what, What::Word(_))),
                "{text}"
            );
        }
    }

    #[test]
    fn what_is_not_understood_is_a_word() {
        for text in [
            "soort:banaan",
            "audience:alliance",
            "na:ooit",
            "status:blauw",
            "heeft:haast",
            "12:30",
            "in:",
            "http://a.nl",
        ] {
            assert!(matches!(Query::parse(text).items.as_slice(), [Item { what: What::Word(_), .. }]), "{text}");
        }
        assert!(Query::parse(" - \" \" () ** -\"\" :").is_empty());
    }

    #[test]
    fn there_is_a_limit() {
        assert_eq!(Query::parse(&"a ".repeat(400)).items.len(), ITEMS);
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(100_000))]

        #[test]
        fn any_text_is_read_and_reads_back(text in ".{0,80}|[-a-z:\" 0-9éA-Z@.]{0,80}|((soort|van|in|na|voor|label|thema|status|heeft)(:|:\")?(vorige|deze|maand|open|[a-z\" 0-9-]{0,9}) ?){0,6}") {
            let query = Query::parse(&text);
            prop_assert_eq!(Query::parse(&query.to_string()), query);
        }
    }
}
