//! The change log: what changed, in the order of commits, for whoever follows.

use super::{Db, Engine, Result, sql_for};
use shared::Timestamp;
use std::{fmt, str::FromStr};
use uuid::Uuid;

/// A kind of thing that can change. The follower reads the thing itself, so an entry says no more than which.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum ChangeKind {
    /// A thread: title, tags, place, state.
    Thread,
    /// A post.
    Post,
    /// An article.
    Article,
    /// A chat message.
    Message,
    /// A member: profile or state.
    Member,
    /// A community: name or state.
    Community,
    /// An attachment.
    File,
}

impl ChangeKind {
    /// All kinds.
    pub const ALL: [Self; 7] =
        [Self::Thread, Self::Post, Self::Article, Self::Message, Self::Member, Self::Community, Self::File];

    /// The kind as it stands in the log.
    pub const fn key(self) -> &'static str {
        match self {
            Self::Thread => "thread",
            Self::Post => "post",
            Self::Article => "article",
            Self::Message => "message",
            Self::Member => "member",
            Self::Community => "community",
            Self::File => "file",
        }
    }

    /// The kind called `key`.
    pub fn from_key(key: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.key() == key)
    }
}

/// A place in the log: everything up to and including it was seen. On `SQLite` `tx` is always 0.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct Cursor {
    tx: i64,
    id: i64,
}

impl fmt::Display for Cursor {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:{}", self.tx, self.id)
    }
}

impl FromStr for Cursor {
    type Err = ();

    fn from_str(text: &str) -> Result<Self, ()> {
        let (tx, id) = text.split_once(':').ok_or(())?;
        Ok(Self { tx: tx.parse().map_err(|_| ())?, id: id.parse().map_err(|_| ())? })
    }
}

/// An entry of the log.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Change {
    /// The place of this entry.
    pub cursor: Cursor,
    /// What kind of thing changed.
    pub kind: ChangeKind,
    /// Which one.
    pub what: Uuid,
    /// When.
    pub at: Timestamp,
}

impl Db {
    /// The entries after `cursor`, oldest first, at most `limit`. An entry is given only when nothing can still be
    /// committed before it: `PostgreSQL` hands out numbers before commit, so the oldest open transaction is the limit.
    ///
    /// # Errors
    /// The engine's.
    pub async fn changes_after(&self, cursor: Cursor, limit: i64) -> Result<Vec<Change>> {
        let rows: Vec<(i64, i64, String, Uuid, Timestamp)> = match self.engine() {
            Engine::Sqlite => {
                sql_for!(
                    Engine::Sqlite,
                    "select 0, id, kind, ref, at from change where id > $1 order by id limit $2",
                    cursor.id,
                    limit
                )
                .fetch_all(self)
                .await?
            }
            Engine::Postgres => {
                sql_for!(
                    Engine::Postgres,
                    "select cast(cast(tx as text) as bigint), id, kind, ref, at from change
                     where (tx, id) > (cast(cast($1 as text) as xid8), $2)
                       and tx < pg_snapshot_xmin(pg_current_snapshot())
                     order by tx, id limit $3",
                    cursor.tx.to_string(),
                    cursor.id,
                    limit
                )
                .fetch_all(self)
                .await?
            }
        };
        Ok(rows
            .into_iter()
            .filter_map(|(tx, id, kind, what, at)| {
                Some(Change { cursor: Cursor { tx, id }, kind: ChangeKind::from_key(&kind)?, what, at })
            })
            .collect())
    }

    /// What stands in the log after `cursor` at this moment, newest first, at most `limit`: also what may not be followed
    /// yet, because something older can still be committed.
    ///
    /// # Errors
    /// The engine's.
    pub async fn changed_since(&self, cursor: Cursor, limit: i64) -> Result<Vec<(ChangeKind, Uuid)>> {
        let rows: Vec<(String, Uuid)> = match self.engine() {
            Engine::Sqlite => {
                sql_for!(
                    Engine::Sqlite,
                    "select kind, ref from change where id > $1 order by id desc limit $2",
                    cursor.id,
                    limit
                )
                .fetch_all(self)
                .await?
            }
            Engine::Postgres => {
                sql_for!(
                    Engine::Postgres,
                    "select kind, ref from change where (tx, id) > (cast(cast($1 as text) as xid8), $2)
                     order by change.tx desc, id desc limit $3",
                    cursor.tx.to_string(),
                    cursor.id,
                    limit
                )
                .fetch_all(self)
                .await?
            }
        };
        Ok(rows.into_iter().filter_map(|(kind, what)| Some((ChangeKind::from_key(&kind)?, what))).collect())
    }

    /// When the first thing after `cursor` changed; nothing when all was seen.
    ///
    /// # Errors
    /// The engine's.
    pub async fn oldest_after(&self, cursor: Cursor) -> Result<Option<Timestamp>> {
        let first = self.changes_after(cursor, 1).await?;
        Ok(first.first().map(|change| change.at))
    }

    /// The place of the newest entry that may be given.
    ///
    /// # Errors
    /// The engine's.
    pub async fn newest_change(&self) -> Result<Cursor> {
        let row: Option<(i64, i64)> = match self.engine() {
            Engine::Sqlite => {
                sql_for!(Engine::Sqlite, "select 0, id from change order by id desc limit 1")
                    .fetch_optional(self)
                    .await?
            }
            Engine::Postgres => {
                sql_for!(
                    Engine::Postgres,
                    "select cast(cast(tx as text) as bigint), id from change
                     where tx < pg_snapshot_xmin(pg_current_snapshot()) order by change.tx desc, id desc limit 1"
                )
                .fetch_optional(self)
                .await?
            }
        };
        Ok(row.map_or_else(Cursor::default, |(tx, id)| Cursor { tx, id }))
    }
}
