//! Articles as they are read.

use crate::{
    access::Actor,
    db::{On, Result, sql},
};
use shared::{
    Timestamp,
    html::SafeHtml,
    ids::{AffiliationId, ArticleId, CommunityId, MemberId, OrganisationId},
    kennisbank::{Article, ArticleKind, Heading, ShelfRef},
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
pub(super) fn author(
    id: MemberId,
    name: Option<String>,
    function: Option<String>,
    organisation: Option<String>,
) -> Author {
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
