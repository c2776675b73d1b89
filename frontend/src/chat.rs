//! The chat's pages: the rooms, one room and what there is to know of it, a new conversation, the form that changes a message,
//! and the one that puts messages in a thread.

mod about;
mod begin;
mod edit;
mod message;
mod moving;
mod room;
mod rooms;

pub use about::{AboutRoomPage, RoomFacts};
pub use begin::NewConversationPage;
pub use edit::EditMessagePage;
pub use message::{MayDo, MessagePage};
pub use moving::{Chosen, ToThreadPage};
pub use room::{Around, RoomPage};
pub use rooms::{CommunityRoomsPage, RoomsPage};

use crate::context::lang;
use shared::{
    chat::{RoomKind, RoomRow},
    words,
};

/// Whether its community has more than one of these rooms.
fn several(room: &RoomRow, rooms: &[RoomRow]) -> bool {
    rooms.iter().filter(|other| other.community_id == room.community_id).count() > 1
}

/// The name of a room where those of communities stand side by side: the community's, with its own when it has several.
fn name(room: &RoomRow, rooms: &[RoomRow]) -> String {
    match &room.community {
        Some(community) if several(room, rooms) => format!("{community}: {}", room.name),
        Some(community) => community.clone(),
        None => own_name(room),
    }
}

/// The same where there is little place: what tells rooms of one community apart stands first.
fn short_name(room: &RoomRow, rooms: &[RoomRow]) -> String {
    match &room.community {
        Some(community) if several(room, rooms) => format!("{} · {community}", room.name),
        _ => name(room, rooms),
    }
}

/// The name of a room by itself.
fn own_name(room: &RoomRow) -> String {
    if room.kind == RoomKind::Direct && room.name.is_empty() {
        return words::former_member(lang()).into_owned();
    }
    room.name.clone()
}
