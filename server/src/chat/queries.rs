//! Every SQL text about rooms and messages: rooms and their lists in `rooms`, who may be named in `naming`, signs, pins and
//! levels in `signs`, what is put in a thread in `moving`, what disappears in `keeping`, what is said here.

mod keeping;
mod moving;
mod naming;
mod rooms;
mod signs;

pub use keeping::*;
pub use moving::*;
pub use naming::*;
pub use rooms::*;
pub use signs::*;

use crate::{
    access::{Actor, DeleteMessage, EditMessage, Permit, ReadRoom, Say},
    db::{On, Result, Tx, sql},
    files::{self, Photos},
};
use shared::{
    Timestamp,
    chat::Message,
    html::SafeHtml,
    ids::{FileId, MemberId, MessageId, RoomId, ThreadId},
    people::Author,
};

/// A message as the database knows it.
#[derive(Clone, Debug, sqlx::FromRow)]
struct Row {
    id: MessageId,
    seq: i64,
    body_markdown: String,
    body_html: String,
    created_at: Timestamp,
    edited_at: Option<Timestamp>,
    version: i64,
    deleted: bool,
    author_id: MemberId,
    author_name: Option<String>,
    author_function: Option<String>,
    author_organisation: Option<String>,
    author_photo: Option<FileId>,
    re: Option<MessageId>,
    replies: i64,
    pinned: bool,
    thread_id: Option<ThreadId>,
    number: Option<i64>,
}

impl Row {
    fn seen(self, photos: &Photos) -> Message {
        let row = self;
        let kept = |text: String| if row.deleted { String::new() } else { text };
        Message {
            id: row.id,
            seq: row.seq,
            // A member who left has no name here; pages say so in the reader's language.
            author: Author {
                id: row.author_name.is_some().then_some(row.author_id),
                name: row.author_name.unwrap_or_default(),
                function: row.author_function.filter(|text| !text.is_empty()),
                organisation: row.author_organisation,
                photo: photos.url(row.author_photo),
            },
            body_markdown: kept(row.body_markdown),
            body_html: SafeHtml::from_sanitiser(kept(row.body_html)),
            created_at: row.created_at,
            edited_at: row.edited_at,
            version: row.version,
            deleted: row.deleted,
            moved: row.thread_id.zip(row.number).map(|(thread, number)| format!("/t/{thread}/{number}#post-{number}")),
            re: row.re,
            replies: row.replies,
            pinned: row.pinned && !row.deleted,
            reactions: Vec::new(),
        }
    }
}

/// Which messages of a room.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Wanted {
    /// The oldest after this place.
    After(i64),
    /// The newest before this place.
    Before(i64),
    /// Those that are kept at hand.
    Pinned,
}

/// Messages of a room.
fn of_room(room: RoomId) -> crate::db::Query<'static> {
    sql!(
        "select x.id, x.seq, x.body_markdown, x.body_html, x.created_at, x.edited_at, x.version,
                x.deleted_at is not null as deleted, x.author_id,
                case when m.departed_at is null then m.name end as author_name,
                a.function as author_function, o.name as author_organisation, m.photo_id as author_photo,
                x.root_id as re, x.pinned_at is not null as pinned, p.thread_id, p.number,
                (select count(*) from message y where y.root_id = x.id and y.deleted_at is null) as replies
         from message x
         join member m on m.id = x.author_id
         left join affiliation a on a.id = x.affiliation_id
         left join organisation o on o.id = a.organisation_id
         left join post p on p.id = x.post_id and p.deleted_at is null
         where x.room_id = $1",
        room
    )
}

/// Reads messages, with the photos that the reader sees; a message for all readers has none.
async fn dressed(mut on: On<'_>, reader: &Actor, query: crate::db::Query<'_>) -> Result<Vec<Message>> {
    let rows: Vec<Row> = query.fetch_all(on.again()).await?;
    let photos = files::photos(on.again(), reader, rows.iter().map(|row| row.author_photo)).await?;
    let mut messages: Vec<Message> = rows.into_iter().map(|row| row.seen(&photos)).collect();
    let ids: Vec<MessageId> = messages.iter().map(|message| message.id).collect();
    let given = reactions(on, &ids).await?;
    for message in messages.iter_mut().filter(|message| !message.deleted) {
        message.reactions = given.get(&message.id).cloned().unwrap_or_default();
    }
    Ok(messages)
}

/// Messages of a room, oldest first. Those after or before a place are of one side talk when its first message is named, else
/// of none.
pub async fn messages(
    on: impl Into<On<'_>>,
    reader: &Actor,
    room: RoomId,
    side: Option<MessageId>,
    wanted: Wanted,
    limit: i64,
) -> Result<Vec<Message>> {
    let query = of_room(room);
    let of = |query: crate::db::Query<'static>| match side {
        Some(first) => query.push_with(" and x.root_id = ?", first),
        None => query.push(" and x.root_id is null"),
    };
    let query = match wanted {
        Wanted::After(seq) => of(query).push_with(" and x.seq > ?", seq).push(" order by x.seq"),
        Wanted::Before(seq) => of(query).push_with(" and x.seq < ?", seq).push(" order by x.seq desc"),
        Wanted::Pinned => query.push(" and x.pinned_at is not null and x.deleted_at is null order by x.seq"),
    };
    let mut messages = dressed(on.into(), reader, query.push_with(" limit ?", limit)).await?;
    if matches!(wanted, Wanted::Before(_)) {
        messages.reverse();
    }
    Ok(messages)
}

