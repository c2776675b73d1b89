//! The passage of a text that fits a question best, with what was asked for marked.

use crate::index::{self, Also, Why, Word};
use shared::{
    html::SafeHtml,
    search::{Marked, Query, Reason, Via},
};
use std::{collections::HashSet, fmt::Write as _};

/// Characters of a passage, about.
const LENGTH: usize = 230;
/// Characters before the first mark, about.
const BEFORE: usize = 60;
/// Bytes of a text that are looked at: a mark that comes later is found, but not shown.
const LOOK: usize = 200_000;
/// Bytes between two words of a term, at most: `artikel 151d van de Gemeentewet` is one.
const APART: usize = 10;
/// Marks that are told with what stands around them, and how many words that is on either side.
const MARKED: usize = 4;
const AROUND: usize = 2;

/// What has to be marked: what was typed, what was looked for beside it, and of compounds the parts, which are marked only
/// where nothing else is.
#[derive(Clone, Debug, Default)]
pub struct Marks {
    /// A word of the question, with the stems that stand for it.
    typed: Vec<(String, HashSet<String>)>,
    stems: HashSet<String>,
    parts: HashSet<String>,
    exact: HashSet<String>,
    /// Stems of what was typed in capitals, which is marked in capitals only: `OM` is not `om`.
    capitals: HashSet<String>,
    /// What was typed of words that are not finished, with the stem that stands for it: what begins so is marked.
    begun: Vec<(String, String)>,
    /// Stems of terms of several words that were not typed, which are marked only where all of a term stands together.
    terms: HashSet<String>,
    also: Vec<Also>,
}

impl Marks {
    /// The words of a question, and what was looked for beside them.
    pub fn of(query: &Query, also: &[Also]) -> Self {
        let mut marks = Self { also: also.to_vec(), ..Self::default() };
        for asked in query.wanted() {
            let mut own = HashSet::new();
            for Word { text, start, end, .. } in index::words(asked) {
                match index::stem(&text) {
                    Some(stem) => {
                        if asked.get(start..end).is_some_and(shouted) {
                            marks.capitals.insert(stem.clone());
                        }
                        own.insert(stem)
                    }
                    None => marks.exact.insert(index::exact(&text)),
                };
                marks.parts.extend(index::split(&text));
            }
            marks.stems.extend(own.iter().cloned());
            marks.typed.push((asked.to_owned(), own));
        }
        // Words that say nothing are marked only when nothing else was asked.
        if !marks.stems.is_empty() {
            marks.exact.clear();
        }
        for unfinished in also.iter().filter(|also| also.why == Why::Unfinished) {
            let words = index::words(&unfinished.typed).into_iter().filter(|word| !word.whole);
            let begun = words.filter_map(|word| Some((index::exact(&word.text), index::stem(&word.text)?)));
            marks.begun.extend(begun);
        }
        let (terms, words): (Vec<&Also>, Vec<&Also>) = also.iter().partition(|also| also.stems.len() > 1);
        let stems = |also: Vec<&Also>| also.into_iter().flat_map(|also| also.stems.iter().cloned()).collect::<Vec<_>>();
        marks.stems.extend(stems(words));
        marks.terms.extend(stems(terms).into_iter().filter(|stem| !marks.stems.contains(stem)));
        marks.stems.extend(marks.terms.iter().cloned());
        marks
    }

    /// Takes away what marks say of a term that does not stand there as a whole, in one word or in several.
    fn whole_terms(&self, mut found: Vec<Mark>) -> Vec<Mark> {
        let mut whole: Vec<HashSet<&str>> = vec![HashSet::new(); found.len()];
        for Also { stems, .. } in self.also.iter().filter(|also| also.stems.len() > 1) {
            for first in 0..found.len() {
                let Some(words) = together(found.get(first..).unwrap_or_default(), stems) else { continue };
                whole
                    .iter_mut()
                    .skip(first)
                    .take(words)
                    .for_each(|whole| whole.extend(stems.iter().map(String::as_str)));
            }
        }
        for (mark, whole) in found.iter_mut().zip(whole) {
            mark.what.retain(|stem| whole.contains(stem.as_str()) || !self.terms.contains(stem));
        }
        found.retain(|mark| !mark.what.is_empty());
        found
    }

    /// Whether there is nothing to mark.
    pub fn is_empty(&self) -> bool {
        self.typed.is_empty()
    }

