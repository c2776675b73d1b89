//! Profiles: what the directory shows, what a member shows to whom, and the forms that change it.

use crate::{
    Faults, Timestamp, Wrong,
    fault::invisible,
    ids::{MemberId, OrganisationId},
    limits,
    live::Shown,
    people::{Author, OrganisationKind},
};
use serde::{Deserialize, Serialize};

/// The most characters of a telephone number.
const PHONE: u32 = 30;
/// The fewest digits of a telephone number.
const DIGITS: usize = 6;
/// The most themes of a member.
const THEMES: u32 = 12;

/// To whom a member shows something.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
#[cfg_attr(
    feature = "server",
    derive(sqlx::Type, utoipa::ToSchema),
    sqlx(type_name = "text", rename_all = "lowercase")
)]
pub enum Sees {
    /// To nobody.
    #[default]
    Nobody,
    /// To members who belong to a community with them.
    Communities,
    /// To every member.
    Members,
}

impl Sees {
    /// All choices, from the narrowest.
    pub const ALL: [Self; 3] = [Self::Nobody, Self::Communities, Self::Members];

    /// The choice as it is stored and as forms send it.
    pub const fn key(self) -> &'static str {
        match self {
            Self::Nobody => "nobody",
            Self::Communities => "communities",
            Self::Members => "members",
        }
    }

    /// The choice called `key`.
    pub fn from_key(key: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|sees| sees.key() == key)
    }
}

/// A theme, where a member or an article names it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "server", derive(sqlx::FromRow, utoipa::ToSchema))]
pub struct ThemeRef {
    /// Its place in addresses.
    pub slug: String,
    /// Its name.
    pub name: String,
}

/// A community, where a profile names it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "server", derive(sqlx::FromRow, utoipa::ToSchema))]
pub struct Place {
    /// Its place in addresses.
    pub slug: String,
    /// Its name.
    pub name: String,
}

/// A member in the directory; what its owner keeps from the reader is empty.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "server", derive(utoipa::ToSchema))]
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
    /// What they work on.
    pub themes: Vec<ThemeRef>,
    /// The address of their photo.
    pub photo: Option<String>,
}

/// A member's profile; what its owner keeps from the reader is empty.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "server", derive(utoipa::ToSchema))]
pub struct Profile {
    /// Who.
    pub id: MemberId,
    /// Full name; empty when they left.
    pub name: String,
    /// What they do.
    pub function: Option<String>,
    /// For whom.
    pub organisation: Option<String>,
    /// For whom: the organisation's own id.
    pub organisation_id: Option<OrganisationId>,
    /// The kind of that organisation.
    pub kind: Option<OrganisationKind>,
    /// What they work on.
    pub themes: Vec<ThemeRef>,
    /// What colleagues may ask about.
    pub ask_about: String,
    /// Telephone number.
    pub phone: String,
    /// Address.
    pub email: String,
    /// The address of their photo.
    pub photo: Option<String>,
    /// Communities to which both they and the reader belong.
    pub communities: Vec<Place>,
    /// Since when they are a member.
    pub created_at: Timestamp,
    /// They left.
    pub departed: bool,
    /// They can sign in.
    pub active: bool,
}

impl Profile {
    /// As an author.
    pub fn author(&self) -> Author {
        Author {
            id: Some(self.id),
            name: self.name.clone(),
            function: self.function.clone(),
            organisation: self.organisation.clone(),
            photo: self.photo.clone(),
        }
    }
}

/// The form with which a member changes their own profile.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct EditProfile {
    /// Full name.
    pub name: String,
    /// What they do.
    pub function: String,
    /// For whom.
    pub organisation: Option<OrganisationId>,
    /// What they work on: the slugs of themes.
    pub themes: Vec<String>,
    /// What colleagues may ask about.
    pub ask_about: String,
    /// Telephone number.
    pub phone: String,
    /// Who sees the address.
    pub show_email: Sees,
    /// Who sees the telephone number.
    pub show_phone: Sees,
    /// Who sees the photo.
    pub show_photo: Sees,
    /// Who sees what colleagues may ask about.
    pub show_ask: Sees,
}

impl EditProfile {
    /// The form as a browser sends it, and what could not be read of it.
    pub fn from_fields(fields: &[(String, String)]) -> (Self, Faults) {
        let mut faults = Faults::default();
        let get = |name: &str| fields.iter().find(|(own, _)| own == name).map_or("", |(_, value)| value.as_str());
        let mut sees = |name: &str| {
            Sees::from_key(get(name)).unwrap_or_else(|| {
                faults.add(name, Wrong::NotAChoice);
                Sees::Nobody
            })
        };
        let (show_email, show_phone) = (sees("show_email"), sees("show_phone"));
        let (show_photo, show_ask) = (sees("show_photo"), sees("show_ask"));
        let organisation = match get("organisation") {
            "" => None,
            text => text.parse().map_err(|_| faults.add("organisation", Wrong::NotAChoice)).ok(),
        };
        let themes = fields.iter().filter(|(name, _)| name == "themes").map(|(_, slug)| slug.clone()).collect();
        let form = Self {
            name: get("name").to_owned(),
            function: get("function").to_owned(),
            organisation,
            themes,
            ask_about: get("ask_about").to_owned(),
            phone: get("phone").to_owned(),
            show_email,
            show_phone,
            show_photo,
            show_ask,
        };
        (form, faults)
    }

    /// Adds what is wrong with it to `faults`.
    pub fn check(&self, faults: &mut Faults) {
        faults.line("name", &self.name, 2, limits::NAME);
        faults.optional_line("function", &self.function, limits::LINE);
        faults.optional_text("ask_about", &self.ask_about, limits::NOTE);
        if self.ask_about.chars().any(invisible) {
            faults.add("ask_about", Wrong::Unprintable);
        }
        check_phone(faults, "phone", &self.phone);
        if u32::try_from(self.themes.len()).unwrap_or(u32::MAX) > THEMES {
            faults.add("themes", Wrong::TooMany(THEMES));
        }
    }
}

