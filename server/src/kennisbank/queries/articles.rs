//! Articles and their versions.

use crate::{
    access::{Actor, EditArticle, Permit, WriteArticle},
    db::{On, Result, Tx, sql},
};
use shared::{
    Timestamp,
    html::SafeHtml,
    ids::{AffiliationId, ArticleId, CommunityId, MemberId, OrganisationId, SubjectId},
    kennisbank::{Article, ArticleKind, Heading, Revision, ShelfRef},
    people::Author,
    threads::CommunityRef,
};
use sqlx::types::Json;

/// An article as the database knows it.
#[derive(sqlx::FromRow)]
struct Row {
    id: ArticleId,
    external_id: Option<String>,
    slug: String,
    title: String,
    kind: ArticleKind,
    theme_slug: Option<String>,
    theme_name: Option<String>,
    subject_slug: Option<String>,
    subject_name: Option<String>,
    community_id: Option<CommunityId>,
    community_slug: Option<String>,
    community_name: Option<String>,
    tags: Json<Vec<String>>,
    author_id: Option<MemberId>,
    author_name: Option<String>,
    author_function: Option<String>,
    author_organisation: Option<String>,
    owner_id: Option<OrganisationId>,
    owner: Option<String>,
    source: String,
    url: String,
    licence: String,
    remark: String,
    published_at: Timestamp,
    reviewed_at: Option<Timestamp>,
    reviewer: Option<String>,
    updated_at: Timestamp,
    version: i64,
    archived: bool,
    body_markdown: Option<String>,
    body_html: Option<String>,
    contents: Option<Json<Vec<Heading>>>,
}

/// A member as an author; who left has no id and no name.
fn author(id: MemberId, name: Option<String>, function: Option<String>, organisation: Option<String>) -> Author {
    Author {
        id: name.is_some().then_some(id),
        name: name.unwrap_or_default(),
        function: function.filter(|text| !text.is_empty()),
        organisation,
        photo: None,
    }
}

fn reference(slug: Option<String>, name: Option<String>) -> Option<ShelfRef> {
    Some(ShelfRef { slug: slug?, name: name? })
}

fn place(row: &mut Row) -> Option<CommunityRef> {
    Some(CommunityRef { id: row.community_id?, slug: row.community_slug.take()?, name: row.community_name.take()? })
}

impl From<Row> for Article {
    fn from(mut row: Row) -> Self {
        Self {
            url: format!("/a/{}/{}", row.id, row.slug),
            community: place(&mut row),
            theme: reference(row.theme_slug, row.theme_name),
            subject: reference(row.subject_slug, row.subject_name),
            author: row.author_id.map(|id| author(id, row.author_name, row.author_function, row.author_organisation)),
            id: row.id,
            external_id: row.external_id,
            title: row.title,
            kind: row.kind,
            tags: row.tags.0,
            organisation: row.owner,
            organisation_id: row.owner_id,
            source: row.source,
            source_url: row.url,
            licence: row.licence,
            remark: row.remark,
            published_at: row.published_at,
            reviewed_at: row.reviewed_at,
            reviewed_by: row.reviewer,
            updated_at: row.updated_at,
            version: row.version,
            archived: row.archived,
            body_markdown: row.body_markdown,
            body_html: row.body_html.map(SafeHtml::from_sanitiser),
            contents: row.contents.map(|contents| contents.0).unwrap_or_default(),
        }
    }
}

/// What narrows a list of articles.
#[derive(Clone, Debug, Default)]
pub struct Wanted<'w> {
    /// One article, with its text; also one that is archived or taken away.
    pub id: Option<ArticleId>,
    /// The slug of a theme.
    pub theme: Option<&'w str>,
    /// The slug of a subject.
    pub subject: Option<&'w str>,
    /// The slug of a community.
    pub community: Option<&'w str>,
    /// A kind.
    pub kind: Option<ArticleKind>,
    /// A tag.
    pub tag: Option<&'w str>,
    /// A name in another collection.
    pub external_id: Option<&'w str>,
    /// After this place.
    pub after: Option<(Timestamp, ArticleId)>,
}

