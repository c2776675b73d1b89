//! Searches that a member keeps.

use crate::{Faults, Timestamp, ids::SavedSearchId, limits};
use serde::{Deserialize, Serialize};

/// A search that a member keeps.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "server", derive(utoipa::ToSchema))]
pub struct Saved {
    /// Which.
    pub id: SavedSearchId,
    /// What the member calls it.
    pub name: String,
    /// What is searched: the address of the results after its question mark.
    pub search: String,
    /// The address of the results.
    pub url: String,
    /// Whether a mail comes when there is something new.
    pub alert: bool,
    /// When it was saved.
    pub created_at: Timestamp,
    /// When the last mail went.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub alerted_at: Option<Timestamp>,
}

/// A search to keep.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "server", derive(utoipa::ToSchema))]
pub struct NewSaved {
    /// The address of the results, or what stands in it after the question mark.
    pub search: String,
    /// What it is to be called; what was typed when there is none.
    #[serde(default)]
    pub name: Option<String>,
    /// Whether a mail is to come when there is something new.
    #[serde(default)]
    pub alert: bool,
}

/// What changes of a search that is kept; what is absent stays.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "server", derive(utoipa::ToSchema))]
pub struct SavedPatch {
    /// What it is to be called.
    #[serde(default)]
    pub name: Option<String>,
    /// Whether a mail is to come when there is something new.
    #[serde(default)]
    pub alert: Option<bool>,
}

impl SavedPatch {
    /// What is wrong with it.
    ///
    /// # Errors
    /// The name is none.
    pub fn check(&self) -> Result<(), Faults> {
        let mut faults = Faults::default();
        if let Some(name) = &self.name {
            faults.line("name", name, 1, limits::NAME);
        }
        faults.done()
    }
}

/// The form that keeps a search.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct SaveForm {
    /// What is searched.
    pub search: String,
    /// What it is to be called.
    pub name: String,
    /// `on` when a mail is to come.
    pub alert: String,
}

impl SaveForm {
    /// The search to keep.
    pub fn new_saved(self) -> NewSaved {
        let name = Some(self.name).filter(|name| !name.trim().is_empty());
        NewSaved { search: self.search, name, alert: self.alert == "on" }
    }
}

/// The form that changes a search that is kept.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct EditForm {
    /// What it is to be called.
    pub name: String,
    /// `on` when a mail is to come.
    pub alert: String,
}

impl EditForm {
    /// What changes.
    pub fn patch(self) -> SavedPatch {
        SavedPatch { name: Some(self.name), alert: Some(self.alert == "on") }
    }
}
