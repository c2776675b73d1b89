//! Mails that were sent, as they stand in their files.

use std::path::Path;

/// One mail.
#[derive(Clone, Debug)]
pub struct Mail {
    /// All of it, decoded: headers, text and HTML.
    pub text: String,
}

impl Mail {
    /// The mails in a folder, oldest first.
    pub fn all(folder: &Path) -> Vec<Self> {
        let mut files: Vec<_> = std::fs::read_dir(folder)
            .into_iter()
            .flatten()
            .flatten()
            .map(|entry| entry.path())
            .filter(|path| path.extension().is_some_and(|kind| kind == "eml"))
            .collect();
        files.sort();
        files.iter().filter_map(|file| std::fs::read(file).ok()).map(|raw| Self { text: decoded(&raw) }).collect()
    }

    /// A header's value, unfolded.
    pub fn header(&self, name: &str) -> Option<String> {
        let head = self.text.split("\n\n").next()?.replace("\n ", " ").replace("\n\t", " ");
        let line = head.lines().find(|line| line.to_lowercase().starts_with(&format!("{}:", name.to_lowercase())))?;
        Some(line.split_once(':')?.1.trim().to_owned())
    }

    /// The first address of this site in it that has `part` in its path: what the reader clicks.
    pub fn link(&self, part: &str) -> Option<String> {
        let mut rest = self.text.as_str();
        while let Some(at) = rest.find("http://") {
            rest = &rest[at + 7..];
            let end = rest.find(|c: char| c.is_whitespace() || "\"<>)".contains(c)).unwrap_or(rest.len());
            let path = rest[..end].find('/').map(|slash| &rest[slash..end]).unwrap_or_default();
            if path.contains(part) {
                return Some(path.to_owned());
            }
        }
        None
    }
}

/// A mail with its parts decoded: quoted-printable and base64 become text, line ends become `\n`.
fn decoded(raw: &[u8]) -> String {
    let raw = String::from_utf8_lossy(raw).replace("\r\n", "\n");
    let mut text = String::new();
    let blocks = raw.split("\n\n").peekable();
    let mut encoding = String::new();
    for block in blocks {
        let lower = block.to_lowercase();
        let heads = lower.contains("content-transfer-encoding:") || lower.contains("content-type:");
        if heads {
            let value = lower.split("content-transfer-encoding:").nth(1).unwrap_or_default();
            encoding = value.split_whitespace().next().unwrap_or_default().to_owned();
            text.push_str(block);
        } else if encoding == "base64" {
            text.push_str(&String::from_utf8_lossy(&base64(block)));
        } else if encoding == "quoted-printable" {
            text.push_str(&quoted(block));
        } else {
            text.push_str(block);
        }
        text.push_str("\n\n");
    }
    text
}

fn quoted(text: &str) -> String {
    let joined = text.replace("=\n", "");
    let mut bytes = Vec::new();
    let mut rest = joined.as_bytes();
    while let Some((&first, tail)) = rest.split_first() {
        let hex = tail.get(..2).and_then(|hex| std::str::from_utf8(hex).ok());
        match hex.and_then(|hex| u8::from_str_radix(hex, 16).ok()).filter(|_| first == b'=') {
            Some(byte) => {
                bytes.push(byte);
                rest = &tail[2..];
            }
            None => {
                bytes.push(first);
                rest = tail;
            }
        }
    }
    String::from_utf8_lossy(&bytes).into_owned()
}

fn base64(text: &str) -> Vec<u8> {
    const LETTERS: &[u8] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let (mut bits, mut count, mut bytes) = (0_u32, 0, Vec::new());
    for letter in text.bytes() {
        let Some(value) = LETTERS.iter().position(|known| *known == letter) else { continue };
        bits = bits << 6 | value as u32;
        count += 6;
        if count >= 8 {
            count -= 8;
            bytes.push((bits >> count) as u8);
        }
    }
    bytes
}
