//! What can be done with the site, one function per use case.

use super::queries;
use crate::{
    Error, Result,
    access::{Actor, Administer, SitePlace},
    app::{App, Ctx},
    markdown,
};
use serde_json::json;
use shared::{
    Lang, Timestamp,
    html::SafeHtml,
    site::{EditPage, EditSettings, Open, Own, SitePage},
};
use std::{
    sync::{Arc, PoisonError, RwLock},
    time::Duration,
};
use tokio::time::timeout;
use unicode_normalization::UnicodeNormalization as _;

/// Seconds for which a copy is good.
const FRESH: i64 = 10;
/// How long a newer copy is waited for when there is one already.
const PATIENCE: Duration = Duration::from_secs(1);
/// The name of a site that has none.
const NAME: &str = "Plein";

/// The settings of the site.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Settings {
    /// Its name.
    pub name: String,
    /// Who reads what is open.
    pub open: Open,
    /// The address that people write to; empty when there is none.
    pub contact: String,
}

impl Default for Settings {
    fn default() -> Self {
        Self { name: NAME.to_owned(), open: Open::default(), contact: String::new() }
    }
}

/// A copy of the settings, and when it was made.
#[derive(Debug, Default)]
pub struct Cache(RwLock<Option<(Timestamp, Arc<Settings>)>>);

impl Cache {
    fn get(&self) -> Option<(Timestamp, Arc<Settings>)> {
        self.0.read().unwrap_or_else(PoisonError::into_inner).clone()
    }

    /// The name of the site as it was last known.
    pub fn name(&self) -> String {
        self.get().map_or_else(|| NAME.to_owned(), |(_, settings)| settings.name.clone())
    }

    fn put(&self, at: Timestamp, settings: Arc<Settings>) {
        *self.0.write().unwrap_or_else(PoisonError::into_inner) = Some((at, settings));
    }

    /// The copy is too old from now on; its name is still better than none.
    fn outdate(&self) {
        if let Some((at, _)) = self.0.write().unwrap_or_else(PoisonError::into_inner).as_mut() {
            *at = Timestamp::default();
        }
    }
}

/// The settings of the site, at most a few seconds old. When the database is away, the last that were known: an error
/// page has a name too.
pub async fn settings(app: &App) -> Arc<Settings> {
    let now = app.clock.now();
    let kept = app.site.get();
    if let Some((at, settings)) = &kept
        && (0..FRESH).contains(&(now.seconds() - at.seconds()))
    {
        return Arc::clone(settings);
    }
    let loaded = match &kept {
        // What asks the database next waits as well: together they must not take twice as long to say that it is away.
        Some(_) => timeout(PATIENCE, load(app)).await.unwrap_or(Err(Error::Unavailable)),
        None => load(app).await,
    };
    match (loaded, kept) {
        (Ok(settings), _) => {
            let settings = Arc::new(settings);
            app.site.put(now, Arc::clone(&settings));
            settings
        }
        (Err(error), kept) => {
            tracing::warn!(%error, "the settings of the site could not be read");
            let Some((_, settings)) = kept else { return Arc::default() };
            app.site.put(now, Arc::clone(&settings));
            settings
        }
    }
}

async fn load(app: &App) -> Result<Settings> {
    let mut settings = Settings::default();
    for (key, value) in queries::settings(&app.db).await? {
        let Some(text) = value.0.get("is").and_then(|value| value.as_str()) else { continue };
        match key.as_str() {
            "name" => text.clone_into(&mut settings.name),
            "contact" => text.clone_into(&mut settings.contact),
            queries::OPEN => settings.open = Open::from_key(text).unwrap_or_default(),
            _ => {}
        }
    }
    Ok(settings)
}

/// The settings as their form shows them.
///
/// # Errors
/// `SignInFirst`, `Forbidden`.
pub async fn editing(ctx: &Ctx) -> Result<EditSettings> {
    ctx.actor.must::<Administer>(&SitePlace)?;
    let now = load(&ctx.app).await?;
    Ok(EditSettings { name: now.name, open: now.open.key().to_owned(), contact: now.contact })
}