/// Messages of a room with these ids, oldest first, side talks among them.
pub async fn messages_with(
    on: impl Into<On<'_>>,
    reader: &Actor,
    room: RoomId,
    ids: &[MessageId],
) -> Result<Vec<Message>> {
    let query = of_room(room).and_in("x.id", ids.iter().copied()).push(" order by x.seq");
    dressed(on.into(), reader, query).await
}

/// One message of a room.
pub async fn one(on: impl Into<On<'_>>, reader: &Actor, room: RoomId, id: MessageId) -> Result<Option<Message>> {
    Ok(messages_with(on, reader, room, &[id]).await?.into_iter().next())
}

/// The number of the last event of a room.
pub async fn head(on: impl Into<On<'_>>, room: RoomId) -> Result<i64> {
    Ok(sql!("select head from channel where kind = 'room' and ref = $1", room).fetch_maybe(on).await?.unwrap_or(0))
}

/// Room, id, place and text of a message by its author and nonce; what has no words any more has no text.
pub async fn by_nonce(
    on: impl Into<On<'_>>,
    author: MemberId,
    nonce: &str,
) -> Result<Option<(RoomId, MessageId, i64, Option<String>)>> {
    sql!(
        "select room_id, id, seq, case when post_id is null then body_markdown end
         from message where author_id = $1 and nonce = $2
         union all
         select room_id, message_id, seq, null from message_nonce where author_id = $1 and nonce = $2",
        author,
        nonce
    )
    .fetch_optional(on)
    .await
}

/// Name, function and organisation of who acts.
pub async fn author(on: impl Into<On<'_>>, by: &Permit<Say>) -> Result<Author> {
    let row: Option<(String, Option<String>, Option<String>)> = sql!(
        "select m.name, a.function, o.name
         from member m
         left join affiliation a on a.id = $2
         left join organisation o on o.id = a.organisation_id
         where m.id = $1",
        by.by(),
        by.affiliation()
    )
    .fetch_optional(on)
    .await?;
    let (name, function, organisation) = row.unwrap_or_default();
    let function = function.filter(|text| !text.is_empty());
    Ok(Author { id: Some(by.by()), name, function, organisation, photo: None })
}

/// Keeps what was said.
pub async fn insert(tx: &mut Tx, by: &Permit<Say>, message: &Message, nonce: Option<&str>) -> Result<u64> {
    sql!(
        "insert into message (id, room_id, seq, author_id, affiliation_id, body_markdown, body_html, nonce, created_at, root_id)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)",
        message.id,
        by.scope().0,
        message.seq,
        by.by(),
        by.affiliation(),
        &message.body_markdown,
        message.body_html.as_str(),
        nonce,
        message.created_at,
        message.re
    )
    .execute(tx)
    .await
}

/// Changes the text of a message, when its version still is `version`. What was said after `grace` is still being written:
/// it does not count as changed.
pub async fn edit(
    tx: &mut Tx,
    by: &Permit<EditMessage>,
    version: i64,
    (markdown, html): (&str, &str),
    (now, grace): (Timestamp, Timestamp),
) -> Result<u64> {
    sql!(
        "update message set body_markdown = $3, body_html = $4, version = version + 1,
                edited_at = case when created_at > $6 then edited_at else $5 end
         where id = $1 and version = $2",
        by.scope().0,
        version,
        markdown,
        html,
        now,
        grace
    )
    .execute(tx)
    .await
}

/// Takes a message away; the row keeps its place.
pub async fn delete(tx: &mut Tx, by: &Permit<DeleteMessage>, now: Timestamp) -> Result<u64> {
    sql!("update message set deleted_at = $2, deleted_by = $3 where id = $1", by.scope().0, now, by.by())
        .execute(tx)
        .await
}

/// The message that a side talk of `id` begins with: itself, or the one whose side talk it is in; of this room, and not
/// taken away.
pub async fn root(on: impl Into<On<'_>>, room: RoomId, id: MessageId) -> Result<Option<MessageId>> {
    sql!(
        "select coalesce(x.root_id, x.id) from message x
         where x.id = $2 and x.room_id = $1 and x.deleted_at is null",
        room,
        id
    )
    .fetch_maybe(on)
    .await
}

/// The number of the first message of a room since a moment.
pub async fn first_since(on: impl Into<On<'_>>, room: RoomId, at: Timestamp) -> Result<Option<i64>> {
    sql!(
        "select seq from message where room_id = $1 and created_at >= $2 and root_id is null
         order by created_at, seq limit 1",
        room,
        at
    )
    .fetch_maybe(on)
    .await
}

/// Moves the reader's mark forward, never back.
pub async fn read(tx: &mut Tx, by: &Permit<ReadRoom>, seq: i64, now: Timestamp) -> Result<u64> {
    sql!(
        "insert into room_mark (member_id, room_id, seq, at) values ($1, $2, $3, $4)
         on conflict (member_id, room_id) do update set seq = excluded.seq, at = excluded.at
         where excluded.seq > room_mark.seq",
        by.by(),
        by.scope().0,
        seq,
        now
    )
    .execute(tx)
    .await
}
