//! What the server knows of accounts.

use shared::{
    Lang, Timestamp,
    accounts::InvitationState,
    ids::{CommunityId, InvitationId, MemberId},
};

/// Seconds that an invitation can be accepted: 30 days.
pub const INVITED: i64 = 30 * 86_400;
/// Seconds that a link for a new password works.
pub const RESET: i64 = 30 * 60;
/// Mails to one address in an hour, and in a day.
pub const AN_HOUR: (i64, i64) = (3, 3600);
pub const A_DAY: (i64, i64) = (20, 86_400);
/// Mails that one network may ask for in an hour.
pub const OF_A_NETWORK: (i64, i64) = (60, 3600);

/// An invitation as the database knows it.
#[derive(Clone, Debug, sqlx::FromRow)]
pub struct Invitation {
    pub id: InvitationId,
    pub token_hash: Vec<u8>,
    pub email: String,
    pub email_key: String,
    pub name: String,
    pub message: String,
    pub lang: Option<String>,
    pub community_id: Option<CommunityId>,
    pub community: Option<String>,
    pub slug: Option<String>,
    pub invited_by: MemberId,
    pub inviter: String,
    pub inviter_admin: bool,
    pub inviter_gone: bool,
    pub sent: i64,
    pub created_at: Timestamp,
    pub expires_at: Timestamp,
    pub accepted_at: Option<Timestamp>,
    pub revoked_at: Option<Timestamp>,
}

impl Invitation {
    /// What became of it.
    pub fn state(&self, now: Timestamp) -> InvitationState {
        match self {
            Self { accepted_at: Some(_), .. } => InvitationState::Accepted,
            Self { revoked_at: Some(_), .. } => InvitationState::Revoked,
            _ if self.expires_at <= now => InvitationState::Expired,
            _ => InvitationState::Open,
        }
    }

    /// As the list shows it.
    pub fn shown(self, now: Timestamp) -> shared::accounts::Invitation {
        shared::accounts::Invitation {
            state: self.state(now),
            id: self.id,
            email: self.email,
            name: self.name,
            community: self.community,
            invited_by: self.inviter,
            sent: self.sent,
            created_at: self.created_at,
            expires_at: self.expires_at,
        }
    }
}

/// A member as far as passwords and mail go.
#[derive(Clone, Debug, sqlx::FromRow)]
pub struct Holder {
    pub id: MemberId,
    pub email: String,
    pub email_key: String,
    pub name: String,
    pub organisation: Option<String>,
    pub admin: bool,
    pub lang: Option<String>,
    pub password_hash: Option<String>,
}

impl Holder {
    /// The language of their mail.
    pub fn lang(&self) -> Lang {
        self.lang.as_deref().and_then(Lang::from_tag).unwrap_or_default()
    }

    /// What a guesser knows of them.
    pub fn known(&self) -> [&str; 3] {
        [self.name.as_str(), self.email.as_str(), self.organisation.as_deref().unwrap_or_default()]
    }
}

/// A request for an account as the one who decides needs it.
#[derive(Clone, Debug, sqlx::FromRow)]
pub struct Asked {
    pub email: String,
    pub email_key: String,
    pub name: String,
    pub reason: String,
    pub lang: Option<String>,
    pub outcome: Option<String>,
}
