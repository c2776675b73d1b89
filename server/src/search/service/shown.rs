//! What is shown of what was found: things, and how many there are of each sort.

use crate::{
    Result,
    app::Ctx,
    index::{Found, Match, key, text_of},
    search::{
        queries::{self, Shown, buckets},
        snippet::{self, Marks, Passage},
    },
};
use shared::{
    chat::room_words,
    ids,
    search::{Facets, Hit, Kind, Others, words},
};
use std::collections::HashMap;
use uuid::Uuid;

/// Choices of one group.
const CHOICES: usize = 12;

/// What is shown of what was found; each is asked of the database anew, for this reader.
pub(super) async fn hits(ctx: &Ctx, found: &Found, marks: Marks) -> Result<Vec<Hit>> {
    let mut rows: HashMap<Uuid, (Kind, Shown)> = HashMap::new();
    for kind in Kind::ALL {
        let ids: Vec<Uuid> = found.best.iter().filter(|own| own.kind == kind).map(|own| own.rank.id).collect();
        if !ids.is_empty() {
            let shown = queries::shown(ctx.db(), &ctx.actor, kind, &ids).await?;
            rows.extend(shown.into_iter().map(|row| (row.id, (kind, row))));
        }
    }
    let lang = ctx.lang();
    let ordered: Vec<(Match, Kind, Shown)> =
        found.best.iter().filter_map(|own| rows.remove(&own.rank.id).map(|(kind, row)| (*own, kind, row))).collect();
    let work = move || {
        let shown = ordered.into_iter().map(|(own, kind, row)| {
            let thread = if kind == Kind::Thread { row.id } else { row.place.unwrap_or_default() };
            let others = (own.others > 0)
                .then(|| Others { thread: ids::to_text(thread), count: i64::try_from(own.others).unwrap_or(i64::MAX) });
            Hit { others, ..hit(lang, own.rank.score, kind, row, &marks) }
        });
        shown.collect()
    };
    ctx.app.index.run(work).await
}

pub(super) fn hit(lang: shared::Lang, score: f32, kind: Kind, row: Shown, marks: &Marks) -> Hit {
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
    let title = match kind {
        // A direct conversation has no name of its own.
        Kind::Message if row.title.is_empty() => room_words::direct_one(lang).into_owned(),
        Kind::Message => words::said_in(lang, &row.title).into_owned(),
        _ => row.title.clone(),
    };
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
        others: None,
    }
}

/// The counts with the names of what was counted.
pub(super) async fn facets(ctx: &Ctx, found: &Found) -> Result<Facets> {
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
