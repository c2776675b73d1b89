//! Who is put out of a community hears nothing that comes after, whatever happens to the bus.

use crate::{ms, on_two, tell, with};
use tests::{
    App, Engine, Value,
    chaos::{Crowd, Dice, Trial},
    run_with,
};
use tokio::time::sleep;

/// The version of who belongs to the hidden community, and the number of the last event that was made for it.
async fn last_for(app: &App, version: i64) -> i64 {
    let room = "c.kind = 'room' and c.audience_id in (select r.audience_id from room r join community k
        on k.id = r.community_id where k.slug = 'kring-hidden' and r.kind = 'open')";
    let sql = format!(
        "select cast(max(e.seq) as text) from channel c join channel_event e on e.channel_id = c.id
         where {room} and e.acl <= {version}"
    );
    app.database.number(&sql).await
}

async fn version(app: &App) -> i64 {
    let sql = "select cast(max(a.acl) as text) from audience a join room r on r.audience_id = a.id
        join community k on k.id = r.community_id where k.slug = 'kring-hidden' and r.kind = 'open'";
    app.database.number(sql).await
}

/// Twenty messages a second, and every half second somebody is put out; `at` says where readers are.
async fn put_out(first: &App, at: &App, bus: &mut dyn FnMut(usize)) {
    let crowd = Crowd::of(first, "hidden", 36).await;
    let mut trial = Trial::new(first, "hidden", Dice::fresh());
    for (n, somebody) in crowd.0.iter().enumerate() {
        if n < 20 {
            trial.send(somebody, &[&first.origin], ms(1_000))
        } else {
            trial.read(somebody, &[&at.origin], None)
        }
    }
    trial.stand().await;
    trial.more(20).await;
    let mut versions = Vec::new();
    for n in 0..8 {
        bus(n);
        let somebody = crowd.somebody(20 + n);
        let mut client = first.member();
        client.token = Some(somebody.token.clone());
        let me: Value = client.get("/api/v1/me").await.is(200).json();
        let path = format!("/api/v1/communities/kring-hidden/members/{}", me["id"].as_str().expect("an id"));
        versions.push((somebody.name.clone(), version(first).await));
        first.owner().delete(&path).await.is(204);
        sleep(ms(500)).await;
    }
    trial.more(20).await;
    for (name, before) in versions {
        trial.revoked.insert(name, last_for(first, before).await);
    }
    let (level, history) = trial.history(first, &crowd).await;
    let gone: Vec<_> = history.logs.iter().filter(|log| history.revoked.contains_key(&log.who)).collect();
    assert!(gone.len() == 8 && gone.iter().all(|log| log.gone), "whoever was put out knows it");
    tell("level after", level);
}

#[test]
fn on_one_node_sqlite() {
    run_with(Engine::Sqlite, with(&[]), async |app| put_out(app, app, &mut |_| ()).await);
}

#[test]
fn on_another_node_with_the_bus_and_without_postgres() {
    on_two(&[], async |first, second, nats| {
        put_out(first, second, &mut |n| {
            if n == 4 {
                nats.kill()
            }
        })
        .await;
    });
}
