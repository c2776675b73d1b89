//! Rooms as they travel: those of communities and direct conversations, and the forms that make and change them.

use super::{KEEPS, Level};
use crate::{
    Faults, Timestamp, Wrong,
    ids::{CommunityId, MemberId, RoomId},
    limits,
};
use serde::{Deserialize, Serialize};

/// The most people of a direct conversation, the reader among them.
pub const CONVERSATION: usize = 20;

/// For whom a room is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
#[cfg_attr(
    feature = "server",
    derive(sqlx::Type, utoipa::ToSchema),
    sqlx(type_name = "text", rename_all = "lowercase")
)]
pub enum RoomKind {
    /// For all members of its community.
    #[default]
    Open,
    /// For those members of its community who are on its list.
    Closed,
    /// For the members on its list, of no community: a direct conversation.
    Direct,
}

/// A room in a list.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "server", derive(sqlx::FromRow, utoipa::ToSchema))]
pub struct RoomRow {
    /// Which.
    pub id: RoomId,
    /// For whom it is.
    pub kind: RoomKind,
    /// Its own name; of a direct conversation the names of the others, empty when all of them left.
    pub name: String,
    /// The community it belongs to; a direct conversation belongs to none.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub community_id: Option<CommunityId>,
    /// The slug of that community.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub community_slug: Option<String>,
    /// The name of that community.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub community: Option<String>,
    /// Nothing may be said any more.
    pub archived: bool,
    /// Messages of others that the reader has not seen, at most 100.
    pub unread: i64,
    /// Those among them that name the reader.
    pub mentions: i64,
    /// How far the reader has read: the number of the last event seen.
    pub mark: i64,
    /// The number of its last event.
    #[serde(default)]
    pub head: i64,
    /// What the reader wants to be told of it.
    pub level: Level,
    /// When something was last said.
    pub last_at: Option<Timestamp>,
    /// Days that what is said stays; 0 for ever.
    pub keep: i64,
}

impl RoomRow {
    /// The number that asks for the reader's attention.
    pub const fn calls(&self) -> i64 {
        match self.level {
            Level::All => self.unread,
            Level::Mentions => self.mentions,
            Level::Mute => 0,
        }
    }
}

/// Somebody on the list of a room.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "server", derive(utoipa::ToSchema))]
pub struct Participant {
    /// Who.
    pub id: MemberId,
    /// Full name.
    pub name: String,
    /// What they do.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub function: Option<String>,
    /// For whom they do it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub organisation: Option<String>,
    /// The address of their photo, when the reader may see it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub photo: Option<String>,
}

/// The form that makes a room in a community.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "server", derive(utoipa::ToSchema))]
pub struct NewRoom {
    /// Its name.
    pub name: String,
    /// `open` or `closed`.
    #[serde(default)]
    pub kind: String,
}

impl NewRoom {
    /// For whom the room is to be.
    ///
    /// # Errors
    /// The faults by field.
    pub fn check(&self) -> Result<RoomKind, Faults> {
        let mut faults = Faults::default();
        faults.line("name", &self.name, 1, limits::NAME);
        let kind = match self.kind.as_str() {
            "open" => RoomKind::Open,
            "closed" => RoomKind::Closed,
            _ => {
                faults.add("kind", Wrong::NotAChoice);
                RoomKind::Open
            }
        };
        faults.done()?;
        Ok(kind)
    }
}

/// The form that changes a room.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "server", derive(utoipa::ToSchema))]
pub struct EditedRoom {
    /// Its new name; without it the name stays.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    /// Whether nothing may be said any more; without it that stays as it is.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub archived: Option<bool>,
    /// Days that what is said stays, one of [`KEEPS`]; 0 for ever. Without it that stays as it is.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub keep: Option<i64>,
}

impl EditedRoom {
    /// What is wrong with it.
    ///
    /// # Errors
    /// The faults by field.
    pub fn check(&self) -> Result<(), Faults> {
        let mut faults = Faults::default();
        if let Some(name) = &self.name {
            faults.line("name", name, 1, limits::NAME);
        }
        if self.keep.is_some_and(|days| !KEEPS.contains(&days)) {
            faults.add("keep", Wrong::NotAChoice);
        }
        faults.done()
    }
}

/// The form that begins a direct conversation, or finds the one there is.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "server", derive(utoipa::ToSchema))]
pub struct NewConversation {
    /// With whom: the others, or oneself alone for notes.
    pub members: Vec<MemberId>,
}

impl NewConversation {
    /// Everybody in it, each once and in order, with `me` among them.
    ///
    /// # Errors
    /// The faults by field.
    pub fn people(&self, me: MemberId) -> Result<Vec<MemberId>, Faults> {
        if self.members.is_empty() {
            return Err(Faults::one("members", Wrong::Empty));
        }
        let mut people = self.members.clone();
        people.push(me);
        people.sort_unstable();
        people.dedup();
        if people.len() > CONVERSATION {
            let others = u32::try_from(CONVERSATION).unwrap_or(u32::MAX) - 1;
            return Err(Faults::one("members", Wrong::TooMany(others)));
        }
        Ok(people)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use uuid::Uuid;

    fn who(n: u128) -> MemberId {
        MemberId::from_uuid(Uuid::from_u128(n))
    }

    #[test]
    fn a_room_has_a_name_and_readers() {
        let new = |name: &str, kind: &str| NewRoom { name: name.to_owned(), kind: kind.to_owned() };
        assert_eq!(new("Bestuur", "closed").check(), Ok(RoomKind::Closed));
        assert_eq!(new("Algemeen", "open").check(), Ok(RoomKind::Open));
        assert!(new(" ", "open").check().is_err());
        assert!(new("Vrij", "direct").check().is_err());
    }

    #[test]
    fn a_conversation_counts_everybody_once() {
        let with = |members: Vec<u128>| NewConversation { members: members.into_iter().map(who).collect() };
        assert_eq!(with(vec![3, 2, 3]).people(who(1)), Ok(vec![who(1), who(2), who(3)]));
        assert_eq!(with(vec![1]).people(who(1)), Ok(vec![who(1)]));
        assert!(with(Vec::new()).people(who(1)).is_err());
        assert_eq!(with((2..=20).collect()).people(who(1)).map(|all| all.len()), Ok(20));
        assert!(with((2..=21).collect()).people(who(1)).is_err());
    }
}
