//! Every SQL text about invitations, requests for an account, passwords and sign-ins.

use super::model::{Asked, Holder, Invitation};
use crate::{
    access::{Act, Administer, ChangeOwn, Permit},
    db::{On, Query, Result, Tx, sql},
};
use shared::{
    Timestamp,
    accounts::{AccountRequest, AskAccount, Invite, SignedIn},
    ids::{AccountRequestId, CommunityId, InvitationId, MemberId, OrganisationId, SignInId},
};

fn holders() -> Query<'static> {
    sql!(
        "select m.id, m.email, m.email_key, m.name, o.name as organisation, m.admin, m.lang,
                m.password_hash
         from member m
         left join affiliation a on a.member_id = m.id and a.until is null
         left join organisation o on o.id = a.organisation_id
         where m.disabled_at is null and m.departed_at is null"
    )
}

/// The active member with this address.
pub async fn holder_by_email(on: impl Into<On<'_>>, email_key: &str) -> Result<Option<Holder>> {
    holders().and("m.email_key = ?", Some(email_key)).fetch_optional(on).await
}

/// The active member `id`.
pub async fn holder(on: impl Into<On<'_>>, id: MemberId) -> Result<Option<Holder>> {
    holders().and("m.id = ?", Some(id)).fetch_optional(on).await
}

/// Whether an address belongs to an account, active or not.
pub async fn has_account(on: impl Into<On<'_>>, email_key: &str) -> Result<bool> {
    let found: Option<MemberId> = sql!("select id from member where email_key = $1", email_key).fetch_maybe(on).await?;
    Ok(found.is_some())
}

/// Keeps a link for a new password.
pub async fn keep_link(
    tx: &mut Tx,
    hash: Vec<u8>,
    member: MemberId,
    email_key: &str,
    now: Timestamp,
    until: Timestamp,
) -> Result<u64> {
    sql!(
        "insert into secret_link (token_hash, purpose, member_id, email, created_at, expires_at)
         values ($1, 'reset', $2, $3, $4, $5) on conflict (token_hash) do nothing",
        hash,
        member,
        email_key,
        now,
        until
    )
    .execute(tx)
    .await
}

/// The member whose password a link may set: not after their address changed.
pub async fn link(on: impl Into<On<'_>>, hash: Vec<u8>, now: Timestamp) -> Result<Option<MemberId>> {
    sql!(
        "select m.id from secret_link l join member m on m.id = l.member_id and m.email_key = l.email
         where l.token_hash = $1 and l.purpose = 'reset' and l.expires_at > $2
           and m.disabled_at is null and m.departed_at is null",
        hash,
        now
    )
    .fetch_maybe(on)
    .await
}

/// Uses a link up; nothing when it was used meanwhile.
pub async fn use_link(tx: &mut Tx, hash: Vec<u8>) -> Result<u64> {
    sql!("delete from secret_link where token_hash = $1", hash).execute(tx).await
}

/// Takes back every link of a member.
pub async fn forget_links(tx: &mut Tx, member: MemberId) -> Result<u64> {
    sql!("delete from secret_link where member_id = $1", member).execute(tx).await
}

/// Sets the password of the one whose link was used.
pub async fn reset_password(tx: &mut Tx, member: MemberId, hash: &str) -> Result<u64> {
    sql!("update member set password_hash = $2 where id = $1", member, hash).execute(tx).await
}

/// Sets one's own password, unless it was changed meanwhile.
pub async fn change_password(tx: &mut Tx, by: &Permit<ChangeOwn>, hash: &str, kept: Option<&str>) -> Result<u64> {
    sql!(
        "update member set password_hash = $2 where id = $1 and coalesce(password_hash, '') = coalesce($3, '')",
        by.scope(),
        hash,
        kept
    )
    .execute(tx)
    .await
}

/// The sign-ins of a member that have not ended, newest use first.
pub async fn sign_ins(
    on: impl Into<On<'_>>,
    member: MemberId,
    idle: Timestamp,
    absolute: Timestamp,
) -> Result<Vec<SignedIn>> {
    sql!(
        "select id, kind, device, network, created_at, seen_at from sign_in
         where member_id = $1 and seen_at > $2 and created_at > $3 order by seen_at desc, id",
        member,
        idle,
        absolute
    )
    .fetch_all(on)
    .await
}

