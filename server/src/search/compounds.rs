//! Compounds, as the site owner knows them better than the program: words that stay whole, and words that fall apart
//! otherwise. The index is made of their parts, so a change has it made anew, beside the one in use.

mod pages;
mod queries;
mod service;

pub use pages::{add, list, remove};