/// Articles that the actor reads, newest first.
pub async fn articles(on: impl Into<On<'_>>, actor: &Actor, wanted: Wanted<'_>, limit: i64) -> Result<Vec<Article>> {
    let one = wanted.id.is_some();
    let mut query = sql!(
        "select r.id, r.external_id, r.slug, r.title, r.kind, t.slug as theme_slug, t.name as theme_name,
                s.slug as subject_slug, s.name as subject_name, c.id as community_id, c.slug as community_slug,
                c.name as community_name, r.tags, r.author_id, case when m.departed_at is null then m.name end as author_name,
                f.function as author_function, o.name as author_organisation, w.id as owner_id, w.name as owner,
                r.source, r.url, r.licence, r.remark, r.published_at, r.reviewed_at,
                case when v.departed_at is null then v.name end as reviewer, r.updated_at, r.version,
                r.archived_at is not null as archived, case when $1 then r.body_markdown end as body_markdown,
                case when $1 then r.body_html end as body_html, case when $1 then r.contents end as contents
         from article r
         left join theme t on t.id = r.theme_id
         left join subject s on s.id = r.subject_id
         left join community c on c.id = r.community_id
         left join member m on m.id = r.author_id
         left join affiliation f on f.id = r.affiliation_id
         left join organisation o on o.id = f.organisation_id
         left join organisation w on w.id = r.organisation_id
         left join member v on v.id = r.reviewed_by
         where true",
        one
    )
    .and("r.id = ?", wanted.id)
    .and("t.slug = ?", wanted.theme)
    .and("s.slug = ?", wanted.subject)
    .and("c.slug = ?", wanted.community)
    .and("r.kind = ?", wanted.kind)
    .and("r.external_id = ?", wanted.external_id)
    .and("exists (select 1 from article_tag g where g.article_id = r.id and g.tag = ?)", wanted.tag);
    if !one {
        query = query.push(" and r.deleted_at is null and r.archived_at is null").readable("r.audience_id", actor);
    }
    if let Some((at, id)) = wanted.after {
        query = query.push_with(" and (r.published_at, r.id) < (?, ", at).push_with("?)", id);
    }
    let rows: Vec<Row> =
        query.push_with(" order by r.published_at desc, r.id desc limit ?", limit).fetch_all(on).await?;
    Ok(rows.into_iter().map(Article::from).collect())
}

/// Articles of the same theme that the actor reads: of the same subject first.
pub async fn related(on: impl Into<On<'_>>, actor: &Actor, id: ArticleId, limit: i64) -> Result<Vec<(String, String)>> {
    let rows: Vec<(ArticleId, String, String)> = sql!(
        "select r.id, r.slug, r.title
         from article r join article me on me.id = $1
         where r.theme_id = me.theme_id and r.id <> $1 and r.deleted_at is null and r.archived_at is null",
        id
    )
    .readable("r.audience_id", actor)
    .push_with(
        " order by case when r.subject_id = me.subject_id then 0 else 1 end, r.published_at desc, r.id desc limit ?",
        limit,
    )
    .fetch_all(on)
    .await?;
    Ok(rows.into_iter().map(|(id, slug, title)| (title, format!("/a/{id}/{slug}"))).collect())
}

/// How many articles of each kind the actor reads, in one theme or in all.
pub async fn kinds(
    on: impl Into<On<'_>>,
    actor: &Actor,
    theme: Option<&str>,
    subject: Option<&str>,
) -> Result<Vec<(ArticleKind, i64)>> {
    sql!(
        "select distinct r.kind, count(*) over (partition by r.kind) from article r
         left join theme t on t.id = r.theme_id
         left join subject s on s.id = r.subject_id
         where r.deleted_at is null and r.archived_at is null"
    )
    .and("t.slug = ?", theme)
    .and("s.slug = ?", subject)
    .readable("r.audience_id", actor)
    .fetch_all(on)
    .await
}

