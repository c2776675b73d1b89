//! Every SQL text of the journal.

use super::memory::Counts;
use crate::db::{On, Result, Tx, sql};
use shared::search::journal::Line;

/// A query with its counts.
#[derive(Clone, Debug, sqlx::FromRow)]
pub struct Row {
    query: String,
    asked: i64,
    empty: i64,
    clicks: i64,
    ranks: i64,
}

impl Row {
    /// As its page shows it.
    pub fn line(self) -> Line {
        let Self { query, asked, empty, clicks, ranks } = self;
        Line { query, asked, empty, clicks, ranks }
    }
}

/// How many queries there are of a day.
pub async fn of_day(on: impl Into<On<'_>>, day: &str) -> Result<i64> {
    sql!("select count(*) from search_journal where day = $1", day).fetch_value(on).await
}

/// Adds counts to a query that is there; gives whether it was.
pub async fn add(tx: &mut Tx, day: &str, query: &str, counts: Counts) -> Result<bool> {
    let there = sql!(
        "update search_journal set asked = asked + $3, empty = empty + $4, clicks = clicks + $5, ranks = ranks + $6
         where day = $1 and query = $2",
        day,
        query,
        counts.asked,
        counts.empty,
        counts.clicks,
        counts.ranks
    )
    .execute(tx)
    .await?;
    Ok(there > 0)
}

/// Adds a query, or counts to one that came meanwhile.
pub async fn insert(tx: &mut Tx, day: &str, query: &str, counts: Counts) -> Result<u64> {
    sql!(
        "insert into search_journal (day, query, asked, empty, clicks, ranks) values ($1, $2, $3, $4, $5, $6)
         on conflict (day, query) do update set asked = search_journal.asked + excluded.asked,
           empty = search_journal.empty + excluded.empty, clicks = search_journal.clicks + excluded.clicks,
           ranks = search_journal.ranks + excluded.ranks",
        day,
        query,
        counts.asked,
        counts.empty,
        counts.clicks,
        counts.ranks
    )
    .execute(tx)
    .await
}

/// Forgets what is older than this day.
pub async fn forget(tx: &mut Tx, before: &str) -> Result<u64> {
    sql!("delete from search_journal where day < $1", before).execute(tx).await
}

/// The sum of all since this day.
pub async fn total(on: impl Into<On<'_>>, since: &str) -> Result<Row> {
    sql!(
        "select '' as query, cast(coalesce(sum(asked), 0) as bigint) as asked,
                cast(coalesce(sum(empty), 0) as bigint) as empty, cast(coalesce(sum(clicks), 0) as bigint) as clicks,
                cast(coalesce(sum(ranks), 0) as bigint) as ranks
         from search_journal where day >= $1",
        since
    )
    .fetch_one(on)
    .await
}

/// What was asked most since this day, at least so often.
pub async fn most(on: impl Into<On<'_>>, since: &str, least: i64, limit: i64) -> Result<Vec<Row>> {
    sql!(
        "select query, cast(sum(asked) as bigint) as asked, cast(sum(empty) as bigint) as empty,
                cast(sum(clicks) as bigint) as clicks, cast(sum(ranks) as bigint) as ranks
         from search_journal where day >= $1
         group by query having cast(sum(asked) as bigint) >= $2
         order by 2 desc, 1 limit $3",
        since,
        least,
        limit
    )
    .fetch_all(on)
    .await
}

/// What found nothing most often since this day, at least so often.
pub async fn fruitless(on: impl Into<On<'_>>, since: &str, least: i64, limit: i64) -> Result<Vec<Row>> {
    sql!(
        "select query, cast(sum(asked) as bigint) as asked, cast(sum(empty) as bigint) as empty,
                cast(sum(clicks) as bigint) as clicks, cast(sum(ranks) as bigint) as ranks
         from search_journal where day >= $1
         group by query having cast(sum(empty) as bigint) >= $2
         order by 3 desc, 1 limit $3",
        since,
        least,
        limit
    )
    .fetch_all(on)
    .await
}
