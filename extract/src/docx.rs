//! Word and `PowerPoint`: both write paragraphs of runs of text, and call them alike.

use crate::{
    Refusal,
    archive::Archive,
    limits,
    sink::Sink,
    xml::{Event, walk},
};
use std::{
    io::{BufRead, Read, Seek},
    ops::ControlFlow,
};

/// What is read of Word, and in which order: what the text says comes before what surrounds it.
const WORD: [&str; 5] = [
    "document.main+xml",
    "footnotes+xml",
    "endnotes+xml",
    "wordprocessingml.header+xml",
    "wordprocessingml.footer+xml",
];
/// Slides, then what the speaker says, then drawings whose words stand apart.
const SLIDES: [&str; 3] = ["presentationml.slide+xml", "presentationml.notesSlide+xml", "drawingml.diagramData+xml"];

/// Reads a document of Word.
pub fn read<R: Read + Seek>(archive: &mut Archive<R>, sink: &mut Sink) -> Result<(), Refusal> {
    parts(archive, &WORD, sink)
}

/// Reads a presentation.
pub fn slides<R: Read + Seek>(archive: &mut Archive<R>, sink: &mut Sink) -> Result<(), Refusal> {
    parts(archive, &SLIDES, sink)
}

fn parts<R: Read + Seek>(archive: &mut Archive<R>, endings: &[&str], sink: &mut Sink) -> Result<(), Refusal> {
    for ending in endings {
        for name in archive.parts(ending) {
            if sink.full() {
                return Ok(());
            }
            archive.read(&name, limits::UNPACKED, |part| paragraphs(part, sink))?;
        }
    }
    Ok(())
}

fn paragraphs(part: &mut dyn BufRead, sink: &mut Sink) -> Result<(), Refusal> {
    let (mut inside, mut doubled) = (false, 0_usize);
    walk(part, |event| {
        match event {
            // What old programs show in the place of what was told already.
            Event::Start(element) if element.name() == "Fallback" => doubled += 1,
            Event::End("Fallback") => doubled = doubled.saturating_sub(1),
            _ if doubled > 0 => {}
            Event::Start(element) => match element.name() {
                "t" => inside = true,
                "tab" | "ptab" => sink.space(),
                "br" | "cr" => sink.line(),
                "noBreakHyphen" => sink.letter('-'),
                _ => {}
            },
            Event::End("t") => inside = false,
            Event::End("p") => sink.line(),
            Event::Text(text) if inside => sink.push(text),
            Event::End(_) | Event::Text(_) => {}
        }
        if sink.full() { ControlFlow::Break(()) } else { ControlFlow::Continue(()) }
    })
}
