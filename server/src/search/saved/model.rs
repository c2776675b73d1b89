//! What is kept of a search, when it is looked for again, and how its mail is stopped.

use crate::{
    Error, Result,
    search::{pages::Question, service::Asked},
    secrets::Secrets,
};
use serde::{Deserialize, Serialize};
use shared::{
    Faults, Timestamp, Wrong,
    ids::{MemberId, SavedSearchId},
    limits,
    search::{Choices, saved::Saved},
};

/// The kind of job that tells of what is new.
pub const NEWS: &str = "search_news";
/// The door of the page that stops mail: search, signature.
pub const STOP_DOOR: &str = "/meldingen/stop/zoeken/{search}/{signature}";
/// What the signature of a link is for.
const STOP: &str = "stop search";
/// Seconds between two looks for the same search.
pub const DAY: i64 = 86_400;
/// Seconds before the present that are left for the next time: a post that takes this long to be written, such as one with
/// large files, carries the moment at which it began.
pub const SETTLE: i64 = 600;
/// The most characters of what is kept: words and choices as an address has them.
const LONGEST: u32 = 2_000;

/// A search as its row holds it.
#[derive(Clone, Debug, sqlx::FromRow)]
pub struct Row {
    pub id: SavedSearchId,
    pub name: String,
    pub search: String,
    pub alert: bool,
    pub news_from: Timestamp,
    pub due_at: Timestamp,
    pub created_at: Timestamp,
    pub alerted_at: Option<Timestamp>,
}

impl Row {
    /// As it travels.
    pub fn saved(self) -> Saved {
        let Self { id, name, search, alert, created_at, alerted_at, .. } = self;
        let url = format!("/zoeken?{search}");
        Saved { id, name, search, url, alert, created_at, alerted_at }
    }
}

/// A search that wants mail, with the member who gets it.
#[derive(Clone, Debug, sqlx::FromRow)]
pub struct Wanted {
    pub name: String,
    pub search: String,
    pub member_id: MemberId,
    pub email: String,
    pub lang: Option<String>,
    pub admin: bool,
}

/// What a job tells of: the news of a search in a stretch of time.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct News {
    /// Which search.
    pub search: SavedSearchId,
    /// From this moment on.
    pub from: Timestamp,
    /// Up to this moment.
    pub until: Timestamp,
}

/// What an address of results asks, without its place in the list. What comes from outside may be a whole address.
///
/// # Errors
/// `Malformed` when it is no query of an address.
pub fn read(search: &str) -> Result<(String, Choices)> {
    let query = search.split_once('?').map_or(search, |(_, query)| query);
    let query = query.split('#').next().unwrap_or_default();
    let question: Question = serde_urlencoded::from_str(query).map_err(|_| Error::Malformed)?;
    let text = question.text().split_whitespace().collect::<Vec<_>>().join(" ");
    Ok((text, question.choices()))
}

/// A search written in one way, so that the same one is kept once.
pub fn written(text: &str, choices: &Choices) -> String {
    let address = frontend::search::address(text, choices, None);
    address.split_once('?').map(|(_, query)| query.to_owned()).unwrap_or_default()
}

/// A search that can be kept: what was typed, and how it is written.
///
/// # Errors
/// `Invalid`, `Malformed`.
pub fn fitting(search: &str) -> Result<(String, String)> {
    let (text, choices) = read(search)?;
    let written = written(&text, &choices);
    let mut faults = Faults::default();
    if text.is_empty() && choices == Choices::default() {
        faults.add("search", Wrong::Empty);
    }
    faults.optional_line("search", &text, u32::try_from(limits::QUERY).unwrap_or(u32::MAX));
    // Control characters, as an address writes them.
    if written.contains("%0") || written.contains("%1") {
        faults.add("search", Wrong::Unprintable);
    }
    if written.len() > usize::try_from(LONGEST).unwrap_or(usize::MAX) {
        faults.add("search", Wrong::TooLong(LONGEST));
    }
    faults.done()?;
    Ok((text, written))
}

/// The question that a search asks.
///
/// # Errors
/// `Malformed` when the row was written by another version of the program.
pub fn asked(search: &str, limit: i64) -> Result<Asked> {
    let (text, choices) = read(search)?;
    Ok(Asked { text, choices, limit, ..Asked::default() })
}

/// The path of the page that stops the mail of a search.
pub fn stop_path(secrets: &Secrets, search: SavedSearchId) -> String {
    format!("/meldingen/stop/zoeken/{search}/{}", secrets.sign(STOP, &search.to_string()))
}

/// Whether a link that stops mail is ours.
pub fn ours(secrets: &Secrets, search: SavedSearchId, signature: &str) -> bool {
    secrets.signed(STOP, &search.to_string(), signature)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_same_search_is_written_in_one_way() {
        let written = |search: &str| fitting(search).map(|(_, written)| written).expect("a search");
        let plain = written("q=drugspand&soort=gesprek");
        assert_eq!(plain, "q=drugspand&soort=gesprek");
        for other in [
            "soort=thread&q=drugspand",
            "/zoeken?q=+drugspand+&soort=gesprek&cursor=abc#n",
            "q=drugspand&soort=gesprek&jaar=",
        ] {
            assert_eq!(written(other), plain, "{other}");
        }
    }

    #[test]
    fn what_asks_nothing_is_not_kept() {
        for search in ["", "q=", "q=%20&cursor=x", "q=a%00b", "q=a&community=%00", "q=a&q=b"] {
            assert!(fitting(search).is_err(), "{search}");
        }
        assert!(fitting(&format!("q={}", "a".repeat(513))).is_err());
        assert!(fitting(&format!("q=a&community={}", "a".repeat(2_000))).is_err());
        assert!(fitting("community=kring-open").is_ok());
    }
}
