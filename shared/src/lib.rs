//! What travels between server and browser, and what both must judge alike.
//!
//! Typed ids, moments, the catalogue of words, forms with their rules, the views that pages show, the frames of the
//! live socket and the grammar of search. No I/O, and nothing that only one side needs.

pub mod accounts;
pub mod admin;
pub mod call;
pub mod chat;
pub mod communities;
pub mod fault;
pub mod files;
pub mod home_words;
pub mod html;
pub mod http_words;
pub mod ids;
pub mod kennisbank;
pub mod lang;
pub mod limits;
pub mod live;
pub mod members;
pub mod notifications;
pub mod organisations;
pub mod outbox;
pub mod page;
pub mod people;
pub mod reader;
pub mod search;
pub mod site;
pub mod threads;
pub mod time;
pub mod ui_words;
pub mod words;

pub use call::Call;
pub use fault::{Fault, Faults, Problem, Wrong};
pub use lang::Lang;
pub use reader::{Reader, Scheme};
pub use time::Timestamp;
