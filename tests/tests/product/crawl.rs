//! The canary crawler: whatever is kept from somebody never reaches them, by any door.
//!
//! Every text that people can write holds a word that stands nowhere else, and a table says who may meet it. Then
//! everybody walks through every door that shows something, follows every link they find, searches for the words
//! themselves, and reads their mail; a word in the wrong hands fails with the door that gave it. The same walk must find
//! a leak that was planted: one word that the table wrongly forbids.

mod circle;
mod columns;
mod flock;
mod live;
mod seed;
mod walk;

use columns::every_column_sings;
use flock::May;
use seed::seed;
use std::collections::BTreeSet;
use tests::{ROLES, Role, both, json};
use walk::crawl;

#[track_caller]
fn none(leaks: &BTreeSet<String>, when: &str) {
    assert!(
        leaks.is_empty(),
        "{when}, {} leaks:\n{}",
        leaks.len(),
        leaks.iter().cloned().collect::<Vec<_>>().join("\n")
    );
}

both! {
    what_is_kept_from_somebody_reaches_them_by_no_door, async |app| {
        let (world, mut flock) = seed(app).await;
        every_column_sings(app).await;

        // The oracle is told that two words that many see are secret: the walk must find them.
        let secret = ["open: thread title", "open: message"];
        let before = flock.clone();
        secret.iter().for_each(|about| flock.change(about, |_| May::Nobody));
        let (leaks, opened) = crawl(app, &world, &flock, &ROLES, "").await;
        let planted = |leak: &String| secret.iter().any(|about| leak.contains(about));
        let (found, real): (BTreeSet<String>, BTreeSet<String>) = leaks.into_iter().partition(planted);
        assert!(found.len() > 10, "the planted leaks were found {} times in {opened} doors", found.len());
        for door in ["GET /api/v1/rooms", "the socket", "GET /live/poll"] {
            assert!(found.iter().any(|leak| leak.starts_with(door) && leak.contains("open: message")), "not by {door}: {found:?}");
        }
        none(&real, "at first");
        flock = before;

        // A post is taken away.
        let listed = world.circle("listed");
        flock.earlier = app.mails().len();
        app.moderator().delete(&format!("/api/v1/posts/{}", listed.posts[1])).await.is(204);
        flock.change("listed: post of owner", |_| May::Moderators);
        none(&crawl(app, &world, &flock, &ROLES, "listed: post of owner").await.0, "after a post was deleted");

        // The member leaves the hidden community: what was theirs to read is so no more.
        let hidden = world.circle("hidden");
        flock.earlier = app.mails().len();
        app.member().delete(&format!("/api/v1/communities/{}/membership", hidden.slug)).await.is(204);
        flock.change("hidden:", |may| match may {
            May::Inside => May::Moderators,
            May::InsideAndAdmin => May::ModeratorsAndAdmin,
            May::Only(Role::Member) => May::Nobody,
            other => other,
        });
        none(&crawl(app, &world, &flock, &ROLES, "hidden:").await.0, "after the member left");

        // The open community closes: what the world read is for its members now.
        let open = world.circle("open");
        let page = app.owner().get(&format!("/api/v1/communities/{}", open.slug)).await.is(200);
        let closed = json!({
            "slug": open.slug, "name": page.at("name"), "description": page.at("description"), "visibility": "hidden", "join": "invite",
        });
        flock.earlier = app.mails().len();
        app.owner().put(&format!("/api/v1/communities/{}", open.slug), closed).await.is(200);
        flock.change("open:", |may| if may == May::Everybody { May::Inside } else { may });
        for outer in ["slug", "name", "description", "question", "rules"] {
            flock.change(&format!("open: {outer}"), |_| May::InsideAndAdmin);
        }
        none(&crawl(app, &world, &flock, &ROLES, "open:").await.0, "after the open community closed");

        // The member's account is stopped: neither token nor cookie opens a door any more.
        let member = &app.world.person(Role::Member).id;
        flock.earlier = app.mails().len();
        app.admin().form(&format!("/beheer/leden/{member}/actief"), &[("on", "false")]).await.is(303);
        flock.stopped.push(Role::Member);
        flock.change("profile: ask about", |_| May::Nobody);
        none(&crawl(app, &world, &flock, &[Role::Stranger, Role::Member], "profile:").await.0, "after the member was stopped");
    }
}
