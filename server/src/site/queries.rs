//! Every SQL text about the site.

use crate::{
    access::{Administer, Permit},
    db::{Hint, On, Result, Tx, sql},
};
use shared::{Timestamp, site::Open};
use sqlx::types::Json;

/// The key of the setting that says who reads what is open.
pub const OPEN: &str = "open";

/// Every setting that was set.
pub async fn settings(on: impl Into<On<'_>>) -> Result<Vec<(String, Json<serde_json::Value>)>> {
    sql!("select key, value from setting").fetch_all(on).await
}

/// Sets a setting. Values are objects, because both engines keep those alike.
pub async fn set(
    tx: &mut Tx,
    _by: &Permit<Administer>,
    key: &str,
    value: &serde_json::Value,
    now: Timestamp,
) -> Result<u64> {
    sql!(
        "insert into setting (key, value, changed_at) values ($1, $2, $3)
         on conflict (key) do update set value = excluded.value, changed_at = excluded.changed_at",
        key,
        Json(value),
        now
    )
    .execute(tx)
    .await
}

/// The kind of audience that an open community has now: `public` or `alliance`. In the transaction that makes or opens a
/// community, so that a change of the setting at the same moment is not missed.
///
/// # Errors
/// The database's.
pub async fn open_audience(on: impl Into<On<'_>>) -> Result<&'static str> {
    let value: Option<Json<serde_json::Value>> =
        sql!("select value from setting where key = $1", OPEN).fetch_maybe(on).await?;
    let open = value.as_ref().and_then(|value| value.0.get("is")).and_then(|value| Open::from_key(value.as_str()?));
    Ok(audience(open.unwrap_or_default()))
}

/// The kind of audience of what is open.
pub const fn audience(open: Open) -> &'static str {
    match open {
        Open::World => "public",
        Open::Members => "alliance",
    }
}

/// Gives all open communities another kind of audience. Who looks at one is told to look again.
pub async fn reopen(tx: &mut Tx, _by: &Permit<Administer>, open: Open) -> Result<u64> {
    tx.tell(Hint::Standing);
    sql!(
        "update audience set kind = $1, acl = acl + 1 where kind <> $1
         and id in (select c.audience_id from community c where c.visibility = 'open')",
        audience(open)
    )
    .execute(tx)
    .await
}

/// A page as the database knows it.
#[derive(Clone, Debug, sqlx::FromRow)]
pub struct PageRow {
    pub slug: String,
    pub lang: String,
    pub title: String,
    pub body_markdown: String,
    pub body_html: String,
    pub changed_at: Timestamp,
}

/// The texts of a page in all languages; of all pages when none is named.
pub async fn pages(on: impl Into<On<'_>>, slug: Option<&str>) -> Result<Vec<PageRow>> {
    sql!("select slug, lang, title, body_markdown, body_html, changed_at from site_page where true")
        .and("slug = ?", slug)
        .push(" order by slug, lang")
        .fetch_all(on)
        .await
}

/// Writes the text of a page.
pub async fn write_page(
    tx: &mut Tx,
    by: &Permit<Administer>,
    (slug, lang): (&str, &str),
    title: &str,
    markdown: &str,
    html: &str,
    named: bool,
    now: Timestamp,
) -> Result<u64> {
    sql!(
        "insert into site_page (slug, lang, title, body_markdown, body_html, changed_at, changed_by)
         values ($1, $2, $3, $4, $5, $6, $7)
         on conflict (slug, lang) do update set title = excluded.title, body_markdown = excluded.body_markdown,
           body_html = excluded.body_html, changed_at = excluded.changed_at, changed_by = excluded.changed_by",
        slug,
        lang,
        title,
        markdown,
        html,
        now,
        named.then(|| by.by())
    )
    .execute(tx)
    .await
}
