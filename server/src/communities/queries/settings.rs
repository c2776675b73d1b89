//! SQL that makes a community and changes what it is.

use crate::{
    access::{FoundCommunity, Own, Permit},
    db::{On, Result, Tx, sql},
};
use shared::{
    Timestamp,
    communities::{NewCommunity, Settings, ThemeRef},
    ids::{AudienceId, ChannelId, CommunityId, RoomId, ThemeId},
    people::sort_key,
};

/// Whether a slug is in use, or was.
pub async fn slug_taken(on: impl Into<On<'_>>, slug: &str) -> Result<bool> {
    let n: i64 = sql!(
        "select (select count(*) from community where slug = $1) + (select count(*) from community_redirect where slug = $1)",
        slug
    )
    .fetch_value(on)
    .await?;
    Ok(n > 0)
}

/// Makes a community with its audience, room and channels.
pub async fn insert(
    tx: &mut Tx,
    _by: &Permit<FoundCommunity>,
    id: CommunityId,
    ids: (AudienceId, RoomId, [ChannelId; 2]),
    slug: &str,
    new: &NewCommunity,
    rules_html: &str,
    now: Timestamp,
) -> Result<()> {
    let (audience, room, [own, talk]) = ids;
    let kind = if new.visibility == "open" { crate::site::open_audience(&mut *tx).await? } else { "community" };
    sql!("insert into audience (id, kind, community_id) values ($1, $2, $3)", audience, kind, id).execute(tx).await?;
    sql!(
        "insert into community (id, slug, name, sort_key, description, visibility, joining, question, rules_markdown, rules_html, audience_id, created_at)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)",
        id,
        slug,
        new.name.trim(),
        sort_key(&new.name),
        &new.description,
        &new.visibility,
        &new.join,
        &new.question,
        &new.rules_markdown,
        rules_html,
        audience,
        now
    )
    .execute(tx)
    .await?;
    // What is said in a room is for its members, also when the world reads the threads.
    let inner = AudienceId::from_uuid(crate::clock::fresh_id());
    sql!("insert into audience (id, kind, community_id) values ($1, 'community', $2)", inner, id).execute(tx).await?;
    sql!(
        "insert into room (id, community_id, audience_id, name, created_at) values ($1, $2, $3, 'Algemeen', $4)",
        room,
        id,
        inner,
        now
    )
    .execute(tx)
    .await?;
    for (channel, kind, what, audience) in [(own, "community", id.uuid(), audience), (talk, "room", room.uuid(), inner)]
    {
        sql!("insert into channel (id, kind, ref, audience_id) values ($1, $2, $3, $4)", channel, kind, what, audience)
            .execute(tx)
            .await?;
    }
    Ok(())
}

/// The themes that a community can belong to.
pub async fn themes(on: impl Into<On<'_>>) -> Result<Vec<ThemeRef>> {
    sql!("select slug, name from theme order by position, slug limit 100").fetch_all(on).await
}

/// The theme called `slug`.
pub async fn theme(on: impl Into<On<'_>>, slug: &str) -> Result<Option<ThemeId>> {
    sql!("select id from theme where slug = $1", slug).fetch_maybe(on).await
}

/// Whether a slug belongs, or belonged, to another community than `id`.
pub async fn slug_of_another(on: impl Into<On<'_>>, slug: &str, id: CommunityId) -> Result<bool> {
    let n: i64 = sql!(
        "select (select count(*) from community where slug = $1 and id <> $2)
              + (select count(*) from community_redirect where slug = $1 and community_id <> $2)",
        slug,
        id
    )
    .fetch_value(on)
    .await?;
    Ok(n > 0)
}

/// The present slug.
pub async fn slug_of(on: impl Into<On<'_>>, id: CommunityId) -> Result<String> {
    sql!("select slug from community where id = $1", id).fetch_value(on).await
}

/// Changes what a community is.
pub async fn set(
    tx: &mut Tx,
    by: &Permit<Own>,
    slug: &str,
    new: &Settings,
    rules_html: &str,
    theme: Option<ThemeId>,
) -> Result<u64> {
    let (id, _) = by.scope();
    sql!(
        "update community set slug = $2, name = $3, sort_key = $4, description = $5, visibility = $6, joining = $7,
                question = $8, rules_markdown = $9, rules_html = $10, theme_id = $11,
                presence = coalesce(nullif($12, ''), presence) where id = $1",
        id,
        slug,
        new.name.trim(),
        sort_key(&new.name),
        new.description.trim(),
        &new.visibility,
        &new.join,
        new.question.trim(),
        &new.rules_markdown,
        rules_html,
        theme,
        &new.presence
    )
    .execute(tx)
    .await
}

/// Puts a community under a theme, or under none.
pub async fn set_theme(tx: &mut Tx, by: &Permit<Own>, theme: Option<ThemeId>) -> Result<u64> {
    let (id, _) = by.scope();
    sql!("update community set theme_id = $2 where id = $1", id, theme).execute(tx).await
}

/// Lets the slug of before lead to the community, and frees its present one of an older lead.
pub async fn lead(tx: &mut Tx, by: &Permit<Own>, before: &str, present: &str) -> Result<()> {
    let (id, _) = by.scope();
    sql!("delete from community_redirect where slug = $1 and community_id = $2", present, id).execute(&mut *tx).await?;
    sql!(
        "insert into community_redirect (slug, community_id) values ($1, $2) on conflict (slug) do nothing",
        before,
        id
    )
    .execute(tx)
    .await?;
    Ok(())
}

/// Changes who reads: one row, which all content, channels and files of the community name.
pub async fn set_audience(tx: &mut Tx, by: &Permit<Own>, kind: &str) -> Result<u64> {
    let (id, audience) = by.scope();
    tx.tell(crate::db::Hint::Standing);
    sql!("update audience set kind = $2 where id = $1", audience, kind).execute(&mut *tx).await?;
    sql!("update audience set acl = acl + 1 where community_id = $1", id).execute(tx).await
}

/// Notes that the community's threads look different to whoever follows them.
pub async fn threads_changed(tx: &mut Tx, by: &Permit<Own>, now: Timestamp) -> Result<()> {
    let (id, _) = by.scope();
    tx.tell(crate::db::Hint::Changed);
    sql!("insert into change (kind, ref, at) select 'thread', id, $2 from thread where community_id = $1", id, now)
        .execute(tx)
        .await?;
    Ok(())
}

/// Archives a community, or takes it back into use.
pub async fn archive(tx: &mut Tx, by: &Permit<Own>, at: Option<Timestamp>) -> Result<u64> {
    let (id, _) = by.scope();
    tx.tell(crate::db::Hint::Standing);
    sql!("update community set archived_at = $2 where id = $1", id, at).execute(&mut *tx).await?;
    sql!("update audience set acl = acl + 1 where community_id = $1", id).execute(tx).await
}
