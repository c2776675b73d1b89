//! `plein import`: what stands in files comes to stand here, line by line.
//!
//! A line is lost alone: what is wrong with it is said with its number, and the others are taken. Everything is written
//! in small transactions through the same services as the doors use, so it works beside a site that serves.

mod articles;
mod threads;

use super::Done;
use crate::app::App;
use clap::Subcommand;
use indicatif::{ProgressBar, ProgressStyle};
use std::{
    fs::File,
    io::{BufRead as _, BufReader},
    path::{Path, PathBuf},
};

/// The longest line that is taken, in bytes.
const LONGEST: usize = 16 * 1024 * 1024;

/// What can be imported.
#[derive(Subcommand)]
pub enum Import {
    /// Articles of the kennisbank; importing a file again brings them up to date.
    Articles {
        /// A file with a JSON object on each line: id, title, `body_markdown` and more.
        file: PathBuf,
        /// The slug of the community whose members alone read them; all members when absent.
        #[arg(long)]
        community: Option<String>,
    },
    /// Threads; importing a file again adds the posts that are new.
    Threads {
        /// A file with a JSON object on each line: id, community, title, author, `created_at`, tags, posts.
        file: PathBuf,
    },
}

/// Runs an import.
///
/// # Errors
/// When the file cannot be read, or lines of it were bad.
pub async fn run(app: &App, import: Import) -> Done {
    match import {
        Import::Articles { file, community } => articles::import(app, &file, community.as_deref()).await,
        Import::Threads { file } => threads::import(app, &file).await,
    }
}

/// The lines of a file, with their numbers, and a bar that shows how far we are.
pub struct Lines {
    file: BufReader<File>,
    bar: ProgressBar,
    number: usize,
    bad: usize,
}

impl Lines {
    /// Opens a file.
    ///
    /// # Errors
    /// When it cannot be read.
    pub fn open(path: &Path) -> Result<Self, String> {
        let told = |error: std::io::Error| format!("{} cannot be read: {error}", path.display());
        let file = File::open(path).map_err(told)?;
        let meta = file.metadata().map_err(told)?;
        if meta.is_dir() {
            return Err(format!("{} is a folder; name a file with a JSON object on each line", path.display()));
        }
        let bar = ProgressBar::new(meta.len());
        if let Ok(style) = ProgressStyle::with_template("{bar:40} {percent:>3} %  {bytes}/{total_bytes}  {msg}") {
            bar.set_style(style);
        }
        Ok(Self { file: BufReader::new(file), bar, number: 0, bad: 0 })
    }

    /// The next line that is not empty, with its number. A line that is no object or too long is said and passed over.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn next(&mut self) -> std::io::Result<Option<(usize, String)>> {
        loop {
            let mut bytes = Vec::new();
            let mut limited = std::io::Read::take(&mut self.file, u64::try_from(LONGEST).unwrap_or(u64::MAX));
            let read = limited.read_until(b'\n', &mut bytes)?;
            if read == 0 {
                return Ok(None);
            }
            self.number += 1;
            self.bar.inc(u64::try_from(read).unwrap_or_default());
            if read == LONGEST && bytes.last() != Some(&b'\n') {
                self.pass_line()?;
                self.bad(self.number, "longer than 16 MB");
                continue;
            }
            match String::from_utf8(bytes) {
                Ok(text) if text.trim().is_empty() => {}
                Ok(text) => match text.trim_start_matches('\u{feff}').trim() {
                    line if line.starts_with('{') => return Ok(Some((self.number, line.to_owned()))),
                    _ => self.bad(self.number, "not a JSON object: a line starts with {"),
                },
                Err(_) => self.bad(self.number, "not UTF-8"),
            }
        }
    }

    /// Passes over the rest of a line, without keeping it.
    fn pass_line(&mut self) -> std::io::Result<()> {
        loop {
            let buffer = self.file.fill_buf()?;
            let (length, ends) = match buffer.iter().position(|byte| *byte == b'\n') {
                Some(place) => (place + 1, true),
                None => (buffer.len(), buffer.is_empty()),
            };
            self.file.consume(length);
            if ends {
                return Ok(());
            }
        }
    }

    /// Says what is wrong with a line.
    pub fn bad(&mut self, number: usize, what: &str) {
        self.bad += 1;
        self.tell(number, what);
    }

    /// Says something about a line.
    #[expect(clippy::print_stderr, reason = "what was asked for")]
    pub fn tell(&self, number: usize, what: &str) {
        self.bar.suspend(|| eprintln!("line {number}: {what}"));
    }

    /// Says how far we are.
    pub fn at(&self, text: String) {
        self.bar.set_message(text);
    }

    /// Takes the bar away and gives how many lines were bad.
    pub fn close(self) -> usize {
        self.bar.finish_and_clear();
        self.bad
    }
}
