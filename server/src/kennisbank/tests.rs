//! Import, on both engines.
