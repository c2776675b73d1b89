//! Every SQL text about mail that was sent.

use crate::db::{On, Result, Tx, sql};
use shared::Timestamp;

/// Whether a mail about this was sent.
pub async fn sent(on: impl Into<On<'_>>, dedupe: &str) -> Result<bool> {
    let row: Option<i64> =
        sql!("select cast(1 as bigint) from mail_sent where dedupe = $1", dedupe).fetch_maybe(on).await?;
    Ok(row.is_some())
}

/// Notes that it was.
pub async fn note(tx: &mut Tx, dedupe: &str, now: Timestamp) -> Result<u64> {
    sql!("insert into mail_sent (dedupe, sent_at) values ($1, $2) on conflict (dedupe) do nothing", dedupe, now)
        .execute(tx)
        .await
}

/// Forgets what was sent long ago.
pub async fn forget(tx: &mut Tx, before: Timestamp) -> Result<u64> {
    sql!("delete from mail_sent where sent_at < $1", before).execute(tx).await
}
