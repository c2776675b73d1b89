//! Every SQL text about notifications: of chats in `chat`, of threads here.

mod chat;
mod kept;

pub use chat::*;
pub use kept::*;

use super::model::{About, NewPost, Reader};
use crate::db::{On, Result, Tx, sql};
use shared::{
    Timestamp,
    ids::{MemberId, ThreadId},
};

/// Who took part in a thread or follows it, and wants mail about replies; not its author.
pub async fn listeners(on: impl Into<On<'_>>, thread: ThreadId, author: MemberId) -> Result<Vec<(MemberId,)>> {
    sql!(
        "select m.id from member m
         where m.id <> $2 and m.mail_replies and m.disabled_at is null and m.departed_at is null
           and (m.id in (select p.author_id from post p where p.thread_id = $1)
             or m.id in (select f.member_id from follow f where f.thread_id = $1 and f.level = 'follow'))
           and m.id not in (select f.member_id from follow f where f.thread_id = $1 and f.level = 'mute')
         order by m.id",
        thread,
        author
    )
    .fetch_all(on)
    .await
}

/// The member who would get a mail.
pub async fn reader(on: impl Into<On<'_>>, id: MemberId) -> Result<Option<Reader>> {
    sql!(
        "select email, lang, admin, mail_replies, mail_messages from member
         where id = $1 and disabled_at is null and departed_at is null",
        id
    )
    .fetch_optional(on)
    .await
}

/// What a mail says about a thread, and how the member stands to it.
pub async fn about(on: impl Into<On<'_>>, thread: ThreadId, member: MemberId) -> Result<Option<About>> {
    sql!(
        "select t.title, c.name as community, t.last_number, coalesce(r.number, 0) as read,
                coalesce(f.level = 'mute', false) as muted
         from thread t
         join community c on c.id = t.community_id
         left join read_mark r on r.thread_id = t.id and r.member_id = $2
         left join follow f on f.thread_id = t.id and f.member_id = $2
         where t.id = $1 and t.deleted_at is null",
        thread,
        member
    )
    .fetch_optional(on)
    .await
}

/// Posts of others after number `after` that still stand.
pub async fn news(on: impl Into<On<'_>>, thread: ThreadId, member: MemberId, after: i64) -> Result<Vec<NewPost>> {
    sql!(
        "select p.number, p.body_markdown, case when m.departed_at is null then m.name end as author_name,
                o.name as author_organisation
         from post p
         join member m on m.id = p.author_id
         left join affiliation a on a.id = p.affiliation_id
         left join organisation o on o.id = a.organisation_id
         where p.thread_id = $1 and p.number > $3 and p.author_id <> $2 and p.deleted_at is null
         order by p.number limit 100",
        thread,
        member,
        after
    )
    .fetch_all(on)
    .await
}

/// No mail about this thread any more.
pub async fn mute(tx: &mut Tx, member: MemberId, thread: ThreadId, now: Timestamp) -> Result<u64> {
    sql!(
        "insert into follow (member_id, thread_id, level, since)
         select m.id, t.id, 'mute', $3 from member m, thread t where m.id = $1 and t.id = $2
         on conflict (member_id, thread_id) do update set level = 'mute', since = excluded.since",
        member,
        thread,
        now
    )
    .execute(tx)
    .await
}

/// No mail about any reply any more.
pub async fn stop_all(tx: &mut Tx, member: MemberId) -> Result<u64> {
    sql!("update member set mail_replies = false where id = $1", member).execute(tx).await
}
