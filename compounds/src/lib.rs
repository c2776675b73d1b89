//! A Dutch compound splitter; see [`compounds`].

pub mod compounds;

pub use compounds::{Compounds, LoadError, Overlay, OverlayError, Part};

/// What must be said wherever the table of parts is shipped.
pub const NOTICE: &str = include_str!("../NOTICE.md");

/// The table of parts.
pub static TABLE: &[u8] = include_bytes!("../data/compounds.bin");
