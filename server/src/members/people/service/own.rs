//! What members do with their own profile and preferences.

use super::profile;
use crate::{
    Error, Result,
    access::{ChangeOwn, OwnPlace},
    app::Ctx,
    db::{ChangeKind, Hint, Snap, Tx},
    files::{self, Taken},
    members::{
        self,
        people::queries::{self, OwnRow},
    },
    organisations,
};
use shared::{
    Faults, Lang, Wrong,
    files::photo_url,
    ids::{MemberId, OrganisationId, ThemeId},
    live::Shown,
    members::{EditProfile, Preferences, Profile, ProfilePatch, ThemeRef},
};
use unicode_normalization::UnicodeNormalization as _;

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
    let ticked = |on: bool| if on { "on" } else { "" }.to_owned();
    Ok(Preferences {
        lang: lang.unwrap_or_else(|| Lang::default().tag().to_owned()),
        color_scheme: row.color_scheme,
        mail_replies: ticked(row.mail_replies),
        mail_messages: ticked(row.mail_messages),
        presence: ticked(row.presence == Shown::Room),
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
        .write(async |tx| {
            seen_anew(tx);
            let (mails, shown) = (new.mails(), new.shown());
            queries::set_preferences(tx, &permit, &new.lang, &new.color_scheme, mails, shown).await
        })
        .await
        .map_err(Error::from)?;
    Ok(())
}

/// Changes whether rooms show oneself.
///
/// # Errors
/// `SignInFirst`.
pub async fn set_presence(ctx: &Ctx, presence: Shown) -> Result<()> {
    let me = ctx.actor.id().ok_or(Error::SignInFirst)?;
    let permit = ctx.actor.may::<ChangeOwn>(&OwnPlace(me))?;
    ctx.db()
        .write(async |tx| {
            seen_anew(tx);
            queries::set_presence(tx, &permit, presence).await
        })
        .await
        .map_err(Error::from)?;
    Ok(())
}

/// Sockets look again: what was chosen about being shown holds for those that are open, on every node.
fn seen_anew(tx: &mut Tx) {
    tx.tell(Hint::Standing);
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
