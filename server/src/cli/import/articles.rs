//! `plein import articles`.

use super::{super::Done, Lines};
use crate::{
    access::{self, Read},
    app::{App, Ctx},
    cli::{nobody, say},
    kennisbank::{self, Done as Became, Incoming},
};
use std::path::Path;

/// Articles written in one transaction.
const BATCH: usize = 100;

#[derive(Default)]
struct Count {
    new: usize,
    updated: usize,
    same: usize,
    conflicts: usize,
}

/// Imports the articles of a file.
///
/// # Errors
/// When the file cannot be read, the community does not exist, or lines were bad.
pub async fn import(app: &App, file: &Path, community: Option<&str>) -> Done {
    let ctx = Ctx::system(app.clone(), nobody());
    if let Some(slug) = community {
        let place = access::community_by_slug(ctx.db(), &ctx.actor, slug).await?;
        if !place.is_some_and(|place| ctx.actor.allows::<Read>(&place)) {
            return Err(format!("there is no community {slug:?}; `--community` takes the name in its address").into());
        }
    }
    let mut lines = Lines::open(file)?;
    let mut count = Count::default();
    let mut batch = Vec::with_capacity(BATCH);
    while let Some((number, line)) = lines.next()? {
        match Incoming::parse(&line, community) {
            Ok(incoming) => batch.push((number, incoming)),
            Err(what) => lines.bad(number, &what),
        }
        if batch.len() == BATCH {
            write(&ctx, &mut lines, &mut batch, &mut count).await?;
        }
    }
    write(&ctx, &mut lines, &mut batch, &mut count).await?;
    let bad = lines.close();
    let Count { new, updated, same, conflicts } = count;
    say(format!("{new} new, {updated} updated, {same} unchanged, {conflicts} changed here and left alone, {bad} bad"));
    if bad > 0 {
        let lines = if bad == 1 { "1 line was bad".to_owned() } else { format!("{bad} lines were bad") };
        return Err(format!("{lines}; the others of {} were imported", file.display()).into());
    }
    Ok(())
}

async fn write(
    ctx: &Ctx,
    lines: &mut Lines,
    batch: &mut Vec<(usize, Incoming)>,
    count: &mut Count,
) -> crate::Result<()> {
    let (numbers, articles): (Vec<usize>, Vec<Incoming>) = std::mem::take(batch).into_iter().unzip();
    for (number, became) in numbers.into_iter().zip(kennisbank::import(ctx, &articles).await?) {
        match became {
            Became::New => count.new += 1,
            Became::Updated => count.updated += 1,
            Became::Same => count.same += 1,
            Became::Conflict => {
                count.conflicts += 1;
                lines.tell(number, "conflict: the article was changed or taken away here, so it was left alone");
            }
            Became::Bad(what) => lines.bad(number, &what),
        }
    }
    lines.at(format!("{} articles", count.new + count.updated + count.same));
    Ok(())
}
