//! Administration as it travels: numbers, members and communities as administrators manage them.

pub mod words;

use crate::{
    Faults, Timestamp, Wrong,
    communities::NewCommunity,
    ids::{MemberId, OrganisationId},
    limits,
    page::slug,
};
use serde::{Deserialize, Serialize};

/// What waits, and how much there is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Overview {
    /// Requests for an account that wait.
    pub requests: i64,
    /// Invitations that wait for an answer.
    pub invitations: i64,
    /// Reported posts that wait for a moderator.
    pub reports: i64,
    /// Work in the background that failed for good.
    pub given_up: i64,
    /// Members who can sign in.
    pub members: i64,
    /// Members who cannot.
    pub inactive: i64,
    /// Members who were here in the last 30 days.
    pub seen: i64,
    /// Organisations.
    pub organisations: i64,
    /// Communities that are in use.
    pub communities: i64,
    /// Threads.
    pub threads: i64,
    /// Posts.
    pub posts: i64,
    /// Articles.
    pub articles: i64,
    /// Bytes of files.
    pub files: i64,
}

/// Which members are listed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum State {
    /// All.
    #[default]
    All,
    /// Those who can sign in.
    Active,
    /// Those who cannot.
    Inactive,
    /// Administrators.
    Admins,
}

impl State {
    /// All choices.
    pub const ALL: [Self; 4] = [Self::All, Self::Active, Self::Inactive, Self::Admins];

    /// The choice as it stands in addresses.
    pub const fn key(self) -> &'static str {
        match self {
            Self::All => "",
            Self::Active => "actief",
            Self::Inactive => "inactief",
            Self::Admins => "beheerder",
        }
    }

    /// The choice called `key`; all when it is none.
    pub fn from_key(key: &str) -> Self {
        Self::ALL.into_iter().find(|state| state.key() == key).unwrap_or_default()
    }
}

/// A member as administrators see them.
#[derive(Clone, Debug, PartialEq, Eq)]
#[expect(clippy::struct_excessive_bools, reason = "facts that hold or not, each on its own")]
pub struct Account {
    /// Who.
    pub id: MemberId,
    /// Full name; empty when they left.
    pub name: String,
    /// The name as lists sort it.
    pub sort_key: String,
    /// Address.
    pub email: String,
    /// What they do.
    pub function: String,
    /// For whom.
    pub organisation: Option<String>,
    /// For whom: the organisation's own id.
    pub organisation_id: Option<OrganisationId>,
    /// Administers the site.
    pub admin: bool,
    /// Cannot sign in.
    pub disabled: bool,
    /// Left.
    pub departed: bool,
    /// Has a password.
    pub password: bool,
    /// Sign-ins that have not ended.
    pub sign_ins: i64,
    /// When they were last here, as far as their sign-ins tell.
    pub seen_at: Option<Timestamp>,
    /// Since when they are a member.
    pub created_at: Timestamp,
    /// The name looks like that of somebody else.
    pub resembles: bool,
}

/// A community as administrators manage it: nothing of what stands in it.
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "server", derive(sqlx::FromRow))]
pub struct Managed {
    /// Its place in addresses.
    pub slug: String,
    /// Its name.
    pub name: String,
    /// `open`, `listed` or `hidden`.
    pub visibility: String,
    /// Whether it is archived.
    pub archived: bool,
    /// How many members it has.
    pub members: i64,
    /// How many of its owners can sign in.
    pub owners: i64,
}

/// The form with who a member is and for whom they work.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct EditAccount {
    /// Full name.
    pub name: String,
    /// What they do.
    pub function: String,
    /// The id of their organisation.
    pub organisation: String,
}

impl EditAccount {
    /// The form of a member as they are.
    pub fn of(account: &Account) -> Self {
        Self {
            name: account.name.clone(),
            function: account.function.clone(),
            organisation: account.organisation_id.map(|id| id.to_string()).unwrap_or_default(),
        }
    }

