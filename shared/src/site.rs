//! The site itself: its settings and its own pages.

pub mod words;

use crate::{Faults, Lang, Wrong, html::SafeHtml, limits, words::Text};
use serde::{Deserialize, Serialize};

/// A page whose text the site owner edits.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Own {
    /// How things work.
    Help,
    /// Whom to ask.
    Contact,
    /// What is kept of whom, and why.
    Privacy,
    /// The accessibility statement.
    Toegankelijkheid,
}

impl Own {
    /// All of them, in the order of the footer.
    pub const ALL: [Self; 4] = [Self::Help, Self::Contact, Self::Privacy, Self::Toegankelijkheid];

    /// Its place in addresses and in the database.
    pub const fn slug(self) -> &'static str {
        match self {
            Self::Help => "help",
            Self::Contact => "contact",
            Self::Privacy => "privacy",
            Self::Toegankelijkheid => "toegankelijkheid",
        }
    }

    /// The page called `slug`.
    pub fn from_slug(slug: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|page| page.slug() == slug)
    }

    /// What it is called when the site owner gave it no title.
    pub fn title(self, lang: Lang) -> Text {
        match self {
            Self::Help => crate::words::help(lang),
            Self::Contact => crate::words::contact(lang),
            Self::Privacy => crate::words::privacy(lang),
            Self::Toegankelijkheid => crate::words::accessibility(lang),
        }
    }

    /// What it says when the site owner wrote nothing, in Markdown.
    pub fn text(self, lang: Lang, site: &str, mail: &str) -> Text {
        match self {
            Self::Help => words::help_text(lang, site),
            Self::Contact if mail.is_empty() => words::contact_text_without_mail(lang, site),
            Self::Contact => words::contact_text(lang, site, mail),
            Self::Privacy => words::privacy_text(lang, site),
            Self::Toegankelijkheid => words::accessibility_text(lang, site),
        }
    }
}

/// A page of the site as it is shown.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SitePage {
    /// Its title.
    pub title: String,
    /// Its text.
    pub html: SafeHtml,
    /// The language it is written in.
    pub lang: Lang,
    /// When it was last changed; absent for text of our own.
    pub changed_at: Option<crate::Timestamp>,
}

/// The form that changes a page of the site.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct EditPage {
    /// Its title.
    pub title: String,
    /// Its text.
    pub body_markdown: String,
}

impl EditPage {
    /// What is wrong with it.
    ///
    /// # Errors
    /// The faults by field.
    pub fn check(&self) -> Result<(), Faults> {
        let mut faults = Faults::default();
        faults.line("title", &self.title, 2, limits::TITLE);
        faults.text("body_markdown", &self.body_markdown, limits::ARTICLE);
        faults.done()
    }
}

/// Who reads what is open.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Open {
    /// Everybody on earth.
    #[default]
    World,
    /// Every member.
    Members,
}

impl Open {
    /// The choice as it is stored and as forms send it.
    pub const fn key(self) -> &'static str {
        match self {
            Self::World => "world",
            Self::Members => "members",
        }
    }

    /// The choice called `key`.
    pub fn from_key(key: &str) -> Option<Self> {
        [Self::World, Self::Members].into_iter().find(|open| open.key() == key)
    }
}

/// The form with the settings of the site.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct EditSettings {
    /// The name of the site.
    pub name: String,
    /// Who reads what is open: `world` or `members`.
    pub open: String,
    /// The address that people write to.
    pub contact: String,
}

impl EditSettings {
    /// What is wrong with them.
    ///
    /// # Errors
    /// The faults by field.
    pub fn check(&self) -> Result<(), Faults> {
        let mut faults = Faults::default();
        faults.line("name", &self.name, 1, limits::TAG);
        if Open::from_key(&self.open).is_none() {
            faults.add("open", Wrong::NotAChoice);
        }
        if !self.contact.trim().is_empty() {
            faults.email("contact", self.contact.trim());
        }
        faults.done()
    }
}
