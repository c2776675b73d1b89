//! Opening the pools and bringing the schema up to date.

use super::{Db, Engine, Error, Pools, Result, group::Turns};
use sqlx::{
    SqlitePool,
    migrate::Migrator,
    postgres::{PgConnectOptions, PgPoolOptions},
    sqlite::{SqliteConnectOptions, SqliteJournalMode, SqlitePoolOptions, SqliteSynchronous},
};
use std::{str::FromStr, time::Duration};
use tokio::sync::broadcast;

/// `0007_name.sql` is for both engines; `0007_name.sqlite.sql` and `0007_name.postgres.sql` are for one.
static MIGRATIONS: Migrator = sqlx::migrate!("../migrations");

/// The first `SQLite` whose write-ahead log cannot be corrupted by a reset (sqlite.org, "WAL-reset bug").
const SQLITE_OLDEST: &str = "3.51.3";
/// Hints that a slow listener may be behind before it has to look everywhere.
const HINTS: usize = 4096;
/// How long a request waits for a connection before it answers 503.
pub(super) const PATIENCE: Duration = Duration::from_secs(5);

impl Db {
    /// Opens `url` (`sqlite:…` or `postgres:…`) without touching the schema.
    ///
    /// # Errors
    /// When the URL is malformed, the engine unreachable, too old, or not set up as we need it.
    pub async fn connect(url: &str) -> Result<Self> {
        let (hints, own) = (broadcast::channel(HINTS).0, broadcast::channel(HINTS).0);
        let pools = if url.starts_with("postgres") {
            postgres(PgConnectOptions::from_str(url)?).await?
        } else {
            let (read, write) = sqlite(SqliteConnectOptions::from_str(url)?).await?;
            let turns = Turns::start(write.clone(), [hints.clone(), own.clone()]);
            Pools::Sqlite { read, write, turns }
        };
        Ok(Self { pools, hints, own })
    }

    /// Opens `url` and brings its schema up to date.
    ///
    /// # Errors
    /// As [`Db::connect`], and when a migration fails or the schema is newer than this program.
    pub async fn open(url: &str) -> Result<Self> {
        let db = Self::connect(url).await?;
        db.migrate().await?;
        Ok(db)
    }

    /// Brings the schema up to date.
    ///
    /// # Errors
    /// When a migration fails, or the schema is newer than this program.
    pub async fn migrate(&self) -> Result<()> {
        match &self.pools {
            Pools::Sqlite { write, .. } => migrations(Engine::Sqlite).run(write).await,
            Pools::Postgres { write, .. } => migrations(Engine::Postgres).run(write).await,
        }
        .map_err(|error| Error::Schema(error.to_string()))
    }
}

/// Debug builds can be told that the disk is full after so many pages.
fn full_after() -> Option<String> {
    if cfg!(debug_assertions) { std::env::var("PLEIN_TEST_MAX_PAGES").ok() } else { None }
}

async fn sqlite(options: SqliteConnectOptions) -> Result<(SqlitePool, SqlitePool)> {
    let options = options
        .create_if_missing(true)
        .journal_mode(SqliteJournalMode::Wal)
        .synchronous(SqliteSynchronous::Full)
        .foreign_keys(true)
        .busy_timeout(PATIENCE)
        .pragma("trusted_schema", "off")
        // 4 MB for each of nine connections; what is read more often than that holds, the system keeps for all of them.
        .pragma("cache_size", "-4096")
        .pragma("mmap_size", "268435456")
        .pragma("temp_store", "memory");
    let options = match full_after() {
        Some(pages) => options.pragma("max_page_count", pages),
        None => options,
    };
    let write = SqlitePoolOptions::new()
        .max_connections(1)
        .acquire_timeout(PATIENCE)
        .idle_timeout(None)
        .max_lifetime(None)
        .connect_with(options.clone())
        .await?;
    let (version,): (String,) = sqlx::query_as("select sqlite_version()").fetch_one(&write).await?;
    if numbers(&version) < numbers(SQLITE_OLDEST) {
        return Err(Error::Setup(format!("SQLite {version} is too old: {SQLITE_OLDEST} or newer is needed")));
    }
    let read = SqlitePoolOptions::new()
        .max_connections(8)
        .acquire_timeout(PATIENCE)
        .idle_timeout(None)
        .max_lifetime(None)
        .test_before_acquire(false)
        .connect_with(options.pragma("query_only", "on"))
        .await?;
    Ok((read, write))
}

async fn postgres(options: PgConnectOptions) -> Result<Pools> {
    let options = options.application_name("plein").options([("statement_timeout", "30000"), ("timezone", "UTC")]);
    let pool = || PgPoolOptions::new().max_connections(16).acquire_timeout(PATIENCE);
    let write = pool().connect_with(options.clone()).await?;
    let (collation,): (String,) =
        sqlx::query_as("select datcollate::text from pg_database where datname = current_database()")
            .fetch_one(&write)
            .await?;
    if !matches!(collation.as_str(), "C" | "C.UTF-8" | "C.utf8" | "POSIX") {
        return Err(Error::Setup(format!(
            "the PostgreSQL database sorts by {collation}: make it with `create database … locale 'C' template template0`"
        )));
    }
    let read = pool()
        .test_before_acquire(false)
        .connect_with(options.options([("default_transaction_read_only", "on")]))
        .await?;
    Ok(Pools::Postgres { read, write })
}

/// The migrations for one engine.
fn migrations(engine: Engine) -> Migrator {
    let wanted = match engine {
        Engine::Sqlite => "sqlite",
        Engine::Postgres => "postgres",
    };
    let applies = |description: &str| description.rsplit_once('.').is_none_or(|(_, suffix)| suffix == wanted);
    Migrator::with_migrations(MIGRATIONS.iter().filter(|migration| applies(&migration.description)).cloned().collect())
}

/// A version as numbers, so that 3.9 is older than 3.51.
fn numbers(version: &str) -> Vec<u32> {
    version.split('.').map(|part| part.parse().unwrap_or_default()).collect()
}