/// Ends one of one's own sign-ins.
pub async fn end_sign_in(tx: &mut Tx, by: &Permit<ChangeOwn>, id: SignInId) -> Result<u64> {
    sql!("delete from sign_in where id = $1 and member_id = $2", id, by.scope()).execute(tx).await
}

/// Ends every sign-in of a member: their password changed, or they may not come in any more.
pub async fn end_all(tx: &mut Tx, member: MemberId) -> Result<u64> {
    sql!("delete from sign_in where member_id = $1", member).execute(tx).await
}

/// Lets a member in no more.
pub async fn disable(tx: &mut Tx, _by: &Permit<Administer>, member: MemberId, now: Timestamp) -> Result<u64> {
    sql!("update member set disabled_at = coalesce(disabled_at, $2) where id = $1", member, now).execute(tx).await
}

fn invitations_query() -> Query<'static> {
    sql!(
        "select i.id, i.token_hash, i.email, i.email_key, i.name, i.message, i.lang, i.community_id,
                c.name as community, c.slug, i.invited_by, m.name as inviter, m.admin as inviter_admin,
                m.disabled_at is not null or m.departed_at is not null as inviter_gone,
                i.sent, i.created_at, i.expires_at, i.accepted_at, i.revoked_at
         from invitation i
         join member m on m.id = i.invited_by
         left join community c on c.id = i.community_id
         where true"
    )
}

/// Invitations, newest first: of a community, or all.
pub async fn invitations(on: impl Into<On<'_>>, community: Option<CommunityId>, limit: i64) -> Result<Vec<Invitation>> {
    invitations_query()
        .and("i.community_id = ?", community)
        .push_with(" order by i.created_at desc, i.id desc limit ?", limit)
        .fetch_all(on)
        .await
}

/// One invitation.
pub async fn invitation(on: impl Into<On<'_>>, id: InvitationId) -> Result<Option<Invitation>> {
    invitations_query().and("i.id = ?", Some(id)).fetch_optional(on).await
}

/// The invitation with this token.
pub async fn invitation_by_token(on: impl Into<On<'_>>, hash: Vec<u8>) -> Result<Option<Invitation>> {
    invitations_query().and("i.token_hash = ?", Some(hash)).fetch_optional(on).await
}

/// Takes back the open invitations of an address to the same place.
pub async fn supersede<A: Act>(
    tx: &mut Tx,
    _by: &Permit<A>,
    email_key: &str,
    community: Option<CommunityId>,
    now: Timestamp,
) -> Result<u64> {
    let query = sql!(
        "update invitation set revoked_at = $2 where email_key = $1 and accepted_at is null and revoked_at is null",
        email_key,
        now
    );
    match community {
        Some(id) => query.push_with(" and community_id = ?", id).execute(tx).await,
        None => query.push(" and community_id is null").execute(tx).await,
    }
}

/// Makes an invitation.
pub async fn invite<A: Act>(
    tx: &mut Tx,
    by: &Permit<A>,
    id: InvitationId,
    (hash, email_key): (Vec<u8>, &str),
    new: &Invite,
    (community, lang): (Option<CommunityId>, &str),
    now: Timestamp,
    until: Timestamp,
) -> Result<u64> {
    sql!(
        "insert into invitation (id, token_hash, email, email_key, name, community_id, message, lang, invited_by, created_at, expires_at)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)",
        id,
        hash,
        new.email.trim(),
        email_key,
        new.name.trim(),
        community,
        new.message.trim(),
        lang,
        by.by(),
        now,
        until
    )
    .execute(tx)
    .await
}

/// Gives an invitation that waits a new token and a new term.
pub async fn renew<A: Act>(
    tx: &mut Tx,
    _by: &Permit<A>,
    id: InvitationId,
    hash: Vec<u8>,
    until: Timestamp,
) -> Result<u64> {
    sql!(
        "update invitation set token_hash = $2, expires_at = $3, sent = sent + 1
         where id = $1 and accepted_at is null and revoked_at is null",
        id,
        hash,
        until
    )
    .execute(tx)
    .await
}

/// Takes an invitation back.
pub async fn revoke<A: Act>(tx: &mut Tx, _by: &Permit<A>, id: InvitationId, now: Timestamp) -> Result<u64> {
    sql!("update invitation set revoked_at = $2 where id = $1 and accepted_at is null and revoked_at is null", id, now)
        .execute(tx)
        .await
}

