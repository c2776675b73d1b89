//! From a text to the words it is found by; the same for what is kept and for what is asked.
//!
//! A text falls apart into words at everything that is not a letter or digit. `jeugd-criminaliteit` is found by its parts
//! and as one word, `A.P.V.` as `apv`, `foto’s` as `foto`, `13b` as itself. In fields of stems a word is stemmed
//! ([`stem`](super::stem::stem)), words that say nothing are left out and accents are folded; in exact fields every part stands as it was
//! written, so that a phrase matches literally. The parts of compounds stand in fields of their own, so that a word itself
//! counts more than a word it is a part of.

use super::{
    lists::{BLENDED, IRREGULAR, PROTECTED, STOP},
    parts::meaning,
    stem::LONGEST,
};
use sha2::{Digest as _, Sha256};
use shared::people::fold;
use std::sync::LazyLock;
use tantivy::tokenizer::{Token, TokenStream, Tokenizer};

/// Rises when the rules below change; the lists count by themselves.
const RULES: u32 = 3;

/// A word in a text: where it stands, and its letters in lower case.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Word {
    /// The byte where it begins.
    pub start: usize,
    /// The byte after it.
    pub end: usize,
    /// Its letters in lower case, with straight apostrophes.
    pub text: String,
    /// Whether its parts follow it.
    pub whole: bool,
}

/// What stands for this version of the analysis in the payload of an index.
pub fn version() -> String {
    static VERSION: LazyLock<String> = LazyLock::new(measured);
    VERSION.clone()
}

fn measured() -> String {
    let mut hash = Sha256::new();
    hash.update(RULES.to_le_bytes());
    hash.update(compounds::TABLE);
    for word in STOP.iter().chain(["|"].iter()).chain(PROTECTED) {
        hash.update(word.as_bytes());
        hash.update(b" ");
    }
    for (word, stem) in IRREGULAR.iter().chain(BLENDED) {
        hash.update(word.as_bytes());
        hash.update(stem.as_bytes());
    }
    hash.finalize().iter().take(8).map(|byte| format!("{byte:02x}")).collect()
}

const fn apostrophe(letter: char) -> bool {
    matches!(letter, '\'' | '’' | '‘' | 'ʼ' | '`')
}

/// The letters of a ligature; texts out of a PDF are full of them.
const fn ligature(letter: char) -> Option<&'static str> {
    Some(match letter {
        'ﬀ' => "ff",
        'ﬁ' => "fi",
        'ﬂ' => "fl",
        'ﬃ' => "ffi",
        'ﬄ' => "ffl",
        'ﬅ' | 'ﬆ' => "st",
        'ĳ' | 'Ĳ' => "ij",
        _ => return None,
    })
}

const fn hyphen(letter: char) -> bool {
    matches!(letter, '-' | '\u{2010}' | '\u{2011}')
}

/// The words of a text. A word with hyphens or dots comes first as a whole, then in its parts.
pub fn words(text: &str) -> Vec<Word> {
    let mut found = Vec::new();
    let mut letters = text.char_indices().peekable();
    let mut run = Run::default();
    while let Some((at, letter)) = letters.next() {
        // A mark on a letter belongs to it; folding takes it away.
        if letter.is_alphanumeric() || (run.open && matches!(letter, '\u{300}'..='\u{36F}')) {
            run.push(at, letter);
            continue;
        }
        let next = letters.peek().is_some_and(|(_, next)| next.is_alphanumeric());
        if !run.open || !next {
            run.close(&mut found);
        } else if apostrophe(letter) {
            run.push(at, '\'');
        } else if hyphen(letter) || matches!(letter, '.' | ',') {
            run.part(letter);
        } else {
            run.close(&mut found);
        }
    }
    run.close(&mut found);
    found
}

/// Letters that hang together.
#[derive(Default)]
struct Run {
    open: bool,
    parts: Vec<Word>,
    hyphens: bool,
}

impl Run {
    fn push(&mut self, at: usize, letter: char) {
        if !self.open {
            self.parts.push(Word { start: at, end: at, text: String::new(), whole: false });
            self.open = true;
        }
        if let Some(part) = self.parts.last_mut() {
            match ligature(letter) {
                Some(letters) => part.text.push_str(letters),
                None => part.text.extend(letter.to_lowercase()),
            }
            part.end = at + letter.len_utf8();
        }
    }

    /// Ends a part; the run goes on.
    fn part(&mut self, mark: char) {
        self.hyphens |= hyphen(mark);
        self.open = false;
    }

    fn close(&mut self, found: &mut Vec<Word>) {
        self.open = false;
        let parts = std::mem::take(&mut self.parts);
        let hyphens = std::mem::take(&mut self.hyphens);
        if let [first, .., last] = parts.as_slice() {
            let single = |part: &Word| part.text.chars().count() == 1;
            let number = |part: &Word| part.text.bytes().all(|byte| byte.is_ascii_digit());
            let letters = parts.iter().all(single);
            if hyphens || letters || parts.iter().all(number) {
                let text: String = parts.iter().map(|part| part.text.as_str()).collect();
                let initials = letters && !hyphens;
                found.push(Word { start: first.start, end: last.end, text, whole: !initials });
                if initials {
                    return;
                }
            }
        }
        found.extend(parts);
    }
}

/// A word as exact fields hold it: without accents and apostrophes.
pub fn exact(word: &str) -> String {
    let mut folded = fold(word);
    folded.retain(|letter| letter != '\'');
    folded
}

/// The name of the tokenizer of stems.
pub const STEMS: &str = "dutch_stems_1";
/// The name of the tokenizer of exact words.
pub const EXACT: &str = "exact_words_1";
/// The name of the tokenizer of the parts of compounds.
pub const PARTS: &str = "dutch_parts_1";

