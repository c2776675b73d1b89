//! The versions of an article.

use super::articles::author;
use crate::db::{On, Result, sql};
use shared::{
    Timestamp,
    html::SafeHtml,
    ids::{ArticleId, MemberId},
    kennisbank::Revision,
};

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
