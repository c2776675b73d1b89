//! Who is there and who types: shown where a community chose it, never of whoever does not want it.

use std::time::Duration;
use tests::{App, Client, Role, Socket, Value, both, json};

/// Longer than the two seconds after which changes are told.
const TOLD: Duration = Duration::from_millis(2_600);

fn channel(app: &App) -> String {
    format!("room:{}", app.world.circle("hidden").room)
}

/// A socket of somebody with a channel before them.
async fn looking(client: &Client, channel: &str) -> Socket {
    let mut socket = client.live().await.expect("a socket");
    socket.subscribe(channel, None).await;
    socket.say(json!({ "here": { "ch": [channel], "idle": false } })).await;
    socket
}

async fn type_in(socket: &mut Socket, channel: &str) {
    socket.say(json!({ "typing": { "ch": channel } })).await;
}

/// Hears until exactly these are said to be here.
async fn here(app: &App, socket: &mut Socket, roles: &[Role]) {
    let mut ids: Vec<&str> = roles.iter().map(|role| app.world.person(*role).id.as_str()).collect();
    ids.sort_unstable();
    let wanted = |frame: &Value| {
        let mut u: Vec<&str> =
            frame["eph"]["d"]["u"].as_array().into_iter().flatten().filter_map(Value::as_str).collect();
        u.sort_unstable();
        frame["eph"]["k"] == "here" && frame["eph"]["d"]["n"] == ids.len() && u == ids
    };
    socket.until("who is here", wanted).await;
}

/// Hears until somebody is said to type; gives their name.
async fn types(socket: &mut Socket) -> Value {
    socket.until("who types", |frame| frame["eph"]["k"] == "typing").await["eph"]["d"]["names"][0].clone()
}

/// Fails when something passes that must not, until longer than it takes to be told nothing passed.
async fn not_told(socket: &mut Socket, wrong: impl Fn(&Value) -> bool) {
    let before = socket.heard.len();
    while socket.hear(TOLD).await.is_some() {}
    let passed: Vec<&Value> = socket.heard[before..].iter().filter(|frame| wrong(frame)).collect();
    assert!(passed.is_empty(), "{passed:?}");
}

/// The same of who types.
async fn nobody_types(socket: &mut Socket) {
    not_told(socket, |frame| frame["eph"]["k"] == "typing").await;
}

