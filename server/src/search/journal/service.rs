//! What can be done with the journal, one function per use case.

use super::{model::counted, queries};
use crate::{
    Error, Result,
    access::{ReadJournal, SitePlace},
    app::{App, Ctx},
    communities::csv_cell,
    search::service as search,
};
use shared::{
    Timestamp,
    people::fold,
    search::{
        Kind, Query, Results, What,
        journal::{DAYS, Journal, Line, SHOWN_FROM},
    },
};
use std::{collections::HashMap, time::Duration};

/// How often what was counted is written.
const WRITE: Duration = Duration::from_secs(2);
/// Queries of one day; more are not counted. It takes somebody who means harm to come this far.
const OF_A_DAY: i64 = 20_000;
/// Rows of a list on the page.
const ROWS: i64 = 50;
/// Rows of the file.
const ROWS_OF_FILE: i64 = 1_000;
/// Places of a list that can be clicked.
const PLACES: i64 = 20;

fn day(app: &App, at: Timestamp) -> String {
    let day = app.zone.civil(at);
    format!("{:04}-{:02}-{:02}", day.year, day.month, day.day)
}

/// Where a click on a result is counted: the address without the place. Nothing when the query is not counted.
pub fn clicks(text: &str) -> Option<String> {
    counted(&Query::parse(text)).map(|query| format!("/zoeken/klik?q={}&plaats=", frontend::context::encoded(&query)))
}

/// Counts a search of the page. One for the name of a member is about a person, and one while the index is being made says
/// nothing; neither does one that found nothing because of where it was to look.
pub fn note(ctx: &Ctx, text: &str, results: &Results) {
    let (query, empty) = (Query::parse(text), results.total == 0);
    let plain = query.items.iter().all(|item| !item.not && matches!(item.what, What::Word(_) | What::Phrase(_)));
    if results.rebuilding || (empty && !plain) {
        return;
    }
    let named = |query: &String| {
        let mut members = results.items.iter().filter(|hit| hit.kind == Kind::Member).map(|hit| fold(&hit.title));
        members.any(|name| fold(query).split_whitespace().all(|word| name.contains(word)))
    };
    if let Some(query) = counted(&query).filter(|query| !named(query)) {
        ctx.app.journal.asked((day(&ctx.app, ctx.now()), query), empty);
    }
}

/// Counts a click on the result at a place of the list.
pub fn click(ctx: &Ctx, text: &str, place: i64) {
    let query = counted(&Query::parse(text)).filter(|_| (1..=PLACES).contains(&place));
    if let Some(query) = query {
        ctx.app.journal.clicked((day(&ctx.app, ctx.now()), query), place);
    }
}

/// Writes what was counted, every few seconds, as long as the program runs.
pub async fn keep(app: App) {
    let mut turns = tokio::time::interval(WRITE);
    loop {
        turns.tick().await;
        if let Err(error) = write(&app).await {
            tracing::warn!(%error, "what was searched for could not be counted");
        }
    }
}

/// A click is counted with a search that was counted: nobody makes up queries by clicking.
async fn write(app: &App) -> Result<()> {
    let counts = app.journal.take();
    if counts.is_empty() {
        return Ok(());
    }
    let today = day(app, app.clock.now());
    app.db
        .write(async |tx| {
            let mut room = OF_A_DAY - queries::of_day(&mut *tx, &today).await?;
            for ((day, query), counts) in &counts {
                if !queries::add(tx, day, query, *counts).await? && counts.asked > 0 && room > 0 {
                    queries::insert(tx, day, query, *counts).await?;
                    room -= 1;
                }
            }
            Ok(())
        })
        .await
}

/// Forgets what is older than four weeks.
///
/// # Errors
/// The database's.
pub async fn sweep(app: &App) -> Result<()> {
    let before = first_day(app, app.clock.now());
    app.db.write(async |tx| queries::forget(tx, &before).await).await?;
    Ok(())
}

fn first_day(app: &App, now: Timestamp) -> String {
    day(app, now.plus_seconds(-(DAYS - 1) * 86_400))
}

/// The lines that the reader may see. Who found something by a query may have read its words in a closed community: then
/// they are shown to who reads them too, word by word, at this moment. What found nothing for anybody tells nothing.
async fn shown(ctx: &Ctx, rows: Vec<queries::Row>, most: usize) -> Result<Vec<Line>> {
    let (mut lines, mut read) = (Vec::new(), HashMap::new());
    for line in rows.into_iter().map(queries::Row::line) {
        if lines.len() == most {
            break;
        }
        let mut known = true;
        for word in line.query.split(' ').filter(|_| line.asked > line.empty) {
            let stands = match read.get(word) {
                Some(stands) => *stands,
                None => search::stands(ctx, word).await?,
            };
            read.insert(word.to_owned(), stands);
            known &= stands;
        }
        if known {
            lines.push(line);
        }
    }
    Ok(lines)
}

/// The journal of the last four weeks.
///
/// # Errors
/// `SignInFirst`, `Forbidden`.
pub async fn read(ctx: &Ctx) -> Result<Journal> {
    ctx.actor.must::<ReadJournal>(&SitePlace)?;
    let since = first_day(&ctx.app, ctx.now());
    let (total, most, empty) = ctx
        .db()
        .read(async |snap| {
            let total = queries::total(&mut *snap, &since).await?.line();
            let most = queries::most(&mut *snap, &since, SHOWN_FROM, 4 * ROWS).await?;
            let empty = queries::fruitless(&mut *snap, &since, SHOWN_FROM, 4 * ROWS).await?;
            Ok::<_, Error>((total, most, empty))
        })
        .await?;
    let rows = usize::try_from(ROWS).unwrap_or(usize::MAX);
    Ok(Journal { total, most: shown(ctx, most, rows).await?, empty: shown(ctx, empty, rows).await? })
}

/// The file of the journal: what is shown, and no more.
///
/// # Errors
/// `SignInFirst`, `Forbidden`.
pub async fn download(ctx: &Ctx) -> Result<String> {
    ctx.actor.must::<ReadJournal>(&SitePlace)?;
    let since = first_day(&ctx.app, ctx.now());
    let rows = queries::most(ctx.db(), &since, SHOWN_FROM, ROWS_OF_FILE).await?;
    let mut text = "\u{feff}zoekvraag;gevraagd;zonder resultaat;geopend;gemiddelde plaats\r\n".to_owned();
    for line in shown(ctx, rows, usize::MAX).await? {
        let rank = line.rank_tenths().map(|tenths| format!("{},{}", tenths / 10, tenths % 10)).unwrap_or_default();
        let Line { query, asked, empty, clicks, .. } = line;
        text += &format!("{};{asked};{empty};{clicks};{rank}\r\n", csv_cell(&query));
    }
    Ok(text)
}
