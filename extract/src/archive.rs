//! An archive of which every byte that comes out is counted.

use crate::{Kind, Refusal, limits, xml};
use std::{
    io::{self, BufRead, BufReader, ErrorKind, Read, Seek, SeekFrom},
    ops::ControlFlow,
};
use zip::{ZipArchive, result::ZipError};

/// Bytes of the list of parts, and of what says which kind it is.
const LIST: u64 = 4 * 1024 * 1024;
/// How names of what holds a program end; the parts of office documents are named so by their makers.
const PROGRAMS: [&str; 9] =
    ["vbaproject.bin", "vbadata.xml", ".docm", ".dotm", ".xlsm", ".xltm", ".xlam", ".pptm", ".ppsm"];
/// What the kinds of Microsoft call their first part.
const MAIN: [(Kind, &str); 3] = [
    (Kind::Docx, "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"),
    (Kind::Pptx, "application/vnd.openxmlformats-officedocument.presentationml.presentation.main+xml"),
    (Kind::Xlsx, "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"),
];

/// An open archive.
pub struct Archive<R> {
    zip: ZipArchive<R>,
    /// Bytes that may still come out.
    left: u64,
    /// Parts with their types, of a document of Microsoft's; in their order.
    parts: Vec<(String, String)>,
}

impl<R: Read + Seek> Archive<R> {
    /// Opens it, and looks at what it promises.
    pub fn open(mut file: R) -> Result<Self, Refusal> {
        let size = file.seek(SeekFrom::End(0)).map_err(|_| Refusal::Damaged)?;
        file.rewind().map_err(|_| Refusal::Damaged)?;
        if size > limits::FILE {
            return Err(Refusal::Large);
        }
        let zip = ZipArchive::new(file).map_err(refused)?;
        if zip.len() > limits::ENTRIES {
            return Err(Refusal::Large);
        }
        let left = limits::UNPACKED.min((size * limits::RATIO).max(limits::SMALL));
        Ok(Self { zip, left, parts: Vec::new() })
    }

    /// Which kind of document it is, by what it says of itself.
    pub fn kind(&mut self) -> Result<Kind, Refusal> {
        if self.zip.file_names_raw().any(|name| program(&String::from_utf8_lossy(name).to_ascii_lowercase())) {
            return Err(Refusal::Macros);
        }
        if self.has("mimetype") {
            let mut said = String::new();
            self.read("mimetype", 100, |part| part.read_to_string(&mut said).map(drop).map_err(damaged))?;
            return if said.trim() == Kind::Odt.mime() { Ok(Kind::Odt) } else { Err(Refusal::Unknown) };
        }
        if !self.has("[Content_Types].xml") {
            return Err(Refusal::Unknown);
        }
        let mut parts = Vec::new();
        self.read("[Content_Types].xml", LIST, |part| {
            xml::walk(part, |event| {
                if let xml::Event::Start(element) = event
                    && element.name() == "Override"
                    && let (Some(name), Some(kind)) = (element.get("PartName"), element.get("ContentType"))
                {
                    parts.push((name.trim_start_matches('/').to_owned(), kind));
                }
                ControlFlow::Continue(())
            })
        })?;
        if parts.iter().any(|(_, kind)| kind.contains("macroEnabled") || kind.contains("vbaProject")) {
            return Err(Refusal::Macros);
        }
        self.parts = parts;
        let is = |main: &str| self.parts.iter().any(|(_, kind)| kind == main);
        MAIN.into_iter().find(|(_, main)| is(main)).map(|(kind, _)| kind).ok_or(Refusal::Unknown)
    }

    /// Whether there is a part of this name.
    pub fn has(&self, name: &str) -> bool {
        self.zip.index_for_name(name).is_some()
    }

    /// The names of the parts whose type ends so, as people count: `slide2` before `slide10`.
    pub fn parts(&self, ending: &str) -> Vec<String> {
        let mut names: Vec<String> =
            self.parts.iter().filter(|(_, kind)| kind.ends_with(ending)).map(|(name, _)| name.clone()).collect();
        names.sort_by_key(|name| (number(name), name.clone()));
        names
    }

    /// Has `work` read a part, of which at most `most` bytes come out; one that is not there is empty.
    pub fn read<T: Default>(
        &mut self,
        name: &str,
        most: u64,
        work: impl FnOnce(&mut dyn BufRead) -> Result<T, Refusal>,
    ) -> Result<T, Refusal> {
        let Some(place) = self.zip.index_for_name(name) else { return Ok(T::default()) };
        let entry = self.zip.by_index(place).map_err(refused)?;
        let mut counted = Counted { inner: entry, left: self.left.min(most), over: false };
        let before = counted.left;
        let done = work(&mut BufReader::new(&mut counted));
        self.left = self.left.saturating_sub(before - counted.left);
        if counted.over { Err(Refusal::Large) } else { done }
    }
}

/// Whether an entry of this name, in small letters, holds a program: those of Microsoft's, and of `OpenDocument`.
fn program(name: &str) -> bool {
    PROGRAMS.iter().any(|ending| name.ends_with(ending))
        || name.starts_with("xl/macrosheets/")
        || name.starts_with("basic/")
        || name.starts_with("scripts/")
}

/// The number at the end of a name, before its ending.
fn number(name: &str) -> u32 {
    let stem = name.rsplit_once('.').map_or(name, |(stem, _)| stem);
    let digits = stem.len() - stem.trim_end_matches(|letter: char| letter.is_ascii_digit()).len();
    stem.get(stem.len() - digits..).and_then(|digits| digits.parse().ok()).unwrap_or(u32::MAX)
}

/// A reader that stops at a number of bytes, and remembers that it did.
struct Counted<R> {
    inner: R,
    left: u64,
    over: bool,
}

impl<R: Read> Read for Counted<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let read = self.inner.read(buffer)?;
        if let Some(left) = self.left.checked_sub(u64::try_from(read).unwrap_or(u64::MAX)) {
            self.left = left;
            Ok(read)
        } else {
            self.over = true;
            Err(ErrorKind::FileTooLarge.into())
        }
    }
}

/// What the archive says, as we say it.
fn refused(error: ZipError) -> Refusal {
    match error {
        ZipError::UnsupportedArchive(ZipError::PASSWORD_REQUIRED) | ZipError::InvalidPassword => Refusal::Encrypted,
        _ => Refusal::Damaged,
    }
}

fn damaged(_: io::Error) -> Refusal {
    Refusal::Damaged
}

#[cfg(test)]
mod tests {
    use super::number;

    #[test]
    fn parts_are_counted_as_people_count() {
        assert!(number("ppt/slides/slide2.xml") < number("ppt/slides/slide10.xml"));
        assert_eq!(number("word/document.xml"), u32::MAX);
    }
}
