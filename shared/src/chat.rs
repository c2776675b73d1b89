//! Chat as it travels: rooms and messages.
