//! The places the policy knows: rows of the database joined with the actor's own standing.

use super::{Actor, Joining, Place, Role, Visibility};
use shared::chat::RoomKind;
use shared::ids::{ArticleId, AudienceId, CommunityId, MemberId, MessageId, PostId, RoomId, ThemeId, ThreadId};

/// A community, with the actor's role in it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, sqlx::FromRow)]
pub struct CommunityPlace {
    /// Which.
    pub id: CommunityId,
    /// Who reads it.
    pub audience_id: AudienceId,
    /// Who may know of it and read it.
    pub visibility: Visibility,
    /// Whether "open" means the world here; otherwise every member.
    pub world: bool,
    /// How one becomes a member.
    pub joining: Joining,
    /// The actor's role; absent for who is not a member.
    pub role: Option<Role>,
    /// Nothing may be added any more.
    pub archived: bool,
}

/// A member of a community, as the actor stands to it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, sqlx::FromRow)]
pub struct MemberPlace {
    /// Who.
    pub member_id: MemberId,
    /// What they may do.
    pub member_role: Role,
    /// Where.
    #[sqlx(flatten)]
    pub community: CommunityPlace,
}

/// A thread, with its community.
#[derive(Clone, Copy, Debug, PartialEq, Eq, sqlx::FromRow)]
pub struct ThreadPlace {
    /// Which.
    pub thread_id: ThreadId,
    /// Who opened it.
    pub thread_author_id: MemberId,
    /// Nothing may be added any more.
    pub closed: bool,
    /// Gone for all but moderators.
    pub thread_deleted: bool,
    /// Where it stands.
    #[sqlx(flatten)]
    pub community: CommunityPlace,
}

/// A post, with its thread.
#[derive(Clone, Copy, Debug, PartialEq, Eq, sqlx::FromRow)]
pub struct PostPlace {
    /// Which.
    pub post_id: PostId,
    /// Who wrote it.
    pub post_author_id: MemberId,
    /// Gone for all but moderators.
    pub post_deleted: bool,
    /// Where it stands.
    #[sqlx(flatten)]
    pub thread: ThreadPlace,
}

/// A chat room, with how the actor stands to it. A direct conversation is a room of no community.
#[derive(Clone, Copy, Debug, PartialEq, Eq, sqlx::FromRow)]
pub struct RoomPlace {
    /// Which.
    pub room_id: RoomId,
    /// Who reads it.
    pub room_audience_id: AudienceId,
    /// For whom it is.
    pub room_kind: RoomKind,
    /// Nothing may be added any more.
    pub room_archived: bool,
    /// The community it belongs to, if any.
    pub room_community_id: Option<CommunityId>,
    /// Nothing may be added to that community any more.
    pub community_archived: bool,
    /// The actor's role in that community; absent for who is not a member.
    pub room_role: Option<Role>,
    /// Whether the actor is on the list of the room.
    pub on_list: bool,
}

/// Something said in a chat room, with its room.
#[derive(Clone, Copy, Debug, PartialEq, Eq, sqlx::FromRow)]
pub struct MessagePlace {
    /// Which.
    pub message_id: MessageId,
    /// Who said it.
    pub message_author_id: MemberId,
    /// Gone: it leaves a trace only.
    pub message_deleted: bool,
    /// Gone because it stands in a thread now.
    pub message_moved: bool,
    /// Where it stands.
    #[sqlx(flatten)]
    pub room: RoomPlace,
}

/// A theme of the kennisbank, with whether the actor edits it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, sqlx::FromRow)]
pub struct ThemePlace {
    /// Which.
    pub theme_id: ThemeId,
    /// Who reads it.
    pub theme_audience_id: AudienceId,
    /// Whether the actor is in that audience.
    pub theme_readable: bool,
    /// Whether the actor is an editor of the theme.
    pub editor: bool,
}

/// Where an article is put: in a theme, for a community alone, or loose; with whether the actor writes there.
#[derive(Clone, Copy, Debug, PartialEq, Eq, sqlx::FromRow)]
pub struct ShelfPlace {
    /// The theme, if any.
    pub shelf_theme_id: Option<ThemeId>,
    /// The community whose members alone read it, if any.
    pub shelf_community_id: Option<CommunityId>,
    /// Who reads what is put there.
    pub shelf_audience_id: AudienceId,
    /// Whether the actor is in that audience.
    pub shelf_readable: bool,
    /// Whether the actor edits the theme, or moderates the community.
    pub editor: bool,
}

/// An article, with whether the actor reads it and edits its theme.
#[derive(Clone, Copy, Debug, PartialEq, Eq, sqlx::FromRow)]
pub struct ArticlePlace {
    /// Which.
    pub article_id: ArticleId,
    /// Whether the actor is in its audience.
    pub article_readable: bool,
    /// Whether the actor is an editor of its theme, or moderates its community.
    pub editor: bool,
    /// Gone for all but editors.
    pub article_deleted: bool,
}

/// The site as a whole.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct SitePlace;

/// What belongs to one member: profile, settings, sign-ins.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct OwnPlace(pub MemberId);

