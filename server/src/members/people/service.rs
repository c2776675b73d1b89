//! What can be done with the directory and profiles, one function per use case: looking here, what is one's own in `own`.

mod own;

pub use own::*;

use super::queries::{self, CardRow, Wanted};
use crate::{
    Error, Result,
    access::{ReadDirectory, SitePlace},
    app::Ctx,
    db::Snap,
    secrets,
};
use shared::{
    files::photo_url,
    ids::{MemberId, OrganisationId, ThemeId},
    members::{Card, Profile, ThemeRef},
    page::Page,
    people::{OrganisationKind, fold},
};

/// Words of a search that count.
const WORDS: usize = 8;

/// What is asked of the directory.
#[derive(Clone, Debug, Default)]
pub struct Asked {
    /// Words.
    pub words: String,
    /// For whom they work.
    pub organisation: Option<OrganisationId>,
    /// For what kind of organisation they work.
    pub kind: Option<OrganisationKind>,
    /// The slug of what they work on.
    pub theme: String,
}

/// A page of the directory with what it can be narrowed to.
#[derive(Clone, Debug)]
pub struct Found {
    /// The members.
    pub page: Page<Card>,
    /// How many there are in all.
    pub total: i64,
    /// How many for each kind of organisation, whatever kind was asked.
    pub kinds: Vec<(OrganisationKind, i64)>,
    /// How many on each theme, whatever theme was asked.
    pub themes: Vec<(ThemeRef, i64)>,
    /// All organisations that somebody works for.
    pub employers: Vec<(OrganisationId, String)>,
}

fn reader(ctx: &Ctx) -> Result<MemberId> {
    ctx.actor.must::<ReadDirectory>(&SitePlace)?;
    ctx.actor.id().ok_or(Error::SignInFirst)
}

fn wanted(asked: &Asked, themes: &[(ThemeId, String, String)]) -> Wanted {
    let called = |word: &str| {
        let named = themes.iter().filter(|(_, _, name)| fold(name).contains(word));
        named.map(|(id, ..)| *id).collect()
    };
    let words = asked.words.split_whitespace().map(fold).filter(|word| !word.is_empty()).take(WORDS);
    Wanted {
        words: words.map(|word| (word.clone(), called(&word))).collect(),
        organisation: asked.organisation,
        kind: asked.kind,
        theme: themes.iter().find(|(_, slug, _)| *slug == asked.theme).map(|(id, ..)| *id),
    }
}

fn place(card: &Card) -> String {
    format!("{}_{}", secrets::encode(card.sort_key.as_bytes()), card.id)
}

async fn cards(snap: &mut Snap, ctx: &Ctx, rows: Vec<CardRow>) -> Result<Vec<Card>> {
    let themes = queries::themes_of(&mut *snap, &ctx.actor, rows.iter().map(|row| row.id)).await?;
    let card = |row: CardRow| Card {
        themes: themes.iter().filter(|(whose, ..)| *whose == row.id).map(theme).collect(),
        photo: row.photo_id.map(photo_url),
        id: row.id,
        name: row.name,
        sort_key: row.sort_key,
        function: row.function.filter(|text| !text.is_empty()),
        organisation: row.organisation,
        kind: row.kind,
        ask_about: row.ask_about,
    };
    Ok(rows.into_iter().map(card).collect())
}

fn theme((_, slug, name): &(MemberId, String, String)) -> ThemeRef {
    ThemeRef { slug: slug.clone(), name: name.clone() }
}

/// A page of the directory.
///
/// # Errors
/// `SignInFirst` for visitors.
pub async fn list(ctx: &Ctx, asked: &Asked, after: Option<(String, MemberId)>, limit: i64) -> Result<Page<Card>> {
    let me = reader(ctx)?;
    ctx.db()
        .read(async |snap| {
            let themes = queries::themes(&mut *snap, &ctx.actor).await?;
            let rows = queries::page(&mut *snap, me, &wanted(asked, &themes), after, limit + 1).await?;
            Ok(Page::cut(cards(snap, ctx, rows).await?, limit, place))
        })
        .await
}

/// A page of the directory with the numbers beside it: one moment of the database.
///
/// # Errors
/// `SignInFirst` for visitors.
pub async fn browse(ctx: &Ctx, asked: &Asked, after: Option<(String, MemberId)>, limit: i64) -> Result<Found> {
    let me = reader(ctx)?;
    ctx.db()
        .read(async |snap| {
            let themes = queries::themes(&mut *snap, &ctx.actor).await?;
            let wanted = wanted(asked, &themes);
            let rows = queries::page(&mut *snap, me, &wanted, after, limit + 1).await?;
            let page = Page::cut(cards(snap, ctx, rows).await?, limit, place);
            let total = queries::count(&mut *snap, me, &wanted).await?;
            let kinds = queries::kinds(&mut *snap, me, &Wanted { kind: None, ..wanted.clone() }).await?;
            let counted = queries::themes_counted(&mut *snap, me, &Wanted { theme: None, ..wanted }).await?;
            let number = |id: ThemeId| counted.iter().find(|(own, _)| *own == id).map_or(0, |(_, n)| *n);
            let themes = themes.into_iter().map(|(id, slug, name)| (ThemeRef { slug, name }, number(id))).collect();
            let employers = queries::employers(&mut *snap).await?;
            Ok(Found { page, total, kinds, themes, employers })
        })
        .await
}

/// The people of an organisation.
///
/// # Errors
/// `SignInFirst` for visitors.
pub async fn in_organisation(
    ctx: &Ctx,
    id: OrganisationId,
    after: Option<(String, MemberId)>,
    limit: i64,
) -> Result<Page<Card>> {
    list(ctx, &Asked { organisation: Some(id), ..Asked::default() }, after, limit).await
}

/// A profile, without what its owner keeps from the reader.
///
/// # Errors
/// `SignInFirst` for visitors; `NotFound`.
pub async fn profile(ctx: &Ctx, id: MemberId) -> Result<Profile> {
    let me = reader(ctx)?;
    ctx.db()
        .read(async |snap| {
            let row = queries::profile(&mut *snap, me, id).await?.ok_or(Error::NotFound)?;
            // Who left has no name any more, and whatever else they showed is theirs.
            if row.departed {
                return Ok(gone(row.id, row.created_at));
            }
            let communities = queries::together(&mut *snap, me, id).await?;
            let themes = queries::themes_of(&mut *snap, &ctx.actor, [id]).await?;
            let shown = |text: String| if row.disabled { String::new() } else { text };
            Ok(Profile {
                id: row.id,
                name: row.name,
                function: row.function.filter(|text| !text.is_empty()),
                organisation: row.organisation,
                organisation_id: row.organisation_id,
                kind: row.kind,
                themes: themes.iter().map(theme).collect(),
                ask_about: shown(row.ask_about),
                phone: shown(row.phone),
                email: shown(row.email),
                photo: row.photo_id.filter(|_| !row.disabled).map(photo_url),
                communities,
                created_at: row.created_at,
                departed: false,
                active: !row.disabled,
            })
        })
        .await
}

fn gone(id: MemberId, created_at: shared::Timestamp) -> Profile {
    Profile {
        id,
        name: String::new(),
        function: None,
        organisation: None,
        organisation_id: None,
        kind: None,
        themes: Vec::new(),
        ask_about: String::new(),
        phone: String::new(),
        email: String::new(),
        photo: None,
        communities: Vec::new(),
        created_at,
        departed: true,
        active: false,
    }
}
