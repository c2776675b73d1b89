//! Pages of the chat.
