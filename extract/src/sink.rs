//! Where text is gathered: in lines, without what no text holds, and never more than is kept.

use crate::{Text, limits};
use std::{mem, time::Instant};

/// The text so far.
pub struct Sink {
    text: String,
    most: usize,
    cut: bool,
    until: Instant,
}

impl Sink {
    /// Room for so many bytes.
    pub fn new(most: usize) -> Self {
        Self { text: String::new(), most, cut: false, until: Instant::now() + limits::TIME }
    }

    /// Whether nothing more is wanted: it is full, or has taken long enough.
    pub fn full(&mut self) -> bool {
        if !self.cut && Instant::now() > self.until {
            self.cut = true;
        }
        self.cut
    }

    /// The last character.
    pub fn last(&self) -> Option<char> {
        self.text.chars().next_back()
    }

    /// The character before the last.
    pub fn before_last(&self) -> Option<char> {
        self.text.chars().rev().nth(1)
    }

    /// Takes the last character away.
    pub fn pop(&mut self) {
        self.text.pop();
    }

    /// Adds text; ends of lines in it are spaces.
    pub fn push(&mut self, text: &str) {
        text.chars().for_each(|letter| self.letter(letter));
    }

    /// Adds a character.
    pub fn letter(&mut self, letter: char) {
        match letter {
            // What only tells where a line may break would part a word in two.
            '\u{AD}' | '\u{200B}' | '\u{2060}' | '\u{FEFF}' => {}
            letter if letter.is_whitespace() || letter.is_control() => self.space(),
            letter => match ligature(letter) {
                Some(letters) => letters.chars().for_each(|letter| self.add(letter)),
                None => self.add(letter),
            },
        }
    }

    /// Parts two words.
    pub fn space(&mut self) {
        if self.last().is_some_and(|last| !last.is_whitespace()) {
            self.add(' ');
        }
    }

    /// Ends a line.
    pub fn line(&mut self) {
        if self.text.ends_with(' ') {
            self.text.pop();
        }
        if self.last().is_some_and(|last| last != '\n') {
            self.add('\n');
        }
    }

    fn add(&mut self, letter: char) {
        if self.cut {
            return;
        }
        if self.text.len() + letter.len_utf8() > self.most {
            self.cut = true;
        } else {
            self.text.push(letter);
        }
    }

    /// What was gathered.
    pub fn text(mut self) -> Text {
        let kept = self.text.trim_end().len();
        self.text.truncate(kept);
        Text { body: mem::take(&mut self.text), cut: self.cut }
    }
}

/// The letters that a typesetter drew as one.
const fn ligature(letter: char) -> Option<&'static str> {
    Some(match letter {
        '\u{FB00}' => "ff",
        '\u{FB01}' => "fi",
        '\u{FB02}' => "fl",
        '\u{FB03}' => "ffi",
        '\u{FB04}' => "ffl",
        '\u{FB05}' | '\u{FB06}' => "st",
        '\u{132}' => "IJ",
        '\u{133}' => "ij",
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn text_is_cut_between_characters() {
        let mut sink = Sink::new(5);
        sink.push("éééé");
        assert_eq!(sink.text(), Text { body: "éé".to_owned(), cut: true });
    }

    #[test]
    fn spaces_and_lines_are_single() {
        let mut sink = Sink::new(100);
        sink.push("  a\u{0}\t b\u{AD}c \u{FB01}n");
        sink.line();
        sink.line();
        sink.push("d");
        assert_eq!(sink.text().body, "a bc fin\nd");
    }
}
