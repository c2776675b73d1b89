//! Every SQL text about the directory and profiles. `near` holds those who share a community with the reader.

use crate::{
    access::{Actor, ChangeOwn, Permit},
    db::{On, Query, Result, Tx, anywhere, sql},
};
use shared::{
    Timestamp,
    ids::{FileId, MemberId, OrganisationId, ThemeId},
    live::Shown,
    members::{EditProfile, Place, Sees},
    people::{OrganisationKind, fold, sort_key},
};

/// What narrows the directory.
#[derive(Clone, Debug, Default)]
pub struct Wanted {
    /// Words that must all be found, folded; each with the themes that are called so.
    pub words: Vec<(String, Vec<ThemeId>)>,
    /// For whom they work.
    pub organisation: Option<OrganisationId>,
    /// For what kind of organisation they work.
    pub kind: Option<OrganisationKind>,
    /// What they work on.
    pub theme: Option<ThemeId>,
}

/// A member in the directory as the database knows it.
#[derive(Clone, Debug, sqlx::FromRow)]
pub struct CardRow {
    pub id: MemberId,
    pub name: String,
    pub sort_key: String,
    pub function: Option<String>,
    pub organisation: Option<String>,
    pub kind: Option<OrganisationKind>,
    pub ask_about: String,
    pub photo_id: Option<FileId>,
}

/// Adds the conditions of `wanted`.
fn narrowed<'v>(query: Query<'v>, wanted: &Wanted) -> Query<'v> {
    let mut query = query
        .and("o.kind = ?", wanted.kind)
        .and("o.id = ?", wanted.organisation)
        .and("m.id in (select mt.member_id from member_theme mt where mt.theme_id = ?)", wanted.theme);
    for (word, themes) in &wanted.words {
        let like = anywhere(word);
        query = query.push_with(
            " and (m.sort_key like ? escape '\\' or a.function_key like ? escape '\\' or o.sort_key like ? escape '\\' or (m.ask_key like ? escape '\\' and
              (m.id = $1 or m.show_ask = 'members' or (m.show_ask = 'communities' and m.id in (select id from near))))
              or m.id in (select mt.member_id from member_theme mt where mt.theme_id in (null",
            like,
        );
        for theme in themes {
            query = query.push_with(", ?", *theme);
        }
        query = query.push(")))");
    }
    query
}

/// A page of the directory, in the order of names.
pub async fn page(
    on: impl Into<On<'_>>,
    me: MemberId,
    wanted: &Wanted,
    after: Option<(String, MemberId)>,
    limit: i64,
) -> Result<Vec<CardRow>> {
    let query = sql!(
        "with near as (select theirs.member_id as id from membership theirs
                       join membership mine on mine.community_id = theirs.community_id where mine.member_id = $1)
         select m.id, m.name, m.sort_key, a.function, o.name as organisation, o.kind,
                case when m.id = $1 or m.show_ask = 'members' or (m.show_ask = 'communities' and m.id in (select id from near))
                     then m.ask_about else '' end as ask_about,
                case when m.id = $1 or m.show_photo = 'members' or (m.show_photo = 'communities' and m.id in (select id from near))
                     then m.photo_id end as photo_id
         from member m
         left join affiliation a on a.member_id = m.id and a.until is null
         left join organisation o on o.id = a.organisation_id
         where m.disabled_at is null and m.departed_at is null",
        me
    );
    let mut query = narrowed(query, wanted);
    if let Some((key, id)) = after {
        query = query.push_with(" and (m.sort_key, m.id) > (?, ", key).push_with("?)", id);
    }
    query.push_with(" order by m.sort_key, m.id limit ?", limit).fetch_all(on).await
}

/// How many members are found.
pub async fn count(on: impl Into<On<'_>>, me: MemberId, wanted: &Wanted) -> Result<i64> {
    let query = sql!(
        "with near as (select theirs.member_id as id from membership theirs
                       join membership mine on mine.community_id = theirs.community_id where mine.member_id = $1)
         select count(*) from member m
         left join affiliation a on a.member_id = m.id and a.until is null
         left join organisation o on o.id = a.organisation_id
         where m.disabled_at is null and m.departed_at is null",
        me
    );
    narrowed(query, wanted).fetch_value(on).await
}

