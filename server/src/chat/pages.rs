//! HTML doors of the chat.

use super::service::{self, From};
use crate::{
    Error, Result,
    access::{ModerateRoom, Say},
    app::Ctx,
    clock,
    http::{Answer, Form, Query, page, redirect},
};
use axum::{extract::Path, http::StatusCode};
use frontend::{
    chat::{EditMessagePage, RoomPage, RoomsPage},
    islands::Opening,
};
use leptos::prelude::*;
use shared::{
    Faults, Wrong,
    chat::{EditedMessage, MESSAGES_PER_PAGE, NewMessage},
    ids::{MessageId, RoomId},
};

fn room_id(text: &str) -> Result<RoomId> {
    text.parse().map_err(|_| Error::NotFound)
}

fn message_id(text: &str) -> Result<MessageId> {
    text.parse().map_err(|_| Error::NotFound)
}

/// `GET /chat`.
pub async fn list(ctx: Ctx) -> Answer {
    let rooms = service::rooms(&ctx).await?;
    Ok(page(&ctx, StatusCode::OK, move || view! { <RoomsPage rooms/> }))
}

/// Which part of a room.
#[derive(serde::Deserialize)]
pub struct Part {
    before: Option<i64>,
    after: Option<i64>,
}

impl Part {
    const fn from(&self) -> From {
        match (self.before, self.after) {
            (Some(seq), _) => From::Before(seq),
            (None, Some(seq)) => From::After(seq),
            (None, None) => From::End,
        }
    }
}

/// `GET /chat/{id}`.
pub async fn show(ctx: Ctx, Path(id): Path<String>, Query(part): Query<Part>) -> Answer {
    render(&ctx, room_id(&id)?, part.from(), String::new(), Faults::default(), StatusCode::OK).await
}

async fn render(ctx: &Ctx, id: RoomId, from: From, draft: String, faults: Faults, status: StatusCode) -> Answer {
    if !ctx.actor.signed_in() {
        return Err(Error::SignInFirst);
    }
    let (mut stretch, place) = service::show(ctx, id, from, MESSAGES_PER_PAGE).await?;
    let rooms = service::rooms(ctx).await?;
    let me = ctx.actor.id();
    for message in stretch.items.iter_mut().filter(|message| message.author.id != me) {
        // Only the own source is needed, to change it.
        message.body_markdown = String::new();
    }
    let now = ctx.now();
    let near = |from: i64| (now.seconds() - from).abs() < 2 * 366 * 86_400;
    let opening = Opening {
        room: id,
        me,
        since: stretch.head,
        mark: rooms.iter().find(|room| room.id == id).map_or(0, |room| room.mark),
        live: stretch.next_cursor.is_none(),
        older: stretch.older,
        say: ctx.actor.allows::<Say>(&place),
        moderate: ctx.actor.allows::<ModerateRoom>(&place),
        nonce: shared::ids::to_text(clock::fresh_id()),
        draft,
        zone: ctx.reader.zone.changes().iter().copied().filter(|(from, _)| near(*from)).collect(),
        now,
        messages: stretch.items,
    };
    Ok(page(ctx, status, move || view! { <RoomPage rooms opening faults/> }))
}

/// `POST /chat/{id}`.
pub async fn say(ctx: Ctx, Path(id): Path<String>, Form(new): Form<NewMessage>) -> Answer {
    let id = room_id(&id)?;
    let draft = new.body_markdown.clone();
    match service::say(&ctx, id, new).await {
        Ok(said) => {
            service::read(&ctx, id, said.seq).await?;
            Ok(redirect(&format!("/chat/{id}#nu")))
        }
        Err(Error::Invalid(faults)) => {
            render(&ctx, id, From::End, draft, faults, StatusCode::UNPROCESSABLE_ENTITY).await
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
