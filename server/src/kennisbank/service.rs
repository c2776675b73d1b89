//! What can be done with articles, one function per use case: look up, decide, write, tell.

use super::queries::{self, NewRow, Wanted};
use crate::{
    Error, Result,
    access::{self, ArticlePlace, EditArticle, ReadArticle, ShelfPlace, WriteArticle},
    app::Ctx,
    clock,
    db::{self, ChangeKind, Tx},
    markdown::{self, Rendered},
};
use shared::{
    Timestamp, Wrong,
    ids::{ArticleId, SubjectId},
    kennisbank::{Article, ArticleKind, ArticlePatch, Heading, NewArticle, Revision},
    page::Page,
};
use unicode_normalization::UnicodeNormalization as _;

/// What narrows a list of articles, as addresses and the API say it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Filter {
    /// The slug of a theme.
    pub theme: Option<String>,
    /// The slug of a subject.
    pub subject: Option<String>,
    /// The slug of a community.
    pub community: Option<String>,
    /// A kind.
    pub kind: Option<ArticleKind>,
    /// A tag.
    pub tag: Option<String>,
    /// A name in another collection.
    pub external_id: Option<String>,
}

/// Articles that the reader reads, newest first.
///
/// # Errors
/// The database's.
pub async fn list(ctx: &Ctx, filter: &Filter, after: Option<(i64, ArticleId)>, limit: i64) -> Result<Page<Article>> {
    let wanted = Wanted {
        theme: filter.theme.as_deref(),
        subject: filter.subject.as_deref(),
        community: filter.community.as_deref(),
        kind: filter.kind,
        tag: filter.tag.as_deref(),
        external_id: filter.external_id.as_deref(),
        after: after.map(|(micros, id)| (Timestamp::from_micros(micros), id)),
        ..Wanted::default()
    };
    let rows = queries::articles(ctx.db(), &ctx.actor, wanted, limit + 1).await?;
    Ok(Page::cut(rows, limit, |article| format!("{}_{}", article.published_at.micros(), article.id)))
}

/// The articles of a community that the reader reads, newest first.
///
/// # Errors
/// The database's.
pub async fn of_community(ctx: &Ctx, slug: &str, after: Option<(i64, ArticleId)>, limit: i64) -> Result<Page<Article>> {
    list(ctx, &Filter { community: Some(slug.to_owned()), ..Filter::default() }, after, limit).await
}

/// The newest articles that the reader reads, for the home page.
///
/// # Errors
/// The database's.
pub async fn recent(ctx: &Ctx, limit: i64) -> Result<Vec<Article>> {
    Ok(queries::articles(ctx.db(), &ctx.actor, Wanted::default(), limit).await?)
}

/// How many articles of each kind the reader reads.
///
/// # Errors
/// The database's.
pub async fn kinds(ctx: &Ctx, theme: Option<&str>, subject: Option<&str>) -> Result<Vec<(ArticleKind, i64)>> {
    Ok(queries::kinds(ctx.db(), &ctx.actor, theme, subject).await?)
}

/// An article with its text, and how the reader stands to it.
///
/// # Errors
/// `NotFound` when absent, invisible or taken away.
pub async fn show(ctx: &Ctx, id: ArticleId) -> Result<(Article, ArticlePlace)> {
    ctx.db().read(async |snap| found(ctx, snap, id).await).await
}

async fn found(ctx: &Ctx, snap: &mut db::Snap, id: ArticleId) -> Result<(Article, ArticlePlace)> {
    let place = access::article_place(&mut *snap, &ctx.actor, id).await?.ok_or(Error::NotFound)?;
    ctx.actor.must::<ReadArticle>(&place)?;
    if place.article_deleted {
        return Err(Error::NotFound);
    }
    let wanted = Wanted { id: Some(id), ..Wanted::default() };
    let article = queries::articles(&mut *snap, &ctx.actor, wanted, 1).await?.into_iter().next();
    Ok((article.ok_or(Error::NotFound)?, place))
}

/// Titles and addresses of articles near this one, for its page.
///
/// # Errors
/// The database's.
pub async fn related(ctx: &Ctx, id: ArticleId) -> Result<Vec<(String, String)>> {
    Ok(queries::related(ctx.db(), &ctx.actor, id, 5).await?)
}

