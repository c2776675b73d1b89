//! Who reads a page, and what the frame around every page says about them.

use crate::{Lang, Timestamp, ids::MemberId, people::Author, time::Zone};
use serde::{Deserialize, Serialize};

/// The reader of a page: language, clock, zone, and the member when one is signed in.
///
/// Made once per request by the server; pages find it in the context, islands get what they need as props.
#[derive(Clone, Debug, Default)]
pub struct Reader {
    /// The language of the interface.
    pub lang: Lang,
    /// The moment at which the page is made.
    pub now: Timestamp,
    /// The site's time zone.
    pub zone: Zone,
    /// The name of this site.
    pub site: String,
    /// The signed-in member.
    pub me: Option<Me>,
    /// Light or dark, as the member chose.
    pub scheme: Scheme,
    /// The path of this page, with which the frame marks the place.
    pub path: String,
    /// Path and query, to come back to after signing in.
    pub back: String,
}

/// Light or dark.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Scheme {
    /// As the reader's device says.
    #[default]
    Auto,
    /// Always light.
    Light,
    /// Always dark.
    Dark,
}

impl Scheme {
    /// The choice as it is stored and as forms send it.
    pub const fn key(self) -> &'static str {
        match self {
            Self::Auto => "auto",
            Self::Light => "light",
            Self::Dark => "dark",
        }
    }

    /// The choice called `key`.
    pub fn from_key(key: &str) -> Option<Self> {
        [Self::Auto, Self::Light, Self::Dark].into_iter().find(|scheme| scheme.key() == key)
    }
}

/// The signed-in member, as far as the frame shows them.
#[derive(Clone, Debug)]
pub struct Me {
    /// Who.
    pub id: MemberId,
    /// Name, function and organisation.
    pub author: Author,
    /// Whether they administer the site.
    pub admin: bool,
    /// The address of their photo.
    pub photo: Option<String>,
    /// Whether rooms show that they are there.
    pub presence: crate::live::Shown,
}

impl Reader {
    /// The signed-in member's id.
    pub fn id(&self) -> Option<MemberId> {
        self.me.as_ref().map(|me| me.id)
    }

    /// Whether the reader administers the site.
    pub fn admin(&self) -> bool {
        self.me.as_ref().is_some_and(|me| me.admin)
    }

    /// How long ago `at` was, in words.
    pub fn ago(&self, at: Timestamp) -> String {
        self.zone.ago(self.lang, at, self.now)
    }

    /// The exact moment, in words.
    pub fn exact(&self, at: Timestamp) -> String {
        self.zone.exact(self.lang, at)
    }

    /// The date, in words.
    pub fn date(&self, at: Timestamp) -> String {
        self.zone.date(self.lang, at)
    }
}
