//! Two nodes that look at the same time.

use super::{
    model::{DAY, Row},
    queries,
};
use crate::{
    Error,
    access::{Actor, KeepSearch, OwnPlace},
    db::{Db, Engine, sql, tests::database},
};
use shared::{
    Timestamp,
    ids::{MemberId, SavedSearchId},
};
use uuid::Uuid;

const ME: MemberId = MemberId::from_uuid(Uuid::from_u128(1));

fn at(seconds: i64) -> Timestamp {
    Timestamp::from_micros(0).plus_seconds(1_800_000_000 + seconds)
}

async fn keep(db: &Db, number: u128) {
    let row = Row {
        id: SavedSearchId::from_uuid(Uuid::from_u128(number)),
        name: number.to_string(),
        search: format!("q={number}"),
        alert: true,
        news_from: at(0),
        due_at: at(DAY),
        created_at: at(0),
        alerted_at: None,
    };
    let me = Actor::Member { id: ME, affiliation: None, admin: false };
    let permit = me.may::<KeepSearch>(&OwnPlace(ME)).expect("a permit");
    db.write(async |tx| queries::insert(tx, &permit, &row).await).await.expect("a search");
}

/// Takes what is due, as a node does.
async fn take(db: &Db, now: i64) -> Vec<SavedSearchId> {
    db.write(async |tx| {
        let due = queries::due(tx, at(now), 7).await?;
        for (id, _) in &due {
            queries::taken(tx, *id, at(now), at(now + DAY)).await?;
        }
        Ok::<_, Error>(due.into_iter().map(|(id, _)| id).collect())
    })
    .await
    .expect("what is due")
}

async fn each_is_taken_once_a_day(engine: Engine) {
    let (db, _dir) = database(engine, "saved_search").await;
    db.write(async |tx| {
        sql!(
            "insert into member (id, email, email_key, name, sort_key, created_at) values ($1, 'a@b.example', 'a@b.example', 'A', 'a', $2)",
            ME,
            at(0)
        )
        .execute(tx)
        .await
    })
    .await
    .expect("a member");
    for number in 1..=40 {
        keep(&db, number).await;
    }
    assert!(take(&db, DAY - 1).await.is_empty(), "not yet");
    for day in 1..=2 {
        let mut nodes = tokio::task::JoinSet::new();
        for _ in 0..4 {
            let db = db.clone();
            nodes.spawn(async move {
                let mut mine = Vec::new();
                loop {
                    let taken = take(&db, day * DAY + 10).await;
                    if taken.is_empty() {
                        return mine;
                    }
                    mine.extend(taken);
                }
            });
        }
        let mut taken = nodes.join_all().await.concat();
        // A node that found all of it locked stops early; the next look takes what is left.
        taken.extend(take(&db, day * DAY + 10).await);
        taken.sort_unstable();
        let all = taken.len();
        taken.dedup();
        assert_eq!((taken.len(), all), (40, 40));
    }
}

#[tokio::test]
async fn searches_on_sqlite() {
    each_is_taken_once_a_day(Engine::Sqlite).await;
}

#[tokio::test]
async fn searches_on_postgres() {
    each_is_taken_once_a_day(Engine::Postgres).await;
}