/// The analysis as tantivy takes it.
#[derive(Clone, Copy)]
pub enum Analysis {
    /// Stems.
    Stems,
    /// Exact words.
    Exact,
    /// The stems of the parts of compounds.
    Parts,
}

impl Analysis {
    fn tokens(self, text: &str) -> Vec<Token> {
        let mut tokens = Vec::new();
        for Word { start, end, text, whole } in words(text) {
            let kept = match self {
                Self::Stems => Vec::from_iter(meaning(&text).stem.clone()),
                // A word with hyphens is in its parts already.
                Self::Exact | Self::Parts if whole => Vec::new(),
                Self::Exact => vec![exact(&text)],
                Self::Parts => meaning(&text).parts.clone(),
            };
            for text in kept.into_iter().filter(|word| !word.is_empty() && word.len() <= LONGEST) {
                let position = tokens.len();
                tokens.push(Token { offset_from: start, offset_to: end, position, text, position_length: 1 });
            }
        }
        tokens
    }
}

impl Tokenizer for Analysis {
    type TokenStream<'t> = Stream;

    fn token_stream<'t>(&'t mut self, text: &'t str) -> Stream {
        Stream { tokens: self.tokens(text).into_iter(), current: Token::default() }
    }
}

/// The words of one text.
pub struct Stream {
    tokens: std::vec::IntoIter<Token>,
    current: Token,
}

impl TokenStream for Stream {
    fn advance(&mut self) -> bool {
        match self.tokens.next() {
            Some(token) => {
                self.current = token;
                true
            }
            None => false,
        }
    }

    fn token(&self) -> &Token {
        &self.current
    }

    fn token_mut(&mut self) -> &mut Token {
        &mut self.current
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn stems(text: &str) -> Vec<String> {
        Analysis::Stems.tokens(text).into_iter().map(|token| token.text).collect()
    }

    fn exacts(text: &str) -> Vec<String> {
        Analysis::Exact.tokens(text).into_iter().map(|token| token.text).collect()
    }

    #[test]
    fn the_lists_are_sorted() {
        assert!(STOP.is_sorted());
        assert!(PROTECTED.is_sorted());
        assert!(IRREGULAR.is_sorted());
    }

    #[test]
    fn inflected_forms_meet() {
        for forms in [
            "gemeente gemeenten gemeentelijk gemeentelijke Gemeente",
            "burgemeester burgemeesters Burgemeester’s",
            "woning woningen",
            "handhaving handhaven gehandhaafd",
            "inbraak inbraken",
            "gezin gezinnen",
            "getuige getuigen",
            "gegeven gegevens",
            "wet wetten",
            "sluiting sluitingen sluiten",
            "kind kinderen",
            "foto foto’s foto's",
            "mishandeling mishandelingen mishandelde",
            "veilig veiligheid",
            "wagen wagens",
            "jongen jongens",
            "loverboy loverboys",
            "prostituee prostituees",
            "crimineel criminele criminelen",
            "weerbaar weerbaarheid weerbare",
            "bedreigen bedreigd bedreiging",
            "vervolgen vervolgd vervolging",
            "behandelen behandeld behandeling",
            "onderzoek onderzoeken onderzocht",
            "aanslag aanslagen",
            "lid leden",
            "één e\u{301}e\u{301}n",
            "fiets ﬁets FIETS",
            "officier oﬃcier officieren",
            "ijzer ĳzer Ĳzer",
        ] {
            let found: std::collections::BTreeSet<String> = stems(forms).into_iter().collect();
            assert!(found.len() <= 1, "{forms}: {found:?}");
        }
    }

    #[test]
    fn different_words_stay_apart() {
        for (one, other) in [
            ("geweld", "wel"),
            ("gemeente", "menen"),
            ("getuige", "tuig"),
            ("gebied", "bieden"),
            ("gedrag", "dragen"),
            ("gezag", "zag"),
            ("minister", "mini"),
            ("gezin", "zin"),
            ("veiligheid", "veiling"),
            ("begeleiding", "beleid"),
            ("gezondheid", "zon"),
            ("weerbaar", "weer"),
        ] {
            assert_ne!(stems(one), stems(other), "{one} and {other}");
        }
    }

    #[test]
    fn marks_inside_words() {
        assert_eq!(stems("art. 13b Opiumwet"), ["art", "13b", "opiumwet"]);
        assert_eq!(stems("E33 en 172a"), ["e33", "172a"]);
        assert_eq!(stems("jeugd-criminaliteit"), ["jeugdcriminaal", "jeugd", "criminaal"]);
        assert_eq!(stems("A.P.V."), ["apv"]);
        assert_eq!(stems("1.250"), ["1250", "1", "250"]);
        assert_eq!(stems("jan@drechtsteden.nl"), ["jan", "drechtsteed", "nl"]);
        assert_eq!(stems("RIEC/LIEC"), ["riec", "liec"]);
        assert_eq!(stems("het OM"), ["om"]);
        assert_eq!(stems("de van het zo’n"), Vec::<String>::new());
        assert_eq!(
            exacts("De foto’s van ’s-Hertogenbosch, A.P.V."),
            ["de", "fotos", "van", "s", "hertogenbosch", "apv"]
        );
    }

    #[test]
    fn a_word_knows_where_it_stands() {
        let text = "Één foto’s-map";
        let found: Vec<&str> = words(text).iter().map(|word| &text[word.start..word.end]).collect();
        assert_eq!(found, ["Één", "foto’s-map", "foto’s", "map"]);
    }

    proptest! {
        #[test]
        fn no_text_panics(text in ".{0,60}") {
            for word in words(&text) {
                prop_assert!(text.get(word.start..word.end).is_some());
            }
            stems(&text);
            exacts(&text);
        }
    }
}
