//! `plein backup`, `plein restore` and `plein check`.

use super::{Done, lock, say};
use crate::{Error, app::App, backup, files::Store};
use std::path::Path;

/// What went wrong, without the words for readers of the site.
fn plain(error: Error) -> Box<dyn std::error::Error + Send + Sync> {
    match error {
        Error::Internal(cause) => cause,
        other => other.into(),
    }
}

/// Saves the site.
///
/// # Errors
/// When the file cannot be written, or stored files are gone.
pub async fn save(app: &App, file: &Path) -> Done {
    let saved = backup::save(&app.db, &Store::of(app), app.clock.now(), file).await.map_err(plain)?;
    say(format!("{}: {} tables, {} rows, {} files", file.display(), saved.tables, saved.rows, saved.files));
    if saved.missing > 0 {
        return Err(
            format!("{} stored files are gone; `plein check` names them. The rest was saved", saved.missing).into()
        );
    }
    Ok(())
}

/// Takes a backup in.
///
/// # Errors
/// When a site serves from the data folder, it is not empty, or the backup is not whole.
pub async fn restore(app: &App, file: &Path) -> Done {
    let _alone = lock::alone(&app.config.storage.data)?;
    let saved = backup::restore(&app.db, &Store::of(app), file).await.map_err(plain)?;
    say(format!("restored {} tables, {} rows, {} files", saved.tables, saved.rows, saved.files));
    Ok(())
}

/// Looks whether everything is whole.
///
/// # Errors
/// When something is not.
#[expect(clippy::print_stderr, reason = "what was asked for")]
pub async fn check(app: &App) -> Done {
    let report = backup::check(app).await.map_err(plain)?;
    report.seen.iter().for_each(say);
    if report.wrong.is_empty() {
        say("everything is whole");
        return Ok(());
    }
    for line in &report.wrong {
        eprintln!("{line}");
    }
    Err(format!("{} things are wrong", report.wrong.len()).into())
}