/// How many of those that are found work for each kind of organisation.
pub async fn kinds(on: impl Into<On<'_>>, me: MemberId, wanted: &Wanted) -> Result<Vec<(OrganisationKind, i64)>> {
    let query = sql!(
        "with near as (select theirs.member_id as id from membership theirs
                       join membership mine on mine.community_id = theirs.community_id where mine.member_id = $1)
         select distinct o.kind, count(*) over (partition by o.kind) from member m
         join affiliation a on a.member_id = m.id and a.until is null
         join organisation o on o.id = a.organisation_id
         where m.disabled_at is null and m.departed_at is null",
        me
    );
    narrowed(query, wanted).fetch_all(on).await
}

/// How many of those that are found work on each theme.
pub async fn themes_counted(on: impl Into<On<'_>>, me: MemberId, wanted: &Wanted) -> Result<Vec<(ThemeId, i64)>> {
    let query = sql!(
        "with near as (select theirs.member_id as id from membership theirs
                       join membership mine on mine.community_id = theirs.community_id where mine.member_id = $1)
         select distinct x.theme_id, count(*) over (partition by x.theme_id) from member m
         join member_theme x on x.member_id = m.id
         left join affiliation a on a.member_id = m.id and a.until is null
         left join organisation o on o.id = a.organisation_id
         where m.disabled_at is null and m.departed_at is null",
        me
    );
    narrowed(query, wanted).fetch_all(on).await
}

/// The themes the reader knows of, in their order.
pub async fn themes(on: impl Into<On<'_>>, actor: &Actor) -> Result<Vec<(ThemeId, String, String)>> {
    sql!("select t.id, t.slug, t.name from theme t where true")
        .readable("t.audience_id", actor)
        .push(" order by t.position, t.slug")
        .fetch_all(on)
        .await
}

/// The themes of members: whose, slug and name.
pub async fn themes_of(
    on: impl Into<On<'_>>,
    actor: &Actor,
    members: impl IntoIterator<Item = MemberId>,
) -> Result<Vec<(MemberId, String, String)>> {
    sql!("select mt.member_id, t.slug, t.name from member_theme mt join theme t on t.id = mt.theme_id where true")
        .readable("t.audience_id", actor)
        .and_in("mt.member_id", members)
        .push(" order by t.position, t.slug")
        .fetch_all(on)
        .await
}

/// The organisations for which somebody in the directory works, by name.
pub async fn employers(on: impl Into<On<'_>>) -> Result<Vec<(OrganisationId, String)>> {
    sql!(
        "select o.id, o.name from organisation o where o.id in
           (select a.organisation_id from affiliation a join member m on m.id = a.member_id
            where a.until is null and m.disabled_at is null and m.departed_at is null)
         order by o.sort_key, o.id"
    )
    .fetch_all(on)
    .await
}

/// A profile as the database knows it.
#[derive(Clone, Debug, sqlx::FromRow)]
pub struct ProfileRow {
    pub id: MemberId,
    pub name: String,
    pub function: Option<String>,
    pub organisation: Option<String>,
    pub organisation_id: Option<OrganisationId>,
    pub kind: Option<OrganisationKind>,
    pub ask_about: String,
    pub phone: String,
    pub email: String,
    pub photo_id: Option<FileId>,
    pub created_at: Timestamp,
    pub departed: bool,
    pub disabled: bool,
}

/// A profile as the reader may see it.
pub async fn profile(on: impl Into<On<'_>>, me: MemberId, id: MemberId) -> Result<Option<ProfileRow>> {
    sql!(
        "with near as (select theirs.member_id as id from membership theirs
                       join membership mine on mine.community_id = theirs.community_id where mine.member_id = $1)
         select m.id, m.name, a.function, o.name as organisation, o.id as organisation_id, o.kind, m.created_at,
                m.departed_at is not null as departed, m.disabled_at is not null as disabled,
                case when m.id = $1 or m.show_ask = 'members' or (m.show_ask = 'communities' and m.id in (select id from near))
                     then m.ask_about else '' end as ask_about,
                case when m.id = $1 or m.show_phone = 'members' or (m.show_phone = 'communities' and m.id in (select id from near))
                     then m.phone else '' end as phone,
                case when m.id = $1 or m.show_email = 'members' or (m.show_email = 'communities' and m.id in (select id from near))
                     then m.email else '' end as email,
                case when m.id = $1 or m.show_photo = 'members' or (m.show_photo = 'communities' and m.id in (select id from near))
                     then m.photo_id end as photo_id
         from member m
         left join affiliation a on a.member_id = m.id and a.until is null
         left join organisation o on o.id = a.organisation_id
         where m.id = $2",
        me,
        id
    )
    .fetch_optional(on)
    .await
}

