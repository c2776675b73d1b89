//! Threads and posts as they travel, and the forms that make them.

pub mod words;

use crate::{
    Faults, Timestamp, Wrong,
    files::Attachment,
    html::SafeHtml,
    ids::{CommunityId, PostId, ReportId, ThreadId},
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
    /// How many posts the reader has not seen: 0 where they keep no mark, and in what they muted.
    #[serde(default)]
    pub unread: i64,
    /// `follow` or `mute`, when the reader chose either.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub follow: Option<String>,
    /// Who posted last.
    #[serde(default)]
    pub last_author: Author,
    /// Nothing may be added any more.
    pub closed: bool,
    /// First in its community.
    pub pinned: bool,
    /// Taken away: only moderators still see it.
    #[serde(default)]
    pub deleted: bool,
    /// The number of the last event of its channel, on its own page: posts and this are of one moment.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub head: Option<i64>,
    /// Its posts, on its own page.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub posts: Option<Vec<Post>>,
    /// The chat it began in, on its own page, for who reads there.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub chat: Option<FromChat>,
}

/// That a thread began in a chat.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "server", derive(utoipa::ToSchema))]
pub struct FromChat {
    /// Where it began.
    pub url: String,
    /// Who put it in a thread; empty for who left.
    pub by: String,
    /// When.
    pub at: Timestamp,
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
    /// Who wrote the post it answers.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reply_to_name: Option<String>,
    /// Taken away. Its words are there for moderators only.
    pub deleted: bool,
    /// What is attached to it.
    #[serde(default)]
    pub files: Vec<Attachment>,
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
    /// Chosen by the sender: a retried send never makes a second thread.
    #[serde(default)]
    pub nonce: Option<String>,
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
        if let Some(nonce) = &self.nonce {
            faults.line("nonce", nonce, 1, 100);
        }
        faults.done()
    }
}

/// Tags as they are kept: lower case, each once.
pub fn tidy_tags(tags: &[String]) -> Vec<String> {
    let mut tidy = Vec::<String>::new();
    for tag in tags.iter().map(|tag| tag.trim().to_lowercase()).filter(|tag| !tag.is_empty()) {
        if !tidy.contains(&tag) {
            tidy.push(tag);
        }
    }
    tidy
}

/// Tags from one line, with commas between.
pub fn tags_of(line: &str) -> Vec<String> {
    line.split(',').map(str::trim).filter(|tag| !tag.is_empty()).map(ToOwned::to_owned).collect()
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

/// The form that changes title, tags and state of a thread; what is absent stays.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "server", derive(utoipa::ToSchema))]
pub struct ThreadChange {
    /// The new title.
    #[serde(default)]
    pub title: Option<String>,
    /// The new tags.
    #[serde(default)]
    pub tags: Option<Vec<String>>,
    /// First in its community.
    #[serde(default)]
    pub pinned: Option<bool>,
    /// Nothing may be added any more.
    #[serde(default)]
    pub closed: Option<bool>,
}

impl ThreadChange {
    /// What is wrong with it.
    ///
    /// # Errors
    /// The faults by field.
    pub fn check(&self) -> Result<(), Faults> {
        let mut faults = Faults::default();
        if let Some(title) = &self.title {
            faults.line("title", title, limits::TITLE_MIN, limits::TITLE);
        }
        if let Some(tags) = &self.tags {
            check_tags(&mut faults, tags);
        }
        faults.done()
    }
}

/// The form that says how far somebody has read.
#[derive(Clone, Copy, Debug, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "server", derive(utoipa::ToSchema))]
pub struct Mark {
    /// The number of the last post that was seen.
    pub number: i64,
}

/// The form that follows or mutes a thread.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "server", derive(utoipa::ToSchema))]
pub struct Level {
    /// `follow`, `mute`, or empty for neither.
    #[serde(default)]
    pub level: String,
}

/// The reasons for which a post can be reported.
pub const REASONS: [&str; 5] = ["personal_data", "offensive", "off_topic", "wrong", "other"];

/// The form that reports a post to the moderators.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "server", derive(utoipa::ToSchema))]
pub struct NewReport {
    /// One of [`REASONS`].
    #[serde(default)]
    pub reason: String,
    /// What the reporter says about it.
    #[serde(default)]
    pub note: String,
}

impl NewReport {
    /// What is wrong with it.
    ///
    /// # Errors
    /// The faults by field.
    pub fn check(&self) -> Result<(), Faults> {
        let mut faults = Faults::default();
        if !REASONS.contains(&self.reason.as_str()) {
            faults.add("reason", Wrong::NotAChoice);
        }
        faults.optional_text("note", &self.note, limits::NOTE);
        faults.done()
    }
}

/// The form that decides a report.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Verdict {
    /// `kept` or `removed`.
    pub outcome: String,
    /// What the moderator says about it.
    #[serde(default)]
    pub note: String,
}

/// A report, for moderators.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "server", derive(utoipa::ToSchema))]
pub struct Report {
    /// Which.
    pub id: ReportId,
    /// The thread of the post.
    pub thread_id: ThreadId,
    /// Its title.
    pub thread_title: String,
    /// The number of the post.
    pub number: i64,
    /// Who wrote the post.
    pub author: Author,
    /// What it says.
    pub body_html: SafeHtml,
    /// Whether it was taken away.
    pub deleted: bool,
    /// One of [`REASONS`].
    pub reason: String,
    /// What the reporter says.
    pub note: String,
    /// Who reported it.
    pub reporter: String,
    /// When.
    pub created_at: Timestamp,
    /// `kept` or `removed`, once decided.
    pub outcome: Option<String>,
    /// What the moderator said.
    pub outcome_note: String,
    /// Who decided.
    pub decider: Option<String>,
    /// When.
    pub decided_at: Option<Timestamp>,
}

/// Who reads along, and who took part: what stands around a thread.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Around {
    /// Members of the community; absent for those who may not see them.
    pub members: Option<i64>,
    /// For how many organisations they work.
    pub organisations: i64,
    /// Everybody on earth reads it.
    pub world: bool,
    /// Every member of the site reads it.
    pub alliance: bool,
    /// Those who posted, the busiest first.
    pub people: Vec<Author>,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tags_are_kept_once_and_in_lower_case() {
        assert_eq!(tidy_tags(&tags_of(" Zorg, AVE,zorg ,, ")), ["zorg", "ave"]);
    }
}
