//! The kennisbank as it travels: themes with their subjects, articles with their revisions, and the forms that write them.

mod forms;
pub mod words;

pub use forms::{ArticleDraft, ArticlePatch, EditorForm, NewArticle, SubjectForm, ThemeForm, check_slug};

use crate::{
    Lang, Timestamp,
    html::SafeHtml,
    ids::{ArticleId, MemberId, OrganisationId, SubjectId, ThemeId},
    people::Author,
    threads::CommunityRef,
    words::Text,
};
use serde::{Deserialize, Serialize};

/// What kind of text an article is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
#[cfg_attr(
    feature = "server",
    derive(sqlx::Type, utoipa::ToSchema),
    sqlx(type_name = "text", rename_all = "kebab-case")
)]
pub enum ArticleKind {
    /// Explains something.
    #[default]
    Uitleg,
    /// Says how to do something.
    Handreiking,
    /// Tells what worked somewhere.
    GoedVoorbeeld,
    /// A law, or what follows from one.
    WetEnRecht,
    /// Facts on one sheet.
    Factsheet,
    /// A text to fill in.
    Model,
}

impl ArticleKind {
    /// All kinds, in the order in which they are shown.
    pub const ALL: [Self; 6] =
        [Self::Uitleg, Self::Handreiking, Self::GoedVoorbeeld, Self::WetEnRecht, Self::Factsheet, Self::Model];

    /// The kind as it stands in the database and in addresses.
    pub const fn key(self) -> &'static str {
        match self {
            Self::Uitleg => "uitleg",
            Self::Handreiking => "handreiking",
            Self::GoedVoorbeeld => "goed-voorbeeld",
            Self::WetEnRecht => "wet-en-recht",
            Self::Factsheet => "factsheet",
            Self::Model => "model",
        }
    }

    /// The kind called `key`.
    pub fn from_key(key: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.key() == key)
    }

    /// The kind in words.
    pub fn text(self, lang: Lang) -> Text {
        match self {
            Self::Uitleg => words::kind_uitleg(lang),
            Self::Handreiking => words::kind_handreiking(lang),
            Self::GoedVoorbeeld => words::kind_goed_voorbeeld(lang),
            Self::WetEnRecht => words::kind_wet_en_recht(lang),
            Self::Factsheet => words::kind_factsheet(lang),
            Self::Model => words::kind_model(lang),
        }
    }
}

/// A theme or subject as an article names it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "server", derive(utoipa::ToSchema))]
pub struct ShelfRef {
    /// Its place in addresses.
    pub slug: String,
    /// Its name.
    pub name: String,
}

/// A heading of an article.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "server", derive(utoipa::ToSchema))]
pub struct Heading {
    /// The id it has in the page.
    pub id: String,
    /// Its words.
    pub text: String,
    /// 2 or 3.
    pub level: u8,
}

/// An article in a list, and on its own page.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "server", derive(utoipa::ToSchema))]
pub struct Article {
    /// Which.
    pub id: ArticleId,
    /// Where it is.
    pub url: String,
    /// Its name in the collection it was imported from.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub external_id: Option<String>,
    /// Its title.
    pub title: String,
    /// What kind of text it is.
    pub kind: ArticleKind,
    /// The theme it stands in.
    pub theme: Option<ShelfRef>,
    /// The subject within that theme.
    pub subject: Option<ShelfRef>,
    /// The community whose members alone read it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub community: Option<CommunityRef>,
    /// Its tags.
    pub tags: Vec<String>,
    /// Who wrote it; absent when it was imported.
    pub author: Option<Author>,
    /// The organisation that answers for it.
    pub organisation: Option<String>,
    /// Which organisation that is.
    pub organisation_id: Option<OrganisationId>,
    /// Where it came from, in words.
    pub source: String,
    /// Where it came from, as a web address.
    pub source_url: String,
    /// Under which licence it may be used.
    pub licence: String,
    /// What a reader must know before reading, such as "historisch, stand 2017".
    pub remark: String,
    /// When it was published.
    pub published_at: Timestamp,
    /// When somebody last checked that it still holds.
    pub reviewed_at: Option<Timestamp>,
    /// Who did.
    pub reviewed_by: Option<String>,
    /// When it was last changed.
    pub updated_at: Timestamp,
    /// Rises with every change.
    pub version: i64,
    /// Kept, but out of the lists.
    pub archived: bool,
    /// The source text; only on its own page.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub body_markdown: Option<String>,
    /// What is shown; only on its own page.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub body_html: Option<SafeHtml>,
    /// Its headings; only on its own page.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub contents: Vec<Heading>,
}

