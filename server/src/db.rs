//! The database: one SQL text for two engines.
//!
//! A statement is written once, with `$1` placeholders, which `SQLite` and `PostgreSQL` both read:
//!
//! ```ignore
//! sql!("select id, title from thread where community_id = $1", community).fetch_all(&mut *snap).await
//! ```
//!
//! Reading takes a [`Snap`] (one connection, one moment, for all that a page needs) or a `&Db` (one statement);
//! writing takes a `&mut Tx`, and [`Db::write`] is the only way to get one. Both engines refuse a write on the
//! reading pool, so the rule is not a convention. What a transaction has to tell (see [`Hint`]) is told after commit.
//! This is the only room that names an engine.

mod changes;
mod connect;
mod copy;
mod error;
mod group;
mod query;
#[cfg(test)]
pub(crate) mod tests;

use connect::PATIENCE;

pub use changes::{Change, ChangeKind, Cursor};
pub use copy::{ROWS, Table};
pub use error::Error;
pub use query::{Query, Record, STATEMENTS, Statement, anywhere, beginning, placeholders, within_word};
pub(crate) use query::{sql, sql_for};

use serde::{Deserialize, Serialize};
use shared::{Timestamp, ids::ChannelId};
use sqlx::{PgPool, Postgres, Sqlite, SqlitePool, Transaction};
use std::sync::{
    LazyLock,
    atomic::{AtomicI64, Ordering},
};
use tokio::sync::broadcast;
use uuid::Uuid;

/// What a database call gives.
pub type Result<T, E = Error> = std::result::Result<T, E>;

/// Told after a commit, inside this process, and to other nodes when there is a bus. A hint, never the truth: whoever misses
/// one reads the database later.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Hint {
    /// The change log grew.
    Changed,
    /// A channel has a new event of this number.
    Event(ChannelId, i64),
    /// There is a job to do.
    Job,
    /// Who belongs to something changed, or a sign-in ended: sockets look again.
    Standing,
    /// Hints of other nodes were lost: everybody looks at everything.
    Missed,
}

/// Which engine a statement is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Engine {
    /// The embedded one.
    Sqlite,
    /// The server.
    Postgres,
}

#[derive(Clone, Debug)]
enum Pools {
    Sqlite { read: SqlitePool, write: SqlitePool, turns: group::Turns },
    Postgres { read: PgPool, write: PgPool },
}

/// A handle to the database; cheap to clone.
#[derive(Clone, Debug)]
pub struct Db {
    pools: Pools,
    hints: broadcast::Sender<Hint>,
    /// Those of them that came from this process.
    own: broadcast::Sender<Hint>,
}

/// An open transaction: committed by [`Db::write`] when its closure returns `Ok`.
pub struct Tx {
    inner: Inner,
    hints: Vec<Hint>,
    /// Whether a statement found the disk full.
    full: bool,
}

/// One moment of the database, held on one connection.
pub struct Snap(Inner);

