//! The text of attachments, for search: a job reads it after the commit that brought the file.
//!
//! What has no text of this version of what reads is found by a [`Backlog`], so that files of before, of a backup and of an older
//! program are read as well.

use super::{model::Taken, queries, reading, store::Store};
use crate::{
    Error, Result,
    access::{Act, Permit},
    app::App,
    db::{ChangeKind, Tx},
    outbox::{self, Job},
};
use extract::{Kind, Refusal};
use serde::{Deserialize, Serialize};
use shared::{
    Timestamp,
    ids::{AudienceId, FileId, PostId},
};

/// The job that reads a document.
pub const READ: &str = "file_text";
/// How often a document is tried that ends in neither a text nor a refusal.
const TRIES: i64 = 3;
/// Documents of before that are handed out at once.
const SOME: i64 = 100;
/// Seconds between two looks for documents of before.
const AGAIN: i64 = 3600;

#[derive(Serialize, Deserialize)]
struct Document {
    file: FileId,
}

/// Makes a file known as one of `post`, read by `audience`, and has its text read: in the transaction that writes or changes
/// the post.
///
/// # Errors
/// The database's.
pub async fn attach<A: Act>(
    tx: &mut Tx,
    by: &Permit<A>,
    audience: AudienceId,
    post: PostId,
    file: &Taken,
    at: Timestamp,
) -> Result<()> {
    queries::attach(tx, by, audience, post, file, at).await?;
    if Kind::of_mime(file.mime).is_some() {
        hand_out(tx, file.id, at).await?;
    }
    Ok(())
}

async fn hand_out(tx: &mut Tx, file: FileId, now: Timestamp) -> Result<()> {
    outbox::enqueue(tx, READ, &format!("{READ}:{file}"), &Document { file }, now, now).await
}

/// A walk along the documents whose text is still to be read, from the newest to the oldest; and again after a while.
#[derive(Debug, Default)]
pub struct Backlog {
    before: Option<FileId>,
    next: i64,
}

impl Backlog {
    /// Hands out the next few; gives how many that were. To be asked when those of before are done, so that few wait at a
    /// time.
    ///
    /// # Errors
    /// The database's.
    pub async fn hand_out(&mut self, app: &App) -> Result<usize> {
        let now = app.clock.now().seconds();
        if now < self.next {
            return Ok(0);
        }
        let unread = queries::unread(&app.db, self.before, version(), SOME).await?;
        self.before = unread.last().copied();
        if unread.is_empty() {
            self.next = now + AGAIN;
            return Ok(0);
        }
        app.db
            .write(async |tx| {
                let now = tx.clock(app.clock).await?;
                for file in &unread {
                    hand_out(tx, *file, now).await?;
                }
                Ok::<_, Error>(())
            })
            .await?;
        tracing::info!(documents = unread.len(), "the text of documents is still to be read");
        Ok(unread.len())
    }
}

fn version() -> i64 {
    i64::from(extract::VERSION)
}

/// Reads one document and keeps its text; the index hears of it.
///
/// # Errors
/// When it cannot be read now; the database's.
pub async fn deliver(app: &App, job: &Job) -> Result<()> {
    let Document { file } = job.read()?;
    let Some(mime) = queries::mime(&app.db, file).await? else { return Ok(()) };
    let Some(kind) = Kind::of_mime(&mime) else { return Ok(()) };
    let (state, body) = match reading::text(&Store::of(app).path(file), kind).await {
        Ok(Ok(text)) => (if text.cut { "cut" } else { "whole" }, text.body),
        Ok(Err(refusal)) => (refusal.key(), String::new()),
        Err(Error::NotFound) => ("gone", String::new()),
        Err(_) if job.attempts >= TRIES => (Refusal::Large.key(), String::new()),
        Err(error) => return Err(error),
    };
    tracing::debug!(file.id = %file, state, bytes = body.len(), "a document was read");
    app.db
        .write(async |tx| {
            let now = tx.clock(app.clock).await?;
            if queries::keep_text(tx, file, &body, state, version(), now).await? > 0 {
                tx.changed(ChangeKind::File, file.uuid(), now).await?;
            }
            Ok(())
        })
        .await
}
