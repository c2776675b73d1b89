//! Organisations as they travel.
