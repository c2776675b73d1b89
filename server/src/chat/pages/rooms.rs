//! HTML doors of rooms and their lists.

use super::{room_id, service};
use crate::{
    Error,
    access::{LeaveRoom, ManageRoom, ReadRoom, SetRoomList},
    app::Ctx,
    communities::{self, Here},
    http::{Answer, Form, Query, page, redirect},
};
use axum::{extract::Path, http::StatusCode};
use frontend::chat::{AboutRoomPage, CommunityRoomsPage, NewConversationPage, RoomFacts, RoomsPage};
use leptos::prelude::*;
use shared::{
    Faults,
    chat::{CONVERSATION, EditedRoom, NewConversation, NewRoom},
    communities::Community,
    ids::MemberId,
};

/// `GET /chat`.
pub async fn list(ctx: Ctx) -> Answer {
    let since = service::told_so_far(&ctx).await?;
    let (rooms, direct) = service::rooms(&ctx).await?;
    let me = ctx.actor.id();
    Ok(page(&ctx, StatusCode::OK, move || view! { <RoomsPage rooms direct me since/> }))
}

async fn listed(ctx: &Ctx, community: Community, form: NewRoom, faults: Faults, status: StatusCode) -> Answer {
    let (rooms, managed, open) = service::of_community(ctx, &community.slug).await?;
    Ok(page(ctx, status, move || view! { <CommunityRoomsPage community rooms managed open form faults/> }))
}

/// `GET /c/{slug}/chat`.
pub async fn of_community(ctx: Ctx, Here(community): Here) -> Answer {
    listed(&ctx, community, NewRoom::default(), Faults::default(), StatusCode::OK).await
}

/// `POST /c/{slug}/chat`.
pub async fn open(ctx: Ctx, Path(slug): Path<String>, Form(new): Form<NewRoom>) -> Answer {
    match service::open(&ctx, &slug, &new).await {
        // A closed room is empty until somebody is put on its list.
        Ok(id) if new.kind == "closed" => Ok(redirect(&format!("/chat/{id}/over"))),
        Ok(id) => Ok(redirect(&format!("/chat/{id}"))),
        Err(Error::Invalid(faults)) => {
            let community = communities::show(&ctx, &slug).await?;
            listed(&ctx, community, new, faults, StatusCode::UNPROCESSABLE_ENTITY).await
        }
        Err(error) => Err(error),
    }
}

/// The members that fields called `name` hold, each once; of too many no more than shows that they are.
fn members(fields: &[(String, String)], name: &str) -> Vec<MemberId> {
    let mut ids = Vec::new();
    for id in fields.iter().filter(|(field, _)| field == name).filter_map(|(_, value)| value.parse().ok()) {
        if ids.len() <= CONVERSATION && !ids.contains(&id) {
            ids.push(id);
        }
    }
    ids
}

async fn beginning(ctx: &Ctx, ids: Vec<MemberId>, query: String, faults: Faults, status: StatusCode) -> Answer {
    let found = if query.trim().is_empty() { Vec::new() } else { service::colleagues(ctx, &query).await? };
    let chosen = service::chosen(ctx, &ids).await?;
    Ok(page(ctx, status, move || view! { <NewConversationPage chosen query found faults/> }))
}

/// `GET /chat/nieuw`.
pub async fn begin_form(ctx: Ctx, Query(fields): Query<Vec<(String, String)>>) -> Answer {
    let query = fields.iter().find(|(name, _)| name == "q").map(|(_, value)| value.clone()).unwrap_or_default();
    beginning(&ctx, members(&fields, "met"), query, Faults::default(), StatusCode::OK).await
}

/// `POST /chat/nieuw`.
pub async fn begin(ctx: Ctx, Form(fields): Form<Vec<(String, String)>>) -> Answer {
    let ids = members(&fields, "members");
    match service::converse(&ctx, &NewConversation { members: ids.clone() }).await {
        Ok((id, _)) => Ok(redirect(&format!("/chat/{id}#nu"))),
        Err(Error::Invalid(faults)) => {
            beginning(&ctx, ids, String::new(), faults, StatusCode::UNPROCESSABLE_ENTITY).await
        }
        Err(error) => Err(error),
    }
}

