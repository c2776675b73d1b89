//! Every SQL text about administration.

use crate::{
    access::{Administer, Permit},
    db::{On, Result, Tx, anywhere, sql},
};
use shared::{
    Timestamp,
    admin::{Managed, State},
    ids::{MemberId, OrganisationId},
    people::sort_key,
};

/// What waits, in the order of [`shared::admin::Overview`].
pub async fn waiting(on: impl Into<On<'_>>, now: Timestamp) -> Result<(i64, i64, i64, i64)> {
    sql!(
        "select (select count(*) from account_request where decided_at is null),
                (select count(*) from invitation where accepted_at is null and revoked_at is null and expires_at > $1),
                (select count(*) from report where decided_at is null),
                (select count(*) from outbox where state = 'dead')",
        now
    )
    .fetch_one(on)
    .await
}

/// How many members can sign in, cannot, and were here since.
pub async fn members(on: impl Into<On<'_>>, since: Timestamp) -> Result<(i64, i64, i64)> {
    sql!(
        "select (select count(*) from member where disabled_at is null and departed_at is null),
                (select count(*) from member where disabled_at is not null and departed_at is null),
                (select count(distinct s.member_id) from sign_in s where s.seen_at > $1)",
        since
    )
    .fetch_one(on)
    .await
}

/// How many organisations, communities, threads, posts and articles there are, and how many bytes of files.
pub async fn things(on: impl Into<On<'_>>) -> Result<(i64, i64, i64, i64, i64, i64)> {
    sql!(
        "select (select count(*) from organisation),
                (select count(*) from community where archived_at is null),
                (select count(*) from thread where deleted_at is null),
                (select count(*) from post where deleted_at is null),
                (select count(*) from article where deleted_at is null),
                (select coalesce(cast(sum(size) as bigint), 0) from file)"
    )
    .fetch_one(on)
    .await
}

/// A member as the database knows them.
#[derive(Clone, Debug, sqlx::FromRow)]
#[expect(clippy::struct_excessive_bools, reason = "facts that hold or not, each on its own")]
pub struct AccountRow {
    pub id: MemberId,
    pub name: String,
    pub sort_key: String,
    pub email: String,
    pub function: Option<String>,
    pub organisation: Option<String>,
    pub organisation_id: Option<OrganisationId>,
    pub admin: bool,
    pub disabled: bool,
    pub departed: bool,
    pub password: bool,
    pub sign_ins: i64,
    pub seen_at: Option<Timestamp>,
    pub created_at: Timestamp,
}

/// What narrows the list of members.
#[derive(Clone, Debug, Default)]
pub struct Wanted {
    /// One member.
    pub id: Option<MemberId>,
    /// Folded words that must all be found in name or address.
    pub words: Vec<String>,
    /// Which.
    pub state: State,
    /// After this place.
    pub after: Option<(String, MemberId)>,
}

/// Members in the order of names.
pub async fn accounts(
    on: impl Into<On<'_>>,
    wanted: Wanted,
    (idle, absolute): (Timestamp, Timestamp),
    limit: i64,
) -> Result<Vec<AccountRow>> {
    let mut query = sql!(
        "select m.id, m.name, m.sort_key, m.email, a.function, o.name as organisation, o.id as organisation_id, m.admin,
                m.disabled_at is not null as disabled, m.departed_at is not null as departed,
                m.password_hash is not null as password, m.created_at,
                (select count(*) from sign_in s where s.member_id = m.id and s.seen_at > $1 and s.created_at > $2) as sign_ins,
                (select s.seen_at from sign_in s where s.member_id = m.id order by s.seen_at desc limit 1) as seen_at
         from member m
         left join affiliation a on a.member_id = m.id and a.until is null
         left join organisation o on o.id = a.organisation_id
         where true",
        idle,
        absolute
    )
    .and("m.id = ?", wanted.id);
    if wanted.id.is_none() {
        query = query.push(" and m.departed_at is null");
    }
    query = match wanted.state {
        State::All => query,
        State::Active => query.push(" and m.disabled_at is null"),
        State::Inactive => query.push(" and m.disabled_at is not null"),
        State::Admins => query.push(" and m.admin"),
    };
    for word in wanted.words {
        query = query.push_with(
            " and (m.sort_key like ? escape '\\' or m.email_key like ? escape '\\' or o.sort_key like ? escape '\\')",
            anywhere(&word),
        );
    }
    if let Some((key, id)) = wanted.after {
        query = query.push_with(" and (m.sort_key, m.id) > (?, ", key).push_with("?)", id);
    }
    query.push_with(" order by m.sort_key, m.id limit ?", limit).fetch_all(on).await
}

/// Every name that is shown, to find those that look alike.
pub async fn names(on: impl Into<On<'_>>) -> Result<Vec<(MemberId, String)>> {
    sql!("select id, name from member where departed_at is null").fetch_all(on).await
}

/// 1 when this member administers the site and nobody else does; else 0.
pub async fn sole_admins(on: impl Into<On<'_>>, id: MemberId) -> Result<i64> {
    sql!(
        "select count(*) from member m where m.id = $1 and m.admin and not exists (
            select 1 from member o where o.admin and o.disabled_at is null and o.departed_at is null and o.id <> m.id)",
        id
    )
    .fetch_value(on)
    .await
}

/// Changes a member's name.
pub async fn set_name(tx: &mut Tx, _by: &Permit<Administer>, id: MemberId, name: &str) -> Result<u64> {
    sql!("update member set name = $2, sort_key = $3 where id = $1", id, name, sort_key(name)).execute(tx).await
}

/// Gives a member another address; every link that was mailed to the old one is void.
pub async fn set_email(tx: &mut Tx, _by: &Permit<Administer>, id: MemberId, email: &str, key: &str) -> Result<()> {
    sql!("update member set email = $2, email_key = $3 where id = $1", id, email, key).execute(&mut *tx).await?;
    sql!("delete from secret_link where member_id = $1", id).execute(&mut *tx).await?;
    Ok(())
}

/// Lets a member administer the site, or no longer.
pub async fn set_admin(tx: &mut Tx, _by: &Permit<Administer>, id: MemberId, admin: bool) -> Result<u64> {
    sql!("update member set admin = $2 where id = $1", id, admin).execute(tx).await
}

/// Lets a member sign in, or no longer.
pub async fn set_disabled(
    tx: &mut Tx,
    _by: &Permit<Administer>,
    id: MemberId,
    since: Option<Timestamp>,
) -> Result<u64> {
    sql!("update member set disabled_at = $2 where id = $1", id, since).execute(tx).await
}

/// Ends all sign-ins of a member, and voids the links that would make new ones.
pub async fn end_sign_ins(tx: &mut Tx, _by: &Permit<Administer>, id: MemberId) -> Result<u64> {
    sql!("delete from secret_link where member_id = $1", id).execute(&mut *tx).await?;
    sql!("delete from sign_in where member_id = $1", id).execute(tx).await
}

/// All communities, for management: nothing of what stands in them.
pub async fn communities(on: impl Into<On<'_>>) -> Result<Vec<Managed>> {
    sql!(
        "select c.slug, c.name, c.visibility, c.archived_at is not null as archived,
                (select count(*) from membership m where m.community_id = c.id) as members,
                (select count(*) from membership m join member o on o.id = m.member_id
                 where m.community_id = c.id and m.role = 'owner' and o.disabled_at is null and o.departed_at is null) as owners
         from community c order by c.sort_key, c.slug"
    )
    .fetch_all(on)
    .await
}
