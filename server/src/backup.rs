//! Backups: the whole site in one file that either engine takes in.
//!
//! The file is gzip around lines of JSON: a head, each table with its rows, each stored file with its bytes, and an end
//! that counts them. A backup is made of one moment while the site serves, row by row, so it needs no memory of its size.
//! The change log stays behind, and a restored site gets a new epoch: whoever follows starts anew.

mod check;
mod format;
mod queries;
mod restore;
mod save;
#[cfg(test)]
mod tests;

pub use check::check;
pub use restore::restore;
pub use save::save;
