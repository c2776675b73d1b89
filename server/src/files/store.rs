//! The bytes of files: a folder of the data folder, each file under its own id.
//!
//! A file appears under its name only when all of it is on the disk, and never changes after.

use crate::app::App;
use sha2::{Digest, Sha256};
use shared::ids::FileId;
use std::{
    fs::{self, File},
    io::{self, Read as _},
    path::{Path, PathBuf},
};

/// A folder with files.
#[derive(Clone, Debug)]
pub struct Store {
    root: PathBuf,
}

impl Store {
    /// The store of this site.
    pub fn of(app: &App) -> Self {
        Self::at(app.config.storage.data.join("files"))
    }

    /// The store in `root`.
    pub const fn at(root: PathBuf) -> Self {
        Self { root }
    }

    /// Where the bytes of `id` are. The last digits part the folder: the first ones tell the time and would not.
    pub fn path(&self, id: FileId) -> PathBuf {
        let name = id.uuid().simple().to_string();
        let part = name.get(30..).unwrap_or_default();
        self.root.join(part).join(&name)
    }

    /// A place for bytes that are still coming in.
    ///
    /// # Errors
    /// When the folder cannot be made.
    pub fn draft(&self, name: &str) -> io::Result<PathBuf> {
        let folder = self.drafts();
        fs::create_dir_all(&folder)?;
        Ok(folder.join(name))
    }

    fn drafts(&self) -> PathBuf {
        self.root.join("tmp")
    }

    /// Keeps the draft at `from` as `id`: all of it on the disk, or nothing.
    ///
    /// # Errors
    /// The disk's.
    pub fn keep(&self, from: &Path, id: FileId) -> io::Result<()> {
        let to = self.path(id);
        let folder = to.parent().ok_or(io::ErrorKind::NotFound)?;
        fs::create_dir_all(folder)?;
        File::open(from)?.sync_all()?;
        fs::rename(from, &to)?;
        sync(folder)?;
        sync(&self.root)
    }

    /// Takes the bytes of `id` away; what is not there is away already.
    ///
    /// # Errors
    /// The disk's.
    pub fn remove(&self, id: FileId) -> io::Result<()> {
        match fs::remove_file(self.path(id)) {
            Err(error) if error.kind() != io::ErrorKind::NotFound => Err(error),
            _ => Ok(()),
        }
    }

    /// Every id in the store that is older than `age`, and takes drafts of that age away.
    ///
    /// # Errors
    /// The disk's.
    pub fn older_than(&self, age: std::time::Duration) -> io::Result<Vec<FileId>> {
        let old = |path: &Path| {
            fs::metadata(path)
                .and_then(|facts| facts.modified())
                .is_ok_and(|at| at.elapsed().is_ok_and(|since| since > age))
        };
        let mut ids = Vec::new();
        let Ok(parts) = fs::read_dir(&self.root) else { return Ok(ids) };
        for part in parts {
            let part = part?.path();
            let drafts = part == self.drafts();
            for entry in fs::read_dir(&part)? {
                let path = entry?.path();
                if !old(&path) {
                    continue;
                }
                if drafts {
                    fs::remove_file(&path)?;
                } else if let Some(id) = path.file_name().and_then(|name| uuid::Uuid::try_parse(name.to_str()?).ok()) {
                    ids.push(FileId::from_uuid(id));
                }
            }
        }
        Ok(ids)
    }
}

/// The SHA-256 and the size of a file.
///
/// # Errors
/// The disk's.
pub fn measure(path: &Path) -> io::Result<(String, i64)> {
    let mut file = File::open(path)?;
    let mut digest = Sha256::new();
    let mut buffer = vec![0; 64 * 1024];
    let mut size = 0;
    loop {
        let read = file.read(&mut buffer)?;
        let Some(bytes) = buffer.get(..read).filter(|bytes| !bytes.is_empty()) else { break };
        digest.update(bytes);
        size += i64::try_from(read).unwrap_or_default();
    }
    Ok((crate::secrets::encode(&digest.finalize()), size))
}

#[cfg(unix)]
fn sync(folder: &Path) -> io::Result<()> {
    File::open(folder)?.sync_all()
}

#[cfg(not(unix))]
#[expect(clippy::unnecessary_wraps, reason = "elsewhere a folder can be synced, and that can fail")]
fn sync(_: &Path) -> io::Result<()> {
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::time::Duration;

    #[test]
    fn bytes_are_kept_whole_and_found_again() {
        let dir = tempfile::tempdir().expect("a folder");
        let store = Store::at(dir.path().join("files"));
        let id = FileId::from_uuid(crate::clock::fresh_id());
        let draft = store.draft("x").expect("a draft");
        fs::write(&draft, b"hallo").expect("written");
        store.keep(&draft, id).expect("kept");
        assert!(!draft.exists());
        let (sha256, size) = measure(&store.path(id)).expect("measured");
        assert_eq!((sha256.get(..8), size), (Some("d3751d33"), 5));
        assert_eq!(store.older_than(Duration::ZERO).expect("listed"), [id]);
        assert_eq!(store.older_than(Duration::from_mins(1)).expect("listed"), []);
        store.remove(id).expect("removed");
        store.remove(id).expect("removed twice");
    }
}
