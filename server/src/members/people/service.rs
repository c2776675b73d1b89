//! What can be done with the directory and profiles, one function per use case.

use super::queries::{self, CardRow, OwnRow, Wanted};
use crate::{
    Error, Result,
    access::{ChangeOwn, OwnPlace, ReadDirectory, SitePlace},
    app::Ctx,
    db::{ChangeKind, Snap},
    files::{self, Taken},
    members, organisations, secrets,
};
use shared::{
    Faults, Lang, Wrong,
    files::photo_url,
    ids::{MemberId, OrganisationId, ThemeId},
    members::{Card, EditProfile, Preferences, Profile, ProfilePatch, ThemeRef},
    page::Page,
    people::{OrganisationKind, fold},
};
use unicode_normalization::UnicodeNormalization as _;

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

/// What the form of one's own profile offers.
#[derive(Clone, Debug)]
pub struct Editing {
    /// The address, which an administrator changes.
    pub email: String,
    /// The address of the photo.
    pub photo: Option<String>,
    /// The organisations to choose from.
    pub organisations: Vec<(OrganisationId, String)>,
    /// The themes to choose from.
    pub themes: Vec<ThemeRef>,
}

/// One's own profile as its form shows it.
///
/// # Errors
/// `SignInFirst`.
pub async fn editing(ctx: &Ctx) -> Result<(EditProfile, Editing)> {
    let me = ctx.actor.id().ok_or(Error::SignInFirst)?;
    ctx.actor.must::<ChangeOwn>(&OwnPlace(me))?;
    ctx.db()
        .read(async |snap| {
            let row = queries::own(&mut *snap, me).await?.ok_or(Error::NotFound)?;
            let organisations = choices(snap, &row).await?;
            let themes = queries::themes(&mut *snap, &ctx.actor).await?;
            let chosen = queries::themes_of(&mut *snap, &ctx.actor, [me]).await?;
            let editing = Editing {
                email: row.email.clone(),
                photo: row.photo_id.map(photo_url),
                organisations,
                themes: themes.into_iter().map(|(_, slug, name)| ThemeRef { slug, name }).collect(),
            };
            Ok((form(row, chosen.into_iter().map(|(_, slug, _)| slug).collect()), editing))
        })
        .await
}

fn form(row: OwnRow, themes: Vec<String>) -> EditProfile {
    EditProfile {
        name: row.name,
        function: row.function.unwrap_or_default(),
        organisation: row.organisation_id,
        themes,
        ask_about: row.ask_about,
        phone: row.phone,
        show_email: row.show_email,
        show_phone: row.show_phone,
        show_photo: row.show_photo,
        show_ask: row.show_ask,
    }
}

/// The organisations of one's own domain, and the present one.
async fn choices(snap: &mut Snap, row: &OwnRow) -> Result<Vec<(OrganisationId, String)>> {
    let mut choices = organisations::of_address(&mut *snap, &row.email_key).await?;
    if let Some(present) = row.organisation_id
        && !choices.iter().any(|(id, _)| *id == present)
        && let Some(name) = organisations::name(&mut *snap, present).await?
    {
        choices.insert(0, (present, name));
    }
    Ok(choices)
}

/// Changes one's own profile; another function or organisation starts a new affiliation, and what was written before
/// keeps the old one.
///
/// # Errors
/// `SignInFirst`; `Invalid`.
pub async fn change(ctx: &Ctx, form: EditProfile, mut faults: Faults) -> Result<()> {
    let me = ctx.actor.id().ok_or(Error::SignInFirst)?;
    let line = |text: &str| text.trim().nfc().collect::<String>();
    let new = EditProfile {
        name: line(&form.name).split_whitespace().collect::<Vec<_>>().join(" "),
        function: line(&form.function),
        ask_about: line(&form.ask_about).replace("\r\n", "\n"),
        phone: line(&form.phone),
        ..form
    };
    new.check(&mut faults);
    faults.done()?;
    let now = ctx.now();
    ctx.db()
        .write(async |tx| {
            let permit = ctx.actor.may::<ChangeOwn>(&OwnPlace(me))?;
            tx.lock(me.uuid()).await?;
            let before = queries::own(&mut *tx, me).await?.ok_or(Error::NotFound)?;
            let themes = chosen(queries::themes(&mut *tx, &ctx.actor).await?, &new.themes)?;
            let moved = new.organisation != before.organisation_id;
            if moved {
                let allowed = organisations::of_address(&mut *tx, &before.email_key).await?;
                if !new.organisation.is_some_and(|wanted| allowed.iter().any(|(id, _)| *id == wanted)) {
                    return Err(Error::field("organisation", Wrong::NotAChoice));
                }
            }
            queries::update(tx, &permit, &new).await?;
            queries::set_themes(tx, &permit, &themes).await?;
            if moved || new.function != before.function.unwrap_or_default() {
                members::affiliate(tx, &permit, me, new.organisation, &new.function, now).await?;
            }
            tx.changed(ChangeKind::Member, me.uuid(), now).await?;
            Ok(())
        })
        .await
}

