//! Days, and spans that are counted from today.

use crate::{Lang, Timestamp, time::Zone, words};
use std::fmt;

/// A day.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Date {
    /// Year.
    pub year: i64,
    /// Month, 1 to 12.
    pub month: u8,
    /// Day, 1 to 31.
    pub day: u8,
}

impl Date {
    /// `2026`, `2026-03` or `2026-03-14`, the Dutch `14-3-2026`, or `maart 2026` and `14 maart 2026`: the first day of what it
    /// names.
    pub fn parse(text: &str) -> Option<Self> {
        let parts: Vec<&str> = text.split(['-', '/', ' ']).collect();
        let numbers: Vec<i64> = parts.iter().map(|part| digits(part).or_else(|| month(part))).collect::<Option<_>>()?;
        let named = parts.iter().any(|part| month(part).is_some());
        let (year, month, day) = match *numbers.as_slice() {
            [year] if !named => (year, 1, 1),
            [month, year] if named => (year, month, 1),
            [year, month] => (year, month, 1),
            [day, month, year] if day <= 31 => (year, month, day),
            [year, month, day] => (year, month, day),
            _ => return None,
        };
        Self { year, month: u8::try_from(month).ok()?, day: u8::try_from(day).ok()? }.real()
    }

    /// The day itself, when the calendar has it; `31-2` has none.
    fn real(self) -> Option<Self> {
        let fits = (1900..=2200).contains(&self.year) && (1..=12).contains(&self.month) && (1..=31).contains(&self.day);
        fits.then(|| self.midnight()).flatten().filter(|at| Self::of(*at) == self).map(|_| self)
    }

    fn midnight(self) -> Option<Timestamp> {
        format!("{self}T00:00:00Z").parse().ok()
    }

    /// The moment at which it begins on the clock of a zone.
    pub fn begins(self, zone: &Zone) -> Timestamp {
        let start = self.midnight().unwrap_or_default();
        start.plus_seconds(-i64::from(zone.offset(start)))
    }

    fn of(at: Timestamp) -> Self {
        let civil = at.civil(0);
        Self { year: civil.year, month: civil.month, day: civil.day }
    }

    /// So many days earlier.
    fn minus(self, days: i64) -> Self {
        self.midnight().map_or(self, |at| Self::of(at.plus_seconds(-days * DAY)))
    }

    /// How many days ago the week of this day began; weeks begin on Monday.
    fn weekday(self) -> i64 {
        // 1 January 1970 was a Thursday.
        self.midnight().map_or(0, |at| (at.seconds().div_euclid(DAY) + 3).rem_euclid(7))
    }

    /// The first day of the month that many months before this one.
    fn month_start(self, back: u8) -> Self {
        if self.month > back {
            return Self { month: self.month - back, day: 1, ..self };
        }
        Self { year: self.year - 1, month: self.month + 12 - back, day: 1 }
    }
}

const DAY: i64 = 86_400;

fn digits(text: &str) -> Option<i64> {
    ((1..=4).contains(&text.len()) && text.bytes().all(|byte| byte.is_ascii_digit())).then(|| text.parse().ok())?
}

/// The number of a month by its name, in any language of the site.
fn month(text: &str) -> Option<i64> {
    let text = text.to_lowercase();
    (1..=12_u8)
        .find(|month| [Lang::Nl, Lang::En].iter().any(|lang| words::month(*lang, *month).to_lowercase() == text))
        .map(i64::from)
}

impl fmt::Display for Date {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:04}-{:02}-{:02}", self.year, self.month, self.day)
    }
}

/// A span of time that is counted from today. It begins on its first day.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Span {
    /// Today.
    Today,
    /// The day before.
    Yesterday,
    /// From Monday on.
    ThisWeek,
    /// The week before.
    LastWeek,
    /// From the first of this month on.
    ThisMonth,
    /// The month before.
    LastMonth,
    /// From 1 January on.
    ThisYear,
    /// The year before.
    LastYear,
}

