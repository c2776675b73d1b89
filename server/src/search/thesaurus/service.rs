//! What can be done with the thesaurus, one function per use case.

use super::{file, queries};
use crate::{
    Error, Result,
    access::{Actor, Administer, SitePlace},
    app::{App, Ctx},
    db::Db,
    index::{self, Synonyms},
    search::service::{Asked, search},
};
use shared::{
    Timestamp, Wrong, limits,
    search::thesaurus::{EditLink, Link, WhichLink},
};
use std::{
    collections::BTreeMap,
    sync::{Arc, LazyLock, PoisonError, RwLock},
};

/// The thesaurus that comes with the program.
pub const BUILT_IN: &str = include_str!("../../../data/thesaurus.csv");
/// Seconds for which a copy is good: another node may have changed the thesaurus.
const FRESH: i64 = 10;
/// The most lines that are read in at once.
const LINES: usize = 10_000;

static OURS: LazyLock<Vec<Link>> = LazyLock::new(|| {
    let links = file::read(BUILT_IN)
        .inspect_err(|line| tracing::error!(line, "the built-in thesaurus cannot be read"))
        .unwrap_or_default();
    links.into_iter().map(|link| Link { own: false, ..link }).collect()
});

/// A copy of the thesaurus, and when it was made.
#[derive(Default)]
pub struct Cache(RwLock<Option<(Timestamp, Arc<Synonyms>)>>);

/// The thesaurus, at most a few seconds old. When the database is away, the last that was known.
pub async fn current(app: &App) -> Arc<Synonyms> {
    let now = app.clock.now();
    let kept = app.thesaurus.0.read().unwrap_or_else(PoisonError::into_inner).clone();
    if let Some((at, synonyms)) = &kept
        && (0..FRESH).contains(&(now.seconds() - at.seconds()))
    {
        return Arc::clone(synonyms);
    }
    match all(&app.db).await {
        Ok(links) => {
            let synonyms = Arc::new(Synonyms::new(links.into_iter().flat_map(both)));
            *app.thesaurus.0.write().unwrap_or_else(PoisonError::into_inner) = Some((now, Arc::clone(&synonyms)));
            synonyms
        }
        Err(error) => {
            tracing::warn!(%error, "the thesaurus could not be read");
            kept.map(|(_, synonyms)| synonyms).unwrap_or_default()
        }
    }
}

/// A link in each direction that it counts in. Capitals are those of `from`, so they say nothing about the other one.
fn both(link: Link) -> Vec<index::Link> {
    let Link { from, to, two_way, weight, capitals, .. } = link;
    let weight = f32::from(u8::try_from(weight).unwrap_or(100)) / 100.0;
    let there = index::Link { from: from.clone(), to: to.clone(), weight, capitals };
    let back = two_way.then_some(index::Link { from: to, to: from, weight, capitals: false });
    std::iter::once(there).chain(back).collect()
}

/// Every link, by its terms.
async fn all(db: &Db) -> Result<Vec<Link>> {
    let key = |link: &Link| (link.from.clone(), link.to.clone());
    let mut links: BTreeMap<(String, String), Link> = OURS.iter().map(|link| (key(link), link.clone())).collect();
    for row in queries::rows(db).await? {
        let queries::Row { from_term: from, to_term: to, two_way, weight, capitals, note, removed } = row;
        if removed {
            links.remove(&(from, to));
        } else {
            let link = Link { from, to, two_way, weight, capitals, note, own: true };
            links.insert(key(&link), link);
        }
    }
    let mut links: Vec<Link> = links.into_values().collect();
    links.sort_by_cached_key(|link| (link.from.to_lowercase(), link.to.to_lowercase()));
    Ok(links)
}

/// The links of which a term has `part` in it.
///
/// # Errors
/// `SignInFirst`, `Forbidden`.
pub async fn links(ctx: &Ctx, part: &str) -> Result<Vec<Link>> {
    ctx.actor.must::<Administer>(&SitePlace)?;
    let part = part.trim().to_lowercase();
    let mut links = all(ctx.db()).await?;
    links.retain(|link| link.from.to_lowercase().contains(&part) || link.to.to_lowercase().contains(&part));
    Ok(links)
}

