//! `OpenDocument` text.

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

/// Bytes of the list of what is in the document.
const LIST: u64 = 4 * 1024 * 1024;

/// Reads a document of `OpenDocument`.
pub fn read<R: Read + Seek>(archive: &mut Archive<R>, sink: &mut Sink) -> Result<(), Refusal> {
    let mut locked = false;
    archive.read("META-INF/manifest.xml", LIST, |part| {
        walk(part, |event| {
            locked |= matches!(event, Event::Start(element) if element.name() == "encryption-data");
            if locked { ControlFlow::Break(()) } else { ControlFlow::Continue(()) }
        })
    })?;
    if locked {
        return Err(Refusal::Encrypted);
    }
    if !archive.has("content.xml") {
        return Err(Refusal::Damaged);
    }
    archive.read("content.xml", limits::UNPACKED, |part| {
        let (mut lines, mut left_out) = (0_usize, 0_usize);
        walk(part, |event| {
            match event {
                // What was deleted and is only remembered, and what was noted in the margin.
                Event::Start(element) if matches!(element.name(), "tracked-changes" | "annotation") => left_out += 1,
                Event::End("tracked-changes" | "annotation") => left_out = left_out.saturating_sub(1),
                _ if left_out > 0 => {}
                Event::Start(element) => match element.name() {
                    "p" | "h" => lines += 1,
                    "s" | "tab" => sink.space(),
                    "line-break" => sink.line(),
                    _ => {}
                },
                Event::End("p" | "h") => {
                    lines = lines.saturating_sub(1);
                    sink.line();
                }
                Event::Text(text) if lines > 0 => sink.push(text),
                Event::End(_) | Event::Text(_) => {}
            }
            if sink.full() { ControlFlow::Break(()) } else { ControlFlow::Continue(()) }
        })
    })
}
