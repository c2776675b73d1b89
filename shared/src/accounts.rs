//! Accounts as they travel: invitations, requests, passwords and sign-ins.

pub mod words;

use crate::{
    Faults, Timestamp, Wrong,
    ids::{AccountRequestId, InvitationId, OrganisationId, SignInId},
    limits,
};
use serde::{Deserialize, Serialize};

/// The form that invites somebody.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Invite {
    /// Address.
    pub email: String,
    /// Full name, when it is known.
    #[serde(default)]
    pub name: String,
    /// A few words of who invites.
    #[serde(default)]
    pub message: String,
}

impl Invite {
    /// What is wrong with it.
    ///
    /// # Errors
    /// The faults by field.
    pub fn check(&self) -> Result<(), Faults> {
        let mut faults = Faults::default();
        faults.email("email", &self.email);
        faults.optional_line("name", &self.name, limits::NAME);
        faults.optional_text("message", &self.message, limits::NOTE);
        hidden(&mut faults, "message", &self.message);
        faults.done()
    }
}

/// A text that goes into mail holds nothing that reorders or hides text.
fn hidden(faults: &mut Faults, field: &str, text: &str) {
    if faults.of(field).is_none() && text.chars().any(crate::fault::invisible) {
        faults.add(field, Wrong::Unprintable);
    }
}

/// The form that accepts an invitation.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Accept {
    /// Full name.
    #[serde(default)]
    pub name: String,
    /// What they do.
    #[serde(default)]
    pub function: String,
    /// For whom, when the address does not say.
    #[serde(default)]
    pub organisation: String,
    /// Password.
    #[serde(default)]
    pub password: String,
}

impl Accept {
    /// What is wrong with it; the server judges the password.
    pub fn faults(&self) -> Faults {
        let mut faults = Faults::default();
        faults.line("name", &self.name, 2, limits::NAME);
        faults.line("function", &self.function, 2, limits::LINE);
        faults
    }
}

/// The form that asks for an account.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct AskAccount {
    /// Full name.
    #[serde(default)]
    pub name: String,
    /// Address.
    #[serde(default)]
    pub email: String,
    /// For whom they work.
    #[serde(default)]
    pub organisation: String,
    /// What they do.
    #[serde(default)]
    pub function: String,
    /// Why.
    #[serde(default)]
    pub motivation: String,
}

impl AskAccount {
    /// What is wrong with it.
    ///
    /// # Errors
    /// The faults by field.
    pub fn check(&self) -> Result<(), Faults> {
        let mut faults = Faults::default();
        faults.line("name", &self.name, 2, limits::NAME);
        faults.email("email", &self.email);
        faults.line("organisation", &self.organisation, 2, limits::LINE);
        faults.line("function", &self.function, 2, limits::LINE);
        faults.text("motivation", &self.motivation, limits::NOTE);
        hidden(&mut faults, "motivation", &self.motivation);
        faults.done()
    }
}

/// The form that decides a request for an account.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Decision {
    /// `accept` or `refuse`.
    pub outcome: String,
    /// Why not.
    #[serde(default)]
    pub reason: String,
}

impl Decision {
    /// Whether it accepts.
    ///
    /// # Errors
    /// The faults by field: who refuses says why.
    pub fn check(&self) -> Result<bool, Faults> {
        let mut faults = Faults::default();
        let accept = match self.outcome.as_str() {
            "accept" => true,
            "refuse" => {
                faults.text("reason", &self.reason, limits::NOTE);
                hidden(&mut faults, "reason", &self.reason);
                false
            }
            _ => {
                faults.add("outcome", Wrong::NotAChoice);
                false
            }
        };
        faults.done().map(|()| accept)
    }
}

/// The form that asks for a new password.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Forgot {
    /// Address.
    #[serde(default)]
    pub email: String,
}

impl Forgot {
    /// What is wrong with it.
    ///
    /// # Errors
    /// The faults by field.
    pub fn check(&self) -> Result<(), Faults> {
        let mut faults = Faults::default();
        faults.email("email", &self.email);
        faults.done()
    }
}

/// The form that sets a password after a mail.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct NewPassword {
    /// The new password.
    #[serde(default)]
    pub password: String,
}

/// The form that changes a password.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ChangePassword {
    /// The present one.
    #[serde(default)]
    pub current_password: String,
    /// The new one.
    #[serde(default)]
    pub password: String,
}

/// What became of an invitation.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum InvitationState {
    /// It waits for an answer.
    Open,
    /// There is an account.
    Accepted,
    /// It is too old.
    Expired,
    /// It was taken back.
    Revoked,
}

