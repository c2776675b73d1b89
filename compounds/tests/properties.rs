//! What holds for every word.

use compounds::{Compounds, Overlay};
use proptest::prelude::*;
use std::sync::LazyLock;

static COMPOUNDS: LazyLock<Compounds> = LazyLock::new(load);

#[expect(clippy::unwrap_used, reason = "the table is part of the crate")]
fn load() -> Compounds {
    Compounds::load(include_bytes!("../data/compounds.bin")).unwrap()
}

/// Rows of Dutch words, with links or letters of chance between them: most of them fall apart.
fn likely() -> impl Strategy<Value = String> {
    let words = prop::sample::select(vec![
        "veiligheid",
        "jeugd",
        "beeld",
        "woning",
        "inbraken",
        "gegevens",
        "bescherming",
        "coördinatie",
        "overleg",
        "mens",
        "handel",
        "drugs",
        "panden",
        "wijk",
        "agenten",
        "financiën",
        "regeling",
        "overlast",
        "straat",
        "roven",
        "lucht",
        "vaart",
        "maatschappij",
        "onderzoek",
        "gemeente",
        "standaard",
    ]);
    let link = prop_oneof![5 => Just(""), 3 => Just("s"), 2 => Just("en"), 1 => Just("e"), 1 => Just("x")];
    prop::collection::vec((words, link), 1..6)
        .prop_map(|row| row.into_iter().flat_map(|(word, link)| [word, link]).collect())
}

/// What holds for the parts of any word.
fn check(word: &str) -> Result<(), TestCaseError> {
    let parts = COMPOUNDS.split(word);
    prop_assert_eq!(&parts, &COMPOUNDS.split(word), "it is the same each time");
    let Some(parts) = parts else { return Ok(()) };
    prop_assert!((2..=4).contains(&parts.len()));
    let mut at = 0;
    for part in &parts {
        prop_assert_eq!(word.get(part.range.clone()), Some(part.text));
        prop_assert!(part.text.chars().count() >= 3);
        prop_assert!(["", "s"].contains(&&word[at..part.range.start]), "only a linking s is left out");
        at = part.range.end;
    }
    prop_assert_eq!(at, word.len(), "nothing is left at the end");
    prop_assert_eq!(parts.first().map(|part| part.range.start), Some(0));
    Ok(())
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 2000, ..ProptestConfig::default() })]

    #[test]
    fn the_parts_make_the_word(word in likely()) {
        check(&word)?;
    }

    #[test]
    fn letters_of_chance_are_no_trouble(word in "[a-zëïöü]{0,70}") {
        check(&word)?;
    }

    #[test]
    fn no_text_is_any_trouble(word in any::<String>(), other in any::<String>()) {
        check(&word)?;
        COMPOUNDS.split_all(&word);
        COMPOUNDS.join(&word, &other);
        let mut overlay = Overlay::default();
        let _ = overlay.protect(&word);
        let _ = overlay.add(&format!("{word}{other}"), &[&word, &other]);
    }

    #[test]
    fn long_words_stay_whole(word in "[a-z]{65,200}") {
        prop_assert_eq!(COMPOUNDS.split(&word), None);
    }

    #[test]
    fn protected_words_stay_whole(word in likely(), inside in likely()) {
        let mut overlay = Overlay::default();
        if overlay.protect(&word).is_ok() {
            let compounds = load().with(overlay);
            prop_assert_eq!(compounds.split(&word), None);
            let long = format!("{inside}{word}");
            for part in compounds.split(&long).unwrap_or_default() {
                prop_assert!(part.range.start <= inside.len(), "no border is inside it");
            }
        }
    }

    #[test]
    fn forced_splits_are_taken(first in likely(), second in likely()) {
        let word = format!("{first}{second}");
        let mut overlay = Overlay::default();
        if overlay.add(&word, &[&first, &second]).is_ok() {
            let compounds = load().with(overlay);
            let parts = compounds.split(&word).unwrap();
            prop_assert_eq!(parts.iter().map(|part| part.text).collect::<Vec<_>>(), [first.as_str(), second.as_str()]);
        }
    }
}

#[test]
fn words_that_stay_whole_by_hand_do() {
    for line in include_str!("../data/lists/protected.txt").lines() {
        for word in line.split('#').next().unwrap_or_default().split_whitespace() {
            assert_eq!(COMPOUNDS.split(word), None, "{word}");
        }
    }
}
