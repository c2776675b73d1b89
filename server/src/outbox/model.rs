//! A job, and when it is tried again.

use serde::de::DeserializeOwned;
use shared::ids::JobId;
use sqlx::types::Json;

/// Seconds that a worker has for a job before another may take it.
pub const LEASE: i64 = 120;
/// Tries before a job is dead.
pub const TRIES: i64 = 8;
/// Seconds before the second try.
const FIRST: i64 = 5;

/// A job that was taken.
#[derive(Clone, Debug, sqlx::FromRow)]
pub struct Job {
    /// Which.
    pub id: JobId,
    /// What is to be done.
    pub kind: String,
    /// What it is about, so that two of the same are one.
    pub dedupe: String,
    /// With what.
    pub payload: Json<serde_json::Value>,
    /// How often it was taken, this time included: who took it later has a higher number.
    pub attempts: i64,
}

impl Job {
    /// The payload as what it was.
    ///
    /// # Errors
    /// When it is something else: written by another version of the program.
    pub fn read<T: DeserializeOwned>(&self) -> crate::Result<T> {
        serde_json::from_value(self.payload.0.clone()).map_err(crate::Error::internal)
    }
}

/// Seconds before the try after try `attempts`: 5, 20, 80 … give or take a fifth. `chance` spreads them.
pub fn back_off(attempts: i64, chance: u8) -> i64 {
    let power = u32::try_from(attempts.clamp(1, TRIES) - 1).unwrap_or_default();
    let plain = FIRST * 4_i64.pow(power);
    let fifth = plain / 5;
    plain - fifth + 2 * fifth * i64::from(chance) / 255
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tries_come_later_and_later() {
        assert_eq!((back_off(1, 0), back_off(1, 255)), (4, 6));
        assert_eq!((back_off(2, 0), back_off(2, 255)), (16, 24));
        for tries in 1..TRIES {
            assert!(back_off(tries, 255) < back_off(tries + 1, 0));
        }
        assert_eq!(back_off(900, 0), back_off(TRIES, 0));
    }
}
