//! Names of channels.

use crate::ids::{CommunityId, MemberId, RoomId, ThreadId};
use std::{fmt, str::FromStr};
use uuid::Uuid;

/// A channel: `room:<id>`, `thread:<id>`, `community:<id>`, `user:<id>`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Channel {
    /// What is said in a chat room.
    Room(RoomId),
    /// Posts of a thread, and its state.
    Thread(ThreadId),
    /// Threads that are opened or moved up in a community.
    Community(CommunityId),
    /// What concerns one member.
    User(MemberId),
}

/// The text names no channel.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NotAChannel;

impl Channel {
    /// Its kind and what it is of, as the database names them.
    pub const fn key(self) -> (&'static str, Uuid) {
        match self {
            Self::Room(id) => ("room", id.uuid()),
            Self::Thread(id) => ("thread", id.uuid()),
            Self::Community(id) => ("community", id.uuid()),
            Self::User(id) => ("user", id.uuid()),
        }
    }
}

impl fmt::Display for Channel {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (kind, id) = self.key();
        write!(f, "{kind}:{}", crate::ids::to_text(id))
    }
}

impl FromStr for Channel {
    type Err = NotAChannel;

    fn from_str(text: &str) -> Result<Self, NotAChannel> {
        let (kind, id) = text.split_once(':').ok_or(NotAChannel)?;
        let id = crate::ids::from_text(id).map_err(|_| NotAChannel)?;
        match kind {
            "room" => Ok(Self::Room(RoomId::from_uuid(id))),
            "thread" => Ok(Self::Thread(ThreadId::from_uuid(id))),
            "community" => Ok(Self::Community(CommunityId::from_uuid(id))),
            "user" => Ok(Self::User(MemberId::from_uuid(id))),
            _ => Err(NotAChannel),
        }
    }
}