/// Uses an invitation up; nothing when somebody else did, or it ended.
pub async fn take_invitation(tx: &mut Tx, hash: Vec<u8>, now: Timestamp) -> Result<Option<InvitationId>> {
    sql!(
        "update invitation set accepted_at = $2
         where token_hash = $1 and accepted_at is null and revoked_at is null and expires_at > $2 returning id",
        hash,
        now
    )
    .fetch_maybe(tx)
    .await
}

/// The organisations without a domain of their own: nobody's address tells that they work there.
pub async fn organisations_without(on: impl Into<On<'_>>) -> Result<Vec<(OrganisationId, String)>> {
    sql!(
        "select o.id, o.name from organisation o
         where not exists (select 1 from organisation_domain d where d.organisation_id = o.id)
         order by o.sort_key, o.id limit 500"
    )
    .fetch_all(on)
    .await
}

/// Keeps a request for an account; one that waits already stands.
pub async fn ask(
    tx: &mut Tx,
    id: AccountRequestId,
    email_key: &str,
    new: &AskAccount,
    lang: &str,
    now: Timestamp,
) -> Result<u64> {
    sql!(
        "insert into account_request (id, email, email_key, name, organisation, function, motivation, lang, created_at)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9)
         on conflict (email_key) where decided_at is null do nothing",
        id,
        new.email.trim(),
        email_key,
        new.name.trim(),
        new.organisation.trim(),
        new.function.trim(),
        new.motivation.trim(),
        lang,
        now
    )
    .execute(tx)
    .await
}

/// How many requests wait.
pub async fn waiting(on: impl Into<On<'_>>) -> Result<i64> {
    sql!("select count(*) from account_request where decided_at is null").fetch_value(on).await
}

/// Who administers the site.
pub async fn administrators(on: impl Into<On<'_>>) -> Result<Vec<(MemberId,)>> {
    sql!("select id from member where admin and disabled_at is null and departed_at is null order by id")
        .fetch_all(on)
        .await
}

/// The function that was told in the last request for an account of this address that was granted; empty without one. Anybody
/// can ask in the name of an address: what no administrator has seen is not put in front of its owner.
pub async fn asked_as(on: impl Into<On<'_>>, email_key: &str) -> Result<String> {
    let last = sql!(
        "select r.function from account_request r where r.email_key = $1 and r.outcome = 'accepted'
         order by r.decided_at desc, r.id desc limit 1",
        email_key
    );
    Ok(last.fetch_maybe(on).await?.unwrap_or_default())
}

/// The requests that wait, oldest first.
pub async fn requests(on: impl Into<On<'_>>) -> Result<Vec<AccountRequest>> {
    sql!(
        "select r.id, r.email, r.name, r.organisation, r.function, r.motivation, m.id is not null as member, r.created_at
         from account_request r left join member m on m.email_key = r.email_key
         where r.decided_at is null order by r.created_at, r.id limit 100"
    )
    .fetch_all(on)
    .await
}

/// Decides a request that waits.
pub async fn decide(
    tx: &mut Tx,
    by: &Permit<Administer>,
    id: AccountRequestId,
    outcome: &str,
    reason: &str,
    now: Timestamp,
) -> Result<u64> {
    sql!(
        "update account_request set decided_at = $2, decided_by = $3, outcome = $4, reason = $5
         where id = $1 and decided_at is null",
        id,
        now,
        by.by(),
        outcome,
        reason
    )
    .execute(tx)
    .await
}

/// One request.
pub async fn request(on: impl Into<On<'_>>, id: AccountRequestId) -> Result<Option<Asked>> {
    sql!("select id, email, email_key, name, reason, lang, outcome from account_request where id = $1", id)
        .fetch_optional(on)
        .await
}

/// Removes what ended: links, kept forms, counts and sign-ins.
pub async fn sweep(tx: &mut Tx, now: Timestamp, day: Timestamp, idle: Timestamp, absolute: Timestamp) -> Result<()> {
    sql!("delete from secret_link where expires_at <= $1", now).execute(tx).await?;
    sql!("delete from kept_form where expires_at <= $1", now).execute(tx).await?;
    sql!("delete from throttle where changed_at <= $1 and free_at <= $1", day).execute(tx).await?;
    sql!("delete from sign_in where seen_at <= $1 or created_at <= $2", idle, absolute).execute(tx).await?;
    Ok(())
}
