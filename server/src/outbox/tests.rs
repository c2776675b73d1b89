//! Jobs on both engines.

use super::{enqueue, enqueue_or_renew, model::LEASE, numbers, queries};
use crate::{
    Error,
    db::{Db, Engine, sql, tests::database},
};
use serde_json::json;
use shared::Timestamp;

const KIND: &str = "x";
const LANE: queries::Lane = queries::Lane { kind: "slow", only: false };

fn at(seconds: i64) -> Timestamp {
    Timestamp::from_micros(0).plus_seconds(1_800_000_000 + seconds)
}

async fn write(db: &Db, dedupe: &str, number: i64, renew: bool) {
    let payload = json!({ "number": number });
    db.write(async |tx| {
        if renew {
            enqueue_or_renew(tx, KIND, dedupe, &payload, at(0), at(0)).await
        } else {
            enqueue(tx, KIND, dedupe, &payload, at(0), at(0)).await
        }
    })
    .await
    .expect("a job");
}

async fn claim(db: &Db, now: i64) -> Vec<super::Job> {
    db.write(async |tx| queries::claim(tx, LANE, "w", at(now), at(now + LEASE), 10).await).await.expect("jobs")
}

async fn done(db: &Db, job: &super::Job) -> u64 {
    db.write(async |tx| queries::done(tx, std::slice::from_ref(job)).await).await.expect("done")
}

async fn a_job_is_done_once(engine: Engine) {
    let (db, _dir) = database(engine, "outbox_once").await;
    write(&db, "a", 1, false).await;
    write(&db, "a", 2, false).await;
    let rolled_back: Result<(), Error> = db
        .write(async |tx| {
            enqueue(tx, KIND, "b", &json!({}), at(0), at(0)).await?;
            Err(Error::Conflict)
        })
        .await;
    assert!(rolled_back.is_err());
    let counted = numbers(&db, at(7)).await.expect("numbers");
    assert_eq!((counted.waiting, counted.dead, counted.age(at(7))), (1, 0, 7));
    let first = claim(&db, 0).await;
    assert_eq!(first.len(), 1);
    assert_eq!(first[0].payload.0, json!({ "number": 1 }));
    assert!(claim(&db, LEASE - 1).await.is_empty(), "leased");
    let second = claim(&db, LEASE).await;
    assert_eq!(second[0].attempts, 2, "a lease that ran out");
    assert_eq!(done(&db, &first[0]).await, 0, "who lost the lease cannot finish");
    assert_eq!(done(&db, &second[0]).await, 1);
    assert_eq!(numbers(&db, at(7)).await.expect("numbers"), super::Numbers::default());
}

async fn a_job_that_is_renewed_runs_again(engine: Engine) {
    let (db, _dir) = database(engine, "outbox_renew").await;
    write(&db, "a", 1, true).await;
    write(&db, "a", 2, true).await;
    let first = claim(&db, 0).await;
    assert_eq!((first.len(), first[0].payload.0.clone()), (1, json!({ "number": 1 })), "one that waits stands");
    write(&db, "a", 3, true).await;
    assert_eq!(done(&db, &first[0]).await, 0, "something came while it ran");
    let again = claim(&db, 1).await;
    assert_eq!((again.len(), again[0].attempts), (1, 1));
    assert_eq!(done(&db, &again[0]).await, 1);
}

async fn a_job_that_keeps_failing_is_kept_dead(engine: Engine) {
    let (db, _dir) = database(engine, "outbox_dead").await;
    write(&db, "a", 1, false).await;
    let job = claim(&db, 0).await.remove(0);
    db.write(async |tx| queries::failed(tx, &job, "no", "dead", at(1)).await).await.expect("noted");
    assert!(claim(&db, 99_999).await.is_empty());
    let counted = numbers(&db, at(99_999)).await.expect("numbers");
    assert_eq!((counted.waiting, counted.dead), (0, 1));
}

