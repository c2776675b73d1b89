//! What the product promises, tried from outside on both engines.

mod accounts;
mod articles;
mod commands;
mod communities;
mod crawl;
mod documents;
mod doors;
mod http;
mod live;
mod matrix;
mod members;
mod quality;
mod robust;
mod rooms;
mod search;
mod sessions;
mod threads;
mod uploads;
