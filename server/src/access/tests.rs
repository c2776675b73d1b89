//! The policy, written out. A change of policy shows up as a change of `policy.txt`.

use super::*;
use shared::chat::RoomKind;
use shared::ids::{ArticleId, AudienceId, CommunityId, MessageId, PostId, RoomId, ThemeId, ThreadId};
use std::fmt::Write as _;
use uuid::Uuid;

const ME: MemberId = MemberId::from_uuid(Uuid::from_u128(1));
const OTHER: MemberId = MemberId::from_uuid(Uuid::from_u128(2));

/// Everybody who may ask, with the role they have in the community.
fn actors() -> [(&'static str, Actor, Option<Role>); 6] {
    let member = |admin| Actor::Member { id: ME, affiliation: None, admin };
    [
        ("visitor", Actor::Visitor, None),
        ("stranger", member(false), None),
        ("member", member(false), Some(Role::Member)),
        ("moderator", member(false), Some(Role::Moderator)),
        ("owner", member(false), Some(Role::Owner)),
        ("admin", member(true), None),
    ]
}

fn community(
    visibility: Visibility,
    world: bool,
    joining: Joining,
    archived: bool,
    role: Option<Role>,
) -> CommunityPlace {
    CommunityPlace {
        id: CommunityId::from_uuid(Uuid::nil()),
        audience_id: AudienceId::from_uuid(Uuid::nil()),
        visibility,
        world,
        joining,
        role,
        archived,
    }
}

fn message(
    room: RoomPlace,
    message_author_id: MemberId,
    (message_deleted, message_moved): (bool, bool),
) -> MessagePlace {
    MessagePlace {
        message_id: MessageId::from_uuid(Uuid::nil()),
        message_author_id,
        message_deleted,
        message_moved,
        room,
    }
}

/// One row of the table: an act in a place, a mark for each actor.
fn row<A: Act>(table: &mut String, place: &str, at: impl Fn(Option<Role>) -> A::At) {
    let marks = actors().map(|(_, actor, role)| {
        let at = at(role);
        match (at.known(&actor), actor.allows::<A>(&at)) {
            (_, true) => "yes",
            (true, false) => "no",
            (false, false) => "404",
        }
    });
    writeln!(table, "{:<16} {place:<38} {}", A::NAME, marks.map(|mark| format!("{mark:<10}")).concat().trim_end())
        .expect("writing to a String");
}

macro_rules! rows { ($table:ident, $place:expr, $at:expr, $($act:ident)+) => { $(row::<$act>(&mut $table, $place, $at);)+ } }

#[test]
fn the_whole_policy() {
    let mut table = format!(
        "{:<16} {:<38} {}\n",
        "act",
        "place",
        actors().map(|(name, ..)| format!("{name:<10}")).concat().trim_end()
    );
    let places = [
        ("open to the world, free", Visibility::Open, true, Joining::Free, false),
        ("open to members, free", Visibility::Open, false, Joining::Free, false),
        ("open to the world, request", Visibility::Open, true, Joining::Request, false),
        ("listed, request", Visibility::Listed, false, Joining::Request, false),
        ("listed, invite", Visibility::Listed, false, Joining::Invite, false),
        ("hidden, invite", Visibility::Hidden, false, Joining::Invite, false),
        ("listed, request, archived", Visibility::Listed, false, Joining::Request, true),
    ];
    for (name, visibility, world, joining, archived) in places {
        let at = |role| community(visibility, world, joining, archived, role);
        rows!(table, name, at, Find Read ReadMembers ReadAll Join Ask Withdraw Leave OpenThread ReadRooms OpenRoom Moderate Own Admit);
        for (name_of, member_role) in [("member", Role::Member), ("moderator", Role::Moderator), ("owner", Role::Owner)]
        {
            let member = |role| MemberPlace { member_id: OTHER, member_role, community: at(role) };
            rows!(table, &format!("{name}, {name_of}"), member, RemoveMember SetRole);
        }
        rows!(
            table,
            &format!("{name}, oneself"),
            |role| MemberPlace { member_id: ME, member_role: Role::Member, community: at(role) },
            RemoveMember
        );
        for (state, closed, deleted, author) in [
            ("", false, false, OTHER),
            (", own", false, false, ME),
            (", closed, own", true, false, ME),
            (", deleted", false, true, OTHER),
        ] {
            let thread = |role| ThreadPlace {
                thread_id: ThreadId::from_uuid(Uuid::nil()),
                thread_author_id: author,
                closed,
                thread_deleted: deleted,
                community: at(role),
            };
            let post = |role| PostPlace {
                post_id: PostId::from_uuid(Uuid::nil()),
                post_author_id: author,
                post_deleted: deleted,
                thread: ThreadPlace { thread_deleted: false, ..thread(role) },
            };
            rows!(table, &format!("{name}{state}"), thread, ReadThread Reply Follow EditThread ModerateThread);
            rows!(table, &format!("{name}{state}"), post, ReadPost EditPost DeletePost ReportPost);
        }
        let room_at = |room_kind, room_archived, on_list| {
            move |room_role| RoomPlace {
                room_id: RoomId::from_uuid(Uuid::nil()),
                room_audience_id: AudienceId::from_uuid(Uuid::nil()),
                room_kind,
                room_archived,
                room_community_id: Some(CommunityId::from_uuid(Uuid::nil())),
                community_archived: archived,
                room_role,
                on_list,
            }
        };
        let rooms = [
            ("", RoomKind::Open, false, false),
            (", room archived", RoomKind::Open, true, false),
            (", closed room", RoomKind::Closed, false, false),
            (", closed room, on list", RoomKind::Closed, false, true),
        ];
        for (of, kind, shut, on_list) in rooms {
            let room = room_at(kind, shut, on_list);
            rows!(table, &format!("{name}{of}"), room, ReadRoom Say ModerateRoom PinInRoom CarryFromRoom ManageRoom SetRoomList LeaveRoom);
            for (state, message_author_id, gone) in [
                ("", OTHER, (false, false)),
                (", own", ME, (false, false)),
                (", own, deleted", ME, (true, false)),
                (", moved", OTHER, (true, true)),
                (", own, moved", ME, (true, true)),
            ] {
                let message = |role| message(room(role), message_author_id, gone);
                rows!(table, &format!("{name}{of}{state}"), message, EditMessage React PinMessage MoveMessage TakeBack DeleteMessage);
            }
        }
    }
    for (name, on_list) in [("direct conversation", true), ("direct conversation of others", false)] {
        let room = |_| RoomPlace {
            room_id: RoomId::from_uuid(Uuid::nil()),
            room_audience_id: AudienceId::from_uuid(Uuid::nil()),
            room_kind: RoomKind::Direct,
            room_archived: false,
            room_community_id: None,
            community_archived: false,
            room_role: None,
            on_list,
        };
        rows!(table, name, room, ReadRoom Say ModerateRoom PinInRoom CarryFromRoom ManageRoom SetRoomList LeaveRoom);
        for (state, author, gone) in
            [("", OTHER, (false, false)), (", own", ME, (false, false)), (", own, moved", ME, (true, true))]
        {
            let message = |role| message(room(role), author, gone);
            rows!(table, &format!("{name}{state}"), message, EditMessage React PinMessage MoveMessage TakeBack DeleteMessage);
        }
    }
    for (name, theme_readable, editor) in
        [("theme, read", true, false), ("theme, edited", true, true), ("theme, unreadable", false, false)]
    {
        let theme = |_| ThemePlace {
            theme_id: ThemeId::from_uuid(Uuid::nil()),
            theme_audience_id: AudienceId::from_uuid(Uuid::nil()),
            theme_readable,
            editor,
        };
        rows!(table, name, theme, ReadTheme);
        for (shelf, shelf_community_id) in
            [(name, None), (&name.replace("theme", "community"), Some(CommunityId::from_uuid(Uuid::nil())))]
        {
            let at = |_| ShelfPlace {
                shelf_theme_id: None,
                shelf_community_id,
                shelf_audience_id: AudienceId::from_uuid(Uuid::nil()),
                shelf_readable: theme_readable,
                editor,
            };
            rows!(table, &format!("shelf of {shelf}"), at, WriteArticle);
        }
        for (state, article_deleted) in [("", false), (", deleted", true)] {
            let article = |_| ArticlePlace {
                article_id: ArticleId::from_uuid(Uuid::nil()),
                article_readable: theme_readable,
                editor,
                article_deleted,
            };
            rows!(table, &format!("article of {name}{state}"), article, ReadArticle EditArticle);
        }
    }
    rows!(table, "site", |_| SitePlace, ReadDirectory Administer ReadJournal Converse FoundCommunity);
    rows!(table, "own", |_| OwnPlace(ME), ChangeOwn KeepSearch);
    rows!(table, "of another", |_| OwnPlace(OTHER), ChangeOwn KeepSearch);
    if std::env::var_os("PLEIN_WRITE_POLICY").is_some() {
        std::fs::write(concat!(env!("CARGO_MANIFEST_DIR"), "/src/access/policy.txt"), &table)
            .expect("the policy can be written");
    }
    assert_eq!(
        table,
        include_str!("policy.txt"),
        "the policy changed: review it, then write it with PLEIN_WRITE_POLICY=1"
    );
}
