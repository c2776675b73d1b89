//! A question in boxes: the panel that writes the grammar for who does not know it, and reads it back.

use super::{Item, Kind, Query, Status, What, When};
use serde::Deserialize;

/// The boxes of the panel. Names as in its form.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(default)]
pub struct Filters {
    /// Words, phrases, what must not be there, and all that has no box of its own.
    #[serde(rename = "woorden")]
    pub words: Option<String>,
    /// Whether only titles are looked at; any text in it says yes.
    #[serde(rename = "titel")]
    pub title: Option<String>,
    /// A kind, as readers type it.
    #[serde(rename = "type")]
    pub kind: Option<String>,
    /// The name of who wrote it.
    #[serde(rename = "van")]
    pub author: Option<String>,
    /// A tag.
    #[serde(rename = "label")]
    pub tag: Option<String>,
    /// A status, as readers type it.
    pub status: Option<String>,
    /// Whether it must have a file; any text in it says yes.
    #[serde(rename = "bijlage")]
    pub attached: Option<String>,
    /// From this day on: a day or a span, as readers type it.
    #[serde(rename = "vanaf")]
    pub from: Option<String>,
    /// Before this day.
    #[serde(rename = "tot")]
    pub until: Option<String>,
}

/// The operators of the boxes for times.
const FROM: &str = "na";
const UNTIL: &str = "voor";

/// A text that says something.
fn said(text: Option<&String>) -> Option<&str> {
    text.map(|text| text.trim()).filter(|text| !text.is_empty())
}

impl Filters {
    /// The question in boxes: of what has a box the first goes there, all else stays among the words.
    pub fn of(query: &Query) -> Self {
        let mut filters = Self::default();
        let mut rest = Query::default();
        for item in &query.items {
            let yes = || "1".to_owned();
            let (slot, text) = match (item.not, &item.what) {
                (false, What::InTitle) => (&mut filters.title, yes()),
                (false, What::Kind(kind)) => (&mut filters.kind, kind.word().to_owned()),
                (false, What::Author(name)) => (&mut filters.author, name.clone()),
                (false, What::Tag(tag)) => (&mut filters.tag, tag.clone()),
                (false, What::Status(status)) => (&mut filters.status, status.word().to_owned()),
                (false, What::Attached) => (&mut filters.attached, yes()),
                (false, What::After(when)) => (&mut filters.from, plain(*when)),
                (false, What::Before(when)) => (&mut filters.until, plain(*when)),
                // What was no time in its box comes back to it.
                (false, What::Unread { key, value }) if key == FROM => (&mut filters.from, value.clone()),
                (false, What::Unread { key, value }) if key == UNTIL => (&mut filters.until, value.clone()),
                _ => {
                    rest.items.push(item.clone());
                    continue;
                }
            };
            if slot.is_some() {
                rest.items.push(item.clone());
            } else {
                *slot = Some(text);
            }
        }
        filters.words = Some(rest.to_string()).filter(|words| !words.is_empty());
        filters
    }

    /// Whether a box other than that of the words is filled.
    pub fn narrows(&self) -> bool {
        *self != Self { words: self.words.clone(), ..Self::default() }
    }

    /// The question that the boxes ask. What is no time in a box for one stays, as what is read as words and told.
    pub fn query(&self) -> Query {
        let mut query = Query::parse(self.words.as_deref().unwrap_or_default());
        let named = |text: &str| text.chars().any(char::is_alphanumeric);
        let one =
            |text: &Option<String>| said(text.as_ref()).filter(|text| named(text)).map(|text| text.replace('"', " "));
        let what = [
            said(self.title.as_ref()).map(|_| What::InTitle),
            said(self.kind.as_ref()).and_then(Kind::parse).map(What::Kind),
            one(&self.author).map(What::Author),
            one(&self.tag).map(|tag| What::Tag(tag.to_lowercase())),
            said(self.status.as_ref()).and_then(Status::parse).map(What::Status),
            said(self.attached.as_ref()).map(|_| What::Attached),
        ];
        query.items.extend(what.into_iter().flatten().map(|what| Item { not: false, what }));
        for (key, text) in [(FROM, one(&self.from)), (UNTIL, one(&self.until))] {
            query.items.extend(text.into_iter().flat_map(|text| Query::parse(&format!("{key}:\"{text}\"")).items));
        }
        query
    }
}

fn plain(when: When) -> String {
    match when {
        When::Day(day) => day.to_string(),
        When::Span(span) => span.word().to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::{super::Hint, *};
    use proptest::prelude::*;

    #[test]
    fn a_question_goes_into_boxes() {
        let query = Query::parse(
            "inbraak -auto \"artikel 13b\" van:\"Pieter de Vries\" status:open na:\"vorige maand\" na:2026 in:titel",
        );
        let filters = Filters::of(&query);
        assert_eq!(filters.words.as_deref(), Some("inbraak -auto \"artikel 13b\" na:2026-01-01"));
        assert_eq!(filters.author.as_deref(), Some("Pieter de Vries"));
        assert_eq!(filters.status.as_deref(), Some("open"));
        assert_eq!(filters.from.as_deref(), Some("vorige maand"));
        assert!(filters.title.is_some() && filters.narrows());
        assert!(!Filters::of(&Query::parse("inbraak")).narrows());
    }

    #[test]
    fn a_box_with_something_else_than_it_is_for() {
        let some = |text: &str| Some(text.to_owned());
        let filters = Filters {
            words: some("inbraak"),
            kind: some("banaan"),
            from: some("31-2-2026"),
            until: some(" ooit  \"later\""),
            author: some(" \" "),
            ..Filters::default()
        };
        let query = filters.query();
        assert_eq!(query.to_string(), "inbraak na:\"31-2-2026\" voor:\"ooit later\"");
        let told = |key: &str, value: &str| Hint::Value { key: key.to_owned(), value: value.to_owned() };
        assert_eq!(query.hints(), [told("na", "31-2-2026"), told("voor", "ooit later")]);
        let again = Filters::of(&query);
        assert_eq!((again.from.as_deref(), again.until.as_deref()), (Some("31-2-2026"), Some("ooit later")));
    }

    proptest! {
        #[test]
        fn the_panel_writes_what_it_reads(text in "((-)?(soort:(artikel|chat)|van:jan|status:open|heeft:bijlage|na:gisteren|voor:2026-01-02|in:titel|label:a|thema:b|woord|\"twee woorden\") ){0,9}") {
            let query = Query::parse(&text);
            let again = Filters::of(&query).query();
            let sorted = |query: &Query| { let mut items: Vec<String> = query.items.iter().map(|item| format!("{item:?}")).collect(); items.sort(); items };
            prop_assert_eq!(sorted(&again), sorted(&query));
            prop_assert_eq!(Query::parse(&again.to_string()), again);
        }
    }
}
