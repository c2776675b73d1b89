//! A page that was fetched, and the events since then: together they are the page as it is now.

use super::{
    page::Page,
    scene::{COMMANDS, KINDS, Scene},
};
use tests::{
    Socket, both,
    chaos::{Dice, size},
};

/// Sequences in one room, before another begins.
const IN_A_ROOM: usize = 4;

/// Hears all up to the number.
async fn hear(socket: &mut Socket, seen: i64, head: i64) {
    let mut last = seen;
    while last < head {
        let frame = socket.until("an event", |frame| frame.get("ev").is_some() || frame.get("evs").is_some()).await;
        let rows = frame["evs"]["e"].as_array().and_then(|rows| rows.last()).map(|row| row[0].clone());
        last = rows.unwrap_or_else(|| frame["ev"]["s"].clone()).as_i64().expect("a number");
    }
    assert_eq!(last, head);
}

both! {
    after_any_sequence_of_commands_events_make_the_new_page_of_the_old, async |app| {
        let (mut dice, reader) = (Dice::fresh(), app.owner());
        let mut scene = Scene::of(app, "hidden", 250).await;
        let mut now = Page::fetch(&reader, &scene.room, &scene.roots).await;
        for sequence in 0..size(200, 2_000) {
            if sequence % IN_A_ROOM == 0 {
                scene.move_on(&format!("Kamer van {sequence}")).await;
                now = Page::fetch(&reader, &scene.room, &scene.roots).await;
            }
            let mut expected = now;
            // A socket that nobody reads for long is sent away, so each sequence has one of its own.
            let mut socket = reader.live().await.expect("a socket");
            socket.subscribe(&format!("room:{}", scene.room), Some(expected.head)).await;
            socket.heard.clear();
            // Up to fifty; in the normal run most are short.
            let length = if sequence % 5 == 0 { 51 } else { size(9, 51) };
            for _ in 0..dice.below(length) {
                scene.step(&mut dice).await;
            }
            now = Page::fetch(&reader, &scene.room, &scene.roots).await;
            hear(&mut socket, expected.head, now.head).await;
            for kind in expected.apply_all(&reader, &socket.heard).await {
                scene.note(&kind);
            }
            let differs = expected.against(&now);
            assert!(differs.is_empty(), "after sequence {sequence}: {differs:#?}");
        }
        println!("done and told: {:?}", scene.done);
        for what in COMMANDS.iter().chain(&KINDS) {
            assert!(scene.done.get(*what).is_some_and(|count| *count > 20), "{what} was hardly tried: {:?}", scene.done);
        }
    }

    what_happens_between_page_and_socket_is_told_once, async |app| {
        let mut scene = Scene::of(app, "hidden", 60).await;
        let (mut dice, channel) = (Dice::fresh(), format!("room:{}", scene.room));
        let browser = app.owner();
        for between in (0..=20).chain([0, 20]) {
            // The page of a browser says with which number it opens.
            let shown = browser.get(&format!("/chat/{}", scene.room)).await.is(200).text();
            let since = number_of(&shown);
            let mut expected = Page::fetch(&browser, &scene.room, &scene.roots).await;
            assert_eq!(expected.head, since);
            for _ in 0..between {
                scene.step(&mut dice).await;
            }
            let mut socket = browser.live().await.expect("a socket");
            // From another epoch nothing can be told: all is fetched anew, and things go on meanwhile.
            if between % 2 == 1 {
                let mut late = browser.live_from("another", &channel, since).await;
                let reset = late.until("a reset", |frame| frame["subd"]["mode"] == "reset").await;
                assert_eq!(reset["subd"]["ch"], channel.as_str());
                expected = Page::fetch(&browser, &scene.room, &scene.roots).await;
                scene.step(&mut dice).await;
                socket = late;
            }
            socket.heard.clear();
            let answer = socket.subscribe(&channel, Some(expected.head)).await;
            assert_eq!(answer["subd"]["mode"], "resume");
            scene.step(&mut dice).await;
            let now = Page::fetch(&browser, &scene.room, &scene.roots).await;
            hear(&mut socket, expected.head, now.head).await;
            expected.apply_all(&browser, &socket.heard).await;
            let differs = expected.against(&now);
            assert!(differs.is_empty(), "with {between} between: {differs:#?}");
        }
    }
}

/// The number that the island of a room opens with.
fn number_of(page: &str) -> i64 {
    let text = page.replace("&quot;", "\"").replace("\\\"", "\"");
    let (_, opening) = text.split_once("\"opening\":").expect("a room on the page");
    let (_, rest) = opening.split_once("\"since\":").expect("a number on the page");
    rest.split(|letter: char| !letter.is_ascii_digit()).next().and_then(|digits| digits.parse().ok()).expect("a number")
}
