//! Indexes on disk: each in a folder of its own, so that a new one is made beside the old one and never half seen.
//!
//! What an index agrees with stands in the payload of its last commit. One without payload was never finished.

use super::{analysis, schema};
use crate::db;
use serde::{Deserialize, Serialize};
use std::{
    cmp::Reverse,
    fs::{self, File},
    io,
    num::NonZero,
    path::{Path, PathBuf},
};
use tantivy::{
    Index, IndexReader, IndexWriter, ReloadPolicy,
    index::SegmentId,
    indexer::{IndexWriterOptions, LogMergePolicy, NoMergePolicy},
};
use tokio::task::JoinHandle;

/// Memory of the one thread that writes.
const BUDGET: usize = 30_000_000;
/// The share of deleted documents at which a segment is written anew: what was deleted must leave the disk.
const DELETED: f32 = 0.3;

/// What an index was made of.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Stamp {
    schema: u32,
    analyzer: String,
    generation: String,
    epoch: String,
}

impl Stamp {
    /// What an index made now would be made of.
    pub fn new((epoch, generation): (String, String)) -> Self {
        Self { schema: schema::VERSION, analyzer: analysis::version(), generation, epoch }
    }
}

#[derive(Serialize, Deserialize)]
struct Payload {
    #[serde(flatten)]
    stamp: Stamp,
    cursor: String,
}

/// An index that is open for reading and writing.
pub struct Open {
    /// For searches; must be told after each commit.
    pub reader: IndexReader,
    /// The one writer.
    pub writer: IndexWriter,
    /// What was made of.
    pub stamp: Stamp,
    /// Up to where in the change log.
    pub cursor: db::Cursor,
    folder: PathBuf,
}

/// The folder of all indexes, held by this process alone.
pub struct Store {
    folder: PathBuf,
    _lock: File,
}

impl Store {
    /// Takes the folder; nothing when another process holds it.
    ///
    /// # Errors
    /// When it cannot be made.
    pub fn take(folder: &Path) -> io::Result<Option<Self>> {
        fs::create_dir_all(folder)?;
        let lock = File::options().create(true).truncate(false).write(true).open(folder.join("lock"))?;
        match lock.try_lock() {
            Ok(()) => Ok(Some(Self { folder: folder.to_owned(), _lock: lock })),
            Err(fs::TryLockError::WouldBlock) => Ok(None),
            Err(fs::TryLockError::Error(error)) => Err(error),
        }
    }

    /// Whether the folder is still the one that was taken: somebody may have thrown it away.
    pub fn there(&self) -> bool {
        self.folder.join("lock").exists()
    }

    /// Opens the finished index that agrees with `stamp`; what is unfinished, broken or of another time is thrown away.
    pub fn open(&self, stamp: &Stamp) -> Option<Open> {
        let mut found = None;
        for folder in folders(&self.folder).into_iter().rev() {
            match open(&folder, stamp) {
                Ok(Some(open)) if found.is_none() => {
                    found = Some(open);
                    continue;
                }
                Ok(_) => tracing::info!(folder = %folder.display(), "an old index is thrown away"),
                Err(error) => tracing::warn!(folder = %folder.display(), %error, "a broken index is thrown away"),
            }
            discard(&folder);
        }
        found
    }

    /// A new, empty index; it counts from its first [`Open::commit`] on. Its segments are merged by [`Open::gather`] only.
    ///
    /// # Errors
    /// When it cannot be written.
    pub fn create(&self, stamp: Stamp) -> tantivy::Result<Open> {
        fs::create_dir_all(&self.folder).map_err(|error| tantivy::TantivyError::IoError(error.into()))?;
        let folder = self.folder.join(crate::clock::fresh_id().simple().to_string());
        fs::create_dir_all(&folder).map_err(|error| tantivy::TantivyError::IoError(error.into()))?;
        let open = opened(schema::create(&folder)?, stamp, db::Cursor::default(), folder)?;
        open.writer.set_merge_policy(Box::new(NoMergePolicy));
        Ok(open)
    }

    /// Throws all indexes away but `kept`.
    pub fn keep_only(&self, kept: &Open) {
        folders(&self.folder).iter().filter(|folder| **folder != kept.folder).for_each(|folder| discard(folder));
    }
}

/// How the index in a folder is, whoever holds it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Condition {
    /// There is none that agrees with the database and this program.
    Absent,
    /// So many of its files are not what was written.
    Damaged(usize),
    /// It is whole.
    Whole {
        /// The documents in it.
        documents: u64,
        /// Up to where in the change log.
        cursor: db::Cursor,
    },
}

/// Looks at the newest index of a folder that agrees with `stamp`, without taking it.
///
/// # Errors
/// When a file of it cannot be read: it was damaged, or a program that holds it just put another in its place.
pub fn look(folder: &Path, stamp: &Stamp) -> tantivy::Result<Condition> {
    for folder in folders(folder).into_iter().rev() {
        let index = Index::open_in_dir(&folder)?;
        let Some((_, cursor)) = payload(&index, stamp)? else { continue };
        let damaged = index.validate_checksum()?;
        if !damaged.is_empty() {
            return Ok(Condition::Damaged(damaged.len()));
        }
        return Ok(Condition::Whole { documents: index.reader()?.searcher().num_docs(), cursor });
    }
    Ok(Condition::Absent)
}

/// The indexes in a folder, oldest first.
fn folders(folder: &Path) -> Vec<PathBuf> {
    let Ok(entries) = fs::read_dir(folder) else { return Vec::new() };
    let mut folders: Vec<PathBuf> = entries.flatten().map(|entry| entry.path()).filter(|path| path.is_dir()).collect();
    folders.sort();
    folders
}