both! {
    a_room_shows_of_its_people_what_its_community_chose, async |app| {
        let channel = channel(app);
        let name = &app.world.person(Role::Owner).name;
        let mut member = looking(&app.member(), &channel).await;
        let mut owner = looking(&app.owner(), &channel).await;
        // Unless it chose otherwise: who types, and not who is there.
        type_in(&mut owner, &channel).await;
        assert_eq!(types(&mut member).await, *name);
        not_told(&mut member, |frame| frame.get("eph").is_some()).await;
        app.shows("hidden", "here").await;
        here(app, &mut member, &[Role::Member, Role::Owner]).await;
        type_in(&mut owner, &channel).await;
        assert_eq!(types(&mut member).await, *name);
        // What is chosen holds for those who are there already, and for those who come.
        app.shows("hidden", "nothing").await;
        here(app, &mut member, &[]).await;
        type_in(&mut owner, &channel).await;
        let mut moderator = looking(&app.moderator(), &channel).await;
        type_in(&mut owner, &channel).await;
        for socket in [&mut member, &mut moderator] {
            nobody_types(socket).await;
        }
        let path = format!("/api/v1/communities/{}", app.world.circle("hidden").slug);
        let now: Value = app.member().get(&path).await.is(200).json();
        assert_eq!(now["presence"], "nothing");
        let mut new = json!({ "slug": now["slug"], "name": now["name"], "visibility": now["visibility"], "join": now["join"] });
        // A program that does not know of it changes nothing in it.
        let kept: Value = app.owner().put(&path, new.clone()).await.is(200).json();
        assert_eq!(kept["presence"], "nothing");
        new["presence"] = "everything".into();
        app.owner().put(&path, new.clone()).await.problem(422);
        new["presence"] = "here".into();
        app.moderator().put(&path, new).await.problem(403);
    }

    who_chose_never_is_neither_there_nor_typing, async |app| {
        let channel = channel(app);
        app.shows("hidden", "here").await;
        let mut member = looking(&app.member(), &channel).await;
        let mut owner = looking(&app.owner(), &channel).await;
        here(app, &mut owner, &[Role::Member, Role::Owner]).await;
        let set: Value = app.member().patch("/api/v1/me", json!({ "presence": "never" })).await.is(200).json();
        assert_eq!(set["presence"], "never");
        here(app, &mut owner, &[Role::Owner]).await;
        type_in(&mut member, &channel).await;
        nobody_types(&mut owner).await;
        // Another window changes nothing in it, nor one that closes; they themselves see who shows themselves.
        let mut window = looking(&app.member(), &channel).await;
        here(app, &mut window, &[Role::Owner]).await;
        drop(member);
        type_in(&mut window, &channel).await;
        not_told(&mut owner, |frame| frame["eph"]["k"] == "typing" || frame["eph"]["d"]["n"] == 2).await;
        app.member().patch("/api/v1/me", json!({ "presence": "room" })).await.is(200);
        here(app, &mut owner, &[Role::Member, Role::Owner]).await;
        // The page says it with a box: not ticked is never.
        let form = [("lang", "nl"), ("color_scheme", "auto")];
        app.member().form("/instellingen", &form).await.is(303);
        here(app, &mut owner, &[Role::Owner]).await;
        app.member().form("/instellingen", &[form[0], form[1], ("presence", "on")]).await.is(303);
        here(app, &mut owner, &[Role::Member, Role::Owner]).await;
        let me: Value = app.member().get("/api/v1/me").await.is(200).json();
        assert_eq!(me["presence"], "room");
        app.member().patch("/api/v1/me", json!({ "presence": "sometimes" })).await.problem(422);
        app.visitor().patch("/api/v1/me", json!({ "presence": "never" })).await.problem(401);
    }

    a_direct_conversation_shows_who_types_and_not_who_is_there, async |app| {
        let owner_id = app.world.person(Role::Owner).id.clone();
        let room: Value = app.member().post("/api/v1/rooms", json!({ "members": [owner_id] })).await.json();
        let channel = format!("room:{}", room["id"].as_str().expect("an id"));
        let mut member = looking(&app.member(), &channel).await;
        let mut owner = looking(&app.owner(), &channel).await;
        type_in(&mut owner, &channel).await;
        assert_eq!(types(&mut member).await, app.world.person(Role::Owner).name);
        not_told(&mut member, |frame| frame.get("eph").is_some()).await;
        app.owner().patch("/api/v1/me", json!({ "presence": "never" })).await.is(200);
        type_in(&mut owner, &channel).await;
        nobody_types(&mut member).await;
    }

    only_rooms_show_people_and_only_to_who_looks, async |app| {
        app.shows("hidden", "here").await;
        let circle = app.world.circle("hidden");
        for channel in [format!("thread:{}", circle.thread), format!("community:{}", circle.id)] {
            let mut member = looking(&app.member(), &channel).await;
            let mut owner = looking(&app.owner(), &channel).await;
            type_in(&mut owner, &channel).await;
            not_told(&mut member, |frame| frame.get("eph").is_some()).await;
        }
        // Who only counts what comes hears no signs; who looks away hears none after a while.
        let channel = channel(app);
        let mut counting = app.moderator().live().await.expect("a socket");
        counting.subscribe(&channel, None).await;
        let mut owner = looking(&app.owner(), &channel).await;
        let mut member = looking(&app.member(), &channel).await;
        type_in(&mut owner, &channel).await;
        types(&mut member).await;
        not_told(&mut counting, |frame| frame.get("eph").is_some()).await;
    }

    somebody_types_once_in_two_seconds_whatever_their_windows_say, async |app| {
        let channel = channel(app);
        let mut member = looking(&app.member(), &channel).await;
        let mut windows = [looking(&app.owner(), &channel).await, looking(&app.owner(), &channel).await];
        for _ in 0..3 {
            for window in &mut windows {
                type_in(window, &channel).await;
            }
        }
        while member.hear(Duration::from_millis(1_000)).await.is_some() {}
        assert_eq!(member.heard.iter().filter(|frame| frame["eph"]["k"] == "typing").count(), 1);
    }

    who_reads_the_page_anew_stays_there_and_who_goes_is_gone_a_little_later, async |app| {
        let channel = channel(app);
        app.shows("hidden", "here").await;
        let mut owner = looking(&app.owner(), &channel).await;
        let member = looking(&app.member(), &channel).await;
        here(app, &mut owner, &[Role::Member, Role::Owner]).await;
        // A page that goes says that it is out of sight, and a new one comes.
        drop(member);
        tokio::time::sleep(Duration::from_millis(500)).await;
        let mut member = looking(&app.member(), &channel).await;
        owner.heard.clear();
        while owner.hear(TOLD).await.is_some() {}
        let told = owner.heard.iter().filter(|frame| frame["eph"]["k"] == "here");
        assert!(told.clone().all(|frame| frame["eph"]["d"]["n"] == 2), "{:?}", owner.heard);
        member.say(json!({ "here": { "ch": [channel], "idle": true } })).await;
        let went = std::time::Instant::now();
        loop {
            assert!(went.elapsed() < Duration::from_secs(40), "who looked away is here still");
            let frame = owner.hear(Duration::from_secs(1)).await;
            if frame.is_some_and(|frame| frame["eph"]["k"] == "here" && frame["eph"]["d"]["n"] == 1) {
                break;
            }
        }
        assert!(went.elapsed() > Duration::from_secs(15));
    }
}
