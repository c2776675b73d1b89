//! Text that is nothing but text.

use crate::{Refusal, sink::Sink};
use std::io::{self, Read};

/// Bytes that are read at once.
const PIECE: usize = 64 * 1024;

/// Judges bytes as they come: whether they are text.
#[derive(Debug, Default)]
pub struct Reading {
    /// The beginning of a character whose end is still to come.
    rest: Vec<u8>,
}

impl Reading {
    /// Takes the next bytes and gives the text in them; nothing when they are not text.
    pub fn next(&mut self, bytes: &[u8]) -> Option<String> {
        let mut all = std::mem::take(&mut self.rest);
        all.extend_from_slice(bytes);
        let good = match str::from_utf8(&all) {
            Ok(_) => all.len(),
            Err(error) if error.error_len().is_none() => error.valid_up_to(),
            Err(_) => return None,
        };
        self.rest = all.split_off(good);
        let text = String::from_utf8(all).ok()?;
        let odd = |letter: char| letter.is_control() && !matches!(letter, '\n' | '\r' | '\t' | '\u{C}');
        if text.contains(odd) { None } else { Some(text) }
    }

    /// Whether the last character was whole.
    pub fn whole(&self) -> bool {
        self.rest.is_empty()
    }
}

/// Whether all of it is text: UTF-8 without characters that steer a machine.
///
/// # Errors
/// The disk's.
pub fn readable(mut file: impl Read) -> io::Result<bool> {
    let (mut reading, mut piece) = (Reading::default(), vec![0; PIECE]);
    loop {
        let read = file.read(&mut piece)?;
        let Some(bytes) = piece.get(..read).filter(|bytes| !bytes.is_empty()) else { return Ok(reading.whole()) };
        if reading.next(bytes).is_none() {
            return Ok(false);
        }
    }
}

/// Reads text.
pub fn read(mut file: impl Read, sink: &mut Sink) -> Result<(), Refusal> {
    let (mut reading, mut piece) = (Reading::default(), vec![0; PIECE]);
    while !sink.full() {
        let read = file.read(&mut piece).map_err(|_| Refusal::Damaged)?;
        let Some(bytes) = piece.get(..read).filter(|bytes| !bytes.is_empty()) else {
            return if reading.whole() { Ok(()) } else { Err(Refusal::Damaged) };
        };
        for letter in reading.next(bytes).ok_or(Refusal::Damaged)?.chars() {
            if letter == '\n' { sink.line() } else { sink.letter(letter) }
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::readable;

    #[test]
    fn text_is_utf_8_without_controls() {
        let long = "é".repeat(100_000);
        for (bytes, text) in [
            (long.as_bytes(), true),
            (b"\xEF\xBB\xBFEen regel\r\nen nog een\t\x0C", true),
            (b"", true),
            (b"caf\xE9", false),
            (b"caf\xC3", false),
            (b"a\0b", false),
            (b"\x1B[31m", false),
        ] {
            assert_eq!(readable(bytes).expect("read"), text, "{:?}", bytes.get(..8));
        }
    }
}
