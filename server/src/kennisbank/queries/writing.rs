//! Articles as they are written, with a version kept of each change.

use crate::{
    access::{EditArticle, Permit, WriteArticle},
    db::{Result, Tx, sql},
};
use shared::{
    Timestamp,
    ids::{AffiliationId, ArticleId, MemberId, OrganisationId, SubjectId},
    kennisbank::{ArticleKind, Heading},
};
use sqlx::types::Json;

/// What is written of an article, on whichever way it comes.
pub struct NewRow<'n> {
    /// Its title.
    pub title: &'n str,
    /// What kind of text it is.
    pub kind: ArticleKind,
    /// The subject within its theme.
    pub subject: Option<SubjectId>,
    /// Its tags.
    pub tags: &'n [String],
    /// The organisation that answers for it.
    pub organisation: Option<OrganisationId>,
    /// Where it came from.
    pub source: &'n str,
    /// Its address there.
    pub source_url: &'n str,
    /// Its licence.
    pub licence: &'n str,
    /// What a reader must know before reading.
    pub remark: &'n str,
    /// The text.
    pub markdown: &'n str,
    /// What is shown.
    pub html: &'n str,
    /// Its headings.
    pub contents: &'n [Heading],
    /// When it was published.
    pub published_at: Timestamp,
}

/// The nil id is the program itself, which has no name to show.
fn named(by: MemberId) -> Option<MemberId> {
    (!by.uuid().is_nil()).then_some(by)
}

fn slug(title: &str) -> String {
    let slug = shared::page::slug(title);
    // Words that are doors of an article.
    if ["versies", "bewerken"].contains(&slug.as_str()) { format!("{slug}-") } else { slug }
}

/// Writes an article.
pub async fn insert(
    tx: &mut Tx,
    by: &Permit<WriteArticle>,
    id: ArticleId,
    external_id: Option<&str>,
    new: &NewRow<'_>,
    now: Timestamp,
) -> Result<u64> {
    let (theme, community, audience) = by.scope();
    sql!(
        "insert into article (id, external_id, slug, title, kind, theme_id, subject_id, community_id, audience_id,
                organisation_id, author_id, affiliation_id, tags, source, url, licence, remark, body_markdown, body_html,
                contents, published_at, created_at, updated_at)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20, $21, $22, $22)",
        id,
        external_id,
        slug(new.title),
        new.title,
        new.kind,
        theme,
        new.subject,
        community,
        audience,
        new.organisation,
        named(by.by()),
        by.affiliation(),
        Json(new.tags),
        new.source,
        new.source_url,
        new.licence,
        new.remark,
        new.markdown,
        new.html,
        Json(new.contents),
        new.published_at,
        now
    )
    .execute(&mut *tx)
    .await?;
    keep(tx, id, named(by.by()), by.affiliation(), now).await?;
    tag(tx, id, new.tags).await
}

/// Keeps the version that stands, with who wrote it.
async fn keep(
    tx: &mut Tx,
    id: ArticleId,
    editor: Option<MemberId>,
    affiliation: Option<AffiliationId>,
    now: Timestamp,
) -> Result<u64> {
    sql!(
        "insert into article_revision (article_id, version, title, body_markdown, body_html, editor_id, affiliation_id, at)
         select id, version, title, body_markdown, body_html, $2, $3, $4 from article where id = $1",
        id,
        editor,
        affiliation,
        now
    )
    .execute(tx)
    .await
}

/// Lists find articles by these rows.
async fn tag(tx: &mut Tx, id: ArticleId, tags: &[String]) -> Result<u64> {
    sql!("delete from article_tag where article_id = $1", id).execute(&mut *tx).await?;
    for tag in tags {
        sql!(
            "insert into article_tag (article_id, tag) values ($1, $2) on conflict (article_id, tag) do nothing",
            id,
            tag
        )
        .execute(&mut *tx)
        .await?;
    }
    Ok(0)
}

