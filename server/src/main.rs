//! The program `plein`: one binary, one direction of flow.
//!
//! A request enters by a door ([`http`]), asks the policy ([`access`]), uses a service of a feature, and leaves as a page
//! or as JSON. The database ([`db`]) is the truth; whatever else there is follows from it.

mod access;
mod accounts;
mod admin;
mod app;
mod assets;
mod backup;
mod chat;
mod cli;
mod clock;
mod communities;
mod config;
mod db;
mod demo;
mod error;
mod files;
mod home;
mod http;
mod index;
mod kennisbank;
mod live;
mod mail;
mod markdown;
mod members;
mod metrics;
mod notifications;
mod organisations;
mod outbox;
mod search;
mod secrets;
mod site;
mod threads;

use error::{Error, Result};

/// Pages are made of many small texts; this costs a third less than the system's allocator.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

/// `mi_option_purge_delay` of mimalloc 3 (`mimalloc.h`): after how many milliseconds freed memory goes back to the system.
const PURGE_DELAY: libmimalloc_sys::mi_option_t = 15;

/// Has freed memory go back to the system at once instead of after seconds: whoever makes a search index frees most of what
/// they ask for, and what waits to go back is a third of all that this program ever holds.
#[expect(unsafe_code, reason = "the allocator has no safe way to be told")]
fn give_memory_back() {
    // SAFETY: it writes a number of the allocator's own, while there is no other thread that could read it.
    unsafe { libmimalloc_sys::mi_option_set(PURGE_DELAY, 0) };
}

fn main() -> std::process::ExitCode {
    give_memory_back();
    cli::run()
}