/// An invitation in the list of those who invite.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Invitation {
    /// Which.
    pub id: InvitationId,
    /// Whom it went to.
    pub email: String,
    /// Their name, when it was known.
    pub name: String,
    /// The community they are invited to.
    pub community: Option<String>,
    /// Who invited.
    pub invited_by: String,
    /// How often it was sent.
    pub sent: i64,
    /// When it was made.
    pub created_at: Timestamp,
    /// When it ends.
    pub expires_at: Timestamp,
    /// What became of it.
    pub state: InvitationState,
}

/// An invitation as the one who got it sees it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Invited {
    /// The address it is bound to.
    pub email: String,
    /// Their name, when it was known.
    pub name: String,
    /// Their function, when it was told in a request for the account that was granted.
    pub function: String,
    /// The community they are invited to.
    pub community: Option<String>,
    /// Who invited.
    pub invited_by: String,
    /// What that person wrote.
    pub message: String,
    /// Whether the address has an account already.
    pub member: bool,
    /// The organisation that the address belongs to.
    pub organisation: Option<String>,
    /// The organisations to choose from, when the address does not decide.
    pub choices: Vec<(OrganisationId, String)>,
}

/// Somebody who asks for an account.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "server", derive(sqlx::FromRow))]
pub struct AccountRequest {
    /// Which.
    pub id: AccountRequestId,
    /// Address.
    pub email: String,
    /// Full name.
    pub name: String,
    /// For whom they say they work.
    pub organisation: String,
    /// What they do.
    pub function: String,
    /// Why.
    pub motivation: String,
    /// Whether the address has an account already.
    pub member: bool,
    /// When.
    pub created_at: Timestamp,
}

/// A browser or program that is signed in.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "server", derive(sqlx::FromRow))]
pub struct SignedIn {
    /// Which.
    pub id: SignInId,
    /// `browser` or `program`.
    pub kind: String,
    /// What it says of itself.
    pub device: String,
    /// The network it came from.
    pub network: String,
    /// Since when.
    pub created_at: Timestamp,
    /// When it was last used.
    pub seen_at: Timestamp,
}

impl SignedIn {
    /// The browser and the system in words, as far as they can be told.
    pub fn what(&self) -> String {
        let device = self.device.as_str();
        let named = |names: &[(&'static str, &'static str)]| {
            names.iter().find(|(mark, _)| device.contains(mark)).map(|(_, name)| *name)
        };
        // The order matters: every browser names the ones it wants to be taken for.
        let browser = named(&[
            ("Edg", "Edge"),
            ("OPR/", "Opera"),
            ("Firefox/", "Firefox"),
            ("Chrome/", "Chrome"),
            ("Safari/", "Safari"),
        ]);
        let system = named(&[
            ("iPhone", "iPhone"),
            ("iPad", "iPad"),
            ("Android", "Android"),
            ("Windows", "Windows"),
            ("Mac OS", "Mac"),
            ("Linux", "Linux"),
        ]);
        match (browser, system) {
            (Some(browser), Some(system)) => format!("{browser}, {system}"),
            (Some(one), None) | (None, Some(one)) => one.to_owned(),
            (None, None) => device.chars().take(40).collect(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_browser_is_told_by_its_own_name() {
        let what = |device: &str| {
            let zero = Timestamp::from_micros(0);
            let id = SignInId::from_uuid(uuid::Uuid::nil());
            SignedIn {
                id,
                kind: "browser".into(),
                device: device.into(),
                network: String::new(),
                created_at: zero,
                seen_at: zero,
            }
            .what()
        };
        let edge =
            "Mozilla/5.0 (Windows NT 10.0) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/126.0 Safari/537.36 Edg/126.0";
        assert_eq!(what(edge), "Edge, Windows");
        assert_eq!(
            what("Mozilla/5.0 (iPhone; CPU iPhone OS 17_5 like Mac OS X) Version/17.5 Mobile Safari/604.1"),
            "Safari, iPhone"
        );
        assert_eq!(what("curl/8.5"), "curl/8.5");
    }

    #[test]
    fn who_refuses_says_why() {
        let decision =
            |outcome: &str, reason: &str| Decision { outcome: outcome.into(), reason: reason.into() }.check();
        assert_eq!(decision("accept", ""), Ok(true));
        assert_eq!(decision("refuse", "Buiten de regio"), Ok(false));
        assert_eq!(decision("refuse", " ").expect_err("no reason").of("reason"), Some(Wrong::Empty));
        assert!(decision("misschien", "x").is_err());
    }
}