/// Changes an article when its version still is `version`, and puts it where the second permit says.
pub async fn change(
    tx: &mut Tx,
    by: &Permit<EditArticle>,
    to: &Permit<WriteArticle>,
    version: i64,
    new: &NewRow<'_>,
    now: Timestamp,
) -> Result<u64> {
    let (theme, community, audience) = to.scope();
    let changed = sql!(
        "update article set slug = $3, title = $4, kind = $5, theme_id = $6, subject_id = $7, community_id = $8,
                audience_id = $9, organisation_id = $10, tags = $11, source = $12, url = $13, licence = $14,
                remark = $15, body_markdown = $16, body_html = $17, contents = $18, published_at = $19,
                version = version + 1, updated_at = $20, edited_at = $20
         where id = $1 and version = $2",
        by.scope(),
        version,
        slug(new.title),
        new.title,
        new.kind,
        theme,
        new.subject,
        community,
        audience,
        new.organisation,
        Json(new.tags),
        new.source,
        new.source_url,
        new.licence,
        new.remark,
        new.markdown,
        new.html,
        Json(new.contents),
        new.published_at,
        now
    )
    .execute(&mut *tx)
    .await?;
    if changed > 0 {
        keep(tx, by.scope(), named(by.by()), by.affiliation(), now).await?;
        tag(tx, by.scope(), new.tags).await?;
    }
    Ok(changed)
}

/// Notes that the actor checked an article. The text is the same, so this makes no version.
pub async fn review(tx: &mut Tx, by: &Permit<EditArticle>, at: Timestamp) -> Result<u64> {
    sql!("update article set reviewed_at = $2, reviewed_by = $3 where id = $1", by.scope(), at, named(by.by()))
        .execute(tx)
        .await
}

/// Takes an article out of the lists, or brings it back.
pub async fn archive(tx: &mut Tx, by: &Permit<EditArticle>, archived: bool, now: Timestamp) -> Result<u64> {
    sql!("update article set archived_at = $2 where id = $1", by.scope(), archived.then_some(now)).execute(tx).await
}

/// Takes an article away.
pub async fn delete(tx: &mut Tx, by: &Permit<EditArticle>, now: Timestamp) -> Result<u64> {
    sql!("update article set deleted_at = $2 where id = $1", by.scope(), now).execute(tx).await
}

/// Writes an article that comes from a file.
pub async fn insert_imported(
    tx: &mut Tx,
    by: &Permit<WriteArticle>,
    id: ArticleId,
    external_id: &str,
    hash: &str,
    new: &NewRow<'_>,
    now: Timestamp,
) -> Result<u64> {
    insert(tx, by, id, Some(external_id), new, now).await?;
    sql!("update article set imported_hash = $2 where id = $1", id, hash).execute(tx).await
}

/// Brings an article up to date with the file it came from.
pub async fn update_imported(
    tx: &mut Tx,
    by: &Permit<WriteArticle>,
    id: ArticleId,
    hash: &str,
    new: &NewRow<'_>,
    published_at: Option<Timestamp>,
    now: Timestamp,
) -> Result<u64> {
    let (theme, community, audience) = by.scope();
    sql!(
        "update article set slug = $2, title = $3, kind = $4, theme_id = $5, subject_id = $6, community_id = $7,
                audience_id = $8, tags = $9, source = $10, url = $11, licence = $12, remark = $13, body_markdown = $14,
                body_html = $15, contents = $16, imported_hash = $17, version = version + 1, updated_at = $18,
                published_at = coalesce($19, published_at)
         where id = $1",
        id,
        slug(new.title),
        new.title,
        new.kind,
        theme,
        new.subject,
        community,
        audience,
        Json(new.tags),
        new.source,
        new.source_url,
        new.licence,
        new.remark,
        new.markdown,
        new.html,
        Json(new.contents),
        hash,
        now,
        published_at
    )
    .execute(&mut *tx)
    .await?;
    keep(tx, id, named(by.by()), by.affiliation(), now).await?;
    tag(tx, id, new.tags).await
}
