//! The one task that writes the index: it follows the change log, from where its last commit stood.

use super::{
    Index, Progress,
    ids::Ids,
    parts::know,
    queries::{self, Wanted},
    schema::{Entry, Fields},
    store::{Open, Stamp, Store},
};
use crate::{
    clock::Clock,
    db::{Change, ChangeKind, Cursor, Db, Hint},
};
use shared::{search::Kind, time::Zone};
use std::{collections::BTreeSet, convert::Infallible, sync::Arc, time::Duration};
use tantivy::{
    Term,
    collector::Count,
    query::{BooleanQuery, Occur, Query, TermQuery},
    schema::IndexRecordOption,
};
use tokio::{sync::broadcast, task::JoinHandle};
use uuid::Uuid;

/// How often the database is asked when nobody told of a change: another process may have written.
const POLL: Duration = Duration::from_secs(1);
/// Rest between two commits: what comes meanwhile goes into one. A commit costs as much processor time as fifteen messages.
const REST: Duration = Duration::from_millis(250);
/// Rest after something went wrong.
const AGAIN: Duration = Duration::from_secs(5);
/// Entries of the change log in one commit.
const BATCH: i64 = 500;
/// Rows of one page of a rebuild.
const ROWS: i64 = 500;
/// Documents that are in memory at once: each may have a megabyte of text.
const DOCUMENTS: usize = 16;
/// Seconds after which what was deleted is cleared off the disk; it is promised within a day.
const CLEAR: i64 = 20 * 3_600;
/// Seconds after which it is tried again when not all of it was.
const CLEAR_AGAIN: i64 = 600;

type Failed = Box<dyn std::error::Error + Send + Sync>;

/// What follows needs.
#[derive(Clone)]
pub struct Follower {
    pub index: Index,
    pub db: Db,
    pub zone: Zone,
    pub clock: Clock,
}

impl Follower {
    /// Follows for ever. Whatever goes wrong, it begins again from what is on disk, or from the database.
    pub async fn run(self) {
        let mut told = self.db.hints();
        loop {
            let store = match Store::take(self.index.folder()) {
                Ok(Some(store)) => Arc::new(store),
                Ok(None) => {
                    tracing::warn!("another process keeps the search index; waiting for it");
                    tokio::time::sleep(AGAIN).await;
                    continue;
                }
                Err(error) => {
                    tracing::error!(%error, folder = %self.index.folder().display(), "the search index has no folder");
                    tokio::time::sleep(AGAIN).await;
                    continue;
                }
            };
            let Err(error) = self.follow(&store, &mut told).await;
            tracing::error!(error, "the search index failed; it is opened again");
            self.index.failed();
            drop(store);
            tokio::time::sleep(AGAIN / 5).await;
        }
    }

    async fn follow(&self, store: &Arc<Store>, told: &mut broadcast::Receiver<Hint>) -> Result<Infallible, Failed> {
        let (mut open, mut merging) = self.open(store).await?;
        let mut clear_at = self.clock.now().seconds();
        loop {
            let stamp = Stamp::new(queries::marks(&self.db).await?);
            if stamp != open.stamp {
                let made = self.rebuild(store, stamp).await?;
                (open, merging) = (made.0, Some(made.1));
            }
            if !store.there() {
                return Err("its folder is gone".into());
            }
            loop {
                let changes = self.db.changes_after(open.cursor, BATCH).await?;
                if changes.is_empty() {
                    break;
                }
                open = self.apply(open, changes).await?;
                tokio::time::sleep(REST).await;
            }
            let now = self.clock.now();
            self.index.looked(now);
            if clear_at <= now.seconds() && merging.is_none() {
                merging = Some(open.clear()?);
                clear_at = now.seconds() + CLEAR;
            }
            if let Some(merged) = merging.take_if(|merging| merging.is_finished()) {
                if !merged.await? {
                    clear_at = now.seconds() + CLEAR_AGAIN;
                }
                open = tokio::task::spawn_blocking(move || open.sweep().map(|()| open)).await??;
            }
            wait(told).await;
        }
    }

    /// The index on disk when it is of use, else a new one, of which segments are being merged.
    async fn open(&self, store: &Arc<Store>) -> Result<(Open, Option<JoinHandle<bool>>), Failed> {
        let stamp = Stamp::new(queries::marks(&self.db).await?);
        self.learn().await?;
        let (held, wanted) = (store.clone(), stamp.clone());
        match tokio::task::spawn_blocking(move || held.open(&wanted)).await? {
            Some(open) => {
                tracing::info!(documents = open.reader.searcher().num_docs(), cursor = %open.cursor, "search index opened");
                self.index.show(&open);
                Ok((open, None))
            }
            None => self.rebuild(store, stamp).await.map(|(open, merging)| (open, Some(merging))),
        }
    }

