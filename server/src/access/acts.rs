//! Everything that can be done, and the rule for each.

use super::{
    Act, Actor, ArticlePlace, CommunityPlace, Joining, MemberPlace, MessagePlace, OwnPlace, Place, PostPlace, Role,
    RoomPlace, ShelfPlace, SitePlace, ThemePlace, ThreadPlace,
};
use shared::chat::RoomKind;

/// Declares acts: a name, the kind of place, the rule.
macro_rules! acts {
    ($($(#[$doc:meta])* $name:ident at $place:ty: |$actor:ident, $at:ident| $rule:expr;)+) => {$(
        $(#[$doc])*
        #[derive(Clone, Copy, Debug)]
        pub struct $name;

        impl Act for $name {
            type At = $place;
            const NAME: &'static str = stringify!($name);

            fn allowed($actor: &Actor, $at: &$place) -> bool {
                $rule
            }
        }
    )+};
}

/// Whether the program itself acts.
fn system(actor: &Actor) -> bool {
    matches!(actor, Actor::System { .. })
}

acts! {
    /// Know that a community exists: see its name and description.
    Find at CommunityPlace: |actor, at| at.known(actor);
    /// Read what stands in a community.
    Read at CommunityPlace: |actor, at| at.readable(actor);
    /// See who belongs to a community.
    ReadMembers at CommunityPlace: |actor, at| at.members_seen(actor);
    /// Become a member without asking.
    Join at CommunityPlace: |actor, at| actor.signed_in() && !at.archived && at.joining == Joining::Free && at.known(actor);
    /// Ask to become a member.
    Ask at CommunityPlace: |actor, at| actor.signed_in() && !at.archived && at.role.is_none() && at.joining == Joining::Request && at.known(actor);
    /// Take back one's own request.
    Withdraw at CommunityPlace: |actor, at| actor.signed_in() && at.role.is_none() && at.known(actor);
    /// Note that one has read all there is.
    ReadAll at CommunityPlace: |actor, at| actor.signed_in() && at.readable(actor);
    /// Stop being a member.
    Leave at CommunityPlace: |_actor, at| at.role.is_some();
    /// Open a thread.
    OpenThread at CommunityPlace: |actor, at| !at.archived && (at.role.is_some() || system(actor));
    /// Keep order: requests, reports, pins, closing, moving, removing.
    Moderate at CommunityPlace: |actor, at| at.role >= Some(Role::Moderator) || system(actor);
    /// Decide about the community itself: settings, roles, owners, archive.
    Own at CommunityPlace: |actor, at| at.role == Some(Role::Owner) || actor.admin();
    /// Make somebody a member: by accepting, by inviting.
    Admit at CommunityPlace: |actor, at| !at.archived && (at.role >= Some(Role::Moderator) || actor.admin());

    /// Take a member out: moderators those without a task, owners and administrators everybody but themselves.
    RemoveMember at MemberPlace: |actor, at| actor.id() != Some(at.member_id) && (at.owned(actor) || (at.community.role == Some(Role::Moderator) && at.member_role == Role::Member));
    /// Change what a member may do, up to handing over the community.
    SetRole at MemberPlace: |actor, at| at.owned(actor);

    /// Read a thread.
    ReadThread at ThreadPlace: |actor, at| at.known(actor);
    /// Add a post to a thread.
    Reply at ThreadPlace: |actor, at| !at.thread_deleted && !at.closed && !at.community.archived && (at.community.role.is_some() || system(actor));
    /// Keep a read mark, follow or mute.
    Follow at ThreadPlace: |actor, at| actor.signed_in() && at.known(actor);
    /// Change title and tags.
    EditThread at ThreadPlace: |actor, at| !at.community.archived && !at.thread_deleted && (at.community.role >= Some(Role::Moderator) || (at.community.role.is_some() && !at.closed && actor.id() == Some(at.thread_author_id)));
    /// Pin, close, move, delete.
    ModerateThread at ThreadPlace: |actor, at| at.community.role >= Some(Role::Moderator) || system(actor);

    /// Read a post.
    ReadPost at PostPlace: |actor, at| at.known(actor);
    /// Change the text of a post.
    EditPost at PostPlace: |actor, at| !at.post_deleted && !at.thread.thread_deleted && !at.thread.closed && !at.thread.community.archived && at.thread.community.role.is_some() && actor.id() == Some(at.post_author_id);
    /// Take a post away.
    DeletePost at PostPlace: |actor, at| !at.post_deleted && !at.thread.community.archived && (at.thread.community.role >= Some(Role::Moderator) || (!at.thread.closed && at.thread.community.role.is_some() && actor.id() == Some(at.post_author_id)));
    /// Report a post to the moderators.
    ReportPost at PostPlace: |actor, at| actor.signed_in() && !at.post_deleted && at.known(actor);

    /// See which chat rooms a community has.
    ReadRooms at CommunityPlace: |_actor, at| at.role.is_some();
    /// Make a chat room in a community.
    OpenRoom at CommunityPlace: |actor, at| !at.archived && (at.role >= Some(Role::Moderator) || system(actor));
    /// Read a chat room.
    ReadRoom at RoomPlace: |actor, at| at.readable(actor);
    /// Say something in a chat room.
    Say at RoomPlace: |actor, at| !at.shut() && at.readable(actor);
    /// Keep order in a chat room: take away what others said.
    ModerateRoom at RoomPlace: |actor, at| at.moderated(actor);
    /// Decide what a chat room keeps at hand for all: moderators, and everybody in a direct conversation.
    PinInRoom at RoomPlace: |actor, at| !at.shut() && at.readable(actor) && (at.moderated(actor) || at.room_kind == RoomKind::Direct);
    /// Put what anybody said in a chat room in a thread: moderators, in a room for all members.
    CarryFromRoom at RoomPlace: |actor, at| !at.community_archived && at.room_kind == RoomKind::Open && at.moderated(actor);
    /// Name a chat room, and close it.
    ManageRoom at RoomPlace: |actor, at| !at.community_archived && at.room_kind != RoomKind::Direct && (at.moderated(actor) || at.room_role == Some(Role::Owner));
    /// Decide who is on the list of a closed room.
    SetRoomList at RoomPlace: |actor, at| at.room_kind == RoomKind::Closed && !at.community_archived && (at.moderated(actor) || at.room_role == Some(Role::Owner));
    /// Take oneself off the list of a closed room.
    LeaveRoom at RoomPlace: |actor, at| at.room_kind == RoomKind::Closed && at.on_list && at.readable(actor);

    /// Change what one said in a chat room.
    EditMessage at MessagePlace: |actor, at| !at.message_deleted && !at.room.shut() && at.room.readable(actor) && actor.id() == Some(at.message_author_id);
    /// Give what was said a sign.
    React at MessagePlace: |actor, at| !at.message_deleted && !at.room.shut() && at.room.readable(actor);
    /// Keep what was said at hand for all.
    PinMessage at MessagePlace: |actor, at| !at.message_deleted && PinInRoom::allowed(actor, &at.room);
    /// Put what was said in a thread: one's own words, and those of others where that is allowed.
    MoveMessage at MessagePlace: |actor, at| !at.message_deleted && !at.room.community_archived && at.room.readable(actor) && (actor.id() == Some(at.message_author_id) || CarryFromRoom::allowed(actor, &at.room));
    /// Take one's own words back out of the thread they were put in.
    TakeBack at MessagePlace: |actor, at| at.message_moved && !at.room.shut() && at.room.readable(actor) && actor.id() == Some(at.message_author_id);
    /// Take away what was said in a chat room.
    DeleteMessage at MessagePlace: |actor, at| !at.message_deleted && !at.room.community_archived && at.room.readable(actor) && (at.room.moderated(actor) || (!at.room.room_archived && actor.id() == Some(at.message_author_id)));

    /// Read a theme of the kennisbank.
    ReadTheme at ThemePlace: |_actor, at| at.theme_readable;
    /// Write an article. For a community alone its moderators do, elsewhere editors of the theme and administrators.
    WriteArticle at ShelfPlace: |actor, at| system(actor) || (actor.signed_in() && at.shelf_readable && (at.editor || (at.shelf_community_id.is_none() && actor.admin())));
    /// Read an article.
    ReadArticle at ArticlePlace: |actor, at| at.known(actor);
    /// Change, archive or delete an article.
    EditArticle at ArticlePlace: |actor, at| actor.signed_in() && at.known(actor) && (at.editor || actor.admin());

    /// See the directory of members.
    ReadDirectory at SitePlace: |actor, _at| actor.signed_in();
    /// Administer the site: members, organisations, themes, communities, pages.
    Administer at SitePlace: |actor, _at| actor.admin();
    /// See what is searched for, without who.
    ReadJournal at SitePlace: |actor, _at| actor.admin();
    /// Begin a conversation with other members.
    Converse at SitePlace: |actor, _at| actor.signed_in();
    /// Make a community.
    FoundCommunity at SitePlace: |actor, _at| actor.admin();
    /// Keep searches, change and forget them, and choose whether mail comes.
    KeepSearch at OwnPlace: |actor, at| actor.id() == Some(at.0);
    /// Change one's own profile, settings and sign-ins.
    ChangeOwn at OwnPlace: |actor, at| actor.id() == Some(at.0);
}
