//! What can be asked: results of a question, and suggestions while one types.

use super::{queries, snippet, thesaurus};
use crate::{
    Error, Result, access,
    app::Ctx,
    index::{Also, Found, Moment, Question, Rank, Similar, key, text_of, words as split},
};
use queries::{Shown, buckets};
use shared::{
    Timestamp, Wrong,
    ids::{self, OrganisationId},
    limits,
    search::{Choices, Date, Facets, Hit, Item, Kind, Query, Results, Suggestion, Suggestions, What, words},
    time::{Civil, Zone},
};
use snippet::{Marks, Passage};
use std::{collections::HashMap, time::Instant};
use uuid::Uuid;

/// Changes that the index does not hold yet and that are judged anew for each question.
const UNSEEN: i64 = 2000;
/// A day in microseconds.
const DAY: i64 = 86_400_000_000;
/// Suggestions of one group.
const SUGGESTED: usize = 5;
/// Choices of one group.
const CHOICES: usize = 12;

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
    let hints = query.hints();
    let mut results = if query.is_empty() && asked.choices == Choices::default() {
        Results::default()
    } else {
        match ctx.app.index.moment() {
            Some(moment) => ask(ctx, &moment, query, &asked, after).await?,
            None => by_title(ctx, &query, &asked).await?,
        }
    };
    results.hints = hints;
    results.took_ms = i64::try_from(start.elapsed().as_millis()).unwrap_or(i64::MAX);
    Ok(results)
}

