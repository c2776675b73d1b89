//! Pages of the kennisbank.
