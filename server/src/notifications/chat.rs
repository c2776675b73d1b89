//! What is told of a chat by mail: direct messages, and being named. One mail for a room until the member comes back.

use super::{model::later, pages::Stopping, queries};
use crate::{
    Error, Result,
    access::{self, Actor, ReadRoom},
    app::{App, Ctx},
    db::Tx,
    http::{Answer, Form, page},
    mail::{self, Letter, Mail, Piece},
    outbox::{self, Job},
};
use axum::{extract::Path, http::StatusCode};
use frontend::notifications::{About, StopPage, StoppedPage};
use leptos::prelude::*;
use serde::{Deserialize, Serialize};
use shared::{
    Lang, Timestamp,
    chat::RoomKind,
    ids::{MemberId, MessageId, RoomId},
    notifications::words as w,
    words::former_member,
};

/// The kind of job that tells of messages.
pub const SAID: &str = "said";
/// The door of the page that stops mail: member, room, signature.
pub const STOP_DOOR: &str = "/meldingen/stop/chat/{member}/{room}/{signature}";
/// What the signature of a link is for.
const STOP: &str = "stop chat";
/// Seconds between a direct message and its mail: who has it open reads it.
const DIRECT: i64 = 20;
/// The same for being named.
const NAMED: i64 = 600;

/// Who is told about which room.
#[derive(Clone, Copy, Debug, Serialize, Deserialize)]
struct Said {
    member: MemberId,
    room: RoomId,
}

/// Notes that something was said: those who hear of it get a mail later. What the demo writes tells nobody.
///
/// # Errors
/// The database's.
pub async fn said(
    tx: &mut Tx,
    actor: &Actor,
    (room, kind): (RoomId, RoomKind),
    message: MessageId,
    now: Timestamp,
) -> Result<()> {
    let Actor::Member { id: by, .. } = *actor else { return Ok(()) };
    let delay = if kind == RoomKind::Direct { DIRECT } else { NAMED };
    for (member,) in queries::listeners_of_room(&mut *tx, room, message, by).await? {
        let dedupe = format!("said:{room}:{member}");
        outbox::enqueue_or_renew(tx, SAID, &dedupe, &Said { member, room }, later(now, delay), now).await?;
    }
    Ok(())
}

/// Sends the mail of a job, to whoever still has a reason to get it.
///
/// # Errors
/// When it cannot be sent now.
pub async fn deliver(app: &App, job: &Job) -> Result<()> {
    let said: Said = job.read()?;
    let found = app
        .db
        .read(async |snap| {
            let Some(news) = queries::unread(&mut *snap, said.member, said.room).await? else {
                return Ok::<_, Error>(None);
            };
            let actor = Actor::Member { id: said.member, affiliation: None, admin: news.admin };
            let place = access::room_place(&mut *snap, &actor, said.room).await?;
            Ok(place.filter(|place| actor.allows::<ReadRoom>(place)).map(|place| (place, news)))
        })
        .await?;
    let Some((place, news)) = found else { return Ok(()) };
    let lang = news.lang.as_deref().and_then(Lang::from_tag).unwrap_or_default();
    let name = news.author.clone().unwrap_or_else(|| former_member(lang).into_owned());
    let site = mail::site(app).await;
    let (subject, says) = match (&news.community, place.room_kind) {
        (_, RoomKind::Direct) => (w::direct_subject(lang, &name), w::direct(lang, news.count, &name)),
        (Some(community), RoomKind::Open) if news.open => {
            (w::named_subject(lang, &name), w::named(lang, &name, community))
        }
        _ => (w::closed_subject(lang, &site), w::closed_named(lang)),
    };
    let stop = format!("{}{}", app.config.base(), stop_path(app, said));
    let letter = Letter {
        lang,
        subject: subject.into_owned(),
        pieces: vec![
            Piece::Says(says.into_owned()),
            Piece::Link(w::open_chat(lang).into_owned(), format!("{}/chat/{}", app.config.base(), said.room)),
            Piece::Small(w::because_direct(lang).into_owned()),
            Piece::Link(w::stop_link(lang).into_owned(), stop.clone()),
        ],
    };
    let dedupe = format!("said:{}:{}:{}", said.room, said.member, news.seq);
    mail::send(app, &Mail { to: news.email, dedupe, letter, stop: Some(stop) }).await?;
    app.db
        .write(async |tx| queries::told(tx, (said.member, said.room), news.seq, app.clock.now()).await)
        .await
        .map_err(Error::from)?;
    Ok(())
}

fn signed(Said { member, room }: Said) -> String {
    format!("{member} {room}")
}

fn stop_path(app: &App, said: Said) -> String {
    format!("/meldingen/stop/chat/{}/{}/{}", said.member, said.room, app.secrets.sign(STOP, &signed(said)))
}

/// The path of the page that stops mail to `member` about chats; the room is the one it may stop alone.
pub(super) fn stop_all_path(app: &App, member: MemberId, room: RoomId) -> String {
    stop_path(app, Said { member, room })
}

type Link = Path<(String, String, String)>;

/// Whose mail about which room a link stops.
fn link(ctx: &Ctx, member: &str, room: &str, signature: &str) -> Result<Said> {
    let (member, room) = (member.parse().map_err(|_| Error::NotFound)?, room.parse().map_err(|_| Error::NotFound)?);
    let said = Said { member, room };
    if ctx.app.secrets.signed(STOP, &signed(said), signature) { Ok(said) } else { Err(Error::NotFound) }
}

/// `GET /meldingen/stop/chat/…`: shows buttons, stops nothing.
pub async fn stop_form(ctx: Ctx, Path((member, room, signature)): Link) -> Answer {
    let action = stop_path(&ctx.app, link(&ctx, &member, &room, &signature)?);
    Ok(page(&ctx, StatusCode::OK, move || view! { <StopPage action about=About::Chat/> }))
}

/// `POST /meldingen/stop/chat/…`: the signature of the link is the proof.
pub async fn stop(ctx: Ctx, Path((member, room, signature)): Link, Form(form): Form<Stopping>) -> Answer {
    let said = link(&ctx, &member, &room, &signature)?;
    let all = form.all();
    ctx.db()
        .write(async |tx| {
            if all {
                queries::stop_messages(tx, said.member).await
            } else {
                queries::mute_room(tx, (said.member, said.room), ctx.now()).await
            }
        })
        .await
        .map_err(Error::from)?;
    Ok(page(&ctx, StatusCode::OK, move || view! { <StoppedPage about=About::Chat all/> }))
}
