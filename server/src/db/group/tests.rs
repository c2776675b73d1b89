//! What shares a commit stands or falls as if it were alone. On one thread, writers ask in the order in which they are joined,
//! before the first has his turn: so these groups are always the same.

use crate::db::{Db, Engine, Error, Hint, Pools, Result, Tx, sql, sql_for, tests::database};
use futures_util::FutureExt as _;
use shared::ids::ChannelId;
use std::{future::poll_fn, panic::AssertUnwindSafe, task::Poll};
use tokio::{join, sync::Notify};
use uuid::Uuid;

async fn sqlite() -> (Db, tempfile::TempDir) {
    database(Engine::Sqlite, "group").await
}

fn event(number: i64) -> Hint {
    Hint::Event(ChannelId::from_uuid(Uuid::from_u128(7)), number)
}

async fn put(tx: &mut Tx, key: &str) -> Result<()> {
    sql!("insert into meta (key, value) values ($1, '')", key).execute(tx).await?;
    Ok(())
}

/// Writes a row and tells of it.
async fn write(db: &Db, number: i64) -> Result<()> {
    db.write(async |tx| {
        tx.tell(event(number));
        put(tx, &number.to_string()).await
    })
    .await
}

/// The rows that stand.
async fn keys(db: &Db) -> Vec<String> {
    let rows: Vec<(String,)> = sql!("select key from meta order by key").fetch_all(db).await.expect("rows");
    rows.into_iter().map(|(key,)| key).collect()
}

/// What was told so far.
fn told(hints: &mut tokio::sync::broadcast::Receiver<Hint>) -> Vec<Hint> {
    std::iter::from_fn(|| hints.try_recv().ok()).collect()
}

#[tokio::test]
async fn writes_of_many_at_once_all_stand() {
    let (db, _dir) = sqlite().await;
    let done = futures_util::future::join_all((100..400).map(|number| write(&db, number))).await;
    assert!(done.iter().all(Result::is_ok));
    assert_eq!(keys(&db).await, (100..400).map(|number| number.to_string()).collect::<Vec<_>>());
}

#[tokio::test]
async fn who_is_refused_reads_who_was_faster() {
    let (db, _dir) = sqlite().await;
    let slower = async {
        let refused = write(&db, 1).await;
        (refused, keys(&db).await)
    };
    let (first, (refused, read)) = join!(write(&db, 1), slower);
    assert!(first.is_ok());
    assert!(matches!(refused, Err(Error::Unique(_))), "{refused:?}");
    assert_eq!(read, ["1"]);
}

#[tokio::test]
async fn who_waits_shares_the_commit_and_nothing_is_told_before() {
    let (db, _dir) = sqlite().await;
    let mut hints = db.hints();
    let mut own = db.own_hints();
    let last = async {
        db.write::<_, Error>(async |tx| {
            let inside: i64 = sql!("select count(*) from meta").fetch_value(&mut *tx).await?;
            let outside: i64 = sql!("select count(*) from meta").fetch_value(&db).await?;
            assert_eq!((inside, outside), (2, 0));
            assert_eq!(told(&mut hints), []);
            tx.tell(event(3));
            put(tx, "3").await
        })
        .await
    };
    let (first, second, third) = join!(write(&db, 1), write(&db, 2), last);
    assert!(first.is_ok() && second.is_ok() && third.is_ok());
    assert_eq!(keys(&db).await, ["1", "2", "3"]);
    assert_eq!(told(&mut hints), [event(1), event(2), event(3)]);
    assert_eq!(told(&mut own), [event(1), event(2), event(3)]);
}

#[tokio::test]
async fn who_is_alone_shares_with_nobody() {
    let (db, _dir) = sqlite().await;
    let alone = db.write_alone(async |tx| {
        assert_eq!(keys(&db).await, ["1"]);
        put(tx, "2").await
    });
    let last = db.write(async |tx| {
        assert_eq!(keys(&db).await, ["1", "2"]);
        put(tx, "3").await
    });
    let (first, alone, last) = join!(write(&db, 1), alone, last);
    assert!(first.is_ok() && alone.is_ok() && last.is_ok());
}

#[tokio::test]
async fn a_failure_takes_nothing_of_the_others() {
    let (db, _dir) = sqlite().await;
    let mut hints = db.hints();
    let fails = async |number: i64| {
        db.write(async |tx| {
            tx.tell(event(number));
            put(tx, &number.to_string()).await?;
            put(tx, "1").await
        })
        .await
    };
    let done = join!(write(&db, 1), fails(2), write(&db, 3), fails(4), fails(5), write(&db, 6));
    assert!(done.0.is_ok() && done.2.is_ok() && done.5.is_ok());
    for refused in [done.1, done.3, done.4] {
        assert!(matches!(refused, Err(Error::Unique(name)) if name == "meta_key_key"));
    }
    assert_eq!(keys(&db).await, ["1", "3", "6"]);
    assert_eq!(told(&mut hints), [event(1), event(3), event(6)]);
    // And when the first fails, the next has a transaction of his own.
    let done = join!(fails(7), write(&db, 8));
    assert!(done.0.is_err() && done.1.is_ok());
    assert_eq!(keys(&db).await, ["1", "3", "6", "8"]);
}

