//! Typed identifiers. A `ThreadId` can never be passed where a `MemberId` is meant.
//!
//! UUIDv7 inside; in addresses and the API always 22 characters of base58 (the Bitcoin alphabet), padded with `1`.

use std::{fmt, str::FromStr};
use uuid::Uuid;

/// Length of an id as text.
pub const TEXT_LENGTH: usize = 22;

/// The text is not an id: not 22 characters of base58, or more than 128 bits.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NotAnId;

impl fmt::Display for NotAnId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("not an id")
    }
}

impl std::error::Error for NotAnId {}

/// An id as text.
pub fn to_text(id: Uuid) -> String {
    let text = bs58::encode(id.as_bytes()).into_string();
    // Leading zero bytes are one `1` each, so the text of a small number may be longer than needed: keep the number only.
    let number = text.trim_start_matches('1');
    format!("{number:1>TEXT_LENGTH$}")
}

/// An id from its text.
pub fn from_text(text: &str) -> Result<Uuid, NotAnId> {
    if text.len() != TEXT_LENGTH || !text.is_ascii() {
        return Err(NotAnId);
    }
    let number = text.trim_start_matches('1');
    let mut bytes = [0; 17];
    let length = bs58::decode(number).onto(&mut bytes[..]).map_err(|_| NotAnId)?;
    let value = bytes.get(..length).ok_or(NotAnId)?;
    let mut id = [0; 16];
    let place = id.len().checked_sub(value.len()).and_then(|start| id.get_mut(start..)).ok_or(NotAnId)?;
    place.copy_from_slice(value);
    Ok(Uuid::from_bytes(id))
}

/// Declares a UUID newtype that both engines can store and that travels as base58.
macro_rules! ids {
    ($($(#[$doc:meta])* $name:ident;)+) => {$(
        $(#[$doc])*
        #[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
        #[cfg_attr(feature = "server", derive(sqlx::Type), sqlx(transparent))]
        pub struct $name(Uuid);

        impl $name {
            /// Wraps a UUID; the server's clock makes fresh ones.
            pub const fn from_uuid(id: Uuid) -> Self {
                Self(id)
            }

            /// The UUID inside.
            pub const fn uuid(self) -> Uuid {
                self.0
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(&to_text(self.0))
            }
        }

        impl fmt::Debug for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                write!(f, "{}({self})", stringify!($name))
            }
        }

        impl FromStr for $name {
            type Err = NotAnId;

            fn from_str(text: &str) -> Result<Self, NotAnId> {
                from_text(text).map(Self)
            }
        }

        impl serde::Serialize for $name {
            fn serialize<S: serde::Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
                to.serialize_str(&to_text(self.0))
            }
        }

        impl<'de> serde::Deserialize<'de> for $name {
            fn deserialize<D: serde::Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
                struct Text;
                impl serde::de::Visitor<'_> for Text {
                    type Value = Uuid;

                    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                        f.write_str("an id of 22 characters")
                    }

                    fn visit_str<E: serde::de::Error>(self, text: &str) -> Result<Uuid, E> {
                        from_text(text).map_err(E::custom)
                    }
                }
                from.deserialize_str(Text).map(Self)
            }
        }

        #[cfg(feature = "server")]
        impl utoipa::PartialSchema for $name {
            fn schema() -> utoipa::openapi::RefOr<utoipa::openapi::schema::Schema> {
                <String as utoipa::PartialSchema>::schema()
            }
        }

        #[cfg(feature = "server")]
        impl utoipa::ToSchema for $name {}
    )+};
}

ids! {
    /// A person with an account.
    MemberId;
    /// A municipality, the police, a partner: who members work for.
    OrganisationId;
    /// A theme community or closed network.
    CommunityId;
    /// Who may read something: every content row names one.
    AudienceId;
    /// A request to join a community.
    JoinRequestId;
    /// One conversation in a community.
    ThreadId;
    /// One contribution to a thread.
    PostId;
    /// A report of a post to the moderators.
    ReportId;
    /// A subject field of the kennisbank, such as zorg en veiligheid.
    ThemeId;
    /// A subject within a theme.
    SubjectId;
    /// A text of the kennisbank.
    ArticleId;
    /// A chat room.
    RoomId;
    /// A chat message.
    MessageId;
    /// An ordered stream of live events.
    ChannelId;
    /// A stored file: a photo, or an attachment.
    FileId;
    /// One sign-in of a member: a browser or a program.
    SignInId;
    /// An invitation by mail.
    InvitationId;
    /// A request for an account.
    AccountRequestId;
    /// For whom a member works and as what, at some time.
    AffiliationId;
    /// A job of the outbox.
    JobId;
    /// A search that a member keeps.
    SavedSearchId;
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn every_id_survives_its_text(bits: u128) {
            let id = Uuid::from_u128(bits);
            let text = to_text(id);
            prop_assert_eq!(text.len(), TEXT_LENGTH);
            prop_assert_eq!(from_text(&text), Ok(id));
        }

        #[test]
        fn no_text_panics(text in ".{0,40}") {
            let _ = from_text(&text);
        }
    }

    #[test]
    fn a_number_too_large_is_refused() {
        assert_eq!(from_text("zzzzzzzzzzzzzzzzzzzzzz"), Err(NotAnId));
        assert_eq!(from_text(""), Err(NotAnId));
    }
}
