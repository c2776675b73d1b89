//! All that runs in the browser. Each island is also plain HTML that says the same without it.

mod api;
mod browser;
#[cfg(any(feature = "ssr", feature = "chat"))]
mod chat;
mod draft;
mod list_news;
#[cfg_attr(
    all(feature = "hydrate", not(feature = "chat")),
    expect(dead_code, unused_imports, reason = "only a chat room speaks; the other islands listen")
)]
pub(crate) mod live;
mod read_mark;
mod reply;
mod reveal;
mod room_news;
mod thread_news;
mod toolbar;
mod typeahead;

#[cfg(any(feature = "ssr", feature = "chat"))]
pub use chat::{ChatRoom, Opening};
pub use draft::Draft;
pub use list_news::ListNews;
pub use read_mark::ReadMark;
pub use reply::Reply;
pub use reveal::Reveal;
pub use room_news::{Listed, RoomNews};
pub use thread_news::ThreadNews;
pub use toolbar::Toolbar;
pub use typeahead::Typeahead;

/// What every page gets when it awakes: `/` goes to the search field, and a draft that was sent is forgotten.
#[cfg_attr(not(feature = "hydrate"), expect(dead_code, reason = "pages awake in the browser only"))]
pub(crate) fn awake() {
    browser::search_key();
    draft::settle();
}