enum Inner {
    Sqlite(Transaction<'static, Sqlite>),
    Postgres(Transaction<'static, Postgres>),
}

impl Db {
    /// Runs `work` in one transaction: `Ok` commits and then tells the hints; `Err` and panic roll back. On `SQLite` those who
    /// wait for each other share the commit (see `group.rs`).
    ///
    /// # Errors
    /// Whatever `work` returns, or the engine's error on begin and commit.
    pub async fn write<T, E: From<Error>>(&self, work: impl AsyncFnOnce(&mut Tx) -> Result<T, E>) -> Result<T, E> {
        match &self.pools {
            Pools::Sqlite { turns, .. } => turns.write(false, PATIENCE, work).await,
            Pools::Postgres { write, .. } => self.write_here(write, work).await,
        }
    }

    /// The same in a transaction that is shared with nobody: for what takes long, or changes how the engine works in it.
    ///
    /// # Errors
    /// As [`Db::write`].
    pub async fn write_alone<T, E: From<Error>>(
        &self,
        work: impl AsyncFnOnce(&mut Tx) -> Result<T, E>,
    ) -> Result<T, E> {
        match &self.pools {
            Pools::Sqlite { turns, .. } => turns.write(true, PATIENCE, work).await,
            Pools::Postgres { write, .. } => self.write_here(write, work).await,
        }
    }

    async fn write_here<T, E: From<Error>>(
        &self,
        pool: &PgPool,
        work: impl AsyncFnOnce(&mut Tx) -> Result<T, E>,
    ) -> Result<T, E> {
        let inner = Inner::Postgres(pool.begin().await.map_err(Error::from)?);
        let mut tx = Tx { inner, hints: Vec::new(), full: false };
        let done = work(&mut tx).await?;
        let Tx { inner, hints, .. } = tx;
        inner.commit().await?;
        abort_after(&hints);
        for hint in hints {
            self.hear(hint);
            // Without a bus nobody listens.
            let _ = self.own.send(hint);
        }
        Ok(done)
    }

    /// Takes in what another process told.
    pub fn hear(&self, hint: Hint) {
        // Nobody listening is fine: listeners start from the database.
        let _ = self.hints.send(hint);
    }

    /// Runs `work` on one moment of the database, on one held connection.
    ///
    /// # Errors
    /// Whatever `work` returns, or the engine's error on begin.
    pub async fn read<T, E: From<Error>>(&self, work: impl AsyncFnOnce(&mut Snap) -> Result<T, E>) -> Result<T, E> {
        let mut snap = Snap(match &self.pools {
            Pools::Sqlite { read, .. } => Inner::Sqlite(read.begin().await.map_err(Error::from)?),
            Pools::Postgres { read, .. } => {
                Inner::Postgres(read.begin_with("begin isolation level repeatable read").await.map_err(Error::from)?)
            }
        });
        // Nothing was written and nothing has to be waited for: the connection ends its transaction before its next use.
        work(&mut snap).await
    }

    /// What is told after commits from now on, of this process and of others.
    pub fn hints(&self) -> broadcast::Receiver<Hint> {
        self.hints.subscribe()
    }

    /// What is told after commits of this process, for others.
    pub fn own_hints(&self) -> broadcast::Receiver<Hint> {
        self.own.subscribe()
    }

    /// The engine behind this handle.
    pub fn engine(&self) -> Engine {
        match self.pools {
            Pools::Sqlite { .. } => Engine::Sqlite,
            Pools::Postgres { .. } => Engine::Postgres,
        }
    }

    /// Closes all connections; `SQLite` folds its write-ahead log into the file.
    pub async fn close(&self) {
        match &self.pools {
            Pools::Sqlite { read, write, .. } => {
                read.close().await;
                write.close().await;
            }
            Pools::Postgres { read, write } => {
                read.close().await;
                write.close().await;
            }
        }
    }
}

/// Debug builds can be told to end by `PLEIN_TEST_ABORT_AFTER_COMMIT`, after so many commits that made an event and before
/// anybody hears of the last: the worst moment there is.
fn abort_after(hints: &[Hint]) {
    static LEFT: LazyLock<Option<AtomicI64>> = LazyLock::new(|| {
        let told = if cfg!(debug_assertions) { std::env::var("PLEIN_TEST_ABORT_AFTER_COMMIT").ok() } else { None };
        told?.parse().ok().map(AtomicI64::new)
    });
    let Some(left) = &*LEFT else { return };
    if hints.iter().any(|hint| matches!(hint, Hint::Event(..))) && left.fetch_sub(1, Ordering::Relaxed) == 1 {
        std::process::abort();
    }
}

impl Tx {
    /// Tells `hint` once this transaction is committed; twice the same is told once.
    pub fn tell(&mut self, hint: Hint) {
        if !self.hints.contains(&hint) {
            self.hints.push(hint);
        }
    }

    /// Makes transactions that lock the same thing wait for each other until commit. `SQLite` has one writer anyway.
    ///
    /// # Errors
    /// The engine's.
    pub async fn lock(&mut self, id: Uuid) -> Result<()> {
        if let Inner::Postgres(tx) = &mut self.inner {
            let (high, _) = id.as_u64_pair();
            let (_, low) = id.as_u64_pair();
            let key = i64::from_ne_bytes((high ^ low).to_ne_bytes());
            sqlx::query("select pg_advisory_xact_lock($1)").bind(key).execute(&mut **tx).await?;
        }
        Ok(())
    }

    /// The present moment for leases: of the server on `PostgreSQL`, so that nodes whose clocks differ agree; of `clock`
    /// on `SQLite`, which lives in this process.
    ///
    /// # Errors
    /// The engine's.
    pub async fn clock(&mut self, clock: crate::clock::Clock) -> Result<Timestamp> {
        match self.inner {
            Inner::Sqlite(_) => Ok(clock.now()),
            Inner::Postgres(_) => {
                let now = sql_for!(Engine::Postgres, "select clock_timestamp()").fetch_value(self).await?;
                Ok(clock.shifted(now))
            }
        }
    }

    /// Notes in the change log that `what` changed; the search index and whoever else follows will look at it.
    ///
    /// # Errors
    /// The engine's.
    pub async fn changed(&mut self, kind: ChangeKind, what: Uuid, now: Timestamp) -> Result<()> {
        self.tell(Hint::Changed);
        sql!("insert into change (kind, ref, at) values ($1, $2, $3)", kind.key(), what, now).execute(self).await?;
        Ok(())
    }
}

impl Inner {
    async fn commit(self) -> Result<()> {
        match self {
            Self::Sqlite(tx) => tx.commit().await?,
            Self::Postgres(tx) => tx.commit().await?,
        }
        Ok(())
    }

    fn on(&mut self) -> On<'_> {
        match self {
            Self::Sqlite(tx) => On::SqliteHeld(tx),
            Self::Postgres(tx) => On::PostgresHeld(tx),
        }
    }
}

/// Where a statement runs. Made from a `&Db`, a `&mut Snap` or a `&mut Tx` by `into()`.
pub enum On<'c> {
    /// Any connection of the reading pool.
    SqlitePool(&'c SqlitePool),
    /// Any connection of the reading pool.
    PostgresPool(&'c PgPool),
    /// A held connection.
    SqliteHeld(&'c mut sqlx::SqliteConnection),
    /// A held connection.
    PostgresHeld(&'c mut sqlx::PgConnection),
}

impl On<'_> {
    /// The same place, for a question before the last.
    pub const fn again(&mut self) -> On<'_> {
        match self {
            Self::SqlitePool(pool) => On::SqlitePool(pool),
            Self::PostgresPool(pool) => On::PostgresPool(pool),
            Self::SqliteHeld(held) => On::SqliteHeld(held),
            Self::PostgresHeld(held) => On::PostgresHeld(held),
        }
    }
}

impl<'c> From<&'c Db> for On<'c> {
    fn from(db: &'c Db) -> Self {
        match &db.pools {
            Pools::Sqlite { read, .. } => Self::SqlitePool(read),
            Pools::Postgres { read, .. } => Self::PostgresPool(read),
        }
    }
}

impl<'c> From<&'c mut Tx> for On<'c> {
    fn from(tx: &'c mut Tx) -> Self {
        tx.inner.on()
    }
}

impl<'c> From<&'c mut Snap> for On<'c> {
    fn from(snap: &'c mut Snap) -> Self {
        snap.0.on()
    }
}