/// The organisations that can answer for an article.
pub async fn organisations(on: impl Into<On<'_>>) -> Result<Vec<(OrganisationId, String)>> {
    sql!("select id, name from organisation where successor_id is null order by sort_key, id limit 500")
        .fetch_all(on)
        .await
}

/// The organisation of an affiliation.
pub async fn organisation_of(on: impl Into<On<'_>>, affiliation: AffiliationId) -> Result<Option<OrganisationId>> {
    Ok(sql!("select organisation_id from affiliation where id = $1", affiliation)
        .fetch_maybe::<Option<OrganisationId>>(on)
        .await?
        .flatten())
}

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

/// A version as the database knows it.
#[derive(sqlx::FromRow)]
struct RevisionRow {
    version: i64,
    title: String,
    editor_id: Option<MemberId>,
    editor_name: Option<String>,
    editor_function: Option<String>,
    editor_organisation: Option<String>,
    at: Timestamp,
    body_markdown: Option<String>,
    body_html: Option<String>,
}

impl From<RevisionRow> for Revision {
    fn from(row: RevisionRow) -> Self {
        Self {
            version: row.version,
            title: row.title,
            editor: row.editor_id.map(|id| author(id, row.editor_name, row.editor_function, row.editor_organisation)),
            at: row.at,
            body_markdown: row.body_markdown,
            body_html: row.body_html.map(SafeHtml::from_sanitiser),
        }
    }
}

/// The versions of an article, newest first, without their texts.
pub async fn revisions(on: impl Into<On<'_>>, id: ArticleId) -> Result<Vec<Revision>> {
    let rows: Vec<RevisionRow> = sql!(
        "select v.version, v.title, v.editor_id, case when m.departed_at is null then m.name end as editor_name,
                f.function as editor_function, o.name as editor_organisation, v.at,
                cast(null as text) as body_markdown, cast(null as text) as body_html
         from article_revision v
         left join member m on m.id = v.editor_id
         left join affiliation f on f.id = v.affiliation_id
         left join organisation o on o.id = f.organisation_id
         where v.article_id = $1 order by v.version desc limit 500",
        id
    )
    .fetch_all(on)
    .await?;
    Ok(rows.into_iter().map(Revision::from).collect())
}

/// One version of an article, with its text.
pub async fn revision(on: impl Into<On<'_>>, id: ArticleId, version: i64) -> Result<Option<Revision>> {
    let row: Option<RevisionRow> = sql!(
        "select v.version, v.title, v.editor_id, case when m.departed_at is null then m.name end as editor_name,
                f.function as editor_function, o.name as editor_organisation, v.at, v.body_markdown, v.body_html
         from article_revision v
         left join member m on m.id = v.editor_id
         left join affiliation f on f.id = v.affiliation_id
         left join organisation o on o.id = f.organisation_id
         where v.article_id = $1 and v.version = $2",
        id,
        version
    )
    .fetch_optional(on)
    .await?;
    Ok(row.map(Revision::from))
}

/// An imported article as it stands here.
#[derive(Clone, Debug, sqlx::FromRow)]
pub struct Known {
    /// Which.
    pub id: ArticleId,
    /// What it was made of when it was last imported.
    pub imported_hash: Option<String>,
    /// Whether a person changed it here since, or took it away.
    pub touched: bool,
}

/// The article of that name in another collection.
pub async fn by_external_id(on: impl Into<On<'_>>, external_id: &str) -> Result<Option<Known>> {
    sql!(
        "select id, imported_hash, edited_at is not null or deleted_at is not null as touched
         from article where external_id = $1",
        external_id
    )
    .fetch_optional(on)
    .await
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
