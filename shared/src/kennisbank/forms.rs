//! The forms of the kennisbank, with their rules.

use super::ArticleKind;
use crate::{Faults, Timestamp, Wrong, ids::OrganisationId, ids::SubjectId, limits};
use serde::{Deserialize, Serialize};

/// The form that writes an article.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "server", derive(utoipa::ToSchema))]
pub struct NewArticle {
    /// Its title.
    pub title: String,
    /// The text, in Markdown.
    pub body_markdown: String,
    /// What kind of text it is.
    #[serde(default)]
    pub kind: ArticleKind,
    /// The slug of its theme.
    #[serde(default)]
    pub theme: Option<String>,
    /// The slug of its subject in that theme.
    #[serde(default)]
    pub subject: Option<String>,
    /// The slug of the community whose members alone read it.
    #[serde(default)]
    pub community: Option<String>,
    /// Its tags.
    #[serde(default)]
    pub tags: Vec<String>,
    /// The organisation that answers for it; that of the writer when absent.
    #[serde(default)]
    pub organisation_id: Option<OrganisationId>,
    /// Where it came from, in words.
    #[serde(default)]
    pub source: String,
    /// Where it came from, as a web address.
    #[serde(default, alias = "url")]
    pub source_url: String,
    /// Under which licence it may be used.
    #[serde(default)]
    pub licence: String,
    /// What a reader must know before reading.
    #[serde(default)]
    pub remark: String,
    /// When it was published; now when absent.
    #[serde(default)]
    pub published_at: Option<Timestamp>,
    /// Its name in another collection.
    #[serde(default)]
    pub external_id: Option<String>,
}

impl NewArticle {
    /// What is wrong with it.
    ///
    /// # Errors
    /// The faults by field.
    pub fn check(&self) -> Result<(), Faults> {
        let mut faults = Faults::default();
        faults.line("title", &self.title, limits::TITLE_MIN, limits::ARTICLE_TITLE);
        faults.text("body_markdown", &self.body_markdown, limits::ARTICLE);
        if u32::try_from(self.tags.len()).unwrap_or(u32::MAX) > limits::ARTICLE_TAGS {
            faults.add("tags", Wrong::TooMany(limits::ARTICLE_TAGS));
        }
        for tag in &self.tags {
            faults.line("tags", tag, 1, limits::ARTICLE_TAG);
        }
        faults.optional_line("source", &self.source, limits::NOTE);
        faults.optional_line("licence", &self.licence, limits::LINE);
        faults.optional_line("remark", &self.remark, limits::LINE);
        if let Some(id) = &self.external_id {
            faults.line("external_id", id, 1, limits::LINE);
        }
        address(&mut faults, "source_url", &self.source_url);
        if self.subject.is_some() && self.theme.is_none() {
            faults.add("theme", Wrong::Empty);
        }
        faults.done()
    }
}

/// An optional address that a page may link to: only the web, so that no script hides in it.
fn address(faults: &mut Faults, field: &str, value: &str) {
    faults.optional_line(field, value, limits::ADDRESS);
    let web = value.strip_prefix("https://").or_else(|| value.strip_prefix("http://"));
    if !value.is_empty() && !web.is_some_and(|rest| !rest.is_empty() && !rest.contains(char::is_whitespace)) {
        faults.add(field, Wrong::NotAnAddress);
    }
}

/// What changes of an article; what is absent stays as it is.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "server", derive(utoipa::ToSchema))]
pub struct ArticlePatch {
    /// The version that was read.
    pub version: i64,
    /// Its title.
    #[serde(default)]
    pub title: Option<String>,
    /// The text, in Markdown.
    #[serde(default)]
    pub body_markdown: Option<String>,
    /// What kind of text it is.
    #[serde(default)]
    pub kind: Option<ArticleKind>,
    /// The slug of its theme; empty for none.
    #[serde(default)]
    pub theme: Option<String>,
    /// The slug of its subject; empty for none.
    #[serde(default)]
    pub subject: Option<String>,
    /// Its tags.
    #[serde(default)]
    pub tags: Option<Vec<String>>,
    /// The organisation that answers for it.
    #[serde(default)]
    pub organisation_id: Option<OrganisationId>,
    /// Where it came from, in words.
    #[serde(default)]
    pub source: Option<String>,
    /// Where it came from, as a web address.
    #[serde(default, alias = "url")]
    pub source_url: Option<String>,
    /// Under which licence it may be used.
    #[serde(default)]
    pub licence: Option<String>,
    /// What a reader must know before reading.
    #[serde(default)]
    pub remark: Option<String>,
    /// When it was published.
    #[serde(default)]
    pub published_at: Option<Timestamp>,
    /// Says that the reader checked that it still holds.
    #[serde(default)]
    pub reviewed: bool,
    /// Takes it out of the lists, or brings it back.
    #[serde(default)]
    pub archived: Option<bool>,
}

/// An article as the form of a page has it: lines of text, the shelf in one choice, and which button was pressed.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct ArticleDraft {
    /// Its title.
    pub title: String,
    /// The key of its kind.
    pub kind: String,
    /// Theme and subject: `theme` or `theme/subject`.
    pub place: String,
    /// The text, in Markdown.
    pub body_markdown: String,
    /// Its tags, with commas between.
    pub tags: String,
    /// The id of the organisation that answers for it; empty for that of the writer.
    pub organisation_id: String,
    /// Where it came from, in words.
    pub source: String,
    /// Where it came from, as a web address.
    pub source_url: String,
    /// Its licence.
    pub licence: String,
    /// What a reader must know before reading.
    pub remark: String,
    /// The date of publication: `2026-11-25`, or empty.
    pub published_at: String,
    /// The version that was read; empty for a new article.
    pub version: String,
    /// `preview` or `save`.
    pub act: String,
}

