//! What was said in the rooms of the demo region.

use super::{People, as_member, before, lines};
use crate::{Error, Result, app::App, chat, communities};
use serde::Deserialize;
use shared::{Timestamp, chat::NewMessage, ids::CommunityId};
use std::collections::HashMap;

#[derive(Deserialize)]
struct Room {
    community: String,
    messages: Vec<Message>,
}

#[derive(Deserialize)]
struct Message {
    author: String,
    days_ago: i64,
    /// A time of day in the site's zone, such as `09:12`.
    time: String,
    body_markdown: String,
}

/// Says it all, in order; gives how many messages there are.
pub(super) async fn load(
    app: &App,
    people: &People,
    places: &HashMap<String, CommunityId>,
    now: Timestamp,
) -> Result<usize> {
    let mut count = 0;
    for room in lines::<Room>(include_str!("../../demo/chat/chat.jsonl"))? {
        let Some(community) = places.get(&room.community) else { continue };
        let mut last = Timestamp::default();
        for message in room.messages {
            let ctx = as_member(app, people, &message.author)?;
            let id = communities::room_of(&ctx, *community).await?;
            // Nothing is said before what was said above it, nor later than now.
            let at = moment(app, now, &message)?.max(last).min(before(now, 60.0));
            last = at;
            let new = NewMessage { body_markdown: message.body_markdown, ..NewMessage::default() };
            chat::say_at(&ctx, id, new, at).await?;
            count += 1;
        }
    }
    Ok(count)
}

fn moment(app: &App, now: Timestamp, message: &Message) -> Result<Timestamp> {
    let clock = || {
        let (hour, minute) = message.time.split_once(':')?;
        Some(hour.parse::<i64>().ok()? * 3600 + minute.parse::<i64>().ok()? * 60)
    };
    let time = clock().ok_or_else(|| Error::internal(format!("the demo has no time {:?}", message.time)))?;
    let civil = app.zone.civil(now);
    let today = i64::from(civil.hour) * 3600 + i64::from(civil.minute) * 60 + i64::from(civil.second);
    Ok(now.plus_seconds(time - today - message.days_ago * 86_400))
}
