//! Who is there and who types: what of it is shown, and how it travels.

use serde::{Deserialize, Serialize};

/// Seconds for which somebody counts as there after their last `here`. Whoever stays says it again before that.
pub const HERE: u32 = 75;
/// Seconds after which a page that stays in sight says `here` again.
pub const HERE_AGAIN: u32 = 30;
/// Seconds for which somebody still counts as there who looks away or lost the connection: reading a page anew takes a
/// moment.
pub const HERE_GRACE: u32 = 20;
/// Seconds for which a sign of somebody typing is shown.
pub const TYPING: u32 = 7;

/// What a room shows of its people. A community chooses it for its rooms; each step shows what is before it too.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
#[cfg_attr(
    feature = "server",
    derive(sqlx::Type, utoipa::ToSchema),
    sqlx(type_name = "text", rename_all = "lowercase")
)]
pub enum Shows {
    /// Nothing.
    Nothing,
    /// Who types. A direct conversation shows this, always.
    #[default]
    Typing,
    /// Who types, and who is there.
    Here,
}

impl Shows {
    /// All of them, the least first.
    pub const ALL: [Self; 3] = [Self::Nothing, Self::Typing, Self::Here];

    /// The choice as it stands in forms and in the database.
    pub const fn key(self) -> &'static str {
        match self {
            Self::Nothing => "nothing",
            Self::Typing => "typing",
            Self::Here => "here",
        }
    }

    /// The choice called `key`.
    pub fn from_key(key: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|shows| shows.key() == key)
    }
}

/// Whether a member is shown where a room shows its people.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
#[cfg_attr(
    feature = "server",
    derive(sqlx::Type, utoipa::ToSchema),
    sqlx(type_name = "text", rename_all = "lowercase")
)]
pub enum Shown {
    /// As the room chose.
    #[default]
    Room,
    /// Nowhere, neither as there nor as typing.
    Never,
}

/// Who is typing, or who is there: the payload of `typing` and `here`.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Present {
    /// How many.
    #[serde(default)]
    pub n: usize,
    /// The members; none when there are too many to name.
    #[serde(default)]
    pub u: Vec<String>,
    /// Their names.
    #[serde(default)]
    pub names: Vec<String>,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_choice_is_called_the_same_everywhere() {
        for shows in Shows::ALL {
            assert_eq!(Shows::from_key(shows.key()), Some(shows));
            assert_eq!(serde_json::to_value(shows).ok(), Some(shows.key().into()));
        }
        assert_eq!(Shows::from_key("everything"), None);
    }
}
