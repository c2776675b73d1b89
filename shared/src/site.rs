//! The site itself: its settings and its own pages.
