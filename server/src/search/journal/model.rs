//! What is counted of a query.

use shared::{fault::invisible, search::Query};

/// The most characters of a query that is counted: what is longer is a story, and may be about somebody.
const LONGEST: usize = 100;
/// Digits that hang together from which on they are a number of a person: a telephone, a citizen, an account.
const DIGITS: usize = 8;

/// The words of a query as the journal counts them; nothing when they may be about a person. Names of authors and of
/// communities, which come by operators, are left out: a closed community has a name that not everybody knows.
pub fn counted(query: &Query) -> Option<String> {
    let text = query.wanted().collect::<Vec<_>>().join(" ").to_lowercase();
    let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
    let odd = text.chars().any(|letter| letter.is_control() || invisible(letter));
    let fits = !text.is_empty() && text.chars().count() <= LONGEST && !odd;
    (fits && !text.contains('@') && longest_number(&text) < DIGITS).then_some(text)
}

/// How many digits stand together at most, however they are parted.
fn longest_number(text: &str) -> usize {
    let (mut longest, mut digits) = (0, 0);
    for letter in text.chars() {
        if letter.is_ascii_digit() {
            digits += 1;
        } else if !matches!(letter, ' ' | '-' | '.' | '/' | '+' | '(' | ')') {
            digits = 0;
        }
        longest = longest.max(digits);
    }
    longest
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(text: &str) -> Option<String> {
        counted(&Query::parse(text))
    }

    #[test]
    fn words_are_counted_alike() {
        for text in [
            "Drugspand  Sluiting",
            "drugspand sluiting -hennep",
            "\"drugspand sluiting\" soort:artikel",
            "drugspand sluiting van:\"pieter de vries\" in:geheime-kring",
        ] {
            assert_eq!(of(text).as_deref(), Some("drugspand sluiting"), "{text}");
        }
        assert_eq!(of("artikel 13b opiumwet 2019").as_deref(), Some("artikel 13b opiumwet 2019"));
    }

    #[test]
    fn what_may_be_about_a_person_is_not() {
        let long = "a".repeat(101);
        for text in [
            "",
            "soort:artikel",
            "jan@gemeente.nl",
            "mail jan@gemeente.nl",
            "06-1234 5678",
            "bsn 123456782",
            "+31 (0)6 12 34 56 78",
            "nl12abcd0123456789",
            &long,
        ] {
            assert_eq!(of(text), None, "{text}");
        }
    }
}
