//! Chance that can be repeated.

use std::{
    hash::{BuildHasher as _, Hasher as _, RandomState},
    time::Duration,
};

/// Numbers that follow from a seed: SplitMix64, which is enough to break things with.
#[derive(Clone, Debug)]
pub struct Dice(u64);

impl Dice {
    /// The dice of this seed.
    pub const fn of(seed: u64) -> Self {
        Self(seed)
    }

    /// Fresh dice, or those that `PLEIN_TEST_SEED` names. The seed is said, which the harness shows when the test fails.
    pub fn fresh() -> Self {
        let told = std::env::var("PLEIN_TEST_SEED").ok().and_then(|text| text.parse().ok());
        let seed = told.unwrap_or_else(|| RandomState::new().build_hasher().finish());
        println!("the seed is {seed}: PLEIN_TEST_SEED={seed} throws the same again");
        Self(seed)
    }

    /// The next number.
    pub const fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        mixed ^ (mixed >> 31)
    }

    /// A number below `end`; 0 when there is none.
    pub fn below(&mut self, end: usize) -> usize {
        let end = u64::try_from(end).expect("small").max(1);
        usize::try_from(self.next() % end).expect("small")
    }

    /// Whether something happens that does so in so many of a hundred cases.
    pub fn chance(&mut self, of_hundred: usize) -> bool {
        self.below(100) < of_hundred
    }

    /// A time from one to another, in milliseconds.
    pub fn millis(&mut self, from: u64, to: u64) -> Duration {
        Duration::from_millis(from + self.next() % (to - from + 1))
    }

    /// Dice for somebody else, which follow from these.
    pub const fn split(&mut self) -> Self {
        Self(self.next())
    }
}
