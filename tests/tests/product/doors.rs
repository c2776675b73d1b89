//! How to knock: for each door what stands in its path, and a body that it would accept from who may.

mod bodies;
mod objects;

pub use bodies::body;
pub use objects::objects;

use tests::Role;

/// Something that a door is about.
#[derive(Clone, Debug)]
pub struct Object {
    /// Its name in the matrix.
    pub name: String,
    /// What stands for the parameters of the path, in order.
    pub values: Vec<String>,
    /// How well it is kept: from whom it must not be told apart from nothing.
    pub secret: Secret,
}

/// From whom something is hidden.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Secret {
    /// From nobody.
    No,
    /// From visitors.
    Visitors,
    /// From everybody outside the community, but for the administrator, who manages it.
    Outsiders,
    /// From everybody outside the community.
    All,
    /// From everybody but its moderator, who made it, and the owner, who decides who is on its list.
    Closed,
    /// From everybody but its member and its owner.
    Direct,
}

impl Secret {
    /// Whether this role must not learn of it.
    pub fn from(self, role: Role) -> bool {
        match self {
            Self::No => false,
            Self::Visitors => role == Role::Visitor,
            Self::Outsiders => matches!(role, Role::Visitor | Role::Stranger | Role::Former),
            Self::All => matches!(role, Role::Visitor | Role::Stranger | Role::Former | Role::Admin),
            Self::Closed => !matches!(role, Role::Moderator | Role::Owner),
            Self::Direct => !matches!(role, Role::Member | Role::Owner),
        }
    }
}

/// An id like this one, of nothing.
pub fn absent(value: &str) -> String {
    let is_id = value.len() == 22 && value.chars().all(|letter| letter.is_ascii_alphanumeric());
    match value {
        _ if is_id => format!("{}zzzz", &value[..18]),
        // A place in a thread stays.
        "1" | "privacy" | "nl" | "up" => value.to_owned(),
        _ => "niets-van-dien-aard".to_owned(),
    }
}

/// The path of a door with its parameters filled in.
pub fn filled(path: &str, values: &[String]) -> String {
    let mut values = values.iter();
    let parts = path
        .split('/')
        .map(|part| if part.starts_with('{') { values.next().map_or(part, String::as_str) } else { part });
    parts.collect::<Vec<_>>().join("/")
}
