//! What the product promises, tried from outside on both engines.

mod threads;