    /// Learns how the site owner takes words apart. A change of that has the index made anew.
    async fn learn(&self) -> Result<(), Failed> {
        let own = queries::own_compounds(&self.db).await?;
        know(own.iter().map(|(word, parts)| (word.as_str(), parts.split_whitespace().collect())));
        Ok(())
    }

    /// Makes a new index of the whole database beside the old one, and shows it when it is done; its segments are merged after
    /// that.
    pub async fn rebuild(&self, store: &Arc<Store>, stamp: Stamp) -> Result<(Open, JoinHandle<bool>), Failed> {
        self.learn().await?;
        let total = queries::size(&self.db).await?;
        tracing::info!(rows = total, "the search index is made anew");
        self.index.rebuilding(Some(Progress { done: 0, total }));
        // From here on the log tells what the pages below may have missed.
        let cursor = self.db.newest_change().await?;
        let held = store.clone();
        let mut open = tokio::task::spawn_blocking(move || held.create(stamp)).await??;
        let mut done = 0;
        for kind in Kind::ALL {
            let few = i64::try_from(DOCUMENTS).unwrap_or(ROWS);
            let rows = if kind == Kind::Document { few } else { ROWS };
            let mut after = Uuid::nil();
            loop {
                let entries = queries::entries(&self.db, kind, Wanted::After(after, rows), &self.zone).await?;
                let Some(last) = entries.last().map(|entry| entry.id) else { break };
                after = last;
                done += i64::try_from(entries.len()).unwrap_or_default();
                open = put(open, self.index.fields(), BTreeSet::new(), entries).await?;
                self.index.rebuilding(Some(Progress { done, total }));
            }
        }
        open = commit(open, cursor).await?;
        store.keep_only(&open);
        self.index.show(&open);
        self.index.rebuilding(None);
        tracing::info!(documents = done, "the search index is made");
        let merging = open.gather()?;
        Ok((open, merging))
    }

    /// Puts what changed into the index, in one commit.
    async fn apply(&self, open: Open, changes: Vec<Change>) -> Result<Open, Failed> {
        let cursor = changes.last().map_or(open.cursor, |change| change.cursor);
        let Changed { gone, replaced, entries, documents } = self.changed(&open, &changes).await?;
        let fields = self.index.fields();
        for thread in gone {
            open.writer.delete_term(fields.thread_term(thread));
        }
        let mut open = put(open, fields, replaced, entries).await?;
        for some in documents.chunks(DOCUMENTS) {
            let entries = queries::entries(&self.db, Kind::Document, Wanted::Ids(some), &self.zone).await?;
            open = put(open, fields, some.iter().copied().collect(), entries).await?;
        }
        let open = commit(open, cursor).await?;
        self.index.show(&open);
        Ok(open)
    }

    /// What follows for the index from what changed.
    async fn changed(&self, open: &Open, changes: &[Change]) -> Result<Changed, Failed> {
        let of = |kind: ChangeKind| -> BTreeSet<Uuid> {
            changes.iter().filter(|change| change.kind == kind).map(|change| change.what).collect()
        };
        let posts = Vec::from_iter(of(ChangeKind::Post));
        let mut documents = of(ChangeKind::File);
        documents.extend(queries::files_of_posts(&self.db, &posts).await?);
        let mut threads = of(ChangeKind::Thread);
        threads.extend(queries::first_posts(&self.db, &posts).await?);
        let mut whole = BTreeSet::new();
        for community in of(ChangeKind::Community) {
            let all = queries::threads_of(&self.db, community).await?;
            if self.elsewhere(open, &all).await? {
                whole.extend(all);
            }
        }
        let threads = Vec::from_iter(threads);
        let (mut gone, mut replaced) = (Vec::new(), BTreeSet::new());
        let heads = queries::entries(&self.db, Kind::Thread, Wanted::Ids(&threads), &self.zone).await?;
        for thread in &threads {
            match heads.iter().find(|head| head.id == *thread) {
                // Taken away with all its posts.
                None => gone.push(*thread),
                Some(head) if self.misplaced(open, head)? => {
                    whole.insert(*thread);
                }
                Some(_) => {}
            }
        }
        let whole = Vec::from_iter(whole);
        gone.extend(&whole);
        let mut entries = heads;
        entries.retain(|head| !whole.contains(&head.id));
        for some in whole.chunks(100) {
            for kind in [Kind::Thread, Kind::Post] {
                entries.extend(queries::entries(&self.db, kind, Wanted::OfThreads(some), &self.zone).await?);
            }
            documents.extend(queries::files_of_threads(&self.db, some).await?);
        }
        let own = [
            (Kind::Post, posts),
            (Kind::Article, Vec::from_iter(of(ChangeKind::Article))),
            (Kind::Message, Vec::from_iter(of(ChangeKind::Message))),
            (Kind::Member, Vec::from_iter(of(ChangeKind::Member))),
        ];
        for (kind, ids) in own {
            if !ids.is_empty() {
                replaced.extend(&ids);
                let fresh = queries::entries(&self.db, kind, Wanted::Ids(&ids), &self.zone).await?;
                entries.extend(fresh.into_iter().filter(|entry| !entry.thread.is_some_and(|id| whole.contains(&id))));
            }
        }
        replaced.extend(threads.into_iter().chain(entries.iter().map(|entry| entry.id)));
        Ok(Changed { gone, replaced, entries, documents: Vec::from_iter(documents) })
    }

