//! The lock on the data folder: many may serve from it, one alone may replace what is in it.

use std::{
    fs::{File, TryLockError},
    path::Path,
};

/// Holds the folder until it is dropped, beside others that serve from it.
///
/// # Errors
/// When a restore is under way, or the folder cannot be written.
pub fn shared(folder: &Path) -> Result<File, String> {
    let file = open(folder)?;
    match file.try_lock_shared() {
        Ok(()) => Ok(file),
        Err(TryLockError::WouldBlock) => Err(format!("a restore into {} is under way; wait for it", folder.display())),
        Err(TryLockError::Error(error)) => Err(format!("{} cannot be locked: {error}", folder.display())),
    }
}

/// Holds the folder alone until it is dropped.
///
/// # Errors
/// When a site serves from it, or the folder cannot be written.
pub fn alone(folder: &Path) -> Result<File, String> {
    let file = open(folder)?;
    match file.try_lock() {
        Ok(()) => Ok(file),
        Err(TryLockError::WouldBlock) => {
            Err(format!("a site serves from {}; stop it first, or name another folder with --data", folder.display()))
        }
        Err(TryLockError::Error(error)) => Err(format!("{} cannot be locked: {error}", folder.display())),
    }
}

fn open(folder: &Path) -> Result<File, String> {
    let path = folder.join("lock");
    File::options()
        .create(true)
        .truncate(false)
        .write(true)
        .open(&path)
        .map_err(|error| format!("{} cannot be written: {error}", path.display()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_is_replaced_under_a_site_that_serves() {
        let folder = tempfile::tempdir().expect("a folder");
        let (first, second) = (shared(folder.path()), shared(folder.path()));
        assert!(first.is_ok() && second.is_ok());
        assert!(alone(folder.path()).is_err());
        drop((first, second));
        let restore = alone(folder.path());
        assert!(restore.is_ok());
        assert!(shared(folder.path()).is_err());
    }
}
