//! Everything between the wire and the services: doors, guards, and how we say no.
//!
//! [`Doors`] is a router that knows its own table, so that a test can knock on every door as everybody. [`respond`] turns
//! pages and errors into answers, [`extract`] reads requests without axum's own rejections (they are not problem
//! documents), [`guard`] keeps strangers' forms, floods and frames out.

mod doors;
mod extract;
mod guard;
mod limits;
mod openapi;
mod respond;
mod router;
mod session;

pub use doors::Doors;
pub use extract::{Cursor, Form, Json, OptionalJson, Query};
pub use limits::Limits;
pub use openapi::text as openapi;
pub use respond::{Answer, csv_file, page, redirect, told};
pub use router::{doors, router};
pub(crate) use session::escape;
pub use session::{
    DEVICE_COOKIE, KEPT_COOKIE, LANG_COOKIE, Read, cookie, cookie_value, expired_cookie, long_cookie, short_cookie,
};
