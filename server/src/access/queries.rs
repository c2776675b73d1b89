//! From an id or slug to a place, with the actor's standing in it: the only way in.

use super::{
    Actor, ArticlePlace, CommunityPlace, MemberPlace, MessagePlace, PostPlace, RoomPlace, ShelfPlace, ThemePlace,
    ThreadPlace,
};
use crate::db::{On, Result, sql};
use shared::ids::{ArticleId, AudienceId, CommunityId, MemberId, MessageId, PostId, RoomId, ThemeId, ThreadId};

/// The audience of articles that stand in no theme: all members.
pub const LOOSE: AudienceId = AudienceId::from_uuid(uuid::Uuid::from_u128(1));

/// Who the standing is of. The nil id belongs to nobody.
fn who(actor: &Actor) -> MemberId {
    actor.id().unwrap_or(MemberId::from_uuid(uuid::Uuid::nil()))
}

/// The community `id` as the actor stands to it.
pub async fn community_place(on: impl Into<On<'_>>, actor: &Actor, id: CommunityId) -> Result<Option<CommunityPlace>> {
    sql!(
        "select c.id, c.audience_id, c.visibility, a.kind = 'public' as world, c.joining, m.role,
                c.archived_at is not null as archived
         from community c
         join audience a on a.id = c.audience_id
         left join membership m on m.community_id = c.id and m.member_id = $1
         where c.id = $2",
        who(actor),
        id
    )
    .fetch_optional(on)
    .await
}

/// The community called `slug` as the actor stands to it.
pub async fn community_by_slug(on: impl Into<On<'_>>, actor: &Actor, slug: &str) -> Result<Option<CommunityPlace>> {
    sql!(
        "select c.id, c.audience_id, c.visibility, a.kind = 'public' as world, c.joining, m.role,
                c.archived_at is not null as archived
         from community c
         join audience a on a.id = c.audience_id
         left join membership m on m.community_id = c.id and m.member_id = $1
         where c.slug = $2",
        who(actor),
        slug
    )
    .fetch_optional(on)
    .await
}

/// The member `id` of the community called `slug`, as the actor stands to it.
pub async fn member_place(
    on: impl Into<On<'_>>,
    actor: &Actor,
    slug: &str,
    id: MemberId,
) -> Result<Option<MemberPlace>> {
    sql!(
        "select t.member_id, t.role as member_role, c.id, c.audience_id, c.visibility, a.kind = 'public' as world, c.joining,
                m.role, c.archived_at is not null as archived
         from community c
         join audience a on a.id = c.audience_id
         join membership t on t.community_id = c.id and t.member_id = $3
         left join membership m on m.community_id = c.id and m.member_id = $1
         where c.slug = $2",
        who(actor),
        slug,
        id
    )
    .fetch_optional(on)
    .await
}

/// The thread `id` as the actor stands to it.
pub async fn thread_place(on: impl Into<On<'_>>, actor: &Actor, id: ThreadId) -> Result<Option<ThreadPlace>> {
    sql!(
        "select t.id as thread_id, t.author_id as thread_author_id, t.closed_at is not null as closed,
                t.deleted_at is not null as thread_deleted,
                c.id, c.audience_id, c.visibility, a.kind = 'public' as world, c.joining, m.role,
                c.archived_at is not null as archived
         from thread t
         join community c on c.id = t.community_id
         join audience a on a.id = c.audience_id
         left join membership m on m.community_id = c.id and m.member_id = $1
         where t.id = $2",
        who(actor),
        id
    )
    .fetch_optional(on)
    .await
}

/// The post `id` as the actor stands to it.
pub async fn post_place(on: impl Into<On<'_>>, actor: &Actor, id: PostId) -> Result<Option<PostPlace>> {
    sql!(
        "select p.id as post_id, p.author_id as post_author_id, p.deleted_at is not null as post_deleted,
                t.id as thread_id, t.author_id as thread_author_id, t.closed_at is not null as closed,
                t.deleted_at is not null as thread_deleted,
                c.id, c.audience_id, c.visibility, a.kind = 'public' as world, c.joining, m.role,
                c.archived_at is not null as archived
         from post p
         join thread t on t.id = p.thread_id
         join community c on c.id = t.community_id
         join audience a on a.id = c.audience_id
         left join membership m on m.community_id = c.id and m.member_id = $1
         where p.id = $2",
        who(actor),
        id
    )
    .fetch_optional(on)
    .await
}

/// The chat room `id` as the actor stands to it.
pub async fn room_place(on: impl Into<On<'_>>, actor: &Actor, id: RoomId) -> Result<Option<RoomPlace>> {
    sql!(
        "select r.id as room_id, r.audience_id as room_audience_id, r.kind as room_kind,
                r.archived_at is not null as room_archived, r.community_id as room_community_id,
                c.archived_at is not null as community_archived, m.role as room_role, l.member_id is not null as on_list
         from room r
         left join community c on c.id = r.community_id
         left join membership m on m.community_id = c.id and m.member_id = $1
         left join audience_member l on l.audience_id = r.audience_id and l.member_id = $1
         where r.id = $2",
        who(actor),
        id
    )
    .fetch_optional(on)
    .await
}

