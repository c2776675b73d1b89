//! Pure rules of the threads' room.

use shared::{limits::POSTS_PER_PAGE, people::Author, threads::Post};

/// Words behind a thread's id that lead to something else than the thread.
const DOORS: [&str; 7] = ["reageer", "gelezen", "volgen", "staat", "bewerken", "verplaatsen", "verwijderen"];

/// The slug of a title, never one of our own doors.
pub fn slug(title: &str) -> String {
    let slug = shared::page::slug(title);
    if DOORS.contains(&slug.as_str()) { slug + "-" } else { slug }
}

/// The number after which the page with post `number` begins.
pub fn page_of(number: i64) -> i64 {
    (number.max(1) - 1) / POSTS_PER_PAGE * POSTS_PER_PAGE
}

/// The most people that are named beside a thread.
pub const PEOPLE: usize = 8;

/// Those who wrote `posts`, the busiest first, as they were at their first. Who left is not among them.
pub fn busiest(posts: &[Post]) -> Vec<Author> {
    let mut people: Vec<(usize, &Author)> = Vec::new();
    for author in posts.iter().filter(|post| !post.deleted).map(|post| &post.author) {
        match people.iter_mut().find(|(_, known)| known.id == author.id) {
            Some((count, _)) => *count += 1,
            None if author.id.is_some() => people.push((1, author)),
            None => {}
        }
    }
    // Stable: of those who wrote as much, the one who came first stays first.
    people.sort_by_key(|(count, _)| std::cmp::Reverse(*count));
    people.into_iter().take(PEOPLE).map(|(_, author)| author.clone()).collect()
}

/// Which threads of a community are shown.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Show {
    /// All.
    #[default]
    All,
    /// Those with something the reader has not seen.
    Unread,
    /// Those without an answer.
    Unanswered,
    /// Those the reader opened.
    Own,
}

impl Show {
    /// As addresses say it.
    pub const fn key(self) -> &'static str {
        match self {
            Self::All => "",
            Self::Unread => "ongelezen",
            Self::Unanswered => "zonder-reactie",
            Self::Own => "van-mij",
        }
    }

    /// The choice called `key`; all when there is none.
    pub fn from_key(key: &str) -> Self {
        [Self::Unread, Self::Unanswered, Self::Own].into_iter().find(|show| show.key() == key).unwrap_or_default()
    }
}

/// A post as a quotation to answer to: who said it, where, and its own words without what it quoted itself.
pub fn quotation(thread: shared::ids::ThreadId, post: &Post, wrote: &str) -> String {
    let own: Vec<&str> = post.body_markdown.lines().filter(|line| !line.trim_start().starts_with('>')).collect();
    let mut text = format!("> [{wrote}](/t/{thread}/{n}#post-{n})\n>\n", n = post.number);
    for line in own.join("\n").trim().lines() {
        text.push_str(if line.is_empty() { ">" } else { "> " });
        text.push_str(line);
        text.push('\n');
    }
    text + "\n"
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_title_is_never_a_door() {
        assert_eq!(slug("Verwijderen"), "verwijderen-");
        assert_eq!(slug("Verwijderen van drugsafval"), "verwijderen-van-drugsafval");
    }

    #[test]
    fn a_post_stands_on_its_page() {
        assert_eq!([0, 1, 20, 21, 40, 41].map(page_of), [0, 0, 0, 20, 20, 40]);
    }
}
