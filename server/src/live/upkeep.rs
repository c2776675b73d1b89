//! What runs beside the sessions: filling lanes, comparing heads, telling presence, forgetting old events.

use super::{bus, hub::Live, queries, standing};
use crate::{
    Error, Result,
    app::App,
    clock,
    db::{self, Hint},
};
use std::time::Duration;
use tokio::{
    sync::broadcast::error::{RecvError, TryRecvError},
    time::{Instant, interval, sleep, sleep_until},
};

/// Lanes filled by one reading.
const LANES: usize = 50;
/// Events of one reading.
const EVENTS: i64 = 1_000;
/// Channels whose heads are compared by one reading.
const HEADS: usize = 500;
/// Days for which events are kept, at least.
const DAYS: i64 = 7;

/// How often heads are compared; with the deviation of [`about`] a lost hint is found within five seconds.
const APART: Duration = Duration::from_millis(3_500);
/// The same while other nodes cannot be heard.
const APART_ALONE: Duration = Duration::from_millis(500);

/// Starts the live layer of this node.
///
/// # Errors
/// The database's.
pub async fn start(app: &App) -> Result<()> {
    let fresh = shared::ids::to_text(clock::fresh_id());
    let epoch = app.db.write(async |tx| queries::epoch(tx, &fresh).await).await.map_err(Error::from)?;
    // Only the first start sets it, and there is only one.
    let _ = app.live.epoch.set(epoch);
    bus::start(app).await.map_err(Error::internal)?;
    tokio::spawn(follow(app.clone()));
    tokio::spawn(presence(app.clone()));
    tokio::spawn(standing::run(app.clone()));
    tokio::spawn(forget(app.clone()));
    Ok(())
}

impl Live {
    /// Sends everybody away, and waits until they are gone, at most 5 seconds.
    pub async fn stop(&self) {
        let _ = self.stopping.send(true);
        let deadline = Instant::now() + Duration::from_secs(5);
        while self.numbers().sockets > 0 && Instant::now() < deadline {
            sleep(Duration::from_millis(20)).await;
        }
    }
}

/// A duration within 20 % of `around`.
fn about(around: Duration) -> Duration {
    let mut byte = [0];
    clock::fill(&mut byte);
    around.mul_f64(0.8 + f64::from(byte.first().copied().unwrap_or_default()) / 255.0 * 0.4)
}

/// Reads what is new, when a hint says so, and when the heads do.
async fn follow(app: App) {
    let mut hints = app.db.hints();
    let mut compare = Instant::now() + about(APART);
    loop {
        let hint = tokio::select! {
            hint = hints.recv() => Some(hint),
            () = app.live.worked() => None,
            () = sleep_until(compare) => {
                compare = Instant::now() + about(APART);
                compare_heads(&app).await;
                None
            }
        };
        if app.live.alone() {
            compare = compare.min(Instant::now() + about(APART_ALONE));
        }
        match hint {
            Some(Err(RecvError::Closed)) => return,
            Some(Err(RecvError::Lagged(_))) => missed(&app),
            Some(Ok(hint)) => note(&app, hint),
            None => {}
        }
        // What was told meanwhile is read together.
        loop {
            match hints.try_recv() {
                Ok(hint) => note(&app, hint),
                Err(TryRecvError::Lagged(_)) => missed(&app),
                Err(TryRecvError::Empty | TryRecvError::Closed) => break,
            }
        }
        if let Err(error) = fill(&app).await {
            tracing::warn!(%error, "new events could not be read; trying again");
            sleep(Duration::from_millis(500)).await;
        }
    }
}

fn note(app: &App, hint: Hint) {
    match hint {
        Hint::Event(channel, _) => app.live.grown(channel),
        Hint::Standing => app.live.look_again(),
        Hint::Missed => missed(app),
        Hint::Changed | Hint::Job => {}
    }
}

fn missed(app: &App) {
    app.live.all_grown();
    app.live.look_again();
}

async fn fill(app: &App) -> db::Result<()> {
    loop {
        let asked = app.live.take_dirty(LANES);
        if asked.is_empty() {
            return Ok(());
        }
        match queries::events(&app.db, &asked, EVENTS).await {
            Ok(rows) => {
                let cut = i64::try_from(rows.len()).unwrap_or(i64::MAX) >= EVENTS;
                app.live.fill(&asked, rows, cut);
            }
            Err(error) => {
                app.live.retry(&asked);
                return Err(error);
            }
        }
    }
}

async fn compare_heads(app: &App) {
    for ids in app.live.watched().chunks(HEADS) {
        match queries::heads(&app.db, ids).await {
            Ok(heads) => app.live.compare(&heads),
            Err(error) => tracing::warn!(%error, "heads could not be compared"),
        }
    }
}

async fn presence(app: App) {
    let mut tick = interval(Duration::from_secs(2));
    loop {
        tick.tick().await;
        app.live.keep_until(Instant::now());
        app.live.tell_presence();
    }
}

/// Forgets old events, a bit at a time.
async fn forget(app: App) {
    let mut tick = interval(Duration::from_hours(1));
    loop {
        tick.tick().await;
        let before = app.clock.now().plus_seconds(-DAYS * 86_400);
        loop {
            match app.db.write(async |tx| queries::prune(tx, before).await).await {
                Ok(1_000..) => sleep(Duration::from_millis(200)).await,
                Ok(_) => break,
                Err(error) => {
                    tracing::warn!(%error, "old events could not be forgotten");
                    break;
                }
            }
        }
    }
}