/// A theme of the kennisbank.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "server", derive(utoipa::ToSchema))]
pub struct Theme {
    /// Which.
    pub id: ThemeId,
    /// Its place in addresses.
    pub slug: String,
    /// Its name.
    pub name: String,
    /// What it is about.
    pub description: String,
    /// Its place among the themes.
    pub position: i64,
    /// Whether everybody reads it; otherwise members only.
    pub public: bool,
    /// How many articles stand in it.
    pub articles: i64,
    /// Its subjects, a parent before its children.
    pub subjects: Vec<Subject>,
}

/// A subject within a theme.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "server", derive(sqlx::FromRow, utoipa::ToSchema))]
pub struct Subject {
    /// Which.
    pub id: SubjectId,
    /// The subject it is part of.
    pub parent_id: Option<SubjectId>,
    /// Its place in addresses.
    pub slug: String,
    /// Its name.
    pub name: String,
    /// Its place among its siblings.
    pub position: i64,
    /// How many articles stand in it.
    pub articles: i64,
    /// How deep it stands: 0 for a subject right under the theme.
    #[cfg_attr(feature = "server", sqlx(default))]
    pub depth: i64,
}

impl Subject {
    /// A parent before its children, each with its depth.
    pub fn tree(subjects: Vec<Self>) -> Vec<Self> {
        let mut ordered = Vec::with_capacity(subjects.len());
        descend(&subjects, None, 0, &mut ordered);
        // A parent that is gone leaves its children at the top.
        for subject in subjects {
            if !ordered.iter().any(|known: &Self| known.id == subject.id) {
                ordered.push(Self { depth: 0, ..subject });
            }
        }
        ordered
    }
}

fn descend(all: &[Subject], parent: Option<SubjectId>, depth: i64, into: &mut Vec<Subject>) {
    if depth > 8 {
        return;
    }
    let mut children: Vec<&Subject> = all.iter().filter(|subject| subject.parent_id == parent).collect();
    children.sort_by(|a, b| (a.position, &a.name).cmp(&(b.position, &b.name)));
    for child in children {
        into.push(Subject { depth, ..child.clone() });
        descend(all, Some(child.id), depth + 1, into);
    }
}

/// A version of an article.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "server", derive(utoipa::ToSchema))]
pub struct Revision {
    /// Its number, from 1.
    pub version: i64,
    /// Its title.
    pub title: String,
    /// Who wrote it; absent when it was imported.
    pub editor: Option<Author>,
    /// When.
    pub at: Timestamp,
    /// The source text; only when it is shown.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub body_markdown: Option<String>,
    /// What is shown.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub body_html: Option<SafeHtml>,
}

/// Somebody who writes in a theme.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "server", derive(sqlx::FromRow))]
pub struct Editor {
    /// Who.
    pub id: MemberId,
    /// Their name.
    pub name: String,
    /// For whom they work.
    pub organisation: Option<String>,
}

#[cfg(test)]
mod tests {
    use super::*;

    fn subject(n: u128, parent: Option<u128>, position: i64) -> Subject {
        let id = |n| SubjectId::from_uuid(uuid::Uuid::from_u128(n));
        Subject {
            id: id(n),
            parent_id: parent.map(id),
            slug: n.to_string(),
            name: n.to_string(),
            position,
            articles: 0,
            depth: 0,
        }
    }

    #[test]
    fn a_parent_comes_before_its_children() {
        let all = vec![subject(1, Some(3), 0), subject(2, None, 2), subject(3, None, 1), subject(4, Some(9), 0)];
        let tree: Vec<(String, i64)> = Subject::tree(all).into_iter().map(|s| (s.slug, s.depth)).collect();
        let wanted = [("3", 0), ("1", 1), ("2", 0), ("4", 0)].map(|(slug, depth)| (slug.to_owned(), depth));
        assert_eq!(tree, wanted);
    }

    #[test]
    fn every_kind_is_found_by_its_key() {
        for kind in ArticleKind::ALL {
            assert_eq!(ArticleKind::from_key(kind.key()), Some(kind));
            assert_eq!(serde_json::to_value(kind).expect("JSON"), kind.key());
        }
    }
}
