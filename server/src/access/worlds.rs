//! What lists show is what the policy allows: on generated worlds, for everybody, on both engines. And what a permit is
//! not: a way around a decision.

use super::*;
use crate::db::{Db, Engine, sql, tests::database};
use shared::Timestamp;
use shared::ids::{ArticleId, AudienceId, CommunityId, RoomId, ThreadId};
use std::collections::BTreeSet;
use uuid::Uuid;

/// Numbers that look random and are the same in every run.
struct Dice(u64);

impl Dice {
    fn roll(&mut self, sides: u64) -> u64 {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) % sides
    }

    fn pick<T: Copy>(&mut self, from: &[T]) -> T {
        let at = self.roll(u64::try_from(from.len()).expect("few"));
        *from.get(usize::try_from(at).expect("few")).expect("a side of the dice")
    }

    fn id(&mut self) -> Uuid {
        Uuid::from_u64_pair(self.roll(u64::MAX) << 20, self.roll(u64::MAX))
    }
}

/// Ids of everything in a world.
#[derive(Default)]
struct Made {
    members: Vec<(MemberId, bool)>,
    communities: Vec<CommunityId>,
    threads: Vec<ThreadId>,
    articles: Vec<ArticleId>,
    rooms: Vec<RoomId>,
    audiences: Vec<AudienceId>,
}

async fn generate(db: &Db, seed: u64) -> Made {
    let mut dice = Dice(seed);
    let at = Timestamp::from_micros(1_700_000_000_000_000);
    let mut made = Made::default();
    let done: crate::db::Result<()> = db
        .write(async |tx| {
            for n in 0..8 {
                let (id, admin) = (MemberId::from_uuid(dice.id()), n == 7);
                let email = format!("{seed}.{n}@wereld.example");
                sql!("insert into member (id, email, email_key, name, sort_key, admin, created_at) values ($1, $2, $2, $3, $3, $4, $5)", id, &email, &email, admin, at)
                    .execute(tx).await?;
                made.members.push((id, admin));
            }
            for n in 0..12 {
                let (id, audience, inner) = (CommunityId::from_uuid(dice.id()), AudienceId::from_uuid(dice.id()), AudienceId::from_uuid(dice.id()));
                let visibility = dice.pick(&["open", "listed", "hidden"]);
                let kind = if visibility == "open" { dice.pick(&["public", "alliance"]) } else { "community" };
                sql!("insert into audience (id, kind, community_id) values ($1, $2, $3)", audience, kind, id).execute(tx).await?;
                sql!("insert into audience (id, kind, community_id) values ($1, 'community', $2)", inner, id).execute(tx).await?;
                let (slug, joining) = (format!("w{seed}-{n}"), dice.pick(&["free", "request", "invite"]));
                let archived = (dice.roll(4) == 0).then_some(at);
                sql!(
                    "insert into community (id, slug, name, sort_key, visibility, joining, audience_id, archived_at, created_at)
                     values ($1, $2, $2, $2, $3, $4, $5, $6, $7)",
                    id, &slug, visibility, joining, audience, archived, at
                ).execute(tx).await?;
                made.audiences.extend([audience, inner]);
                made.communities.push(id);
                let room = RoomId::from_uuid(dice.id());
                sql!("insert into room (id, community_id, audience_id, name, created_at) values ($1, $2, $3, 'kamer', $4)", room, id, inner, at)
                    .execute(tx).await?;
                made.rooms.push(room);
                // A closed room; its list may name people who left the community, and every third is of no community.
                let (closed, list) = (RoomId::from_uuid(dice.id()), AudienceId::from_uuid(dice.id()));
                let (kind, of) = if dice.roll(3) == 0 { ("direct", None) } else { ("closed", Some(id)) };
                sql!("insert into audience (id, kind, community_id) values ($1, 'room', $2)", list, of).execute(tx).await?;
                sql!(
                    "insert into room (id, community_id, audience_id, name, kind, created_at) values ($1, $2, $3, 'kamer', $4, $5)",
                    closed, of, list, kind, at
                ).execute(tx).await?;
                made.audiences.push(list);
                made.rooms.push(closed);
                for (member, _) in &made.members {
                    if dice.roll(2) == 0 {
                        sql!("insert into audience_member (audience_id, member_id, since) values ($1, $2, $3)", list, *member, at)
                            .execute(tx).await?;
                    }
                }
                for (member, _) in &made.members {
                    if dice.roll(3) == 0 {
                        let role = dice.pick(&["member", "moderator", "owner"]);
                        sql!("insert into membership (community_id, member_id, role, joined_at) values ($1, $2, $3, $4)", id, *member, role, at)
                            .execute(tx).await?;
                    }
                }
                for _ in 0..4 {
                    let (thread, (author, _)) = (ThreadId::from_uuid(dice.id()), dice.pick(&made.members));
                    let deleted = (dice.roll(5) == 0).then_some(at);
                    sql!(
                        "insert into thread (id, community_id, audience_id, author_id, slug, title, tags, last_author_id, created_at, active_at, deleted_at)
                         values ($1, $2, $3, $4, 's', 't', $5, $4, $6, $6, $7)",
                        thread, id, audience, author, sqlx::types::Json(Vec::<String>::new()), at, deleted
                    ).execute(tx).await?;
                    made.threads.push(thread);
                }
                let article = ArticleId::from_uuid(dice.id());
                let (of, deleted) = (dice.pick(&[audience, inner]), (dice.roll(5) == 0).then_some(at));
                sql!(
                    "insert into article (id, slug, title, kind, audience_id, tags, body_markdown, body_html, contents, published_at, created_at, updated_at, deleted_at)
                     values ($1, 's', 't', 'uitleg', $2, $3, 'b', 'b', $3, $4, $4, $4, $5)",
                    article, of, sqlx::types::Json(Vec::<String>::new()), at, deleted
                ).execute(tx).await?;
                made.articles.push(article);
            }
            Ok(())
        })
        .await;
    done.expect("a world");
    made
}

