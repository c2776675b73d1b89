//! How much fits, on both sides of the wire. Lengths in characters unless the name says otherwise.

/// A name of a person.
pub const NAME: u32 = 120;
/// A title of a thread or article.
pub const TITLE: u32 = 160;
/// The fewest characters of a title.
pub const TITLE_MIN: u32 = 3;
/// A post of a thread.
pub const POST: u32 = 32_000;
/// A chat message.
pub const MESSAGE: u32 = 10_000;
/// An article.
pub const ARTICLE: u32 = 256_000;
/// A title of an article: laws have long ones.
pub const ARTICLE_TITLE: u32 = 250;
/// Tags of one article.
pub const ARTICLE_TAGS: u32 = 20;
/// A tag of an article.
pub const ARTICLE_TAG: u32 = 60;
/// A web address.
pub const ADDRESS: u32 = 2_000;
/// A line such as a function or a source.
pub const LINE: u32 = 200;
/// A short text such as a description, a question or a reason.
pub const NOTE: u32 = 2_000;
/// A tag.
pub const TAG: u32 = 30;
/// Tags of one thread or article.
pub const TAGS: u32 = 5;
/// The fewest characters of a password.
pub const PASSWORD_MIN: u32 = 12;
/// The most characters of a password.
pub const PASSWORD_MAX: u32 = 256;
/// Posts on one page of a thread.
pub const POSTS_PER_PAGE: i64 = 20;
/// Rows of one page of a list.
pub const ROWS_PER_PAGE: i64 = 25;
/// The most rows of one answer of the API.
pub const ROWS_MAX: i64 = 100;
/// The largest upload, in megabytes.
pub const UPLOAD_MB: u32 = 50;
/// A search query.
pub const QUERY: usize = 512;
/// Searches that a member may keep.
pub const SAVED_SEARCHES: u32 = 50;
