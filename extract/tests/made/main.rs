//! Documents that were made to be read, and documents that were made to do harm.

#![expect(clippy::expect_used, reason = "a document that cannot be made fails the test")]

mod bombs;
mod documents;
mod writers;
