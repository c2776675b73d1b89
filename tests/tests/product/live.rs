//! The live doors: who is let in at which channel, and when that ends.

use crate::doors::absent;
use tests::{App, Circle, ROLES, Role, Socket, Value, both, json};

/// Whether somebody may hear a channel of a community: its thread or the community itself, or its room.
fn hears(role: Role, circle: &Circle, kind: &str) -> bool {
    let inside = matches!(role, Role::Member | Role::Moderator | Role::Owner);
    inside || (circle.key == "open" && kind != "room")
}

/// The channels of a community: kind and name.
fn channels(circle: &Circle) -> [(&'static str, String); 3] {
    [
        ("room", format!("room:{}", circle.room)),
        ("thread", format!("thread:{}", circle.thread)),
        ("community", format!("community:{}", circle.id)),
    ]
}

/// A channel of the same kind, of nothing.
fn nothing(channel: &str) -> String {
    let (kind, id) = channel.split_once(':').expect("kind:id");
    format!("{kind}:{}", absent(id))
}

/// A socket that hears these channels from now on.
async fn listening(app: &App, role: Role, names: &[&str]) -> Socket {
    let mut socket = app.client(role).live().await.expect("a socket");
    for name in names {
        assert_eq!(socket.subscribe(name, None).await["subd"]["ch"], *name, "as {}", role.name());
    }
    socket.heard.clear();
    socket
}

/// Something new in a community, with a word in it: a reply, a thread, a message.
async fn news(app: &App, circle: &Circle, word: &str) {
    let said = json!({ "body_markdown": word });
    app.owner().post(&format!("/api/v1/threads/{}/posts", circle.thread), said.clone()).await.is(201);
    app.owner().post(&format!("/api/v1/rooms/{}/messages", circle.room), said).await.is(201);
    let new = json!({ "title": word, "body_markdown": word });
    app.owner().post(&format!("/api/v1/communities/{}/threads", circle.slug), new).await.is(201);
}

/// Why each of so many channels ended.
async fn resets(socket: &mut Socket, count: usize) {
    for _ in 0..count {
        let frame = socket.until("a reset", |frame| frame.get("reset").is_some()).await;
        assert_eq!((&frame["reset"]["why"], &frame["reset"]["head"]), (&json!("gone"), &json!(0)), "{frame}");
    }
}

both! {
    a_channel_is_for_who_reads_what_it_is_about, async |app| {
        for role in ROLES {
            let client = app.client(role);
            let mut socket = client.live().await.expect("a socket");
            for circle in &app.world.circles {
                for (kind, name) in channels(circle) {
                    let hears = hears(role, circle, kind);
                    let answer = socket.subscribe(&name, Some(0)).await;
                    let refused = socket.subscribe(&nothing(&name), Some(0)).await;
                    assert_eq!(refused["err"]["code"], "not_found", "{refused}");
                    if hears {
                        assert_eq!((&answer["subd"]["ch"], &answer["subd"]["mode"]), (&json!(name), &json!("resume")), "{kind} of {} as {}", circle.key, role.name());
                    } else {
                        assert_eq!(answer, refused, "{kind} of {} as {}", circle.key, role.name());
                    }
                    let poll: Vec<Value> = client.get(&format!("/live/poll?cur={name}=0")).await.is(200).json();
                    let absent: Vec<Value> = client.get(&format!("/live/poll?cur={}=0", nothing(&name))).await.is(200).json();
                    assert_eq!(poll[1].get("subd").is_some(), hears, "{kind} of {} as {}", circle.key, role.name());
                    if !hears {
                        assert_eq!(poll[1..], absent[1..]);
                    }
                }
            }
        }
    }

    a_client_may_name_the_protocol, async |app| {
        let named = app.member().with("sec-websocket-protocol", "live.v1");
        named.live().await.expect("a socket");
    }

    nobody_hears_what_concerns_another, async |app| {
        for role in ROLES {
            let mut socket = app.client(role).live().await.expect("a socket");
            for (whose, person) in &app.world.people {
                let name = format!("user:{}", person.id);
                let answer = socket.subscribe(&name, None).await;
                if *whose == role {
                    assert_eq!(answer["subd"]["ch"], name.as_str());
                } else {
                    assert_eq!(answer, socket.subscribe(&nothing(&name), None).await, "{} of {}", role.name(), whose.name());
                    assert_eq!(answer["err"]["code"], "not_found");
                }
            }
            for forged in ["room:*", "*", "", "room:", "room", "user:me", "room:%", "article:1", "audience:1", "room:\u{0}", "ROOM:x"] {
                assert_eq!(socket.subscribe(forged, Some(0)).await["err"]["code"], "not_found", "{forged}");
            }
        }
    }

    who_does_not_hear_a_room_says_nothing_in_it, async |app| {
        let room = &app.world.circle("hidden").room;
        for role in [Role::Visitor, Role::Stranger, Role::Former, Role::Admin] {
            let mut socket = app.client(role).live().await.expect("a socket");
            let mut refused = Vec::new();
            for id in [room.clone(), absent(room)] {
                socket.say(json!({ "send": { "id": 77, "n": "n", "ch": format!("room:{id}"), "body": "Hallo?" } })).await;
                refused.push(socket.until("an answer", |frame| frame["err"]["id"] == 77 || frame.get("ack").is_some()).await);
            }
            assert_eq!(refused[0], refused[1], "as {}", role.name());
            assert_eq!(refused[0]["err"]["code"], "not_found");
        }
        let page: Value = app.member().get(&format!("/api/v1/rooms/{room}/messages")).await.is(200).json();
        assert_eq!(page["items"].as_array().map(Vec::len), Some(1));
    }

    a_community_that_closes_falls_silent_at_once, async |app| {
        let circle = app.world.circle("open");
        let (thread, community) = (format!("thread:{}", circle.thread), format!("community:{}", circle.id));
        let names = [thread.as_str(), community.as_str()];
        let mut outside = Vec::new();
        for role in [Role::Visitor, Role::Stranger, Role::Former, Role::Admin] {
            outside.push((role, listening(app, role, &names).await));
        }
        let mut inside = listening(app, Role::Member, &names).await;
        news(app, circle, "vooraf").await;
        for (role, socket) in &mut outside {
            socket.until("an event before", |frame| frame.get("ev").is_some() || frame.get("evs").is_some()).await;
            socket.quiet().await;
            assert!(socket.heard.iter().all(|frame| frame.get("reset").is_none()), "as {}", role.name());
        }
        let closed = json!({ "slug": circle.slug, "name": "Kring open", "description": "", "visibility": "hidden", "join": "invite" });
        app.owner().put(&format!("/api/v1/communities/{}", circle.slug), closed).await.is(200);
        inside.heard.clear();
        news(app, circle, "achteraf").await;
        for (role, socket) in &mut outside {
            socket.heard.clear();
            resets(socket, 2).await;
            socket.quiet().await;
            assert_eq!(socket.heard.len(), 2, "nothing but the end of both, as {}: {:?}", role.name(), socket.heard);
            for name in names {
                let refused = socket.subscribe(&nothing(name), Some(0)).await;
                assert_eq!(socket.subscribe(name, Some(0)).await, refused, "as {}", role.name());
            }
            let poll = app.client(*role).get(&format!("/live/poll?cur={thread}=0,{community}=0")).await.is(200);
            let frames: Vec<Value> = poll.json();
            assert_eq!(frames.iter().filter(|frame| frame["err"]["code"] == "not_found").count(), 2, "{frames:?}");
            assert_eq!(frames.len(), 3, "a greeting and two refusals: {frames:?}");
        }
        inside.quiet().await;
        assert!(inside.heard.iter().any(|frame| frame.get("ev").is_some() || frame.get("evs").is_some()), "{:?}", inside.heard);
        assert!(inside.heard.iter().all(|frame| frame.get("reset").is_none()), "{:?}", inside.heard);
    }

    who_is_taken_out_hears_no_more_and_keeps_what_is_theirs, async |app| {
        let (hidden, listed) = (app.world.circle("hidden"), app.world.circle("listed"));
        let [room, thread, community] = channels(hidden).map(|(_, name)| name);
        let own = format!("user:{}", app.world.person(Role::Member).id);
        let other = format!("room:{}", listed.room);
        let mut socket = listening(app, Role::Member, &[&room, &thread, &community, &own, &other]).await;
        app.owner().delete(&format!("/api/v1/communities/{}/members/{}", hidden.slug, app.world.person(Role::Member).id)).await.is(204);
        news(app, hidden, "na het verwijderen").await;
        resets(&mut socket, 3).await;
        socket.quiet().await;
        assert!(socket.heard.iter().all(|frame| !frame.to_string().contains("na het verwijderen")), "{:?}", socket.heard);
        let said = json!({ "body_markdown": "Nog steeds hier" });
        app.owner().post(&format!("/api/v1/rooms/{}/messages", listed.room), said).await.is(201);
        let event = socket.until("a message of another room", |frame| frame.get("ev").is_some()).await;
        assert_eq!(event["ev"]["d"]["body_markdown"], "Nog steeds hier");
    }

    a_socket_is_opened_from_our_own_pages_only, async |app| {
        let cookie = app.world.person(Role::Member).cookie.clone();
        let browser = app.visitor().with("cookie", &cookie);
        browser.live().await.expect("our own page");
        let other_port = app.origin.replace("127.0.0.1:", "127.0.0.1:1");
        let secure = app.origin.replace("http://", "https://");
        for origin in ["https://evil.test", "null", "", &other_port, &secure, &format!("{}.", app.origin), "http://localhost"] {
            assert_eq!(browser.with("origin", origin).live().await.err(), Some(403), "{origin:?}");
        }
        for site in ["cross-site", "same-site", "none"] {
            assert_eq!(browser.with("sec-fetch-site", site).live().await.err(), Some(403), "{site}");
        }
    }
}
