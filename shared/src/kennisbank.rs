//! The kennisbank as it travels: themes, subjects and articles.
