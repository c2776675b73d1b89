//! What the product promises, tried from outside on both engines.

mod communities;
mod crawl;
mod doors;
mod http;
mod matrix;
mod sessions;
mod threads;
