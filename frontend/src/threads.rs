//! The threads' pages: lists, one thread with its posts, and the forms that write.

mod composer;
mod forms;
mod list;
mod page;
mod post;
mod reports;

pub use composer::{Audience, Composer, Composing};
pub use forms::{EditPostPage, Editing, MovePage, NewThreadPage, RemovePage, RenamePage};
pub use list::ThreadList;
pub use page::{May, ThreadPage};
pub use reports::{ReportPage, ReportsPage};

use crate::{context::lang, ui::Crumb};
use shared::{people::Author, threads::Thread, words};

/// The name of an author; the words for a former member when there is none.
fn named(author: &Author) -> String {
    if author.name.is_empty() { words::former_member(lang()).into_owned() } else { author.name.clone() }
}

/// The places above a thread.
fn trail(thread: &Thread) -> Vec<Crumb> {
    vec![
        Crumb::new(words::communities(lang()), "/c"),
        Crumb::new(thread.community.name.clone(), format!("/c/{}", thread.community.slug)),
    ]
}

/// The same, and the thread itself.
fn trail_to(thread: &Thread) -> Vec<Crumb> {
    let mut trail = trail(thread);
    trail.push(Crumb::new(thread.title.clone(), thread.url.clone()));
    trail
}