/// What an index was made of and up to where, when that agrees with `stamp`.
fn payload(index: &Index, stamp: &Stamp) -> tantivy::Result<Option<(Stamp, db::Cursor)>> {
    let payload = index.load_metas()?.payload.and_then(|text| serde_json::from_str::<Payload>(&text).ok());
    let fitting = payload.filter(|payload| payload.stamp == *stamp);
    Ok(fitting.and_then(|payload| Some((payload.stamp, payload.cursor.parse().ok()?))))
}

fn discard(folder: &Path) {
    if let Err(error) = fs::remove_dir_all(folder) {
        tracing::warn!(folder = %folder.display(), %error, "an old index cannot be removed");
    }
}

fn open(folder: &Path, stamp: &Stamp) -> tantivy::Result<Option<Open>> {
    let mut index = Index::open_in_dir(folder)?;
    let Some((stamp, cursor)) = payload(&index, stamp)? else { return Ok(None) };
    let damaged = index.validate_checksum()?;
    if !damaged.is_empty() {
        return Err(tantivy::TantivyError::SystemError(format!("{} files are damaged", damaged.len())));
    }
    index.set_tokenizers(schema::tokenizers());
    opened(index, stamp, cursor, folder.to_owned()).map(Some)
}

fn opened(index: Index, stamp: Stamp, cursor: db::Cursor, folder: PathBuf) -> tantivy::Result<Open> {
    let options = IndexWriterOptions::builder()
        .num_worker_threads(1)
        .memory_budget_per_thread(BUDGET)
        .num_merge_threads(1)
        .build();
    let writer: IndexWriter = index.writer_with_options(options)?;
    // A commit that was cut short leaves files under the names that the next one gives to its own, which it may not overwrite.
    writer.garbage_collect_files().wait()?;
    keep_merged(&writer);
    let reader = index.reader_builder().reload_policy(ReloadPolicy::Manual).try_into()?;
    Ok(Open { reader, writer, stamp, cursor, folder })
}

/// Has a writer merge segments as they come.
fn keep_merged(writer: &IndexWriter) {
    let mut merging = LogMergePolicy::default();
    merging.set_del_docs_ratio_before_merge(DELETED);
    writer.set_merge_policy(Box::new(merging));
}

/// Waits for merges, and tells whether all of them were done; `otherwise` is what it means when one was not.
fn done<T: 'static>(
    merges: Vec<impl Future<Output = tantivy::Result<T>> + Send + 'static>,
    otherwise: &'static str,
) -> JoinHandle<bool> {
    tokio::spawn(async move {
        let mut all = true;
        for merge in merges {
            if let Err(error) = merge.await {
                tracing::warn!(%error, "{otherwise}");
                all = false;
            }
        }
        all
    })
}

impl Open {
    /// Writes what was added and taken away, together with the place in the change log, and shows it to readers.
    ///
    /// # Errors
    /// When it cannot be written.
    pub fn commit(&mut self, cursor: db::Cursor) -> tantivy::Result<()> {
        let payload = Payload { stamp: self.stamp.clone(), cursor: cursor.to_string() };
        let payload =
            serde_json::to_string(&payload).map_err(|error| tantivy::TantivyError::SystemError(error.to_string()))?;
        let mut commit = self.writer.prepare_commit()?;
        commit.set_payload(&payload);
        commit.commit()?;
        self.reader.reload()?;
        self.cursor = cursor;
        Ok(())
    }

    /// Begins to write the segments anew that hold deleted documents, and tells when that is done and whether all were. One
    /// that is just being merged, which leaves them behind as well, is none of them.
    ///
    /// # Errors
    /// When the list of segments cannot be read.
    pub fn clear(&mut self) -> tantivy::Result<JoinHandle<bool>> {
        let mut segments = self.writer.index().searchable_segment_metas()?;
        segments.retain(tantivy::index::SegmentMeta::has_deletes);
        let merges = segments.iter().map(|segment| self.writer.merge(&[segment.id()])).collect();
        Ok(done(merges, "deleted documents stay in the search index for now"))
    }

    /// Begins to merge the segments of an index that was just made into as many as there are processors, all about as large,
    /// and tells when that is done. So each document is merged once, and all processors look for an answer alike.
    ///
    /// # Errors
    /// When the list of segments cannot be read.
    pub fn gather(&mut self) -> tantivy::Result<JoinHandle<bool>> {
        let mut segments = self.writer.index().searchable_segment_metas()?;
        segments.sort_by_key(|segment| Reverse(segment.num_docs()));
        let processors = std::thread::available_parallelism().map_or(1, NonZero::get);
        let mut groups: Vec<(u32, Vec<SegmentId>)> = vec![Default::default(); processors];
        for segment in segments {
            if let Some((documents, ids)) = groups.iter_mut().min_by_key(|(documents, _)| *documents) {
                *documents += segment.num_docs();
                ids.push(segment.id());
            }
        }
        groups.retain(|(_, ids)| ids.len() > 1);
        let merges = groups.iter().map(|(_, ids)| self.writer.merge(ids)).collect();
        keep_merged(&self.writer);
        Ok(done(merges, "the segments of the search index stay apart for now"))
    }

    /// Removes the files that no segment needs any more.
    ///
    /// # Errors
    /// When the segments that took their place cannot be read.
    pub fn sweep(&self) -> tantivy::Result<()> {
        // A reader that has not seen the new segments keeps the files of the old ones.
        self.reader.reload()?;
        self.writer.garbage_collect_files().wait().map(drop)
    }
}
