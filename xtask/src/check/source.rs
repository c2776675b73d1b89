//! A Rust file, and the same file with its comments and strings blanked out.
//!
//! Blanks keep the length and the line breaks, so an offset means the same place in all three texts.

use crate::tools;
use anyhow::Context;
use std::fs;

/// A Rust file of the checkout.
pub struct Source {
    /// Its path in the checkout, with `/`.
    pub path: String,
    /// What it says, without the comments.
    pub text: String,
    /// What it says, without comments and without what stands between quotes.
    pub code: String,
}

impl Source {
    /// Every Rust file among these.
    pub fn all(tracked: &[String]) -> anyhow::Result<Vec<Source>> {
        let rust = tracked.iter().filter(|path| path.ends_with(".rs"));
        rust.map(|path| {
            let text = fs::read_to_string(tools::root().join(path)).with_context(|| format!("reading {path}"))?;
            Ok(Source::new(path, &text))
        })
        .collect()
    }

    /// A file from its text.
    pub fn new(path: &str, text: &str) -> Source {
        let (text, code) = blank(text);
        Source { path: path.to_owned(), text, code }
    }

    /// The number of lines.
    pub fn lines(&self) -> usize {
        self.text.lines().count()
    }

    /// `path:line` of an offset.
    pub fn place(&self, offset: usize) -> String {
        format!("{}:{}", self.path, self.text[..offset].matches('\n').count() + 1)
    }

    /// The offset behind the bracket that closes the one at `open`.
    pub fn closing(&self, open: usize) -> Option<usize> {
        let mut depth = 0_usize;
        for (offset, byte) in self.code.bytes().enumerate().skip(open) {
            match byte {
                b'(' | b'[' | b'{' => depth += 1,
                b')' | b']' | b'}' => depth = depth.checked_sub(1)?,
                _ => continue,
            }
            if depth == 0 {
                return Some(offset + 1);
            }
        }
        None
    }
}

/// Whether a character can be part of a name.
pub fn is_word(character: char) -> bool {
    character.is_alphanumeric() || character == '_'
}

/// The text without comments, and without comments and strings.
fn blank(text: &str) -> (String, String) {
    let (mut without_comments, mut code) = (String::with_capacity(text.len()), String::with_capacity(text.len()));
    let mut rest = text;
    let mut after_word = false;
    while let Some(first) = rest.chars().next() {
        let (length, kind) = token(rest, after_word);
        let (this, next) = rest.split_at(length);
        match kind {
            Kind::Comment => {
                without_comments.push_str(&spaces(this));
                code.push_str(&spaces(this));
            }
            Kind::Quoted => {
                without_comments.push_str(this);
                code.push('"');
                code.push_str(&spaces(&this[1..this.len() - 1]));
                code.push('"');
            }
            Kind::Code => {
                without_comments.push_str(this);
                code.push_str(this);
            }
        }
        after_word = kind == Kind::Code && is_word(first);
        rest = next;
    }
    (without_comments, code)
}

#[derive(PartialEq, Eq)]
enum Kind {
    Comment,
    Quoted,
    Code,
}

/// The length and kind of what stands at the beginning: a comment, a literal in quotes, or one character of code.
fn token(rest: &str, after_word: bool) -> (usize, Kind) {
    let end = |found: Option<usize>| found.unwrap_or(rest.len());
    if rest.starts_with("//") {
        return (end(rest.find('\n')), Kind::Comment);
    }
    if rest.starts_with("/*") {
        return (block_comment(rest), Kind::Comment);
    }
    if !after_word && let Some(length) = raw_string(rest) {
        return (length, Kind::Quoted);
    }
    if rest.starts_with('"') {
        return (end(quoted(rest, '"')), Kind::Quoted);
    }
    let mut characters = rest.chars();
    let first = characters.next().map_or(0, char::len_utf8);
    // 'x' and '\n' are literals, 'a in <'a> is not.
    if rest.starts_with('\'') {
        let (second, third) = (characters.next(), characters.next());
        if second == Some('\\') || (third == Some('\'') && second != Some('\'')) {
            return (end(quoted(rest, '\'')), Kind::Quoted);
        }
    }
    (first, Kind::Code)
}

/// The length of a literal that begins and ends with this quote, if it ends.
fn quoted(rest: &str, quote: char) -> Option<usize> {
    let mut escaped = false;
    for (offset, character) in rest.char_indices().skip(1) {
        match character {
            _ if escaped => escaped = false,
            '\\' => escaped = true,
            _ if character == quote => return Some(offset + 1),
            _ => (),
        }
    }
    None
}

fn raw_string(rest: &str) -> Option<usize> {
    let body = ["r", "br", "cr"].iter().find_map(|prefix| rest.strip_prefix(prefix))?;
    let hashes = body.len() - body.trim_start_matches('#').len();
    let inner = body[hashes..].strip_prefix('"')?;
    let end = format!("\"{}", "#".repeat(hashes));
    let close = inner.find(&end)?;
    Some(rest.len() - inner.len() + close + end.len())
}

fn block_comment(rest: &str) -> usize {
    let mut depth = 0_usize;
    for (offset, _) in rest.char_indices() {
        if rest[offset..].starts_with("/*") {
            depth += 1;
        } else if rest[offset..].starts_with("*/") {
            depth -= 1;
            if depth == 0 {
                return offset + 2;
            }
        }
    }
    rest.len()
}

/// As long in bytes, and with the same line breaks.
fn spaces(text: &str) -> String {
    text.bytes().map(|byte| if byte == b'\n' { '\n' } else { ' ' }).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn comments_and_strings_are_blanked_in_place() {
        let text = "a /* x /* y */ z */ b // c\n\"d \\\" // e\" 'f' '\\'' <'g> r#\"h \" i\"# for\"é\" r";
        let source = Source::new("x.rs", text);
        assert_eq!(source.text.len(), text.len());
        assert_eq!(source.code.len(), text.len());
        let words = source.code.split_whitespace().collect::<Vec<_>>();
        assert_eq!(words, ["a", "b", "\"", "\"", "\"", "\"", "\"", "\"", "<'g>", "\"", "\"", "for\"", "\"", "r"]);
        assert_eq!(source.place(text.find("'f'").unwrap()), "x.rs:2");
    }

    #[test]
    fn brackets_in_strings_do_not_count() {
        let source = Source::new("x.rs", "f({ \")\" }, [1]) + 1");
        assert_eq!(source.closing(1).map(|end| &source.text[end..]), Some(" + 1"));
    }
}
