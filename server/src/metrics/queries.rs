//! What is counted in the database.

use crate::db::{On, Result, sql};
use shared::Timestamp;

/// Since when the oldest job that may run waits, and how many jobs were given up.
pub async fn outbox(on: impl Into<On<'_>>, now: Timestamp) -> Result<(Option<Timestamp>, i64)> {
    sql!(
        "select (select min(o.run_at) from outbox o where o.state = 'live' and o.run_at <= $1),
                (select count(*) from outbox o where o.state = 'dead')",
        now
    )
    .fetch_one(on)
    .await
}
