//! A bus that loses and shuffles, for the tests: what nodes promise must hold over any of them.

use std::time::Duration;

/// Of a hundred messages so many are lost.
const LOST: u64 = 5;
/// And so many come later than others.
const LATE: u64 = 20;

/// What happens to a message follows from a seed.
pub struct Chaos(u64);

impl Chaos {
    /// As debug builds are told by `PLEIN_TEST_BUS_CHAOS`, the seed.
    pub fn wanted() -> Option<Self> {
        let seed = if cfg!(debug_assertions) { std::env::var("PLEIN_TEST_BUS_CHAOS").ok() } else { None };
        seed?.parse().ok().map(Self)
    }

    /// `SplitMix64`.
    const fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        mixed ^ (mixed >> 31)
    }

    /// How late the next message is; `None` when it is lost.
    pub const fn delay(&mut self) -> Option<Duration> {
        match self.next() % 100 {
            ..LOST => None,
            dice if dice < LOST + LATE => Some(Duration::from_millis(self.next() % 2_000)),
            _ => Some(Duration::ZERO),
        }
    }
}
