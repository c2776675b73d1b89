//! Members as they travel: cards of the directory, profiles, the forms that change them, and the form that signs in.

mod profile;
pub mod words;

pub use profile::{Card, EditProfile, Place, Preferences, PreferencesPatch, Profile, ProfilePatch, Sees, ThemeRef};

use serde::{Deserialize, Serialize};

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