async fn ask(ctx: &Ctx, moment: &Moment, query: Query, asked: &Asked, after: Option<Rank>) -> Result<Results> {
    let question = question(ctx, moment, query.clone(), asked, after).await?;
    let held = moment.clone();
    let found = ctx.app.index.run(move || held.find(&question)).await?.map_err(Error::internal)?;
    let marks = Marks::of(&query, &found.also);
    let facets = facets(ctx, &found).await?;
    let thread = match &asked.choices.thread {
        Some(id) => thread(ctx, id).await?,
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
    let mut question = question(ctx, &moment, query.clone(), &asked, None).await?;
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
    let mut question = question(ctx, &moment, Query::parse(word), &asked, None).await?;
    question.precise = true;
    let found = ctx.app.index.run(move || moment.find(&question)).await?.map_err(Error::internal)?;
    Ok(found.walk.total > 0)
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

/// Where the next page begins: the place of the last thing of this one.
fn cursor(rank: Rank) -> String {
    format!("{:08x}{}", rank.score.to_bits(), ids::to_text(rank.id))
}

fn rank(cursor: &str) -> Result<Rank> {
    let parse = || {
        let (bits, id) = cursor.split_at_checked(8)?;
        let score = f32::from_bits(u32::from_str_radix(bits, 16).ok()?);
        Some(Rank { score: Some(score).filter(|score| score.is_finite())?, id: ids::from_text(id).ok()? })
    };
    parse().ok_or(Error::Malformed)
}

/// Looks up all that the question names.
async fn question(ctx: &Ctx, moment: &Moment, query: Query, asked: &Asked, after: Option<Rank>) -> Result<Question> {
    let db = ctx.db();
    let mut question = Question {
        limit: usize::try_from(asked.limit).unwrap_or(1),
        per_thread: asked.per_thread,
        after,
        now: ctx.now().micros() / DAY * DAY,
        ..Question::default()
    };
    (question.audiences, question.gone) = readable(ctx, moment).await?;
    question.member = ctx.actor.signed_in();
    question.synonyms = thesaurus::current(&ctx.app).await;
    question.narrow.put_away = queries::put_away(db).await?.into_iter().map(key).collect();
    let zone = &ctx.reader.zone;
    let Civil { year, month, day, .. } = zone.civil(ctx.now());
    let today = Date { year, month, day };
    for item in &query.items {
        match &item.what {
            What::Community(slug) => {
                let ids = queries::community(db, &ctx.actor, slug).await?;
                question.communities.push((item.not, ids.into_iter().collect()));
            }
            What::Theme(slug) => {
                let (themes, communities) = theme(ctx, slug).await?;
                question.themes.push((item.not, themes, communities));
            }
            What::Author(name) => question.authors.push((item.not, queries::authors(db, name).await?)),
            What::Before(when) | What::After(when) => {
                let at = midnight(zone, when.first_day(today));
                let narrow = &mut question.narrow;
                // "Not before" is "after". Of several the narrowest counts.
                if matches!(item.what, What::After(_)) == item.not {
                    narrow.until = Some(narrow.until.map_or(at, |until| until.min(at)));
                } else {
                    narrow.from = narrow.from.max(Some(at));
                }
            }
            What::Word(_)
            | What::Phrase(_)
            | What::InTitle
            | What::Kind(_)
            | What::Tag(_)
            | What::Status(_)
            | What::Attached => {}
        }
    }
    let choices = &asked.choices;
    let none = || Uuid::nil();
    question.narrow.kind = choices.kind.map(|kind| kind.key().to_owned());
    question.narrow.year = choices.year;
    if let Some(slug) = &choices.community {
        question.narrow.community = Some(key(queries::community(db, &ctx.actor, slug).await?.unwrap_or_else(none)));
    }
    if let Some(slug) = &choices.theme {
        let (themes, communities) = theme(ctx, slug).await?;
        let theme = key(themes.first().copied().unwrap_or_else(none));
        question.narrow.theme = Some((theme, communities.into_iter().map(key).collect()));
    }
    if let Some(id) = &choices.organisation {
        let id = id.parse::<OrganisationId>().map_or_else(|_| none(), OrganisationId::uuid);
        question.narrow.organisation = Some(key(id));
    }
    question.narrow.tag = choices.tag.as_ref().map(|tag| tag.to_lowercase());
    question.thread = choices.thread.as_deref().map(|id| ids::from_text(id).unwrap_or_else(|_| none()));
    question.asked = query;
    Ok(question)
}

/// The conversation that alone is looked in, when the reader reads it.
async fn thread(ctx: &Ctx, id: &str) -> Result<Option<Suggestion>> {
    let Ok(uuid) = ids::from_text(id) else { return Ok(None) };
    let found = queries::thread(ctx.db(), &ctx.actor, uuid).await?;
    Ok(found.map(|(title, slug)| Suggestion { title, url: format!("/t/{id}/{slug}"), note: String::new() }))
}

/// The audiences that the reader reads now, and what is gone though the index does not know it yet.
async fn readable(ctx: &Ctx, moment: &Moment) -> Result<(Vec<Uuid>, Vec<Uuid>)> {
    let audiences = access::readable_audiences(ctx.db(), &ctx.actor).await?;
    let changed = ctx.db().changed_since(moment.cursor, UNSEEN).await?;
    let gone = if changed.is_empty() { Vec::new() } else { queries::gone(ctx.db(), &ctx.actor, &changed).await? };
    Ok((audiences.into_iter().map(ids::AudienceId::uuid).collect(), gone))
}

async fn theme(ctx: &Ctx, slug: &str) -> Result<(Vec<Uuid>, Vec<Uuid>)> {
    match queries::theme(ctx.db(), slug).await? {
        Some(theme) => Ok((vec![theme], queries::communities_of(ctx.db(), theme).await?)),
        None => Ok((Vec::new(), Vec::new())),
    }
}

/// The moment at which a day begins on the site's clock.
fn midnight(zone: &Zone, day: Date) -> i64 {
    let start: Timestamp = format!("{day}T00:00:00Z").parse().unwrap_or_default();
    start.plus_seconds(-i64::from(zone.offset(start))).micros()
}

/// What is shown of what was found; each is asked of the database anew, for this reader.
async fn hits(ctx: &Ctx, found: &Found, marks: Marks) -> Result<Vec<Hit>> {
    let mut rows: HashMap<Uuid, (Kind, Shown)> = HashMap::new();
    for kind in Kind::ALL {
        let ids: Vec<Uuid> = found.best.iter().filter(|(_, own)| *own == kind).map(|(rank, _)| rank.id).collect();
        if !ids.is_empty() {
            let shown = queries::shown(ctx.db(), &ctx.actor, kind, &ids).await?;
            rows.extend(shown.into_iter().map(|row| (row.id, (kind, row))));
        }
    }
    let lang = ctx.lang();
    let ordered: Vec<(f32, Kind, Shown)> = found
        .best
        .iter()
        .filter_map(|(rank, _)| rows.remove(&rank.id).map(|(kind, row)| (rank.score, kind, row)))
        .collect();
    let work = move || ordered.into_iter().map(|(score, kind, row)| hit(lang, score, kind, row, &marks)).collect();
    ctx.app.index.run(work).await
}

fn hit(lang: shared::Lang, score: f32, kind: Kind, row: Shown, marks: &Marks) -> Hit {
    let (id, place) = (ids::to_text(row.id), row.place.map(ids::to_text).unwrap_or_default());
    let url = match kind {
        Kind::Thread => format!("/t/{id}/{}", row.slug),
        Kind::Post | Kind::Document => format!("/t/{place}/{n}#post-{n}", n = row.number),
        Kind::Article => format!("/a/{id}/{}", row.slug),
        // The room from this message on.
        Kind::Message => format!("/chat/{place}?after={}#m{}", row.number - 1, row.number),
        Kind::Member => format!("/lid/{id}"),
    };
    let plain = matches!(kind, Kind::Member | Kind::Document);
    let body = if plain { row.body.clone() } else { text_of(&row.body) };
    let Passage { html: snippet_html, marked, via } = if body.is_empty() && marks.is_empty() {
        Passage::default()
    } else {
        snippet::snippet(&row.title, &body, marks)
    };
    let title = if kind == Kind::Message { words::said_in(lang, &row.title).into_owned() } else { row.title.clone() };
    Hit {
        kind,
        id,
        url,
        snippet_html,
        marked,
        via,
        // More digits would tell how common a word is in what the reader does not read.
        score: (score * 100.0).round() / 100.0,
        community: row.community(),
        author: row.author(),
        created_at: row.created_at,
        external_id: row.external_id,
        within: row.within,
        title,
    }
}

/// The counts with the names of what was counted.
async fn facets(ctx: &Ctx, found: &Found) -> Result<Facets> {
    let db = ctx.db();
    let walk = &found.walk;
    let id = |key: &str| Uuid::parse_str(key).unwrap_or_default();
    let ids = |keys: &HashMap<String, u64>| keys.keys().map(|key| id(key)).collect::<Vec<_>>();
    let lang = ctx.lang();
    let mut facets = Facets::default();
    for kind in Kind::ALL {
        if let Some(count) = walk.kinds.get(kind.key()) {
            let name = words::tab(lang, kind).into_owned();
            facets.kind.extend(buckets(std::iter::once((kind.key().to_owned(), name, *count)), 1));
        }
    }
    let counted = |counts: &HashMap<String, u64>, of: Uuid| counts.get(&key(of)).copied().unwrap_or_default();
    let communities = ids(&walk.communities);
    if !communities.is_empty() {
        let rows = queries::communities(db, &ctx.actor, &communities).await?;
        let named = rows.into_iter().map(|(id, slug, name)| (slug, name, counted(&walk.communities, id)));
        facets.community = buckets(named, CHOICES);
    }
    let mut themes: HashMap<Uuid, u64> = walk.themes.iter().map(|(key, count)| (id(key), *count)).collect();
    let themeless = ids(&walk.themeless);
    if !themeless.is_empty() {
        for (community, theme) in queries::themes_of(db, &themeless).await? {
            *themes.entry(theme).or_default() += counted(&walk.themeless, community);
        }
    }
    if !themes.is_empty() {
        let rows = queries::themes(db, &themes.keys().copied().collect::<Vec<_>>()).await?;
        let named = rows.into_iter().map(|(id, slug, name)| (slug, name, themes.get(&id).copied().unwrap_or_default()));
        facets.theme = buckets(named, CHOICES);
    }
    let organisations = ids(&walk.organisations);
    if !organisations.is_empty() {
        let rows = queries::organisations(db, &organisations).await?;
        let named = rows.into_iter().map(|(id, name)| (ids::to_text(id), name, counted(&walk.organisations, id)));
        facets.organisation = buckets(named, CHOICES);
    }
    let tags = walk.tags.iter().map(|(tag, count)| (tag.clone(), tag.clone(), *count));
    facets.tag = buckets(tags, CHOICES);
    facets.year =
        buckets(walk.years.iter().map(|(year, count)| (year.to_string(), year.to_string(), *count)), usize::MAX);
    facets.year.sort_by(|one, other| other.key.cmp(&one.key));
    facets.year.truncate(CHOICES);
    Ok(facets)
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

/// What the search field suggests for what was typed so far.
///
/// # Errors
/// The database's.
pub async fn suggest(ctx: &Ctx, text: &str) -> Result<Suggestions> {
    let text: String = text.chars().take(120).collect();
    let typed = typed_words(&text);
    let letters: usize = typed.iter().map(|word| word.chars().count()).sum();
    if letters < 2 {
        return Ok(Suggestions::default());
    }
    let limit = i64::try_from(SUGGESTED).unwrap_or_default();
    let mut suggestions = Suggestions {
        communities: queries::groups(ctx.db(), &ctx.actor, &typed, limit).await?,
        ..Suggestions::default()
    };
    let kinds = [Kind::Thread, Kind::Article, Kind::Member];
    for (kind, rows) in if let Some(moment) = ctx.app.index.moment() {
        similar(ctx, &moment, text, kinds).await?
    } else {
        let mut rows = Vec::new();
        for kind in kinds {
            rows.push((kind, queries::by_title(ctx.db(), &ctx.actor, kind, &typed, limit).await?));
        }
        rows
    } {
        let list = rows.into_iter().map(|row| suggestion(ctx, kind, row)).collect();
        match kind {
            Kind::Thread => suggestions.threads = list,
            Kind::Article => suggestions.articles = list,
            _ => suggestions.members = list,
        }
    }
    Ok(suggestions)
}

async fn similar(ctx: &Ctx, moment: &Moment, text: String, kinds: [Kind; 3]) -> Result<Vec<(Kind, Vec<Shown>)>> {
    let (audiences, gone) = readable(ctx, moment).await?;
    let (held, member) = (moment.clone(), ctx.actor.signed_in());
    let found = ctx
        .app
        .index
        .run(move || {
            kinds
                .into_iter()
                .map(|kind| {
                    let (audiences, gone) = (&audiences, &gone);
                    let similar = Similar { typed: &text, audiences, member, gone, kind, limit: SUGGESTED };
                    Ok((kind, held.similar(&similar)?))
                })
                .collect::<tantivy::Result<Vec<_>>>()
        })
        .await?
        .map_err(Error::internal)?;
    let mut all = Vec::new();
    for (kind, ids) in found {
        let mut rows =
            if ids.is_empty() { Vec::new() } else { queries::shown(ctx.db(), &ctx.actor, kind, &ids).await? };
        rows.sort_by_key(|row| ids.iter().position(|id| *id == row.id));
        all.push((kind, rows));
    }
    Ok(all)
}

fn suggestion(ctx: &Ctx, kind: Kind, mut row: Shown) -> Suggestion {
    row.body.clear();
    let hit = hit(ctx.lang(), 0.0, kind, row, &Marks::default());
    let author = hit.author.unwrap_or_default();
    let note = match kind {
        Kind::Member => [author.function, author.organisation].into_iter().flatten().collect::<Vec<_>>().join(" · "),
        Kind::Article => author.organisation.unwrap_or_default(),
        _ => hit.community.map(|community| community.name).unwrap_or_default(),
    };
    Suggestion { title: hit.title, url: hit.url, note }
}
