//! Conversations that were held elsewhere: put here many posts at a time, so that a large file does not wait for the disk
//! at every one. What an interruption leaves out, the next import of the same conversation adds.

use super::posts::{Head, Words, add, begin, rendered, tell};
use crate::{
    Error, Result,
    app::{App, Ctx},
    clock,
    threads::queries,
};
use shared::{
    Timestamp, Wrong,
    ids::{CommunityId, PostId, ThreadId},
};
use std::collections::HashMap;

/// Posts in one transaction: other writers wait as long.
const POSTS: usize = 200;

/// A post of a conversation.
pub struct Said {
    /// The program, in the name of the author.
    pub by: Ctx,
    /// When it was said.
    pub at: Timestamp,
    /// The text.
    pub body_markdown: String,
    /// The place in the list of the post it answers.
    pub reply_to: Option<usize>,
}

/// A conversation, its texts no longer than they may be.
pub struct Conversation {
    /// The id it has elsewhere.
    pub external_id: Option<String>,
    /// Where it goes.
    pub community: CommunityId,
    /// Its title.
    pub title: String,
    /// Its tags.
    pub tags: Vec<String>,
    /// Its posts, oldest first.
    pub posts: Vec<Said>,
}

/// What became of a conversation.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Became {
    /// It is new.
    New(ThreadId),
    /// It was here, and has more posts now.
    Grown,
    /// It was here, with all its posts.
    Same,
}

/// Puts a conversation here; one that is here already gets the posts it does not have yet.
///
/// # Errors
/// `Invalid`; `Closed` when it is closed here and would grow; as [`Actor::may`](crate::access::Actor::may).
pub async fn import(app: &App, it: Conversation) -> Result<Became> {
    let found = match &it.external_id {
        Some(id) => queries::external(&app.db, id).await?,
        None => None,
    };
    let here = found.map_or(0, |(_, number)| usize::try_from(number).unwrap_or(usize::MAX));
    let mut new = Vec::new();
    for (place, said) in it.posts.iter().enumerate().skip(here) {
        new.push((place, said, rendered(&said.by, &said.body_markdown).await?));
    }
    let Some((_, first, _)) = new.first() else {
        return if found.is_some() { Ok(Became::Same) } else { Err(Error::field("posts", Wrong::Empty)) };
    };
    let thread = found.map_or_else(|| ThreadId::from_uuid(clock::id_at(first.at)), |(thread, _)| thread);
    let head = Head {
        id: thread,
        community: it.community,
        title: &it.title,
        tags: &it.tags,
        external_id: it.external_id.as_deref(),
    };
    let mut ids: HashMap<usize, PostId> = HashMap::new();
    for some in new.chunks(POSTS) {
        app.db
            .write(async |tx| {
                let mut last = None;
                for (place, Said { by, at, reply_to, .. }, text) in some {
                    let reply_to = reply_to.and_then(|answered| ids.get(&answered).copied());
                    let post = Words { text, reply_to, nonce: None, files: &[] };
                    let id = if *place == 0 {
                        begin(tx, by, head, post, *at).await?
                    } else {
                        let (permit, id, number) = add(tx, by, thread, post, *at).await?;
                        last = Some((permit, id, number, *at));
                        id
                    };
                    ids.insert(*place, id);
                }
                match last {
                    Some((permit, id, number, at)) => tell(tx, &permit, id, number, at).await,
                    None => Ok(()),
                }
            })
            .await?;
    }
    Ok(if found.is_some() { Became::Grown } else { Became::New(thread) })
}
