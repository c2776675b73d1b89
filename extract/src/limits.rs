//! How much is read of a document at most.

use std::time::Duration;

/// Bytes of text that are kept.
pub const TEXT: usize = 1024 * 1024;
/// Bytes that an archive may unpack to.
pub const UNPACKED: u64 = 100 * 1024 * 1024;
/// Entries of an archive.
pub const ENTRIES: usize = 1000;
/// How many times as large as it is an archive may become.
pub const RATIO: u64 = 100;
/// Bytes that an archive may unpack to whatever its ratio: small files compress well.
pub const SMALL: u64 = 1024 * 1024;
/// Elements of XML inside one another.
pub const DEPTH: usize = 256;
/// Bytes of a file.
pub const FILE: u64 = 64 * 1024 * 1024;
/// How long a document is read; what was read by then is kept.
pub const TIME: Duration = Duration::from_secs(8);
