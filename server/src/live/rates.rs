//! How often something may be done: buckets that fill with time.

use std::{collections::HashMap, hash::Hash, time::Duration};
use tokio::time::Instant;

/// A bucket of tokens: so many at once, so many a second after that.
#[derive(Clone, Copy, Debug)]
pub struct Bucket {
    tokens: f64,
    at: Instant,
}

impl Bucket {
    /// A full bucket of `burst` tokens.
    pub fn full(burst: f64) -> Self {
        Self { tokens: burst, at: Instant::now() }
    }

    /// Takes a token.
    ///
    /// # Errors
    /// How long to wait when there is none.
    pub fn take(&mut self, burst: f64, per_second: f64, now: Instant) -> Result<(), Duration> {
        self.tokens = (self.tokens + now.duration_since(self.at).as_secs_f64() * per_second).min(burst);
        self.at = now;
        if self.tokens < 1.0 {
            return Err(Duration::from_secs_f64((1.0 - self.tokens) / per_second));
        }
        self.tokens -= 1.0;
        Ok(())
    }

    fn is_full(&self, burst: f64, per_second: f64, now: Instant) -> bool {
        self.tokens + now.duration_since(self.at).as_secs_f64() * per_second >= burst
    }
}

/// Buckets by key; full ones are forgotten.
#[derive(Debug)]
pub struct Rates<K> {
    burst: f64,
    per_second: f64,
    buckets: HashMap<K, Bucket>,
}

/// How many buckets there may be before full ones are swept out.
const SWEEP: usize = 4096;

impl<K: Eq + Hash> Rates<K> {
    /// So many at once, so many a second after that.
    pub fn new(burst: f64, per_second: f64) -> Self {
        Self { burst, per_second, buckets: HashMap::new() }
    }

    /// Takes a token of `key`.
    ///
    /// # Errors
    /// How long to wait when there is none.
    pub fn take(&mut self, key: K) -> Result<(), Duration> {
        let now = Instant::now();
        if self.buckets.len() > SWEEP {
            self.buckets.retain(|_, bucket| !bucket.is_full(self.burst, self.per_second, now));
        }
        let bucket = self.buckets.entry(key).or_insert_with(|| Bucket::full(self.burst));
        bucket.take(self.burst, self.per_second, now)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_burst_goes_and_then_it_drips() {
        let start = Instant::now();
        let mut bucket = Bucket { tokens: 3.0, at: start };
        for _ in 0..3 {
            assert!(bucket.take(3.0, 1.0, start).is_ok());
        }
        let wait = bucket.take(3.0, 1.0, start).expect_err("empty");
        assert!(wait <= Duration::from_secs(1) && wait > Duration::from_millis(900));
        assert!(bucket.take(3.0, 1.0, start + Duration::from_secs(1)).is_ok());
        assert!(bucket.take(3.0, 1.0, start + Duration::from_secs(1)).is_err());
        for _ in 0..3 {
            assert!(bucket.take(3.0, 1.0, start + Duration::from_secs(100)).is_ok());
        }
        assert!(bucket.take(3.0, 1.0, start + Duration::from_secs(100)).is_err());
    }

    #[test]
    fn one_does_not_take_from_another() {
        let mut rates = Rates::new(1.0, 0.001);
        assert!(rates.take(1).is_ok());
        assert!(rates.take(1).is_err());
        assert!(rates.take(2).is_ok());
    }
}
