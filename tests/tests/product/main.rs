//! What the product promises, tried from outside on both engines.

mod accounts;
mod articles;
mod background;
mod commands;
mod communities;
mod crawl;
mod documents;
mod doors;
mod http;
mod index;
mod journal;
mod kept;
mod live;
mod matrix;
mod members;
mod nodes;
mod operators;
mod quality;
mod robust;
mod rooms;
mod saved;
mod search;
mod sessions;
mod threads;
mod uploads;