    /// Whether a thread of the list stands in the index with another audience than in the database.
    async fn elsewhere(&self, open: &Open, threads: &[Uuid]) -> Result<bool, Failed> {
        let Some(first) = threads.first() else { return Ok(false) };
        let heads = queries::entries(&self.db, Kind::Thread, Wanted::Ids(&[*first]), &self.zone).await?;
        heads.iter().try_fold(false, |found, head| Ok(found || self.misplaced(open, head)?))
    }

    /// Whether the posts of a thread stand elsewhere in the index than they should, or not at all.
    fn misplaced(&self, open: &Open, head: &Entry) -> Result<bool, Failed> {
        let fields: Fields = self.index.fields();
        let term = |term: Term| -> Box<dyn Query> { Box::new(TermQuery::new(term, IndexRecordOption::Basic)) };
        let text =
            |field, id: Option<Uuid>| Term::from_field_text(field, &id.map(super::schema::key).unwrap_or_default());
        let thread = fields.thread_term(head.id);
        let searcher = open.reader.searcher();
        let all = searcher.search(&TermQuery::new(thread.clone(), IndexRecordOption::Basic), &Count)?;
        let right = BooleanQuery::new(vec![
            (Occur::Must, term(thread)),
            (Occur::Must, term(text(fields.audience, head.audience))),
            (Occur::Must, term(text(fields.community, head.community))),
            (Occur::Must, term(Term::from_field_text(fields.state, head.standing()))),
        ]);
        Ok(all == 0 || searcher.search(&right, &Count)? != all)
    }
}

/// What has to become of the index.
struct Changed {
    /// The threads that go with all that is in them.
    gone: Vec<Uuid>,
    /// What goes itself, or is put in its own place.
    replaced: BTreeSet<Uuid>,
    /// What comes, each once.
    entries: Vec<Entry>,
    /// The documents that go, or come in their own place as far as they are still there.
    documents: Vec<Uuid>,
}

/// Waits until something changed, or for the next look.
async fn wait(told: &mut broadcast::Receiver<Hint>) {
    let heard = async {
        loop {
            match told.recv().await {
                Ok(Hint::Changed | Hint::Missed) | Err(broadcast::error::RecvError::Lagged(_)) => return,
                Ok(_) => {}
                Err(broadcast::error::RecvError::Closed) => std::future::pending().await,
            }
        }
    };
    // Both ends of the wait mean the same: look again.
    let _ = tokio::time::timeout(POLL, heard).await;
}

/// Takes `replaced` away, then puts entries there. Of an index that is being made nothing is replaced: the writer keeps
/// whatever it must take away until it commits.
async fn put(open: Open, fields: Fields, replaced: BTreeSet<Uuid>, entries: Vec<Entry>) -> Result<Open, Failed> {
    tokio::task::spawn_blocking(move || {
        if !replaced.is_empty() {
            open.writer.delete_query(Box::new(Ids::from_iter(replaced)))?;
        }
        for entry in &entries {
            open.writer.add_document(fields.document(entry))?;
        }
        Ok(open)
    })
    .await?
}

async fn commit(mut open: Open, cursor: Cursor) -> Result<Open, Failed> {
    tokio::task::spawn_blocking(move || {
        open.commit(cursor)?;
        Ok(open)
    })
    .await?
}
