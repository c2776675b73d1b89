//! The lines of a backup.

use crate::{Error, Result, db::Table, secrets};
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};
use shared::{Timestamp, ids::FileId};

/// The version of this format.
pub const FORMAT: u32 = 1;

/// A line that is not a row.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Line {
    /// The first line.
    Plein {
        /// The version of the format.
        format: u32,
        /// The last migration of the database it was made of.
        schema: i64,
        /// The program that made it.
        version: String,
        /// When.
        at: Timestamp,
    },
    /// The rows that follow are of this table.
    Table(Table),
    /// So many rows were of that table.
    Rows(Sum),
    /// The bytes that follow, and a line end, are of this file.
    File {
        /// Which.
        id: FileId,
        /// How many.
        size: u64,
    },
    /// The last line.
    End {
        /// How many tables there were.
        tables: u64,
        /// How many rows.
        rows: u64,
        /// How many files.
        files: u64,
    },
}

/// Rows counted and summed.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Sum {
    /// How many.
    pub count: u64,
    /// The SHA-256 of their lines.
    pub sha256: String,
}

/// A sum that grows.
#[derive(Default)]
pub struct Summing {
    count: u64,
    hash: Sha256,
}

impl Summing {
    /// Adds a line.
    pub fn add(&mut self, line: &[u8]) {
        self.count += 1;
        self.hash.update(line);
        self.hash.update(b"\n");
    }

    /// The sum.
    pub fn done(self) -> Sum {
        Sum { count: self.count, sha256: secrets::encode(&self.hash.finalize()) }
    }
}

/// Our fault, or the disk's.
pub fn failed(error: std::io::Error) -> Error {
    if error.kind() == std::io::ErrorKind::StorageFull { Error::Full } else { Error::internal(error) }
}

/// A line as text.
pub fn text(line: &impl Serialize) -> Result<Vec<u8>> {
    serde_json::to_vec(line).map_err(Error::internal)
}
