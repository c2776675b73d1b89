//! Communities as they travel.

pub mod words;

use crate::{
    Faults, Wrong,
    html::SafeHtml,
    ids::{CommunityId, RoomId},
    limits,
};
use serde::{Deserialize, Serialize};

/// A community as its visitors see it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "server", derive(utoipa::ToSchema))]
pub struct Community {
    /// Which.
    pub id: CommunityId,
    /// Its place in addresses.
    pub slug: String,
    /// Where it is.
    pub url: String,
    /// Its name.
    pub name: String,
    /// What it is for.
    pub description: String,
    /// `open`, `listed` or `hidden`.
    pub visibility: String,
    /// `free`, `request` or `invite`.
    pub join: String,
    /// What somebody who asks to join is asked.
    pub question: String,
    /// The reader's role: `member`, `moderator`, `owner`; absent for who is not a member.
    pub role: Option<String>,
    /// Whether the reader's request waits for an answer.
    pub requested: bool,
    /// Whether the reader may read what stands in it.
    pub readable: bool,
    /// How many members it has; only for those who may see them.
    pub members: Option<i64>,
    /// Nothing may be added any more.
    pub archived: bool,
    /// Its house rules.
    #[serde(skip)]
    pub rules: SafeHtml,
    /// Its chat rooms; only for those who may read them.
    pub rooms: Vec<Room>,
}

/// A chat room of a community.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "server", derive(sqlx::FromRow, utoipa::ToSchema))]
pub struct Room {
    /// Which.
    pub id: RoomId,
    /// Its name.
    pub name: String,
}

/// The form that makes a community.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "server", derive(utoipa::ToSchema))]
pub struct NewCommunity {
    /// Its place in addresses.
    pub slug: String,
    /// Its name.
    pub name: String,
    /// What it is for.
    #[serde(default)]
    pub description: String,
    /// `open`, `listed` or `hidden`.
    pub visibility: String,
    /// `free`, `request` or `invite`.
    pub join: String,
    /// What somebody who asks to join is asked.
    #[serde(default)]
    pub question: String,
    /// Its house rules.
    #[serde(default)]
    pub rules_markdown: String,
}

impl NewCommunity {
    /// What is wrong with it.
    ///
    /// # Errors
    /// The faults by field.
    pub fn check(&self) -> Result<(), Faults> {
        let mut faults = Faults::default();
        let slug = &self.slug;
        let plain = slug.bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-');
        if slug.len() < 2
            || slug.len() > 60
            || !plain
            || slug.starts_with('-')
            || slug.ends_with('-')
            || slug.bytes().all(|byte| byte.is_ascii_digit())
        {
            faults.add("slug", Wrong::NotASlug);
        }
        faults.line("name", &self.name, 2, limits::NAME);
        faults.optional_text("description", &self.description, limits::NOTE);
        faults.optional_text("question", &self.question, limits::NOTE);
        faults.optional_text("rules_markdown", &self.rules_markdown, limits::POST);
        if !["open", "listed", "hidden"].contains(&self.visibility.as_str()) {
            faults.add("visibility", Wrong::NotAChoice);
        }
        if !["free", "request", "invite"].contains(&self.join.as_str()) {
            faults.add("join", Wrong::NotAChoice);
        }
        faults.done()
    }
}

/// Somebody who asks to join.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "server", derive(sqlx::FromRow, utoipa::ToSchema))]
pub struct Request {
    /// Which.
    pub id: crate::ids::JoinRequestId,
    /// Who.
    pub member_id: crate::ids::MemberId,
    /// Their name.
    pub name: String,
    /// What they do.
    pub function: Option<String>,
    /// For whom.
    pub organisation: Option<String>,
    /// What they answered to the question.
    pub message: String,
    /// When.
    pub created_at: crate::Timestamp,
}

/// Why, or with which words: for joining, accepting and refusing.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "server", derive(utoipa::ToSchema))]
pub struct Words {
    /// What the one who asks says.
    #[serde(default)]
    pub message: String,
    /// What the one who decides says.
    #[serde(default)]
    pub reason: String,
}
