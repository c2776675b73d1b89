//! Every SQL text about files.

mod text;

pub use text::{keep_text, mime, unread};

use super::model::{Row, Taken};
use crate::{
    access::{Act, Actor, ChangeOwn, EditPost, ModerateThread, Permit},
    db::{ChangeKind, On, Result, Tx, sql},
};
use shared::{
    Timestamp,
    files::{Attachment, photo_url},
    ids::{AudienceId, FileId, MemberId, PostId, ThreadId},
};
use std::collections::BTreeSet;

/// A file, with the post that carries it.
pub async fn find(on: impl Into<On<'_>>, id: FileId) -> Result<Option<Row>> {
    sql!(
        "select f.kind, f.audience_id, f.name, f.mime, p.post_id
         from file f left join post_file p on p.file_id = f.id where f.id = $1",
        id
    )
    .fetch_optional(on)
    .await
}

/// Photos that a reader may see.
#[derive(Debug, Default)]
pub struct Photos(BTreeSet<FileId>);

impl Photos {
    /// The address of a photo, when it is one of them.
    pub fn url(&self, id: Option<FileId>) -> Option<String> {
        id.filter(|id| self.0.contains(id)).map(photo_url)
    }

    /// Whether there is one.
    pub fn any(&self) -> bool {
        !self.0.is_empty()
    }
}

/// Which of these photos the actor sees: one's own, and those of members who show them to the actor. One question for a
/// whole page, and none when there is nothing to see.
///
/// # Errors
/// The database's.
pub async fn photos(
    on: impl Into<On<'_>>,
    actor: &Actor,
    ids: impl IntoIterator<Item = Option<FileId>>,
) -> Result<Photos> {
    let ids: BTreeSet<FileId> = ids.into_iter().flatten().collect();
    let Some(me) = actor.id().filter(|_| !ids.is_empty()) else { return Ok(Photos::default()) };
    let seen: Vec<(FileId,)> = sql!(
        "select m.photo_id from member m
         where (m.id = $1 or (m.disabled_at is null and m.departed_at is null
           and (m.show_photo = 'members' or (m.show_photo = 'communities' and m.id in
             (select theirs.member_id from membership theirs
              join membership mine on mine.community_id = theirs.community_id where mine.member_id = $1)))))",
        me
    )
    .and_in("m.photo_id", ids)
    .fetch_all(on)
    .await?;
    Ok(Photos(seen.into_iter().map(|(id,)| id).collect()))
}

async fn insert(
    tx: &mut Tx,
    owner: MemberId,
    audience: Option<AudienceId>,
    file: &Taken,
    at: Timestamp,
) -> Result<u64> {
    let (width, height) = file.pixels.unzip();
    sql!(
        "insert into file (id, audience_id, owner_id, kind, name, mime, size, width, height, sha256, created_at)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)",
        file.id,
        audience,
        owner,
        file.kind.key(),
        &file.name,
        file.mime,
        file.size,
        width,
        height,
        &file.sha256,
        at
    )
    .execute(tx)
    .await
}

/// Makes a file known as one of `post`, read by `audience`: in the transaction that writes or changes the post.
///
/// # Errors
/// The database's.
pub async fn attach<A: Act>(
    tx: &mut Tx,
    by: &Permit<A>,
    audience: AudienceId,
    post: PostId,
    file: &Taken,
    at: Timestamp,
) -> Result<()> {
    insert(tx, by.by(), Some(audience), file, at).await?;
    sql!("insert into post_file (post_id, file_id) values ($1, $2)", post, file.id).execute(tx).await?;
    tx.changed(ChangeKind::File, file.id.uuid(), at).await
}

/// Takes a file from the post that the permit is for; gives whether it was there. Its bytes go with the next sweep.
///
/// # Errors
/// The database's.
pub async fn detach(tx: &mut Tx, by: &Permit<EditPost>, file: FileId, at: Timestamp) -> Result<bool> {
    let (post, ..) = by.scope();
    if sql!("delete from post_file where post_id = $1 and file_id = $2", post, file).execute(tx).await? == 0 {
        return Ok(false);
    }
    sql!("delete from file where id = $1", file).execute(tx).await?;
    tx.changed(ChangeKind::File, file.uuid(), at).await?;
    Ok(true)
}

/// Gives the files of a thread the audience of the community it moved to.
///
/// # Errors
/// The database's.
pub async fn move_with_thread(
    tx: &mut Tx,
    _by: &Permit<ModerateThread>,
    thread: ThreadId,
    audience: AudienceId,
) -> Result<u64> {
    sql!(
        "update file set audience_id = $2 where id in
         (select f.file_id from post_file f join post p on p.id = f.post_id where p.thread_id = $1)",
        thread,
        audience
    )
    .execute(tx)
    .await
}

/// Makes a file the photo of the member the permit is for, or takes the photo away; gives the file that was it.
///
/// # Errors
/// The database's.
pub async fn photo(tx: &mut Tx, by: &Permit<ChangeOwn>, file: Option<&Taken>, at: Timestamp) -> Result<Option<FileId>> {
    let me = by.scope();
    let before: Option<FileId> =
        sql!("select photo_id from member where id = $1", me).fetch_maybe::<Option<FileId>>(&mut *tx).await?.flatten();
    if let Some(file) = file {
        insert(tx, me, None, file, at).await?;
    }
    sql!("update member set photo_id = $2 where id = $1", me, file.map(|file| file.id)).execute(tx).await?;
    if let Some(before) = before {
        sql!("delete from file where id = $1", before).execute(tx).await?;
    }
    tx.changed(ChangeKind::Member, me.uuid(), at).await?;
    Ok(before)
}

/// The files of posts, each with its post, in the order in which they were brought.
///
/// # Errors
/// The database's.
pub async fn of_posts(on: impl Into<On<'_>>, posts: &[PostId]) -> Result<Vec<(PostId, Attachment)>> {
    type Found = (PostId, FileId, String, String, i64, Option<i64>, Option<i64>);
    if posts.is_empty() {
        return Ok(Vec::new());
    }
    let rows: Vec<Found> = sql!(
        "select p.post_id, f.id, f.name, f.mime, f.size, f.width, f.height
         from post_file p join file f on f.id = p.file_id where true"
    )
    .and_in("p.post_id", posts.iter().copied())
    .push(" order by f.id")
    .fetch_all(on)
    .await?;
    let attachment = |(post, id, name, mime, size, width, height): Found| {
        let url = format!("/bestand/{id}");
        (post, Attachment { id, url, name, mime, size, pixels: width.zip(height) })
    };
    Ok(rows.into_iter().map(attachment).collect())
}

/// Those of `ids` that the database knows.
pub async fn known(on: impl Into<On<'_>>, ids: &[FileId]) -> Result<Vec<FileId>> {
    let rows: Vec<(FileId,)> =
        sql!("select id from file where true").and_in("id", ids.iter().copied()).fetch_all(on).await?;
    Ok(rows.into_iter().map(|(id,)| id).collect())
}
