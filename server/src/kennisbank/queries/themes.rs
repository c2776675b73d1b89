//! Themes, their subjects and their editors.

use crate::{
    access::{Actor, Administer, Own, Permit},
    db::{On, Result, Tx, sql},
};
use shared::{
    Timestamp,
    ids::{AudienceId, MemberId, SubjectId, ThemeId},
    kennisbank::{Editor, ShelfRef, Subject, Theme, ThemeForm},
};

/// A theme as the database knows it.
#[derive(sqlx::FromRow)]
struct Row {
    id: ThemeId,
    slug: String,
    name: String,
    description: String,
    position: i64,
    public: bool,
    articles: i64,
}

impl From<Row> for Theme {
    fn from(row: Row) -> Self {
        let Row { id, slug, name, description, position, public, articles } = row;
        Self { id, slug, name, description, position, public, articles, subjects: Vec::new() }
    }
}

/// The themes that the actor reads, in their order; the one called `slug` when given. Only counts what the actor reads.
pub async fn themes(on: impl Into<On<'_>>, actor: &Actor, slug: Option<&str>, every: bool) -> Result<Vec<Theme>> {
    let mut query = sql!(
        "select t.id, t.slug, t.name, t.description, t.position, au.kind = 'public' as public,
                (select count(*) from article r where r.theme_id = t.id and r.audience_id = t.audience_id
                        and r.deleted_at is null and r.archived_at is null) as articles
         from theme t join audience au on au.id = t.audience_id where true"
    )
    .and("t.slug = ?", slug);
    if !every {
        query = query.readable("t.audience_id", actor);
    }
    let rows: Vec<Row> = query.push(" order by t.position, t.name, t.id limit 200").fetch_all(on).await?;
    Ok(rows.into_iter().map(Theme::from).collect())
}

/// The subjects of a theme, without an order.
pub async fn subjects(on: impl Into<On<'_>>, theme: ThemeId) -> Result<Vec<Subject>> {
    sql!(
        "select s.id, s.parent_id, s.slug, s.name, s.position, cast(0 as bigint) as depth,
                (select count(*) from article r join theme t on t.id = r.theme_id
                 where r.subject_id = s.id and r.audience_id = t.audience_id and r.deleted_at is null
                       and r.archived_at is null) as articles
         from subject s where s.theme_id = $1 limit 1000",
        theme
    )
    .fetch_all(on)
    .await
}

/// The communities of a theme that the actor may know of: slug and name.
pub async fn communities(on: impl Into<On<'_>>, actor: &Actor, theme: ThemeId) -> Result<Vec<ShelfRef>> {
    let rows: Vec<(String, String)> =
        sql!("select c.slug, c.name from community c where c.theme_id = $1 and c.archived_at is null", theme)
            .findable(actor)
            .push(" order by c.sort_key, c.id limit 50")
            .fetch_all(on)
            .await?;
    Ok(rows.into_iter().map(|(slug, name)| ShelfRef { slug, name }).collect())
}

/// The id of the theme called `slug`.
pub async fn named_theme(on: impl Into<On<'_>>, slug: &str) -> Result<Option<ThemeId>> {
    sql!("select id from theme where slug = $1", slug).fetch_maybe(on).await
}

/// The id of the subject called `slug` in a theme.
pub async fn subject_of(on: impl Into<On<'_>>, theme: ThemeId, slug: &str) -> Result<Option<SubjectId>> {
    sql!("select id from subject where theme_id = $1 and slug = $2", theme, slug).fetch_maybe(on).await
}

/// The editors of a theme.
pub async fn editors(on: impl Into<On<'_>>, theme: ThemeId) -> Result<Vec<Editor>> {
    sql!(
        "select m.id, m.name, o.name as organisation
         from theme_editor e
         join member m on m.id = e.member_id
         left join affiliation a on a.member_id = m.id and a.until is null
         left join organisation o on o.id = a.organisation_id
         where e.theme_id = $1 and m.departed_at is null order by m.sort_key, m.id limit 200",
        theme
    )
    .fetch_all(on)
    .await
}

/// The member with this address, who may still sign in.
pub async fn member_by_email(on: impl Into<On<'_>>, key: &str) -> Result<Option<MemberId>> {
    sql!("select id from member where email_key = $1 and departed_at is null and disabled_at is null", key)
        .fetch_maybe(on)
        .await
}

