//! The search index: a follower of the database that can be thrown away at any time.
//!
//! The database is the truth. One task of this process ([`Follower`]) reads the change log, writes the index, and keeps its
//! place in the log in the payload of the index's own commits: after a crash it goes on from there. An index of another
//! schema, analysis, generation or epoch, and one that is damaged or gone, is made anew beside the old one. A document holds
//! no text and no visibility, only the id of its audience; who reads an audience is asked when somebody searches.

mod analysis;
mod ask;
mod collect;
mod coverage;
mod follower;
mod ids;
mod lists;
mod parts;
mod queries;
mod readable;
mod schema;
mod spelling;
mod stem;
mod store;
mod synonyms;
#[cfg(test)]
mod tests;
mod text;

pub use analysis::{Word, exact, words};
pub use ask::{Also, Found, Match, Moment, Question, Similar, Why};
pub use collect::Rank;
pub use follower::Follower;
pub use parts::{meaning, split, taken_apart};
pub use schema::key;
pub use stem::stem;
pub use store::Condition;
pub use synonyms::{Link, Synonyms};
pub use text::text_of;

use crate::{
    app::App,
    db::{Cursor, Db, Error as DbError, Tx},
};
use schema::Fields;
use shared::Timestamp;
use std::{
    fmt,
    path::{Path, PathBuf},
    sync::{Arc, PoisonError, RwLock},
    time::Duration,
};
use store::{Open, Stamp, Store};
use tantivy::IndexReader;
use tokio::sync::Semaphore;

/// How long a search waits for its turn.
const PATIENCE: Duration = Duration::from_secs(5);

/// How far a rebuild has come.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Progress {
    /// Rows in the index.
    pub done: i64,
    /// Rows in all, about.
    pub total: i64,
}

/// How the index is doing.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Health {
    /// Whether there is an index to search in.
    pub ready: bool,
    /// The rebuild that is under way.
    pub rebuilding: Option<Progress>,
    /// Documents in it.
    pub documents: u64,
    /// Seconds since the oldest change that it does not hold yet; 0 when it holds all.
    pub lag: i64,
}

impl fmt::Display for Health {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.rebuilding {
            Some(Progress { done, total }) => write!(f, "being made, {done} of about {total} documents"),
            None if self.ready => write!(f, "{} documents, {} s behind", self.documents, self.lag),
            None => f.write_str("not open yet"),
        }
    }
}

/// A handle to the index of this process; cheap to clone.
#[derive(Clone)]
pub struct Index(Arc<Parts>);

struct Parts {
    folder: PathBuf,
    fields: Fields,
    state: RwLock<State>,
    places: Semaphore,
}

#[derive(Default)]
struct State {
    shown: Option<(IndexReader, Cursor)>,
    rebuilding: Option<Progress>,
    looked: Option<Timestamp>,
}

impl Index {
    /// The index below the data folder. Nothing is opened before somebody follows.
    pub fn new(data: &Path) -> Self {
        let (_, fields) = schema::schema();
        let places = Semaphore::new(std::thread::available_parallelism().map_or(2, usize::from));
        Self(Arc::new(Parts { folder: data.join("index"), fields, state: RwLock::default(), places }))
    }

    fn folder(&self) -> &Path {
        &self.0.folder
    }

    fn fields(&self) -> Fields {
        self.0.fields
    }

    fn state<T>(&self, work: impl FnOnce(&mut State) -> T) -> T {
        work(&mut self.0.state.write().unwrap_or_else(PoisonError::into_inner))
    }

    fn show(&self, open: &Open) {
        self.state(|state| state.shown = Some((open.reader.clone(), open.cursor)));
    }

    fn rebuilding(&self, progress: Option<Progress>) {
        self.state(|state| state.rebuilding = progress);
    }

    fn looked(&self, now: Timestamp) {
        self.state(|state| state.looked = Some(now));
    }

    /// What is on disk cannot be written any more; what readers hold open they may go on reading.
    fn failed(&self) {
        self.state(|state| state.looked = None);
    }

