//! Moments, and how a reader is told about them.

use crate::{Lang, words};
use serde::{Deserialize, Deserializer, Serialize, Serializer, de};
use std::{fmt, str::FromStr, sync::Arc};

/// A moment in UTC with microsecond precision: exactly what both engines can hold. Travels as RFC 3339.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Timestamp(i64);

const SECOND: i64 = 1_000_000;
const DAY: i64 = 86_400;

/// A day and a time of day, without a zone.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Civil {
    /// Year of the Gregorian calendar.
    pub year: i64,
    /// 1 to 12.
    pub month: u8,
    /// 1 to 31.
    pub day: u8,
    /// 0 to 23.
    pub hour: u8,
    /// 0 to 59.
    pub minute: u8,
    /// 0 to 59.
    pub second: u8,
}

impl Timestamp {
    /// The moment `micros` microseconds after 1970-01-01T00:00:00Z.
    pub const fn from_micros(micros: i64) -> Self {
        Self(micros)
    }

    /// Microseconds since 1970-01-01T00:00:00Z.
    pub const fn micros(self) -> i64 {
        self.0
    }

    /// Whole seconds since 1970-01-01T00:00:00Z, rounded down.
    pub const fn seconds(self) -> i64 {
        self.0.div_euclid(SECOND)
    }

    /// The moment `seconds` later, or earlier when negative.
    #[must_use]
    pub const fn plus_seconds(self, seconds: i64) -> Self {
        Self(self.0.saturating_add(seconds.saturating_mul(SECOND)))
    }

    /// The civil time at an offset of `offset` seconds from UTC.
    pub fn civil(self, offset: i32) -> Civil {
        let seconds = self.seconds() + i64::from(offset);
        let (days, rest) = (seconds.div_euclid(DAY), seconds.rem_euclid(DAY));
        let (year, month, day) = date(days);
        let part = |value: i64| u8::try_from(value).unwrap_or_default();
        Civil { year, month, day, hour: part(rest / 3600), minute: part(rest / 60 % 60), second: part(rest % 60) }
    }
}

/// Year, month and day of a number of days since 1970-01-01 (Howard Hinnant, "chrono-compatible low-level date
/// algorithms", `civil_from_days`).
fn date(days: i64) -> (i64, u8, u8) {
    let shifted = days + 719_468;
    let era = shifted.div_euclid(146_097);
    let of_era = shifted.rem_euclid(146_097);
    let year_of_era = (of_era - of_era / 1460 + of_era / 36_524 - of_era / 146_096) / 365;
    let of_year = of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    let shifted_month = (5 * of_year + 2) / 153;
    let day = of_year - (153 * shifted_month + 2) / 5 + 1;
    let month = if shifted_month < 10 { shifted_month + 3 } else { shifted_month - 9 };
    let year = year_of_era + era * 400 + i64::from(month <= 2);
    (year, u8::try_from(month).unwrap_or(1), u8::try_from(day).unwrap_or(1))
}

/// Days since 1970-01-01 of a date (same source, `days_from_civil`).
fn days(year: i64, month: i64, day: i64) -> i64 {
    let year = if month <= 2 { year - 1 } else { year };
    let era = year.div_euclid(400);
    let of_era = year.rem_euclid(400);
    let of_year = (153 * (if month > 2 { month - 3 } else { month + 9 }) + 2) / 5 + day - 1;
    era * 146_097 + of_era * 365 + of_era / 4 - of_era / 100 + of_year - 719_468
}

/// The text is not a moment of RFC 3339.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NotAMoment;

impl fmt::Display for NotAMoment {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("not a moment of RFC 3339")
    }
}

impl std::error::Error for NotAMoment {}

/// RFC 3339 in UTC with six decimals: the width is fixed, so that texts sort as moments do.
impl fmt::Display for Timestamp {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Civil { year, month, day, hour, minute, second } = self.civil(0);
        let fraction = self.0.rem_euclid(SECOND);
        write!(f, "{year:04}-{month:02}-{day:02}T{hour:02}:{minute:02}:{second:02}.{fraction:06}Z")
    }
}

/// RFC 3339 with any offset and any number of decimals; more than six are cut.
impl FromStr for Timestamp {
    type Err = NotAMoment;

    fn from_str(text: &str) -> Result<Self, NotAMoment> {
        parse(text).ok_or(NotAMoment)
    }
}