/// The chat message `id` as the actor stands to it.
pub async fn message_place(on: impl Into<On<'_>>, actor: &Actor, id: MessageId) -> Result<Option<MessagePlace>> {
    sql!(
        "select x.id as message_id, x.author_id as message_author_id, x.deleted_at is not null as message_deleted,
                exists (select 1 from post p where p.id = x.post_id and p.deleted_at is null) as message_moved,
                r.id as room_id, r.audience_id as room_audience_id, r.kind as room_kind,
                r.archived_at is not null as room_archived, r.community_id as room_community_id,
                c.archived_at is not null as community_archived, m.role as room_role, l.member_id is not null as on_list
         from message x
         join room r on r.id = x.room_id
         left join community c on c.id = r.community_id
         left join membership m on m.community_id = c.id and m.member_id = $1
         left join audience_member l on l.audience_id = r.audience_id and l.member_id = $1
         where x.id = $2",
        who(actor),
        id
    )
    .fetch_optional(on)
    .await
}

/// The theme called `slug` as the actor stands to it.
pub async fn theme_by_slug(on: impl Into<On<'_>>, actor: &Actor, slug: &str) -> Result<Option<ThemePlace>> {
    sql!(
        "select t.id as theme_id, t.audience_id as theme_audience_id,
                a.kind = 'public' or (a.kind = 'alliance' and $2) as theme_readable,
                e.member_id is not null as editor
         from theme t
         join audience a on a.id = t.audience_id
         left join theme_editor e on e.theme_id = t.id and e.member_id = $1
         where t.slug = $3",
        who(actor),
        actor.signed_in(),
        slug
    )
    .fetch_optional(on)
    .await
}

/// The article `id` as the actor stands to it.
pub async fn article_place(on: impl Into<On<'_>>, actor: &Actor, id: ArticleId) -> Result<Option<ArticlePlace>> {
    sql!(
        "select r.id as article_id,
                a.kind = 'public' or (a.kind = 'alliance' and $2)
                    or (a.kind = 'community' and m.member_id is not null) as article_readable,
                e.member_id is not null or coalesce(m.role in ('moderator', 'owner'), false) as editor,
                r.deleted_at is not null as article_deleted
         from article r
         join audience a on a.id = r.audience_id
         left join membership m on m.community_id = a.community_id and m.member_id = $1
         left join theme_editor e on e.theme_id = r.theme_id and e.member_id = $1
         where r.id = $3",
        who(actor),
        actor.signed_in(),
        id
    )
    .fetch_optional(on)
    .await
}

/// Where an article comes to stand: in a theme, for the members of a community, or loose for all members. `None` when
/// the theme or community does not exist, or there are no readers for loose articles yet.
pub async fn shelf(
    on: impl Into<On<'_>>,
    actor: &Actor,
    theme: Option<ThemeId>,
    community: Option<CommunityId>,
) -> Result<Option<ShelfPlace>> {
    sql!(
        "select t.id as shelf_theme_id, c.id as shelf_community_id, a.id as shelf_audience_id,
                a.kind = 'public' or (a.kind = 'alliance' and $2)
                    or (a.kind = 'community' and m.member_id is not null) as shelf_readable,
                case when c.id is null then e.member_id is not null
                     else coalesce(m.role in ('moderator', 'owner'), false) end as editor
         from (select 1 as one) x
         left join theme t on t.id = $3
         left join community c on c.id = $4
         join audience a on a.id = case when $4 is not null then c.audience_id
                                        when $3 is not null then t.audience_id else $5 end
         left join theme_editor e on e.theme_id = t.id and e.member_id = $1
         left join membership m on m.community_id = c.id and m.member_id = $1",
        who(actor),
        actor.signed_in(),
        theme,
        community,
        LOOSE
    )
    .fetch_optional(on)
    .await
}

/// Every audience the actor reads: what a search is narrowed to.
pub async fn readable_audiences(on: impl Into<On<'_>>, actor: &Actor) -> Result<Vec<AudienceId>> {
    let rows: Vec<(AudienceId,)> =
        sql!("select b.id from audience b where true").readable("b.id", actor).fetch_all(on).await?;
    Ok(rows.into_iter().map(|(id,)| id).collect())
}

/// Whether the actor reads `audience` now.
pub async fn may_read_audience(on: impl Into<On<'_>>, actor: &Actor, audience: AudienceId) -> Result<bool> {
    let row: Option<(AudienceId,)> = sql!("select b.id from audience b where b.id = $1", audience)
        .readable("b.id", actor)
        .fetch_optional(on)
        .await?;
    Ok(row.is_some())
}