impl CommunityPlace {
    /// Whether the actor reads what stands in it.
    pub(super) fn readable(&self, actor: &Actor) -> bool {
        let system = matches!(actor, Actor::System { .. });
        system || self.role.is_some() || (self.visibility == Visibility::Open && (self.world || actor.signed_in()))
    }
}

impl CommunityPlace {
    /// Whether the actor sees who belongs to it. Administrators do: somebody must be able to name a new owner.
    pub(super) fn members_seen(&self, actor: &Actor) -> bool {
        self.role.is_some() || actor.admin() || (actor.signed_in() && self.readable(actor))
    }
}

impl MemberPlace {
    /// Whether the actor decides about all members.
    pub(super) fn owned(&self, actor: &Actor) -> bool {
        self.community.role == Some(Role::Owner) || actor.admin()
    }
}

impl Place for MemberPlace {
    type Scope = (CommunityId, MemberId);

    fn scope(&self) -> Self::Scope {
        (self.community.id, self.member_id)
    }

    fn known(&self, actor: &Actor) -> bool {
        self.community.members_seen(actor)
    }
}

impl Place for CommunityPlace {
    type Scope = (CommunityId, AudienceId);

    fn scope(&self) -> Self::Scope {
        (self.id, self.audience_id)
    }

    /// Administrators know of every community: they manage hidden ones, but do not read them.
    fn known(&self, actor: &Actor) -> bool {
        self.readable(actor) || actor.admin() || (self.visibility == Visibility::Listed && actor.signed_in())
    }
}

impl Place for ThreadPlace {
    type Scope = (ThreadId, CommunityId, AudienceId);

    fn scope(&self) -> Self::Scope {
        (self.thread_id, self.community.id, self.community.audience_id)
    }

    fn known(&self, actor: &Actor) -> bool {
        self.community.readable(actor) && (!self.thread_deleted || self.community.role >= Some(Role::Moderator))
    }
}

impl Place for PostPlace {
    type Scope = (PostId, ThreadId, CommunityId);

    fn scope(&self) -> Self::Scope {
        (self.post_id, self.thread.thread_id, self.thread.community.id)
    }

    fn known(&self, actor: &Actor) -> bool {
        self.thread.known(actor) && (!self.post_deleted || self.thread.community.role >= Some(Role::Moderator))
    }
}

impl RoomPlace {
    /// Whether the actor reads what is said there.
    pub(super) fn readable(&self, actor: &Actor) -> bool {
        let inside = match self.room_kind {
            RoomKind::Open => self.room_role.is_some(),
            RoomKind::Closed => self.room_role.is_some() && self.on_list,
            RoomKind::Direct => self.on_list,
        };
        inside || matches!(actor, Actor::System { .. })
    }

    /// Whether the actor keeps order there.
    pub(super) fn moderated(&self, actor: &Actor) -> bool {
        (self.room_role >= Some(Role::Moderator) && self.readable(actor)) || matches!(actor, Actor::System { .. })
    }

    /// Whether nothing may be added any more.
    pub fn shut(&self) -> bool {
        self.room_archived || self.community_archived
    }
}

impl Place for RoomPlace {
    type Scope = (RoomId, AudienceId);

    fn scope(&self) -> Self::Scope {
        (self.room_id, self.room_audience_id)
    }

    /// Owners of a community know of its closed rooms: they decide who is on the list, but do not read them.
    fn known(&self, actor: &Actor) -> bool {
        self.readable(actor) || (self.room_kind == RoomKind::Closed && self.room_role == Some(Role::Owner))
    }
}

impl Place for MessagePlace {
    type Scope = (MessageId, RoomId);

    fn scope(&self) -> Self::Scope {
        (self.message_id, self.room.room_id)
    }

    fn known(&self, actor: &Actor) -> bool {
        self.room.known(actor)
    }
}

impl Place for ThemePlace {
    type Scope = (ThemeId, AudienceId);

    fn scope(&self) -> Self::Scope {
        (self.theme_id, self.theme_audience_id)
    }

    fn known(&self, actor: &Actor) -> bool {
        self.theme_readable || actor.admin()
    }
}

impl Place for ShelfPlace {
    type Scope = (Option<ThemeId>, Option<CommunityId>, AudienceId);

    fn scope(&self) -> Self::Scope {
        (self.shelf_theme_id, self.shelf_community_id, self.shelf_audience_id)
    }

    fn known(&self, actor: &Actor) -> bool {
        self.shelf_readable || matches!(actor, Actor::System { .. })
    }
}

impl Place for ArticlePlace {
    type Scope = ArticleId;

    fn scope(&self) -> Self::Scope {
        self.article_id
    }

    fn known(&self, actor: &Actor) -> bool {
        (self.article_readable && (!self.article_deleted || self.editor)) || matches!(actor, Actor::System { .. })
    }
}

impl Place for SitePlace {
    type Scope = ();

    fn scope(&self) {}

    fn known(&self, _: &Actor) -> bool {
        true
    }
}

impl Place for OwnPlace {
    type Scope = MemberId;

    fn scope(&self) -> MemberId {
        self.0
    }

    fn known(&self, actor: &Actor) -> bool {
        actor.signed_in()
    }
}
