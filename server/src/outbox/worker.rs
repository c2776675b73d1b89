//! Who does the jobs: in two lanes, so that no mail waits for documents that are read one after the other.

use super::{
    model::{Job, LEASE, TRIES, back_off},
    queries::{self, Lane},
};
use crate::{Error, Result, accounts, app::App, clock, communities, db::Hint, files, notifications, search};
use std::{sync::Arc, time::Duration};
use tokio::{
    sync::{Semaphore, watch},
    task::JoinSet,
    time::{Instant, sleep_until, timeout, timeout_at},
};

/// Jobs taken by one transaction.
const TAKEN: i64 = 50;
/// So many of them run at once: a mail server likes no more, and others want to read the database too.
const AT_ONCE: usize = 8;
/// Jobs that end within so long of each other are noted by one transaction.
const TOGETHER: Duration = Duration::from_millis(10);
/// What is done one at a time.
const SLOW: Lane = Lane { kind: files::READ, only: true };
/// All else.
const QUICK: Lane = Lane { kind: files::READ, only: false };
/// How often the database is asked when nobody told anything.
const POLL: Duration = Duration::from_secs(1);
/// How long a job may run: well within its lease.
const PATIENCE: Duration = Duration::from_secs(90);
/// How long a job may wait for its turn after it was taken; with [`PATIENCE`] it is still within the lease.
const TURN: Duration = Duration::from_secs(20);
/// How long jobs may take after the signal to stop.
const FINISH: Duration = Duration::from_millis(1500);
/// How often what has expired is swept away.
const SWEEP: i64 = 3600;
/// How often saved searches that are due are looked for.
const LOOK: i64 = 60;

/// The worker of this process.
pub struct Worker {
    stop: watch::Sender<bool>,
    lanes: JoinSet<()>,
}

impl Worker {
    /// Starts working.
    pub fn start(app: App) -> Self {
        let (stop, stopped) = watch::channel(false);
        let mut lanes = JoinSet::new();
        lanes.spawn(work(app.clone(), QUICK, stopped.clone()));
        lanes.spawn(work(app, SLOW, stopped));
        Self { stop, lanes }
    }

    /// Takes no new jobs, and gives those at hand a moment to finish; one that does not is done again later.
    pub async fn stop(mut self) {
        // It may have gone already.
        let _ = self.stop.send(true);
        let finished = async { while self.lanes.join_next().await.is_some() {} };
        if timeout(FINISH, finished).await.is_err() {
            self.lanes.shutdown().await;
            tracing::warn!("jobs were cut off; they run again after their lease");
        }
    }
}

async fn work(app: App, lane: Lane, mut stopped: watch::Receiver<bool>) {
    let name = shared::ids::to_text(clock::fresh_id());
    let mut hints = app.db.hints();
    let mut aside = Aside::default();
    while !*stopped.borrow() {
        let mut taken = match round(&app, lane, &name, &stopped).await {
            Ok(taken) => taken,
            Err(error) => {
                tracing::warn!(?error, "the outbox could not be read");
                0
            }
        };
        if taken == 0 || !lane.only {
            taken += aside.done(&app, lane).await;
        }
        if taken > 0 {
            continue;
        }
        tokio::select! {
            () = tokio::time::sleep(POLL) => {}
            () = told(&mut hints) => {}
            _ = stopped.changed() => {}
        }
    }
}

/// What a lane does beside its jobs.
#[derive(Default)]
struct Aside {
    swept: i64,
    looked: i64,
    backlog: files::Backlog,
}

impl Aside {
    /// Does it, when its time has come; gives how many jobs came of it.
    async fn done(&mut self, app: &App, lane: Lane) -> usize {
        if lane.only {
            return self.backlog.hand_out(app).await.unwrap_or_else(|error| {
                tracing::warn!(?error, "documents that are still to be read could not be looked for");
                0
            });
        }
        let now = app.clock.now();
        if now.seconds() - self.swept > SWEEP {
            self.swept = now.seconds();
            if let Err(error) = accounts::sweep(app).await {
                tracing::warn!(?error, "what has expired could not be swept away");
            }
            if let Err(error) = search::sweep(app).await {
                tracing::warn!(?error, "the search journal could not be swept");
            }
        }
        if now.seconds() - self.looked > LOOK {
            self.looked = now.seconds();
            if let Err(error) = search::look_for_news(app).await {
                tracing::warn!(?error, "saved searches could not be looked at");
            }
        }
        0
    }
}

/// Waits until somebody wrote a job.
async fn told(hints: &mut tokio::sync::broadcast::Receiver<Hint>) {
    use tokio::sync::broadcast::error::RecvError;
    loop {
        match hints.recv().await {
            Ok(Hint::Job | Hint::Missed) | Err(RecvError::Lagged(_)) => return,
            Ok(_) => {}
            Err(RecvError::Closed) => return std::future::pending().await,
        }
    }
}

