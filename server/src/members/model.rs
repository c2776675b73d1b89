//! What the server knows of a member.

use shared::{
    ids::{AffiliationId, FileId, MemberId, OrganisationId, SignInId},
    live::Shown,
    people::Author,
};

/// Idle seconds after which a sign-in ends: 8 hours.
pub const IDLE: i64 = 8 * 3600;
/// Seconds after which a sign-in ends whatever happens: 12 hours.
pub const ABSOLUTE: i64 = 12 * 3600;

/// The member behind a sign-in.
#[derive(Clone, Debug, sqlx::FromRow)]
pub struct Known {
    /// Who.
    pub id: MemberId,
    /// The sign-in that was used.
    pub sign_in_id: SignInId,
    /// For whom they work now.
    pub affiliation_id: Option<AffiliationId>,
    /// Whether they administer the site.
    pub admin: bool,
    /// Full name.
    pub name: String,
    /// What they do.
    pub function: Option<String>,
    /// For whom.
    pub organisation: Option<String>,
    /// The language they chose.
    pub lang: Option<String>,
    /// Light or dark.
    pub color_scheme: String,
    /// Their photo.
    pub photo_id: Option<FileId>,
    /// Whether rooms show that they are there.
    pub presence: Shown,
    /// When they were last seen.
    pub seen_at: shared::Timestamp,
}

/// What a sign-in that holds says to sockets, which stay open while it may change.
#[derive(Clone, Copy, Debug, PartialEq, Eq, sqlx::FromRow)]
pub struct Standing {
    /// Which.
    pub sign_in_id: SignInId,
    /// For whom the member works now.
    pub affiliation_id: Option<AffiliationId>,
    /// Whether they administer the site.
    pub admin: bool,
    /// Whether rooms show that they are there.
    pub presence: Shown,
}

impl Known {
    /// As open sockets know them.
    pub const fn standing(&self) -> Standing {
        Standing {
            sign_in_id: self.sign_in_id,
            affiliation_id: self.affiliation_id,
            admin: self.admin,
            presence: self.presence,
        }
    }

    /// As others see them.
    pub fn author(&self) -> Author {
        Author {
            id: Some(self.id),
            name: self.name.clone(),
            function: self.function.clone(),
            organisation: self.organisation.clone(),
            photo: None,
        }
    }
}

/// A member to be made by the command line, an import or the demo.
#[derive(Clone, Debug, Default)]
pub struct NewMember {
    /// Address.
    pub email: String,
    /// Full name.
    pub name: String,
    /// Password; without one they cannot sign in yet.
    pub password: Option<String>,
    /// Whether they administer the site.
    pub admin: bool,
    /// For whom they work.
    pub organisation: Option<OrganisationId>,
    /// What they do.
    pub function: String,
    /// What colleagues may ask about.
    pub ask_about: String,
}

/// An address as it is compared: lower case, without spaces around it.
pub fn email_key(email: &str) -> String {
    email.trim().to_lowercase()
}
