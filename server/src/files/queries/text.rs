//! Every SQL text about the text of files.

use crate::db::{On, Result, Tx, sql};
use extract::Kind;
use shared::{Timestamp, ids::FileId};

/// The type of a file.
pub async fn mime(on: impl Into<On<'_>>, file: FileId) -> Result<Option<String>> {
    sql!("select mime from file where id = $1", file).fetch_maybe(on).await
}

/// Documents under posts without a text of this version: the newest that came before the one given.
pub async fn unread(on: impl Into<On<'_>>, before: Option<FileId>, version: i64, limit: i64) -> Result<Vec<FileId>> {
    let rows: Vec<(FileId,)> = sql!(
        "select f.id from file f
         join post_file p on p.file_id = f.id
         left join file_text x on x.file_id = f.id
         where (x.version is null or x.version <> $1)",
        version
    )
    .and("f.id < ?", before)
    .and_in("f.mime", Kind::ALL.map(Kind::mime))
    .push_with(" order by f.id desc limit ?", limit)
    .fetch_all(on)
    .await?;
    Ok(rows.into_iter().map(|(id,)| id).collect())
}

/// Keeps the text of a file that is still there; gives whether it is.
pub async fn keep_text(tx: &mut Tx, file: FileId, body: &str, state: &str, version: i64, at: Timestamp) -> Result<u64> {
    sql!(
        "insert into file_text (file_id, body, state, version, at) select id, $2, $3, $4, $5 from file where id = $1
         on conflict (file_id) do update set body = excluded.body, state = excluded.state, version = excluded.version,
             at = excluded.at",
        file,
        body,
        state,
        version,
        at
    )
    .execute(tx)
    .await
}