/// Takes what is due and does it; gives how many that were.
async fn round(app: &App, lane: Lane, name: &str, stopped: &watch::Receiver<bool>) -> Result<usize> {
    // Looking costs a writer's turn on SQLite only when there is something to do.
    if !queries::due(&app.db, lane, app.clock.now()).await? {
        return Ok(0);
    }
    let turn = Instant::now() + TURN;
    let jobs = app
        .db
        .write(async |tx| {
            let now = tx.clock(app.clock).await?;
            let most = if lane.only { 1 } else { TAKEN };
            queries::claim(tx, lane, name, now, now.plus_seconds(LEASE), most).await
        })
        .await?;
    let (taken, places) = (jobs.len(), Arc::new(Semaphore::new(AT_ONCE)));
    let mut running = JoinSet::new();
    for job in jobs {
        let (app, places, mut stopped) = (app.clone(), places.clone(), stopped.clone());
        running.spawn(async move {
            let place = tokio::select! {
                biased;
                _ = stopped.wait_for(|stop| *stop) => None,
                place = places.acquire() => place.ok(),
                () = sleep_until(turn) => None,
            };
            let outcome = match place {
                Some(_held) => Some(one(&app, &job).await),
                None => None,
            };
            (job, outcome)
        });
    }
    while let Some(first) = running.join_next().await {
        let (mut ends, until) = (Ends::default(), Instant::now() + TOGETHER);
        ends.add(first);
        while let Ok(Some(next)) = timeout_at(until, running.join_next()).await {
            ends.add(next);
        }
        // The others run on meanwhile.
        ends.note(app).await;
    }
    Ok(taken)
}

async fn one(app: &App, job: &Job) -> Result<()> {
    timeout(PATIENCE, run(app, job)).await.unwrap_or(Err(Error::Unavailable))
}

/// Jobs that ended at about the same time.
#[derive(Default)]
struct Ends {
    done: Vec<Job>,
    failed: Vec<(Job, Error)>,
    /// Their turn did not come.
    left: Vec<Job>,
}

impl Ends {
    fn add(&mut self, ended: Result<(Job, Option<Result<()>>), tokio::task::JoinError>) {
        match ended {
            Ok((job, Some(Ok(())))) => self.done.push(job),
            Ok((job, Some(Err(error)))) => self.failed.push((job, error)),
            Ok((job, None)) => self.left.push(job),
            // Its lease runs out, and it is tried again.
            Err(error) => tracing::error!(%error, "a job ended badly"),
        }
    }

    /// Notes them. What cannot be noted is done again after its lease.
    async fn note(self, app: &App) {
        let Self { done, failed, left } = self;
        if let Err(error) = end(app, &done, &left).await {
            tracing::warn!(?error, jobs = done.len() + left.len(), "the end of jobs could not be noted");
        }
        for (job, error) in &failed {
            if let Err(error) = put_off(app, job, error).await {
                tracing::warn!(?error, kind = job.kind, "the end of a job could not be noted");
            }
        }
    }
}

/// What each kind of job is.
async fn run(app: &App, job: &Job) -> Result<()> {
    match job.kind.as_str() {
        accounts::LETTER => accounts::deliver(app, job).await,
        files::READ => files::deliver(app, job).await,
        communities::DECIDED => communities::deliver(app, job).await,
        notifications::REPLIED => notifications::deliver(app, job).await,
        notifications::SAID => notifications::deliver_said(app, job).await,
        notifications::MOVED => notifications::deliver_moved(app, job).await,
        notifications::LEAVING => notifications::deliver_leaving(app, job).await,
        search::NEWS => search::deliver_news(app, job).await,
        other => Err(Error::internal(format!("no job is called {other:?}"))),
    }
}

/// Notes together which jobs are done, and which can be taken again.
async fn end(app: &App, done: &[Job], left: &[Job]) -> Result<()> {
    if done.is_empty() && left.is_empty() {
        return Ok(());
    }
    app.db
        .write(async |tx| {
            queries::done(tx, done).await?;
            if !left.is_empty() {
                let now = tx.clock(app.clock).await?;
                queries::give_back(tx, left, now).await?;
            }
            Ok(())
        })
        .await
}

/// Notes that a job failed, and when it is tried again.
async fn put_off(app: &App, job: &Job, error: &Error) -> Result<()> {
    let mut chance = [0];
    clock::fill(&mut chance);
    let dead = job.attempts >= TRIES;
    let wait = back_off(job.attempts, chance.first().copied().unwrap_or_default());
    let why = told_as(error);
    tracing::warn!(kind = job.kind, attempts = job.attempts, dead, error = why, "a job failed");
    app.db
        .write(async |tx| {
            let now = tx.clock(app.clock).await?;
            queries::failed(tx, job, &why, if dead { "dead" } else { "live" }, now.plus_seconds(wait)).await
        })
        .await?;
    Ok(())
}

/// The error with its cause, for whoever runs the site; mail servers like to repeat the address, which is nobody's here.
fn told_as(error: &Error) -> String {
    let text = match error {
        Error::Internal(cause) => cause.to_string(),
        other => other.to_string(),
    };
    let words = text.split_whitespace().map(|word| if word.contains('@') { "…" } else { word });
    words.collect::<Vec<_>>().join(" ").chars().take(500).collect()
}
