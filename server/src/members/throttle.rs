//! How guesses are slowed down and mails are rationed. The counts stand in the database, so they outlive a restart and
//! hold for all nodes; a count is taken before the work, so that many guesses at once are still counted one by one.

use super::queries;
use crate::{
    db::{Result, Tx},
    secrets,
};
use sha2::{Digest, Sha256};
use shared::Timestamp;
use uuid::Uuid;

/// Guesses that cost no time.
const FREE: i64 = 3;
/// The longest wait after a wrong guess, in seconds.
const LONGEST: i64 = 15 * 60;
/// Seconds after which wrong guesses are forgotten.
const FORGET: i64 = 24 * 3600;

/// Seconds to wait after wrong guess number `guesses`: nothing after three, 30 after four, then twice as long each time.
pub fn wait_after(guesses: i64) -> i64 {
    if guesses <= FREE { 0 } else { (30_i64 << (guesses - FREE - 1).min(5)).min(LONGEST) }
}

/// The name of a count in the database: it does not tell whose it is.
pub fn key(what: &str, whose: &str) -> String {
    secrets::encode(&Sha256::digest(format!("{what} {whose}").as_bytes()))
}

async fn held(tx: &mut Tx, key: &str) -> Result<Option<(i64, Timestamp, Timestamp)>> {
    let digest = Sha256::digest(key.as_bytes());
    let id = Uuid::from_slice(digest.get(..16).unwrap_or_default()).unwrap_or_default();
    tx.lock(id).await?;
    queries::throttle(&mut *tx, key).await
}

/// Takes a guess; gives the seconds to wait when it may not be made yet.
///
/// # Errors
/// The database's.
pub async fn guess(tx: &mut Tx, key: &str, now: Timestamp) -> Result<Option<i64>> {
    let count = match held(tx, key).await? {
        Some((_, free_at, _)) if free_at > now => return Ok(Some((free_at.seconds() - now.seconds()).max(1))),
        Some((count, _, changed)) if now.seconds() - changed.seconds() < FORGET => count + 1,
        _ => 1,
    };
    queries::count(tx, key, count, now.plus_seconds(wait_after(count)), now).await?;
    Ok(None)
}

/// Forgets the guesses of a count.
///
/// # Errors
/// The database's.
pub async fn free(tx: &mut Tx, key: &str) -> Result<()> {
    queries::free(tx, key).await?;
    Ok(())
}

/// Forgets the wrong guesses at the password of an address.
///
/// # Errors
/// The database's.
pub async fn forgive(tx: &mut Tx, email_key: &str) -> Result<()> {
    free(tx, &key("sign-in", email_key)).await
}

/// Takes one of the `most` that may be had in `window` seconds; gives the seconds to wait when there is none left.
///
/// # Errors
/// The database's.
pub async fn ration(tx: &mut Tx, key: &str, most: i64, window: i64, now: Timestamp) -> Result<Option<i64>> {
    let (count, until) = match held(tx, key).await? {
        Some((count, until, _)) if until > now => (count, until),
        _ => (0, now.plus_seconds(window)),
    };
    if count >= most {
        return Ok(Some((until.seconds() - now.seconds()).max(1)));
    }
    queries::count(tx, key, count + 1, until, now).await?;
    Ok(None)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn three_guesses_are_free_and_no_wait_is_longer_than_a_quarter() {
        let waits: Vec<i64> = (1..=9).map(wait_after).collect();
        assert_eq!(waits, [0, 0, 0, 30, 60, 120, 240, 480, 900]);
        assert_eq!(wait_after(1_000_000), 900);
    }

    #[test]
    fn at_most_ten_guesses_fit_in_a_quarter_of_an_hour() {
        let (mut clock, mut guesses) = (0, 0);
        while clock <= 900 {
            guesses += 1;
            clock += wait_after(guesses);
        }
        assert!(guesses <= 10, "{guesses}");
    }
}