fn parse(text: &str) -> Option<Timestamp> {
    let number = |from: usize, to: usize| -> Option<i64> {
        let digits = text.get(from..to)?;
        digits.bytes().all(|byte| byte.is_ascii_digit()).then(|| digits.parse().ok())?
    };
    let sign = |at: usize, wanted: &str| text.get(at..=at).filter(|found| wanted.contains(*found));
    sign(4, "-").and(sign(7, "-")).and(sign(10, "Tt ")).and(sign(13, ":")).and(sign(16, ":"))?;
    let (year, month, day) = (number(0, 4)?, number(5, 7)?, number(8, 10)?);
    let (hour, minute, second) = (number(11, 13)?, number(14, 16)?, number(17, 19)?);
    let last = [
        31,
        if year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) { 29 } else { 28 },
        31,
        30,
        31,
        30,
        31,
        31,
        30,
        31,
        30,
        31,
    ];
    let longest = usize::try_from(month - 1).ok().and_then(|at| last.get(at))?;
    if !(1..=*longest).contains(&day) || hour > 23 || minute > 59 || second > 60 {
        return None;
    }
    let rest = text.get(19..)?;
    let (fraction, zone) = match rest.strip_prefix('.') {
        Some(rest) => {
            let end = rest.find(|letter: char| !letter.is_ascii_digit())?;
            let (digits, zone) = rest.split_at_checked(end)?;
            let six: String = digits.chars().chain("000000".chars()).take(6).collect();
            if digits.is_empty() {
                return None;
            }
            (six.parse::<i64>().ok()?, zone)
        }
        None => (0, rest),
    };
    let offset = match zone {
        "Z" | "z" => 0,
        _ => {
            let (hours, minutes) = zone.get(1..)?.split_once(':')?;
            let part = |digits: &str| if digits.len() == 2 { digits.parse::<i64>().ok() } else { None };
            let (hours, minutes) = (part(hours)?, part(minutes)?);
            if hours > 23 || minutes > 59 {
                return None;
            }
            match zone.get(..1)? {
                "+" => hours * 3600 + minutes * 60,
                "-" => -(hours * 3600 + minutes * 60),
                _ => return None,
            }
        }
    };
    let seconds = days(year, month, day) * DAY + hour * 3600 + minute * 60 + second - offset;
    Some(Timestamp(seconds * SECOND + fraction))
}

impl Serialize for Timestamp {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        to.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Timestamp {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        let text = <std::borrow::Cow<'de, str>>::deserialize(from)?;
        text.parse().map_err(de::Error::custom)
    }
}

/// The site's time zone as a list of changes: from which second on (Unix time) which offset (seconds east of UTC) holds.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Zone(Arc<[(i64, i32)]>);

impl Zone {
    /// A zone from its changes, oldest first.
    pub fn new(changes: impl Into<Arc<[(i64, i32)]>>) -> Self {
        Self(changes.into())
    }

    /// From which second on which offset holds.
    pub fn changes(&self) -> &[(i64, i32)] {
        &self.0
    }

    /// The offset that holds at `at`, in seconds.
    pub fn offset(&self, at: Timestamp) -> i32 {
        let later = self.0.partition_point(|(from, _)| *from <= at.seconds());
        later.checked_sub(1).and_then(|place| self.0.get(place)).or(self.0.first()).map_or(0, |(_, offset)| *offset)
    }

    /// The civil time at `at`.
    pub fn civil(&self, at: Timestamp) -> Civil {
        at.civil(self.offset(at))
    }

    /// Such as `3 november 2026`.
    pub fn date(&self, lang: Lang, at: Timestamp) -> String {
        let Civil { year, month, day, .. } = self.civil(at);
        format!("{day} {} {year}", words::month(lang, month))
    }

    /// Such as `14:03`.
    pub fn time(&self, at: Timestamp) -> String {
        let Civil { hour, minute, .. } = self.civil(at);
        format!("{hour:02}:{minute:02}")
    }

    /// Such as `3 november 2026 om 14:03`.
    pub fn exact(&self, lang: Lang, at: Timestamp) -> String {
        words::date_at_time(lang, &self.date(lang, at), &self.time(at)).into_owned()
    }

    /// Such as `5 minuten geleden`; the date when it is more than a week ago or in the future.
    pub fn ago(&self, lang: Lang, at: Timestamp, now: Timestamp) -> String {
        let day_of = |moment: Timestamp| (moment.seconds() + i64::from(self.offset(moment))).div_euclid(DAY);
        let (gone, nights) = (now.seconds() - at.seconds(), day_of(now) - day_of(at));
        match gone {
            -60..60 => words::just_now(lang).into_owned(),
            60..3600 => words::minutes_ago(lang, gone / 60).into_owned(),
            3600..DAY if nights == 0 || gone < 6 * 3600 => words::hours_ago(lang, gone / 3600).into_owned(),
            _ if nights == 1 => words::yesterday(lang).into_owned(),
            _ if (2..=7).contains(&nights) => words::days_ago(lang, nights).into_owned(),
            _ => self.date(lang, at),
        }
    }
}

