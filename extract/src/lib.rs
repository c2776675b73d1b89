//! The text of a document: for search, not for reading.
//!
//! A document comes from somebody who may mean harm. Everything here counts what it does ([`limits`]), reads no more than it
//! needs, follows no reference out of the document and gives a [`Refusal`] instead of a panic. Who calls it keeps it in a
//! process of its own all the same: what others wrote to read PDF is not ours to vouch for.

mod archive;
mod docx;
mod kind;
pub mod limits;
mod odt;
mod pdf;
mod plain;
mod sink;
mod xlsx;
mod xml;

pub use kind::Kind;
pub use plain::{Reading, readable};

use archive::Archive;
use sink::Sink;
use std::{
    io::{Read, Seek},
    thread,
};

/// Rises when a document gives another text than before: every document is then read anew.
pub const VERSION: u32 = 1;
/// The stack of what reads: deeper than any document needs, and not that of the caller.
const STACK: usize = 32 * 1024 * 1024;

/// The text of a document.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Text {
    /// The text, in lines.
    pub body: String,
    /// Whether there is more than is kept of it.
    pub cut: bool,
}

/// Why there is no text.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Refusal {
    /// It is kept by a password.
    #[error("a password is asked for")]
    Encrypted,
    /// It is not what it should be.
    #[error("it is damaged")]
    Damaged,
    /// It unpacks to more than anybody writes.
    #[error("it unpacks to too much")]
    Large,
    /// It holds a program.
    #[error("it holds macros")]
    Macros,
    /// It is something else than we read.
    #[error("it is none of the kinds that are read")]
    Unknown,
}

impl Refusal {
    /// All of them.
    pub const ALL: [Self; 5] = [Self::Encrypted, Self::Damaged, Self::Large, Self::Macros, Self::Unknown];

    /// As it is kept and passed on.
    pub const fn key(self) -> &'static str {
        match self {
            Self::Encrypted => "encrypted",
            Self::Damaged => "damaged",
            Self::Large => "large",
            Self::Macros => "macros",
            Self::Unknown => "unknown",
        }
    }

    /// The refusal with this key.
    pub fn parse(key: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|refusal| refusal.key() == key)
    }
}

/// The text of a document that is of `kind`.
///
/// # Errors
/// When there is none to be had.
pub fn text(file: impl Read + Seek + Send, kind: Kind) -> Result<Text, Refusal> {
    guarded(|| {
        let mut sink = Sink::new(limits::TEXT);
        match kind {
            Kind::Pdf => pdf::read(file, &mut sink)?,
            Kind::Text | Kind::Markdown => plain::read(file, &mut sink)?,
            Kind::Docx | Kind::Pptx | Kind::Xlsx | Kind::Odt => {
                let mut archive = Archive::open(file)?;
                if archive.kind()? != kind {
                    return Err(Refusal::Unknown);
                }
                match kind {
                    Kind::Docx => docx::read(&mut archive, &mut sink)?,
                    Kind::Pptx => docx::slides(&mut archive, &mut sink)?,
                    Kind::Xlsx => xlsx::read(&mut archive, &mut sink)?,
                    _ => odt::read(&mut archive, &mut sink)?,
                }
            }
        }
        Ok(sink.text())
    })
}

/// Which kind of document an archive is.
///
/// # Errors
/// `Macros` when it holds a program; `Unknown` when it is no document of ours; and as [`text`].
pub fn office(file: impl Read + Seek + Send) -> Result<Kind, Refusal> {
    guarded(|| Archive::open(file)?.kind())
}

/// Runs `work` where its panics and its depth are its own.
fn guarded<T: Send>(work: impl FnOnce() -> Result<T, Refusal> + Send) -> Result<T, Refusal> {
    thread::scope(|scope| {
        let running = thread::Builder::new().stack_size(STACK).spawn_scoped(scope, work);
        running.map_err(|_| Refusal::Large)?.join().unwrap_or(Err(Refusal::Damaged))
    })
}