    /// What of the question a word stands for: itself, and its parts when it is a compound.
    fn met(&self, word: &Word, wanted: &HashSet<String>) -> Vec<String> {
        if !self.exact.is_empty() {
            return Vec::from_iter(Some(index::exact(&word.text)).filter(|exact| self.exact.contains(exact)));
        }
        if !self.begun.is_empty() {
            let exact = index::exact(&word.text);
            if let Some((_, stem)) = self.begun.iter().find(|(begun, _)| exact.starts_with(begun)) {
                return vec![stem.clone()];
            }
        }
        // Stemming and taking apart are dear: only for words that share letters with what is asked, or are short enough to
        // be irregular.
        let near = |stem: &String| stem.get(..2).is_none_or(|start| word.text.contains(start));
        if word.text.len() > 7 && word.text.is_ascii() && !wanted.iter().any(near) {
            return Vec::new();
        }
        let meaning = index::meaning(&word.text);
        let Some(stem) = &meaning.stem else { return Vec::new() };
        std::iter::once(stem).chain(&meaning.parts).filter(|stem| wanted.contains(*stem)).cloned().collect()
    }

    /// What a text was found by that was not typed, when that is all there is of a word of the question.
    fn via(&self, met: &HashSet<&str>) -> Option<Via> {
        let missing = |typed: &str| {
            self.typed
                .iter()
                .filter(|(word, _)| typed.split(' ').any(|part| part == word))
                .all(|(_, stems)| !stems.iter().any(|stem| met.contains(stem.as_str())))
        };
        // A compound with what was typed in it speaks for itself.
        let plain = |also: &Also| {
            let typed = |part: &String| self.typed.iter().any(|(_, stems)| stems.contains(part));
            index::words(&also.text).iter().any(|word| index::meaning(&word.text).parts.iter().any(typed))
        };
        let here = |also: &&Also| {
            !plain(also) && missing(&also.typed) && also.stems.iter().all(|stem| met.contains(stem.as_str()))
        };
        self.also.iter().find(here).map(|Also { text, why, .. }| Via {
            why: match why {
                Why::Synonym => Reason::Synonym,
                Why::Spelling | Why::Unfinished => Reason::Spelling,
            },
            text: text.clone(),
        })
    }
}

/// A mark in a text.
struct Mark {
    start: usize,
    end: usize,
    /// The stems of the question that it stands for.
    what: Vec<String>,
}

/// How many of these marks, from the first on, stand together for all words of a term.
fn together(marks: &[Mark], stems: &[String]) -> Option<usize> {
    let (mut said, mut end) = (HashSet::new(), None);
    for (words, mark) in (1..).zip(marks.iter().take(stems.len())) {
        if end.is_some_and(|end| mark.start > end + APART) {
            return None;
        }
        end = Some(mark.end);
        said.extend(&mark.what);
        if stems.iter().all(|stem| said.contains(stem)) {
            return Some(words);
        }
    }
    None
}

/// The passage of a text that fits best.
#[derive(Clone, Debug, Default)]
pub struct Passage {
    /// Safe HTML with `<mark>`.
    pub html: SafeHtml,
    /// What is marked in it.
    pub marked: Vec<Marked>,
    /// What it was found by when that was not typed.
    pub via: Option<Via>,
}

/// The passage of `text` that fits best. For what it was found by the title is looked at as well.
pub fn snippet(title: &str, text: &str, marks: &Marks) -> Passage {
    let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
    let look = text.get(..floor(&text, LOOK)).unwrap_or_default();
    let words = index::words(look);
    let mut found = marks.whole_terms(marked_words(look, &words, marks, &marks.stems));
    let heading = marks.whole_terms(marked_words(title, &index::words(title), marks, &marks.stems));
    let met = found.iter().chain(&heading).flat_map(|mark| &mark.what).map(String::as_str).collect();
    let via = marks.via(&met);
    if found.is_empty() && !marks.parts.is_empty() {
        found = marked_words(look, &words, marks, &marks.parts);
    }
    let (start, end) = window(&text, &found);
    found.retain(|mark| mark.start >= start && mark.end <= end);
    let around = found.iter().take(MARKED).map(|mark| around(&text, mark)).collect();
    Passage { html: SafeHtml::from_sanitiser(marked(&text, start, end, &found)), marked: around, via }
}

/// A mark with the words around it.
fn around(text: &str, mark: &Mark) -> Marked {
    let (before, after) = (text.get(..mark.start).unwrap_or_default(), text.get(mark.end..).unwrap_or_default());
    let start = before.rmatch_indices(' ').map(|(at, _)| at + 1).filter(|at| *at < mark.start).nth(AROUND - 1);
    let end = after.match_indices(' ').map(|(at, _)| at).filter(|at| *at > 0).nth(AROUND - 1);
    Marked {
        before: before.get(start.unwrap_or(0)..).unwrap_or_default().trim().to_owned(),
        word: text.get(mark.start..mark.end).unwrap_or_default().to_owned(),
        after: after.get(..end.unwrap_or(after.len())).unwrap_or_default().trim().to_owned(),
    }
}

