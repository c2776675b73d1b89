//! From what came in at a door to a question to the index: every name is looked up, for this reader.

use super::Asked;
use crate::{
    Error, Result, access,
    app::Ctx,
    index::{Moment, Question, Rank, key},
    search::{queries, thesaurus},
};
use shared::{
    ids::{self, OrganisationId},
    search::{Date, Hint, Kind, Query, What},
    time::Civil,
};
use uuid::Uuid;

/// Changes that the index does not hold yet and that are judged anew for each question.
const UNSEEN: i64 = 2000;
/// A day in microseconds.
const DAY: i64 = 86_400_000_000;

/// Where the next page begins: the place of the last thing of this one.
pub(super) fn cursor(rank: Rank) -> String {
    format!("{:08x}{}", rank.score.to_bits(), ids::to_text(rank.id))
}

pub(super) fn rank(cursor: &str) -> Result<Rank> {
    let parse = || {
        let (bits, id) = cursor.split_at_checked(8)?;
        let score = f32::from_bits(u32::from_str_radix(bits, 16).ok()?);
        Some(Rank { score: Some(score).filter(|score| score.is_finite())?, id: ids::from_text(id).ok()? })
    };
    parse().ok_or(Error::Malformed)
}

/// Looks up all that the question names, and tells what there is not, as far as the reader can know.
pub(super) async fn question(
    ctx: &Ctx,
    moment: &Moment,
    query: Query,
    asked: &Asked,
    after: Option<Rank>,
) -> Result<(Question, Vec<Hint>)> {
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
    let mut nowhere = Vec::new();
    let mut none = |key: &str, value: &str, found: bool| {
        if !found {
            nowhere.push(Hint::Nowhere { key: key.to_owned(), value: value.to_owned() });
        }
    };
    for item in &query.items {
        match &item.what {
            What::Community(name) => {
                let ids = queries::communities_called(db, &ctx.actor, name).await?;
                // Who knows of a community and does not read it is told the same as who does not know of it.
                let reads = !ids.is_empty() && queries::reads_one(db, &ctx.actor, &ids).await?;
                none("community", name, reads);
                question.communities.push((item.not, ids));
            }
            What::Theme(slug) => {
                let (themes, communities) = theme(ctx, slug).await?;
                none("thema", slug, !themes.is_empty());
                question.themes.push((item.not, themes, communities));
            }
            What::Author(name) => {
                let ids = authors(ctx, name).await?;
                // Who the members are is for members.
                none("van", name, !ids.is_empty() || !ctx.actor.signed_in());
                question.authors.push((item.not, ids));
            }
            What::Before(when) | What::After(when) => {
                let at = when.first_day(today).begins(zone).micros();
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
            | What::Unread { .. }
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
    if let Some(id) = &choices.room {
        // A room has an audience of its own, so what is said there is found by who reads it.
        let room = ids::from_text(id).unwrap_or_else(|_| none());
        let audience = queries::room(db, &ctx.actor, room).await?.map(|room| room.audience_id);
        question.audiences.retain(|own| Some(*own) == audience);
        question.narrow.kind = Some(Kind::Message.key().to_owned());
    }
    question.asked = query;
    Ok((question, nowhere))
}

/// The members of this name; `ik` is the reader.
async fn authors(ctx: &Ctx, name: &str) -> Result<Vec<Uuid>> {
    match ctx.actor.id() {
        Some(me) if ["ik", "mij", "me"].contains(&name.to_lowercase().as_str()) => Ok(vec![me.uuid()]),
        _ => Ok(queries::authors(ctx.db(), &name.replace(['.', '_'], " ")).await?),
    }
}

/// The audiences that the reader reads now, and what is gone though the index does not know it yet.
pub(super) async fn readable(ctx: &Ctx, moment: &Moment) -> Result<(Vec<Uuid>, Vec<Uuid>)> {
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
