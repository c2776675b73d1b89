//! Every SQL text of the live layer but that of writing events.

use crate::{
    access::Actor,
    db::{On, Query, Result, Tx, sql},
    live::Of,
};
use shared::{
    Timestamp,
    ids::{AudienceId, ChannelId, MemberId},
    live::Shows,
};

/// A channel: which, its last number, the version of its audience.
pub async fn channel(on: impl Into<On<'_>>, of: Of) -> Result<Option<(ChannelId, i64, i64)>> {
    let (what, id) = of.key();
    sql!(
        "select c.id, c.head, coalesce(a.acl, 0) from channel c left join audience a on a.id = c.audience_id
         where c.kind = $1 and c.ref = $2",
        what,
        id
    )
    .fetch_optional(on)
    .await
}

/// The last number of a channel; 0 when there is none yet.
pub async fn head(on: impl Into<On<'_>>, of: Of) -> Result<i64> {
    Ok(channel(on, of).await?.map_or(0, |(_, head, _)| head))
}

/// The last numbers of channels.
pub async fn heads(on: impl Into<On<'_>>, ids: &[ChannelId]) -> Result<Vec<(ChannelId, i64)>> {
    sql!("select id, head from channel where true").and_in("id", ids.iter().copied()).fetch_all(on).await
}

/// An event as it is kept.
#[derive(Clone, Debug, sqlx::FromRow)]
pub struct EventRow {
    pub channel_id: ChannelId,
    pub seq: i64,
    pub kind: String,
    pub actor_id: Option<MemberId>,
    pub acl: i64,
    pub nonce: Option<String>,
    pub payload: String,
}

/// Up to `limit` events of channels after a number in each, in order.
pub async fn events(on: impl Into<On<'_>>, after: &[(ChannelId, i64)], limit: i64) -> Result<Vec<EventRow>> {
    let mut query = sql!("select channel_id, seq, kind, actor_id, acl, nonce, payload from channel_event where 1 = 2");
    for (channel, seq) in after {
        query = query.push_with(" or (channel_id = ?", *channel).push_with(" and seq > ?)", *seq);
    }
    query.push_with(" order by channel_id, seq limit ?", limit).fetch_all(on).await
}

/// For whom a channel is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, sqlx::FromRow)]
pub struct Audience {
    /// Its audience; a member's own channel has none.
    #[sqlx(rename = "audience_id")]
    pub id: Option<AudienceId>,
    /// The version of who belongs to it.
    pub acl: i64,
}

/// A channel as who watches it finds it.
#[derive(Clone, Copy, Debug, sqlx::FromRow)]
pub struct Opened {
    /// Which.
    pub id: ChannelId,
    /// Its last number.
    pub head: i64,
    /// For whom it is.
    #[sqlx(flatten)]
    pub audience: Audience,
    /// What it shows of its people: what the community of a room chose, who types in a direct conversation.
    pub shows: Shows,
}

/// See [`Opened`].
pub async fn opened(on: impl Into<On<'_>>, of: Of) -> Result<Option<Opened>> {
    let (what, id) = of.key();
    sql!(
        "select c.id, c.head, c.audience_id, coalesce(a.acl, 0) as acl,
                case when r.id is null then 'nothing' else coalesce(k.presence, 'typing') end as shows
         from channel c
         left join audience a on a.id = c.audience_id
         left join room r on c.kind = 'room' and r.id = c.ref
         left join community k on k.id = r.community_id
         where c.kind = $1 and c.ref = $2",
        what,
        id
    )
    .fetch_optional(on)
    .await
}

/// Whether a channel shows that this member types.
pub async fn may_type(on: impl Into<On<'_>>, channel: ChannelId, member: MemberId) -> Result<bool> {
    let n: i64 = sql!(
        "select count(*) from channel c join room r on c.kind = 'room' and r.id = c.ref
         left join community k on k.id = r.community_id
         join member m on m.id = $2
         where c.id = $1 and m.presence = 'room' and coalesce(k.presence, 'typing') <> 'nothing'",
        channel,
        member
    )
    .fetch_value(on)
    .await?;
    Ok(n > 0)
}

/// A channel that is watched, as [`Opened`] says it.
#[derive(Clone, Copy, Debug, sqlx::FromRow)]
pub struct Stand {
    /// Which.
    pub id: ChannelId,
    /// For whom it is.
    #[sqlx(flatten)]
    pub audience: Audience,
    /// What it shows of its people.
    pub shows: Shows,
}

/// How these channels stand.
pub async fn stands(on: impl Into<On<'_>>, ids: &[ChannelId]) -> Result<Vec<Stand>> {
    standing(ids).fetch_all(on).await
}

/// The same of those that the reader still reads.
pub async fn still(on: impl Into<On<'_>>, actor: &Actor, ids: &[ChannelId]) -> Result<Vec<Stand>> {
    standing(ids).readable("c.audience_id", actor).fetch_all(on).await
}

fn standing(ids: &[ChannelId]) -> Query<'_> {
    sql!(
        "select c.id, c.audience_id, coalesce(x.acl, 0) as acl,
                case when r.id is null then 'nothing' else coalesce(k.presence, 'typing') end as shows
         from channel c
         left join audience x on x.id = c.audience_id
         left join room r on c.kind = 'room' and r.id = c.ref
         left join community k on k.id = r.community_id
         where true"
    )
    .and_in("c.id", ids.iter().copied())
}

/// The epoch of the numbers of this database.
pub async fn epoch(tx: &mut Tx, fresh: &str) -> Result<String> {
    sql!("insert into meta (key, value) values ('epoch', $1) on conflict (key) do nothing", fresh).execute(tx).await?;
    sql!("select value from meta where key = 'epoch'").fetch_value(tx).await
}

/// Forgets up to 1,000 events that are older than `before` and not among the last 1,000 of their channel.
pub async fn prune(tx: &mut Tx, before: Timestamp) -> Result<u64> {
    sql!(
        "delete from channel_event where (channel_id, seq) in
         (select e.channel_id, e.seq from channel_event e join channel c on c.id = e.channel_id
          where e.at < $1 and e.seq <= c.head - 1000 order by e.at limit 1000)",
        before
    )
    .execute(tx)
    .await
}
