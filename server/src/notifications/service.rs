//! What is told and how it is stopped, one function per use case.

use super::{
    model::{About, NewPost, REPLIED, Replied, excerpt, ours, run_at, stop_path},
    queries,
};
use crate::{
    Error, Result,
    access::{self, Actor, ReadThread, ThreadPlace, Visibility},
    app::{App, Ctx},
    db::Tx,
    mail::{self, Letter, Mail, Piece},
    outbox::{self, Job},
};
use shared::{
    Lang, Timestamp,
    ids::{MemberId, ThreadId},
    notifications::words as w,
    words::former_member,
};

/// Posts whose beginning a mail shows.
const SHOWN: usize = 3;

/// Notes that post `number` answered in a thread: those who listen get a mail later. What an import or the demo writes
/// tells nobody.
///
/// # Errors
/// The database's.
pub async fn replied(tx: &mut Tx, actor: &Actor, thread: ThreadId, number: i64, now: Timestamp) -> Result<()> {
    let Actor::Member { id: author, .. } = *actor else { return Ok(()) };
    for (member,) in queries::listeners(&mut *tx, thread, author).await? {
        let payload = Replied { member, thread, number };
        let dedupe = format!("replied:{thread}:{member}");
        outbox::enqueue_or_renew(tx, REPLIED, &dedupe, &payload, run_at(now), now).await?;
    }
    Ok(())
}

/// Sends the mail of a job, to whoever still has a reason to get it.
///
/// # Errors
/// When it cannot be sent now.
pub async fn deliver(app: &App, job: &Job) -> Result<()> {
    let told: Replied = job.read()?;
    let Replied { member, thread, number } = told;
    let found = app
        .db
        .read(async |snap| {
            let Some(reader) = queries::reader(&mut *snap, member).await? else { return Ok::<_, Error>(None) };
            let actor = Actor::Member { id: member, affiliation: None, admin: reader.admin };
            let place = access::thread_place(&mut *snap, &actor, thread).await?;
            let Some(place) = place.filter(|place| actor.allows::<ReadThread>(place)) else { return Ok(None) };
            let Some(about) = queries::about(&mut *snap, thread, member).await? else { return Ok(None) };
            if about.muted || !reader.mail_replies || about.read >= about.last_number {
                return Ok(None);
            }
            let news = queries::news(&mut *snap, thread, member, about.read.max(number - 1)).await?;
            Ok((!news.is_empty()).then_some((reader, place, about, news)))
        })
        .await?;
    let Some((reader, place, about, news)) = found else { return Ok(()) };
    let lang = reader.lang.as_deref().and_then(Lang::from_tag).unwrap_or_default();
    let stop = format!("{}{}", app.config.base(), stop_path(&app.secrets, member, thread));
    let site = mail::site(app).await;
    let letter = letter(app, (lang, &site), &place, &about, &news, &stop);
    // By the last post it tells of: a later mail about the same thread is another one.
    let last = news.last().map_or(number, |post| post.number);
    let dedupe = format!("replied:{thread}:{member}:{last}");
    mail::send(app, &Mail { to: reader.email, dedupe, letter, stop: Some(stop) }).await
}

fn letter(
    app: &App,
    (lang, site): (Lang, &str),
    place: &ThreadPlace,
    about: &About,
    news: &[NewPost],
    stop: &str,
) -> Letter {
    let first = news.first().map_or(1, |post| post.number);
    let open = place.community.visibility == Visibility::Open;
    let (subject, mut pieces) = if open {
        let count = i64::try_from(news.len()).unwrap_or_default();
        let mut pieces = vec![Piece::Says(w::replies(lang, count, &about.title, &about.community).into_owned())];
        pieces
            .extend(news.iter().take(SHOWN).map(|post| Piece::Quote(wrote(lang, post), excerpt(&post.body_markdown))));
        (w::reply_subject(lang, &about.title), pieces)
    } else {
        let says = w::closed_reply(lang).into_owned();
        (w::closed_subject(lang, site), vec![Piece::Says(says)])
    };
    pieces.extend([
        Piece::Link(w::read_on(lang).into_owned(), format!("{}/t/{}/{first}", app.config.base(), place.thread_id)),
        Piece::Small(w::because(lang).into_owned()),
        Piece::Link(w::stop_link(lang).into_owned(), stop.to_owned()),
    ]);
    Letter { lang, subject: subject.into_owned(), pieces }
}

fn wrote(lang: Lang, post: &NewPost) -> String {
    let name = post.author_name.clone().unwrap_or_else(|| former_member(lang).into_owned());
    match &post.author_organisation {
        Some(organisation) => w::wrote_for(lang, &name, organisation),
        None => w::wrote(lang, &name),
    }
    .into_owned()
}

/// Whose mail about which thread a link stops.
///
/// # Errors
/// `NotFound` when the link is not ours.
pub fn link(ctx: &Ctx, member: &str, thread: &str, signature: &str) -> Result<(MemberId, ThreadId)> {
    let (member, thread) = (member.parse().map_err(|_| Error::NotFound)?, thread.parse().map_err(|_| Error::NotFound)?);
    if ours(&ctx.app.secrets, member, thread, signature) { Ok((member, thread)) } else { Err(Error::NotFound) }
}

/// Stops mail about a thread, or about all replies: the signature of the link is the proof.
///
/// # Errors
/// The database's.
pub async fn stop(ctx: &Ctx, (member, thread): (MemberId, ThreadId), all: bool) -> Result<()> {
    ctx.db()
        .write(async |tx| {
            if all { queries::stop_all(tx, member).await } else { queries::mute(tx, member, thread, ctx.now()).await }
        })
        .await?;
    Ok(())
}
