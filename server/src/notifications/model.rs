//! What is told, to whom, and how it is stopped.

use crate::secrets::Secrets;
use serde::{Deserialize, Serialize};
use shared::{
    Timestamp,
    ids::{MemberId, ThreadId},
};

/// The kind of job that tells of replies.
pub const REPLIED: &str = "replied";
/// The door of the page that stops mail: member, thread, signature.
pub const STOP_DOOR: &str = "/meldingen/stop/{member}/{thread}/{signature}";
/// Seconds between a reply and its mail.
const DELAY: i64 = 600;
/// The most characters of a post that a mail holds.
const EXCERPT: usize = 600;
/// What the signature of a link is for.
const STOP: &str = "stop";

/// Who is told about which thread, from which post on.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Replied {
    /// Who.
    pub member: MemberId,
    /// About which thread.
    pub thread: ThreadId,
    /// The first post that is new.
    pub number: i64,
}

/// A post as a mail tells it.
#[derive(Clone, Debug, sqlx::FromRow)]
pub struct NewPost {
    pub number: i64,
    pub body_markdown: String,
    pub author_name: Option<String>,
    pub author_organisation: Option<String>,
}

/// A thread as a mail tells it.
#[derive(Clone, Debug, sqlx::FromRow)]
pub struct About {
    pub title: String,
    pub community: String,
    pub last_number: i64,
    pub read: i64,
    pub muted: bool,
}

/// A member as a mail needs them.
#[derive(Clone, Debug, sqlx::FromRow)]
pub struct Reader {
    pub email: String,
    pub lang: Option<String>,
    pub admin: bool,
    pub mail_replies: bool,
    pub mail_messages: bool,
}

/// When the mail of a reply runs.
pub fn run_at(now: Timestamp) -> Timestamp {
    later(now, DELAY)
}

/// A moment so many seconds later. Debug builds can be told to hurry by `PLEIN_TEST_MAIL_DELAY` seconds.
pub fn later(now: Timestamp, delay: i64) -> Timestamp {
    let told = if cfg!(debug_assertions) { std::env::var("PLEIN_TEST_MAIL_DELAY").ok() } else { None };
    now.plus_seconds(told.and_then(|text| text.parse().ok()).unwrap_or(delay))
}

/// The beginning of a post, cut between words.
pub fn excerpt(text: &str) -> String {
    let text = text.trim();
    let Some((end, _)) = text.char_indices().nth(EXCERPT) else { return text.to_owned() };
    let (cut, _) = text.split_at(end);
    let whole = cut.rfind(char::is_whitespace).and_then(|at| cut.get(..at)).unwrap_or(cut);
    format!("{} …", whole.trim_end())
}

fn signed(member: MemberId, thread: ThreadId) -> String {
    format!("{member} {thread}")
}

/// The path of the page that stops mail to `member` about `thread`.
pub fn stop_path(secrets: &Secrets, member: MemberId, thread: ThreadId) -> String {
    format!("/meldingen/stop/{member}/{thread}/{}", secrets.sign(STOP, &signed(member, thread)))
}

/// Whether a link that stops mail is ours.
pub fn ours(secrets: &Secrets, member: MemberId, thread: ThreadId, signature: &str) -> bool {
    secrets.signed(STOP, &signed(member, thread), signature)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_excerpt_ends_between_words() {
        assert_eq!(excerpt("  kort bericht \n"), "kort bericht");
        let long = excerpt(&"gemeente ".repeat(200));
        assert!(long.ends_with("gemeente …") && long.chars().count() <= EXCERPT + 2, "{long}");
        assert!(excerpt(&"é".repeat(2000)).chars().count() <= EXCERPT + 2);
    }

    #[test]
    fn a_link_stops_mail_of_one_member_about_one_thread() {
        let dir = tempfile::tempdir().expect("a folder");
        let secrets = Secrets::open(&dir.path().join("secret")).expect("a secret");
        let (a, b) = (MemberId::from_uuid(uuid::Uuid::from_u128(1)), MemberId::from_uuid(uuid::Uuid::from_u128(2)));
        let thread = ThreadId::from_uuid(uuid::Uuid::from_u128(3));
        let path = stop_path(&secrets, a, thread);
        let signature = path.rsplit('/').next().expect("a signature");
        assert!(ours(&secrets, a, thread, signature));
        assert!(!ours(&secrets, b, thread, signature));
        assert!(!ours(&secrets, a, ThreadId::from_uuid(uuid::Uuid::nil()), signature));
    }
}
