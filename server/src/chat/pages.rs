//! HTML doors of the chat: rooms and their lists in `rooms`, signs, pins and levels in `signs`, what is put in a thread in
//! `moving`, what is said here.

mod moving;
mod rooms;
mod signs;

pub use moving::*;
pub use rooms::*;
pub use signs::*;

use super::service::{self, From};
use crate::{
    Error, Result,
    access::{CarryFromRoom, ModerateRoom, PinInRoom, RoomPlace, Say},
    app::Ctx,
    clock,
    http::{Answer, Form, Query, page, redirect},
};
use axum::{extract::Path, http::StatusCode};
use frontend::{
    chat::{Around, EditMessagePage, RoomPage},
    islands::Opening,
};
use leptos::prelude::*;
use shared::{
    Faults, Wrong,
    chat::{EditedMessage, MESSAGES_PER_PAGE, NewMessage, Stretch, quote},
    ids::{MessageId, RoomId},
    search::Date,
};

/// Messages of a side talk on one page.
const SIDE: i64 = 200;

fn room_id(text: &str) -> Result<RoomId> {
    text.parse().map_err(|_| Error::NotFound)
}

fn message_id(text: &str) -> Result<MessageId> {
    text.parse().map_err(|_| Error::NotFound)
}

/// Which part of a room, and what stands beside it.
#[derive(Default, serde::Deserialize)]
pub struct Part {
    before: Option<i64>,
    after: Option<i64>,
    /// A day, as `14-3-2026` or `2026-03-14`.
    #[serde(default)]
    datum: String,
    /// The message whose side talk is open.
    #[serde(default)]
    draad: String,
    /// The message that is quoted.
    #[serde(default)]
    citeer: String,
}

impl Part {
    fn from(&self, ctx: &Ctx) -> From {
        if let Some(day) = Date::parse(self.datum.trim()) {
            return From::Since(day.begins(&ctx.reader.zone));
        }
        match (self.before, self.after) {
            (Some(seq), _) => From::Before(seq),
            (None, Some(seq)) => From::After(seq),
            (None, None) => From::End,
        }
    }
}

/// What was typed and is not said yet.
#[derive(Default)]
struct Typed {
    draft: String,
    faults: Faults,
    /// The side talk it was typed in.
    re: Option<MessageId>,
}

/// `GET /chat/{id}`.
pub async fn show(ctx: Ctx, Path(id): Path<String>, Query(part): Query<Part>) -> Answer {
    render(&ctx, room_id(&id)?, &part, Typed::default(), StatusCode::OK).await
}

/// The words of a message as a quote, with who said them.
async fn quoted(ctx: &Ctx, room: RoomId, id: &str) -> Result<String> {
    let (message, place) = service::message(ctx, message_id(id)?).await?;
    if place.room.room_id != room {
        return Err(Error::NotFound);
    }
    Ok(quote(ctx.lang(), room, &message))
}

async fn render(ctx: &Ctx, id: RoomId, part: &Part, typed: Typed, status: StatusCode) -> Answer {
    if !ctx.actor.signed_in() {
        return Err(Error::SignInFirst);
    }
    let from = part.from(ctx);
    let since = service::told_so_far(ctx).await?;
    let (stretch, place) = service::show(ctx, id, None, from, MESSAGES_PER_PAGE).await?;
    let (rooms, direct) = service::rooms(ctx).await?;
    let room = match rooms.iter().chain(&direct).find(|room| room.id == id) {
        Some(room) => room.clone(),
        // A conversation in which nothing was said yet stands in no list.
        None => service::room(ctx, id).await?,
    };
    let pinned = service::pins(ctx, id).await?;
    let leaving = service::leaving(ctx, id, room.keep).await?;
    let mut typed = typed;
    if !part.citeer.is_empty() && typed.draft.is_empty() {
        typed.draft = quoted(ctx, id, &part.citeer).await?;
    }
    if typed.draft.is_empty() && typed.faults.is_empty() && part.draad.is_empty() {
        typed.draft = service::draft(ctx, id).await?;
    }
    let side = if part.draad.is_empty() {
        None
    } else {
        let (first, its_place) = service::message(ctx, message_id(&part.draad)?).await?;
        if its_place.room.room_id != id || first.re.is_some() {
            return Err(Error::NotFound);
        }
        let side = service::show(ctx, id, Some(first.id), From::After(0), SIDE).await?.0;
        let mut own = Typed::default();
        if typed.re == Some(first.id) || !part.citeer.is_empty() {
            std::mem::swap(&mut own, &mut typed);
        }
        let live = side.next_cursor.is_none();
        let items = [vec![first.clone()], side.items].concat();
        let stretch = Stretch { items, older: false, ..side };
        let faults = own.faults.clone();
        Some((opening(ctx, &place, stretch, room.mark, (Some(first.id), live), own.draft), faults))
    };
    let empty_day = matches!(from, From::Since(at) if stretch.items.last().is_none_or(|last| last.created_at < at));
    let live = stretch.next_cursor.is_none();
    let faults = typed.faults.clone();
    let opening = opening(ctx, &place, stretch, room.mark, (None, live), typed.draft);
    let around = Around { rooms, direct, room, since, pinned, leaving, empty_day };
    Ok(page(ctx, status, move || view! { <RoomPage around opening faults side/> }))
}

