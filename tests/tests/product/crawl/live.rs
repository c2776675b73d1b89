//! The live doors: what a socket and its fallback tell of every channel there is, from the first event on.

use super::flock::Flock;
use crate::doors::absent;
use tests::{App, Role, World};

/// The channels of everything in the world, and names of none.
fn channels(world: &World) -> Vec<String> {
    let mut all: Vec<String> = world.people.values().map(|person| format!("user:{}", person.id)).collect();
    for circle in &world.circles {
        all.extend([
            format!("room:{}", circle.room),
            format!("room:{}", circle.closed_room),
            format!("thread:{}", circle.thread),
            format!("thread:{}", circle.closed),
            format!("community:{}", circle.id),
            // Of a kind that it is not.
            format!("thread:{}", circle.room),
        ]);
    }
    all.push(format!("room:{}", absent(&world.circles[0].room)));
    all.extend(["room:*", "*", "room:", "article:1"].map(ToOwned::to_owned));
    all
}

/// What this role should not have met at the live doors.
pub async fn overheard(app: &App, world: &World, flock: &Flock, role: Role) -> Vec<String> {
    let channels = channels(world);
    let client = app.client(role);
    let mut socket = client.live().await.expect("everybody may open a socket");
    for channel in &channels {
        socket.subscribe(channel, Some(0)).await;
    }
    socket.quiet().await;
    let told: Vec<String> = socket.heard.iter().map(ToString::to_string).collect();
    let mut leaks = flock.met(role, "the socket", &told.join("\n"));
    let places: Vec<String> = channels.iter().map(|channel| format!("{channel}=0")).collect();
    let answer = client.get(&format!("/live/poll?cur={}", places.join(","))).await.is(200);
    leaks.extend(flock.met(role, "GET /live/poll", &answer.text()));
    leaks
}
