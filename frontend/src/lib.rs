//! Pages as functions from plain data to HTML, and the islands that bring them to life.
//!
//! A page knows no database, no server and no session. It is made of the pieces in [`ui`], finds its reader with
//! [`context::reader`], and is wrapped by [`ui::Page`], which gives it the frame and the head of the document. Islands are the
//! only code that runs in the browser. They are built twice: feature `hydrate` has what most pages need, feature `chat` adds
//! the chat room.

#![recursion_limit = "256"] // Pages are types inside types; debug builds lay them out deeper than the default allows.

pub mod accounts;
pub mod admin;
#[cfg(any(feature = "ssr", feature = "chat"))]
pub mod chat;
pub mod communities;
pub mod context;
pub mod home;
pub mod islands;
pub mod kennisbank;
pub mod members;
pub mod notifications;
pub mod organisations;
pub mod outbox;
pub mod search;
pub mod site;
pub mod threads;
pub mod ui;

pub use context::{Assets, Islands, Statics};

/// Called by `assets/start.js` before it wakes the islands one by one.
#[cfg(feature = "hydrate")]
#[wasm_bindgen::prelude::wasm_bindgen]
pub fn hydrate() {
    leptos::mount::hydrate_islands();
    islands::awake();
}