/// The versions of an article, newest first.
///
/// # Errors
/// As [`show`].
pub async fn revisions(ctx: &Ctx, id: ArticleId) -> Result<(Article, Vec<Revision>)> {
    let (article, _) = show(ctx, id).await?;
    let versions = queries::revisions(ctx.db(), id).await?;
    Ok((article, versions))
}

/// One version of an article, and the text of the version before it.
///
/// # Errors
/// As [`show`]; `NotFound` when there is no such version.
pub async fn revision(ctx: &Ctx, id: ArticleId, version: i64) -> Result<(Article, Revision, Option<String>)> {
    let (article, _) = show(ctx, id).await?;
    let revision = queries::revision(ctx.db(), id, version).await?.ok_or(Error::NotFound)?;
    let before = queries::revision(ctx.db(), id, version - 1).await?.and_then(|revision| revision.body_markdown);
    Ok((article, revision, before))
}

/// A text that was rendered.
pub(super) struct Text {
    pub markdown: String,
    pub html: String,
    pub contents: Vec<Heading>,
}

impl Text {
    /// Renders `text` on the thread that calls.
    ///
    /// # Errors
    /// `TooIntricate`.
    pub fn render(text: &str) -> Result<Self, Wrong> {
        let markdown: String = text.replace("\r\n", "\n").nfc().collect();
        let Rendered { html, headings } = markdown::render(&markdown, true)?;
        let contents = headings
            .into_iter()
            .map(|heading| Heading { id: heading.id, text: heading.text, level: heading.level })
            .collect();
        Ok(Self { markdown, html: html.into(), contents })
    }
}

/// Renders a text in turn with others.
///
/// # Errors
/// `Invalid` when it nests or repeats too much.
pub(super) async fn rendered(ctx: &Ctx, text: &str) -> Result<Text> {
    let text = text.to_owned();
    let done = ctx.app.limits.render(move || Text::render(&text)).await?;
    done.map_err(|wrong| Error::field("body_markdown", wrong))
}

/// Tags as they are kept: in small letters, each once.
pub(super) fn tidy(tags: &[String]) -> Vec<String> {
    let mut kept: Vec<String> = Vec::new();
    for tag in tags {
        let tag: String = tag.trim().to_lowercase().nfc().collect();
        if !tag.is_empty() && !kept.contains(&tag) {
            kept.push(tag);
        }
    }
    kept
}

/// The shelf that a form names, and the subject on it.
pub(super) async fn shelf(
    ctx: &Ctx,
    tx: &mut Tx,
    theme: Option<&str>,
    subject: Option<&str>,
    community: Option<&str>,
) -> Result<(ShelfPlace, Option<SubjectId>)> {
    let theme = match theme.filter(|slug| !slug.is_empty()) {
        None => None,
        Some(slug) => match access::theme_by_slug(&mut *tx, &ctx.actor, slug).await? {
            Some(place) if ctx.actor.allows::<access::ReadTheme>(&place) || ctx.actor.admin() => Some(place.theme_id),
            _ => return Err(Error::field("theme", Wrong::NotAChoice)),
        },
    };
    let community = match community.filter(|slug| !slug.is_empty()) {
        None => None,
        Some(slug) => match access::community_by_slug(&mut *tx, &ctx.actor, slug).await? {
            Some(place) if ctx.actor.allows::<access::Read>(&place) => Some(place.id),
            _ => return Err(Error::field("community", Wrong::NotAChoice)),
        },
    };
    let subject = match (theme, subject.filter(|slug| !slug.is_empty())) {
        (_, None) => None,
        (None, Some(_)) => return Err(Error::field("subject", Wrong::NotAChoice)),
        (Some(theme), Some(slug)) => {
            let id = queries::subject_of(&mut *tx, theme, slug).await?;
            Some(id.ok_or_else(|| Error::field("subject", Wrong::NotAChoice))?)
        }
    };
    let place = access::shelf(&mut *tx, &ctx.actor, theme, community).await?.ok_or(Error::NotFound)?;
    Ok((place, subject))
}

