//! What can be asked: results of a question, and suggestions while one types.

mod question;
mod shown;
mod suggest;

pub use suggest::suggest;

use super::{queries, snippet::Marks};
use crate::{
    Error, Result,
    app::Ctx,
    index::{Also, Moment, Rank, stem, words as split},
};
use question::{cursor, question, rank};
use shared::{
    Timestamp, Wrong,
    chat::room_words,
    ids, limits,
    search::{Choices, Hint, Hit, Item, Kind, Query, Results, Suggestion, What},
};
use shown::{facets, hit, hits};
use std::time::Instant;

/// A question as it comes in at a door.
#[derive(Clone, Debug, Default)]
pub struct Asked {
    /// What was typed.
    pub text: String,
    /// What narrows it.
    pub choices: Choices,
    /// How many are wanted.
    pub limit: i64,
    /// Of a thread only what fits best.
    pub per_thread: bool,
    /// Where to go on.
    pub cursor: Option<String>,
}

/// The answer to a question.
///
/// # Errors
/// `Invalid` when it is too long; `Malformed` when the cursor is not one of ours; the database's.
pub async fn search(ctx: &Ctx, asked: Asked) -> Result<Results> {
    let start = Instant::now();
    if asked.text.chars().count() > limits::QUERY {
        let most = u32::try_from(limits::QUERY).unwrap_or(u32::MAX);
        return Err(Error::field("q", Wrong::TooLong(most)));
    }
    let after = asked.cursor.as_deref().filter(|text| !text.is_empty()).map(rank).transpose()?;
    let query = Query::parse(&asked.text);
    let mut hints = query.hints();
    if says_nothing(&query) {
        hints.push(Hint::Common);
    }
    let mut results = if query.is_empty() && asked.choices == Choices::default() {
        Results::default()
    } else {
        match ctx.app.index.moment() {
            Some(moment) => ask(ctx, &moment, query, &asked, after).await?,
            None => by_title(ctx, &query, &asked).await?,
        }
    };
    hints.append(&mut results.hints);
    results.hints = hints;
    results.took_ms = i64::try_from(start.elapsed().as_millis()).unwrap_or(i64::MAX);
    Ok(results)
}

async fn ask(ctx: &Ctx, moment: &Moment, query: Query, asked: &Asked, after: Option<Rank>) -> Result<Results> {
    let (question, hints) = question(ctx, moment, query.clone(), asked, after).await?;
    let held = moment.clone();
    let found = ctx.app.index.run(move || held.find(&question)).await?.map_err(Error::internal)?;
    let marks = Marks::of(&query, &found.also);
    let facets = facets(ctx, &found).await?;
    let thread = match &asked.choices.thread {
        Some(id) => thread(ctx, id).await?,
        None => None,
    };
    let room = match &asked.choices.room {
        Some(id) => room(ctx, id).await?,
        None => None,
    };
    let next_cursor = found.next.map(cursor);
    Ok(Results {
        total: i64::try_from(found.walk.total).unwrap_or(i64::MAX),
        items: hits(ctx, &found, marks).await?,
        facets,
        next_cursor,
        rebuilding: moment.rebuilding,
        did_you_mean: meant(query, &found.also),
        thread,
        room,
        hints,
        ..Results::default()
    })
}

/// What was written by others in a stretch of time and has all words of a question: for who reads it, nothing is guessed.
///
/// # Errors
/// `Unavailable` while the index does not hold all of that time; the database's.
pub async fn news(ctx: &Ctx, asked: Asked, (from, until): (Timestamp, Timestamp)) -> Result<Vec<Hit>> {
    let moment = ctx.app.index.moment().ok_or(Error::Unavailable)?;
    if ctx.db().oldest_after(moment.cursor).await?.is_some_and(|oldest| oldest < until) {
        return Err(Error::Unavailable);
    }
    let query = Query::parse(&asked.text);
    let (mut question, _) = question(ctx, &moment, query.clone(), &asked, None).await?;
    question.precise = true;
    question.authors.extend(ctx.actor.id().map(|me| (true, vec![me.uuid()])));
    let narrow = &mut question.narrow;
    narrow.from = Some(narrow.from.map_or(from.micros(), |own| own.max(from.micros())));
    narrow.until = Some(narrow.until.map_or(until.micros(), |own| own.min(until.micros())));
    let held = moment.clone();
    let found = ctx.app.index.run(move || held.find(&question)).await?.map_err(Error::internal)?;
    let marks = Marks::of(&query, &found.also);
    hits(ctx, &found, marks).await
}