/// Who is looked for.
#[derive(Default, serde::Deserialize)]
pub struct Sought {
    #[serde(default)]
    q: String,
}

async fn telling(
    ctx: &Ctx,
    id: &str,
    query: String,
    typed: Option<String>,
    faults: Faults,
    status: StatusCode,
) -> Answer {
    let about = service::about(ctx, room_id(id)?).await?;
    let place = about.place;
    let lists = ctx.actor.allows::<SetRoomList>(&place);
    let found = if lists && !query.trim().is_empty() {
        service::candidates(ctx, place.room_id, &query).await?
    } else {
        Vec::new()
    };
    let reads = ctx.actor.allows::<ReadRoom>(&place);
    let pinned = if reads { service::pinned(ctx, place.room_id).await? } else { Vec::new() };
    let name = typed.unwrap_or_else(|| about.room.name.clone());
    let facts = RoomFacts {
        room: about.room,
        people: about.people,
        reads,
        manages: ctx.actor.allows::<ManageRoom>(&place),
        lists,
        leaves: ctx.actor.allows::<LeaveRoom>(&place),
        pinned,
        query,
        found,
    };
    Ok(page(ctx, status, move || view! { <AboutRoomPage facts name faults/> }))
}

/// `GET /chat/{id}/over`.
pub async fn about(ctx: Ctx, Path(id): Path<String>, Query(sought): Query<Sought>) -> Answer {
    telling(&ctx, &id, sought.q, None, Faults::default(), StatusCode::OK).await
}

/// The name of a room.
#[derive(serde::Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Naming {
    name: String,
}

/// `POST /chat/{id}/over`.
pub async fn name(ctx: Ctx, Path(id): Path<String>, Form(new): Form<Naming>) -> Answer {
    let change = EditedRoom { name: Some(new.name.clone()), ..EditedRoom::default() };
    match service::change(&ctx, room_id(&id)?, &change).await {
        Ok(()) => Ok(redirect(&format!("/chat/{id}/over"))),
        Err(Error::Invalid(faults)) => {
            telling(&ctx, &id, String::new(), Some(new.name), faults, StatusCode::UNPROCESSABLE_ENTITY).await
        }
        Err(error) => Err(error),
    }
}

/// Whether a room is closed.
#[derive(serde::Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Closing {
    archived: bool,
}

/// `POST /chat/{id}/sluiten`.
pub async fn close(ctx: Ctx, Path(id): Path<String>, Form(new): Form<Closing>) -> Answer {
    service::change(&ctx, room_id(&id)?, &EditedRoom { archived: Some(new.archived), ..EditedRoom::default() }).await?;
    Ok(redirect(&format!("/chat/{id}/over")))
}

/// Somebody who comes on the list.
#[derive(serde::Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Added {
    member: String,
}

/// `POST /chat/{id}/lijst`.
pub async fn add(ctx: Ctx, Path(id): Path<String>, Form(new): Form<Added>) -> Answer {
    let member = new.member.parse().map_err(|_| Error::NotFound)?;
    service::add(&ctx, room_id(&id)?, member).await?;
    Ok(redirect(&format!("/chat/{id}/over")))
}

/// `POST /chat/{id}/lijst/{member}/weg`.
pub async fn remove(ctx: Ctx, Path((id, member)): Path<(String, String)>) -> Answer {
    let member = member.parse().map_err(|_| Error::NotFound)?;
    service::remove(&ctx, room_id(&id)?, member).await?;
    Ok(redirect(&format!("/chat/{id}/over")))
}

/// `POST /chat/{id}/weg`.
pub async fn leave(ctx: Ctx, Path(id): Path<String>) -> Answer {
    service::leave(&ctx, room_id(&id)?).await?;
    Ok(redirect("/chat"))
}
