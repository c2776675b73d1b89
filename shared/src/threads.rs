//! Threads and posts as they travel, and the forms that make them.

pub mod words;

use crate::{
    Faults, Timestamp, Wrong,
    html::SafeHtml,
    ids::{CommunityId, PostId, ThreadId},
    limits,
    people::Author,
};
use serde::{Deserialize, Serialize};

/// A thread in a list, and the head of its page.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "server", derive(utoipa::ToSchema))]
pub struct Thread {
    /// Which.
    pub id: ThreadId,
    /// Where it is.
    pub url: String,
    /// Its title.
    pub title: String,
    /// The community it stands in.
    pub community: CommunityRef,
    /// Who opened it.
    pub author: Author,
    /// Its tags.
    pub tags: Vec<String>,
    /// When it was opened.
    pub created_at: Timestamp,
    /// When somebody last posted.
    pub active_at: Timestamp,
    /// Posts after the first.
    pub reply_count: i64,
    /// The number of the last post.
    pub last_number: i64,
    /// The number of the last post the reader has seen; 0 for none.
    pub read: i64,
    /// Nothing may be added any more.
    pub closed: bool,
    /// First in its community.
    pub pinned: bool,
    /// Its posts, on its own page.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub posts: Option<Vec<Post>>,
}

/// A community as a thread names it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "server", derive(utoipa::ToSchema))]
pub struct CommunityRef {
    /// Which.
    pub id: CommunityId,
    /// Its place in addresses.
    pub slug: String,
    /// Its name.
    pub name: String,
}

/// A post.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "server", derive(utoipa::ToSchema))]
pub struct Post {
    /// Which.
    pub id: PostId,
    /// Its number in the thread, from 1.
    pub number: i64,
    /// Who wrote it.
    pub author: Author,
    /// The source; empty when deleted.
    pub body_markdown: String,
    /// What is shown.
    pub body_html: SafeHtml,
    /// When it was written.
    pub created_at: Timestamp,
    /// When it was last changed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub edited_at: Option<Timestamp>,
    /// Rises with every change.
    pub version: i64,
    /// The post it answers.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reply_to: Option<PostId>,
    /// The number of the post it answers.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reply_to_number: Option<i64>,
    /// Taken away.
    pub deleted: bool,
}

/// The form that opens a thread.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "server", derive(utoipa::ToSchema))]
pub struct NewThread {
    /// Its title.
    pub title: String,
    /// Its first post.
    pub body_markdown: String,
    /// Its tags.
    #[serde(default)]
    pub tags: Vec<String>,
}

impl NewThread {
    /// What is wrong with it.
    ///
    /// # Errors
    /// The faults by field.
    pub fn check(&self) -> Result<(), Faults> {
        let mut faults = Faults::default();
        faults.line("title", &self.title, limits::TITLE_MIN, limits::TITLE);
        faults.text("body_markdown", &self.body_markdown, limits::POST);
        check_tags(&mut faults, &self.tags);
        faults.done()
    }
}

/// Tags: a few, short, one line each.
pub fn check_tags(faults: &mut Faults, tags: &[String]) {
    if u32::try_from(tags.len()).unwrap_or(u32::MAX) > limits::TAGS {
        faults.add("tags", Wrong::TooMany(limits::TAGS));
    }
    for tag in tags {
        faults.line("tags", tag, 1, limits::TAG);
    }
}

/// The form that adds a post.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "server", derive(utoipa::ToSchema))]
pub struct NewPost {
    /// The text.
    pub body_markdown: String,
    /// The post it answers.
    #[serde(default)]
    pub reply_to: Option<PostId>,
    /// Chosen by the sender: a retried send never makes a second post.
    #[serde(default)]
    pub nonce: Option<String>,
}

impl NewPost {
    /// What is wrong with it.
    ///
    /// # Errors
    /// The faults by field.
    pub fn check(&self) -> Result<(), Faults> {
        let mut faults = Faults::default();
        faults.text("body_markdown", &self.body_markdown, limits::POST);
        if let Some(nonce) = &self.nonce {
            faults.line("nonce", nonce, 1, 100);
        }
        faults.done()
    }
}

/// The form that changes a post.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "server", derive(utoipa::ToSchema))]
pub struct EditedPost {
    /// The new text.
    pub body_markdown: String,
    /// The version that was read.
    pub version: i64,
}
