//! Whom a message in a room may name: those who read it.

use crate::{
    Error, Result,
    access::{self, ReadRoom},
    app::Ctx,
    chat::queries,
    markdown::Called,
};
use shared::{
    chat::{
        Participant,
        naming::{self, SUGGESTED},
    },
    ids::RoomId,
    people::sort_key,
};
use std::collections::{BTreeSet, HashMap};

/// Names of one text that are looked up.
const LOOKED_UP: usize = 10;

/// Others who read a room, by what their names begin with.
///
/// # Errors
/// `NotFound`.
pub async fn people(ctx: &Ctx, id: RoomId, words: &str) -> Result<Vec<Participant>> {
    ctx.db()
        .read(async |snap| {
            let place = access::room_place(&mut *snap, &ctx.actor, id).await?.ok_or(Error::NotFound)?;
            ctx.actor.must::<ReadRoom>(&place)?;
            Ok(queries::readers(&mut *snap, &ctx.actor, id, words, SUGGESTED).await?)
        })
        .await
}

/// Whom a text calls by their names, of those who read the room. A text that calls nobody costs no question.
pub(super) async fn called(ctx: &Ctx, room: RoomId, text: &str) -> Result<Called> {
    let keys: BTreeSet<String> = naming::called(text, LOOKED_UP).into_iter().map(sort_key).collect();
    let mut called: Called = HashMap::new();
    if keys.is_empty() {
        return Ok(called);
    }
    for (id, key) in queries::called(ctx.db(), room, keys).await? {
        called.entry(key).and_modify(|several| *several = None).or_insert(Some(id));
    }
    Ok(called)
}
