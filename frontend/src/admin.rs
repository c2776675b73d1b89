//! Pages of administration.
