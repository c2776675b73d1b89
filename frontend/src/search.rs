//! Pages of search.
