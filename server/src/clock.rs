//! Time, ids and randomness: the only place that asks the system for them.

use shared::{Timestamp, time::Zone};
use std::time::{Duration, SystemTime, UNIX_EPOCH};
use uuid::Uuid;

/// The site's time zone.
const ZONE: &str = "Europe/Amsterdam";
/// Unix times between which changes of the clock are known to pages: 2000-01-01 to 2060-01-01.
const FROM: i64 = 946_684_800;
const UNTIL: i64 = 2_840_140_800;

/// The clock of the program. Debug builds can be told to stand off by `PLEIN_TEST_CLOCK_OFFSET` seconds.
#[derive(Clone, Copy, Debug, Default)]
pub struct Clock {
    offset: i64,
}

impl Clock {
    /// A clock that is `offset` seconds ahead of the system's.
    pub const fn ahead(offset: i64) -> Self {
        Self { offset }
    }

    /// The present moment.
    #[expect(clippy::disallowed_methods, reason = "this is the clock")]
    pub fn now(self) -> Timestamp {
        let since = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or(Duration::ZERO);
        Timestamp::from_micros(i64::try_from(since.as_micros()).unwrap_or(i64::MAX)).plus_seconds(self.offset)
    }
}

impl Clock {
    /// A moment of another clock, as far off as this one is told to be.
    pub fn shifted(self, at: Timestamp) -> Timestamp {
        at.plus_seconds(self.offset)
    }
}

/// A fresh UUIDv7: ids sort by the moment they were made.
#[expect(clippy::disallowed_methods, reason = "this is where ids come from")]
pub fn fresh_id() -> Uuid {
    Uuid::now_v7()
}

/// A UUIDv7 that sorts at `at`: for imported and demo content.
pub fn id_at(at: Timestamp) -> Uuid {
    let millis = u64::try_from(at.micros() / 1000).unwrap_or_default();
    let mut random = [0; 10];
    fill(&mut random);
    uuid::Builder::from_unix_timestamp_millis(millis, &random).into_uuid()
}

/// Fills `bytes` with what nobody can guess.
#[expect(clippy::expect_used, reason = "without the system's random numbers no secret is safe: stop")]
pub fn fill(bytes: &mut [u8]) {
    getrandom::fill(bytes).expect("the system has random numbers");
}

/// The zone in which pages tell the time.
pub fn zone() -> Zone {
    let Ok(zone) = jiff::tz::TimeZone::get(ZONE) else { return Zone::default() };
    let (Ok(start), Ok(end)) = (jiff::Timestamp::from_second(FROM), jiff::Timestamp::from_second(UNTIL)) else {
        return Zone::default();
    };
    let first = (FROM, zone.to_offset(start).seconds());
    let later = zone
        .following(start)
        .map(|change| (change.timestamp().as_second(), change.offset().seconds()))
        .take_while(|(from, _)| *from < end.as_second());
    Zone::new(std::iter::once(first).chain(later).collect::<Vec<_>>())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn summer_time_is_known() {
        let zone = zone();
        let told = |text: &str| zone.time(text.parse().expect("a moment"));
        assert_eq!(told("2026-01-15T12:00:00Z"), "13:00");
        assert_eq!(told("2026-07-15T12:00:00Z"), "14:00");
        assert_eq!(told("2026-10-25T00:59:59Z"), "02:59");
        assert_eq!(told("2026-10-25T01:00:00Z"), "02:00");
    }

    #[test]
    fn an_id_sorts_at_its_moment() {
        let early = id_at("2020-01-01T00:00:00Z".parse().expect("a moment"));
        assert!(early < fresh_id());
        assert_eq!(early.get_version_num(), 7);
    }
}
