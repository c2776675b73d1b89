//! Who and what there is in every test: seven people and a community of each visibility.

use std::collections::BTreeMap;

/// What somebody is in every community of the world.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Role {
    /// Not signed in.
    Visitor,
    /// A member of the site, of no community.
    Stranger,
    /// Was a member, wrote something, and left.
    Former,
    /// A member.
    Member,
    /// A moderator.
    Moderator,
    /// An owner.
    Owner,
    /// Administers the site; of no community.
    Admin,
}

/// All of them, from the least to the most trusted.
pub const ROLES: [Role; 7] =
    [Role::Visitor, Role::Stranger, Role::Former, Role::Member, Role::Moderator, Role::Owner, Role::Admin];

impl Role {
    /// As the matrix calls it.
    pub fn name(self) -> &'static str {
        match self {
            Self::Visitor => "visitor",
            Self::Stranger => "stranger",
            Self::Former => "former",
            Self::Member => "member",
            Self::Moderator => "moderator",
            Self::Owner => "owner",
            Self::Admin => "admin",
        }
    }
}

/// Somebody with an account.
#[derive(Clone, Debug, Default)]
pub struct Person {
    /// Their id.
    pub id: String,
    /// Their address.
    pub email: String,
    /// Their name.
    pub name: String,
    /// A program's token.
    pub token: String,
    /// A browser's cookie.
    pub cookie: String,
}

/// The password of everybody.
pub const PASSWORD: &str = "een lange zin voor de proef";

/// A community with what stands in it.
#[derive(Clone, Debug, Default)]
pub struct Circle {
    /// Its name in the matrix: `open`, `listed` or `hidden`.
    pub key: &'static str,
    /// Its slug.
    pub slug: String,
    /// Its id.
    pub id: String,
    /// Its first chat room.
    pub room: String,
    /// A thread that the member opened.
    pub thread: String,
    /// Its posts: by the member, the owner, and the one who left.
    pub posts: Vec<String>,
    /// A thread that a moderator closed, when moderators can.
    pub closed: String,
    /// A request to join that waits, where one can ask.
    pub request: String,
    /// A message in the room.
    pub message: String,
    /// A closed room that the moderator made: nobody else is on its list.
    pub closed_room: String,
    /// A message in it.
    pub closed_message: String,
    /// An article for this community's readers.
    pub article: String,
    /// A report of the first post, which waits.
    pub report: String,
}

/// All of it.
#[derive(Clone, Debug, Default)]
pub struct World {
    /// Everybody but the visitor.
    pub people: BTreeMap<Role, Person>,
    /// The communities: open, listed, hidden.
    pub circles: Vec<Circle>,
    /// The slug of a theme that everybody reads.
    pub theme: String,
    /// The slug of a theme for members of the site.
    pub inner_theme: String,
    /// The id of an article that everybody reads.
    pub article: String,
    /// The id of an article for members of the site.
    pub inner_article: String,
    /// What else there is one of, by what it is.
    pub things: BTreeMap<&'static str, String>,
}

impl World {
    /// Somebody with an account.
    #[track_caller]
    pub fn person(&self, role: Role) -> &Person {
        self.people.get(&role).expect("somebody with an account")
    }

    /// A thing there is one of.
    #[track_caller]
    pub fn thing(&self, what: &str) -> String {
        self.things.get(what).unwrap_or_else(|| panic!("the world has no {what}")).clone()
    }

    /// The community `key`.
    #[track_caller]
    pub fn circle(&self, key: &str) -> &Circle {
        self.circles.iter().find(|circle| circle.key == key).expect("a community of the world")
    }
}
