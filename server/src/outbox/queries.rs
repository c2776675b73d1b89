//! Every SQL text about jobs.

use super::model::Job;
use crate::{
    access::{Administer, Permit},
    db::{On, Result, Tx, sql},
};
use serde_json::Value;
use shared::{
    Timestamp,
    ids::JobId,
    outbox::{Failed, Numbers},
};
use sqlx::types::Json;
use std::collections::BTreeMap;

/// A job that is not there yet.
pub struct New<'n> {
    pub id: JobId,
    pub kind: &'n str,
    pub dedupe: &'n str,
    pub payload: Value,
    pub run_at: Timestamp,
}

/// Writes a job, unless one of its dedupe stands.
pub async fn insert(tx: &mut Tx, new: New<'_>, now: Timestamp) -> Result<u64> {
    sql!(
        "insert into outbox (id, kind, dedupe, payload, run_at, created_at) values ($1, $2, $3, $4, $5, $6)
         on conflict (dedupe) do nothing",
        new.id,
        new.kind,
        new.dedupe,
        Json(new.payload),
        new.run_at,
        now
    )
    .execute(tx)
    .await
}

/// Writes a job; one of its dedupe that was taken already starts anew with what it had, so that whoever has it cannot
/// finish it.
pub async fn insert_or_renew(tx: &mut Tx, new: New<'_>, now: Timestamp) -> Result<u64> {
    sql!(
        "insert into outbox (id, kind, dedupe, payload, run_at, created_at) values ($1, $2, $3, $4, $5, $6)
         on conflict (dedupe) do update set run_at = excluded.run_at, attempts = 0, leased_by = null, last_error = null,
             state = 'live', created_at = excluded.created_at
         where outbox.attempts > 0",
        new.id,
        new.kind,
        new.dedupe,
        Json(new.payload),
        new.run_at,
        now
    )
    .execute(tx)
    .await
}

/// Jobs of one kind, or of all others.
#[derive(Clone, Copy, Debug)]
pub struct Lane {
    /// The kind.
    pub kind: &'static str,
    /// Whether it is that kind, and not the others.
    pub only: bool,
}

/// Whether a job of a lane is due.
pub async fn due(on: impl Into<On<'_>>, lane: Lane, now: Timestamp) -> Result<bool> {
    let one: Option<JobId> = sql!(
        "select id from outbox where state = 'live' and run_at <= $1 and (kind = $2) = $3 limit 1",
        now,
        lane.kind,
        lane.only
    )
    .fetch_maybe(on)
    .await?;
    Ok(one.is_some())
}

/// Takes up to `limit` jobs of a lane that are due; each is leased until `until`.
pub async fn claim(
    tx: &mut Tx,
    lane: Lane,
    worker: &str,
    now: Timestamp,
    until: Timestamp,
    limit: i64,
) -> Result<Vec<Job>> {
    let due: Vec<(JobId,)> = sql!(
        "select id from outbox where state = 'live' and run_at <= $1 and (kind = $3) = $4 order by run_at, id limit $2",
        now,
        limit,
        lane.kind,
        lane.only
    )
    .skip_locked(tx)
    .fetch_all(&mut *tx)
    .await?;
    if due.is_empty() {
        return Ok(Vec::new());
    }
    sql!("update outbox set run_at = $1, attempts = attempts + 1, leased_by = $2 where state = 'live'", until, worker)
        .and_in("id", due.into_iter().map(|(id,)| id))
        .push(" returning id, kind, dedupe, payload, attempts")
        .fetch_all(tx)
        .await
}

/// Removes jobs that are done, but for those whose lease was lost; gives how many those were that went.
pub async fn done(tx: &mut Tx, jobs: &[Job]) -> Result<u64> {
    let mut gone = 0;
    for (attempts, ids) in by_attempts(jobs) {
        gone += sql!("delete from outbox where attempts = $1", attempts).and_in("id", ids).execute(tx).await?;
    }
    Ok(gone)
}

/// Gives back jobs that were taken and not begun, as if they had not been taken.
pub async fn give_back(tx: &mut Tx, jobs: &[Job], now: Timestamp) -> Result<u64> {
    let mut back = 0;
    for (attempts, ids) in by_attempts(jobs) {
        back += sql!(
            "update outbox set run_at = $2, attempts = attempts - 1, leased_by = null where attempts = $1",
            attempts,
            now
        )
        .and_in("id", ids)
        .execute(tx)
        .await?;
    }
    Ok(back)
}

/// Jobs by the number of their try, which says whether the lease still holds.
fn by_attempts(jobs: &[Job]) -> BTreeMap<i64, Vec<JobId>> {
    let mut all = BTreeMap::<i64, Vec<JobId>>::new();
    for job in jobs {
        all.entry(job.attempts).or_default().push(job.id);
    }
    all
}

/// Notes that a job failed and when it runs again; nothing when the lease was lost.
pub async fn failed(tx: &mut Tx, job: &Job, error: &str, state: &str, run_at: Timestamp) -> Result<u64> {
    sql!(
        "update outbox set run_at = $3, last_error = $4, state = $5, leased_by = null where id = $1 and attempts = $2",
        job.id,
        job.attempts,
        run_at,
        error,
        state
    )
    .execute(tx)
    .await
}

/// How much there is.
pub async fn numbers(on: impl Into<On<'_>>, now: Timestamp) -> Result<Numbers> {
    let (waiting, later, dead, oldest) = sql!(
        "select count(*) filter (where state = 'live' and run_at <= $1),
                count(*) filter (where state = 'live' and run_at > $1),
                count(*) filter (where state = 'dead'),
                min(run_at) filter (where state = 'live' and run_at <= $1)
         from outbox",
        now
    )
    .fetch_one(on)
    .await?;
    Ok(Numbers { waiting, later, dead, oldest })
}

/// Jobs that failed: for good first, then what is tried again soonest.
pub async fn failures(on: impl Into<On<'_>>, limit: i64) -> Result<Vec<Failed>> {
    sql!(
        "select id, kind, attempts, coalesce(last_error, '') as error, state = 'dead' as dead, run_at, created_at
         from outbox where last_error is not null order by state, run_at, id limit $1",
        limit
    )
    .fetch_all(on)
    .await
}

/// Makes what failed due now, one job or all; one that failed for good gets all its tries again. A job that a worker has is
/// left alone: its tries are how it is known whose it is.
pub async fn again(tx: &mut Tx, _: &Permit<Administer>, job: Option<JobId>, now: Timestamp) -> Result<u64> {
    sql!(
        "update outbox set run_at = $1, attempts = case when state = 'dead' then 0 else attempts end, state = 'live'
         where last_error is not null and leased_by is null",
        now
    )
    .and("id = ?", job)
    .execute(tx)
    .await
}

/// Removes a job that failed for good.
pub async fn discard(tx: &mut Tx, _: &Permit<Administer>, job: JobId) -> Result<u64> {
    sql!("delete from outbox where id = $1 and state = 'dead'", job).execute(tx).await
}
