//! Communities as they travel.

pub mod words;

use crate::{
    Faults, Wrong,
    html::SafeHtml,
    ids::{CommunityId, RoomId},
    limits,
    live::Shows,
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
    /// How the reader stands to it: `none`, `asked`, `member`, `moderator` or `owner`.
    pub standing: String,
    /// The reader's role: `member`, `moderator`, `owner`; absent for who is not a member.
    pub role: Option<String>,
    /// Whether the reader's request waits for an answer.
    pub requested: bool,
    /// Whether the reader may read what stands in it.
    pub readable: bool,
    /// How many members it has; only for those who may see them.
    pub members: Option<i64>,
    /// For how many organisations they work; only for those who may see them.
    #[serde(default)]
    pub organisations: Option<i64>,
    /// The theme of the kennisbank it belongs to.
    #[serde(default)]
    pub theme: Option<ThemeRef>,
    /// Threads with something the reader has not seen.
    #[serde(default)]
    pub unread: i64,
    /// Requests that wait; only for moderators.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub waiting: Option<i64>,
    /// Reports that wait; only for moderators.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reports: Option<i64>,
    /// What its chat rooms show of their people.
    #[serde(default)]
    pub presence: Shows,
    /// Nothing may be added any more.
    pub archived: bool,
    /// Whether it has articles that the reader reads; only known of one that is shown by itself.
    #[serde(skip)]
    pub knowledge: bool,
    /// Its house rules.
    #[serde(skip)]
    pub rules: SafeHtml,
    /// The source of its house rules.
    #[serde(skip)]
    pub rules_markdown: String,
    /// Why the reader's last request was refused.
    #[serde(skip)]
    pub refused: Option<String>,
    /// Some of its members, those who lead it first; only for those who may see them.
    #[serde(skip)]
    pub faces: Vec<Belonging>,
    /// Its chat rooms; only for those who may read them.
    pub rooms: Vec<Room>,
}

/// A theme as a community names it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "server", derive(sqlx::FromRow, utoipa::ToSchema))]
pub struct ThemeRef {
    /// Its place in addresses.
    pub slug: String,
    /// Its name.
    pub name: String,
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
        self.check_into(&mut faults);
        faults.done()
    }

    fn check_into(&self, faults: &mut Faults) {
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
    }
}

/// The form that changes a community.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "server", derive(utoipa::ToSchema))]
pub struct Settings {
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
    /// The slug of its theme; empty for none.
    #[serde(default)]
    pub theme: String,
    /// What its chat rooms show of their people: `nothing`, `typing` or `here`; empty leaves it as it is.
    #[serde(default)]
    pub presence: String,
}

impl Settings {
    /// What is wrong with it: the rules are those of a new community.
    ///
    /// # Errors
    /// The faults by field.
    pub fn check(&self) -> Result<(), Faults> {
        let Self { slug, name, description, visibility, join, question, rules_markdown, theme: _, presence } =
            self.clone();
        let mut faults = Faults::default();
        if !presence.is_empty() && Shows::from_key(&presence).is_none() {
            faults.add("presence", Wrong::NotAChoice);
        }
        NewCommunity { slug, name, description, visibility, join, question, rules_markdown }.check_into(&mut faults);
        faults.done()
    }
}

/// A member of a community.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "server", derive(sqlx::FromRow, utoipa::ToSchema))]
pub struct Belonging {
    /// Who.
    pub id: crate::ids::MemberId,
    /// Full name.
    pub name: String,
    /// The name as lists sort it.
    #[serde(skip)]
    pub sort_key: String,
    /// What they do.
    pub function: Option<String>,
    /// For whom.
    pub organisation: Option<String>,
    /// Their address, when they show it; only in the list for moderators.
    #[serde(skip)]
    pub email: String,
    /// `member`, `moderator` or `owner`.
    pub role: String,
    /// Since when.
    pub joined_at: crate::Timestamp,
    /// Their photo, whoever may see it.
    #[serde(skip)]
    pub photo_id: Option<crate::ids::FileId>,
    /// The address of their photo, when the reader may see it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "server", sqlx(default))]
    pub photo: Option<String>,
}

impl Belonging {
    /// As an author.
    pub fn author(&self) -> crate::people::Author {
        crate::people::Author {
            id: Some(self.id),
            name: self.name.clone(),
            function: self.function.clone().filter(|text| !text.is_empty()),
            organisation: self.organisation.clone(),
            photo: self.photo.clone(),
        }
    }
}

/// A request that was decided.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "server", derive(sqlx::FromRow, utoipa::ToSchema))]
pub struct Decided {
    /// Who asked.
    pub name: String,
    /// `accepted`, `refused` or `withdrawn`.
    pub outcome: String,
    /// Why.
    pub reason: String,
    /// Who decided.
    pub decider: Option<String>,
    /// When.
    pub decided_at: crate::Timestamp,
}

/// The form that changes what somebody may do.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "server", derive(utoipa::ToSchema))]
pub struct NewRole {
    /// `member`, `moderator` or `owner`.
    pub role: String,
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
    /// Their photo, whoever may see it.
    #[serde(skip)]
    pub photo_id: Option<crate::ids::FileId>,
    /// The address of their photo, when the reader may see it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "server", sqlx(default))]
    pub photo: Option<String>,
}

/// Why, or with which words: for joining, accepting and refusing.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "server", derive(utoipa::ToSchema))]
pub struct Words {
    /// What the one who asks says.
    #[serde(default)]
    pub message: String,
    /// What the one who decides says.
    #[serde(default)]
    pub reason: String,
}
