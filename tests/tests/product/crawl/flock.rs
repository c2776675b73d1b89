//! The words, and the table of who may meet them.

use std::collections::BTreeSet;
use tests::{Answer, Role};

/// Who may meet a word.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum May {
    Everybody,
    SignedIn,
    /// Members of the community.
    Inside,
    /// They, and the administrator, who manages it without reading it.
    InsideAndAdmin,
    Moderators,
    ModeratorsAndAdmin,
    ModeratorsAnd(Role),
    Only(Role),
    /// Those two, and nobody else.
    Both(Role, Role),
    Nobody,
}

impl May {
    pub fn meet(self, role: Role) -> bool {
        let inside = matches!(role, Role::Member | Role::Moderator | Role::Owner);
        match self {
            Self::Everybody => true,
            Self::SignedIn => role != Role::Visitor,
            Self::Inside => inside,
            Self::InsideAndAdmin => inside || role == Role::Admin,
            Self::Moderators => matches!(role, Role::Moderator | Role::Owner),
            Self::ModeratorsAndAdmin => matches!(role, Role::Moderator | Role::Owner | Role::Admin),
            Self::ModeratorsAnd(one) => role == one || matches!(role, Role::Moderator | Role::Owner),
            Self::Only(only) => role == only,
            Self::Both(one, other) => role == one || role == other,
            Self::Nobody => false,
        }
    }
}

/// A word, where it stands, and who may meet it.
#[derive(Clone, Debug)]
pub struct Canary {
    pub word: String,
    pub about: String,
    pub may: May,
}

/// All words.
#[derive(Clone, Debug, Default)]
pub struct Flock {
    pub canaries: Vec<Canary>,
    /// Whose account is stopped.
    pub stopped: Vec<Role>,
    /// Mails that were sent before what changed last: who got them may have met what they hold.
    pub earlier: usize,
}

impl Flock {
    /// A new word.
    pub fn word(&mut self, about: &str, may: May) -> String {
        let mut n = self.canaries.len();
        let mut letters = String::new();
        for _ in 0..3 {
            letters.push(char::from(b'b' + (n % 20) as u8));
            letters.push('o');
            n /= 20;
        }
        let word = format!("{START}{letters}x");
        assert_eq!(word.len(), LENGTH);
        self.canaries.push(Canary { word: word.clone(), about: about.to_owned(), may });
        word
    }

    /// Changes who may meet the words about something.
    pub fn change(&mut self, about: &str, may: impl Fn(May) -> May) {
        let mut found = false;
        for canary in self.canaries.iter_mut().filter(|canary| canary.about.starts_with(about)) {
            canary.may = may(canary.may);
            found = true;
        }
        assert!(found, "no canary is about {about}");
    }

    /// What this role should not have met in this answer.
    pub fn leaks(&self, role: Role, answer: &Answer) -> Vec<String> {
        // Typed in by the one who asks, so no leak: the address itself.
        let asked = words(&answer.door);
        self.among(role, &answer.door, &words(&answer.whole()) - &asked)
    }

    /// What this role should not have met in a text.
    pub fn met(&self, role: Role, door: &str, text: &str) -> Vec<String> {
        self.among(role, door, words(text))
    }

    fn among(&self, role: Role, door: &str, met: BTreeSet<String>) -> Vec<String> {
        let forbidden = |canary: &&Canary| met.contains(&canary.word) && !canary.may.meet(self.now(role));
        let told = |canary: &Canary| format!("{door} gives {} to {}", canary.about, role.name());
        if met.is_empty() { Vec::new() } else { self.canaries.iter().filter(forbidden).map(told).collect() }
    }

    /// What somebody is by now: who is stopped is as one who never signed in.
    pub fn now(&self, role: Role) -> Role {
        if self.stopped.contains(&role) { Role::Visitor } else { role }
    }
}

/// What every word begins with.
const START: &str = "kanarie";
/// The length of every word.
const LENGTH: usize = START.len() + 7;

/// All words in a text, in one walk: there are many texts, and hundreds of words.
fn words(text: &str) -> BTreeSet<String> {
    let places = text.match_indices(START);
    places.filter_map(|(at, _)| text.get(at..at + LENGTH)).map(ToOwned::to_owned).collect()
}
