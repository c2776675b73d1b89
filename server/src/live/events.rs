//! Events of channels, written in the transaction of the change they tell of.

use crate::{
    Error, clock,
    db::{Hint, Tx, sql},
};
use serde::Serialize;
use shared::{
    Timestamp,
    ids::{ChannelId, MemberId},
};

pub use shared::live::Channel as Of;

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
    let payload = serde_json::to_value(payload).map_err(Error::internal)?;
    emit_numbered(tx, of, kind, actor, None, |_| payload, now).await
}

/// The same for a payload that holds its own number, and a sender's name for it.
///
/// # Errors
/// The engine's.
pub async fn emit_numbered(
    tx: &mut Tx,
    of: Of,
    kind: &str,
    actor: Option<MemberId>,
    nonce: Option<&str>,
    payload: impl FnOnce(i64) -> serde_json::Value,
    now: Timestamp,
) -> Result<i64, Error> {
    if let Of::User(_) = of {
        make(tx, of).await?;
    }
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
    sql!(
        "insert into channel_event (channel_id, seq, kind, actor_id, payload, acl, nonce, at)
         values ($1, $2, $3, $4, $5, $6, $7, $8)",
        channel,
        seq,
        kind,
        actor,
        payload(seq).to_string(),
        acl,
        nonce,
        now
    )
    .execute(&mut *tx)
    .await?;
    tx.tell(Hint::Event(channel, seq));
    Ok(seq)
}

/// Makes the channel of a member, when there is none yet.
pub(super) async fn make(tx: &mut Tx, of: Of) -> Result<(), Error> {
    let (what, id) = of.key();
    sql!(
        "insert into channel (id, kind, ref) values ($1, $2, $3) on conflict (kind, ref) do nothing",
        ChannelId::from_uuid(clock::fresh_id()),
        what,
        id
    )
    .execute(tx)
    .await?;
    Ok(())
}

/// Rewrites what the event `seq` and later changes of the same thing told, for whoever still has to hear of them: words that
/// were taken away are told to nobody.
///
/// # Errors
/// The engine's.
pub async fn retell(tx: &mut Tx, of: Of, seq: i64, id: &str, payload: &impl Serialize) -> Result<(), Error> {
    let (what, channel) = of.key();
    let payload = serde_json::to_string(payload).map_err(Error::internal)?;
    sql!(
        "update channel_event set payload = $4
         where channel_id = (select c.id from channel c where c.kind = $1 and c.ref = $2)
           and (seq = $3 or (seq > $3 and kind = 'edit' and payload like $5))",
        what,
        channel,
        seq,
        payload,
        format!("%\"id\":\"{id}\"%")
    )
    .execute(tx)
    .await?;
    Ok(())
}
