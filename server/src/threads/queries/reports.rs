//! SQL about reports of posts to the moderators.

use super::author;
use crate::{
    access::{Moderate, Permit, ReportPost},
    db::{On, Result, Tx, sql},
};
use shared::{
    Timestamp,
    html::SafeHtml,
    ids::{CommunityId, MemberId, PostId, ReportId, ThreadId},
    threads::{NewReport, Report},
};

/// Reports a post; a report of the same member that still waits takes the new words, if there are any.
pub async fn report(
    tx: &mut Tx,
    by: &Permit<ReportPost>,
    id: ReportId,
    new: &NewReport,
    now: Timestamp,
) -> Result<u64> {
    let (post, ..) = by.scope();
    let again = sql!(
        "update report set reason = $3, note = case when $4 = '' then note else $4 end
         where post_id = $1 and reporter_id = $2 and decided_at is null",
        post,
        by.by(),
        &new.reason,
        new.note.trim()
    )
    .execute(&mut *tx)
    .await?;
    if again > 0 {
        return Ok(again);
    }
    sql!(
        "insert into report (id, post_id, reporter_id, reason, note, created_at) values ($1, $2, $3, $4, $5, $6)",
        id,
        post,
        by.by(),
        &new.reason,
        new.note.trim(),
        now
    )
    .execute(tx)
    .await
}

#[derive(Clone, Debug, sqlx::FromRow)]
struct Row {
    id: ReportId,
    thread_id: ThreadId,
    thread_title: String,
    number: i64,
    author_id: MemberId,
    author_name: Option<String>,
    body_html: String,
    deleted: bool,
    reason: String,
    note: String,
    reporter: String,
    created_at: Timestamp,
    outcome: Option<String>,
    outcome_note: String,
    decider: Option<String>,
    decided_at: Option<Timestamp>,
}

impl From<Row> for Report {
    fn from(row: Row) -> Self {
        Self {
            id: row.id,
            thread_id: row.thread_id,
            thread_title: row.thread_title,
            number: row.number,
            author: author(row.author_id, row.author_name, None, None),
            body_html: SafeHtml::from_sanitiser(row.body_html),
            deleted: row.deleted,
            reason: row.reason,
            note: row.note,
            reporter: row.reporter,
            created_at: row.created_at,
            outcome: row.outcome,
            outcome_note: row.outcome_note,
            decider: row.decider,
            decided_at: row.decided_at,
        }
    }
}

/// Reports in a community: those that wait, oldest first, or those that were decided, newest first.
pub async fn reports(on: impl Into<On<'_>>, community: CommunityId, open: bool) -> Result<Vec<Report>> {
    let query = sql!(
        "select x.id, t.id as thread_id, t.title as thread_title, p.number, p.author_id,
                case when m.departed_at is null then m.name end as author_name, p.body_html,
                p.deleted_at is not null as deleted, x.reason, x.note, w.name as reporter, x.created_at, x.outcome,
                x.outcome_note, d.name as decider, x.decided_at
         from report x
         join post p on p.id = x.post_id
         join thread t on t.id = p.thread_id
         join member m on m.id = p.author_id
         join member w on w.id = x.reporter_id
         left join member d on d.id = x.decided_by
         where t.community_id = $1",
        community
    );
    let query = if open {
        query.push(" and x.decided_at is null order by x.created_at, x.id limit 100")
    } else {
        query.push(" and x.decided_at is not null order by x.decided_at desc, x.id limit 20")
    };
    let rows: Vec<Row> = query.fetch_all(on).await?;
    Ok(rows.into_iter().map(Report::from).collect())
}

/// The post of a report that waits in a community.
pub async fn reported(on: impl Into<On<'_>>, community: CommunityId, id: ReportId) -> Result<Option<PostId>> {
    sql!(
        "select p.id from report x join post p on p.id = x.post_id join thread t on t.id = p.thread_id
         where x.id = $2 and t.community_id = $1 and x.decided_at is null",
        community,
        id
    )
    .fetch_maybe(on)
    .await
}

/// Decides every report of a post that waits.
pub async fn settle(
    tx: &mut Tx,
    by: &Permit<Moderate>,
    post: PostId,
    outcome: &str,
    note: &str,
    now: Timestamp,
) -> Result<u64> {
    sql!(
        "update report set decided_at = $2, decided_by = $3, outcome = $4, outcome_note = $5
         where post_id = $1 and decided_at is null",
        post,
        now,
        by.by(),
        outcome,
        note
    )
    .execute(tx)
    .await
}
