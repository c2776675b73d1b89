//! Search as it travels: the grammar of queries, and results.
