//! Passwords: argon2id (RFC 9106) with 64 MiB, two passes and one lane.

use crate::{Error, Result, app::App};
use argon2::{
    Algorithm, Argon2, Params, Version,
    password_hash::{PasswordHasher, PasswordVerifier, phc::PasswordHash},
};
use std::sync::LazyLock;
use unicode_normalization::UnicodeNormalization as _;

/// A hash of nothing anybody knows, for addresses without an account: the same work is done.
static NOBODY: LazyLock<Option<String>> = LazyLock::new(|| {
    let mut secret = [0; 16];
    crate::clock::fill(&mut secret);
    make(&crate::secrets::encode(&secret)).ok()
});

/// Memory in KiB, and passes over it. Debug builds are for tests, which sign in hundreds of times.
const COST: (u32, u32) = if cfg!(debug_assertions) { (64, 1) } else { (65_536, 2) };

fn argon() -> Result<Argon2<'static>> {
    let (memory, passes) = COST;
    let params = Params::new(memory, passes, 1, None).map_err(|error| Error::internal(error.to_string()))?;
    Ok(Argon2::new(Algorithm::Argon2id, Version::V0x13, params))
}

fn make(password: &str) -> Result<String> {
    let password: String = password.nfc().collect();
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
            // Made whoever asks: the first to ask for nobody must not wait longer.
            let nobody = NOBODY.clone();
            let Some(kept) = kept.or(nobody) else { return Ok(false) };
            let password: String = password.nfc().collect();
            let kept = PasswordHash::new(&kept).map_err(|error| Error::internal(error.to_string()))?;
            Ok(argon()?.verify_password(password.as_bytes(), &kept).is_ok() && known)
        })
        .await?
}

/// Whether `kept` was made with less work than is asked now, or another way.
pub fn weaker(kept: &str) -> bool {
    let Ok(hash) = PasswordHash::new(kept) else { return true };
    let Ok(params) = Params::try_from(&hash) else { return true };
    hash.algorithm.as_str() != "argon2id" || params.m_cost() < COST.0 || params.t_cost() < COST.1
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_hash_of_less_work_is_weaker() {
        let made = make("een zin van vier woorden").expect("a hash");
        assert!(!weaker(&made), "{made}");
        assert!(weaker(&made.replace("m=64", "m=32")));
        assert!(weaker(&made.replace("argon2id", "argon2i")));
        assert!(weaker("$2b$12$x"));
    }
}
