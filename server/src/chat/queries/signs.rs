//! SQL about signs, pins, mentions, and what members want to be told of rooms.

use crate::{
    access::{EditMessage, Permit, PinMessage, React, ReadRoom, Say},
    db::{On, Result, Tx, sql},
};
use shared::{
    Timestamp,
    chat::{Level, Reaction, Sign},
    ids::{MemberId, MessageId, RoomId},
};
use std::collections::HashMap;

/// The signs that messages were given, in the order of the signs; of each those who gave it, the first one first.
pub async fn reactions(on: impl Into<On<'_>>, messages: &[MessageId]) -> Result<HashMap<MessageId, Vec<Reaction>>> {
    if messages.is_empty() {
        return Ok(HashMap::new());
    }
    let rows: Vec<(MessageId, Sign, MemberId, Option<String>)> = sql!(
        "select g.message_id, g.sign, g.member_id, case when m.departed_at is null then m.name end
         from reaction g join member m on m.id = g.member_id where true"
    )
    .and_in("g.message_id", messages.iter().copied())
    .push(" order by g.at, g.member_id")
    .fetch_all(on)
    .await?;
    let mut given: HashMap<MessageId, Vec<Reaction>> = HashMap::new();
    for (message, sign, member, name) in rows {
        let own = given.entry(message).or_default();
        let at = own.partition_point(|reaction| reaction.sign < sign);
        if own.get(at).is_none_or(|reaction| reaction.sign != sign) {
            own.insert(at, Reaction { sign, by: Vec::new(), names: Vec::new() });
        }
        if let Some(reaction) = own.get_mut(at) {
            reaction.by.push(member);
            reaction.names.push(name.unwrap_or_default());
        }
    }
    Ok(given)
}

/// Gives a message a sign; gives whether it had not got it from the actor.
pub async fn react(tx: &mut Tx, by: &Permit<React>, sign: Sign, now: Timestamp) -> Result<bool> {
    let added = sql!(
        "insert into reaction (message_id, member_id, sign, at) values ($1, $2, $3, $4)
         on conflict (message_id, member_id, sign) do nothing",
        by.scope().0,
        by.by(),
        sign,
        now
    )
    .execute(tx)
    .await?;
    Ok(added > 0)
}

/// Takes the actor's sign back; gives whether it stood.
pub async fn take_back(tx: &mut Tx, by: &Permit<React>, sign: Sign) -> Result<bool> {
    let gone = sql!(
        "delete from reaction where message_id = $1 and member_id = $2 and sign = $3",
        by.scope().0,
        by.by(),
        sign
    )
    .execute(tx)
    .await?;
    Ok(gone > 0)
}

/// How many messages a room keeps at hand.
pub async fn pins(on: impl Into<On<'_>>, room: RoomId) -> Result<i64> {
    sql!("select count(*) from message where room_id = $1 and pinned_at is not null and deleted_at is null", room)
        .fetch_value(on)
        .await
}

/// Keeps a message at hand, or lets it go; gives whether that changed.
pub async fn pin(tx: &mut Tx, by: &Permit<PinMessage>, at: Option<Timestamp>) -> Result<bool> {
    let changed = sql!(
        "update message set pinned_at = $2, pinned_by = $3
         where id = $1 and (pinned_at is null) = $4",
        by.scope().0,
        at,
        at.map(|_| by.by()),
        at.is_some()
    )
    .execute(tx)
    .await?;
    Ok(changed > 0)
}

/// What the actor wants to be told of a room.
pub async fn set_level(tx: &mut Tx, by: &Permit<ReadRoom>, level: Level, now: Timestamp) -> Result<u64> {
    let (room, _) = by.scope();
    if level == Level::All {
        return sql!("delete from room_level where member_id = $1 and room_id = $2", by.by(), room).execute(tx).await;
    }
    sql!(
        "insert into room_level (member_id, room_id, level, since) values ($1, $2, $3, $4)
         on conflict (member_id, room_id) do update set level = excluded.level, since = excluded.since",
        by.by(),
        room,
        level,
        now
    )
    .execute(tx)
    .await
}

/// Puts the actor's mark before `seq`, also when it was further.
pub async fn unread_from(tx: &mut Tx, by: &Permit<ReadRoom>, seq: i64, now: Timestamp) -> Result<u64> {
    sql!(
        "insert into room_mark (member_id, room_id, seq, at) values ($1, $2, $3, $4)
         on conflict (member_id, room_id) do update set seq = excluded.seq, at = excluded.at",
        by.by(),
        by.scope().0,
        seq - 1,
        now
    )
    .execute(tx)
    .await
}

async fn name(tx: &mut Tx, room: RoomId, message: MessageId, member: MemberId) -> Result<u64> {
    sql!(
        "insert into mention (message_id, member_id)
         select $2, m.id from room r
         join audience a on a.id = r.audience_id
         join member m on m.id = $3
         where r.id = $1 and m.departed_at is null
           and (a.kind = 'community' or m.id in (select l.member_id from audience_member l where l.audience_id = a.id))
           and (a.community_id is null or m.id in (select b.member_id from membership b where b.community_id = a.community_id))
         on conflict (message_id, member_id) do nothing",
        room,
        message,
        member
    )
    .execute(tx)
    .await
}

/// Notes whom a message names, of those who read the room.
pub async fn mention(tx: &mut Tx, by: &Permit<Say>, message: MessageId, named: &[MemberId]) -> Result<()> {
    for member in named.iter().filter(|member| **member != by.by()) {
        name(tx, by.scope().0, message, *member).await?;
    }
    Ok(())
}

/// Notes whom a message names now that it was changed.
pub async fn mention_again(tx: &mut Tx, by: &Permit<EditMessage>, named: &[MemberId]) -> Result<()> {
    let (message, room) = by.scope();
    sql!("delete from mention where message_id = $1", message).execute(&mut *tx).await?;
    for member in named.iter().filter(|member| **member != by.by()) {
        name(tx, room, message, *member).await?;
    }
    Ok(())
}

/// What a member typed in a room and did not say yet; empty when nothing. What was kept before they last said something there
/// is said: that costs a question here, and none when something is said.
pub async fn draft(on: impl Into<On<'_>>, member: MemberId, room: RoomId) -> Result<String> {
    let kept = sql!(
        "select d.body_markdown from room_draft d
         where d.member_id = $1 and d.room_id = $2
           and not exists (select 1 from message x where x.room_id = $2 and x.author_id = $1 and x.root_id is null
                             and x.created_at >= d.at)",
        member,
        room
    );
    Ok(kept.fetch_maybe(on).await?.unwrap_or_default())
}

/// Keeps what the actor typed in a room; nothing when it is empty.
pub async fn keep_draft(tx: &mut Tx, by: &Permit<ReadRoom>, text: &str, now: Timestamp) -> Result<u64> {
    let (room, _) = by.scope();
    if text.trim().is_empty() {
        return sql!("delete from room_draft where member_id = $1 and room_id = $2", by.by(), room).execute(tx).await;
    }
    sql!(
        "insert into room_draft (member_id, room_id, body_markdown, at) values ($1, $2, $3, $4)
         on conflict (member_id, room_id) do update set body_markdown = excluded.body_markdown, at = excluded.at",
        by.by(),
        room,
        text,
        now
    )
    .execute(tx)
    .await
}
