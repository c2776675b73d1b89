//! Notifications as they travel.

pub mod words;
