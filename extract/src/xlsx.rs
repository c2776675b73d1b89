//! Excel: `SpreadsheetML`. Words stand in a table beside the sheets; sheets point at them.

use crate::{
    Refusal,
    archive::Archive,
    limits,
    sink::Sink,
    xml::{Event, walk},
};
use std::{
    io::{Read, Seek},
    ops::ControlFlow,
};

/// The table of words: one text, and where each ends. A table of small words would else take ten times its own room.
#[derive(Default)]
struct Words {
    text: String,
    ends: Vec<u32>,
}

impl Words {
    fn end(&mut self) {
        self.ends.push(u32::try_from(self.text.len()).unwrap_or(u32::MAX));
    }

    fn get(&self, number: &str) -> Option<&str> {
        let number: usize = number.trim().parse().ok()?;
        let start = match number.checked_sub(1) {
            Some(before) => *self.ends.get(before)?,
            None => 0,
        };
        let end = *self.ends.get(number)?;
        self.text.get(usize::try_from(start).ok()?..usize::try_from(end).ok()?)
    }
}

/// Reads a workbook: the names of its sheets, and what stands in them, row by row.
pub fn read<R: Read + Seek>(archive: &mut Archive<R>, sink: &mut Sink) -> Result<(), Refusal> {
    for name in archive.parts("spreadsheetml.sheet.main+xml") {
        archive.read(&name, limits::UNPACKED, |part| {
            walk(part, |event| {
                if let Event::Start(element) = event
                    && element.name() == "sheet"
                    && let Some(name) = element.get("name")
                {
                    sink.push(&name);
                    sink.line();
                }
                ControlFlow::Continue(())
            })
        })?;
    }
    let words = words(archive)?;
    for name in archive.parts("spreadsheetml.worksheet+xml") {
        archive.read(&name, limits::UNPACKED, |part| sheet(part, &words, sink))?;
        if sink.full() {
            break;
        }
    }
    Ok(())
}

fn words<R: Read + Seek>(archive: &mut Archive<R>) -> Result<Words, Refusal> {
    let mut words = Words::default();
    for name in archive.parts("spreadsheetml.sharedStrings+xml") {
        archive.read(&name, limits::UNPACKED, |part| {
            let (mut inside, mut spoken) = (false, 0_usize);
            walk(part, |event| {
                match event {
                    // How a word is said in Japanese is not a second word.
                    Event::Start(element) if element.name() == "rPh" => spoken += 1,
                    Event::End("rPh") => spoken = spoken.saturating_sub(1),
                    Event::Start(element) if element.name() == "t" => inside = spoken == 0,
                    Event::End("t") => inside = false,
                    Event::End("si") => words.end(),
                    Event::Text(text) if inside => words.text.push_str(text),
                    _ => {}
                }
                ControlFlow::Continue(())
            })
        })?;
    }
    Ok(words)
}

fn sheet(part: &mut dyn std::io::BufRead, words: &Words, sink: &mut Sink) -> Result<(), Refusal> {
    let (mut inside, mut kind, mut value) = (false, String::new(), String::new());
    walk(part, |event| {
        match event {
            Event::Start(element) => match element.name() {
                "c" => {
                    kind = element.get("t").unwrap_or_default();
                    value.clear();
                }
                "v" | "t" => inside = true,
                _ => {}
            },
            Event::Text(text) if inside => value.push_str(text),
            Event::End("v" | "t") => inside = false,
            Event::End("c") => {
                match kind.as_str() {
                    "s" => sink.push(words.get(&value).unwrap_or_default()),
                    "str" | "inlineStr" => sink.push(&value),
                    // Nobody looks for 0.30000000000000004, but for the number of a file perhaps.
                    "" | "n" if value.bytes().all(|byte| byte.is_ascii_digit()) => sink.push(&value),
                    _ => {}
                }
                sink.space();
            }
            Event::End("row") => sink.line(),
            Event::End(_) | Event::Text(_) => {}
        }
        if sink.full() { ControlFlow::Break(()) } else { ControlFlow::Continue(()) }
    })
}