/// The spans as readers type them, Dutch and English.
const SPANS: [(Span, &str, &str); 8] = [
    (Span::Today, "vandaag", "today"),
    (Span::Yesterday, "gisteren", "yesterday"),
    (Span::ThisWeek, "deze week", "this week"),
    (Span::LastWeek, "vorige week", "last week"),
    (Span::ThisMonth, "deze maand", "this month"),
    (Span::LastMonth, "vorige maand", "last month"),
    (Span::ThisYear, "dit jaar", "this year"),
    (Span::LastYear, "vorig jaar", "last year"),
];

impl Span {
    fn parse(text: &str) -> Option<Self> {
        let text = text.to_lowercase().replace('-', " ");
        SPANS.into_iter().find(|(_, dutch, english)| [*dutch, *english].contains(&text.as_str())).map(|(span, ..)| span)
    }

    /// The span as readers type it.
    pub fn word(self) -> &'static str {
        SPANS.into_iter().find(|(own, ..)| *own == self).map_or("", |(_, dutch, _)| dutch)
    }
}

/// When: a day, or a span.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum When {
    /// This day.
    Day(Date),
    /// This span.
    Span(Span),
}

impl When {
    /// A day as [`Date::parse`] reads it, or a span such as `vorige maand`.
    pub fn parse(text: &str) -> Option<Self> {
        Span::parse(text).map(Self::Span).or_else(|| Date::parse(text).map(Self::Day))
    }

    /// Its first day, seen from `today`.
    pub fn first_day(self, today: Date) -> Date {
        let january = |year| Date { year, month: 1, day: 1 };
        match self {
            Self::Day(day) => day,
            Self::Span(Span::Today) => today,
            Self::Span(Span::Yesterday) => today.minus(1),
            Self::Span(Span::ThisWeek) => today.minus(today.weekday()),
            Self::Span(Span::LastWeek) => today.minus(today.weekday() + 7),
            Self::Span(Span::ThisMonth) => today.month_start(0),
            Self::Span(Span::LastMonth) => today.month_start(1),
            Self::Span(Span::ThisYear) => january(today.year),
            Self::Span(Span::LastYear) => january(today.year - 1),
        }
    }
}

impl fmt::Display for When {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Day(day) => day.fmt(f),
            Self::Span(span) if span.word().contains(' ') => write!(f, "\"{}\"", span.word()),
            Self::Span(span) => f.write_str(span.word()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> Date {
        Date::parse(text).unwrap_or_else(|| panic!("{text} is no day"))
    }

    #[test]
    fn days_are_read_as_people_write_them() {
        for text in ["2026-03-14", "14-3-2026", "14/03/2026", "14 maart 2026", "14 march 2026"] {
            assert_eq!(day(text).to_string(), "2026-03-14", "{text}");
        }
        assert_eq!(day("maart 2026"), day("2026-03"));
        for text in ["31-2-2026", "2026-13", "maart", "1850", "14-3", "2026-3-14-1", "0-0-2026", "14 maart", ""] {
            assert_eq!(Date::parse(text), None, "{text}");
        }
    }

    #[test]
    fn spans_begin_on_their_first_day() {
        // A Wednesday.
        let today = day("2026-01-14");
        let first = |text: &str| When::parse(text).map(|when| when.first_day(today).to_string());
        for (text, wanted) in [
            ("vandaag", "2026-01-14"),
            ("yesterday", "2026-01-13"),
            ("deze week", "2026-01-12"),
            ("vorige-week", "2026-01-05"),
            ("Deze maand", "2026-01-01"),
            ("vorige maand", "2025-12-01"),
            ("last year", "2025-01-01"),
        ] {
            assert_eq!(first(text).as_deref(), Some(wanted), "{text}");
        }
        assert_eq!(When::parse("deze week").map(|week| week.first_day(day("2026-01-12"))), Some(day("2026-01-12")));
    }
}
