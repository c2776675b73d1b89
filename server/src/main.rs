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

fn main() -> std::process::ExitCode {
    cli::run()
}