/// Ids that a list gives, of those of this world.
fn of<T: Ord + Copy>(rows: Vec<(T,)>, world: &[T]) -> BTreeSet<T> {
    rows.into_iter().map(|(id,)| id).filter(|id| world.contains(id)).collect()
}

async fn lists_show_what_is_allowed(engine: Engine) {
    let (db, _dir) = database(engine, "worlds").await;
    let (mut shown, mut hidden) = (0, 0);
    for seed in 1..=6 {
        let world = generate(&db, seed).await;
        let members =
            world.members.iter().map(|(id, admin)| Actor::Member { id: *id, affiliation: None, admin: *admin });
        for actor in members.chain([Actor::Visitor]) {
            let mut allowed = BTreeSet::new();
            for id in &world.threads {
                let place = thread_place(&db, &actor, *id).await.expect("a place").expect("a thread");
                // Lists never show what was taken away, not even to moderators.
                if actor.allows::<ReadThread>(&place) && !place.thread_deleted {
                    allowed.insert(*id);
                }
            }
            let listed = sql!("select t.id from thread t where t.deleted_at is null").readable("t.audience_id", &actor);
            let listed = of(listed.fetch_all(&db).await.expect("a list"), &world.threads);
            assert_eq!(listed, allowed, "threads of {actor:?} in world {seed}");
            shown += allowed.len();
            hidden += world.threads.len() - allowed.len();

            let mut known = BTreeSet::new();
            for id in &world.communities {
                let place = community_place(&db, &actor, *id).await.expect("a place").expect("a community");
                if actor.allows::<Find>(&place) {
                    known.insert(*id);
                }
            }
            let listed = sql!("select c.id from community c where true").findable(&actor);
            let listed = of(listed.fetch_all(&db).await.expect("a list"), &world.communities);
            assert_eq!(listed, known, "communities of {actor:?} in world {seed}");

            let mut read = BTreeSet::new();
            for id in &world.articles {
                let place = article_place(&db, &actor, *id).await.expect("a place").expect("an article");
                if actor.allows::<ReadArticle>(&place) && !place.article_deleted {
                    read.insert(*id);
                }
            }
            let listed =
                sql!("select r.id from article r where r.deleted_at is null").readable("r.audience_id", &actor);
            let listed = of(listed.fetch_all(&db).await.expect("a list"), &world.articles);
            assert_eq!(listed, read, "articles of {actor:?} in world {seed}");

            let mut entered = BTreeSet::new();
            for id in &world.rooms {
                let place = room_place(&db, &actor, *id).await.expect("a place").expect("a room");
                if actor.allows::<ReadRoom>(&place) {
                    entered.insert(*id);
                }
            }
            let listed = sql!("select r.id from room r where true").readable("r.audience_id", &actor);
            let listed = of(listed.fetch_all(&db).await.expect("a list"), &world.rooms);
            assert_eq!(listed, entered, "rooms of {actor:?} in world {seed}");

            let audiences = readable_audiences(&db, &actor).await.expect("audiences");
            for id in &world.audiences {
                let may = may_read_audience(&db, &actor, *id).await.expect("an answer");
                assert_eq!(audiences.contains(id), may, "audience of {actor:?} in world {seed}");
            }
        }
    }
    assert!(shown > 100 && hidden > 100, "worlds of one kind only: {shown} shown, {hidden} hidden");
}

#[tokio::test]
async fn lists_show_what_the_policy_allows_on_sqlite() {
    lists_show_what_is_allowed(Engine::Sqlite).await;
}

#[tokio::test]
async fn lists_show_what_the_policy_allows_on_postgres() {
    lists_show_what_is_allowed(Engine::Postgres).await;
}

/// Fails to compile when `$type` implements `$trait`: both impls of the helper would then fit, and neither is chosen.
macro_rules! never {
    ($type:ty: $trait:path) => {
        const _: fn() = || {
            trait Either<A> {
                fn chosen() {}
            }
            impl<T> Either<()> for T {}
            struct Implemented;
            impl<T: $trait> Either<Implemented> for T {}
            let _ = <$type as Either<_>>::chosen;
        };
    };
}

// A permit to reply pins nothing, and one to pin edits nothing: no permit turns into another.
never!(Permit<Reply>: Into<Permit<ModerateThread>>);
never!(Permit<ModerateThread>: Into<Permit<EditPost>>);
never!(Permit<Reply>: AsRef<Permit<ModerateThread>>);
never!(Permit<Reply>: std::ops::Deref);
// Nor does one come from anywhere but the policy.
never!(Permit<Reply>: Clone);
never!(Permit<Reply>: Default);
never!(Permit<Reply>: serde::de::DeserializeOwned);
