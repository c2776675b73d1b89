//! `plein backup`.

use super::{
    format::{FORMAT, Line, Summing, failed, text},
    queries,
};
use crate::{
    Error, Result,
    db::{Db, Snap, Table},
    files::Store,
};
use flate2::{Compression, write::GzEncoder};
use shared::Timestamp;
use std::{
    fs::{self, File, OpenOptions},
    io::{self, BufReader, BufWriter, Write as _},
    path::Path,
};

type Out = GzEncoder<BufWriter<File>>;

/// What was saved.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Saved {
    /// Tables.
    pub tables: u64,
    /// Rows of all tables.
    pub rows: u64,
    /// Stored files.
    pub files: u64,
    /// Files that were gone.
    pub missing: u64,
}

/// Saves the site of this moment in `path`. The file appears when it is whole.
///
/// # Errors
/// The database's or the disk's.
pub async fn save(db: &Db, store: &Store, now: Timestamp, path: &Path) -> Result<Saved> {
    let mut name = path.file_name().unwrap_or_default().to_owned();
    name.push(".part");
    let part = path.with_file_name(name);
    let done = write(db, store, now, &part).await;
    if done.is_err() {
        // The first error is the one that counts.
        let _ = fs::remove_file(&part);
    }
    let saved = done?;
    fs::rename(&part, path).map_err(failed)?;
    Ok(saved)
}

async fn write(db: &Db, store: &Store, now: Timestamp, part: &Path) -> Result<Saved> {
    let mut out = GzEncoder::new(BufWriter::with_capacity(256 * 1024, private(part)?), Compression::fast());
    let tables = db.tables().await?;
    let schema = db.schema().await?;
    let version = env!("CARGO_PKG_VERSION").to_owned();
    line(&mut out, &Line::Plein { format: FORMAT, schema, version, at: now })?;
    let mut saved = Saved::default();
    let files = db
        .read(async |snap| {
            snap.patient().await?;
            for table in &tables {
                saved.rows += rows(snap, table, &mut out).await?;
                saved.tables += 1;
            }
            Ok::<_, Error>(queries::files(&mut *snap).await?)
        })
        .await?;
    for file in files {
        let Ok(bytes) = File::open(store.path(file.id)) else {
            tracing::warn!(file = %file.id, "a stored file is gone");
            saved.missing += 1;
            continue;
        };
        let size = bytes.metadata().map_err(failed)?.len();
        line(&mut out, &Line::File { id: file.id, size })?;
        let copied = io::copy(&mut io::Read::take(BufReader::new(bytes), size), &mut out).map_err(failed)?;
        if copied != size {
            return Err(Error::internal(format!("the file {} changed while it was read", file.id)));
        }
        out.write_all(b"\n").map_err(failed)?;
        saved.files += 1;
    }
    line(&mut out, &Line::End { tables: saved.tables, rows: saved.rows, files: saved.files })?;
    let file = out.finish().map_err(failed)?.into_inner().map_err(|error| failed(error.into_error()))?;
    file.sync_all().map_err(failed)?;
    Ok(saved)
}

/// A backup holds everything, so only its owner reads it.
fn private(path: &Path) -> Result<File> {
    let mut options = OpenOptions::new();
    options.write(true).create(true).truncate(true);
    #[cfg(unix)]
    {
        use std::os::unix::fs::OpenOptionsExt as _;
        options.mode(0o600);
    }
    options.open(path).map_err(|error| Error::internal(format!("{} cannot be written: {error}", path.display())))
}

fn line(out: &mut Out, line: &Line) -> Result<()> {
    out.write_all(&text(line)?).and_then(|()| out.write_all(b"\n")).map_err(failed)
}

async fn rows(snap: &mut Snap, table: &Table, out: &mut Out) -> Result<u64> {
    line(out, &Line::Table(table.clone()))?;
    let mut sum = Summing::default();
    snap.each_row(table, |row| {
        let row = text(&row)?;
        sum.add(&row);
        out.write_all(&row).and_then(|()| out.write_all(b"\n")).map_err(failed)
    })
    .await?;
    let sum = sum.done();
    line(out, &Line::Rows(sum.clone()))?;
    Ok(sum.count)
}