impl ArticleDraft {
    /// The article it describes.
    ///
    /// # Errors
    /// The faults by field.
    pub fn article(&self) -> Result<NewArticle, Faults> {
        let mut faults = Faults::default();
        let kind = ArticleKind::from_key(&self.kind);
        if kind.is_none() {
            faults.add("kind", Wrong::NotAChoice);
        }
        let organisation_id = if self.organisation_id.is_empty() { None } else { self.organisation_id.parse().ok() };
        if organisation_id.is_none() && !self.organisation_id.is_empty() {
            faults.add("organisation_id", Wrong::NotAChoice);
        }
        let date = self.published_at.trim();
        let published_at = if date.is_empty() { None } else { format!("{date}T09:00:00Z").parse().ok() };
        if published_at.is_none() && !date.is_empty() {
            faults.add("published_at", Wrong::NotADate);
        }
        let (theme, subject) = match self.place.split_once('/') {
            Some((theme, subject)) => (theme, Some(subject.to_owned())),
            None => (self.place.as_str(), None),
        };
        let tags = self.tags.split(',').map(str::trim).filter(|tag| !tag.is_empty()).map(ToOwned::to_owned);
        let new = NewArticle {
            title: self.title.clone(),
            body_markdown: self.body_markdown.clone(),
            kind: kind.unwrap_or_default(),
            theme: Some(theme.to_owned()).filter(|slug| !slug.is_empty()),
            subject,
            tags: tags.collect(),
            organisation_id,
            source: self.source.clone(),
            source_url: self.source_url.trim().to_owned(),
            licence: self.licence.clone(),
            remark: self.remark.clone(),
            published_at,
            ..NewArticle::default()
        };
        if let Err(more) = new.check() {
            faults.0.extend(more.0);
        }
        faults.done().map(|()| new)
    }
}

/// The form of a theme.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct ThemeForm {
    /// Its place in addresses; only when it is made.
    #[serde(default)]
    pub slug: String,
    /// Its name.
    #[serde(default)]
    pub name: String,
    /// What it is about.
    #[serde(default)]
    pub description: String,
    /// Its place among the themes.
    #[serde(default)]
    pub position: String,
    /// `public` or `alliance`: who reads it.
    #[serde(default)]
    pub audience: String,
}

impl ThemeForm {
    /// What is wrong with it.
    ///
    /// # Errors
    /// The faults by field.
    pub fn check(&self) -> Result<(), Faults> {
        let mut faults = Faults::default();
        check_slug(&mut faults, "slug", &self.slug);
        faults.line("name", &self.name, 2, limits::NAME);
        faults.optional_text("description", &self.description, limits::NOTE);
        place(&mut faults, &self.position);
        if !["public", "alliance"].contains(&self.audience.as_str()) {
            faults.add("audience", Wrong::NotAChoice);
        }
        faults.done()
    }
}

fn place(faults: &mut Faults, position: &str) {
    let position = position.trim();
    if !position.is_empty() && !position.parse::<i64>().is_ok_and(|place| (0..10_000).contains(&place)) {
        faults.add("position", Wrong::NotAChoice);
    }
}

/// A slug of a theme or subject: small letters, digits and hyphens, not only digits.
pub fn check_slug(faults: &mut Faults, field: &str, slug: &str) {
    let plain = slug.bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-');
    let digits = slug.bytes().all(|byte| byte.is_ascii_digit());
    if !(2..=60).contains(&slug.len()) || !plain || slug.starts_with('-') || slug.ends_with('-') || digits {
        faults.add(field, Wrong::NotASlug);
    }
}

/// The form of a subject.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct SubjectForm {
    /// Its name.
    #[serde(default)]
    pub name: String,
    /// The id of the subject it is part of; empty for none.
    #[serde(default)]
    pub parent: String,
    /// Its place among its siblings.
    #[serde(default)]
    pub position: String,
}

impl SubjectForm {
    /// The subject it is part of, when nothing is wrong.
    ///
    /// # Errors
    /// The faults by field.
    pub fn check(&self) -> Result<Option<SubjectId>, Faults> {
        let mut faults = Faults::default();
        faults.line("name", &self.name, 2, limits::NAME);
        place(&mut faults, &self.position);
        let parent = if self.parent.is_empty() { None } else { self.parent.parse().ok() };
        if parent.is_none() && !self.parent.is_empty() {
            faults.add("parent", Wrong::NotAChoice);
        }
        faults.done().map(|()| parent)
    }
}

/// The form that makes somebody an editor of a theme.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct EditorForm {
    /// The address of the member.
    #[serde(default)]
    pub email: String,
}

#[cfg(test)]
mod tests {
    use super::*;

    fn article() -> NewArticle {
        NewArticle { title: "Bestuursdwang".to_owned(), body_markdown: "Tekst".to_owned(), ..NewArticle::default() }
    }

    #[test]
    fn only_web_addresses_are_linked() {
        for good in ["", "https://wetten.overheid.nl/BWBR0001", "http://a.nl"] {
            assert!(NewArticle { source_url: good.to_owned(), ..article() }.check().is_ok(), "{good}");
        }
        for bad in ["javascript:alert(1)", "wetten.overheid.nl", "https://", "https://a b"] {
            assert!(NewArticle { source_url: bad.to_owned(), ..article() }.check().is_err(), "{bad}");
        }
    }

    #[test]
    fn a_subject_needs_its_theme() {
        let faults = NewArticle { subject: Some("wapens".to_owned()), ..article() }.check().expect_err("no theme");
        assert_eq!(faults.of("theme"), Some(Wrong::Empty));
    }
}