async fn of_many_that_end_together_each_has_its_own_lease(engine: Engine) {
    let (db, _dir) = database(engine, "outbox_batch").await;
    for (n, dedupe) in ["done", "lost", "renewed", "second"].into_iter().enumerate() {
        write(&db, dedupe, n.try_into().expect("small"), true).await;
    }
    let mut first = claim(&db, 0).await;
    assert_eq!(first.len(), 4);
    first.sort_by(|a, b| a.dedupe.cmp(&b.dedupe));
    // The lease of two runs out; one of them is taken again by who ends here.
    db.write(async |tx| {
        for job in [&first[1], &first[3]] {
            sql!("update outbox set run_at = $2 where id = $1", job.id, at(0)).execute(tx).await?;
        }
        Ok::<_, Error>(())
    })
    .await
    .expect("run out");
    let mut second = claim(&db, 1).await;
    second.sort_by(|a, b| a.dedupe.cmp(&b.dedupe));
    assert_eq!(second.iter().map(|job| job.attempts).collect::<Vec<_>>(), [2, 2]);
    write(&db, "renewed", 9, true).await;
    let ends = [first[0].clone(), first[1].clone(), first[2].clone(), second[1].clone()];
    let gone = db.write(async |tx| queries::done(tx, &ends).await).await.expect("done");
    assert_eq!(gone, 2, "one of the first try, one of the second");
    assert_eq!(done(&db, &second[0]).await, 1, "who has the lease now can finish");
    let left = claim(&db, 1).await;
    assert_eq!(left.iter().map(|job| &*job.dedupe).collect::<Vec<_>>(), ["renewed"]);
}

async fn a_job_whose_turn_did_not_come_is_given_back(engine: Engine) {
    let (db, _dir) = database(engine, "outbox_back").await;
    write(&db, "a", 1, false).await;
    let first = claim(&db, 0).await;
    let back = async || db.write(async |tx| queries::give_back(tx, &first, at(5)).await).await.expect("given back");
    assert_eq!(back().await, 1);
    assert_eq!(back().await, 0, "once");
    assert!(claim(&db, 4).await.is_empty());
    let again = claim(&db, 5).await;
    assert_eq!((again.len(), again[0].attempts), (1, 1), "as if it had not been taken");
}

#[tokio::test]
async fn jobs_on_sqlite() {
    a_job_is_done_once(Engine::Sqlite).await;
    a_job_that_is_renewed_runs_again(Engine::Sqlite).await;
    a_job_that_keeps_failing_is_kept_dead(Engine::Sqlite).await;
    of_many_that_end_together_each_has_its_own_lease(Engine::Sqlite).await;
    a_job_whose_turn_did_not_come_is_given_back(Engine::Sqlite).await;
}

#[tokio::test]
async fn jobs_on_postgres() {
    a_job_is_done_once(Engine::Postgres).await;
    a_job_that_is_renewed_runs_again(Engine::Postgres).await;
    a_job_that_keeps_failing_is_kept_dead(Engine::Postgres).await;
    of_many_that_end_together_each_has_its_own_lease(Engine::Postgres).await;
    a_job_whose_turn_did_not_come_is_given_back(Engine::Postgres).await;
}

#[tokio::test]
async fn two_workers_never_take_the_same_job() {
    let (db, _dir) = database(Engine::Postgres, "outbox_two").await;
    for n in 0..60 {
        write(&db, &n.to_string(), n, false).await;
    }
    let mut workers = tokio::task::JoinSet::new();
    for _ in 0..6 {
        let db = db.clone();
        workers.spawn(async move {
            let mut mine = Vec::new();
            loop {
                let jobs = claim(&db, 0).await;
                if jobs.is_empty() {
                    return mine;
                }
                mine.extend(jobs.into_iter().map(|job| job.dedupe));
            }
        });
    }
    let taken: Vec<String> = workers.join_all().await.concat();
    // A worker may find everything locked by the others and stop early; none of it is lost or taken twice.
    let mut once = taken.clone();
    once.sort_unstable();
    once.dedup();
    assert_eq!((once.len(), taken.len()), (60, 60));
}
