//! The frames of the live socket, `live.v1`.
