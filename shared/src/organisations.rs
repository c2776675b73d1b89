//! Organisations as they travel.

pub mod words;

use crate::{Faults, Wrong, ids::OrganisationId, limits, people::OrganisationKind};
use serde::{Deserialize, Serialize};

/// The most domains of an organisation.
const DOMAINS: usize = 20;

/// An organisation.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "server", derive(utoipa::ToSchema))]
pub struct Organisation {
    /// Which.
    pub id: OrganisationId,
    /// Its name.
    pub name: String,
    /// Its kind.
    pub kind: OrganisationKind,
    /// The organisation that took its place.
    pub successor: Option<OrganisationId>,
    /// The name of that organisation.
    pub successor_name: Option<String>,
    /// How many members work for it.
    pub members: i64,
    /// The domains of its addresses; only for administrators.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub domains: Vec<String>,
}

/// The form that makes or changes an organisation.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct EditOrganisation {
    /// Its name.
    pub name: String,
    /// Its kind.
    pub kind: String,
    /// The domains of its addresses, one a line.
    pub domains: String,
    /// The id of the organisation that took its place.
    pub successor: String,
}

impl EditOrganisation {
    /// The form of an organisation as it is.
    pub fn of(organisation: &Organisation) -> Self {
        Self {
            name: organisation.name.clone(),
            kind: organisation.kind.key().to_owned(),
            domains: organisation.domains.join("\n"),
            successor: organisation.successor.map(|id| id.to_string()).unwrap_or_default(),
        }
    }

    /// The domains as they were typed.
    pub fn typed_domains(&self) -> impl Iterator<Item = &str> {
        self.domains.split(['\n', ',', ';', ' ']).map(str::trim).filter(|domain| !domain.is_empty())
    }

    /// What is wrong with it; whether its domains are domains, the server knows.
    ///
    /// # Errors
    /// The faults by field.
    pub fn check(&self) -> Result<(), Faults> {
        let mut faults = Faults::default();
        faults.line("name", &self.name, 2, limits::NAME);
        if OrganisationKind::from_key(&self.kind).is_none() {
            faults.add("kind", Wrong::NotAChoice);
        }
        if self.typed_domains().count() > DOMAINS {
            faults.add("domains", Wrong::TooMany(u32::try_from(DOMAINS).unwrap_or_default()));
        }
        faults.done()
    }
}
