//! Chat rooms and messages as they travel, and the forms that make them.

pub mod words;

use crate::{
    Faults, Timestamp,
    html::SafeHtml,
    ids::{CommunityId, MessageId, RoomId},
    limits,
    people::Author,
};
use serde::{Deserialize, Serialize};

/// Messages on one page of a room.
pub const MESSAGES_PER_PAGE: i64 = 50;

/// Something said in a room.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "server", derive(utoipa::ToSchema))]
pub struct Message {
    /// Which.
    pub id: MessageId,
    /// Its place in the room: rises, with gaps.
    pub seq: i64,
    /// Who said it.
    pub author: Author,
    /// The source; empty when deleted.
    pub body_markdown: String,
    /// What is shown.
    pub body_html: SafeHtml,
    /// When it was said.
    pub created_at: Timestamp,
    /// When it was last changed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub edited_at: Option<Timestamp>,
    /// Rises with every change.
    pub version: i64,
    /// Taken away.
    pub deleted: bool,
}

/// A stretch of messages of a room, oldest first.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "server", derive(utoipa::ToSchema))]
pub struct Stretch {
    /// The messages.
    pub items: Vec<Message>,
    /// Where the next page begins, when there is one.
    pub next_cursor: Option<String>,
    /// Whether there are older ones.
    pub older: bool,
    /// The number of the last event of the room at the moment of reading.
    pub head: i64,
}

/// A room in a list.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "server", derive(sqlx::FromRow, utoipa::ToSchema))]
pub struct RoomRow {
    /// Which.
    pub id: RoomId,
    /// Its own name.
    pub name: String,
    /// The community it belongs to.
    pub community_id: CommunityId,
    /// The slug of that community.
    pub community_slug: String,
    /// The name of that community.
    pub community: String,
    /// Nothing may be said any more.
    pub archived: bool,
    /// Messages of others that the reader has not seen, at most 100.
    pub unread: i64,
    /// How far the reader has read: the number of the last event seen.
    pub mark: i64,
    /// When something was last said.
    pub last_at: Option<Timestamp>,
}

/// The form that says something.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "server", derive(utoipa::ToSchema))]
pub struct NewMessage {
    /// The text.
    pub body_markdown: String,
    /// Chosen by the sender: a retried send never makes a second message.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub nonce: Option<String>,
}

impl NewMessage {
    /// What is wrong with it.
    ///
    /// # Errors
    /// The faults by field.
    pub fn check(&self) -> Result<(), Faults> {
        let mut faults = Faults::default();
        faults.text("body_markdown", &self.body_markdown, limits::MESSAGE);
        if let Some(nonce) = &self.nonce {
            faults.line("nonce", nonce, 1, 100);
        }
        faults.done()
    }
}

/// The form that changes a message.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "server", derive(utoipa::ToSchema))]
pub struct EditedMessage {
    /// The new text.
    pub body_markdown: String,
    /// The version that was read.
    pub version: i64,
}

/// Whether `later` stands in one group with `earlier`: the same author, within five minutes.
pub fn together(earlier: &Message, later: &Message) -> bool {
    let who = |message: &Message| {
        let Author { id, name, function, organisation, .. } = message.author.clone();
        (id, name, function, organisation)
    };
    later.author.id.is_some()
        && who(earlier) == who(later)
        && later.created_at.seconds() - earlier.created_at.seconds() < 300
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_message_says_something() {
        let new = |text: &str| NewMessage { body_markdown: text.to_owned(), nonce: None };
        assert!(new("Goedemorgen").check().is_ok());
        assert!(new(" \n\u{200B}").check().is_err());
        assert!(new(&"a".repeat(10_001)).check().is_err());
        assert!(new("a\0b").check().is_err());
        assert!(NewMessage { nonce: Some(String::new()), ..new("x") }.check().is_err());
    }
}