/// What the log of a room, or of a side talk, opens with.
fn opening(
    ctx: &Ctx,
    place: &RoomPlace,
    mut stretch: Stretch,
    mark: i64,
    (side, live): (Option<MessageId>, bool),
    draft: String,
) -> Opening {
    let me = ctx.actor.id();
    for message in stretch.items.iter_mut().filter(|message| message.author.id != me) {
        // Only the own source is needed, to change it.
        message.body_markdown = String::new();
    }
    let now = ctx.now();
    let near = |from: i64| (now.seconds() - from).abs() < 2 * 366 * 86_400;
    Opening {
        room: place.room_id,
        side,
        me,
        since: stretch.head,
        mark,
        live,
        older: stretch.older,
        say: ctx.actor.allows::<Say>(place),
        moderate: ctx.actor.allows::<ModerateRoom>(place),
        pin: ctx.actor.allows::<PinInRoom>(place),
        carry: ctx.actor.allows::<CarryFromRoom>(place),
        nonce: shared::ids::to_text(clock::fresh_id()),
        draft,
        zone: ctx.reader.zone.changes().iter().copied().filter(|(from, _)| near(*from)).collect(),
        now,
        messages: stretch.items,
    }
}

/// `POST /chat/{id}`.
pub async fn say(ctx: Ctx, Path(id): Path<String>, Form(new): Form<NewMessage>) -> Answer {
    let id = room_id(&id)?;
    let (draft, re) = (new.body_markdown.clone(), new.re);
    match service::say(&ctx, id, new).await {
        Ok(said) => {
            service::read(&ctx, id, said.seq).await?;
            Ok(redirect(&match re {
                Some(re) => format!("/chat/{id}?draad={re}#d{}", said.seq),
                None => format!("/chat/{id}#nu"),
            }))
        }
        Err(Error::Invalid(faults)) => {
            let draad = re.map(|re| re.to_string()).unwrap_or_default();
            let part = Part { draad, ..Part::default() };
            render(&ctx, id, &part, Typed { draft, faults, re }, StatusCode::UNPROCESSABLE_ENTITY).await
        }
        Err(error) => Err(error),
    }
}

/// How far somebody has read.
#[derive(serde::Deserialize)]
pub struct Mark {
    seq: i64,
}

/// `POST /chat/{id}/gelezen`.
pub async fn read(ctx: Ctx, Path(id): Path<String>, Form(mark): Form<Mark>) -> Answer {
    let id = room_id(&id)?;
    service::read(&ctx, id, mark.seq).await?;
    Ok(redirect(&format!("/chat/{id}#nu")))
}

/// `GET /chat/bericht/{id}/bewerken`.
pub async fn edit_form(ctx: Ctx, Path(id): Path<String>) -> Answer {
    let id = message_id(&id)?;
    let (message, place) = service::message(&ctx, id).await?;
    ctx.actor.may::<crate::access::EditMessage>(&place)?;
    let (room, body, version) = (place.room.room_id, message.body_markdown, message.version);
    Ok(page(
        &ctx,
        StatusCode::OK,
        move || view! { <EditMessagePage id room body version newest=None faults=Faults::default()/> },
    ))
}

/// `POST /chat/bericht/{id}/bewerken`.
pub async fn edit(ctx: Ctx, Path(id): Path<String>, Form(new): Form<EditedMessage>) -> Answer {
    let id = message_id(&id)?;
    let (body, version) = (new.body_markdown.clone(), new.version);
    let (_, place) = service::message(&ctx, id).await?;
    let room = place.room.room_id;
    match service::edit(&ctx, id, new).await {
        Ok(message) => Ok(redirect(&format!("/chat/{room}#m{}", message.seq))),
        Err(Error::Invalid(faults)) => Ok(page(
            &ctx,
            StatusCode::UNPROCESSABLE_ENTITY,
            move || view! { <EditMessagePage id room body version newest=None faults/> },
        )),
        Err(Error::Conflict) => {
            let (newest, _) = service::message(&ctx, id).await?;
            let (version, newest) = (newest.version, Some(newest.body_html));
            let faults = Faults::one("body_markdown", Wrong::Changed);
            Ok(page(
                &ctx,
                StatusCode::CONFLICT,
                move || view! { <EditMessagePage id room body version newest faults/> },
            ))
        }
        Err(error) => Err(error),
    }
}

/// `POST /chat/bericht/{id}/verwijderen`.
pub async fn delete(ctx: Ctx, Path(id): Path<String>) -> Answer {
    let room = service::delete(&ctx, message_id(&id)?).await?;
    Ok(redirect(&format!("/chat/{room}#nu")))
}
