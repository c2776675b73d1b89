//! What is said stays for a time: fourteen days before it goes, the room and those who keep order there are told, and what
//! is put in a thread or pinned stays.

use super::queries;
use crate::{
    Error, Result,
    app::{App, Ctx},
    live::{self, Of},
    notifications,
};
use serde_json::json;
use shared::{
    Timestamp,
    chat::{KEEP_NOTICE, Leaving},
    ids::RoomId,
};
use std::time::Duration;
use tokio::time::{interval, sleep};

/// Rooms of one reading.
const ROOMS: i64 = 200;
/// Messages that go in one transaction: other writers wait as long.
const MESSAGES: i64 = 200;
/// Seconds in a day.
const DAY: i64 = 86_400;

/// What will go from a room, for who reads there.
///
/// # Errors
/// The database's.
pub async fn leaving(ctx: &Ctx, id: RoomId, keep: i64) -> Result<Option<Leaving>> {
    if keep == 0 {
        return Ok(None);
    }
    let found = queries::leaving(ctx.db(), id).await?;
    Ok(found.map(|(count, seq, said_at, announced_at)| Leaving {
        count,
        seq,
        at: goes_at(said_at, announced_at, keep),
    }))
}

/// When something goes: when its time is over, and no sooner than it was announced.
fn goes_at(said_at: Timestamp, announced_at: Timestamp, keep: i64) -> Timestamp {
    said_at.plus_seconds(keep * DAY).max(announced_at.plus_seconds(KEEP_NOTICE * DAY))
}

/// Announces what will go, and takes away what is over, once an hour.
pub async fn keep_passing(app: App) {
    let mut tick = interval(Duration::from_hours(1));
    loop {
        tick.tick().await;
        if let Err(error) = pass(&app).await {
            tracing::warn!(%error, "what is over in rooms could not be taken away; trying again in an hour");
        }
    }
}

async fn pass(app: &App) -> Result<()> {
    let mut after = None;
    loop {
        let rooms = queries::passing(&app.db, after, ROOMS).await?;
        let Some(last) = rooms.last() else { return Ok(()) };
        after = Some(last.id);
        for room in rooms {
            let now = app.clock.now();
            announce(app, room, now).await?;
            take_away(app, room, now).await?;
        }
    }
}

/// Announces what goes within fourteen days, and with it what goes within fourteen more: so once in fourteen days.
async fn announce(app: &App, room: queries::Passing, now: Timestamp) -> Result<()> {
    let within = |days: i64| now.plus_seconds((days - room.days) * DAY);
    if queries::unannounced(&app.db, room.id, within(KEEP_NOTICE)).await?.is_none() {
        return Ok(());
    }
    app.db
        .write(async |tx| {
            let Some(seq) = queries::unannounced(&mut *tx, room.id, within(2 * KEEP_NOTICE)).await? else {
                return Ok::<_, Error>(());
            };
            if queries::announce(tx, (room.id, seq), now).await? && queries::leaving(&mut *tx, room.id).await?.is_some()
            {
                for (member,) in queries::keepers(&mut *tx, room.id).await? {
                    notifications::leaving(tx, member, now).await?;
                }
            }
            Ok(())
        })
        .await
}

/// Takes away what is over and was announced in time, some at once, until nothing is left.
async fn take_away(app: &App, room: queries::Passing, now: Timestamp) -> Result<()> {
    let before = now.plus_seconds(-room.days * DAY);
    let upto = queries::announced(&app.db, room.id, now.plus_seconds(-KEEP_NOTICE * DAY)).await?;
    if upto == 0 {
        return Ok(());
    }
    loop {
        let gone = app
            .db
            .write(async |tx| {
                let over = queries::over(&mut *tx, room.id, (upto, before), MESSAGES).await?;
                if over.is_empty() {
                    return Ok::<_, Error>(0);
                }
                for message in over.iter().filter(|message| message.version > 1) {
                    let bare = json!({ "id": message.id, "seq": message.seq });
                    live::retell(tx, Of::Room(room.id), message.seq, &message.id.to_string(), &bare).await?;
                }
                queries::forget(tx, room.id, &over, now).await?;
                queries::forget_events(tx, room.id, before).await?;
                let ids: Vec<_> = over.iter().map(|message| message.id).collect();
                live::emit(tx, Of::Room(room.id), "forget", None, &json!({ "ids": ids }), now).await?;
                Ok(over.len())
            })
            .await?;
        if gone == 0 {
            return Ok(());
        }
        tracing::info!(room = %room.id, gone, "messages went, their time was over");
        sleep(Duration::from_millis(50)).await;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_goes_sooner_than_it_was_announced() {
        let day = |n: i64| Timestamp::from_micros(n * DAY * 1_000_000);
        assert_eq!(goes_at(day(0), day(76), 90), day(90));
        assert_eq!(goes_at(day(0), day(80), 90), day(94), "announced late, when the period was made shorter");
        assert_eq!(goes_at(day(10), day(76), 90), day(100));
    }
}