/// Writes an article.
///
/// # Errors
/// `Invalid`; as [`Actor::may`](access::Actor::may).
pub async fn write(ctx: &Ctx, new: NewArticle) -> Result<Article> {
    let id = write_at(ctx, &new, ctx.now()).await?;
    Ok(show(ctx, id).await?.0)
}

/// Writes an article at a moment: the present one, or the one the demo names.
///
/// # Errors
/// As [`write()`].
pub async fn write_at(ctx: &Ctx, new: &NewArticle, at: Timestamp) -> Result<ArticleId> {
    if !ctx.actor.signed_in() {
        return Err(Error::SignInFirst);
    }
    new.check()?;
    let text = rendered(ctx, &new.body_markdown).await?;
    let title: String = new.title.trim().nfc().collect();
    let tags = tidy(&new.tags);
    let id = ArticleId::from_uuid(clock::id_at(at));
    ctx.db()
        .write(async |tx| {
            let (place, subject) =
                shelf(ctx, tx, new.theme.as_deref(), new.subject.as_deref(), new.community.as_deref()).await?;
            let permit = ctx.actor.may::<WriteArticle>(&place)?;
            let organisation = match (new.organisation_id, permit.affiliation()) {
                (Some(id), _) => Some(id),
                (None, Some(affiliation)) => queries::organisation_of(&mut *tx, affiliation).await?,
                (None, None) => None,
            };
            let row = NewRow {
                title: &title,
                kind: new.kind,
                subject,
                tags: &tags,
                organisation,
                source: new.source.trim(),
                source_url: new.source_url.trim(),
                licence: new.licence.trim(),
                remark: new.remark.trim(),
                markdown: &text.markdown,
                html: &text.html,
                contents: &text.contents,
                published_at: new.published_at.unwrap_or(at),
            };
            queries::insert(tx, &permit, id, new.external_id.as_deref(), &row, at).await.map_err(refused)?;
            tx.changed(ChangeKind::Article, id.uuid(), ctx.now()).await?;
            Ok(id)
        })
        .await
}

fn refused(error: db::Error) -> Error {
    match error {
        db::Error::Unique(name) if name == "article_external_id_key" => Error::field("external_id", Wrong::Taken),
        db::Error::Missing(_) => Error::field("organisation_id", Wrong::NotAChoice),
        other => other.into(),
    }
}

/// What an article becomes when `patch` is laid over it.
fn patched(article: &Article, patch: &ArticlePatch) -> NewArticle {
    let now = |reference: &Option<shared::kennisbank::ShelfRef>| reference.as_ref().map(|shelf| shelf.slug.clone());
    let choice = |value: &Option<String>, present: Option<String>| match value {
        None => present,
        Some(slug) => Some(slug.clone()).filter(|slug| !slug.is_empty()),
    };
    let theme = choice(&patch.theme, now(&article.theme));
    // A subject belongs to its theme: in another theme there is none until one is chosen.
    let subject = if theme == now(&article.theme) { now(&article.subject) } else { None };
    let text = |value: &Option<String>, present: &String| value.clone().unwrap_or_else(|| present.clone());
    NewArticle {
        title: text(&patch.title, &article.title),
        body_markdown: text(&patch.body_markdown, article.body_markdown.as_ref().unwrap_or(&String::new())),
        kind: patch.kind.unwrap_or(article.kind),
        subject: choice(&patch.subject, subject),
        theme,
        community: article.community.as_ref().map(|community| community.slug.clone()),
        tags: patch.tags.clone().unwrap_or_else(|| article.tags.clone()),
        organisation_id: patch.organisation_id.or(article.organisation_id),
        source: text(&patch.source, &article.source),
        source_url: text(&patch.source_url, &article.source_url),
        licence: text(&patch.licence, &article.licence),
        remark: text(&patch.remark, &article.remark),
        published_at: Some(patch.published_at.unwrap_or(article.published_at)),
        external_id: None,
    }
}

