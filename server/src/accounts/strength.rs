//! Which passwords are too easy to guess. No rules about kinds of characters: a password is judged by what is left of it
//! when all that a guesser tries first is taken out.

use shared::{Wrong, limits};
use std::{collections::BTreeSet, sync::LazyLock};

/// Words that guessers try first, Dutch and English.
static COMMON: LazyLock<Vec<Vec<char>>> =
    LazyLock::new(|| include_str!("common.txt").split_whitespace().map(|word| word.chars().collect()).collect());

/// Keys beside each other, and the alphabet.
const ROWS: [&str; 9] = [
    "abcdefghijklmnopqrstuvwxyz",
    "01234567890",
    "qwertyuiop",
    "asdfghjkl",
    "zxcvbnm",
    "azertyuiop",
    "qsdfghjklm",
    "!@#$%^&*()",
    "1qaz2wsx3edc4rfv5tgb6yhn7ujm8ik9ol0p",
];
/// Characters that must be left.
const LEFT: usize = 8;
/// Different ones among them.
const DIFFERENT: usize = 5;

/// What is wrong with `password` for somebody of whom a guesser knows these words: name, address, organisation, site.
pub fn judge(password: &str, known: &[&str]) -> Option<Wrong> {
    let length = u32::try_from(password.chars().count()).unwrap_or(u32::MAX);
    if password.chars().any(char::is_control) {
        return Some(Wrong::Unprintable);
    }
    if length < limits::PASSWORD_MIN {
        return Some(Wrong::TooShort(limits::PASSWORD_MIN));
    }
    if length > limits::PASSWORD_MAX {
        return Some(Wrong::TooLong(limits::PASSWORD_MAX));
    }
    (!strong(password, known)).then_some(Wrong::WeakPassword)
}

fn strong(password: &str, known: &[&str]) -> bool {
    let typed: Vec<char> = shared::people::fold(password).chars().collect();
    let read: Vec<char> = typed.iter().copied().map(letter_of).collect();
    let mut guessed = vec![false; typed.len()];
    repeats(&typed, &mut guessed);
    runs(&typed, &mut guessed);
    years(&typed, &mut guessed);
    let words = known.iter().flat_map(|text| parts(text));
    for word in words.chain(COMMON.iter().cloned()) {
        cover(&typed, &word, &mut guessed);
        cover(&read, &word, &mut guessed);
    }
    let left = typed.iter().zip(&guessed).filter(|(letter, guessed)| !**guessed && !filler(**letter));
    let left: Vec<char> = left.map(|(letter, _)| *letter).collect();
    left.len() >= LEFT && left.iter().collect::<BTreeSet<_>>().len() >= DIFFERENT
}

/// What people put between words and at the end.
fn filler(letter: char) -> bool {
    letter.is_whitespace() || "-_.,!?".contains(letter)
}

/// The words of a name or an address, without those that are too short to matter.
fn parts(text: &str) -> Vec<Vec<char>> {
    let folded = shared::people::fold(text);
    let parts = folded.split(|letter: char| !letter.is_alphanumeric()).filter(|part| part.chars().count() > 2);
    parts.map(|part| part.chars().collect()).collect()
}

/// The letter that a digit or mark stands for.
fn letter_of(typed: char) -> char {
    match typed {
        '0' => 'o',
        '1' | '!' => 'i',
        '3' | '€' => 'e',
        '4' | '@' => 'a',
        '5' | '$' => 's',
        '7' => 't',
        '8' => 'b',
        other => other,
    }
}

fn mark(guessed: &mut [bool], from: usize, count: usize) {
    guessed.iter_mut().skip(from).take(count).for_each(|place| *place = true);
}

/// Marks every place where `word` stands.
fn cover(text: &[char], word: &[char], guessed: &mut [bool]) {
    for (at, window) in text.windows(word.len().max(1)).enumerate() {
        if window == word {
            mark(guessed, at, word.len());
        }
    }
}

/// Marks all but the first of a piece that is repeated to the end.
fn repeats(text: &[char], guessed: &mut [bool]) {
    for size in 1..=text.len() / 2 {
        let same = text.iter().zip(text.iter().skip(size)).all(|(a, b)| a == b);
        if same {
            mark(guessed, size, text.len());
            return;
        }
    }
}

/// Marks four or more keys in a row, and three or more of the same.
fn runs(text: &[char], guessed: &mut [bool]) {
    let rows: Vec<Vec<char>> =
        ROWS.iter().flat_map(|row| [row.chars().collect(), row.chars().rev().collect()]).collect();
    for (at, window) in text.windows(4).enumerate() {
        if rows.iter().any(|row| row.windows(4).any(|run| run == window)) {
            mark(guessed, at, 4);
        }
    }
    for (at, window) in text.windows(3).enumerate() {
        if let [a, b, c] = window
            && a == b
            && b == c
        {
            mark(guessed, at, 3);
        }
    }
}

fn years(text: &[char], guessed: &mut [bool]) {
    for (at, window) in text.windows(4).enumerate() {
        if matches!(window, ['1', '9', a, b] | ['2', '0', a, b] if a.is_ascii_digit() && b.is_ascii_digit()) {
            mark(guessed, at, 4);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const KNOWN: [&str; 4] =
        ["Pieter van den Berg", "pieter.vandenberg@sliedrecht.example", "Gemeente Sliedrecht", "Plein"];

    #[test]
    fn what_a_guesser_tries_first_is_weak() {
        for weak in [
            "wachtwoord123!",
            "Welkom2026!!",
            "W@chtw00rd2024",
            "qwertyuiop123456",
            "1qaz2wsx3edc4rfv",
            "aaaaaaaaaaaaaaaa",
            "ab3!ab3!ab3!ab3!",
            "PieterVanDenBerg1970",
            "sliedrecht-sliedrecht",
            "plein-plein-plein",
            "Zomer2025Zomer2025",
            "welkom-op-het-plein",
            "098765432109876",
            "ikhouvanjou2024",
        ] {
            assert_eq!(judge(weak, &KNOWN), Some(Wrong::WeakPassword), "{weak}");
        }
    }

    #[test]
    fn a_phrase_and_a_random_text_are_good() {
        for good in [
            "vier bomen naast de sloot",
            "correct horse battery staple",
            "xK9#mQ2$vL7p",
            "een lange zin met welkom erin en nog wat",
            "Ω≈ç√∫µ åß∂ƒ©˙∆",
            "839201847562",
        ] {
            assert_eq!(judge(good, &KNOWN), None, "{good}");
        }
    }

    #[test]
    fn length_is_judged_first() {
        assert_eq!(judge("kort", &[]), Some(Wrong::TooShort(12)));
        assert_eq!(judge(&"vier bomen ".repeat(30), &[]), Some(Wrong::TooLong(256)));
        assert_eq!(judge("vier\0bomen naast de sloot", &[]), Some(Wrong::Unprintable));
    }
}
