//! Events of channels, written in the transaction of the change they tell of.

use crate::{
    Error,
    db::{Hint, Result, Tx, sql},
};
use serde::Serialize;
use shared::{
    Timestamp,
    ids::{ChannelId, CommunityId, MemberId, ThreadId},
};
use uuid::Uuid;

/// Which channel.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Of {
    /// Posts of a thread, and its state.
    Thread(ThreadId),
    /// Threads that are opened or moved up in a community.
    Community(CommunityId),
}

impl Of {
    /// Its kind and what it is of, as the database names them.
    pub fn key(self) -> (&'static str, Uuid) {
        match self {
            Self::Thread(id) => ("thread", id.uuid()),
            Self::Community(id) => ("community", id.uuid()),
        }
    }
}

/// Writes an event and gives its number: contiguous in its channel, in the order of commits. As late as possible in a
/// transaction, because on `PostgreSQL` it holds the channel's row until commit. A channel that does not exist has nobody
/// who looks, and gets no event: the number is 0.
///
/// # Errors
/// The engine's.
pub async fn emit(
    tx: &mut Tx,
    of: Of,
    kind: &str,
    actor: Option<MemberId>,
    payload: &impl Serialize,
    now: Timestamp,
) -> Result<i64, Error> {
    let (what, id) = of.key();
    let taken: Option<(ChannelId, i64, i64)> = sql!(
        "update channel set head = head + 1 where kind = $1 and ref = $2
         returning id, head, coalesce((select a.acl from audience a where a.id = channel.audience_id), 0)",
        what,
        id
    )
    .fetch_optional(&mut *tx)
    .await?;
    let Some((channel, seq, acl)) = taken else { return Ok(0) };
    let payload = serde_json::to_string(payload).map_err(Error::internal)?;
    sql!(
        "insert into channel_event (channel_id, seq, kind, actor_id, payload, acl, at) values ($1, $2, $3, $4, $5, $6, $7)",
        channel,
        seq,
        kind,
        actor,
        payload,
        acl,
        now
    )
    .execute(&mut *tx)
    .await?;
    tx.tell(Hint::Event(channel, seq));
    Ok(seq)
}
