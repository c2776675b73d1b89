//! What members are told, and how they stop it.
