//! Search as it travels: what is asked, what is found.

pub mod compounds;
mod filters;
mod grammar;
pub mod hint_words;
pub mod journal;
pub mod journal_words;
pub mod saved;
pub mod saved_words;
pub mod thesaurus;
pub mod words;

pub use filters::Filters;
pub use grammar::{Date, Hint, Item, Kind, Query, Span, Status, What, When, is_time};

use crate::{Timestamp, html::SafeHtml, people::Author, threads::CommunityRef};
use serde::{Deserialize, Serialize};

/// What was found.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "server", derive(utoipa::ToSchema))]
pub struct Results {
    /// How many things were found in all.
    pub total: i64,
    /// Milliseconds that it took.
    pub took_ms: i64,
    /// The best of them, best first.
    pub items: Vec<Hit>,
    /// How many there are of each sort.
    pub facets: Facets,
    /// Words that more is found by.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub did_you_mean: Option<String>,
    /// What to ask for the next page; absent on the last.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub next_cursor: Option<String>,
    /// What was typed as an operator and is none: it was read as words.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub hints: Vec<Hint>,
    /// The conversation that alone was looked in.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub thread: Option<Suggestion>,
    /// The chat room that alone was looked in.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub room: Option<Suggestion>,
    /// The index is being made: only titles were looked at.
    #[serde(default)]
    pub rebuilding: bool,
}

/// Something that was found.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "server", derive(utoipa::ToSchema))]
pub struct Hit {
    /// What it is.
    pub kind: Kind,
    /// Which.
    pub id: String,
    /// The id it has elsewhere.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub external_id: Option<String>,
    /// Its title; of a post that of its thread.
    pub title: String,
    /// Where it is.
    pub url: String,
    /// The passage that fits best, what was asked for in `<mark>`.
    pub snippet_html: SafeHtml,
    /// What is in `<mark>`, to find it again in the whole text.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub marked: Vec<Marked>,
    /// What it was found by, when that was not typed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub via: Option<Via>,
    /// How well it fits.
    pub score: f32,
    /// Of a file, the title of the thread it stands in; its address is that of the post that carries it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub within: Option<String>,
    /// The community it stands in.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub community: Option<CommunityRef>,
    /// Who wrote it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub author: Option<Author>,
    /// When it was written.
    pub created_at: Timestamp,
    /// What else of its thread was found, when only the best of a thread is shown.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub others: Option<Others>,
}

/// What else of a thread was found.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "server", derive(utoipa::ToSchema))]
pub struct Others {
    /// The thread.
    pub thread: String,
    /// How many things of it, beside the one that is shown.
    pub count: i64,
}

/// A word in a text, with the words around it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "server", derive(utoipa::ToSchema))]
pub struct Marked {
    /// What stands before it.
    pub before: String,
    /// The word.
    pub word: String,
    /// What comes after it.
    pub after: String,
}

/// What something was found by that was not typed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "server", derive(utoipa::ToSchema))]
pub struct Via {
    /// Why it was looked for.
    pub why: Reason,
    /// The words.
    pub text: String,
}

/// Why something was looked for that was not typed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "server", derive(utoipa::ToSchema))]
#[serde(rename_all = "lowercase")]
pub enum Reason {
    /// The thesaurus says that it means the same.
    Synonym,
    /// It is probably what was meant.
    Spelling,
}

/// How many things there are of each sort, for those that fit all other choices.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "server", derive(utoipa::ToSchema))]
pub struct Facets {
    /// By kind.
    pub kind: Vec<Bucket>,
    /// By community; the key is its slug.
    pub community: Vec<Bucket>,
    /// By theme; the key is its slug.
    pub theme: Vec<Bucket>,
    /// By year.
    pub year: Vec<Bucket>,
    /// By organisation; the key is its id.
    pub organisation: Vec<Bucket>,
    /// By tag.
    #[serde(default)]
    pub tag: Vec<Bucket>,
}

/// One sort, and how many there are of it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "server", derive(utoipa::ToSchema))]
pub struct Bucket {
    /// What to ask for.
    pub key: String,
    /// What it is called.
    pub name: String,
    /// How many.
    pub count: i64,
}

/// What the search field suggests, in groups.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "server", derive(utoipa::ToSchema))]
pub struct Suggestions {
    /// Threads by title.
    pub threads: Vec<Suggestion>,
    /// Articles by title.
    pub articles: Vec<Suggestion>,
    /// Members by name, function or organisation.
    pub members: Vec<Suggestion>,
    /// Communities by name.
    pub communities: Vec<Suggestion>,
}

/// Something the search field suggests.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "server", derive(utoipa::ToSchema))]
pub struct Suggestion {
    /// What it is called.
    pub title: String,
    /// Where it is.
    pub url: String,
    /// A few words about it, such as where it stands.
    pub note: String,
}

/// What narrows a search beside its words; each is a part of the address.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Choices {
    /// One kind.
    pub kind: Option<Kind>,
    /// The slug of a community.
    pub community: Option<String>,
    /// The slug of a theme.
    pub theme: Option<String>,
    /// A year.
    pub year: Option<i64>,
    /// The id of an organisation.
    pub organisation: Option<String>,
    /// A tag.
    pub tag: Option<String>,
    /// The id of a thread: nothing else is looked at.
    pub thread: Option<String>,
    /// The id of a chat room: nothing else is looked at.
    pub room: Option<String>,
}
