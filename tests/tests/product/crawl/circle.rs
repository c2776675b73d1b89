//! A community with words in everything.

use super::flock::{Flock, May};
use tests::{App, Body, Chosen, Circle, Role, json};

/// A community of this visibility, with its people, and a word in whatever they wrote.
pub async fn community(app: &App, flock: &mut Flock, key: &'static str, visibility: &str, join: &str) -> Circle {
    let (outer, inner) = match key {
        "open" => (May::Everybody, May::Everybody),
        "listed" => (May::SignedIn, May::Inside),
        _ => (May::InsideAndAdmin, May::Inside),
    };
    let mut word = |about: &str, may: May| flock.word(&format!("{key}: {about}"), may);
    let slug = format!("kring-{}", word("slug", outer));
    let new = json!({
        "slug": slug, "visibility": visibility, "join": join,
        "name": format!("Kring {}", word("name", outer)), "description": word("description", outer),
        "question": word("question", outer), "rules_markdown": word("rules", outer),
    });
    let made = app.admin().post("/api/v1/communities", new).await.is(201);
    app.database
        .execute(&[&format!(
            "delete from membership where community_id in (select id from community where slug = '{slug}')"
        )])
        .await;
    for (role, standing) in
        [(Role::Owner, "owner"), (Role::Moderator, "moderator"), (Role::Member, "member"), (Role::Former, "member")]
    {
        app.enlist(role, &slug, standing).await;
    }
    let path = format!("/api/v1/communities/{slug}/threads");
    let mut open = async |name: &str, may: May| {
        let title = word(&format!("{name} title"), may);
        let first = word(&format!("{name} first post"), may);
        let tag = word(&format!("{name} tag"), may);
        let new =
            json!({ "title": format!("Over {title}"), "body_markdown": format!("Wie weet {first}?"), "tags": [tag] });
        app.member().post(&path, new).await.is(201).at("id")
    };
    let thread = open("thread", inner).await;
    let closed = open("closed thread", inner).await;
    app.moderator().form(&format!("/t/{closed}/staat"), &[("closed", "true")]).await.is(303);
    let replies = format!("/api/v1/threads/{thread}/posts");
    let mut posts = vec![app.member().get(&replies).await.is(200).at("items.0.id")];
    for role in [Role::Owner, Role::Former] {
        let body = word(&format!("post of {}", role.name()), inner);
        let said = json!({ "body_markdown": body, "nonce": word("nonce", May::Nobody) });
        posts.push(app.client(role).post(&replies, said).await.is(201).at("id"));
    }
    let (name, text) = (word("file name", inner), word("text of a file", inner));
    let file = Chosen { field: "files", name: &format!("{name}.txt"), mime: "text/plain", bytes: text.as_bytes() };
    let said = [("body_markdown", "Zie de bijlage.")];
    app.member().ask("POST", &format!("/t/{thread}/reageer"), Body::upload(&said, &[file])).await.is(303);
    app.until("the file is read", async || {
        let read =
            app.database.number(&format!("select cast(count(*) as text) from file_text where body = '{text}'")).await;
        (read == 1).then_some(())
    })
    .await;
    // What was written first stands in a revision; what was taken away stands in its row.
    let before = word("revision", May::Nobody);
    let edited = app.owner().post(&replies, json!({ "body_markdown": before })).await.is(201).at("id");
    let after = json!({ "body_markdown": word("edited post", inner), "version": 1 });
    app.owner().patch(&format!("/api/v1/posts/{edited}"), after).await.is(200);
    let gone = app
        .owner()
        .post(&replies, json!({ "body_markdown": word("deleted post", May::Moderators) }))
        .await
        .is(201)
        .at("id");
    app.owner().delete(&format!("/api/v1/posts/{gone}")).await.is(204);
    app.client(Role::Former).delete(&format!("/api/v1/communities/{slug}/membership")).await.is(204);
    let mut request = String::new();
    if join == "request" {
        let ask = json!({ "message": word("request", May::Moderators) });
        app.client(Role::Former).put(&format!("/api/v1/communities/{slug}/membership"), ask).await.is(202);
        let requests = format!("/api/v1/communities/{slug}/requests");
        request = app.moderator().get(&requests).await.is(200).at("items.0.id");
        // A second one, refused with a reason.
        let ask = json!({ "message": word("refused request", May::Nobody) });
        app.stranger().put(&format!("/api/v1/communities/{slug}/membership"), ask).await.is(202);
        let waiting: tests::Value = app.moderator().get(&requests).await.is(200).json();
        let second = waiting["items"]
            .as_array()
            .expect("items")
            .iter()
            .filter_map(|item| item["id"].as_str())
            .find(|id| *id != request);
        let refuse = json!({ "reason": word("reason", May::ModeratorsAnd(Role::Stranger)) });
        app.moderator().post(&format!("{requests}/{}/refuse", second.expect("a second request")), refuse).await.is(204);
    }
    let seen = app.member().get(&format!("/api/v1/communities/{slug}")).await.is(200);
    let room = seen.at("rooms.0.id");
    // A room is for members, also when the world reads the threads; a nonce comes back to its sender alone.
    let said = json!({ "body_markdown": word("message", May::Inside), "nonce": word("message nonce", May::Only(Role::Member)) });
    let message = app.member().post(&format!("/api/v1/rooms/{room}/messages"), said).await.is(201).at("id");
    let (title, text) = (word("title of moved words", inner), word("moved words", inner));
    tests::moved_message(app, (&slug, &room), &title, &text).await;
    let draft = json!({ "body_markdown": word("draft", May::Only(Role::Member)) });
    app.member().put(&format!("/api/v1/rooms/{room}/draft"), draft).await.is(204);
    let gone = json!({ "body_markdown": word("deleted message", May::Nobody) });
    let gone = app.member().post(&format!("/api/v1/rooms/{room}/messages"), gone).await.is(201).at("id");
    app.member().delete(&format!("/api/v1/messages/{gone}")).await.is(204);
    let note = json!({ "reason": "off_topic", "note": word("report", May::Moderators) });
    app.member().post(&format!("/api/v1/posts/{}/reports", posts[1]), note).await.is(202);
    let meldingen = format!("/c/{slug}/meldingen");
    let report = app.moderator().get(&meldingen).await.is(200).after(&format!("{meldingen}/"));
    let verdict = word("verdict", May::Moderators);
    app.moderator().form(&format!("{meldingen}/{report}"), &[("outcome", "kept"), ("note", &verdict)]).await.is(303);
    let new = json!({
        "title": word("article title", inner), "body_markdown": format!("# {}\n\n{}", word("article heading", inner), word("article body", inner)),
        "kind": "uitleg", "community": slug, "tags": [word("article tag", inner)], "source": word("article source", inner),
    });
    let article = app.moderator().post("/api/v1/articles", new).await.is(201).at("id");
    let id = made.at("id");
    // Owners know of a closed room and read nothing of it; who is not on its list knows of nothing.
    let (name, text) =
        (word("closed room", May::Moderators), word("message of a closed room", May::Only(Role::Moderator)));
    let (closed_room, closed_message) = tests::closed_room(app, &slug, &name, &text).await;
    let another = json!({ "name": word("room", May::Inside), "kind": "open" });
    app.moderator().post(&format!("/api/v1/communities/{slug}/rooms"), another).await.is(201);
    Circle {
        key,
        slug,
        id,
        room,
        thread,
        posts,
        closed,
        request,
        message,
        closed_room,
        closed_message,
        article,
        report,
    }
}
