//! Passwords: argon2id (RFC 9106) with 64 MiB, two passes and one lane.

use crate::{Error, Result, app::App};
use argon2::{
    Algorithm, Argon2, Params, Version,
    password_hash::{PasswordHasher, PasswordVerifier, phc::PasswordHash},
};
use std::sync::LazyLock;

/// A hash of nothing anybody knows, for addresses without an account: the same work is done.
static NOBODY: LazyLock<Option<String>> = LazyLock::new(|| {
    let mut secret = [0; 16];
    crate::clock::fill(&mut secret);
    make(&crate::secrets::encode(&secret)).ok()
});

fn argon() -> Result<Argon2<'static>> {
    // Debug builds are for tests, which sign in hundreds of times.
    let (memory, passes) = if cfg!(debug_assertions) { (64, 1) } else { (65_536, 2) };
    let params = Params::new(memory, passes, 1, None).map_err(|error| Error::internal(error.to_string()))?;
    Ok(Argon2::new(Algorithm::Argon2id, Version::V0x13, params))
}

fn make(password: &str) -> Result<String> {
    let hash = argon()?.hash_password(password.as_bytes()).map_err(|error| Error::internal(error.to_string()))?;
    Ok(hash.to_string())
}

/// The hash of `password` as a PHC string.
pub async fn hash(app: &App, password: String) -> Result<String> {
    app.limits.hash(move || make(&password)).await?
}

/// Whether `password` belongs to `kept`; takes the same time when nothing is kept.
pub async fn fits(app: &App, password: String, kept: Option<String>) -> Result<bool> {
    app.limits
        .hash(move || {
            let known = kept.is_some();
            let Some(kept) = kept.or_else(|| NOBODY.clone()) else { return Ok(false) };
            let kept = PasswordHash::new(&kept).map_err(|error| Error::internal(error.to_string()))?;
            Ok(argon()?.verify_password(password.as_bytes(), &kept).is_ok() && known)
        })
        .await?
}
