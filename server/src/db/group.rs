//! Group commit: writers of `SQLite` that wait for each other share one transaction, and so one sync of the disk.
//!
//! `SQLite` has one writer, and with `synchronous = full` each commit waits for the disk: alone, that is the limit. One task
//! owns the order. It opens a transaction for the first who asks and lends it to him; when he is done and others wait, it
//! lends the same transaction to the next, and commits when nobody waits or the group is large or old enough. Only
//! then is anyone told that his change stands, and only then are its hints told, in the order of the turns. A writer whom nobody
//! waits for gets what he always had: begin, his statements, commit.
//!
//! Each turn runs behind a savepoint. An `Err`, a panic and a future that is dropped half-way give the transaction back
//! without a word of keeping, and the task goes back to the savepoint before it lends again: the others in the group lose
//! nothing. Who was refused goes on when the group stands: perhaps somebody in it was faster, and can be read then. The
//! closure runs in its caller's task, so that it may borrow; commit runs in this one, where nothing is dropped half-way.
//! What fails at commit fails for everyone in the group, and so does what makes the engine undo the whole transaction by
//! itself, such as a full disk.
//!
//! Two things to know when writing a closure: it sees what the others in its group wrote, which a read through `&Db` does not
//! see yet; and the others wait for it, so what takes long asks for a transaction of its own ([`Db::write_alone`]).
//!
//! [`Db::write_alone`]: super::Db::write_alone

use super::{Error, Hint, Inner, Result, Tx, sql_for};
use sqlx::SqlitePool;
use std::time::{Duration, Instant};
use tokio::{
    sync::{broadcast, mpsc, oneshot},
    time::{sleep, timeout},
};

#[cfg(test)]
mod tests;

/// The most changes in one commit.
const MOST: usize = 64;
/// After so long nobody joins a group any more: who was first waits for all, and other processes wait for the lock. Tests are
/// about groups that do not depend on how busy the machine is.
const LONGEST: Duration = if cfg!(test) { Duration::MAX } else { Duration::from_millis(10) };
/// When somebody has waited all this time, nobody is given a turn for a moment: other processes do not wait in a line, they look now
/// and then whether the lock is free, and would find it taken each time.
const PRESSED: Duration = Duration::from_millis(20);
/// That moment. They look every 100 ms at least, for five seconds, and have to hit one of these.
const BREATH: Duration = Duration::from_millis(2);

/// Where writers ask for their turn.
#[derive(Clone, Debug)]
pub(super) struct Turns(mpsc::UnboundedSender<Ask>);

/// A writer who waits.
struct Ask {
    turn: oneshot::Sender<Result<Turn>>,
    stands: oneshot::Sender<Result<()>>,
    alone: bool,
}

/// The transaction, lent. It goes home however the turn ends.
struct Turn {
    lent: Option<(Tx, oneshot::Sender<Back>)>,
}

/// The transaction, come home.
struct Back {
    tx: Tx,
    keep: bool,
}

impl Turn {
    fn end(&mut self, keep: bool) {
        if let Some((tx, home)) = self.lent.take() {
            // Without anyone at home the program stops, and the transaction goes with it.
            let _ = home.send(Back { tx, keep });
        }
    }
}

impl Drop for Turn {
    fn drop(&mut self) {
        self.end(false);
    }
}

impl Turns {
    /// Starts the task that gives turns on the one connection of `pool`. It ends with the last [`Turns`].
    pub fn start(pool: SqlitePool, hints: [broadcast::Sender<Hint>; 2]) -> Self {
        let (asks, queue) = mpsc::unbounded_channel();
        tokio::spawn(Giver { pool, queue, hints }.give());
        Self(asks)
    }

    /// Runs `work` in its turn; gives what it gave when that stands on the disk.
    ///
    /// # Errors
    /// Whatever `work` returns; `Unavailable` when no turn comes within `patience`; the engine's on begin and commit.
    pub async fn write<T, E: From<Error>>(
        &self,
        alone: bool,
        patience: Duration,
        work: impl AsyncFnOnce(&mut Tx) -> Result<T, E>,
    ) -> Result<T, E> {
        let (turn, mine) = oneshot::channel();
        let (stands, standing) = oneshot::channel();
        self.0.send(Ask { turn, stands, alone }).map_err(|_| gone())?;
        let mine = timeout(patience, mine).await.map_err(|_| Error::Unavailable(sqlx::Error::PoolTimedOut))?;
        let mut turn = mine.map_err(|_| gone())??;
        let Some((tx, _)) = &mut turn.lent else { return Err(gone().into()) };
        let done = work(tx).await;
        turn.end(done.is_ok());
        let stands = standing.await;
        let done = done?;
        stands.map_err(|_| gone())??;
        Ok(done)
    }
}

fn gone() -> Error {
    Error::Unavailable(sqlx::Error::WorkerCrashed)
}

