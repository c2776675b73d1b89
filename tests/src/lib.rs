//! The product from outside: starts the real program, speaks HTTP, WebSocket, mail and SQL with it, on both engines.
//!
//! A test is written once with [`both!`] and runs as `name::sqlite` and `name::postgres`. Each gets a server and a
//! database of its own, copied from a template that holds the [`World`]: seven people, from visitor to administrator,
//! and a community of each visibility. The template is made once in a process, with the program's own commands and doors.

mod app;
pub mod chaos;
mod client;
mod database;
mod engine;
pub mod judged;
pub mod kills;
mod live;
mod mail;
mod nats;
mod sink;
mod template;
mod upload;
mod world;

pub use app::{App, Start};
pub use client::{Answer, Body, Client, text_of};
pub use database::{Database, TextColumn, in_cluster};
pub use engine::Engine;
pub use live::Socket;
pub use mail::Mail;
pub use nats::Nats;
pub use serde_json::{Value, json};
pub use sink::{Delivery, Sink};
pub use template::{closed_room, conversation, moved_message};
pub use upload::{Chosen, PDF, PNG};
pub use world::{Circle, Person, ROLES, Role, World};

use futures_util::FutureExt as _;
use std::panic::{AssertUnwindSafe, resume_unwind};

/// Declares tests that run on both engines.
///
/// ```ignore
/// both! {
///     a_member_posts, async |app| { app.member().post("/api/v1/…", json!({})).await.is(201); }
/// }
/// ```
#[macro_export]
macro_rules! both {
    ($($(#[$attribute:meta])* $name:ident, async |$app:ident| $body:block)+) => {$(
        mod $name {
            #[expect(unused_imports, reason = "what the tests of a file share")]
            use super::*;

            async fn told($app: &$crate::App) $body

            #[test]
            $(#[$attribute])*
            fn sqlite() {
                $crate::run($crate::Engine::Sqlite, async |app| told(app).await);
            }

            #[test]
            $(#[$attribute])*
            fn postgres() {
                $crate::run($crate::Engine::Postgres, async |app| told(app).await);
            }
        }
    )+};
}

/// Runs one test on a fresh copy of the world. When it fails, the end of the server's log stands above the failure.
pub fn run(engine: Engine, test: impl AsyncFnOnce(&App)) {
    run_with(engine, Start::default(), test);
}

/// The same, with a server that starts differently.
pub fn run_with(engine: Engine, start: Start, test: impl AsyncFnOnce(&App)) {
    let template = template::of(engine);
    block_on(async {
        let app = App::of_template(template, start).await;
        let outcome = AssertUnwindSafe(test(&app)).catch_unwind().await;
        if outcome.is_err() {
            eprintln!("--- the end of the server's log ---\n{}", app.log_tail(40));
        }
        app.end().await;
        if let Err(failure) = outcome {
            resume_unwind(failure);
        }
    });
}

/// Runs a future to its end on a thread of its own: tests are synchronous to their harness.
pub fn block_on<T>(future: impl Future<Output = T>) -> T {
    tokio::runtime::Builder::new_current_thread().enable_all().build().expect("a runtime").block_on(future)
}