/// Whether a word stands in something that the reader reads; nothing is guessed.
///
/// # Errors
/// The database's.
pub async fn stands(ctx: &Ctx, word: &str) -> Result<bool> {
    let Some(moment) = ctx.app.index.moment() else { return Ok(false) };
    let asked = Asked { text: word.to_owned(), limit: 1, ..Asked::default() };
    let (mut question, _) = question(ctx, &moment, Query::parse(word), &asked, None).await?;
    question.precise = true;
    let found = ctx.app.index.run(move || moment.find(&question)).await?.map_err(Error::internal)?;
    Ok(found.walk.total > 0)
}

/// Whether it is words alone, and each of them is one that says nothing.
fn says_nothing(query: &Query) -> bool {
    let common = |text: &str| split(text).iter().all(|word| stem(&word.text).is_none());
    let word = |item: &Item| matches!(&item.what, What::Word(text) if !item.not && common(text));
    !query.is_empty() && query.items.iter().all(word)
}

/// The question with what was probably meant in the place of words that nobody has written; nothing when there are none.
fn meant(mut query: Query, also: &[Also]) -> Option<String> {
    let mut changed = false;
    for Item { not, what } in &mut query.items {
        let What::Word(text) = what else { continue };
        if text.contains(':') {
            // Meant as an operator: the hint says so.
            continue;
        }
        if let Some(better) = also.iter().find(|also| !*not && also.instead && also.typed == *text) {
            text.clone_from(&better.text);
            changed = true;
        }
    }
    changed.then(|| query.to_string())
}

/// The conversation that alone is looked in, when the reader reads it.
async fn thread(ctx: &Ctx, id: &str) -> Result<Option<Suggestion>> {
    let Ok(uuid) = ids::from_text(id) else { return Ok(None) };
    let found = queries::thread(ctx.db(), &ctx.actor, uuid).await?;
    Ok(found.map(|(title, slug)| Suggestion { title, url: format!("/t/{id}/{slug}"), note: String::new() }))
}

/// The chat room that alone is looked in, when the reader reads it.
async fn room(ctx: &Ctx, id: &str) -> Result<Option<Suggestion>> {
    let Ok(uuid) = ids::from_text(id) else { return Ok(None) };
    let found = queries::room(ctx.db(), &ctx.actor, uuid).await?;
    Ok(found.map(|room| {
        let title = match room.community {
            Some(community) => format!("{community}: {}", room.name),
            None => room_words::direct_one(ctx.lang()).into_owned(),
        };
        Suggestion { title, url: format!("/chat/{id}"), note: String::new() }
    }))
}

/// Without an index: titles and names, from the database.
async fn by_title(ctx: &Ctx, query: &Query, asked: &Asked) -> Result<Results> {
    let text = query.wanted().collect::<Vec<_>>().join(" ");
    let wanted = typed_words(&text);
    let marks = Marks::of(query, &[]);
    let mut results = Results { rebuilding: true, ..Results::default() };
    if wanted.is_empty() {
        return Ok(results);
    }
    for kind in [Kind::Article, Kind::Thread, Kind::Member] {
        if asked.choices.kind.is_none_or(|wanted| wanted == kind) {
            let rows = queries::by_title(ctx.db(), &ctx.actor, kind, &wanted, asked.limit).await?;
            results.items.extend(rows.into_iter().map(|row| hit(ctx.lang(), 0.0, kind, row, &marks)));
        }
    }
    results.items.truncate(usize::try_from(asked.limit).unwrap_or(1));
    results.total = i64::try_from(results.items.len()).unwrap_or_default();
    Ok(results)
}

fn typed_words(text: &str) -> Vec<String> {
    split(text).into_iter().filter(|word| !word.whole).map(|word| word.text).take(8).collect()
}
