//! The passage of a text that fits a question best, with what was asked for marked.

use crate::index::{self, Word};
use shared::{html::SafeHtml, search::Query};
use std::{collections::HashSet, fmt::Write as _};

/// Characters of a passage, about.
const LENGTH: usize = 230;
/// Characters before the first mark, about.
const BEFORE: usize = 60;
/// Bytes of a text that are looked at: a mark that comes later is found, but not shown.
const LOOK: usize = 200_000;

/// What has to be marked.
#[derive(Clone, Debug, Default)]
pub struct Marks {
    stems: HashSet<String>,
    exact: HashSet<String>,
}

impl Marks {
    /// The words of a question.
    pub fn of(query: &Query) -> Self {
        let mut marks = Self::default();
        for text in query.wanted() {
            for Word { text, .. } in index::words(text) {
                match index::stem(&text) {
                    Some(stem) => marks.stems.insert(stem),
                    None => marks.exact.insert(index::exact(&text)),
                };
            }
        }
        // Words that say nothing are marked only when nothing else was asked.
        if !marks.stems.is_empty() {
            marks.exact.clear();
        }
        marks
    }

    /// What of the question a word stands for.
    fn met(&self, word: &Word) -> Option<String> {
        if !self.exact.is_empty() {
            return Some(index::exact(&word.text)).filter(|exact| self.exact.contains(exact));
        }
        // Stemming is dear: only for words that share two letters with what is asked, or are short enough to be irregular.
        let near = |stem: &String| stem.get(..2).is_none_or(|start| word.text.contains(start));
        if word.text.len() > 7 && word.text.is_ascii() && !self.stems.iter().any(near) {
            return None;
        }
        index::stem(&word.text).filter(|stem| self.stems.contains(stem))
    }
}

/// A mark in a text.
struct Mark {
    start: usize,
    end: usize,
    what: String,
}

/// The passage of `text` that fits best: safe HTML with `<mark>`.
pub fn snippet(text: &str, marks: &Marks) -> SafeHtml {
    let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
    let look = text.get(..floor(&text, LOOK)).unwrap_or_default();
    let mut found: Vec<Mark> = Vec::new();
    for word in index::words(look) {
        // The parts of a word that is marked as a whole are marked with it.
        if found.last().is_some_and(|mark| word.end <= mark.end) {
            continue;
        }
        if let Some(what) = marks.met(&word) {
            found.push(Mark { start: word.start, end: word.end, what });
        }
    }
    let (start, end) = window(&text, &found);
    SafeHtml::from_sanitiser(marked(&text, start, end, &found))
}

/// The last place at or before `at` where a character begins.
fn floor(text: &str, at: usize) -> usize {
    let mut at = at.min(text.len());
    while !text.is_char_boundary(at) {
        at -= 1;
    }
    at
}

/// Where the passage begins and ends: around the marks that say most together.
fn window(text: &str, found: &[Mark]) -> (usize, usize) {
    let worth = |first: usize| {
        let from = found.get(first).map_or(0, |mark| mark.start);
        let inside = found.iter().skip(first).take_while(|mark| mark.end <= from + LENGTH - BEFORE);
        let (mut kinds, mut all) = (HashSet::new(), 0);
        inside.for_each(|mark| {
            kinds.insert(&mark.what);
            all += 1;
        });
        (kinds.len(), all)
    };
    // Of equals the first.
    let best = (0..found.len()).rev().max_by_key(|first| worth(*first));
    let Some(mark) = best.and_then(|first| found.get(first)) else { return (0, cut(text, 0)) };
    if mark.end <= LENGTH * 2 / 3 {
        return (0, cut(text, 0));
    }
    let earliest = floor(text, mark.start.saturating_sub(BEFORE));
    let before = text.get(earliest..mark.start).unwrap_or_default();
    let skipped = before.find(". ").map(|at| at + 2).or_else(|| before.find(' ').map(|at| at + 1)).unwrap_or(0);
    let start = earliest + skipped;
    (start, cut(text, start))
}

/// Where a passage that begins at `start` ends: between two words.
fn cut(text: &str, start: usize) -> usize {
    let end = floor(text, start + LENGTH);
    if end == text.len() {
        return end;
    }
    text.get(start..end)
        .and_then(|passage| passage.rfind(' '))
        .filter(|at| *at > LENGTH / 2)
        .map_or(end, |at| start + at)
}

fn marked(text: &str, start: usize, end: usize, found: &[Mark]) -> String {
    let mut html = String::with_capacity(end - start + 64);
    if start > 0 {
        html.push('…');
    }
    let mut at = start;
    for mark in found.iter().filter(|mark| mark.start >= start && mark.end <= end) {
        escape(&mut html, text.get(at..mark.start));
        html.push_str("<mark>");
        escape(&mut html, text.get(mark.start..mark.end));
        html.push_str("</mark>");
        at = mark.end;
    }
    escape(&mut html, text.get(at..end));
    if end < text.len() {
        html.push_str(" …");
    }
    html
}

fn escape(html: &mut String, text: Option<&str>) {
    for letter in text.unwrap_or_default().chars() {
        match letter {
            '&' => html.push_str("&amp;"),
            '<' => html.push_str("&lt;"),
            '>' => html.push_str("&gt;"),
            '"' => html.push_str("&quot;"),
            '\'' => html.push_str("&#39;"),
            letter if letter.is_control() => {
                // Writing to a String cannot fail.
                let _ = write!(html, " ");
            }
            letter => html.push(letter),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn shown(text: &str, query: &str) -> String {
        snippet(text, &Marks::of(&Query::parse(query))).into()
    }

    #[test]
    fn whole_words_are_marked_in_any_form() {
        assert_eq!(
            shown("De burgemeester sluit panden.", "sluitingen pand"),
            "De burgemeester <mark>sluit</mark> <mark>panden</mark>."
        );
        assert_eq!(shown("De foto’s van de gemeente", "foto"), "De <mark>foto’s</mark> van de gemeente");
        assert_eq!(
            shown("jeugd-criminaliteit neemt af", "jeugdcriminaliteit"),
            "<mark>jeugd-criminaliteit</mark> neemt af"
        );
    }

    #[test]
    fn markup_stays_text() {
        assert_eq!(
            shown("<script>alert('pand')</script> & meer", "pand"),
            "&lt;script&gt;alert(&#39;<mark>pand</mark>&#39;)&lt;/script&gt; &amp; meer"
        );
    }

    #[test]
    fn the_passage_with_most_of_the_question_is_shown() {
        let text = format!(
            "Een inbraak. {} Daarna volgt de sluiting na inbraak en drugs. {}",
            "woord ".repeat(200),
            "tekst ".repeat(200)
        );
        let shown = shown(&text, "sluiting inbraak drugs");
        assert!(shown.starts_with('…') && shown.ends_with(" …"), "{shown}");
        assert_eq!(shown.matches("<mark>").count(), 3, "{shown}");
    }

    proptest! {
        #[test]
        fn no_text_panics_and_all_is_escaped(text in "[a-z<>&\"'é .’-]{0,600}", query in "[a-zé\" -]{0,30}") {
            let shown = shown(&text, &query).replace("<mark>", "").replace("</mark>", "");
            prop_assert!(!shown.contains('<') && !shown.contains('>'));
        }
    }
}
