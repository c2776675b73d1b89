//! What a mail says, as text and as HTML.

use shared::{Lang, fault::invisible};
use std::fmt::Write as _;

/// A part of a letter.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Piece {
    /// A paragraph.
    Says(String),
    /// A link on a line of its own: the words and the address.
    Link(String, String),
    /// What somebody wrote, after who did.
    Quote(String, String),
    /// Something quiet at the end.
    Small(String),
}

/// What a mail says.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Letter {
    /// The language of the reader.
    pub lang: Lang,
    /// The subject.
    pub subject: String,
    /// What it says.
    pub pieces: Vec<Piece>,
}

/// A text without what hides or reorders text.
fn plain(text: &str) -> String {
    text.chars().filter(|letter| (!letter.is_control() || *letter == '\n') && !invisible(*letter)).collect()
}

fn escape(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for letter in plain(text).chars() {
        match letter {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\'' => out.push_str("&#39;"),
            '\n' => out.push_str("<br>\n"),
            other => out.push(other),
        }
    }
    out
}

impl Letter {
    /// As text.
    pub fn text(&self) -> String {
        let mut out = String::new();
        for piece in &self.pieces {
            // Writing to a String cannot fail.
            let _ = match piece {
                Piece::Says(text) | Piece::Small(text) => write!(out, "{}\n\n", plain(text)),
                Piece::Link(words, href) => {
                    let colon = if words.ends_with(['?', '!', '.', ':']) { "" } else { ":" };
                    write!(out, "{}{colon}\n{}\n\n", plain(words), plain(href))
                }
                Piece::Quote(who, text) => {
                    let lines = plain(text).lines().collect::<Vec<_>>().join("\n> ");
                    write!(out, "{}:\n> {lines}\n\n", plain(who))
                }
            };
        }
        out
    }

    /// As HTML that needs nothing from elsewhere.
    pub fn html(&self) -> String {
        let mut out = format!(
            "<!doctype html>\n<html lang=\"{}\">\n<head><meta charset=\"utf-8\"><title>{}</title></head>\n<body>\n",
            self.lang.tag(),
            escape(&self.subject)
        );
        for piece in &self.pieces {
            let _ = match piece {
                Piece::Says(text) => writeln!(out, "<p>{}</p>", escape(text)),
                Piece::Link(words, href) => {
                    writeln!(out, "<p><a href=\"{}\"><b>{}</b></a></p>", escape(href), escape(words))
                }
                Piece::Quote(who, text) => {
                    writeln!(out, "<p><b>{}</b></p>\n<blockquote>{}</blockquote>", escape(who), escape(text))
                }
                Piece::Small(text) => writeln!(out, "<hr>\n<p><small>{}</small></p>", escape(text)),
            };
        }
        out.push_str("</body>\n</html>\n");
        out
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_somebody_wrote_stays_text() {
        let letter = Letter {
            subject: "</title><script>".into(),
            pieces: vec![
                Piece::Quote("<b>Anna".into(), "<img src=x onerror=alert(1)>\u{202E}\nregel".into()),
                Piece::Link("Lees".into(), "https://x.example/\"><script>".into()),
                Piece::Link("Wat nu?".into(), "https://x.example/".into()),
            ],
            ..Letter::default()
        };
        let html = letter.html();
        assert!(!html.contains("<script") && !html.contains("<img") && !html.contains("<b>Anna"), "{html}");
        assert!(letter.text().contains("Lees:\nhttps://") && letter.text().contains("Wat nu?\nhttps://"));
        assert!(letter.text().contains("> <img src=x onerror=alert(1)>\n> regel\n"));
    }
}
