//! What can go wrong in the database.

use std::error::Error as _;

/// An error of either engine, with constraint names made equal.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// A value was taken already. Named as `PostgreSQL` names it: `community_slug_key`.
    #[error("unique constraint {0} violated")]
    Unique(String),
    /// A row that is pointed at does not exist.
    #[error("a row that is pointed at does not exist")]
    Missing(#[source] sqlx::Error),
    /// There is no space left to write.
    #[error("the disk is full")]
    Full(#[source] sqlx::Error),
    /// No connection came free in time, or the engine is away.
    #[error("the database is not available")]
    Unavailable(#[source] sqlx::Error),
    /// The engine is too old or set up differently from what we need.
    #[error("{0}")]
    Setup(String),
    /// A migration failed.
    #[error("the schema could not be brought up to date: {0}")]
    Schema(String),
    /// A value could not be written as the engine stores it.
    #[error("a value could not be encoded")]
    Encode(#[source] sqlx::error::BoxDynError),
    /// A text holds what the engine cannot keep: a NUL.
    #[error("a text cannot be kept")]
    Unprintable(#[source] sqlx::Error),
    /// Anything else.
    #[error("the database failed")]
    Engine(#[source] sqlx::Error),
}

impl Error {
    /// The same for another whom it befell: what went wrong at a commit went wrong for all who shared it.
    pub(super) fn shared(&self) -> Self {
        let why = || sqlx::Error::Protocol(self.source().map_or_else(|| self.to_string(), ToString::to_string));
        match self {
            Self::Full(_) => Self::Full(why()),
            Self::Unavailable(_) => Self::Unavailable(why()),
            _ => Self::Engine(why()),
        }
    }
}

/// `SQLITE_FULL`, and `PostgreSQL`'s `disk_full` and `out_of_memory`.
const FULL: [&str; 3] = ["13", "53100", "53200"];
/// `SQLITE_BUSY` and its kind, and `PostgreSQL`'s classes 57P (shutdown), 08 (connection) and 53300 (too many).
const AWAY: [&str; 8] = ["5", "261", "517", "57P01", "57P02", "57P03", "53300", "08006"];

impl From<sqlx::Error> for Error {
    fn from(error: sqlx::Error) -> Self {
        use sqlx::Error as Cause;
        match &error {
            Cause::Database(cause) if cause.is_unique_violation() => Self::Unique(constraint(cause.as_ref())),
            Cause::Database(cause) if cause.is_foreign_key_violation() => Self::Missing(error),
            Cause::Database(cause) => match cause.code().as_deref() {
                Some(code) if FULL.contains(&code) => Self::Full(error),
                Some(code) if AWAY.contains(&code) => Self::Unavailable(error),
                Some("22021") => Self::Unprintable(error),
                _ => Self::Engine(error),
            },
            Cause::PoolTimedOut | Cause::PoolClosed | Cause::Io(_) | Cause::WorkerCrashed => Self::Unavailable(error),
            _ => Self::Engine(error),
        }
    }
}

/// `PostgreSQL` reports `thread_community_id_slug_key`; `SQLite` reports
/// `UNIQUE constraint failed: thread.community_id, thread.slug`, or `index 'name'` for an index on an expression.
fn constraint(error: &dyn sqlx::error::DatabaseError) -> String {
    if let Some(name) = error.constraint() {
        return name.to_owned();
    }
    let columns = error.message().rsplit("failed: ").next().unwrap_or_default();
    if let Some(index) = columns.strip_prefix("index '") {
        return index.trim_end_matches('\'').to_owned();
    }
    let mut name = String::new();
    for (i, column) in columns.split(", ").enumerate() {
        let (table, column) = column.split_once('.').unwrap_or(("", column));
        if i == 0 {
            name.push_str(table);
        }
        name.push('_');
        name.push_str(column);
    }
    name + "_key"
}
