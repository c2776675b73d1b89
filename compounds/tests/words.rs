//! Words that are to be right, and the figures on the gold list.

use compounds::{Compounds, LoadError, Overlay, OverlayError};

static TABLE: &[u8] = include_bytes!("../data/compounds.bin");
const GOLD: &str = include_str!("../data/gold.tsv");

#[expect(clippy::unwrap_used, reason = "the table is part of the crate")]
fn compounds() -> Compounds {
    Compounds::load(TABLE).unwrap()
}

fn parts(compounds: &Compounds, word: &str) -> String {
    let parts = compounds.split(word).unwrap_or_default();
    parts.iter().map(|part| part.text).collect::<Vec<_>>().join("+")
}

#[test]
fn words_of_the_profession_fall_apart() {
    let compounds = compounds();
    for (word, right) in [
        ("cyberweerbaarheid", "cyber+weerbaarheid"),
        ("jeugdcriminaliteit", "jeugd+criminaliteit"),
        ("veiligheidsbeeld", "veiligheid+beeld"),
        ("mensenhandel", "mensen+handel"),
        ("woonoverlast", "woon+overlast"),
        ("kennisbijeenkomst", "kennis+bijeenkomst"),
        ("netwerkbijeenkomst", "netwerk+bijeenkomst"),
        ("gegevensbescherming", "gegevens+bescherming"),
        ("aandachtsfunctionaris", "aandacht+functionaris"),
        ("ordeverstoring", "orde+verstoring"),
        ("woninginbraken", "woning+inbraken"),
        ("jeugdgroepen", "jeugd+groepen"),
        ("straatroven", "straat+roven"),
        ("drugspanden", "drugs+panden"),
        ("wijkagenten", "wijk+agenten"),
        ("huisverboden", "huis+verboden"),
        ("coördinatieoverleg", "coördinatie+overleg"),
    ] {
        assert_eq!(parts(&compounds, word), right);
    }
}

#[test]
fn words_that_only_look_like_compounds_stay_whole() {
    let compounds = compounds();
    for word in
        "gemeente geweld nederland onderzoek overlast veiligheid minister burgemeester openbaar document overeenkomst \
                 standaard gemeenten onderzoeken ministers burgemeesters documenten overeenkomsten standaarden"
            .split(' ')
    {
        assert_eq!(compounds.split(word), None, "{word}");
    }
}

#[test]
fn the_gold_list_is_met() {
    let compounds = compounds();
    let (mut split, mut right, mut must, mut found) = (0, 0, 0, 0);
    for line in GOLD.lines() {
        let (word, answers) = line.split_once('\t').unwrap();
        let answers: Vec<String> = answers.split(['\t', '|']).map(|answer| answer.replace(' ', "+")).collect();
        let own = parts(&compounds, word);
        let good = answers.contains(&own);
        split += u32::from(!own.is_empty());
        right += u32::from(good);
        let compound = !answers.iter().any(|answer| answer == "-");
        must += u32::from(compound);
        found += u32::from(compound && good);
    }
    assert!(f64::from(right) >= 0.95 * f64::from(split), "precision: {right} of {split}");
    assert!(f64::from(found) >= 0.85 * f64::from(must), "recall: {found} of {must}");
}

#[test]
fn gold_words_are_in_no_list() {
    let lists = [
        include_str!("../data/lists/protected.txt"),
        include_str!("../data/lists/pseudo-parts.txt"),
        include_str!("../data/lists/profession.txt"),
    ];
    for line in lists.iter().flat_map(|list| list.lines()) {
        for item in line.split('#').next().unwrap_or_default().split_whitespace() {
            let word = item.trim_matches('-');
            assert!(!GOLD.lines().any(|line| line.split('\t').next() == Some(word)), "{word}");
        }
    }
}

#[test]
fn parts_fall_apart_in_turn() {
    let compounds = compounds();
    let all = compounds.split_all("mensenhandelslachtoffer");
    let all: Vec<&str> = all.iter().map(|part| part.text).collect();
    assert!(all.contains(&"mensen") && all.contains(&"slachtoffer"), "{all:?}");
    for part in compounds.split_all("luchtvaartmaatschappijen") {
        assert_eq!("luchtvaartmaatschappijen".get(part.range), Some(part.text));
    }
}

#[test]
fn an_administrator_knows_better() {
    let mut overlay = Overlay::default();
    overlay.protect("woonoverlast").unwrap();
    overlay.add("veiligheidshuis", &["veilig", "heidshuis"]).unwrap();
    overlay.add("Straatintimidatie", &["straat", "intimidatie"]).unwrap();
    let compounds = compounds().with(overlay);
    assert_eq!(compounds.split("woonoverlast"), None);
    assert_eq!(parts(&compounds, "woonoverlastmelding"), "woonoverlast+melding");
    assert_eq!(parts(&compounds, "veiligheidshuis"), "veilig+heidshuis");
    assert_eq!(parts(&compounds, "straatintimidatie"), "straat+intimidatie");
    assert_eq!(parts(&compounds, "veiligheidsbeeld"), "veiligheid+beeld");
}

#[test]
fn the_last_word_of_an_administrator_counts() {
    let mut overlay = Overlay::default();
    overlay.protect("wijkagent").unwrap();
    overlay.add("wijkagent", &["wijk", "agent"]).unwrap();
    assert_eq!(parts(&compounds().with(overlay.clone()), "wijkagent"), "wijk+agent");
    overlay.protect("wijkagent").unwrap();
    assert_eq!(compounds().with(overlay).split("wijkagent"), None);
}

#[test]
fn an_overlay_takes_only_what_makes_the_word() {
    let mut overlay = Overlay::default();
    assert_eq!(overlay.protect("wijk-agent"), Err(OverlayError::Letters));
    assert_eq!(overlay.protect(""), Err(OverlayError::Letters));
    assert_eq!(overlay.add("wijkagent", &["wijkagent"]), Err(OverlayError::Short));
    assert_eq!(overlay.add("wijkagent", &["wijkage", "nt"]), Err(OverlayError::Short));
    assert_eq!(overlay.add("wijkagent", &["wijk", "agenten"]), Err(OverlayError::Parts));
    assert_eq!(overlay.add("gegevensset", &["gegeven", "set"]), Ok(()), "with a linking s");
}

#[test]
fn neighbours_are_joined() {
    let compounds = compounds();
    assert!(compounds.join("veiligheid", "beeld").contains(&"veiligheidsbeeld".to_owned()));
    assert!(compounds.join("mens", "handel").contains(&"mensenhandel".to_owned()));
    assert!(compounds.join("mensen", "handel").contains(&"mensenhandel".to_owned()));
    assert!(compounds.join("jeugd", "groepen").contains(&"jeugdgroepen".to_owned()));
    assert_eq!(compounds.join("over", "last"), ["overlast"]);
    assert_eq!(compounds.join("de", "gemeente"), [""; 0]);
    assert_eq!(compounds.join("niet", "meer"), [""; 0]);
}

#[test]
fn another_file_is_refused() {
    assert_eq!(Compounds::load(b"").err(), Some(LoadError::Head));
    assert_eq!(Compounds::load(b"parts000 and more").err(), Some(LoadError::Head));
    assert_eq!(Compounds::load(b"parts001 and more").err(), Some(LoadError::Map));
}