/// Changes the settings; open communities follow in the same moment.
///
/// # Errors
/// `Invalid`; `SignInFirst`, `Forbidden`.
pub async fn change(ctx: &Ctx, form: &EditSettings) -> Result<()> {
    let permit = ctx.actor.may::<Administer>(&SitePlace)?;
    form.check()?;
    let open = Open::from_key(&form.open).unwrap_or_default();
    let name: String = form.name.trim().nfc().collect();
    ctx.db()
        .write(async |tx| {
            for (key, value) in [("name", name.as_str()), (queries::OPEN, open.key()), ("contact", form.contact.trim())]
            {
                queries::set(tx, &permit, key, &json!({ "is": value }), ctx.now()).await?;
            }
            queries::reopen(tx, &permit, open).await
        })
        .await
        .map_err(Error::from)?;
    ctx.app.site.outdate();
    Ok(())
}

/// A page of the site in the reader's language, else in Dutch, else in our own words.
///
/// # Errors
/// The database's.
pub async fn page(ctx: &Ctx, own: Own) -> Result<SitePage> {
    let wanted = Lang::from_tag(ctx.lang().tag()).unwrap_or_default();
    let rows = queries::pages(ctx.db(), Some(own.slug())).await?;
    let of = |lang: Lang| rows.iter().find(|row| row.lang == lang.tag());
    if let Some((lang, row)) = of(wanted).map(|row| (wanted, row)).or_else(|| of(Lang::Nl).map(|row| (Lang::Nl, row))) {
        return Ok(SitePage {
            title: row.title.clone(),
            html: SafeHtml::from_sanitiser(row.body_html.clone()),
            lang,
            changed_at: Some(row.changed_at),
        });
    }
    let settings = settings(&ctx.app).await;
    let text = own.text(ctx.lang(), &settings.name, &settings.contact).into_owned();
    let html = ctx.app.limits.render(move || markdown::render(&text, true)).await?;
    let html = html.map_err(|_| Error::internal("a text of our own is too intricate"))?.html;
    Ok(SitePage { title: own.title(ctx.lang()).into_owned(), html, lang: wanted, changed_at: None })
}

/// Every page in every language, and when the site owner changed it.
///
/// # Errors
/// `SignInFirst`, `Forbidden`.
pub async fn pages(ctx: &Ctx) -> Result<Vec<(Own, Lang, Option<Timestamp>)>> {
    ctx.actor.must::<Administer>(&SitePlace)?;
    let rows = queries::pages(ctx.db(), None).await?;
    let changed = |own: Own, lang: Lang| {
        rows.iter().find(|row| row.slug == own.slug() && row.lang == lang.tag()).map(|row| row.changed_at)
    };
    let all = Own::ALL.into_iter().flat_map(|own| [(own, Lang::Nl), (own, Lang::En)]);
    Ok(all.map(|(own, lang)| (own, lang, changed(own, lang))).collect())
}

/// A page as its form shows it: what the site owner wrote, or our own words to begin with.
///
/// # Errors
/// `SignInFirst`, `Forbidden`.
pub async fn page_form(ctx: &Ctx, own: Own, lang: Lang) -> Result<EditPage> {
    ctx.actor.must::<Administer>(&SitePlace)?;
    let rows = queries::pages(ctx.db(), Some(own.slug())).await?;
    if let Some(row) = rows.into_iter().find(|row| row.lang == lang.tag()) {
        return Ok(EditPage { title: row.title, body_markdown: row.body_markdown });
    }
    let settings = settings(&ctx.app).await;
    Ok(EditPage {
        title: own.title(lang).into_owned(),
        body_markdown: own.text(lang, &settings.name, &settings.contact).into_owned(),
    })
}

/// Writes the text of a page.
///
/// # Errors
/// `Invalid`; `SignInFirst`, `Forbidden`.
pub async fn write_page(ctx: &Ctx, own: Own, lang: Lang, form: &EditPage) -> Result<()> {
    let permit = ctx.actor.may::<Administer>(&SitePlace)?;
    form.check()?;
    let title: String = form.title.trim().nfc().collect();
    let text: String = form.body_markdown.replace("\r\n", "\n").nfc().collect();
    let (text, rendered) = ctx
        .app
        .limits
        .render(move || {
            let rendered = markdown::render(&text, true);
            (text, rendered)
        })
        .await?;
    let html = rendered.map_err(|wrong| Error::field("body_markdown", wrong))?.html;
    let named = matches!(ctx.actor, Actor::Member { .. });
    ctx.db()
        .write(async |tx| {
            let place = (own.slug(), lang.tag());
            queries::write_page(tx, &permit, place, &title, &text, html.as_str(), named, ctx.now()).await
        })
        .await
        .map_err(Error::from)?;
    Ok(())
}
