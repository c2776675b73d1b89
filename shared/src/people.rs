//! People as they are shown beside what they wrote, and the kinds of organisations they work for.

use crate::{Lang, ids::MemberId, words};
use serde::{Deserialize, Serialize};

/// A kind of organisation.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
#[cfg_attr(
    feature = "server",
    derive(sqlx::Type, utoipa::ToSchema),
    sqlx(type_name = "text", rename_all = "lowercase")
)]
pub enum OrganisationKind {
    /// A municipality.
    Gemeente,
    /// The police.
    Politie,
    /// The public prosecutor.
    Om,
    /// Care.
    Zorg,
    /// Everybody else.
    Partner,
}

impl OrganisationKind {
    /// All kinds, in the order in which they are shown.
    pub const ALL: [Self; 5] = [Self::Gemeente, Self::Politie, Self::Om, Self::Zorg, Self::Partner];

    /// The kind as it stands in the database and in addresses.
    pub const fn key(self) -> &'static str {
        match self {
            Self::Gemeente => "gemeente",
            Self::Politie => "politie",
            Self::Om => "om",
            Self::Zorg => "zorg",
            Self::Partner => "partner",
        }
    }

    /// The kind called `key`.
    pub fn from_key(key: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.key() == key)
    }

    /// The kind in words.
    pub fn text(self, lang: Lang) -> words::Text {
        match self {
            Self::Gemeente => words::kind_gemeente(lang),
            Self::Politie => words::kind_politie(lang),
            Self::Om => words::kind_om(lang),
            Self::Zorg => words::kind_zorg(lang),
            Self::Partner => words::kind_partner(lang),
        }
    }
}

/// Who wrote something: name, function and organisation of that moment. A member who left has no id and no name.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "server", derive(utoipa::ToSchema))]
pub struct Author {
    /// The member; absent when they left.
    #[serde(default)]
    pub id: Option<MemberId>,
    /// Full name; the words for a former member when they left.
    pub name: String,
    /// What they do.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub function: Option<String>,
    /// For whom they do it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub organisation: Option<String>,
    /// The address of their photo, when the reader may see it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub photo: Option<String>,
}

impl Author {
    /// The address of their profile.
    pub fn url(&self) -> Option<String> {
        self.id.map(|id| format!("/lid/{id}"))
    }

    /// Up to two letters that stand for a photo.
    pub fn initials(&self) -> String {
        initials(&self.name)
    }
}

/// Up to two letters of a name: of the first word and the last.
pub fn initials(name: &str) -> String {
    let mut words = name.split_whitespace().filter(|word| word.chars().any(char::is_alphabetic));
    let first = words.next();
    let last = words.next_back();
    [first, last]
        .into_iter()
        .flatten()
        .filter_map(|word| word.chars().find(|letter| letter.is_alphabetic()))
        .flat_map(char::to_uppercase)
        .collect()
}

/// A name as lists sort it: the family name first, tussenvoegsels after the given name, all in lower case without
/// accents. `Pieter van den Berg` sorts as `berg pieter van den`.
pub fn sort_key(name: &str) -> String {
    const BETWEEN: [&str; 26] = [
        "van", "de", "den", "der", "het", "'t", "’t", "'s", "’s", "ter", "ten", "te", "in", "op", "aan", "bij", "uit",
        "voor", "el", "al", "von", "du", "la", "le", "d'", "da",
    ];
    let folded: Vec<String> = name.split_whitespace().map(fold).collect();
    let Some((given, rest)) = folded.split_first() else { return String::new() };
    let family = rest.iter().position(|word| !BETWEEN.contains(&word.as_str())).unwrap_or(0);
    let (between, family) = rest.split_at(family);
    let parts: Vec<&str> = family.iter().chain([given]).chain(between).map(String::as_str).collect();
    parts.join(" ")
}

/// A word in lower case, the letters of Latin alphabets without their accents.
pub fn fold(word: &str) -> String {
    word.chars().flat_map(char::to_lowercase).filter_map(bare).collect()
}

/// A lower-case letter without its accent; nothing for a combining mark.
fn bare(letter: char) -> Option<char> {
    Some(match letter {
        '\u{0300}'..='\u{036F}' => return None,
        'à'..='å' | 'ā' | 'ă' | 'ą' => 'a',
        'ç' | 'ć' | 'č' => 'c',
        'ď' | 'đ' => 'd',
        'è'..='ë' | 'ē' | 'ę' | 'ě' => 'e',
        'ğ' => 'g',
        'ì'..='ï' | 'ī' | 'ı' => 'i',
        'ł' => 'l',
        'ñ' | 'ń' | 'ň' => 'n',
        'ò'..='ö' | 'ø' | 'ō' | 'ő' => 'o',
        'ř' => 'r',
        'ś' | 'ş' | 'š' | 'ș' => 's',
        'ţ' | 'ť' | 'ț' => 't',
        'ù'..='ü' | 'ū' | 'ů' | 'ű' => 'u',
        'ý' | 'ÿ' => 'y',
        'ź' | 'ż' | 'ž' => 'z',
        _ => letter,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tussenvoegsels_do_not_sort() {
        assert_eq!(sort_key("Pieter van den Berg"), "berg pieter van den");
        assert_eq!(sort_key("Willem van 't Hof"), "hof willem van 't");
        assert_eq!(sort_key("Esmée de Lange"), "lange esmee de");
        assert_eq!(sort_key("Emre Yıldız"), "yildiz emre");
        assert_eq!(sort_key("Prince"), "prince");
        assert_eq!(sort_key(""), "");
    }

    #[test]
    fn initials_are_of_first_and_last_word() {
        assert_eq!(initials("Pieter van den Berg"), "PB");
        assert_eq!(initials("prince"), "P");
        assert_eq!(initials("  "), "");
    }
}
