//! `plein restore`.

use super::{
    format::{FORMAT, Line, Summing, failed},
    queries,
    save::Saved,
};
use crate::{
    Error, Result, clock,
    db::{Db, ROWS, Table, Tx},
    files::Store,
};
use flate2::read::GzDecoder;
use serde_json::Value;
use std::{
    fs::File,
    io::{self, BufRead, BufReader, Read as _},
    path::Path,
};

/// The longest line of a backup: a row with the longest text that is taken, in bytes.
const LONGEST: u64 = 256 * 1024 * 1024;

/// Takes a backup in, into an empty site: all of it or nothing.
///
/// # Errors
/// When the site is not empty, the backup is of another schema, damaged or cut off; the database's or the disk's.
pub async fn restore(db: &Db, store: &Store, path: &Path) -> Result<Saved> {
    let file =
        File::open(path).map_err(|error| Error::internal(format!("{} cannot be read: {error}", path.display())))?;
    let mut lines = Lines(BufReader::with_capacity(256 * 1024, GzDecoder::new(BufReader::new(file))));
    let schema = db.schema().await?;
    match lines.next()? {
        Some(Line::Plein { format: FORMAT, schema: theirs, .. }) if theirs == schema => {}
        Some(Line::Plein { schema: theirs, version, .. }) => {
            return Err(wrong(format!(
                "the backup was made by Plein {version} with schema {theirs}, this program has schema {schema}; \
                 restore it with that version and upgrade afterwards"
            )));
        }
        _ => return Err(wrong("the file is not a backup of Plein".to_owned())),
    }
    let tables = db.tables().await?;
    let members = queries::members(db).await?;
    if members > 0 {
        return Err(wrong(format!(
            "the site is not empty: it has {members} members; restore into an empty data folder and an empty database"
        )));
    }
    db.write_alone(async |tx| {
        tx.unsettled().await?;
        for table in &tables {
            tx.empty(&table.name).await?;
        }
        tx.empty("change").await?;
        let saved = take(tx, &mut lines, &tables, store).await?;
        queries::renew(tx, &shared::ids::to_text(clock::fresh_id())).await?;
        tx.settled().await?;
        Ok(saved)
    })
    .await
}

fn wrong(what: String) -> Error {
    Error::internal(what)
}

fn cut_off() -> Error {
    wrong("the backup ends too early; nothing was restored".to_owned())
}

async fn take(tx: &mut Tx, lines: &mut Lines, tables: &[Table], store: &Store) -> Result<Saved> {
    let mut saved = Saved::default();
    loop {
        match lines.next()?.ok_or_else(cut_off)? {
            Line::Table(table) => {
                // The names that are written come from this database, never from the file.
                let Some(own) = tables.iter().find(|own| own.name == table.name && own.columns == table.columns) else {
                    return Err(wrong(format!("this program has another table {:?}", table.name)));
                };
                saved.rows += rows(tx, lines, own).await?;
                saved.tables += 1;
            }
            Line::File { id, size } => {
                let draft = store.draft(&format!("restore-{id}")).map_err(failed)?;
                let mut to = File::create(&draft).map_err(failed)?;
                let copied = io::copy(&mut (&mut lines.0).take(size), &mut to).map_err(failed)?;
                if copied != size {
                    return Err(cut_off());
                }
                store.keep(&draft, id).map_err(failed)?;
                lines.line()?;
                saved.files += 1;
            }
            Line::End { tables, rows, files } => {
                if (tables, rows, files) != (saved.tables, saved.rows, saved.files) {
                    return Err(wrong("the backup does not hold what it says; nothing was restored".to_owned()));
                }
                // Read to the end, so that the checksum of the whole file is looked at.
                return if lines.line()?.is_none() {
                    Ok(saved)
                } else {
                    Err(wrong("the backup is damaged".to_owned()))
                };
            }
            Line::Plein { .. } | Line::Rows(_) => return Err(wrong("the backup is damaged".to_owned())),
        }
    }
}

async fn rows(tx: &mut Tx, lines: &mut Lines, table: &Table) -> Result<u64> {
    let mut sum = Summing::default();
    let mut batch: Vec<Vec<Value>> = Vec::with_capacity(ROWS);
    loop {
        let line = lines.line()?.ok_or_else(cut_off)?;
        if line.first() == Some(&b'{') {
            tx.add_rows(table, &batch).await?;
            let Line::Rows(theirs) = parse(&line)? else { return Err(wrong("the backup is damaged".to_owned())) };
            let ours = sum.done();
            return if ours == theirs {
                Ok(ours.count)
            } else {
                Err(wrong(format!("the rows of {} are damaged; nothing was restored", table.name)))
            };
        }
        sum.add(&line);
        batch.push(parse(&line)?);
        if batch.len() == ROWS {
            tx.add_rows(table, &batch).await?;
            batch.clear();
        }
    }
}

fn parse<T: serde::de::DeserializeOwned>(line: &[u8]) -> Result<T> {
    serde_json::from_slice(line).map_err(|error| wrong(format!("the backup is damaged: {error}")))
}

/// The lines of a backup.
struct Lines(BufReader<GzDecoder<BufReader<File>>>);

impl Lines {
    /// A line without its end.
    fn line(&mut self) -> Result<Option<Vec<u8>>> {
        let mut line = Vec::new();
        let told = |error: io::Error| wrong(format!("the backup is damaged or cut off: {error}"));
        let read = (&mut self.0).take(LONGEST).read_until(b'\n', &mut line).map_err(told)?;
        if read == 0 {
            return Ok(None);
        }
        if line.pop() != Some(b'\n') {
            return Err(cut_off());
        }
        Ok(Some(line))
    }

    /// A line that is not a row.
    fn next(&mut self) -> Result<Option<Line>> {
        match self.line()? {
            None => Ok(None),
            Some(line) => parse(&line).map(Some),
        }
    }
}
