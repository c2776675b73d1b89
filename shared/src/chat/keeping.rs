//! How long what is said stays, and what is put in a thread before it goes.

use crate::{
    Faults, Timestamp, Wrong,
    ids::{MessageId, ThreadId},
    limits,
    threads::check_tags,
};
use serde::{Deserialize, Serialize};

/// Days that what is said can stay in a room; 0 is for ever.
pub const KEEPS: [i64; 5] = [30, 90, 180, 365, 0];
/// Days that what is said stays in a room of a community, when nobody chose.
pub const KEEP_ROOM: i64 = 90;
/// The same for direct conversations, where nobody can choose.
pub const KEEP_DIRECT: i64 = 365;
/// Days between the announcement that something will go and its going.
pub const KEEP_NOTICE: i64 = 14;
/// The most messages that are put in a thread at once.
pub const MOVED: u32 = 50;

/// The form that puts messages of a room in a new thread.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "server", derive(utoipa::ToSchema))]
pub struct NewMove {
    /// Which.
    pub messages: Vec<MessageId>,
    /// The slug of the community the thread is to be in.
    pub community: String,
    /// Its title.
    pub title: String,
    /// Its tags.
    #[serde(default)]
    pub tags: Vec<String>,
}

impl NewMove {
    /// What is wrong with it.
    ///
    /// # Errors
    /// The faults by field.
    pub fn check(&self) -> Result<(), Faults> {
        let mut faults = Faults::default();
        if self.messages.is_empty() {
            faults.add("messages", Wrong::Empty);
        }
        if u32::try_from(self.messages.len()).unwrap_or(u32::MAX) > MOVED {
            faults.add("messages", Wrong::TooMany(MOVED));
        }
        if self.community.is_empty() {
            faults.add("community", Wrong::Empty);
        }
        faults.line("title", &self.title, limits::TITLE_MIN, limits::TITLE);
        check_tags(&mut faults, &self.tags);
        faults.done()
    }
}

/// Where messages went.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "server", derive(utoipa::ToSchema))]
pub struct MovedTo {
    /// The thread.
    pub thread: ThreadId,
    /// Its address.
    pub url: String,
}

/// What will disappear from a room.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "server", derive(sqlx::FromRow))]
pub struct Leaving {
    /// How many messages.
    pub count: i64,
    /// The first of them.
    pub seq: i64,
    /// From when on.
    pub at: Timestamp,
}

#[cfg(test)]
mod tests {
    use super::*;
    use uuid::Uuid;

    #[test]
    fn a_thread_of_messages_has_some_a_place_and_a_title() {
        let some = |n: u128| (0..n).map(|n| MessageId::from_uuid(Uuid::from_u128(n))).collect::<Vec<_>>();
        let new = |messages, community: &str, title: &str| NewMove {
            messages,
            community: community.to_owned(),
            title: title.to_owned(),
            tags: Vec::new(),
        };
        assert!(new(some(50), "kring", "Hoe ging het?").check().is_ok());
        assert!(new(some(51), "kring", "Hoe ging het?").check().is_err());
        assert!(new(some(0), "kring", "Hoe ging het?").check().is_err());
        assert!(new(some(1), "", "Hoe ging het?").check().is_err());
        assert!(new(some(1), "kring", "Ho").check().is_err());
    }
}
