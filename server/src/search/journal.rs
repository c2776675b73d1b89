//! The search journal: what is searched for, how often nothing is found, and which place of the list is opened. Never who.
//!
//! A search is counted in memory and written every few seconds, so that nobody waits for it; a crash loses a few counts and
//! nothing else. What could be about a person is not counted, and what was asked once or twice is not shown. After four
//! weeks it is gone.

mod memory;
mod model;
mod pages;
mod queries;
mod service;

pub use memory::Journal;
pub use service::{clicks, keep, note, sweep};

use crate::http::Doors;

/// The doors of the journal.
pub fn doors() -> Doors {
    Doors::new()
        .post("/zoeken/klik", pages::click)
        .get("/beheer/zoekjournaal", pages::show)
        .get("/beheer/zoekjournaal.csv", pages::download)
}
