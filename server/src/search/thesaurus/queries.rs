//! Every SQL text of the thesaurus.

use crate::{
    access::{Administer, Permit},
    db::{On, Result, Tx, sql},
};
use shared::{Timestamp, search::thesaurus::Link};

/// What the site owner knows better.
#[derive(Clone, Debug, sqlx::FromRow)]
pub struct Row {
    pub from_term: String,
    pub to_term: String,
    pub two_way: bool,
    pub weight: i64,
    pub capitals: bool,
    pub note: String,
    pub removed: bool,
}

/// All of it.
pub async fn rows(on: impl Into<On<'_>>) -> Result<Vec<Row>> {
    sql!("select from_term, to_term, two_way, weight, capitals, note, removed from synonym").fetch_all(on).await
}

/// Writes a link, or that it is taken away.
pub async fn write(
    tx: &mut Tx,
    by: &Permit<Administer>,
    link: &Link,
    removed: bool,
    named: bool,
    now: Timestamp,
) -> Result<u64> {
    sql!(
        "insert into synonym (from_term, to_term, two_way, weight, capitals, note, removed, changed_at, changed_by)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9)
         on conflict (from_term, to_term) do update set two_way = excluded.two_way, weight = excluded.weight,
           capitals = excluded.capitals, note = excluded.note, removed = excluded.removed,
           changed_at = excluded.changed_at, changed_by = excluded.changed_by",
        link.from.as_str(),
        link.to.as_str(),
        link.two_way,
        link.weight,
        link.capitals,
        link.note.as_str(),
        removed,
        now,
        named.then(|| by.by())
    )
    .execute(tx)
    .await
}
