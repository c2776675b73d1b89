//! Every SQL text about members.

use super::model::{Known, NewMember, Standing};
use crate::{
    access::{Act, Administer, Permit},
    clock,
    db::{On, Result, Tx, sql},
};
use shared::{
    Timestamp,
    ids::{AffiliationId, MemberId, OrganisationId, SignInId},
    people::{fold, sort_key},
};

/// The member behind the token with this hash, when their sign-in has not ended.
pub async fn who(
    on: impl Into<On<'_>>,
    hash: &[u8],
    kind: &str,
    idle: Timestamp,
    absolute: Timestamp,
) -> Result<Option<Known>> {
    sql!(
        "select m.id, s.id as sign_in_id, a.id as affiliation_id, m.admin, m.name, nullif(a.function, '') as function, o.name as organisation,
                m.lang, m.color_scheme, m.photo_id, m.presence, s.seen_at
         from sign_in s
         join member m on m.id = s.member_id
         left join affiliation a on a.member_id = m.id and a.until is null
         left join organisation o on o.id = a.organisation_id
         where s.token_hash = $1 and s.kind = $2 and s.seen_at > $3 and s.created_at > $4
           and m.disabled_at is null and m.departed_at is null",
        hash.to_vec(),
        kind,
        idle,
        absolute
    )
    .fetch_optional(on)
    .await
}

/// The member behind a sign-in, when it has not ended.
pub async fn holds(on: impl Into<On<'_>>, id: SignInId, idle: Timestamp, absolute: Timestamp) -> Result<Option<Known>> {
    sql!(
        "select m.id, s.id as sign_in_id, a.id as affiliation_id, m.admin, m.name, nullif(a.function, '') as function, o.name as organisation,
                m.lang, m.color_scheme, m.photo_id, m.presence, s.seen_at
         from sign_in s
         join member m on m.id = s.member_id
         left join affiliation a on a.member_id = m.id and a.until is null
         left join organisation o on o.id = a.organisation_id
         where s.id = $1 and s.seen_at > $2 and s.created_at > $3 and m.disabled_at is null and m.departed_at is null",
        id,
        idle,
        absolute
    )
    .fetch_optional(on)
    .await
}

/// What those of these sign-ins say that have not ended.
pub async fn standing(
    on: impl Into<On<'_>>,
    ids: &[SignInId],
    idle: Timestamp,
    absolute: Timestamp,
) -> Result<Vec<Standing>> {
    sql!(
        "select s.id as sign_in_id, a.id as affiliation_id, m.admin, m.presence
         from sign_in s
         join member m on m.id = s.member_id
         left join affiliation a on a.member_id = m.id and a.until is null
         where s.seen_at > $1 and s.created_at > $2 and m.disabled_at is null and m.departed_at is null",
        idle,
        absolute
    )
    .and_in("s.id", ids.iter().copied())
    .fetch_all(on)
    .await
}

/// Notes that a sign-in was used.
pub async fn seen(tx: &mut Tx, id: SignInId, now: Timestamp) -> Result<u64> {
    sql!("update sign_in set seen_at = $2 where id = $1", id, now).execute(tx).await
}

/// Id and hash of the member with this address who may sign in.
pub async fn password_of(on: impl Into<On<'_>>, email_key: &str) -> Result<Option<(MemberId, Option<String>)>> {
    sql!(
        "select id, password_hash from member where email_key = $1 and disabled_at is null and departed_at is null",
        email_key
    )
    .fetch_optional(on)
    .await
}

/// Keeps a new sign-in.
pub async fn sign_in(
    tx: &mut Tx,
    id: SignInId,
    hash: Vec<u8>,
    member: MemberId,
    kind: &str,
    device: &str,
    network: &str,
    now: Timestamp,
) -> Result<u64> {
    sql!(
        "insert into sign_in (id, token_hash, member_id, kind, device, network, created_at, seen_at)
         values ($1, $2, $3, $4, $5, $6, $7, $7)",
        id,
        hash,
        member,
        kind,
        device,
        network,
        now
    )
    .execute(tx)
    .await
}

/// Ends a sign-in.
pub async fn sign_out(tx: &mut Tx, id: SignInId) -> Result<u64> {
    sql!("delete from sign_in where id = $1", id).execute(tx).await
}

