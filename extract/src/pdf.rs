//! PDF. What is drawn on a page are letters at places; words and lines are what stands close together.

use crate::{Refusal, limits, sink::Sink};
use hayro_interpret::{
    BlendMode, ClipPath, Context, Device, DrawMode, DrawProps, Image, ImageDrawProps, InterpreterCache,
    InterpreterSettings, SoftMask,
    font::{Glyph, GlyphRun},
    hayro_cmap::BfString,
    hayro_syntax::{LoadPdfError, Pdf},
    interpret_page,
    kurbo::{Affine, BezPath, Point, Rect, Vec2},
};
use std::io::Read;

/// The units in which a font measures its letters.
const EM: f64 = 1000.0;
/// The space between two words, in parts of the size of a letter.
const WORD: f64 = 0.15;
/// How far back a letter may stand before it is another column.
const BACK: f64 = 0.6;
/// How far up or down a letter may stand before it is another line.
const LINE: f64 = 0.6;
/// Words after which a hyphen at the end of a line stays: "foto- en video".
const KEEPING: [&str; 4] = ["en ", "of ", "and ", "or "];

/// Reads a PDF.
pub fn read(file: impl Read, sink: &mut Sink) -> Result<(), Refusal> {
    let mut bytes = Vec::new();
    let read = file.take(limits::FILE + 1).read_to_end(&mut bytes).map_err(|_| Refusal::Damaged)?;
    if u64::try_from(read).unwrap_or(u64::MAX) > limits::FILE {
        return Err(Refusal::Large);
    }
    let pdf = Pdf::new(bytes).map_err(|error| match error {
        LoadPdfError::Decryption(_) => Refusal::Encrypted,
        LoadPdfError::Invalid => Refusal::Damaged,
    })?;
    let cache = InterpreterCache::new();
    for page in pdf.pages().iter() {
        let bounds = Rect::new(0.0, 0.0, 1.0, 1.0);
        let settings = InterpreterSettings::default();
        let mut context = Context::new(Affine::IDENTITY, bounds, &cache, pdf.xref(), settings);
        let mut lines = Lines { sink, end: None, broken: false, ahead: String::new() };
        interpret_page(page, &mut context, &mut lines);
        lines.settle();
        sink.line();
        if sink.full() {
            break;
        }
    }
    Ok(())
}

/// Where the last letter ended, which way it ran and how large it was.
#[derive(Clone, Copy)]
struct End {
    at: Point,
    way: Vec2,
    size: f64,
}

/// Puts letters together to words and lines, in the order in which they are drawn.
struct Lines<'s> {
    sink: &'s mut Sink,
    end: Option<End>,
    /// Whether the last line ended in a hyphen; what comes after it says whether that was a part of the word.
    broken: bool,
    /// What came after it so far.
    ahead: String,
}

impl Lines<'_> {
    fn letter(&mut self, transform: Affine, advance: f64, text: &str) {
        let start = transform * Point::ZERO;
        let along = transform * Point::new(1.0, 0.0) - start;
        let up = transform * Point::new(0.0, 1.0) - start;
        let size = EM * up.hypot().max(along.hypot());
        if !size.is_finite() || size <= 0.0 {
            return;
        }
        if let Some(end) = self.end {
            let step = start - end.at;
            let (forth, aside) = (step.dot(end.way) / end.size, step.cross(end.way) / end.size);
            if aside.abs() > LINE || forth < -BACK {
                self.line();
            } else if forth > WORD {
                self.word(" ");
            }
        }
        self.word(text);
        let way = if along.hypot() > 0.0 { along / along.hypot() } else { Vec2::new(1.0, 0.0) };
        self.end = Some(End { at: transform * Point::new(advance, 0.0), way, size });
    }

    fn word(&mut self, text: &str) {
        if !self.broken {
            return self.sink.push(text);
        }
        // Enough to know whether a word of three letters follows.
        self.ahead.push_str(text);
        if self.ahead.chars().count() > 3 || self.ahead.contains(' ') {
            self.settle();
        }
    }

    fn line(&mut self) {
        self.settle();
        if self.sink.last() == Some('-') {
            self.broken = true;
        } else {
            self.sink.line();
        }
    }

    /// Decides what the hyphen at the end of the last line was.
    fn settle(&mut self) {
        if !std::mem::take(&mut self.broken) {
            return;
        }
        let ahead = std::mem::take(&mut self.ahead);
        if KEEPING.iter().any(|word| ahead.starts_with(word)) || !ahead.starts_with(char::is_lowercase) {
            self.sink.line();
        } else if !ahead.starts_with(vowel) || !self.sink.before_last().is_some_and(vowel) {
            self.sink.pop();
        }
        self.sink.push(&ahead);
    }
}

/// Between vowels the hyphen is a part of the word: "video-opnamen".
const fn vowel(letter: char) -> bool {
    matches!(letter, 'a' | 'e' | 'i' | 'o' | 'u')
}

impl Device<'_> for Lines<'_> {
    fn draw_path(&mut self, _: &BezPath, _: DrawProps<'_>, _: &DrawMode) {}
    fn push_clip_path(&mut self, _: &ClipPath) {}
    fn push_transparency_group(&mut self, _: f32, _: Option<SoftMask<'_>>, _: BlendMode) {}
    fn draw_image(&mut self, _: Image<'_, '_>, _: ImageDrawProps<'_>) {}
    fn pop_clip(&mut self) {}
    fn pop_transparency_group(&mut self) {}

    fn draw_glyph_run(&mut self, run: &GlyphRun<'_, '_>, props: DrawProps<'_>, _: &DrawMode) {
        if self.sink.full() {
            return;
        }
        for glyph in run.glyphs() {
            let advance = match &**glyph {
                Glyph::Outline(outline) => outline.advance_width(),
                Glyph::Type3(drawn) => drawn.advance_width(),
            };
            let text = match glyph.as_unicode() {
                Some(BfString::Char(letter)) => letter.to_string(),
                Some(BfString::String(text)) => text,
                None => continue,
            };
            self.letter(props.transform * glyph.transform(), f64::from(advance.unwrap_or_default()), &text);
        }
    }
}
