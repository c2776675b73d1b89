//! The languages of the interface.

use serde::{Deserialize, Serialize};

/// A language the interface can speak. [`Lang::Pseudo`] shows which letters never went through the catalogue.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Lang {
    /// Dutch, formal.
    #[default]
    Nl,
    /// English.
    En,
    /// Dutch with every letter replaced by a look-alike; for tests only.
    Pseudo,
}

impl Lang {
    /// The value of the `lang` attribute (BCP 47).
    pub const fn tag(self) -> &'static str {
        match self {
            Self::Nl | Self::Pseudo => "nl",
            Self::En => "en",
        }
    }

    /// The language a member chose, as stored: `nl` or `en`.
    pub fn from_tag(tag: &str) -> Option<Self> {
        match tag {
            "nl" => Some(Self::Nl),
            "en" => Some(Self::En),
            _ => None,
        }
    }

    /// The first language of an `Accept-Language` header that we speak; Dutch when there is none.
    pub fn accepted(header: &str) -> Self {
        header
            .split(',')
            .map(|part| part.split(';').next().unwrap_or_default().trim().to_ascii_lowercase())
            .find_map(|tag| Self::from_tag(tag.split('-').next().unwrap_or_default()))
            .unwrap_or_default()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_known_language_wins() {
        assert_eq!(Lang::accepted("fr-FR, en-GB;q=0.8, nl;q=0.5"), Lang::En);
        assert_eq!(Lang::accepted("de"), Lang::Nl);
        assert_eq!(Lang::accepted(""), Lang::Nl);
    }
}
