//! Notifications: what is told to members by mail, and how they stop it.
//!
//! A reply makes one job for each member who took part in the thread or follows it. Ten minutes later the job looks again:
//! who has read it meanwhile, may not read it any more, or wants no mail gets none. Replies in between go into the same
//! mail. A mail about a community that is not open says that there is something, and nothing of what it is.
//! Of what is said in a chat only direct messages and being named are told, once until the member comes back: `chat`. That
//! such words were put in a thread, and that they will disappear, is told by `kept`.

mod chat;
mod kept;
mod model;
mod pages;
mod queries;
mod service;

pub use chat::{SAID, deliver as deliver_said, said};
pub use kept::{LEAVING, MOVED, deliver_leaving, deliver_moved, leaving, moved};
pub use model::REPLIED;
pub use pages::Stopping;
pub use service::{deliver, replied};

use crate::http::Doors;

/// The doors of this room.
pub fn doors() -> Doors {
    Doors::new()
        .get(model::STOP_DOOR, pages::stop_form)
        .post(model::STOP_DOOR, pages::stop)
        .get(chat::STOP_DOOR, chat::stop_form)
        .post(chat::STOP_DOOR, chat::stop)
}
