//! Every SQL text about organisations.

use crate::{
    access::{Administer, Permit},
    db::{On, Result, Tx, sql},
};
use shared::{
    Timestamp,
    ids::{MemberId, OrganisationId},
    people::{OrganisationKind, sort_key},
};

/// An organisation as the database knows it.
#[derive(Clone, Debug, sqlx::FromRow)]
pub struct Row {
    pub id: OrganisationId,
    pub name: String,
    pub kind: OrganisationKind,
    pub successor: Option<OrganisationId>,
    pub successor_name: Option<String>,
    pub members: i64,
}

/// All organisations by name, or the one that is asked.
pub async fn list(on: impl Into<On<'_>>, id: Option<OrganisationId>) -> Result<Vec<Row>> {
    sql!(
        "select o.id, o.name, o.kind, o.successor_id as successor, s.name as successor_name,
                (select count(*) from affiliation a join member m on m.id = a.member_id
                 where a.organisation_id = o.id and a.until is null and m.disabled_at is null and m.departed_at is null) as members
         from organisation o left join organisation s on s.id = o.successor_id where true"
    )
    .and("o.id = ?", id)
    .push(" order by o.sort_key, o.id")
    .fetch_all(on)
    .await
}

/// Id and name of all organisations, by name.
///
/// # Errors
/// The database's.
pub async fn names(on: impl Into<On<'_>>) -> Result<Vec<(OrganisationId, String)>> {
    sql!("select id, name from organisation order by sort_key, id").fetch_all(on).await
}

/// The name of an organisation.
///
/// # Errors
/// The database's.
pub async fn name(on: impl Into<On<'_>>, id: OrganisationId) -> Result<Option<String>> {
    sql!("select name from organisation where id = $1", id).fetch_maybe(on).await
}

/// Every domain with its organisation; of one organisation when asked.
pub async fn domains(on: impl Into<On<'_>>, id: Option<OrganisationId>) -> Result<Vec<(OrganisationId, String)>> {
    sql!("select d.organisation_id, d.domain from organisation_domain d where true")
        .and("d.organisation_id = ?", id)
        .push(" order by d.domain")
        .fetch_all(on)
        .await
}

/// The organisations to which a domain belongs; a successor instead of the one it took the place of.
pub async fn of_domain(on: impl Into<On<'_>>, domain: &str) -> Result<Vec<(OrganisationId, String)>> {
    sql!(
        "select s.id, s.name from organisation s where s.id in
           (select coalesce(o.successor_id, o.id) from organisation_domain d
            join organisation o on o.id = d.organisation_id where d.domain = $1)
         order by s.sort_key, s.id",
        domain
    )
    .fetch_all(on)
    .await
}

/// Makes an organisation.
pub async fn insert(
    tx: &mut Tx,
    _by: &Permit<Administer>,
    id: OrganisationId,
    name: &str,
    kind: OrganisationKind,
    successor: Option<OrganisationId>,
    now: Timestamp,
) -> Result<u64> {
    sql!(
        "insert into organisation (id, name, kind, sort_key, successor_id, created_at) values ($1, $2, $3, $4, $5, $6)",
        id,
        name,
        kind,
        sort_key(name),
        successor,
        now
    )
    .execute(tx)
    .await
}

/// Changes an organisation.
pub async fn update(
    tx: &mut Tx,
    _by: &Permit<Administer>,
    id: OrganisationId,
    name: &str,
    kind: OrganisationKind,
    successor: Option<OrganisationId>,
) -> Result<u64> {
    sql!(
        "update organisation set name = $2, kind = $3, sort_key = $4, successor_id = $5 where id = $1",
        id,
        name,
        kind,
        sort_key(name),
        successor
    )
    .execute(tx)
    .await
}

/// Makes `domains` the domains of the organisation.
pub async fn set_domains(tx: &mut Tx, _by: &Permit<Administer>, id: OrganisationId, domains: &[String]) -> Result<()> {
    sql!("delete from organisation_domain where organisation_id = $1", id).execute(&mut *tx).await?;
    for domain in domains {
        sql!("insert into organisation_domain (organisation_id, domain) values ($1, $2)", id, domain)
            .execute(&mut *tx)
            .await?;
    }
    Ok(())
}

/// Those who work for an organisation.
pub async fn people(on: impl Into<On<'_>>, id: OrganisationId) -> Result<Vec<MemberId>> {
    let rows: Vec<(MemberId,)> =
        sql!("select member_id from affiliation where organisation_id = $1 and until is null", id)
            .fetch_all(on)
            .await?;
    Ok(rows.into_iter().map(|(id,)| id).collect())
}
