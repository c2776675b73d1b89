//! What is new for a search, once a day.

use super::{
    letter,
    model::{DAY, NEWS, News, SETTLE, asked},
    queries,
};
use crate::{
    Error, Result,
    access::Actor,
    app::{App, Ctx},
    mail::{self, Mail},
    outbox::{self, Job},
    search::service,
};
use shared::{
    Lang,
    search::{Hit, Kind},
};
use std::collections::HashSet;

/// Searches that are taken in one transaction.
const BATCH: i64 = 100;
/// Results that are looked at for one mail; more are not counted.
const LOOKED_AT: i64 = 200;

/// Writes a job for each search that is due: its mail tells of what came since the last time.
///
/// # Errors
/// The database's.
pub async fn look(app: &App) -> Result<()> {
    // Looking costs a writer's turn only when there is something to do.
    while queries::next_due(&app.db).await?.is_some_and(|due| due <= app.clock.now()) {
        let taken = app
            .db
            .write(async |tx| {
                let now = tx.clock(app.clock).await?;
                let (until, again) = (now.plus_seconds(-SETTLE), now.plus_seconds(DAY));
                let due = queries::due(tx, now, BATCH).await?;
                for (search, from) in &due {
                    let news = News { search: *search, from: *from, until };
                    queries::taken(tx, *search, until, again).await?;
                    let dedupe = format!("{NEWS}:{search}:{}", until.micros());
                    outbox::enqueue(tx, NEWS, &dedupe, &news, now, now).await?;
                }
                Ok::<_, Error>(due.len())
            })
            .await?;
        if taken == 0 {
            // Another node is at it.
            break;
        }
    }
    Ok(())
}

/// Sends the mail of a job, when there is something new that the member may read.
///
/// # Errors
/// When it cannot be sent now, or the index does not hold yet what it tells of.
pub async fn deliver(app: &App, job: &Job) -> Result<()> {
    let news: News = job.read()?;
    let Some(wanted) = queries::wanted(&app.db, news.search).await? else { return Ok(()) };
    let actor = Actor::Member { id: wanted.member_id, affiliation: None, admin: wanted.admin };
    let mut ctx = Ctx::system(app.clone(), actor);
    ctx.reader.lang = wanted.lang.as_deref().and_then(Lang::from_tag).unwrap_or_default();
    let found = service::news(&ctx, asked(&wanted.search, LOOKED_AT)?, (news.from, news.until)).await?;
    let found = once(found);
    if found.is_empty() {
        return Ok(());
    }
    let open = open(&ctx, &found).await?;
    let stop = format!("{}{}", app.config.base(), super::model::stop_path(&app.secrets, news.search));
    let site = mail::site(app).await;
    let letter = letter::of(&ctx, &wanted.name, &news, &open, &site, &stop);
    let mail = Mail { to: wanted.email, dedupe: job.dedupe.clone(), letter, stop: Some(stop) };
    mail::send(app, &mail).await?;
    let now = app.clock.now();
    app.db.write(async |tx| queries::told(tx, news.search, now, now.plus_seconds(DAY)).await).await?;
    Ok(())
}

/// Of a thread only what fits best: ten replies are one piece of news.
fn once(found: Vec<Hit>) -> Vec<Hit> {
    let mut threads = HashSet::new();
    let place = |hit: &Hit| hit.url.split(['#', '/']).nth(2).map(ToOwned::to_owned);
    let talk = |hit: &Hit| matches!(hit.kind, Kind::Thread | Kind::Post);
    found.into_iter().filter(|hit| !talk(hit) || threads.insert(place(hit))).collect()
}

/// What may be named in a mail: nothing of closed communities, and nothing of chat, which is for the members of its room.
async fn open(ctx: &Ctx, found: &[Hit]) -> Result<Vec<Hit>> {
    let communities: Vec<_> =
        found.iter().filter_map(|hit| hit.community.as_ref()).map(|place| place.id.uuid()).collect();
    let open = queries::open(ctx.db(), &communities).await?;
    let nameable = |hit: &&Hit| match (&hit.community, hit.kind) {
        (_, Kind::Message | Kind::Document) => false,
        (Some(place), _) => open.contains(&(place.id.uuid(),)),
        (None, _) => true,
    };
    Ok(found.iter().filter(nameable).cloned().collect())
}
