//! The directory and the profiles: what members show, and to whom.
//!
//! What somebody keeps to themselves plays no part in anything: not in what is found, not in its order, not in how much
//! is counted. The statements therefore hide a field before they look at it.

pub(super) mod pages;
mod queries;
pub(super) mod rest;
mod service;

pub use rest::after;
pub use service::{follow_theme, in_organisation, set_language, set_presence};