/// A telephone number that may be absent.
fn check_phone(faults: &mut Faults, field: &str, phone: &str) {
    let phone = phone.trim();
    let plain = phone.chars().all(|letter| letter.is_ascii_digit() || " +-()./".contains(letter));
    let digits = phone.chars().filter(char::is_ascii_digit).count();
    if phone.is_empty() {
        return;
    }
    if !plain || digits < DIGITS || phone.len() > usize::try_from(PHONE).unwrap_or_default() {
        faults.add(field, Wrong::NotAPhone);
    }
}

/// What a program changes of a profile; what is absent stays as it is.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
#[cfg_attr(feature = "server", derive(utoipa::ToSchema))]
pub struct ProfilePatch {
    /// Full name.
    pub name: Option<String>,
    /// What they do.
    pub function: Option<String>,
    /// For whom.
    pub organisation: Option<OrganisationId>,
    /// What they work on: the slugs of themes.
    pub themes: Option<Vec<String>>,
    /// What colleagues may ask about.
    pub ask_about: Option<String>,
    /// Telephone number.
    pub phone: Option<String>,
    /// Who sees the address.
    pub show_email: Option<Sees>,
    /// Who sees the telephone number.
    pub show_phone: Option<Sees>,
    /// Who sees the photo.
    pub show_photo: Option<Sees>,
    /// Who sees what colleagues may ask about.
    pub show_ask: Option<Sees>,
}

impl ProfilePatch {
    /// The profile with these changes.
    pub fn over(self, now: EditProfile) -> EditProfile {
        EditProfile {
            name: self.name.unwrap_or(now.name),
            function: self.function.unwrap_or(now.function),
            organisation: self.organisation.or(now.organisation),
            themes: self.themes.unwrap_or(now.themes),
            ask_about: self.ask_about.unwrap_or(now.ask_about),
            phone: self.phone.unwrap_or(now.phone),
            show_email: self.show_email.unwrap_or(now.show_email),
            show_phone: self.show_phone.unwrap_or(now.show_phone),
            show_photo: self.show_photo.unwrap_or(now.show_photo),
            show_ask: self.show_ask.unwrap_or(now.show_ask),
        }
    }
}

/// What a program changes of the settings of its member; what is absent stays as it is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
#[cfg_attr(feature = "server", derive(utoipa::ToSchema))]
pub struct PreferencesPatch {
    /// Whether rooms show that the member is there and types: `room`, as each room chose, or `never`.
    pub presence: Option<Shown>,
}

/// A member's own settings, as their form sends them.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Preferences {
    /// `nl` or `en`.
    #[serde(default)]
    pub lang: String,
    /// `auto`, `light` or `dark`.
    #[serde(default)]
    pub color_scheme: String,
    /// `on` when a reply is mailed.
    #[serde(default)]
    pub mail_replies: String,
    /// `on` when a direct message, or being named in a chat, is mailed.
    #[serde(default)]
    pub mail_messages: String,
    /// `on` when rooms may show that the member is there and types.
    #[serde(default)]
    pub presence: String,
}

impl Preferences {
    /// What is wrong with them.
    ///
    /// # Errors
    /// The faults by field.
    pub fn check(&self) -> Result<(), Faults> {
        let mut faults = Faults::default();
        if crate::Lang::from_tag(&self.lang).is_none() {
            faults.add("lang", Wrong::NotAChoice);
        }
        if crate::Scheme::from_key(&self.color_scheme).is_none() {
            faults.add("color_scheme", Wrong::NotAChoice);
        }
        faults.done()
    }

    /// Whether a reply is mailed, and whether a message is.
    pub fn mails(&self) -> (bool, bool) {
        (self.mail_replies == "on", self.mail_messages == "on")
    }

    /// Whether rooms show that the member is there.
    pub fn shown(&self) -> Shown {
        if self.presence == "on" { Shown::Room } else { Shown::Never }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn phone(text: &str) -> bool {
        let mut faults = Faults::default();
        check_phone(&mut faults, "x", text);
        faults.is_empty()
    }

    #[test]
    fn a_telephone_number_has_digits() {
        assert!(["", "06 1234 5678", "+31 (0)78-770 8585", "088.1234567"].into_iter().all(phone));
        assert!(!["12345", "bel mij", "06-12345678 (mobiel)", "+++++++"].into_iter().any(phone));
    }

    #[test]
    fn a_form_names_each_theme_once_for_each_box() {
        let fields = [("themes", "a"), ("name", "Anna"), ("themes", "b"), ("show_email", "all")]
            .map(|(name, value)| (name.to_owned(), value.to_owned()));
        let (form, faults) = EditProfile::from_fields(&fields);
        assert_eq!(form.themes, ["a", "b"]);
        assert_eq!(faults.of("show_email"), Some(Wrong::NotAChoice));
        assert_eq!(faults.of("organisation"), None);
    }

    #[test]
    fn a_name_is_seen_and_runs_one_way() {
        let wrong = |name: &str| {
            let mut faults = Faults::default();
            EditProfile { name: name.to_owned(), ..EditProfile::default() }.check(&mut faults);
            faults.of("name")
        };
        assert_eq!(wrong("Anna \u{202E}rednaS"), Some(Wrong::Unprintable));
        assert_eq!(wrong("\u{2063}\u{2063}\u{2063}"), Some(Wrong::Empty));
        assert_eq!(wrong("Anna Sander"), None);
    }
}
