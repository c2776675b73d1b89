//! What a backup and a check ask of the database.

use crate::db::{On, Result, Tx, sql};
use shared::ids::FileId;

/// A stored file.
#[derive(Clone, Debug, sqlx::FromRow)]
pub struct Stored {
    /// Which.
    pub id: FileId,
    /// Its size in bytes.
    pub size: i64,
    /// The SHA-256 of its bytes.
    pub sha256: String,
}

/// Every stored file.
pub async fn files(on: impl Into<On<'_>>) -> Result<Vec<Stored>> {
    sql!("select id, size, sha256 from file order by id").fetch_all(on).await
}

/// How many members there are.
pub async fn members(on: impl Into<On<'_>>) -> Result<i64> {
    sql!("select count(*) from member").fetch_value(on).await
}

/// A restored site is another one for whoever followed the old one.
pub async fn renew(tx: &mut Tx, epoch: &str) -> Result<u64> {
    sql!(
        "insert into meta (key, value) values ('epoch', $1) on conflict (key) do update set value = excluded.value",
        epoch
    )
    .execute(tx)
    .await
}

/// Threads whose last number is not that of their last post.
pub async fn threads_astray(on: impl Into<On<'_>>) -> Result<i64> {
    sql!(
        "select count(*) from thread t
         where t.last_number <> coalesce((select max(p.number) from post p where p.thread_id = t.id), 0)"
    )
    .fetch_value(on)
    .await
}

/// Channels whose head is behind their last event.
pub async fn channels_astray(on: impl Into<On<'_>>) -> Result<i64> {
    sql!(
        "select count(*) from channel c
         where c.head < coalesce((select max(e.seq) from channel_event e where e.channel_id = c.id), 0)"
    )
    .fetch_value(on)
    .await
}

/// Articles whose version was not kept.
pub async fn articles_astray(on: impl Into<On<'_>>) -> Result<i64> {
    sql!(
        "select count(*) from article r
         where not exists (select 1 from article_revision v where v.article_id = r.id and v.version = r.version)"
    )
    .fetch_value(on)
    .await
}

/// Communities without anybody who decides.
pub async fn communities_astray(on: impl Into<On<'_>>) -> Result<i64> {
    sql!(
        "select count(*) from community c where c.archived_at is null
         and not exists (select 1 from membership m where m.community_id = c.id and m.role = 'owner')"
    )
    .fetch_value(on)
    .await
}
