//! What is scarce: processors for hashing and rendering.

use crate::{Error, Result};
use std::sync::atomic::{AtomicUsize, Ordering};
use tokio::sync::Semaphore;

/// How many may wait for a hash before we say so instead.
const QUEUE: usize = 64;

/// Places for work that takes a whole processor.
pub struct Limits {
    hashing: Semaphore,
    rendering: Semaphore,
    waiting: AtomicUsize,
}

impl Limits {
    /// As many places as there are processors.
    pub fn new() -> Self {
        let places = std::thread::available_parallelism().map_or(2, usize::from);
        Self { hashing: Semaphore::new(places), rendering: Semaphore::new(places), waiting: AtomicUsize::new(0) }
    }

    /// Runs `work` on a thread where it may take its time, in turn with other password hashing.
    ///
    /// # Errors
    /// `Unavailable` when too many wait already.
    pub async fn hash<T: Send + 'static>(&self, work: impl FnOnce() -> T + Send + 'static) -> Result<T> {
        if self.waiting.fetch_add(1, Ordering::Relaxed) >= QUEUE {
            self.waiting.fetch_sub(1, Ordering::Relaxed);
            return Err(Error::Unavailable);
        }
        let place = self.hashing.acquire().await;
        self.waiting.fetch_sub(1, Ordering::Relaxed);
        let _place = place.map_err(Error::internal)?;
        tokio::task::spawn_blocking(work).await.map_err(Error::internal)
    }

    /// Runs `work` on a thread where it may take its time, in turn with other rendering of Markdown.
    ///
    /// # Errors
    /// When the work panics.
    pub async fn render<T: Send + 'static>(&self, work: impl FnOnce() -> T + Send + 'static) -> Result<T> {
        let _place = self.rendering.acquire().await.map_err(Error::internal)?;
        tokio::task::spawn_blocking(work).await.map_err(Error::internal)
    }
}