    /// What can be searched in at this moment; nothing while the first index is being made.
    pub fn moment(&self) -> Option<Moment> {
        let state = self.0.state.read().unwrap_or_else(PoisonError::into_inner);
        let (reader, cursor) = state.shown.as_ref()?;
        Some(Moment::new(reader.searcher(), self.0.fields, *cursor, state.rebuilding.is_some()))
    }

    /// Runs `work` that takes milliseconds of a processor, in turn with other such work.
    ///
    /// # Errors
    /// `Unavailable` when too much waits; when the work panics.
    pub async fn run<T: Send + 'static>(&self, work: impl FnOnce() -> T + Send + 'static) -> crate::Result<T> {
        let wait = tokio::time::timeout(PATIENCE, self.0.places.acquire()).await;
        let _place = wait.map_err(|_| crate::Error::Unavailable)?.map_err(crate::Error::internal)?;
        tokio::task::spawn_blocking(work).await.map_err(crate::Error::internal)
    }

    /// How the index is doing, for whoever watches over it.
    ///
    /// # Errors
    /// The database's.
    pub async fn health(&self, db: &Db, now: Timestamp) -> Result<Health, DbError> {
        let (shown, rebuilding) = {
            let state = self.0.state.read().unwrap_or_else(PoisonError::into_inner);
            let shown = state.shown.as_ref().map(|(reader, cursor)| (reader.searcher().num_docs(), *cursor));
            (shown, state.rebuilding)
        };
        let lag = match shown {
            Some((_, cursor)) => db.oldest_after(cursor).await?.map_or(0, |at| (now.seconds() - at.seconds()).max(0)),
            None => 0,
        };
        Ok(Health { ready: shown.is_some(), rebuilding, documents: shown.map_or(0, |(documents, _)| documents), lag })
    }

    /// Begins to follow the database of `app`, for as long as the process runs.
    pub fn follow(app: &App) {
        let follower =
            Follower { index: app.index.clone(), db: app.db.clone(), zone: app.zone.clone(), clock: app.clock };
        tokio::spawn(follower.run());
    }
}

/// How the index on disk is: whether a program holds it or not.
///
/// # Errors
/// When the database or the files cannot be read.
pub async fn condition(app: &App) -> Result<Condition, Box<dyn std::error::Error + Send + Sync>> {
    let stamp = Stamp::new(queries::marks(&app.db).await?);
    let folder = app.index.folder().to_owned();
    Ok(tokio::task::spawn_blocking(move || store::look(&folder, &stamp)).await??)
}

/// What became of [`reindex`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reindexed {
    /// A server that runs on this data folder makes it.
    Asked,
    /// It was made here, of so many documents.
    Made(u64),
}

/// Has every node make its index anew, once `tx` is committed.
///
/// # Errors
/// The database's.
pub async fn make_anew(tx: &mut Tx) -> Result<(), DbError> {
    let generation = shared::ids::to_text(crate::clock::fresh_id());
    queries::raise_generation(tx, &generation).await.map(drop)
}

/// Has the index made anew: by the server that runs on this data folder, or here when none does. `told` hears how far it is.
///
/// # Errors
/// When the database cannot be read or the folder not be written.
pub async fn reindex(
    app: &App,
    told: impl Fn(Progress),
) -> Result<Reindexed, Box<dyn std::error::Error + Send + Sync>> {
    app.db.write::<_, DbError>(make_anew).await?;
    let Some(store) = Store::take(app.index.folder())? else { return Ok(Reindexed::Asked) };
    let follower = Follower { index: app.index.clone(), db: app.db.clone(), zone: app.zone.clone(), clock: app.clock };
    let stamp = Stamp::new(queries::marks(&app.db).await?);
    let store = Arc::new(store);
    let mut tick = tokio::time::interval(Duration::from_millis(100));
    let made = async {
        let (open, merging) = follower.rebuild(&store, stamp).await?;
        merging.await?;
        open.sweep()?;
        Ok::<_, Box<dyn std::error::Error + Send + Sync>>(open.reader.searcher().num_docs())
    };
    tokio::pin!(made);
    loop {
        tokio::select! {
            documents = &mut made => return Ok(Reindexed::Made(documents?)),
            _ = tick.tick() => {
                if let Some(progress) = app.index.state(|state| state.rebuilding) {
                    told(progress);
                }
            }
        }
    }
}
