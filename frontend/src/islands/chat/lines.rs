//! The lines of a log: messages, days, and the line above what is new. Pure.

use shared::{
    Lang, Timestamp,
    chat::{Message, together, words as w},
    ids::MemberId,
    time::Zone,
    words::Text,
};

/// A line of the log.
#[derive(Clone, Debug, PartialEq)]
pub enum Line {
    /// A new day begins.
    Day(Text),
    /// Below it is what the reader had not seen.
    New,
    /// Something said; `first` of its author in this group.
    Said {
        /// The message.
        message: Box<Message>,
        /// Whether name and face stand with it.
        first: bool,
    },
}

impl Line {
    /// The same line has the same key; a line that looks different has another.
    pub fn key(&self) -> String {
        match self {
            Self::Day(day) => format!("day {day}"),
            Self::New => "new".to_owned(),
            Self::Said { message, first } => {
                let photo = message.author.photo.is_some();
                let gone = (message.deleted, message.moved.is_some());
                format!("{} {} {gone:?} {first} {photo}", message.seq, message.version)
            }
        }
    }
}

/// How days and moments are told here.
#[derive(Clone, Debug)]
pub struct Dating {
    /// The language.
    pub lang: Lang,
    /// The site's zone.
    pub zone: Zone,
    /// The moment the page was made.
    pub now: Timestamp,
}

impl Dating {
    fn day_number(&self, at: Timestamp) -> i64 {
        (at.seconds() + i64::from(self.zone.offset(at))).div_euclid(86_400)
    }

    fn day(&self, at: Timestamp) -> Text {
        match self.day_number(self.now) - self.day_number(at) {
            0 => w::today(self.lang),
            1 => w::yesterday(self.lang),
            _ => self.zone.date(self.lang, at).into(),
        }
    }
}

/// The lines for `messages`, oldest first, for a reader who had read up to `mark`.
pub fn lines(messages: &[Message], mark: i64, me: Option<MemberId>, dating: &Dating) -> Vec<Line> {
    let mut lines = Vec::with_capacity(messages.len() + 4);
    let mut last: Option<&Message> = None;
    let mut shown = mark == 0;
    for message in messages {
        let another_day =
            last.is_none_or(|last| dating.day_number(last.created_at) != dating.day_number(message.created_at));
        if another_day {
            lines.push(Line::Day(dating.day(message.created_at)));
        }
        // Nothing is new below the newest that was read on an earlier page, unless it was read here.
        let new = !shown && message.seq > mark && message.author.id != me;
        if new {
            shown = true;
            if last.is_some_and(|last| last.seq <= mark) {
                lines.push(Line::New);
            }
        }
        let first =
            another_day || matches!(lines.last(), Some(Line::New)) || !last.is_some_and(|last| together(last, message));
        lines.push(Line::Said { message: Box::new(message.clone()), first });
        last = Some(message);
    }
    lines
}

#[cfg(test)]
mod tests {
    use super::*;
    use shared::{html::SafeHtml, ids::MessageId, people::Author};
    use uuid::Uuid;

    fn message(seq: i64, author: u128, at: &str) -> Message {
        Message {
            id: MessageId::from_uuid(Uuid::nil()),
            seq,
            author: Author {
                id: Some(MemberId::from_uuid(Uuid::from_u128(author))),
                name: "A".into(),
                ..Author::default()
            },
            body_markdown: String::new(),
            body_html: SafeHtml::default(),
            created_at: at.parse().expect("a moment"),
            edited_at: None,
            version: 1,
            deleted: false,
            moved: None,
            re: None,
            replies: 0,
            pinned: false,
            reactions: Vec::new(),
        }
    }

    fn told(messages: &[Message], mark: i64) -> String {
        let now = "2026-11-25T12:00:00Z".parse().expect("a moment");
        let dating = Dating { lang: Lang::Nl, zone: Zone::new([(0, 3600)]), now };
        let me = Some(MemberId::from_uuid(Uuid::from_u128(9)));
        let word = |line: &Line| match line {
            Line::Day(day) => format!("[{day}]"),
            Line::New => "[new]".to_owned(),
            Line::Said { message, first } => format!("{}{}", message.seq, if *first { "!" } else { "" }),
        };
        lines(messages, mark, me, &dating).iter().map(word).collect::<Vec<_>>().join(" ")
    }

    #[test]
    fn days_and_authors_part_the_log() {
        let log = [
            message(1, 1, "2026-11-23T09:00:00Z"),
            message(2, 1, "2026-11-23T09:01:00Z"),
            message(3, 2, "2026-11-23T09:01:30Z"),
            message(4, 2, "2026-11-23T09:20:00Z"),
            message(6, 2, "2026-11-24T23:30:00Z"),
        ];
        assert_eq!(told(&log, 0), "[23 november 2026] 1! 2 3! 4! [Vandaag] 6!");
        assert_eq!(told(&log, 6), "[23 november 2026] 1! 2 3! 4! [Vandaag] 6!");
        assert_eq!(told(&log, 3), "[23 november 2026] 1! 2 3! [new] 4! [Vandaag] 6!");
    }

    #[test]
    fn ones_own_words_are_not_new() {
        let log = [message(1, 1, "2026-11-25T09:00:00Z"), message(2, 9, "2026-11-25T09:00:10Z")];
        assert_eq!(told(&log, 1), "[Vandaag] 1! 2!");
        assert_eq!(told(&[message(5, 1, "2026-11-25T09:00:00Z")], 3), "[Vandaag] 5!");
    }
}
