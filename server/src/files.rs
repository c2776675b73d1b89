//! Files: photos and attachments, stored outside the web root, with rights checked at every download.
//!
//! A file comes in by an [`Upload`] (a form with files), is judged by its content and not by its name, and is written
//! under a random id by [`take`]: images are decoded within limits and encoded anew, so that places, cameras and whatever
//! was hidden behind the pixels stay out; a document is kept as it is; all else is refused. Then, in the transaction of what
//! carries it, [`attach`] (a post) or [`photo`] (a member) makes it known. What a transaction never made known is swept
//! away after a day ([`keep_swept`]). A file is read through `GET /bestand/{id}` only, by whoever may read what carries it.
//!
//! ```ignore
//! let Upload { form, files, .. } = upload;            // the door: an extractor, 52 MB at most
//! let mut taken = Vec::new();
//! for file in files {                                 // before the transaction: decoding takes its time
//!     taken.push(files::take(ctx, file, Use::Attachment).await?);
//! }
//! ctx.db().write(async |tx| {
//!     let permit = ctx.actor.may::<Reply>(&place)?;
//!     // … the post …
//!     for file in &taken {
//!         files::attach(tx, &permit, place.community.audience_id, post, file, ctx.now()).await?;
//!     }
//! })
//! let under = files::of_posts(&mut *snap, &ids).await?;   // pairs of post and attachment, in the order of uploading
//! ```
//!
//! A thread that moves takes its files along with [`move_with_thread`]; an editor removes one with [`detach`].

mod model;
mod pages;
mod picture;
mod queries;
mod reading;
mod sent;
mod service;
mod store;
mod text;
mod upload;

pub use model::{Taken, Use};
pub use queries::{Photos, detach, move_with_thread, of_posts, photo, photos};
pub use reading::answer;
pub use sent::Sent;
pub use service::{keep_swept, take, throw_away};
pub use store::{Store, measure};
pub use text::{Backlog, READ, attach, deliver};
pub use upload::{Draft, Upload};

use crate::http::Doors;

/// The doors of this room.
pub fn doors() -> Doors {
    Doors::new().get("/bestand/{id}", pages::download).get("/bestand/{id}/{name}", pages::download_named)
}
