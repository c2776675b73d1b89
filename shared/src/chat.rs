//! Chat rooms and messages as they travel, and the forms that make them.

pub mod keep_words;
mod keeping;
pub mod naming;
pub mod room_words;
mod rooms;
pub mod sign_words;
mod signs;
pub mod words;

pub use keeping::*;
pub use rooms::*;
pub use signs::*;

use crate::{
    Faults, Lang, Timestamp,
    html::SafeHtml,
    ids::{MessageId, RoomId},
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
    /// Where its words stand now, when it was put in a thread; it counts as taken away here.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub moved: Option<String>,
    /// The message whose side talk it belongs to.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub re: Option<MessageId>,
    /// Answers in its own side talk. Like what follows an event tells of it apart, never with the words.
    #[serde(default, skip_serializing_if = "is_default")]
    pub replies: i64,
    /// Kept at hand for all.
    #[serde(default, skip_serializing_if = "is_default")]
    pub pinned: bool,
    /// Signs that people gave it.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub reactions: Vec<Reaction>,
}

fn is_default<T: Default + PartialEq>(value: &T) -> bool {
    *value == T::default()
}

impl Message {
    /// Where it stands: the room from it on, or the side talk it belongs to.
    pub fn address(&self, room: RoomId) -> String {
        match self.re {
            Some(first) => format!("/chat/{room}?draad={first}#d{}", self.seq),
            None => format!("/chat/{room}?after={}#m{}", self.seq - 1, self.seq),
        }
    }
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

/// How long an edit counts as part of the writing, in seconds.
pub const GRACE: i64 = 30;

/// The most messages that a room keeps at hand.
pub const PINS: u32 = 20;

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
    /// The message it answers, in a side talk.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub re: Option<MessageId>,
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

/// What was typed in a room and is not said yet.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "server", derive(utoipa::ToSchema))]
pub struct Draft {
    /// The text; empty to forget it.
    pub body_markdown: String,
}

impl Draft {
    /// What is wrong with it.
    ///
    /// # Errors
    /// The faults by field.
    pub fn check(&self) -> Result<(), Faults> {
        if self.body_markdown.trim().is_empty() {
            return Ok(());
        }
        NewMessage { body_markdown: self.body_markdown.clone(), ..NewMessage::default() }.check()
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

/// The words of a message as a quote, ready to be answered: who said them, and where they stand.
pub fn quote(lang: Lang, room: RoomId, message: &Message) -> String {
    let mut text = String::new();
    for line in message.body_markdown.lines() {
        text.push_str(if line.is_empty() { ">" } else { "> " });
        text.push_str(line);
        text.push('\n');
    }
    let name = match message.author.name.as_str() {
        "" => crate::words::former_member(lang),
        name => name.to_owned().into(),
    };
    // Brackets in a name would end the link.
    let name: String = name.chars().filter(|sign| !"[]\\".contains(*sign)).collect();
    format!("{text}>\n> [{}]({})\n\n", sign_words::said_by(lang, &name), message.address(room))
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
        let new = |text: &str| NewMessage { body_markdown: text.to_owned(), ..NewMessage::default() };
        assert!(new("Goedemorgen").check().is_ok());
        assert!(new(" \n\u{200B}").check().is_err());
        assert!(new(&"a".repeat(10_001)).check().is_err());
        assert!(new("a\0b").check().is_err());
        assert!(NewMessage { nonce: Some(String::new()), ..new("x") }.check().is_err());
    }
}
