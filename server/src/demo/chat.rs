//! What was said in the rooms of the demo region.

use super::{People, as_member, before, lines};
use crate::{Error, Result, app::App, chat, communities};
use serde::Deserialize;
use shared::{
    Timestamp,
    chat::{NewConversation, NewMessage, NewRoom},
    ids::{CommunityId, RoomId},
};
use std::collections::HashMap;

/// A room of a community, or a direct conversation.
#[derive(Deserialize)]
struct Room {
    #[serde(default)]
    community: String,
    /// A room beside the one that every community has.
    room: Option<Beside>,
    /// The people of a direct conversation.
    #[serde(default)]
    direct: Vec<String>,
    messages: Vec<Message>,
}

#[derive(Deserialize)]
struct Beside {
    name: String,
    kind: String,
    /// Who is on the list of a closed room, beside the one who speaks first there and made it.
    #[serde(default)]
    people: Vec<String>,
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
    let rooms = [include_str!("../../demo/chat/chat.jsonl"), include_str!("../../demo/chat/rooms.jsonl")];
    for room in lines::<Room>(&rooms.join("\n"))? {
        let Some(id) = place(app, people, places, &room).await? else { continue };
        let mut last = Timestamp::default();
        for message in room.messages {
            let ctx = as_member(app, people, &message.author)?;
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

/// The room, which is made when no community has it by itself.
async fn place(
    app: &App,
    people: &People,
    places: &HashMap<String, CommunityId>,
    room: &Room,
) -> Result<Option<RoomId>> {
    let Some(first) = room.messages.first() else { return Ok(None) };
    let maker = as_member(app, people, &first.author)?;
    let known = |key: &String| people.get(key).map(|(id, _)| *id);
    if !room.direct.is_empty() {
        let members = room.direct.iter().filter_map(known).filter(|id| Some(*id) != maker.actor.id()).collect();
        return Ok(Some(chat::converse(&maker, &NewConversation { members }).await?.0));
    }
    let Some(community) = places.get(&room.community) else { return Ok(None) };
    let Some(beside) = &room.room else { return Ok(Some(communities::room_of(&maker, *community).await?)) };
    let new = NewRoom { name: beside.name.clone(), kind: beside.kind.clone() };
    let id = chat::open(&maker, &room.community, &new).await?;
    for member in beside.people.iter().filter_map(known) {
        chat::add(&maker, id, member).await?;
    }
    Ok(Some(id))
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