/// The communities to which both belong, by name.
pub async fn together(on: impl Into<On<'_>>, me: MemberId, other: MemberId) -> Result<Vec<Place>> {
    sql!(
        "select c.slug, c.name from community c
         join membership mine on mine.community_id = c.id and mine.member_id = $1
         join membership theirs on theirs.community_id = c.id and theirs.member_id = $2
         where c.archived_at is null order by c.sort_key, c.slug",
        me,
        other
    )
    .fetch_all(on)
    .await
}

/// A member's own profile, with nothing hidden.
#[derive(Clone, Debug, sqlx::FromRow)]
pub struct OwnRow {
    pub name: String,
    pub email: String,
    pub email_key: String,
    pub ask_about: String,
    pub phone: String,
    pub photo_id: Option<FileId>,
    pub show_email: Sees,
    pub show_phone: Sees,
    pub show_photo: Sees,
    pub show_ask: Sees,
    pub function: Option<String>,
    pub organisation_id: Option<OrganisationId>,
    pub lang: Option<String>,
    pub color_scheme: String,
    pub mail_replies: bool,
    pub mail_messages: bool,
    pub presence: Shown,
}

/// A member's own profile and settings.
pub async fn own(on: impl Into<On<'_>>, me: MemberId) -> Result<Option<OwnRow>> {
    sql!(
        "select m.name, m.email, m.email_key, m.ask_about, m.phone, m.photo_id, m.show_email, m.show_phone, m.show_photo,
                m.show_ask, a.function, a.organisation_id, m.lang, m.color_scheme, m.mail_replies,
                m.mail_messages, m.presence
         from member m left join affiliation a on a.member_id = m.id and a.until is null where m.id = $1",
        me
    )
    .fetch_optional(on)
    .await
}

/// Writes a member's own profile, without for whom they work.
pub async fn update(tx: &mut Tx, by: &Permit<ChangeOwn>, new: &EditProfile) -> Result<u64> {
    sql!(
        "update member set name = $2, sort_key = $3, ask_about = $4, ask_key = $5, phone = $6, show_email = $7,
                show_phone = $8, show_photo = $9, show_ask = $10 where id = $1",
        by.scope(),
        &new.name,
        sort_key(&new.name),
        &new.ask_about,
        fold(&new.ask_about),
        &new.phone,
        new.show_email,
        new.show_phone,
        new.show_photo,
        new.show_ask
    )
    .execute(tx)
    .await
}

/// Makes `themes` the themes of the member.
pub async fn set_themes(tx: &mut Tx, by: &Permit<ChangeOwn>, themes: &[ThemeId]) -> Result<()> {
    sql!("delete from member_theme where member_id = $1", by.scope()).execute(&mut *tx).await?;
    for theme in themes {
        sql!("insert into member_theme (member_id, theme_id) values ($1, $2)", by.scope(), *theme)
            .execute(&mut *tx)
            .await?;
    }
    Ok(())
}

/// Writes the language a member reads.
pub async fn set_language(tx: &mut Tx, by: &Permit<ChangeOwn>, lang: &str) -> Result<u64> {
    sql!("update member set lang = $2 where id = $1", by.scope(), lang).execute(tx).await
}

/// Writes a member's own settings.
pub async fn set_preferences(
    tx: &mut Tx,
    by: &Permit<ChangeOwn>,
    lang: &str,
    color_scheme: &str,
    (mail_replies, mail_messages): (bool, bool),
    presence: Shown,
) -> Result<u64> {
    sql!(
        "update member set lang = $2, color_scheme = $3, mail_replies = $4, mail_messages = $5, presence = $6
         where id = $1",
        by.scope(),
        lang,
        color_scheme,
        mail_replies,
        mail_messages,
        presence
    )
    .execute(tx)
    .await
}

/// Writes whether rooms show a member.
pub async fn set_presence(tx: &mut Tx, by: &Permit<ChangeOwn>, presence: Shown) -> Result<u64> {
    sql!("update member set presence = $2 where id = $1", by.scope(), presence).execute(tx).await
}