/// What was probably meant by a term that is to be linked, of words that the administrator reads; empty when that is not known.
///
/// # Errors
/// `SignInFirst`, `Forbidden`.
async fn meant(ctx: &Ctx, term: &str) -> Result<String> {
    ctx.actor.must::<Administer>(&SitePlace)?;
    if term.is_empty() || term.chars().count() > limits::QUERY {
        return Ok(String::new());
    }
    let asked = Asked { text: term.to_owned(), limit: 1, ..Asked::default() };
    Ok(search(ctx, asked).await?.did_you_mean.unwrap_or_default())
}

/// Adds a link, or changes the one between these terms.
///
/// # Errors
/// `Invalid`; `SignInFirst`, `Forbidden`.
pub async fn add(ctx: &Ctx, form: &EditLink) -> Result<()> {
    ctx.actor.must::<Administer>(&SitePlace)?;
    write(ctx, &[file::link(form)?], false).await
}

/// The link between these terms as its form has it; an empty one with what is meant by the first, when there is none.
///
/// # Errors
/// `SignInFirst`, `Forbidden`.
pub async fn form(ctx: &Ctx, which: WhichLink) -> Result<EditLink> {
    // Who opens the page names no link.
    let known = if which.to.is_empty() { Vec::new() } else { links(ctx, &which.from).await? };
    if let Some(link) = known.into_iter().find(|link| link.from == which.from && link.to == which.to) {
        return Ok(EditLink::from(link));
    }
    let to = if which.to.is_empty() { meant(ctx, &which.from).await? } else { which.to };
    Ok(EditLink { from: which.from, to, ..EditLink::default() })
}

/// Takes a link away.
///
/// # Errors
/// `NotFound` when there is none; `SignInFirst`, `Forbidden`.
pub async fn remove(ctx: &Ctx, which: &WhichLink) -> Result<()> {
    ctx.actor.must::<Administer>(&SitePlace)?;
    let links = all(ctx.db()).await?;
    let link = links.into_iter().find(|link| link.from == which.from && link.to == which.to);
    write(ctx, &[link.ok_or(Error::NotFound)?], true).await
}

/// Adds and changes the links of a file: all of them, or none when a line is no link. Gives how many there are in it.
///
/// # Errors
/// `Invalid`; `SignInFirst`, `Forbidden`.
pub async fn read_in(ctx: &Ctx, text: &str) -> Result<usize> {
    ctx.actor.must::<Administer>(&SitePlace)?;
    let links = file::read(text).map_err(|line| Error::field("file", Wrong::BadLine(line)))?;
    if links.is_empty() {
        return Err(Error::field("file", Wrong::Empty));
    }
    if links.len() > LINES {
        return Err(Error::field("file", Wrong::TooMany(u32::try_from(LINES).unwrap_or(u32::MAX))));
    }
    // What stands here already needs no row of its own.
    let known = all(ctx.db()).await?;
    let same = |one: &Link, other: &Link| Link { own: false, ..one.clone() } == Link { own: false, ..other.clone() };
    let new: Vec<Link> = links.iter().filter(|link| !known.iter().any(|known| same(known, link))).cloned().collect();
    write(ctx, &new, false).await?;
    Ok(links.len())
}

/// The file of all links.
///
/// # Errors
/// `SignInFirst`, `Forbidden`.
pub async fn download(ctx: &Ctx) -> Result<String> {
    Ok(file::write(&links(ctx, "").await?))
}

async fn write(ctx: &Ctx, links: &[Link], removed: bool) -> Result<()> {
    let permit = ctx.actor.may::<Administer>(&SitePlace)?;
    let named = matches!(ctx.actor, Actor::Member { .. });
    ctx.db()
        .write(async |tx| {
            for link in links {
                queries::write(tx, &permit, link, removed, named, ctx.now()).await?;
            }
            Ok::<_, Error>(())
        })
        .await?;
    // The next question reads it anew.
    *ctx.app.thesaurus.0.write().unwrap_or_else(PoisonError::into_inner) = None;
    Ok(())
}
