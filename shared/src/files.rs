//! Files as they travel.
