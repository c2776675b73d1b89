//! Every SQL text of saved searches.

use super::model::{Row, Wanted};
use crate::{
    access::{KeepSearch, Permit},
    db::{On, Result, Tx, sql},
};
use shared::{
    Timestamp,
    ids::{MemberId, SavedSearchId},
};
use uuid::Uuid;

/// All that a member keeps, newest first.
pub async fn all(on: impl Into<On<'_>>, member: MemberId) -> Result<Vec<Row>> {
    sql!(
        "select id, name, search, alert, news_from, due_at, created_at, alerted_at from saved_search
         where member_id = $1 order by created_at desc, id desc",
        member
    )
    .fetch_all(on)
    .await
}

/// One that a member keeps.
pub async fn one(on: impl Into<On<'_>>, member: MemberId, id: SavedSearchId) -> Result<Option<Row>> {
    sql!(
        "select id, name, search, alert, news_from, due_at, created_at, alerted_at from saved_search
         where member_id = $1 and id = $2",
        member,
        id
    )
    .fetch_optional(on)
    .await
}

/// The one that a member keeps of this search.
pub async fn of(on: impl Into<On<'_>>, member: MemberId, search: &str) -> Result<Option<Row>> {
    sql!(
        "select id, name, search, alert, news_from, due_at, created_at, alerted_at from saved_search
         where member_id = $1 and search = $2",
        member,
        search
    )
    .fetch_optional(on)
    .await
}

/// How many a member keeps.
pub async fn count(on: impl Into<On<'_>>, member: MemberId) -> Result<i64> {
    sql!("select count(*) from saved_search where member_id = $1", member).fetch_value(on).await
}

/// Keeps a search.
pub async fn insert(tx: &mut Tx, by: &Permit<KeepSearch>, row: &Row) -> Result<u64> {
    sql!(
        "insert into saved_search (id, member_id, name, search, alert, news_from, due_at, created_at)
         values ($1, $2, $3, $4, $5, $6, $7, $8)",
        row.id,
        by.scope(),
        row.name.as_str(),
        row.search.as_str(),
        row.alert,
        row.news_from,
        row.due_at,
        row.created_at
    )
    .execute(tx)
    .await
}

/// Writes the name of a search and its mail.
pub async fn update(tx: &mut Tx, by: &Permit<KeepSearch>, row: &Row) -> Result<u64> {
    sql!(
        "update saved_search set name = $3, alert = $4, news_from = $5, due_at = $6 where id = $1 and member_id = $2",
        row.id,
        by.scope(),
        row.name.as_str(),
        row.alert,
        row.news_from,
        row.due_at
    )
    .execute(tx)
    .await
}

/// Forgets a search; gives whether it was there.
pub async fn delete(tx: &mut Tx, by: &Permit<KeepSearch>, id: SavedSearchId) -> Result<bool> {
    let gone = sql!("delete from saved_search where id = $1 and member_id = $2", id, by.scope()).execute(tx).await?;
    Ok(gone > 0)
}

/// When the next search is due.
pub async fn next_due(on: impl Into<On<'_>>) -> Result<Option<Timestamp>> {
    sql!("select min(due_at) from saved_search where alert").fetch_value(on).await
}

/// The searches that are due, with the moment up to which the member was told; another node that looks skips them.
pub async fn due(tx: &mut Tx, now: Timestamp, limit: i64) -> Result<Vec<(SavedSearchId, Timestamp)>> {
    sql!("select id, news_from from saved_search where alert and due_at <= $1 order by due_at, id limit $2", now, limit)
        .skip_locked(tx)
        .fetch_all(tx)
        .await
}

/// Notes up to when a search is being told, and when it is due again.
pub async fn taken(tx: &mut Tx, id: SavedSearchId, until: Timestamp, due: Timestamp) -> Result<u64> {
    sql!("update saved_search set news_from = $2, due_at = $3 where id = $1", id, until, due).execute(tx).await
}

/// A search that still wants mail, with its member, when they may still get it.
pub async fn wanted(on: impl Into<On<'_>>, id: SavedSearchId) -> Result<Option<Wanted>> {
    sql!(
        "select s.name, s.search, s.member_id, m.email, m.lang, m.admin from saved_search s
         join member m on m.id = s.member_id
         where s.id = $1 and s.alert and m.disabled_at is null and m.departed_at is null",
        id
    )
    .fetch_optional(on)
    .await
}

/// Notes that a mail went: the next one comes a day later at the earliest.
pub async fn told(tx: &mut Tx, id: SavedSearchId, now: Timestamp, due: Timestamp) -> Result<u64> {
    sql!("update saved_search set alerted_at = $2, due_at = $3 where id = $1", id, now, due).execute(tx).await
}

/// No mail about this search any more, or about any that its member keeps.
pub async fn stop(tx: &mut Tx, id: SavedSearchId, all: bool) -> Result<u64> {
    if all {
        sql!(
            "update saved_search set alert = false
             where member_id in (select s.member_id from saved_search s where s.id = $1)",
            id
        )
        .execute(tx)
        .await
    } else {
        sql!("update saved_search set alert = false where id = $1", id).execute(tx).await
    }
}

/// Which of these communities are open: what stands there may be named in a mail.
pub async fn open(on: impl Into<On<'_>>, communities: &[Uuid]) -> Result<Vec<(Uuid,)>> {
    sql!("select id from community where visibility = 'open'")
        .and_in("id", communities.iter().copied())
        .fetch_all(on)
        .await
}
