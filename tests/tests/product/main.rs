//! What the product promises, tried from outside on both engines.

mod commands;
mod communities;
mod crawl;
mod doors;
mod http;
mod matrix;
mod robust;
mod sessions;
mod threads;
