//! Several nodes on one database: what happens on one is seen on the others, with a bus between them and without.

use tests::{App, Engine, Nats, Role, Socket, Start, Value, json, run_with};

/// Runs a test on two nodes with a bus between them.
fn on_two(test: impl AsyncFnOnce(&App, &App, &mut Nats)) {
    let mut nats = Nats::start();
    let start = Start { env: vec![("PLEIN_NATS_URL".to_owned(), nats.url())], ..Start::default() };
    run_with(Engine::Postgres, start, async |first| {
        let second = first.beside().await;
        for node in [first, &second] {
            connected(node, 1).await;
        }
        test(first, &second, &mut nats).await;
        second.leave();
    });
}

/// Waits until a node has found the bus so many times.
async fn connected(node: &App, times: usize) {
    let found = "the bus between nodes is connected";
    node.until(found, async || (node.log().matches(found).count() >= times).then_some(())).await;
}

/// The channel of the room of a community.
fn room(app: &App, circle: &str) -> String {
    format!("room:{}", app.world.circle(circle).room)
}

/// A socket on a node that hears a channel.
async fn listening(node: &App, role: Role, channel: &str) -> Socket {
    let mut socket = node.client(role).live().await.expect("a socket");
    assert_eq!(socket.subscribe(channel, None).await["subd"]["ch"], channel);
    socket
}

/// Says something in the room of a community; gives its number.
async fn say(node: &App, circle: &str, text: &str) -> i64 {
    let path = format!("/api/v1/rooms/{}/messages", node.world.circle(circle).room);
    let said: Value = node.owner().post(&path, json!({ "body_markdown": text })).await.is(201).json();
    said["seq"].as_i64().expect("a number")
}

/// Hears until the event of this number comes.
async fn hears(socket: &mut Socket, number: i64) {
    let comes = |frame: &Value| {
        let row = frame["evs"]["e"].as_array().and_then(|row| row.last()).map(|last| &last[0]);
        frame["ev"]["s"] == number || row.is_some_and(|last| *last == number)
    };
    socket.until("a message from the other node", comes).await;
}

/// Hears until so many are said to be here; gives their names.
async fn here(socket: &mut Socket, n: usize) -> Vec<String> {
    let wanted = |frame: &Value| frame["eph"]["k"] == "here" && frame["eph"]["d"]["n"] == n;
    let frame = socket.until("who is here", wanted).await;
    let names = frame["eph"]["d"]["names"].as_array().expect("names");
    names.iter().map(|name| name.as_str().expect("a name").to_owned()).collect()
}

#[test]
fn who_is_put_out_on_one_node_hears_nothing_more_on_the_other_postgres() {
    on_two(async |first, second, _| {
        let channel = room(first, "hidden");
        let mut socket = listening(second, Role::Member, &channel).await;
        hears(&mut socket, say(first, "hidden", "Nog samen").await).await;
        let path = format!("/api/v1/communities/{}/membership", first.world.circle("hidden").slug);
        first.member().delete(&path).await.is(204);
        // Only the bus tells this at once: by itself a node looks every minute.
        let reset = socket.until("the end of the channel", |frame| frame.get("reset").is_some()).await;
        assert_eq!(reset["reset"]["why"], "gone");
        say(first, "hidden", "Onder ons").await;
        socket.quiet().await;
        assert!(!format!("{:?}", socket.heard).contains("Onder ons"), "{:?}", socket.heard);
    });
}

#[test]
fn who_is_here_and_who_types_is_seen_on_the_other_node_postgres() {
    on_two(async |first, second, _| {
        let channel = room(first, "open");
        first.shows("open", "here").await;
        let mut member = listening(first, Role::Member, &channel).await;
        let mut owner = listening(second, Role::Owner, &channel).await;
        for socket in [&mut member, &mut owner] {
            socket.say(json!({ "here": { "ch": [channel], "idle": false } })).await;
        }
        let both = here(&mut member, 2).await;
        assert_eq!(here(&mut owner, 2).await, both);
        owner.say(json!({ "typing": { "ch": channel } })).await;
        let typing = member.until("who types", |frame| frame["eph"]["k"] == "typing").await;
        assert_eq!(typing["eph"]["d"]["names"], json!([first.world.person(Role::Owner).name]));
        // What is chosen on one node holds for what is open on the other.
        first.owner().patch("/api/v1/me", json!({ "presence": "never" })).await.is(200);
        let left = here(&mut member, 1).await;
        assert_eq!(left, [first.world.person(Role::Member).name.clone()]);
        member.heard.clear();
        owner.say(json!({ "typing": { "ch": channel } })).await;
        member.quiet().await;
        assert!(member.heard.is_empty(), "{:?}", member.heard);
        first.owner().patch("/api/v1/me", json!({ "presence": "room" })).await.is(200);
        assert_eq!(here(&mut member, 2).await, both);
        first.shows("open", "typing").await;
        for socket in [&mut member, &mut owner] {
            here(socket, 0).await;
        }
    });
}

#[test]
fn without_the_bus_nothing_is_lost_and_with_it_again_all_is_as_it_was_postgres() {
    on_two(async |first, second, nats| {
        let channel = room(first, "hidden");
        let mut socket = listening(second, Role::Member, &channel).await;
        nats.kill();
        for text in ["Zonder draad", "Nog zonder"] {
            hears(&mut socket, say(first, "hidden", text).await).await;
        }
        nats.again();
        for node in [first, second] {
            connected(node, 2).await;
        }
        hears(&mut socket, say(first, "hidden", "Weer met").await).await;
        let path = format!("/api/v1/communities/{}/membership", first.world.circle("hidden").slug);
        first.member().delete(&path).await.is(204);
        socket.until("the end of the channel", |frame| frame.get("reset").is_some()).await;
    });
}

#[test]
fn two_nodes_need_no_bus_postgres() {
    run_with(Engine::Postgres, Start::default(), async |first| {
        let second = first.beside().await;
        let mut socket = listening(&second, Role::Member, &room(first, "hidden")).await;
        for text in ["Eén", "Twee"] {
            hears(&mut socket, say(first, "hidden", text).await).await;
        }
        let path = format!("/api/v1/search?q=tweelingstad&community={}", first.world.circle("open").slug);
        let thread = format!("/api/v1/threads/{}/posts", first.world.circle("open").thread);
        first.owner().post(&thread, json!({ "body_markdown": "De tweelingstad" })).await.is(201);
        second
            .until("what was written on the other node", async || {
                let found: Value = second.member().get(&path).await.is(200).json();
                (found["total"] == 1).then_some(())
            })
            .await;
        second.leave();
    });
}
