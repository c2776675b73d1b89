//! Who does the jobs.

use super::{
    model::{Job, LEASE, TRIES, back_off},
    queries,
};
use crate::{Error, Result, accounts, app::App, clock, communities, db::Hint, notifications, search};
use std::time::Duration;
use tokio::{sync::watch, task::JoinSet};

/// Jobs taken at once; each runs on its own.
const AT_ONCE: i64 = 8;
/// How often the database is asked when nobody told anything.
const POLL: Duration = Duration::from_secs(1);
/// How long a job may run: well within its lease.
const PATIENCE: Duration = Duration::from_secs(90);
/// How long jobs may take after the signal to stop.
const FINISH: Duration = Duration::from_millis(1500);
/// How often what has expired is swept away.
const SWEEP: i64 = 3600;
/// How often saved searches that are due are looked for.
const LOOK: i64 = 60;

/// The worker of this process.
pub struct Worker {
    stop: watch::Sender<bool>,
    task: tokio::task::JoinHandle<()>,
}

impl Worker {
    /// Starts working.
    pub fn start(app: App) -> Self {
        let (stop, stopped) = watch::channel(false);
        Self { stop, task: tokio::spawn(work(app, stopped)) }
    }

    /// Takes no new jobs, and gives those at hand a moment to finish; one that does not is done again later.
    pub async fn stop(self) {
        // It may have gone already.
        let _ = self.stop.send(true);
        let abort = self.task.abort_handle();
        if tokio::time::timeout(FINISH, self.task).await.is_err() {
            abort.abort();
            tracing::warn!("jobs were cut off; they run again after their lease");
        }
    }
}

async fn work(app: App, mut stopped: watch::Receiver<bool>) {
    let name = shared::ids::to_text(clock::fresh_id());
    let mut hints = app.db.hints();
    let (mut swept, mut looked) = (0, 0);
    while !*stopped.borrow() {
        let taken = match round(&app, &name).await {
            Ok(taken) => taken,
            Err(error) => {
                tracing::warn!(?error, "the outbox could not be read");
                0
            }
        };
        let now = app.clock.now();
        if now.seconds() - swept > SWEEP {
            swept = now.seconds();
            if let Err(error) = accounts::sweep(&app).await {
                tracing::warn!(?error, "what has expired could not be swept away");
            }
            if let Err(error) = search::sweep(&app).await {
                tracing::warn!(?error, "the search journal could not be swept");
            }
        }
        if now.seconds() - looked > LOOK {
            looked = now.seconds();
            if let Err(error) = search::look_for_news(&app).await {
                tracing::warn!(?error, "saved searches could not be looked at");
            }
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

/// Waits until somebody wrote a job.
async fn told(hints: &mut tokio::sync::broadcast::Receiver<Hint>) {
    use tokio::sync::broadcast::error::RecvError;
    loop {
        match hints.recv().await {
            Ok(Hint::Job) | Err(RecvError::Lagged(_)) => return,
            Ok(_) => {}
            Err(RecvError::Closed) => return std::future::pending().await,
        }
    }
}

/// Takes what is due and does it; gives how many that were.
async fn round(app: &App, name: &str) -> Result<usize> {
    // Looking costs a writer's turn on SQLite only when there is something to do.
    if super::numbers(&app.db, app.clock.now()).await?.waiting == 0 {
        return Ok(0);
    }
    let jobs = app
        .db
        .write(async |tx| {
            let now = tx.clock(app.clock).await?;
            queries::claim(tx, name, now, now.plus_seconds(LEASE), AT_ONCE).await
        })
        .await?;
    let taken = jobs.len();
    let mut running = JoinSet::new();
    for job in jobs {
        let app = app.clone();
        running.spawn(async move { one(&app, job).await });
    }
    while let Some(ended) = running.join_next().await {
        if let Err(error) = ended {
            // Its lease runs out, and it is tried again.
            tracing::error!(%error, "a job ended badly");
        }
    }
    Ok(taken)
}

async fn one(app: &App, job: Job) {
    let outcome = match tokio::time::timeout(PATIENCE, run(app, &job)).await {
        Ok(outcome) => outcome,
        Err(_) => Err(Error::Unavailable),
    };
    if let Err(error) = settle(app, &job, outcome).await {
        tracing::warn!(?error, kind = job.kind, "the end of a job could not be noted");
    }
}

/// What each kind of job is.
async fn run(app: &App, job: &Job) -> Result<()> {
    match job.kind.as_str() {
        accounts::LETTER => accounts::deliver(app, job).await,
        communities::DECIDED => communities::deliver(app, job).await,
        notifications::REPLIED => notifications::deliver(app, job).await,
        search::NEWS => search::deliver_news(app, job).await,
        other => Err(Error::internal(format!("no job is called {other:?}"))),
    }
}

async fn settle(app: &App, job: &Job, outcome: Result<()>) -> Result<()> {
    app.db
        .write(async |tx| match &outcome {
            Ok(()) => queries::done(tx, job).await,
            Err(error) => {
                let mut chance = [0];
                clock::fill(&mut chance);
                let dead = job.attempts >= TRIES;
                let wait = back_off(job.attempts, chance.first().copied().unwrap_or_default());
                let why = told_as(error);
                tracing::warn!(kind = job.kind, attempts = job.attempts, dead, error = why, "a job failed");
                let now = tx.clock(app.clock).await?;
                queries::failed(tx, job, &why, if dead { "dead" } else { "live" }, now.plus_seconds(wait)).await
            }
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