/// Changes an article. A patch that changes no words makes no version.
///
/// # Errors
/// `Conflict` when the version is not the newest; `Invalid`; as [`Actor::may`](access::Actor::may).
pub async fn change(ctx: &Ctx, id: ArticleId, patch: ArticlePatch) -> Result<Article> {
    let (article, place) = show(ctx, id).await?;
    ctx.actor.may::<EditArticle>(&place)?;
    if patch.version != article.version {
        return Err(Error::Conflict);
    }
    let before = patched(&article, &ArticlePatch::default());
    let new = patched(&article, &patch);
    new.check()?;
    let text = rendered(ctx, &new.body_markdown).await?;
    let title: String = new.title.trim().nfc().collect();
    let tags = tidy(&new.tags);
    ctx.db()
        .write(async |tx| {
            let place = access::article_place(&mut *tx, &ctx.actor, id).await?.ok_or(Error::NotFound)?;
            let permit = ctx.actor.may::<EditArticle>(&place)?;
            tx.lock(id.uuid()).await?;
            if new != before {
                let (place, subject) =
                    shelf(ctx, tx, new.theme.as_deref(), new.subject.as_deref(), new.community.as_deref()).await?;
                let to = ctx.actor.may::<WriteArticle>(&place)?;
                let row = NewRow {
                    title: &title,
                    kind: new.kind,
                    subject,
                    tags: &tags,
                    organisation: new.organisation_id,
                    source: new.source.trim(),
                    source_url: new.source_url.trim(),
                    licence: new.licence.trim(),
                    remark: new.remark.trim(),
                    markdown: &text.markdown,
                    html: &text.html,
                    contents: &text.contents,
                    published_at: new.published_at.unwrap_or(article.published_at),
                };
                let changed = queries::change(tx, &permit, &to, patch.version, &row, ctx.now()).await;
                if changed.map_err(refused)? == 0 {
                    return Err(Error::Conflict);
                }
            }
            if patch.reviewed {
                queries::review(tx, &permit, ctx.now()).await?;
            }
            if let Some(archived) = patch.archived {
                queries::archive(tx, &permit, archived, ctx.now()).await?;
            }
            tx.changed(ChangeKind::Article, id.uuid(), ctx.now()).await?;
            Ok(())
        })
        .await?;
    Ok(show(ctx, id).await?.0)
}

/// Notes that the reader checked an article now.
///
/// # Errors
/// As [`Actor::may`](access::Actor::may).
pub async fn review(ctx: &Ctx, id: ArticleId) -> Result<()> {
    edit(ctx, id, Edit::Review(ctx.now())).await
}

/// Notes that the reader checked an article at a moment: for the demo.
///
/// # Errors
/// As [`Actor::may`](access::Actor::may).
pub async fn review_at(ctx: &Ctx, id: ArticleId, at: Timestamp) -> Result<()> {
    edit(ctx, id, Edit::Review(at)).await
}

/// Takes an article out of the lists, or brings it back.
///
/// # Errors
/// As [`Actor::may`](access::Actor::may).
pub async fn archive(ctx: &Ctx, id: ArticleId, archived: bool) -> Result<()> {
    edit(ctx, id, Edit::Archive(archived)).await
}

/// Takes an article away.
///
/// # Errors
/// As [`Actor::may`](access::Actor::may).
pub async fn delete(ctx: &Ctx, id: ArticleId) -> Result<()> {
    edit(ctx, id, Edit::Delete).await
}

/// A change of an article that leaves its words alone.
enum Edit {
    Review(Timestamp),
    Archive(bool),
    Delete,
}

async fn edit(ctx: &Ctx, id: ArticleId, edit: Edit) -> Result<()> {
    ctx.db()
        .write(async |tx| {
            let place = access::article_place(&mut *tx, &ctx.actor, id).await?.ok_or(Error::NotFound)?;
            let permit = ctx.actor.may::<EditArticle>(&place)?;
            if place.article_deleted {
                return Err(Error::NotFound);
            }
            match edit {
                Edit::Review(at) => queries::review(tx, &permit, at).await?,
                Edit::Archive(archived) => queries::archive(tx, &permit, archived, ctx.now()).await?,
                Edit::Delete => queries::delete(tx, &permit, ctx.now()).await?,
            };
            tx.changed(ChangeKind::Article, id.uuid(), ctx.now()).await?;
            Ok(())
        })
        .await
}
