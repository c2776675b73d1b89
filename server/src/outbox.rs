//! The outbox: jobs that run after commit, each at least once.
//!
//! A job is written in the transaction of the change it belongs to ([`enqueue`]), so neither exists without the other. A
//! worker takes what is due by moving `run_at` into the future: that is the lease, and a worker that dies gives its jobs
//! back by doing nothing. `attempts` is the fencing token: who lost the lease cannot finish the job. What fails comes
//! back later and later, and is kept as `dead` after the last try.

mod model;
mod pages;
mod queries;
mod service;
#[cfg(test)]
mod tests;
mod worker;

pub use model::Job;
pub use worker::Worker;

use crate::{
    Result, clock,
    db::{Db, Hint, Tx},
    http::Doors,
};
use serde::Serialize;
use shared::{Timestamp, ids::JobId, outbox::Numbers};

/// The doors of this room.
pub fn doors() -> Doors {
    Doors::new()
        .get("/beheer/achtergrond", pages::show)
        .post("/beheer/achtergrond/opnieuw", pages::again)
        .post("/beheer/achtergrond/weggooien", pages::discard)
}

/// Writes a job that runs at `run_at`; when one of this `dedupe` waits already, that one stands.
///
/// # Errors
/// The database's, or when the payload is no JSON.
pub async fn enqueue(
    tx: &mut Tx,
    kind: &str,
    dedupe: &str,
    payload: &impl Serialize,
    run_at: Timestamp,
    now: Timestamp,
) -> Result<()> {
    write(tx, kind, dedupe, payload, run_at, now, false).await
}

/// As [`enqueue`], but a job of this `dedupe` that a worker took already runs again, with the payload it had: what it is
/// about to tell may not hold this change yet.
///
/// # Errors
/// As [`enqueue`].
pub async fn enqueue_or_renew(
    tx: &mut Tx,
    kind: &str,
    dedupe: &str,
    payload: &impl Serialize,
    run_at: Timestamp,
    now: Timestamp,
) -> Result<()> {
    write(tx, kind, dedupe, payload, run_at, now, true).await
}

async fn write(
    tx: &mut Tx,
    kind: &str,
    dedupe: &str,
    payload: &impl Serialize,
    run_at: Timestamp,
    now: Timestamp,
    renew: bool,
) -> Result<()> {
    let payload = serde_json::to_value(payload).map_err(crate::Error::internal)?;
    let new = queries::New { id: JobId::from_uuid(clock::fresh_id()), kind, dedupe, payload, run_at };
    if renew {
        queries::insert_or_renew(tx, new, now).await?;
    } else {
        queries::insert(tx, new, now).await?;
    }
    tx.tell(Hint::Job);
    Ok(())
}

/// How the outbox stands, for `/readyz` and the metrics.
///
/// # Errors
/// The database's.
pub async fn numbers(db: &Db, now: Timestamp) -> Result<Numbers> {
    Ok(queries::numbers(db, now).await?)
}
