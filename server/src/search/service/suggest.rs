//! What the search field suggests while one types.

use super::{question::readable, shown::hit, typed_words};
use crate::{
    Error, Result,
    app::Ctx,
    index::{Moment, Similar},
    search::{
        queries::{self, Shown},
        snippet::Marks,
    },
};
use shared::search::{Kind, Suggestion, Suggestions};

/// Suggestions of one group.
const SUGGESTED: usize = 5;

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
        let found = similar(ctx, &moment, text.clone(), kinds, false).await?;
        let nothing = suggestions.communities.is_empty() && found.iter().all(|(_, rows)| rows.is_empty());
        if nothing { similar(ctx, &moment, text, kinds, true).await? } else { found }
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

async fn similar(
    ctx: &Ctx,
    moment: &Moment,
    text: String,
    kinds: [Kind; 3],
    forgiving: bool,
) -> Result<Vec<(Kind, Vec<Shown>)>> {
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
                    let similar = Similar { typed: &text, audiences, member, gone, kind, limit: SUGGESTED, forgiving };
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
