//! `plein check`: whether what is kept is whole.

use super::queries;
use crate::{
    Error, Result,
    app::App,
    db::Engine,
    files::{Store, measure},
    index::{self, Condition},
};
use std::{fs, io, path::Path};

/// Changes that the index lacks are counted up to this.
const BEHIND: i64 = 100_000;
/// What to do about an index that is of no use.
const ANEW: &str = "plein reindex makes it anew, and so does the next start";

/// What was looked at, and what is wrong.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Report {
    /// What was looked at, line by line.
    pub seen: Vec<String>,
    /// What is wrong.
    pub wrong: Vec<String>,
}

/// Looks at the database, the stored files and the search index.
///
/// # Errors
/// When they cannot be looked at.
pub async fn check(app: &App) -> Result<Report> {
    let mut report = Report::default();
    let engine = match app.db.engine() {
        Engine::Sqlite => "SQLite",
        Engine::Postgres => "PostgreSQL",
    };
    report.seen.push(format!("database: {engine}, schema {}", app.db.schema().await?));
    report.wrong.extend(app.db.integrity().await?);
    let tables = app.db.tables().await?;
    app.db
        .read(async |snap| {
            snap.patient().await?;
            for table in &tables {
                let mut rows = 0_u64;
                snap.each_row(table, |_| {
                    rows += 1;
                    Ok::<_, Error>(())
                })
                .await?;
                report.seen.push(format!("{}: {rows} rows", table.name));
            }
            let astray = [
                ("threads whose last number is wrong", queries::threads_astray(&mut *snap).await?),
                ("channels that are behind their events", queries::channels_astray(&mut *snap).await?),
                ("articles whose version was not kept", queries::articles_astray(&mut *snap).await?),
                ("communities without an owner", queries::communities_astray(&mut *snap).await?),
            ];
            report.wrong.extend(astray.iter().filter(|(_, n)| *n > 0).map(|(what, n)| format!("{n} {what}")));
            Ok::<_, Error>(())
        })
        .await?;
    files(app, &mut report).await?;
    search(app, &mut report).await?;
    Ok(report)
}

async fn search(app: &App, report: &mut Report) -> Result<()> {
    // A server that goes on writing may put a file in the place of one that is just looked at.
    let mut found = index::condition(app).await;
    if found.is_err() {
        found = index::condition(app).await;
    }
    match found {
        Ok(Condition::Absent) => report.seen.push("search index: none; a site that serves makes it".to_owned()),
        Ok(Condition::Whole { documents, cursor }) => {
            let behind = app.db.changes_after(cursor, BEHIND).await?.len();
            report.seen.push(format!("search index: {documents} documents, whole, {behind} changes behind"));
        }
        Ok(Condition::Damaged(files)) => report.wrong.push(format!("search index: {files} files are damaged; {ANEW}")),
        Err(error) => report.wrong.push(format!("search index: it cannot be read ({error}); {ANEW}")),
    }
    Ok(())
}

async fn files(app: &App, report: &mut Report) -> Result<()> {
    let store = Store::of(app);
    let stored = queries::files(&app.db).await?;
    let (mut good, mut bytes) = (0_u64, 0_i64);
    for file in &stored {
        match measure(&store.path(file.id)) {
            Err(error) if error.kind() == io::ErrorKind::NotFound => {
                report.wrong.push(format!("file {} is gone", file.id));
            }
            Err(error) => report.wrong.push(format!("file {} cannot be read: {error}", file.id)),
            Ok((sha256, size)) if size == file.size && sha256 == file.sha256 => {
                good += 1;
                bytes += size;
            }
            Ok(_) => report.wrong.push(format!("file {} holds other bytes than it should", file.id)),
        }
    }
    report.seen.push(format!("files: {good} of {} whole, {bytes} bytes", stored.len()));
    let kept = kept(&app.config.storage.data.join("files")).map_err(Error::internal)?;
    if kept > stored.len() {
        report
            .seen
            .push(format!("files: {} that nothing names; a site that serves takes them away", kept - stored.len()));
    }
    Ok(())
}

/// How many files are in the store.
fn kept(root: &Path) -> io::Result<usize> {
    let mut count = 0;
    let Ok(parts) = fs::read_dir(root) else { return Ok(count) };
    for part in parts {
        let part = part?.path();
        if part.is_dir() && !part.ends_with("tmp") {
            count += fs::read_dir(part)?.count();
        }
    }
    Ok(count)
}