/// Makes a theme with readers of its own.
pub async fn insert_theme(
    tx: &mut Tx,
    _by: &Permit<Administer>,
    (id, audience): (ThemeId, AudienceId),
    new: &ThemeForm,
    position: i64,
    now: Timestamp,
) -> Result<u64> {
    sql!("insert into audience (id, kind) values ($1, $2)", audience, &new.audience).execute(&mut *tx).await?;
    sql!(
        "insert into theme (id, slug, name, description, position, audience_id, created_at)
         values ($1, $2, $3, $4, $5, $6, $7)",
        id,
        &new.slug,
        new.name.trim(),
        new.description.trim(),
        position,
        audience,
        now
    )
    .execute(tx)
    .await
}

/// Changes a theme. Who reads it is one row, so nothing that stands in it is rewritten.
pub async fn change_theme(
    tx: &mut Tx,
    _by: &Permit<Administer>,
    id: ThemeId,
    new: &ThemeForm,
    position: i64,
) -> Result<u64> {
    let moved = sql!(
        "update audience set kind = $2, acl = acl + 1
         where id = (select t.audience_id from theme t where t.id = $1) and kind <> $2",
        id,
        &new.audience
    )
    .execute(&mut *tx)
    .await?;
    if moved > 0 {
        tx.tell(crate::db::Hint::Standing);
    }
    sql!(
        "update theme set name = $2, description = $3, position = $4 where id = $1",
        id,
        new.name.trim(),
        new.description.trim(),
        position
    )
    .execute(tx)
    .await
}

/// Adds a subject to a theme.
pub async fn add_subject(tx: &mut Tx, _by: &Permit<Administer>, theme: ThemeId, subject: &Subject) -> Result<u64> {
    sql!(
        "insert into subject (id, theme_id, parent_id, slug, name, position)
         values ($1, $2, (select id from subject where id = $3 and theme_id = $2), $4, $5, $6)",
        subject.id,
        theme,
        subject.parent_id,
        &subject.slug,
        &subject.name,
        subject.position
    )
    .execute(tx)
    .await
}

/// Renames a subject, or moves it.
pub async fn change_subject(tx: &mut Tx, _by: &Permit<Administer>, theme: ThemeId, subject: &Subject) -> Result<u64> {
    sql!(
        "update subject set name = $3, position = $4, parent_id = (select id from subject where id = $5 and theme_id = $2)
         where id = $1 and theme_id = $2",
        subject.id,
        theme,
        &subject.name,
        subject.position,
        subject.parent_id
    )
    .execute(tx)
    .await
}

/// Takes a subject away: what stood in it stands right under the theme, its children under its parent.
pub async fn drop_subject(tx: &mut Tx, _by: &Permit<Administer>, theme: ThemeId, id: SubjectId) -> Result<u64> {
    sql!("update article set subject_id = null where subject_id = $1", id).execute(&mut *tx).await?;
    sql!("update subject set parent_id = (select s.parent_id from subject s where s.id = $1) where parent_id = $1", id)
        .execute(&mut *tx)
        .await?;
    sql!("delete from subject where id = $1 and theme_id = $2", id, theme).execute(tx).await
}

/// Lets a member write in a theme.
pub async fn add_editor(tx: &mut Tx, _by: &Permit<Administer>, theme: ThemeId, member: MemberId) -> Result<u64> {
    sql!(
        "insert into theme_editor (theme_id, member_id) values ($1, $2) on conflict (theme_id, member_id) do nothing",
        theme,
        member
    )
    .execute(tx)
    .await
}

/// Lets a member no longer write in a theme.
pub async fn drop_editor(tx: &mut Tx, _by: &Permit<Administer>, theme: ThemeId, member: MemberId) -> Result<u64> {
    sql!("delete from theme_editor where theme_id = $1 and member_id = $2", theme, member).execute(tx).await
}

/// Puts a community under a theme.
pub async fn link(tx: &mut Tx, by: &Permit<Own>, theme: Option<ThemeId>) -> Result<u64> {
    sql!("update community set theme_id = $2 where id = $1", by.scope().0, theme).execute(tx).await
}