#[tokio::test]
async fn a_panic_takes_nothing_of_the_others() {
    let (db, _dir) = sqlite().await;
    let panics = AssertUnwindSafe(db.write::<(), Error>(async |tx| {
        put(tx, "2").await?;
        panic!("as it does now and then");
    }))
    .catch_unwind();
    let done = join!(write(&db, 1), panics, write(&db, 3));
    assert!(done.0.is_ok() && done.1.is_err() && done.2.is_ok());
    assert_eq!(keys(&db).await, ["1", "3"]);
}

#[tokio::test]
async fn who_is_stopped_half_way_leaves_nothing() {
    let (db, _dir) = sqlite().await;
    let half = Notify::new();
    let stopped = async {
        tokio::select! {
            biased;
            done = db.write::<(), Error>(async |tx| {
                put(tx, "2").await?;
                half.notify_one();
                std::future::pending().await
            }) => done.expect("it never ends"),
            () = half.notified() => {}
        }
    };
    let done = join!(write(&db, 1), stopped, write(&db, 3));
    assert!(done.0.is_ok() && done.2.is_ok());
    assert_eq!(keys(&db).await, ["1", "3"]);
}

#[tokio::test]
async fn who_is_stopped_at_any_moment_leaves_all_or_nothing() {
    let (db, _dir) = sqlite().await;
    for polls in 0..40 {
        let stopped = async {
            let mut both = Box::pin(db.write(async |tx| {
                put(tx, "a").await?;
                put(tx, "b").await
            }));
            let mut left = polls;
            poll_fn(|context| {
                if left == 0 {
                    return Poll::Ready(());
                }
                left -= 1;
                both.as_mut().poll(context).map(|_| ())
            })
            .await;
        };
        let (first, (), last) = join!(write(&db, 1), stopped, write(&db, 2));
        assert!(first.is_ok() && last.is_ok(), "after {polls} polls");
        let stands = keys(&db).await;
        assert!(stands == ["1", "2"] || stands == ["1", "2", "a", "b"], "after {polls} polls: {stands:?}");
        let emptied = db.write(async |tx| sql!("delete from meta").execute(tx).await).await;
        assert_eq!(usize::try_from(emptied.expect("rows")), Ok(stands.len()));
    }
}

#[tokio::test]
async fn a_commit_that_fails_fails_for_all_and_tells_nothing() {
    let (db, _dir) = sqlite().await;
    let mut hints = db.hints();
    let dangling = db.write(async |tx| {
        // From here on the engine looks at commit.
        tx.unsettled().await?;
        tx.tell(event(2));
        let id = Uuid::from_u128(99);
        sql!("insert into channel (id, kind, ref, audience_id) values ($1, 'room', $1, $1)", id).execute(tx).await?;
        Ok::<_, Error>(())
    });
    let (first, dangling, last) = join!(write(&db, 1), dangling, write(&db, 3));
    let done = [first, dangling, last];
    assert!(done.iter().all(|refused| matches!(refused, Err(Error::Engine(_)))), "{done:?}");
    assert!(keys(&db).await.is_empty());
    assert_eq!(told(&mut hints), []);
    write(&db, 4).await.expect("the next transaction is a fresh one");
    assert_eq!(keys(&db).await, ["4"]);
}

#[tokio::test]
async fn a_full_disk_fails_for_all_and_is_got_over() {
    let (db, _dir) = sqlite().await;
    let limit = async |pages: &'static str| {
        let Pools::Sqlite { write, .. } = &db.pools else { panic!("SQLite was asked for") };
        sqlx::query(pages).execute(write).await.expect("a pragma");
    };
    limit("pragma max_page_count = 1").await;
    let large = db.write(async |tx| {
        sql_for!(Engine::Sqlite, "insert into meta (key, value) values ('2', hex(zeroblob(1000000)))").execute(tx).await
    });
    let (first, large, last) = join!(write(&db, 1), large, write(&db, 3));
    assert!(matches!(large, Err(Error::Full(_))), "{large:?}");
    let kept: Vec<&str> = [(first, "1"), (last, "3")]
        .into_iter()
        .filter_map(|(done, key)| match done {
            Ok(()) => Some(key),
            Err(Error::Full(_)) => None,
            Err(other) => panic!("{other:?}"),
        })
        .collect();
    assert_eq!(keys(&db).await, kept);
    limit("pragma max_page_count = 1000000").await;
    write(&db, 4).await.expect("there is room again");
}
