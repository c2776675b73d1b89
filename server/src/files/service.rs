//! What can be done with files, one function per use case.

use super::{
    model::{Look, Row, Taken, Type, Use, harmless},
    picture, queries, reading,
    store::{self, Store},
    upload::{Draft, full},
};
use crate::{
    Error, Result,
    access::{self, ReadPost},
    app::{App, Ctx},
    clock,
};
use extract::Refusal;
use shared::{Wrong, ids::FileId};
use std::{fs::File, io::Read as _, path::PathBuf, time::Duration};
use tokio::sync::Semaphore;

/// One image at a time: decoding may take hundreds of megabytes.
static DECODING: Semaphore = Semaphore::const_new(1);
/// How long a stored file may wait for the transaction that makes it known.
const WAIT: Duration = Duration::from_hours(24);
/// Files that are looked up at once.
const BATCH: usize = 200;

/// Judges a file and stores its bytes. Nothing knows of it yet: see [`super::attach`] and [`super::photo`].
///
/// # Errors
/// `Invalid` at the field it came from, with what is wrong with it; `Full`.
pub async fn take(ctx: &Ctx, draft: Draft, kind: Use) -> Result<Taken> {
    let store = Store::of(&ctx.app);
    let id = FileId::from_uuid(clock::fresh_id());
    let type_ = judge(&draft, kind).await?.map_err(|wrong| Error::field(&draft.field, wrong))?;
    let _place = DECODING.acquire().await.map_err(Error::internal)?;
    tokio::task::spawn_blocking(move || keep(&store, &draft, id, kind, type_)).await.map_err(Error::internal)?
}

/// What a file is, by its content; or why we do not take it.
async fn judge(draft: &Draft, use_: Use) -> Result<Result<Type, Wrong>> {
    let path = draft.path().to_owned();
    let head = move || {
        let mut head = Vec::new();
        File::open(path)?.take(8192).read_to_end(&mut head)?;
        Ok(head)
    };
    let head = tokio::task::spawn_blocking(head).await.map_err(Error::internal)?.map_err(full)?;
    let look = Look::of(&head, &draft.name);
    if use_ == Use::Photo {
        return Ok(match look {
            Look::Is(Type::Document(_)) => Err(Wrong::PhotoType),
            Look::Is(kind) => Ok(kind),
            _ => Err(Wrong::PhotoType),
        });
    }
    Ok(match look {
        Look::Is(kind) => Ok(kind),
        Look::Other => Err(Wrong::FileType),
        Look::Old => Err(Wrong::OldDocument),
        Look::Archive => reading::kind(draft.path()).await?.map(Type::Document).map_err(|refusal| match refusal {
            Refusal::Macros => Wrong::Macros,
            Refusal::Unknown => Wrong::FileType,
            Refusal::Encrypted => Wrong::OldDocument,
            Refusal::Damaged | Refusal::Large => Wrong::BadDocument,
        }),
        Look::Text(kind) => {
            let path = draft.path().to_owned();
            let text = tokio::task::spawn_blocking(move || extract::readable(File::open(path)?));
            let text = text.await.map_err(Error::internal)?.map_err(full)?;
            if text { Ok(Type::Document(kind)) } else { Err(Wrong::FileType) }
        }
    })
}

fn keep(store: &Store, draft: &Draft, id: FileId, use_: Use, kind: Type) -> Result<Taken> {
    let wrong = |wrong: Wrong| Error::field(&draft.field, wrong);
    let (kind, pixels, path) = if matches!(kind, Type::Document(_)) {
        (kind, None, draft.path().to_owned())
    } else {
        let path = draft.path().with_extension("nieuw");
        let encoded = picture::again(draft.path(), &path, kind, use_);
        let encoded = encoded.inspect_err(|_| _ = std::fs::remove_file(&path)).map_err(wrong)?;
        let (width, height) = encoded.pixels;
        (encoded.kind, Some((i64::from(width), i64::from(height))), path)
    };
    let (sha256, size) = store::measure(&path).map_err(full)?;
    store.keep(&path, id).map_err(full)?;
    Ok(Taken { id, kind: use_, name: harmless(&draft.name, kind), mime: kind.mime(), size, pixels, sha256 })
}

/// A file the actor may read, and where its bytes are.
///
/// # Errors
/// `NotFound` when there is none, or it is not for the actor.
pub async fn find(ctx: &Ctx, id: FileId) -> Result<(Row, PathBuf)> {
    let row = ctx
        .db()
        .read(async |snap| {
            let row = queries::find(&mut *snap, id).await?.ok_or(Error::NotFound)?;
            let readable = match (row.kind.as_str(), row.post_id, row.audience_id) {
                ("photo", ..) => queries::photos(&mut *snap, &ctx.actor, [Some(id)]).await?.any(),
                (_, Some(post), Some(audience)) => {
                    let place = access::post_place(&mut *snap, &ctx.actor, post).await?.ok_or(Error::NotFound)?;
                    ctx.actor.allows::<ReadPost>(&place)
                        && access::may_read_audience(&mut *snap, &ctx.actor, audience).await?
                }
                // Nothing carries it, so nothing says who may read it.
                _ => false,
            };
            if readable { Ok(row) } else { Err(Error::NotFound) }
        })
        .await?;
    Ok((row, Store::of(&ctx.app).path(id)))
}

/// Takes away the bytes of files that the database forgot; after the commit.
pub async fn throw_away(app: &App, ids: impl IntoIterator<Item = FileId>) {
    let store = Store::of(app);
    let ids: Vec<FileId> = ids.into_iter().collect();
    let done = tokio::task::spawn_blocking(move || ids.into_iter().try_for_each(|id| store.remove(id))).await;
    if let Ok(Err(error)) = done {
        // The next sweep tries again.
        tracing::warn!(%error, "the bytes of a file could not be taken away");
    }
}

/// Sweeps four times a day, as long as the program runs.
pub async fn keep_swept(app: App) {
    let mut turns = tokio::time::interval(WAIT / 4);
    loop {
        turns.tick().await;
        match sweep(&app).await {
            Ok(0) => {}
            Ok(files) => tracing::info!(files, "took away files that nothing carries"),
            Err(error) => tracing::warn!(%error, "the files could not be swept"),
        }
    }
}

/// Takes away what no row of the database knows of, a day after it came: failed posts, and photos that were replaced.
///
/// # Errors
/// The disk's and the database's.
async fn sweep(app: &App) -> Result<usize> {
    let store = Store::of(app);
    let old = tokio::task::spawn_blocking(move || store.older_than(WAIT)).await.map_err(Error::internal)?;
    let mut gone = 0;
    for ids in old.map_err(full)?.chunks(BATCH) {
        let known = queries::known(&app.db, ids).await?;
        let unknown: Vec<FileId> = ids.iter().copied().filter(|id| !known.contains(id)).collect();
        gone += unknown.len();
        throw_away(app, unknown).await;
    }
    Ok(gone)
}
