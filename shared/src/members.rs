//! Members as they travel: cards of the directory, profiles, and the form that signs in.

pub mod words;

use crate::{
    Timestamp,
    ids::MemberId,
    people::{Author, OrganisationKind},
};
use serde::{Deserialize, Serialize};

/// A member in the directory.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "server", derive(sqlx::FromRow, utoipa::ToSchema))]
pub struct Card {
    /// Who.
    pub id: MemberId,
    /// Full name.
    pub name: String,
    /// The name as lists sort it.
    #[serde(skip)]
    pub sort_key: String,
    /// What they do.
    pub function: Option<String>,
    /// For whom.
    pub organisation: Option<String>,
    /// The kind of that organisation.
    pub kind: Option<OrganisationKind>,
    /// What colleagues may ask about.
    pub ask_about: String,
}

/// A member's profile; what its owner keeps from the reader is empty.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "server", derive(sqlx::FromRow, utoipa::ToSchema))]
pub struct Profile {
    /// Who.
    pub id: MemberId,
    /// Full name.
    pub name: String,
    /// What they do.
    pub function: Option<String>,
    /// For whom.
    pub organisation: Option<String>,
    /// What colleagues may ask about.
    pub ask_about: String,
    /// Telephone number.
    pub phone: String,
    /// Address.
    pub email: String,
    /// Since when they are a member.
    pub created_at: Timestamp,
}

impl Profile {
    /// As an author.
    pub fn author(&self) -> Author {
        Author {
            id: Some(self.id),
            name: self.name.clone(),
            function: self.function.clone(),
            organisation: self.organisation.clone(),
        }
    }
}

/// The form that signs in.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "server", derive(utoipa::ToSchema))]
pub struct SignIn {
    /// Address.
    #[serde(default)]
    pub email: String,
    /// Password.
    #[serde(default)]
    pub password: String,
    /// The page to go on to.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub naar: String,
}
