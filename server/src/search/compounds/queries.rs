//! Every SQL text of own compounds. The index reads them by itself.

use crate::{
    access::{Administer, Permit},
    db::{On, Result, Tx, sql},
};
use shared::{Timestamp, search::compounds::Compound};

/// All of them, by their words.
pub async fn all(on: impl Into<On<'_>>) -> Result<Vec<Compound>> {
    let rows: Vec<(String, String)> = sql!("select word, parts from compound order by word").fetch_all(on).await?;
    Ok(rows.into_iter().map(|(word, parts)| Compound { word, parts }).collect())
}

/// Writes one.
pub async fn write(
    tx: &mut Tx,
    by: &Permit<Administer>,
    compound: &Compound,
    named: bool,
    now: Timestamp,
) -> Result<u64> {
    sql!(
        "insert into compound (word, parts, changed_at, changed_by) values ($1, $2, $3, $4)
         on conflict (word) do update set parts = excluded.parts, changed_at = excluded.changed_at,
           changed_by = excluded.changed_by",
        compound.word.as_str(),
        compound.parts.as_str(),
        now,
        named.then(|| by.by())
    )
    .execute(tx)
    .await
}

/// Takes one away; how many that were.
pub async fn remove(tx: &mut Tx, _: &Permit<Administer>, word: &str) -> Result<u64> {
    sql!("delete from compound where word = $1", word).execute(tx).await
}