    /// The organisation, read.
    ///
    /// # Errors
    /// The fault of the field.
    pub fn organisation(&self) -> Result<Option<OrganisationId>, Faults> {
        match self.organisation.as_str() {
            "" => Ok(None),
            id => id.parse().map(Some).map_err(|_| Faults::one("organisation", Wrong::NotAChoice)),
        }
    }

    /// What is wrong with it.
    ///
    /// # Errors
    /// The faults by field.
    pub fn check(&self) -> Result<(), Faults> {
        let mut faults = Faults::default();
        faults.line("name", &self.name, 2, limits::NAME);
        faults.optional_line("function", &self.function, limits::LINE);
        faults.done()
    }
}

/// The form that gives a member another address.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct EditEmail {
    /// The address.
    pub email: String,
}

/// The form that makes a community.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Founding {
    /// Its name.
    pub name: String,
    /// Its place in addresses; made of the name when empty.
    pub slug: String,
    /// What it is for.
    pub description: String,
    /// `open`, `listed` or `hidden`.
    pub visibility: String,
    /// `free`, `request` or `invite`.
    pub join: String,
    /// What somebody who asks to join is asked.
    pub question: String,
}

impl From<Founding> for NewCommunity {
    fn from(form: Founding) -> Self {
        let slug = if form.slug.trim().is_empty() { slug(&form.name) } else { form.slug.trim().to_owned() };
        Self {
            slug: slug.trim_end_matches('-').to_owned(),
            name: form.name,
            description: form.description,
            visibility: form.visibility,
            join: form.join,
            question: form.question,
            ..Self::default()
        }
    }
}

/// A name reduced to what the eye sees: lower case, without accents, look-alike letters of other alphabets as the Latin
/// ones (after the idea of Unicode TS 39, for the letters that occur in names).
pub fn skeleton(name: &str) -> String {
    let plain = crate::people::fold(name);
    let mut seen = String::with_capacity(plain.len());
    for letter in plain.chars() {
        match letter {
            'а' | 'α' => seen.push('a'),
            'в' | 'β' => seen.push('b'),
            'с' | 'ϲ' => seen.push('c'),
            'е' | 'ε' | 'ё' => seen.push('e'),
            'һ' => seen.push('h'),
            'і' | 'ι' | 'ї' | '1' | 'l' | '|' => seen.push('i'),
            'ј' => seen.push('j'),
            'к' | 'κ' => seen.push('k'),
            'м' => seen.push('m'),
            'η' | 'п' => seen.push('n'),
            'о' | 'ο' | 'σ' | '0' => seen.push('o'),
            'р' | 'ρ' => seen.push('p'),
            'ѕ' => seen.push('s'),
            'т' | 'τ' => seen.push('t'),
            'υ' | 'ц' => seen.push('u'),
            'ν' => seen.push('v'),
            'ω' | 'ѡ' => seen.push('w'),
            'х' | 'χ' => seen.push('x'),
            'у' | 'γ' => seen.push('y'),
            _ if letter.is_alphanumeric() => seen.push(letter),
            _ => {}
        }
    }
    seen.replace("rn", "m").replace("vv", "w")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_that_look_alike_have_one_skeleton() {
        assert_eq!(skeleton("Lotte van Dijk"), skeleton("Lоtte vаn Dijk"));
        assert_eq!(skeleton("Emre Yıldız"), skeleton("Emre Yildiz"));
        assert_eq!(skeleton("Bram Carneiro"), skeleton("Bram Cameiro"));
        assert_ne!(skeleton("Lotte van Dijk"), skeleton("Lotte van Dam"));
    }

    #[test]
    fn a_community_gets_its_address_from_its_name() {
        let of = |name: &str, slug: &str| {
            NewCommunity::from(Founding { name: name.to_owned(), slug: slug.to_owned(), ..Founding::default() }).slug
        };
        assert_eq!(of("Zorg & veiligheid", ""), "zorg-veiligheid");
        assert_eq!(of("Zorg", " eigen "), "eigen");
    }
}
