//! HTML doors of signs, pins, levels and leaving a room unread.

use super::{message_id, room_id, service};
use crate::{
    access::{DeleteMessage, EditMessage, MoveMessage, PinMessage, React, TakeBack},
    app::Ctx,
    http::{Answer, Form, page, redirect},
};
use axum::{extract::Path, http::StatusCode};
use frontend::chat::{MayDo, MessagePage};
use leptos::prelude::*;
use shared::{
    chat::{Given, NewLevel},
    ids::MessageId,
};

/// Back to a message in its room.
pub(super) async fn back(ctx: &Ctx, id: MessageId) -> Answer {
    let (message, place) = service::message(ctx, id).await?;
    Ok(redirect(&message.address(place.room.room_id)))
}

/// `GET /chat/bericht/{id}`.
pub async fn message(ctx: Ctx, Path(id): Path<String>) -> Answer {
    let (message, place) = service::message(&ctx, message_id(&id)?).await?;
    let room = place.room.room_id;
    let may = MayDo {
        say: ctx.actor.allows::<React>(&place),
        pin: ctx.actor.allows::<PinMessage>(&place),
        edit: ctx.actor.allows::<EditMessage>(&place),
        carry: ctx.actor.allows::<MoveMessage>(&place),
        take_back: ctx.actor.allows::<TakeBack>(&place),
        remove: ctx.actor.allows::<DeleteMessage>(&place),
    };
    Ok(page(&ctx, StatusCode::OK, move || view! { <MessagePage message room may/> }))
}

/// `POST /chat/bericht/{id}/teken`.
pub async fn react(ctx: Ctx, Path(id): Path<String>, Form(given): Form<Given>) -> Answer {
    let id = message_id(&id)?;
    service::react(&ctx, id, given.sign, given.on).await?;
    back(&ctx, id).await
}

/// Whether something is so.
#[derive(serde::Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Wanted {
    on: bool,
}

/// `POST /chat/bericht/{id}/vast`.
pub async fn pin(ctx: Ctx, Path(id): Path<String>, Form(wanted): Form<Wanted>) -> Answer {
    let id = message_id(&id)?;
    service::pin(&ctx, id, wanted.on).await?;
    back(&ctx, id).await
}

/// From which message on a room is unread.
#[derive(serde::Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Unread {
    seq: i64,
}

/// `POST /chat/{id}/ongelezen`.
pub async fn unread(ctx: Ctx, Path(id): Path<String>, Form(from): Form<Unread>) -> Answer {
    service::unread_from(&ctx, room_id(&id)?, from.seq).await?;
    // Not back into the room: there it would be read again.
    Ok(redirect("/chat"))
}

/// `POST /chat/{id}/niveau`.
pub async fn level(ctx: Ctx, Path(id): Path<String>, Form(new): Form<NewLevel>) -> Answer {
    service::set_level(&ctx, room_id(&id)?, new.level).await?;
    Ok(redirect(&format!("/chat/{id}/over")))
}