#[cfg(feature = "server")]
mod server {
    use super::Timestamp;
    use sqlx::{
        Decode, Encode, Postgres, Sqlite, Type,
        encode::IsNull,
        error::BoxDynError,
        postgres::{PgArgumentBuffer, PgTypeInfo, PgValueRef, types::Oid},
        sqlite::{SqliteArgumentsBuffer, SqliteTypeInfo, SqliteValueRef},
    };

    /// Microseconds between 1970-01-01 (Unix) and 2000-01-01 (`PostgreSQL`).
    const POSTGRES_EPOCH: i64 = 946_684_800_000_000;
    /// The type number of `timestamptz`.
    const TIMESTAMPTZ: Oid = Oid(1184);

    impl Type<Sqlite> for Timestamp {
        fn type_info() -> SqliteTypeInfo {
            <str as Type<Sqlite>>::type_info()
        }
    }

    impl Encode<'_, Sqlite> for Timestamp {
        fn encode_by_ref(&self, buffer: &mut SqliteArgumentsBuffer) -> Result<IsNull, BoxDynError> {
            Encode::<Sqlite>::encode(self.to_string(), buffer)
        }
    }

    impl<'r> Decode<'r, Sqlite> for Timestamp {
        fn decode(value: SqliteValueRef<'r>) -> Result<Self, BoxDynError> {
            Ok(<&str as Decode<Sqlite>>::decode(value)?.parse()?)
        }
    }

    impl Type<Postgres> for Timestamp {
        fn type_info() -> PgTypeInfo {
            PgTypeInfo::with_oid(TIMESTAMPTZ)
        }
    }

    impl Encode<'_, Postgres> for Timestamp {
        fn encode_by_ref(&self, buffer: &mut PgArgumentBuffer) -> Result<IsNull, BoxDynError> {
            Encode::<Postgres>::encode(self.micros() - POSTGRES_EPOCH, buffer)
        }
    }

    impl<'r> Decode<'r, Postgres> for Timestamp {
        fn decode(value: PgValueRef<'r>) -> Result<Self, BoxDynError> {
            Ok(Self::from_micros(<i64 as Decode<Postgres>>::decode(value)? + POSTGRES_EPOCH))
        }
    }

    impl utoipa::PartialSchema for Timestamp {
        fn schema() -> utoipa::openapi::RefOr<utoipa::openapi::schema::Schema> {
            <String as utoipa::PartialSchema>::schema()
        }
    }

    impl utoipa::ToSchema for Timestamp {}
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn every_moment_survives_its_text(micros in -60_000_000_000_000_000_i64..200_000_000_000_000_000) {
            let at = Timestamp::from_micros(micros);
            prop_assert_eq!(at.to_string().parse(), Ok(at));
        }

        #[test]
        fn texts_sort_as_moments_do(a in 0_i64..200_000_000_000_000_000, b in 0_i64..200_000_000_000_000_000) {
            let (a, b) = (Timestamp::from_micros(a), Timestamp::from_micros(b));
            prop_assert_eq!(a.cmp(&b), a.to_string().cmp(&b.to_string()));
        }

        #[test]
        fn no_text_panics(text in ".{0,40}") {
            let _ = text.parse::<Timestamp>();
        }
    }

    #[test]
    fn offsets_and_decimals_are_read() {
        let at: Timestamp = "2026-11-24T05:10:00Z".parse().expect("a moment");
        assert_eq!("2026-11-24T06:10:00.0000001+01:00".parse(), Ok(at));
        for wrong in [
            "2026-02-30T00:00:00Z",
            "2026-11-24",
            "2026-11-24T05:10:00",
            "2026-13-01T00:00:00Z",
            "2026-11-24T05:10:00+1",
        ] {
            assert_eq!(wrong.parse::<Timestamp>(), Err(NotAMoment), "{wrong}");
        }
    }

    #[test]
    fn a_reader_hears_how_long_ago() {
        let zone = Zone::new([(0, 3600)]);
        let now: Timestamp = "2026-11-24T12:00:00Z".parse().expect("a moment");
        let told = |seconds: i64| zone.ago(Lang::Nl, now.plus_seconds(-seconds), now);
        assert_eq!(told(5), "zojuist");
        assert_eq!(told(300), "5 minuten geleden");
        assert_eq!(told(7200), "2 uur geleden");
        assert_eq!(told(86_400), "gisteren");
        assert_eq!(told(3 * 86_400), "3 dagen geleden");
        assert_eq!(told(21 * 86_400), "3 november 2026");
        assert_eq!(zone.exact(Lang::Nl, now), "24 november 2026 om 13:00");
    }
}
