//! Where the hub leaves word for a session: which channels have something new. Never the news itself, so it cannot overflow.

use std::{
    collections::VecDeque,
    sync::{Arc, Mutex, MutexGuard, PoisonError},
};
use tokio::sync::Notify;

/// How many passing signs wait at most; older ones are dropped.
const PASSING: usize = 32;

/// Locks, also after a panic elsewhere: what is inside is whole between statements.
pub fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

/// A session's mailbox.
#[derive(Debug, Default)]
pub struct Mailbox {
    news: Mutex<News>,
    bell: Notify,
}

/// What there is to do for a session.
#[derive(Debug, Default)]
pub struct News {
    /// Short names of channels with something new.
    pub channels: Vec<u32>,
    /// Typing and presence: short name of the channel, and the rest of the frame.
    pub passing: VecDeque<(u32, Arc<str>)>,
    /// Who belongs to something changed.
    pub standing: bool,
    /// Another connection of the same member took its place.
    pub evicted: bool,
}

impl Mailbox {
    /// Waits until there is something.
    pub async fn rung(&self) {
        self.bell.notified().await;
    }

    /// Takes all of it.
    pub fn take(&self) -> News {
        std::mem::take(&mut lock(&self.news))
    }

    /// A channel has something new.
    pub fn grown(&self, c: u32) {
        let mut news = lock(&self.news);
        if !news.channels.contains(&c) {
            news.channels.push(c);
            self.bell.notify_one();
        }
    }

    /// Something passes.
    pub fn passing(&self, c: u32, rest: Arc<str>) {
        let mut news = lock(&self.news);
        if news.passing.len() >= PASSING {
            news.passing.pop_front();
        }
        news.passing.push_back((c, rest));
        self.bell.notify_one();
    }

    /// Who belongs to something changed.
    pub fn standing(&self) {
        lock(&self.news).standing = true;
        self.bell.notify_one();
    }

    /// The session must go.
    pub fn evict(&self) {
        lock(&self.news).evicted = true;
        self.bell.notify_one();
    }
}
