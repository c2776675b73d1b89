//! What is told of a chat by mail: direct messages, and being named. One mail for a room until the member comes back.

use super::{model::later, pages::Stopping};
use crate::{
    Error, Result,
    access::{self, Actor, ReadRoom},
    app::{App, Ctx},
    db::{On, Tx, sql},
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

/// Who hears of a message: whom it names, and in a direct conversation everybody; not its author, nor who muted the room.
async fn listeners(
    on: impl Into<On<'_>>,
    room: RoomId,
    message: MessageId,
    by: MemberId,
) -> crate::db::Result<Vec<(MemberId,)>> {
    sql!(
        "select m.id from member m
         where m.id <> $3 and m.mail_messages and m.disabled_at is null and m.departed_at is null
           and m.id not in (select v.member_id from room_level v where v.room_id = $1 and v.level = 'mute')
           and (m.id in (select n.member_id from mention n where n.message_id = $2)
             or (m.id not in (select v.member_id from room_level v where v.room_id = $1)
                 and m.id in (select l.member_id from room r join audience_member l on l.audience_id = r.audience_id
                              where r.id = $1 and r.kind = 'direct')))
         order by m.id",
        room,
        message,
        by
    )
    .fetch_all(on)
    .await
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
    for (member,) in listeners(&mut *tx, room, message, by).await? {
        let dedupe = format!("said:{room}:{member}");
        outbox::enqueue_or_renew(tx, SAID, &dedupe, &Said { member, room }, later(now, delay), now).await?;
    }
    Ok(())
}

/// What there is to tell a member of a room.
#[derive(Clone, Debug, sqlx::FromRow)]
struct News {
    email: String,
    lang: Option<String>,
    admin: bool,
    community: Option<String>,
    /// Whether everybody reads that community.
    open: bool,
    /// The last message that was not read and not told of.
    seq: i64,
    count: i64,
    author: Option<String>,
}

/// Messages that the member has not read, when no mail told of any since they were last there: in a direct conversation all
/// of others, elsewhere those that name them.
async fn news(on: impl Into<On<'_>>, Said { member, room }: Said) -> crate::db::Result<Option<News>> {
    sql!(
        "select m.email, m.lang, m.admin, c.name as community, coalesce(c.visibility = 'open', false) as open,
                x.seq, x.author_name as author,
                (select count(*) from message y where y.room_id = r.id and y.seq > coalesce(k.seq, 0) and y.author_id <> m.id
                   and y.deleted_at is null
                   and (r.kind = 'direct' or y.id in (select n.message_id from mention n where n.member_id = m.id))) as count
         from member m
         join room r on r.id = $2
         left join community c on c.id = r.community_id
         left join room_mark k on k.room_id = r.id and k.member_id = m.id
         left join room_told t on t.room_id = r.id and t.member_id = m.id
         join (select z.room_id, z.seq, z.id, z.author_id, case when a.departed_at is null then a.name end as author_name
               from message z join member a on a.id = z.author_id
               where z.room_id = $2 and z.deleted_at is null and z.author_id <> $1) x
           on x.seq > coalesce(k.seq, 0)
          and (r.kind = 'direct' or x.id in (select n.message_id from mention n where n.member_id = m.id))
         where m.id = $1 and m.mail_messages and m.disabled_at is null and m.departed_at is null
           and coalesce(t.seq, 0) <= coalesce(k.seq, 0)
           and not exists (select 1 from room_level v where v.room_id = r.id and v.member_id = m.id and v.level = 'mute')
         order by x.seq desc limit 1",
        member,
        room
    )
    .fetch_optional(on)
    .await
}

async fn told(tx: &mut Tx, said: Said, seq: i64, now: Timestamp) -> crate::db::Result<u64> {
    sql!(
        "insert into room_told (member_id, room_id, seq, at) values ($1, $2, $3, $4)
         on conflict (member_id, room_id) do update set seq = excluded.seq, at = excluded.at",
        said.member,
        said.room,
        seq,
        now
    )
    .execute(tx)
    .await
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
            let Some(news) = news(&mut *snap, said).await? else { return Ok::<_, Error>(None) };
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
    app.db.write(async |tx| told(tx, said, news.seq, app.clock.now()).await).await.map_err(Error::from)?;
    Ok(())
}

fn signed(Said { member, room }: Said) -> String {
    format!("{member} {room}")
}

fn stop_path(app: &App, said: Said) -> String {
    format!("/meldingen/stop/chat/{}/{}/{}", said.member, said.room, app.secrets.sign(STOP, &signed(said)))
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

async fn mute(tx: &mut Tx, said: Said, now: Timestamp) -> crate::db::Result<u64> {
    sql!(
        "insert into room_level (member_id, room_id, level, since)
         select m.id, r.id, 'mute', $3 from member m, room r where m.id = $1 and r.id = $2
         on conflict (member_id, room_id) do update set level = 'mute', since = excluded.since",
        said.member,
        said.room,
        now
    )
    .execute(tx)
    .await
}

async fn stop_all(tx: &mut Tx, said: Said) -> crate::db::Result<u64> {
    sql!("update member set mail_messages = false where id = $1", said.member).execute(tx).await
}

/// `POST /meldingen/stop/chat/…`: the signature of the link is the proof.
pub async fn stop(ctx: Ctx, Path((member, room, signature)): Link, Form(form): Form<Stopping>) -> Answer {
    let said = link(&ctx, &member, &room, &signature)?;
    let all = form.all();
    ctx.db()
        .write(async |tx| if all { stop_all(tx, said).await } else { mute(tx, said, ctx.now()).await })
        .await
        .map_err(Error::from)?;
    Ok(page(&ctx, StatusCode::OK, move || view! { <StoppedPage about=About::Chat all/> }))
}