/// The ids of the themes called `slugs`; one that does not exist is no choice.
fn chosen(themes: Vec<(ThemeId, String, String)>, slugs: &[String]) -> Result<Vec<ThemeId>> {
    let mut ids = Vec::new();
    for slug in slugs {
        let (id, ..) =
            themes.iter().find(|(_, own, _)| own == slug).ok_or_else(|| Error::field("themes", Wrong::NotAChoice))?;
        if !ids.contains(id) {
            ids.push(*id);
        }
    }
    Ok(ids)
}

/// Changes parts of one's own profile; another's cannot be changed.
///
/// # Errors
/// `SignInFirst`; `NotFound`; `Forbidden`; `Invalid`.
pub async fn patch(ctx: &Ctx, id: MemberId, patch: ProfilePatch) -> Result<Profile> {
    let known = profile(ctx, id).await?;
    ctx.actor.may::<ChangeOwn>(&OwnPlace(known.id))?;
    let (now, _) = editing(ctx).await?;
    change(ctx, patch.over(now), Faults::default()).await?;
    profile(ctx, id).await
}

/// Makes a file one's own photo, or takes the photo away.
///
/// # Errors
/// `SignInFirst`.
pub async fn set_photo(ctx: &Ctx, photo: Option<Taken>) -> Result<()> {
    let me = ctx.actor.id().ok_or(Error::SignInFirst)?;
    let permit = ctx.actor.may::<ChangeOwn>(&OwnPlace(me))?;
    let before = ctx
        .db()
        .write(async |tx| {
            tx.lock(me.uuid()).await?;
            files::photo(tx, &permit, photo.as_ref(), ctx.now()).await
        })
        .await
        .map_err(Error::from)?;
    files::throw_away(&ctx.app, before).await;
    Ok(())
}

/// One's own settings.
///
/// # Errors
/// `SignInFirst`.
pub async fn preferences(ctx: &Ctx) -> Result<Preferences> {
    let me = ctx.actor.id().ok_or(Error::SignInFirst)?;
    let row = queries::own(ctx.db(), me).await?.ok_or(Error::NotFound)?;
    let lang = if ctx.lang() == Lang::Pseudo { row.lang } else { Some(ctx.lang().tag().to_owned()) };
    Ok(Preferences {
        lang: lang.unwrap_or_else(|| Lang::default().tag().to_owned()),
        color_scheme: row.color_scheme,
        mail_replies: if row.mail_replies { "on" } else { "" }.to_owned(),
    })
}

/// Changes one's own settings.
///
/// # Errors
/// `SignInFirst`; `Invalid`.
pub async fn set_preferences(ctx: &Ctx, new: &Preferences) -> Result<()> {
    let me = ctx.actor.id().ok_or(Error::SignInFirst)?;
    new.check()?;
    let permit = ctx.actor.may::<ChangeOwn>(&OwnPlace(me))?;
    ctx.db()
        .write(async |tx| queries::set_preferences(tx, &permit, &new.lang, &new.color_scheme, new.mails()).await)
        .await
        .map_err(Error::from)?;
    Ok(())
}

/// Keeps the language that was chosen, with the member when there is one: mail comes in it too, on any device.
///
/// # Errors
/// The database's.
pub async fn set_language(ctx: &Ctx, lang: Lang) -> Result<()> {
    let Some(me) = ctx.actor.id() else { return Ok(()) };
    let permit = ctx.actor.may::<ChangeOwn>(&OwnPlace(me))?;
    ctx.db().write(async |tx| queries::set_language(tx, &permit, lang.tag()).await).await?;
    Ok(())
}

/// Gives the acting member themes: for the demo, when the themes are there.
///
/// # Errors
/// The database's.
pub async fn follow_theme(ctx: &Ctx, slugs: &[String]) -> Result<()> {
    let me = ctx.actor.id().ok_or(Error::SignInFirst)?;
    let permit = ctx.actor.may::<ChangeOwn>(&OwnPlace(me))?;
    ctx.db()
        .write(async |tx| {
            let known = queries::themes(&mut *tx, &ctx.actor).await?;
            let ids: Vec<ThemeId> =
                known.into_iter().filter(|(_, slug, _)| slugs.contains(slug)).map(|(id, ..)| id).collect();
            queries::set_themes(tx, &permit, &ids).await?;
            tx.changed(ChangeKind::Member, me.uuid(), ctx.now()).await
        })
        .await
        .map_err(Error::from)
}
