//! What a query can ask to be one of: kinds of things, and how a conversation stands.

use serde::{Deserialize, Serialize};

/// A kind of thing that is found.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "server", derive(utoipa::ToSchema))]
#[serde(rename_all = "lowercase")]
pub enum Kind {
    /// An article of the kennisbank.
    Article,
    /// A thread: its title and first post.
    Thread,
    /// A later post of a thread.
    Post,
    /// A chat message.
    Message,
    /// A member.
    Member,
    /// An uploaded file.
    Document,
}

impl Kind {
    /// All kinds, in the order in which they are shown.
    pub const ALL: [Self; 6] = [Self::Thread, Self::Article, Self::Post, Self::Message, Self::Member, Self::Document];

    /// The kind in the API and in addresses.
    pub const fn key(self) -> &'static str {
        match self {
            Self::Article => "article",
            Self::Thread => "thread",
            Self::Post => "post",
            Self::Message => "message",
            Self::Member => "member",
            Self::Document => "document",
        }
    }

    /// The kind as readers type it.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Article => "artikel",
            Self::Thread => "gesprek",
            Self::Post => "bericht",
            Self::Message => "chat",
            Self::Member => "lid",
            Self::Document => "bestand",
        }
    }

    /// Other words that readers type for the kind.
    const fn also(self) -> &'static [&'static str] {
        match self {
            Self::Article => &["artikelen", "kennis"],
            Self::Thread => &["gesprekken", "draad", "discussie", "vraag", "topic", "conversation"],
            Self::Post => &["berichten", "reactie", "antwoord", "reply"],
            Self::Message => &["chatbericht"],
            Self::Member => &["leden", "persoon", "collega", "person"],
            Self::Document => &["bestanden", "bijlage", "file"],
        }
    }

    /// The kind called `key` or, as readers type it, `word` or one of a few others.
    pub fn parse(text: &str) -> Option<Self> {
        let text = text.to_lowercase();
        let called = |kind: &Self| kind.key() == text || kind.word() == text || kind.also().contains(&text.as_str());
        Self::ALL.into_iter().find(called)
    }
}

/// How a conversation stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Status {
    /// Replies are taken.
    Open,
    /// Nobody replies any more.
    Closed,
    /// Nobody replied yet.
    Unanswered,
    /// The question has its answer.
    Solved,
}

impl Status {
    /// All of them, in the order in which they are shown.
    pub const ALL: [Self; 4] = [Self::Unanswered, Self::Open, Self::Solved, Self::Closed];

    /// The status as readers type it.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Open => "open",
            Self::Closed => "gesloten",
            Self::Unanswered => "onbeantwoord",
            Self::Solved => "opgelost",
        }
    }

    /// The status in English, as the index keeps it.
    pub const fn key(self) -> &'static str {
        match self {
            Self::Open => "open",
            Self::Closed => "closed",
            Self::Unanswered => "unanswered",
            Self::Solved => "solved",
        }
    }

    /// The status called `text` in Dutch or in English.
    pub fn parse(text: &str) -> Option<Self> {
        let text = text.to_lowercase();
        Self::ALL.into_iter().find(|status| status.key() == text || status.word() == text)
    }
}
