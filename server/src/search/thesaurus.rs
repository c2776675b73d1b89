//! Other words for the same thing, as search uses them: the thesaurus that comes with the program, with what the site owner
//! added, changed or took away. It is looked up when somebody asks, so a change counts at once and no index is made anew.

mod file;
mod pages;
mod queries;
mod service;

pub use pages::{add, download, list, read_in, remove};
pub use service::{Cache, current};
