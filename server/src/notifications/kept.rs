//! What is told by mail of words in a chat that move or go: to authors whose messages somebody put in a thread, and to those
//! who keep order in rooms from which messages will disappear.

use super::{chat, model::later, queries};
use crate::{
    Error, Result,
    access::{self, Actor, ReadRoom, ReadThread},
    app::App,
    db::Tx,
    mail::{self, Letter, Mail, Piece},
    outbox::{self, Job},
};
use serde::{Deserialize, Serialize};
use shared::{
    Lang, Timestamp,
    chat::{KEEP_NOTICE, keep_words as w},
    ids::{MemberId, MessageId, ThreadId},
    notifications::words as n,
    words::former_member,
};

/// The kind of job that tells an author that their messages were put in a thread.
pub const MOVED: &str = "moved";
/// The kind of job that tells somebody what will disappear from their rooms.
pub const LEAVING: &str = "leaving";
/// Seconds that such a mail waits, so that all rooms are in one.
const TOGETHER: i64 = 600;
/// Seconds in a day.
const DAY: i64 = 86_400;
/// Rooms that one mail names.
const ROOMS: usize = 20;

/// Whose messages went where.
#[derive(Clone, Copy, Debug, Serialize, Deserialize)]
struct Moved {
    member: MemberId,
    by: MemberId,
    thread: ThreadId,
    /// The first of them.
    message: MessageId,
    count: i64,
}

/// Notes that `count` messages of a member, `message` the first, were put in a thread by somebody else.
///
/// # Errors
/// The database's.
pub async fn moved(
    tx: &mut Tx,
    (member, by): (MemberId, MemberId),
    thread: ThreadId,
    (message, count): (MessageId, i64),
    now: Timestamp,
) -> Result<()> {
    let dedupe = format!("moved:{thread}:{member}");
    outbox::enqueue(tx, MOVED, &dedupe, &Moved { member, by, thread, message, count }, now, now).await
}

/// Sends the mail to an author whose messages were put in a thread.
///
/// # Errors
/// When it cannot be sent now.
pub async fn deliver_moved(app: &App, job: &Job) -> Result<()> {
    let Moved { member, by, thread, message, count } = job.read()?;
    let found = app
        .db
        .read(async |snap| {
            let Some(reader) = queries::reader(&mut *snap, member).await? else { return Ok::<_, Error>(None) };
            let actor = Actor::Member { id: member, affiliation: None, admin: reader.admin };
            let place = access::thread_place(&mut *snap, &actor, thread).await?;
            let reads = place.is_some_and(|place| actor.allows::<ReadThread>(&place));
            let facts = if reads { queries::moved_to(&mut *snap, thread, by).await? } else { None };
            Ok(Some((reader, facts)))
        })
        .await?;
    let Some((reader, facts)) = found else { return Ok(()) };
    let lang = reader.lang.as_deref().and_then(Lang::from_tag).unwrap_or_default();
    // Of what is not open a mail says nothing but that it is there.
    let (subject, says) = match facts.filter(|facts| facts.open) {
        Some(facts) => {
            let who = facts.by.unwrap_or_else(|| former_member(lang).into_owned());
            (w::mail_moved_subject(lang, &facts.community), w::mail_moved(lang, count, &who, &facts.title))
        }
        None => (w::mail_moved_closed_subject(lang, &mail::site(app).await), w::mail_moved_closed(lang, count)),
    };
    let letter = Letter {
        lang,
        subject: subject.into_owned(),
        pieces: vec![
            Piece::Says(says.into_owned()),
            Piece::Says(w::mail_moved_object(lang).into_owned()),
            Piece::Link(w::mail_moved_link(lang).into_owned(), format!("{}/chat/bericht/{message}", app.config.base())),
        ],
    };
    mail::send(app, &Mail { to: reader.email, dedupe: job.dedupe.clone(), letter, stop: None }).await
}

/// Who is told what will disappear.
#[derive(Clone, Copy, Debug, Serialize, Deserialize)]
struct Told {
    member: MemberId,
}

/// Notes that messages of rooms will disappear of which a member hears: one mail about all of them.
///
/// # Errors
/// The database's.
pub async fn leaving(tx: &mut Tx, member: MemberId, now: Timestamp) -> Result<()> {
    let dedupe = format!("leaving:{member}");
    outbox::enqueue(tx, LEAVING, &dedupe, &Told { member }, later(now, TOGETHER), now).await
}

/// Sends the mail about what will disappear, as far as it still will and the member reads there.
///
/// # Errors
/// When it cannot be sent now.
pub async fn deliver_leaving(app: &App, job: &Job) -> Result<()> {
    let Told { member } = job.read()?;
    let now = app.clock.now();
    let found = app
        .db
        .read(async |snap| {
            let Some(reader) = queries::reader(&mut *snap, member).await?.filter(|reader| reader.mail_messages) else {
                return Ok::<_, Error>(None);
            };
            let actor = Actor::Member { id: member, affiliation: None, admin: reader.admin };
            let mut rooms = queries::rooms_left(&mut *snap, member, now.plus_seconds(-3 * DAY)).await?;
            rooms.truncate(ROOMS);
            let mut read = Vec::new();
            for room in rooms {
                let place = access::room_place(&mut *snap, &actor, room.id).await?;
                if place.is_some_and(|place| actor.allows::<ReadRoom>(&place)) {
                    read.push(room);
                }
            }
            Ok(Some((reader, read)))
        })
        .await?;
    let Some((reader, rooms)) = found else { return Ok(()) };
    let (Some(first), base) = (rooms.first(), app.config.base()) else { return Ok(()) };
    let lang = reader.lang.as_deref().and_then(Lang::from_tag).unwrap_or_default();
    let site = mail::site(app).await;
    let count = rooms.iter().map(|room| room.count).sum();
    let from = rooms.iter().map(|room| room.announced_at.plus_seconds(KEEP_NOTICE * DAY)).min().unwrap_or(now);
    let date = app.zone.date(lang, from);
    let mut pieces = vec![
        Piece::Says(w::mail_leaving(lang, count, &date).into_owned()),
        Piece::Says(w::mail_leaving_help(lang).into_owned()),
    ];
    for room in &rooms {
        let text = match room.name.as_deref().filter(|_| room.open) {
            Some(name) => w::mail_leaving_room(lang, name),
            None => w::mail_leaving_link(lang),
        };
        pieces.push(Piece::Link(text.into_owned(), format!("{base}/chat/{}/gesprek?vanaf={}", room.id, room.seq)));
    }
    let stop = format!("{base}{}", chat::stop_all_path(app, member, first.id));
    pieces.push(Piece::Small(w::mail_leaving_because(lang).into_owned()));
    pieces.push(Piece::Link(n::stop_link(lang).into_owned(), stop.clone()));
    let letter = Letter { lang, subject: w::mail_leaving_subject(lang, &site).into_owned(), pieces };
    // A job of the same name comes again in fourteen days.
    let dedupe = format!("{}:{}", job.dedupe, now.seconds() / DAY);
    mail::send(app, &Mail { to: reader.email, dedupe, letter, stop: Some(stop) }).await
}
