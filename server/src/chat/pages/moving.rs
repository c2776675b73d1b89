//! HTML doors from chat to thread, and of how long a room keeps what is said.

use super::{message_id, room_id, service, signs::back};
use crate::{
    Error,
    app::Ctx,
    http::{Answer, Form, Query, page, redirect},
};
use axum::{extract::Path, http::StatusCode};
use frontend::chat::{Chosen, ToThreadPage};
use leptos::prelude::*;
use shared::{
    Faults,
    chat::{EditedRoom, NewMove},
    ids::{MessageId, RoomId},
};

/// From which message on to choose.
#[derive(Default, serde::Deserialize)]
pub struct From {
    vanaf: Option<i64>,
    /// A message that is chosen already.
    kies: Option<MessageId>,
}

async fn choosing(
    ctx: &Ctx,
    id: RoomId,
    from: Option<i64>,
    new: NewMove,
    faults: Faults,
    status: StatusCode,
) -> Answer {
    let room = service::room(ctx, id).await?;
    let choosing = service::choosing(ctx, id, from).await?;
    let own_only = !choosing.messages.iter().all(|(_, may)| *may);
    let chosen = Chosen {
        room,
        messages: choosing.messages,
        earlier: choosing.earlier,
        later: choosing.later,
        own_only,
        targets: choosing.targets,
        from,
        new,
    };
    Ok(page(ctx, status, move || view! { <ToThreadPage chosen faults/> }))
}

/// `GET /chat/{id}/gesprek`.
pub async fn choose(ctx: Ctx, Path(id): Path<String>, Query(from): Query<From>) -> Answer {
    if !ctx.actor.signed_in() {
        return Err(Error::SignInFirst);
    }
    let new = NewMove { messages: from.kies.into_iter().collect(), ..NewMove::default() };
    choosing(&ctx, room_id(&id)?, from.vanaf, new, Faults::default(), StatusCode::OK).await
}

/// `POST /chat/{id}/gesprek`.
pub async fn to_thread(ctx: Ctx, Path(id): Path<String>, Form(fields): Form<Vec<(String, String)>>) -> Answer {
    let id = room_id(&id)?;
    let field = |name: &str| fields.iter().find(|(field, _)| field == name).map(|(_, value)| value.clone());
    let most = usize::try_from(shared::chat::MOVED).unwrap_or(usize::MAX) + 1;
    let chosen = fields.iter().filter(|(name, _)| name == "messages").filter_map(|(_, value)| value.parse().ok());
    let new = NewMove {
        messages: chosen.take(most).collect(),
        community: field("community").unwrap_or_default(),
        title: field("title").unwrap_or_default(),
        tags: Vec::new(),
    };
    match service::to_thread(&ctx, id, &new).await {
        Ok(moved) => Ok(redirect(&moved.url)),
        Err(Error::Invalid(faults)) => {
            let from = field("vanaf").and_then(|seq| seq.parse().ok());
            choosing(&ctx, id, from, new, faults, StatusCode::UNPROCESSABLE_ENTITY).await
        }
        Err(error) => Err(error),
    }
}

/// `POST /chat/bericht/{id}/terug`.
pub async fn take_back(ctx: Ctx, Path(id): Path<String>) -> Answer {
    let id = message_id(&id)?;
    service::take_back(&ctx, id).await?;
    back(&ctx, id).await
}

/// How long a room keeps what is said.
#[derive(serde::Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Keeping {
    keep: i64,
}

/// `POST /chat/{id}/termijn`.
pub async fn keep(ctx: Ctx, Path(id): Path<String>, Form(new): Form<Keeping>) -> Answer {
    service::change(&ctx, room_id(&id)?, &EditedRoom { keep: Some(new.keep), ..EditedRoom::default() }).await?;
    Ok(redirect(&format!("/chat/{id}/over")))
}