/// Whether it is an abbreviation in capitals.
fn shouted(text: &str) -> bool {
    (2..=5).contains(&text.chars().count()) && text.chars().all(char::is_uppercase)
}

fn marked_words(text: &str, words: &[Word], marks: &Marks, wanted: &HashSet<String>) -> Vec<Mark> {
    let mut found: Vec<Mark> = Vec::new();
    for word in words {
        // The parts of a word that is marked as a whole are marked with it.
        if found.last().is_some_and(|mark| word.end <= mark.end) {
            continue;
        }
        let mut what = marks.met(word, wanted);
        if !text.get(word.start..word.end).is_some_and(shouted) {
            what.retain(|stem| !marks.capitals.contains(stem));
        }
        if !what.is_empty() {
            found.push(Mark { start: word.start, end: word.end, what });
        }
    }
    found
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
            kinds.extend(&mark.what);
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
    for mark in found {
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
        snippet("", text, &Marks::of(&Query::parse(query), &[])).html.into()
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
    fn compounds_are_marked_by_their_parts() {
        assert_eq!(shown("Twee woninginbraken in de wijk", "inbraak"), "Twee <mark>woninginbraken</mark> in de wijk");
        assert_eq!(
            shown("Het pand waar drugs lagen", "drugspanden"),
            "Het <mark>pand</mark> waar <mark>drugs</mark> lagen"
        );
    }

    #[test]
    fn words_that_begin_with_what_was_typed_are_marked() {
        let also = Also {
            typed: "woninginbr".to_owned(),
            text: "woninginbraak".to_owned(),
            stems: vec![index::stem("woninginbraak").expect("a stem")],
            why: Why::Unfinished,
            instead: true,
        };
        let marks = Marks::of(&Query::parse("woninginbr"), &[also]);
        let Passage { html, via, .. } = snippet("", "Elke woninginbreker pleegt een woninginbraak.", &marks);
        assert_eq!(String::from(html), "Elke <mark>woninginbreker</mark> pleegt een <mark>woninginbraak</mark>.");
        assert_eq!(via, None);
    }

    #[test]
    fn what_was_not_typed_is_marked_and_told() {
        let also = |typed: &str, text: &str, why| Also {
            typed: typed.to_owned(),
            text: text.to_owned(),
            stems: index::words(text).iter().filter_map(|word| index::stem(&word.text)).collect(),
            why,
            instead: false,
        };
        let marks = Marks::of(
            &Query::parse("OM beleid"),
            &[also("OM", "openbaar ministerie", Why::Synonym), also("beleid", "belied", Why::Spelling)],
        );
        let Passage { html, marked, via } = snippet("", "Beleid van het openbaar ministerie", &marks);
        let told: Vec<[&str; 3]> =
            marked.iter().map(|Marked { before, word, after }| [&**before, &**word, &**after]).collect();
        assert_eq!(
            told,
            [["", "Beleid", "van het"], ["van het", "openbaar", "ministerie"], ["het openbaar", "ministerie", ""]]
        );
        assert_eq!(String::from(html), "<mark>Beleid</mark> van het <mark>openbaar</mark> <mark>ministerie</mark>");
        assert_eq!(via, Some(Via { why: Reason::Synonym, text: "openbaar ministerie".to_owned() }));
        assert!(!shown("om beleid te maken", "OM").contains("<mark>"));
        assert_eq!(snippet("Het OM", "Beleid van het openbaar ministerie", &marks).via, None);
        // A word of a term that is not there as a whole says nothing.
        let Passage { html, via, .. } = snippet("", "Beleid van het ministerie", &marks);
        assert_eq!(String::from(html), "<mark>Beleid</mark> van het ministerie");
        assert_eq!(via, None);
        // All of a term may stand in one word.
        let marks = Marks::of(
            &Query::parse("straatbendes"),
            &[
                also("straatbendes", "jeugdige bende", Why::Synonym),
                also("straatbendes", "jeugd criminaliteit", Why::Synonym),
            ],
        );
        let Passage { html, via, .. } = snippet("", "De jeugd-criminaliteit en de jeugd van nu", &marks);
        assert_eq!(String::from(html), "De <mark>jeugd-criminaliteit</mark> en de jeugd van nu");
        assert_eq!(via, Some(Via { why: Reason::Synonym, text: "jeugd criminaliteit".to_owned() }));
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
