//! Naming people in a message. A text names somebody by a link to their profile whose words begin with an @; who writes sees
//! the name alone.

use crate::ids::MemberId;

/// The most people that are suggested at once.
pub const SUGGESTED: i64 = 8;
/// The most words of a name.
const WORDS: usize = 6;

/// Whether a letter can stand in a word of a name.
fn of_name(letter: char) -> bool {
    letter.is_alphanumeric() || "-'’.".contains(letter)
}

/// Where in a text somebody may be named: the place of each @ before which no word stands.
fn calls(text: &str) -> impl Iterator<Item = usize> {
    let before = |at: usize| text.get(..at).and_then(|text| text.chars().next_back());
    text.match_indices('@').map(|(at, _)| at).filter(move |at| !before(*at).is_some_and(char::is_alphanumeric))
}

/// The names that a text may call somebody by who stands at `at`, the longest last: two words or more. Each with its end.
fn names_at(text: &str, at: usize) -> Vec<(usize, &str)> {
    let mut names = Vec::new();
    let mut end = at + 1;
    for n in 1..=WORDS {
        let rest = text.get(end..).unwrap_or_default();
        let whole = rest.find(|letter| !of_name(letter)).unwrap_or(rest.len());
        let word = rest.get(..whole).unwrap_or_default().trim_end_matches(['.', '-', '\'', '’']);
        if word.is_empty() {
            break;
        }
        let name = text.get(at + 1..end + word.len()).unwrap_or_default();
        if n > 1 {
            names.push((end + word.len(), name));
        }
        if word.len() < whole || !text.get(end + whole..).is_some_and(|rest| rest.starts_with(' ')) {
            break;
        }
        end += whole + 1;
    }
    names
}

/// All that a text may call people by, for whoever knows the people.
pub fn called(text: &str, most: usize) -> Vec<&str> {
    calls(text).take(most).flat_map(|at| names_at(text, at)).map(|(_, name)| name).collect()
}

/// Where a text names somebody: from the @ to the end of the name, and whom. Of a name within a longer one, which is known
/// too, only the longer one counts; `known` gives nobody for one that is several people's.
pub fn found(text: &str, known: impl Fn(&str) -> Option<Option<MemberId>>) -> Vec<(usize, usize, MemberId)> {
    let longest = |at: usize| {
        let (end, who) = names_at(text, at).into_iter().rev().find_map(|(end, name)| Some((end, known(name)?)))?;
        Some((at, end, who?))
    };
    calls(text).filter_map(longest).collect()
}

/// The words of a link that names somebody: brackets in them would end it.
pub fn spoken(name: &str) -> String {
    name.chars().filter(|sign| !"[]\\".contains(*sign)).collect()
}

/// The link that names somebody.
pub fn link(name: &str, who: MemberId) -> String {
    format!("[@{}](/lid/{who})", spoken(name))
}

/// The text as its writer sees it, names instead of links, and whom they are.
pub fn folded(text: &str) -> (String, Vec<(String, MemberId)>) {
    let (mut out, mut names) = (String::with_capacity(text.len()), Vec::<(String, MemberId)>::new());
    let mut rest = text;
    while let Some((before, after)) = rest.split_once("[@") {
        out.push_str(before);
        let whole = after.split_once("](/lid/").and_then(|(name, after)| {
            let (id, after) = after.split_once(')')?;
            let plain = !name.is_empty() && !name.contains(['[', ']', '\n']);
            Some((name, id.parse::<MemberId>().ok().filter(|_| plain)?, after))
        });
        // Two people of one name can only be told apart by their links.
        let known = |name: &str, id| names.iter().any(|(other, who)| other == name && *who != id);
        if let Some((name, id, after)) = whole.filter(|(name, id, _)| !known(name, *id)) {
            out.push('@');
            out.push_str(name);
            if !names.iter().any(|(other, _)| other == name) {
                names.push((name.to_owned(), id));
            }
            rest = after;
        } else {
            out.push_str("[@");
            rest = after;
        }
    }
    out.push_str(rest);
    (out, names)
}