/// The task that gives turns.
struct Giver {
    pool: SqlitePool,
    queue: mpsc::UnboundedReceiver<Ask>,
    hints: [broadcast::Sender<Hint>; 2],
}

/// Those of a group whose changes are to stand.
#[derive(Default)]
struct Group {
    waiting: Vec<oneshot::Sender<Result<()>>>,
    hints: Vec<Hint>,
    /// Those who were refused, perhaps by what others in the group wrote: they go on when that can be read.
    refused: Vec<oneshot::Sender<Result<()>>>,
}

impl Giver {
    async fn give(mut self) {
        let mut next = self.queue.recv().await;
        let mut pressed = Instant::now();
        while let Some(first) = next.take() {
            if pressed.elapsed() >= PRESSED {
                sleep(BREATH).await;
                pressed = Instant::now();
            }
            let left = if first.turn.is_closed() { None } else { self.group(first).await };
            next = left.or_else(|| self.queue.try_recv().ok());
            if next.is_none() {
                next = self.queue.recv().await;
                pressed = Instant::now();
            }
        }
    }

    /// One transaction, for `first` and those who wait behind. Gives who asked for the next one already.
    async fn group(&mut self, first: Ask) -> Option<Ask> {
        let alone = first.alone;
        let mut tx = match begin(&self.pool, alone).await {
            Ok(inner) => Tx { inner, hints: Vec::new(), full: false },
            Err(error) => {
                // Who has gone needs no answer; here and below.
                let _ = first.turn.send(Err(error));
                return None;
            }
        };
        let began = Instant::now();
        let (mut group, mut next) = (Group::default(), Some(first));
        while let Some(Ask { turn, stands, .. }) = next.take() {
            let (home, back) = oneshot::channel();
            let _ = turn.send(Ok(Turn { lent: Some((tx, home)) }));
            let Ok(back) = back.await else { return None };
            tx = back.tx;
            let hints = std::mem::take(&mut tx.hints);
            if back.keep {
                group.add(stands, hints);
            } else if group.waiting.is_empty() {
                // Dropped, it rolls back. Who waits begins anew.
                return None;
            } else if sql_for!(super::Engine::Sqlite, "rollback to turn").execute(&mut tx).await.is_err() {
                group.fail(&lost(tx.full));
                return None;
            } else {
                group.refused.push(stands);
            }
            if alone || group.waiting.len() >= MOST || began.elapsed() >= LONGEST {
                break;
            }
            next = self.queue.try_recv().ok();
            let Some(ask) = &next else { break };
            if ask.alone {
                break;
            }
            // Fails when the engine has undone the transaction and the closure did not mind.
            if back.keep
                && let Err(error) =
                    sql_for!(super::Engine::Sqlite, "release turn; savepoint turn").execute(&mut tx).await
            {
                group.fail(&error);
                return next;
            }
        }
        match tx.inner.commit().await {
            Ok(()) => group.stand(&self.hints),
            Err(error) => group.fail(&error),
        }
        next
    }
}

impl Group {
    fn add(&mut self, stands: oneshot::Sender<Result<()>>, hints: Vec<Hint>) {
        self.waiting.push(stands);
        for hint in hints {
            if !self.hints.contains(&hint) {
                self.hints.push(hint);
            }
        }
    }

    fn stand(self, listeners: &[broadcast::Sender<Hint>]) {
        super::abort_after(&self.hints);
        for hint in self.hints {
            // Nobody listening is fine.
            for listener in listeners {
                let _ = listener.send(hint);
            }
        }
        for stands in self.waiting.into_iter().chain(self.refused) {
            let _ = stands.send(Ok(()));
        }
    }

    fn fail(self, error: &Error) {
        for stands in self.waiting {
            let _ = stands.send(Err(error.shared()));
        }
    }
}

/// A full disk undid the transaction of the group; or something else did.
fn lost(full: bool) -> Error {
    let why = sqlx::Error::Protocol("the engine undid the transaction".to_owned());
    if full { Error::Full(why) } else { Error::Unavailable(why) }
}

/// A transaction with a savepoint for the first turn. What is alone needs none: it is kept whole or not at all, and a savepoint
/// copies each page that is changed.
async fn begin(pool: &SqlitePool, alone: bool) -> Result<Inner> {
    // A deferred transaction that turns from reader to writer can fail with SQLITE_BUSY half-way;
    // an immediate one waits for its turn instead.
    let text = if alone { "begin immediate" } else { "begin immediate; savepoint turn" };
    Ok(Inner::Sqlite(match pool.begin_with(text).await {
        // A full disk makes SQLite roll back by itself, which sqlx does not see: it takes the next transaction
        // for one inside the last. Such a connection is of no use any more.
        Err(sqlx::Error::InvalidSavePointStatement) => {
            pool.acquire().await?.close().await?;
            pool.begin_with(text).await?
        }
        begun => begun?,
    }))
}
