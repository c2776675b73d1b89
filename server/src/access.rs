//! Who may do what: the only room that decides.
//!
//! [`Actor::may`] answers with a [`Permit`], the proof of a decision: it carries the act, the acting member and the
//! place, only this room can make one, and every query that writes demands one. A write without a decision does not
//! compile, and neither does pinning with a permit to post. Reads go from an id to a thing through a query that joins
//! the actor's standing, and lists through [`Query::readable`](crate::db::Query::readable), the one visibility
//! predicate. What the rules say stands in `access/policy.txt`, which a test compares with the code.

mod acts;
mod places;
mod queries;
mod scope;
#[cfg(test)]
mod tests;
#[cfg(test)]
mod worlds;

pub use acts::*;
pub use places::{
    ArticlePlace, CommunityPlace, MemberPlace, MessagePlace, OwnPlace, PostPlace, RoomPlace, ShelfPlace, SitePlace,
    ThemePlace, ThreadPlace,
};
pub use queries::{
    article_place, community_by_slug, community_place, may_read_audience, member_place, message_place, post_place,
    readable_audiences, room_place, shelf, theme_by_slug, thread_place,
};

use crate::{Error, Result};
use serde::{Deserialize, Serialize};
use shared::ids::{AffiliationId, MemberId};
use std::marker::PhantomData;

/// Whoever is asking.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Actor {
    /// Nobody we know.
    Visitor,
    /// A signed-in member.
    Member {
        /// Who.
        id: MemberId,
        /// For whom they work now: content keeps it.
        affiliation: Option<AffiliationId>,
        /// Whether they administer the site.
        admin: bool,
    },
    /// The program itself (import, demo, command line), in the name of a member.
    System {
        /// The member whose name stands with what is written.
        id: MemberId,
        /// Their affiliation.
        affiliation: Option<AffiliationId>,
    },
}

/// A member's role in a community; each may do what the one before may.
#[derive(
    Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, sqlx::Type, utoipa::ToSchema,
)]
#[sqlx(type_name = "text", rename_all = "lowercase")]
#[serde(rename_all = "lowercase")]
pub enum Role {
    /// Reads and writes.
    Member,
    /// Keeps order.
    Moderator,
    /// Decides about the community itself.
    Owner,
}

/// Who may know of a community and read it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize, sqlx::Type, utoipa::ToSchema)]
#[sqlx(type_name = "text", rename_all = "lowercase")]
#[serde(rename_all = "lowercase")]
pub enum Visibility {
    /// Everybody reads (everybody on earth or every member: a site setting).
    Open,
    /// Every member knows of it, its members read.
    Listed,
    /// Its members know of it and read.
    Hidden,
}

/// How one becomes a member of a community.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize, sqlx::Type, utoipa::ToSchema)]
#[sqlx(type_name = "text", rename_all = "lowercase")]
#[serde(rename_all = "lowercase")]
pub enum Joining {
    /// By asking nobody.
    Free,
    /// By a request that a moderator accepts.
    Request,
    /// By invitation only.
    Invite,
}

/// Something that can be done in a kind of place.
pub trait Act {
    /// The kind of place.
    type At: Place;
    /// Its name in the policy table.
    const NAME: &'static str;

    /// The rule: pure, so that a test can walk the whole table.
    fn allowed(actor: &Actor, at: &Self::At) -> bool;
}

/// Where something is done, as far as the policy looks at it.
pub trait Place {
    /// What a permit carries of the place.
    type Scope: Copy;

    /// What a permit carries of this place.
    fn scope(&self) -> Self::Scope;

    /// Whether the actor may know that it exists.
    fn known(&self, actor: &Actor) -> bool;
}

/// Proof that [`Actor::may`] said yes to `A`.
pub struct Permit<A: Act> {
    by: MemberId,
    affiliation: Option<AffiliationId>,
    scope: <A::At as Place>::Scope,
    act: PhantomData<A>,
}

impl<A: Act> Permit<A> {
    /// The acting member.
    pub fn by(&self) -> MemberId {
        self.by
    }

    /// For whom the acting member works.
    pub fn affiliation(&self) -> Option<AffiliationId> {
        self.affiliation
    }

    /// Where.
    pub fn scope(&self) -> <A::At as Place>::Scope {
        self.scope
    }
}

impl Actor {
    /// The acting member, if any.
    pub fn id(&self) -> Option<MemberId> {
        match self {
            Self::Visitor => None,
            Self::Member { id, .. } | Self::System { id, .. } => Some(*id),
        }
    }

    /// Whether somebody is signed in.
    pub fn signed_in(&self) -> bool {
        self.id().is_some()
    }

    /// Whether the actor administers the site.
    pub fn admin(&self) -> bool {
        matches!(self, Self::Member { admin: true, .. } | Self::System { .. })
    }

    /// Whether `A` is allowed here.
    pub fn allows<A: Act>(&self, at: &A::At) -> bool {
        A::allowed(self, at)
    }

    /// Asks for a permit.
    ///
    /// # Errors
    /// `NotFound` when the actor may not even know of the place; `SignInFirst` when a member might be allowed;
    /// else `Forbidden`.
    pub fn may<A: Act>(&self, at: &A::At) -> Result<Permit<A>> {
        let (by, affiliation) = match *self {
            _ if !at.known(self) => return Err(Error::NotFound),
            Self::Visitor => return Err(Error::SignInFirst),
            Self::Member { id, affiliation, .. } | Self::System { id, affiliation } => (id, affiliation),
        };
        if !A::allowed(self, at) {
            tracing::debug!(member.id = %by, act = A::NAME, "refused");
            return Err(Error::Forbidden);
        }
        Ok(Permit { by, affiliation, scope: at.scope(), act: PhantomData })
    }

    /// Asks whether something may be read.
    ///
    /// # Errors
    /// `NotFound` when not even known; `SignInFirst` or `Forbidden` when known but not readable.
    pub fn must<A: Act>(&self, at: &A::At) -> Result<()> {
        if A::allowed(self, at) {
            return Ok(());
        }
        Err(match self {
            _ if !at.known(self) => Error::NotFound,
            Self::Visitor => Error::SignInFirst,
            _ => Error::Forbidden,
        })
    }
}