/// The text as it is sent: the names that were chosen as links. Not within code, and not within a longer word.
pub fn written(text: &str, names: &[(String, MemberId)]) -> String {
    let mut out = String::with_capacity(text.len());
    let (mut rest, mut code) = (text, false);
    while let Some(at) = rest.find(['`', '@']) {
        let (before, from) = rest.split_at(at);
        out.push_str(before);
        let alone = !out.ends_with(|letter: char| letter.is_alphanumeric() || letter == '[');
        let stands = |(name, _): &&(String, MemberId)| {
            let after = from.strip_prefix('@').and_then(|rest| rest.strip_prefix(name.as_str()));
            after.is_some_and(|after| !after.starts_with(char::is_alphanumeric))
        };
        let longest = names.iter().filter(stands).max_by_key(|(name, _)| name.len());
        let taken = if let Some((name, who)) = longest.filter(|_| alone && !code) {
            out.push_str(&link(name, *who));
            1 + name.len()
        } else {
            code ^= from.starts_with('`');
            out.push_str(from.get(..1).unwrap_or_default());
            1
        };
        rest = from.get(taken..).unwrap_or_default();
    }
    out.push_str(rest);
    out
}

/// What is typed after the @ in which the writer stands: the text before the cursor tells it. Nothing when they name nobody.
pub fn sought(before: &str) -> Option<&str> {
    let at = calls(before).last()?;
    let word = before.get(at + 1..)?;
    let fits = word.split(' ').count() <= WORDS && word.len() <= 80 && !word.starts_with(' ') && !word.contains("  ");
    word.chars().all(|letter| of_name(letter) || letter == ' ').then_some(word).filter(|_| fits)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use uuid::Uuid;

    fn who(n: u128) -> MemberId {
        MemberId::from_uuid(Uuid::from_u128(n))
    }

    #[test]
    fn a_name_is_two_words_or_more_after_an_at_that_begins_a_word() {
        assert_eq!(called("Vraag @Jan de Vries, of piet@jan de vries", 9), ["Jan de", "Jan de Vries"]);
        assert_eq!(called("(@Anna-Sofie O'Brien.) @Jan", 9), ["Anna-Sofie O'Brien"]);
        assert_eq!(called("@Jan  Vries @ Jan Vries @Jan\nVries", 9), [""; 0]);
        assert_eq!(called("@Jan Vries @Piet Bos", 1), ["Jan Vries"]);
    }

    #[test]
    fn the_longest_name_counts_and_one_of_several_people_names_nobody() {
        let known = |name: &str| match name {
            "Jan de Vries" => Some(Some(who(1))),
            "Jan de Vries Bos" => Some(None),
            "Piet Bos" => Some(Some(who(2))),
            _ => None,
        };
        assert_eq!(found("Dag @Jan de Vries en @Piet Bos!", known), [(4, 17, who(1)), (21, 30, who(2))]);
        assert_eq!(found("@Jan de Vries Bos", known), []);
        assert_eq!(found("@Jan de", known), []);
    }

    #[test]
    fn what_is_chosen_is_sent_as_a_link_and_seen_as_a_name() {
        let names = [("Jan de Vries".to_owned(), who(1)), ("Jan".to_owned(), who(2))];
        let sent = written("@Jan de Vries en @Jan, niet @Janneke, x@Jan of `@Jan`", &names);
        let (jan, other) = (link("Jan de Vries", who(1)), link("Jan", who(2)));
        assert_eq!(sent, format!("{jan} en {other}, niet @Janneke, x@Jan of `@Jan`"));
        assert_eq!(folded(&sent), ("@Jan de Vries en @Jan, niet @Janneke, x@Jan of `@Jan`".to_owned(), names.to_vec()));
        let twice = format!("{} en {}", link("Jan", who(1)), link("Jan", who(2)));
        assert_eq!(folded(&twice), (format!("@Jan en {}", link("Jan", who(2))), vec![("Jan".to_owned(), who(1))]));
        assert_eq!(written(&folded(&twice).0, &folded(&twice).1), twice);
    }

    #[test]
    fn who_stands_in_a_name_seeks_it() {
        assert_eq!(sought("Dag @ja"), Some("ja"));
        assert_eq!(sought("@van der Me"), Some("van der Me"));
        assert_eq!(sought("@"), Some(""));
        for none in ["dag", "a@b", "@ jan", "@jan, ", "@jan\n", "@a b c d e f g"] {
            assert_eq!(sought(none), None, "{none}");
        }
    }

    proptest! {
        #[test]
        fn no_text_is_lost(text in "[@`\\[\\]()Jan é\\n/lid.]{0,60}") {
            let names = [("Jan".to_owned(), who(1)), ("Jan n".to_owned(), who(2))];
            let (seen, _) = folded(&written(&text, &names));
            prop_assert_eq!(folded(&text).0, seen);
            called(&text, 99);
            sought(&text);
        }
    }
}
