//! Signs that people give a message, and what they want to be told of a room.

use crate::{Lang, chat::sign_words as s, ids::MemberId, words::Text};
use serde::{Deserialize, Serialize};

/// A sign for a message: few, so that they mean the same to everybody.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
#[cfg_attr(
    feature = "server",
    derive(sqlx::Type, utoipa::ToSchema),
    sqlx(type_name = "text", rename_all = "lowercase")
)]
pub enum Sign {
    /// Agreed, good.
    Up,
    /// It is done.
    Done,
    /// Somebody looks at it.
    Eyes,
    /// A question about it.
    Question,
    /// Thanks.
    Thanks,
    /// Well done.
    Party,
}

impl Sign {
    /// All signs, in the order in which they are shown.
    pub const ALL: [Self; 6] = [Self::Up, Self::Done, Self::Eyes, Self::Question, Self::Thanks, Self::Party];

    /// The sign as it stands in the database and in addresses.
    pub const fn key(self) -> &'static str {
        match self {
            Self::Up => "up",
            Self::Done => "done",
            Self::Eyes => "eyes",
            Self::Question => "question",
            Self::Thanks => "thanks",
            Self::Party => "party",
        }
    }

    /// The sign called `key`.
    pub fn from_key(key: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|sign| sign.key() == key)
    }

    /// How it looks.
    pub const fn face(self) -> &'static str {
        match self {
            Self::Up => "👍",
            Self::Done => "✅",
            Self::Eyes => "👀",
            Self::Question => "❓",
            Self::Thanks => "🙏",
            Self::Party => "🎉",
        }
    }

    /// What it means.
    pub fn text(self, lang: Lang) -> Text {
        match self {
            Self::Up => s::up(lang),
            Self::Done => s::done(lang),
            Self::Eyes => s::eyes(lang),
            Self::Question => s::question(lang),
            Self::Thanks => s::thanks(lang),
            Self::Party => s::party(lang),
        }
    }
}

/// Those who gave a message one sign, the first one first.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "server", derive(utoipa::ToSchema))]
pub struct Reaction {
    /// Which sign.
    pub sign: Sign,
    /// Who gave it.
    pub by: Vec<MemberId>,
    /// Their names; empty for who left.
    pub names: Vec<String>,
}

/// The form that gives a sign or takes it back.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Given {
    /// Which.
    pub sign: Sign,
    /// Whether it is to stand.
    pub on: bool,
}

/// What a member wants to be told of a room.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
#[cfg_attr(
    feature = "server",
    derive(sqlx::Type, utoipa::ToSchema),
    sqlx(type_name = "text", rename_all = "lowercase")
)]
pub enum Level {
    /// Everything that is said.
    #[default]
    All,
    /// Only what names them.
    Mentions,
    /// Nothing.
    Mute,
}

impl Level {
    /// The level as it stands in forms and in the database.
    pub const fn key(self) -> &'static str {
        match self {
            Self::All => "all",
            Self::Mentions => "mentions",
            Self::Mute => "mute",
        }
    }
}

/// The form that chooses a level.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "server", derive(utoipa::ToSchema))]
pub struct NewLevel {
    /// Which.
    pub level: Level,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_sign_is_called_the_same_everywhere() {
        for sign in Sign::ALL {
            assert_eq!(Sign::from_key(sign.key()), Some(sign));
            assert_eq!(serde_json::to_value(sign).ok(), Some(sign.key().into()));
        }
        assert_eq!(Sign::from_key("skull"), None);
    }
}