/// A count, when it is free again, and when it last changed.
pub async fn throttle(on: impl Into<On<'_>>, key: &str) -> Result<Option<(i64, Timestamp, Timestamp)>> {
    sql!("select count, free_at, changed_at from throttle where key = $1", key).fetch_optional(on).await
}

/// Sets a count.
pub async fn count(tx: &mut Tx, key: &str, count: i64, free_at: Timestamp, now: Timestamp) -> Result<u64> {
    sql!(
        "insert into throttle (key, count, free_at, changed_at) values ($1, $2, $3, $4)
         on conflict (key) do update set count = excluded.count, free_at = excluded.free_at, changed_at = excluded.changed_at",
        key,
        count,
        free_at,
        now
    )
    .execute(tx)
    .await
}

/// Takes one off a count: it was no wrong guess.
pub async fn give_back(tx: &mut Tx, key: &str) -> Result<u64> {
    sql!("update throttle set count = count - 1 where key = $1 and count > 0", key).execute(tx).await
}

/// Keeps a stronger hash of the same password, unless it was changed meanwhile.
pub async fn rehash(tx: &mut Tx, id: MemberId, hash: &str, kept: &str) -> Result<u64> {
    sql!("update member set password_hash = $2 where id = $1 and password_hash = $3", id, hash, kept).execute(tx).await
}

/// Forgets wrong guesses.
pub async fn free(tx: &mut Tx, key: &str) -> Result<u64> {
    sql!("delete from throttle where key = $1", key).execute(tx).await
}

/// Keeps a form that came after its sign-in had ended.
pub async fn keep_form(
    tx: &mut Tx,
    hash: Vec<u8>,
    action: &str,
    fields: &[(String, String)],
    until: Timestamp,
) -> Result<u64> {
    sql!(
        "insert into kept_form (token_hash, action, fields, expires_at) values ($1, $2, $3, $4)",
        hash,
        action,
        sqlx::types::Json(fields),
        until
    )
    .execute(tx)
    .await
}

/// A kept form: where it went and what it held.
pub async fn kept_form(
    on: impl Into<On<'_>>,
    hash: Vec<u8>,
    now: Timestamp,
) -> Result<Option<(String, sqlx::types::Json<Vec<(String, String)>>)>> {
    sql!("select action, fields from kept_form where token_hash = $1 and expires_at > $2", hash, now)
        .fetch_optional(on)
        .await
}

/// Makes a member.
pub async fn insert(
    tx: &mut Tx,
    _by: &Permit<Administer>,
    id: MemberId,
    email_key: &str,
    new: &NewMember,
    hash: Option<String>,
    now: Timestamp,
) -> Result<u64> {
    sql!(
        "insert into member (id, email, email_key, name, sort_key, ask_about, ask_key, admin, password_hash, created_at)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)",
        id,
        new.email.trim(),
        email_key,
        new.name.trim(),
        sort_key(&new.name),
        &new.ask_about,
        fold(&new.ask_about),
        new.admin,
        hash,
        now
    )
    .execute(tx)
    .await
}

/// Notes for whom a member works from now on; what they did before ends.
///
/// # Errors
/// The database's.
pub async fn affiliate<A: Act>(
    tx: &mut Tx,
    _by: &Permit<A>,
    member: MemberId,
    organisation: Option<OrganisationId>,
    function: &str,
    now: Timestamp,
) -> Result<()> {
    sql!("update affiliation set until = $2 where member_id = $1 and until is null", member, now)
        .execute(&mut *tx)
        .await?;
    sql!(
        "insert into affiliation (id, member_id, organisation_id, function, function_key, since)
         values ($1, $2, $3, $4, $5, $6)",
        AffiliationId::from_uuid(clock::id_at(now)),
        member,
        organisation,
        function,
        fold(function),
        now
    )
    .execute(&mut *tx)
    .await?;
    Ok(())
}

/// The member with this address, and their affiliation.
pub async fn by_email(on: impl Into<On<'_>>, email_key: &str) -> Result<Option<(MemberId, Option<AffiliationId>)>> {
    sql!(
        "select m.id, a.id from member m left join affiliation a on a.member_id = m.id and a.until is null where m.email_key = $1",
        email_key
    )
    .fetch_optional(on)
    .await
}
