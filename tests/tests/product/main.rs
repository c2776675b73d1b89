//! What the product promises, tried from outside on both engines.

mod crawl;
mod doors;
mod matrix;
mod threads;
