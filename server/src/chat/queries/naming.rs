//! SQL about those who read a room, whom a message there may name.

use super::rooms::{Person, seen};
use crate::{
    access::Actor,
    db::{On, Query, Result, sql, within_word},
};
use shared::{
    chat::Participant,
    ids::{MemberId, RoomId},
    people::{fold, sort_key},
};

/// Whose accounts live and who read the room.
fn reading(room: RoomId) -> Query<'static> {
    sql!(
        "select m.id, m.name, f.function, o.name as organisation, m.photo_id
         from room r
         join audience a on a.id = r.audience_id
         join member m on m.departed_at is null and m.disabled_at is null
         left join affiliation f on f.member_id = m.id and f.until is null
         left join organisation o on o.id = f.organisation_id
         where r.id = $1
           and (a.kind = 'community' or m.id in (select l.member_id from audience_member l where l.audience_id = a.id))
           and (a.community_id is null or m.id in (select b.member_id from membership b where b.community_id = a.community_id))",
        room
    )
}

/// Others who read a room, each of these words the beginning of a word of their names.
pub async fn readers(
    on: impl Into<On<'_>>,
    actor: &Actor,
    room: RoomId,
    words: &str,
    limit: i64,
) -> Result<Vec<Participant>> {
    let mut on = on.into();
    let mut query = reading(room).and("m.id <> ?", actor.id());
    for word in fold(words).split_whitespace().take(8) {
        query = query.push_with(" and ' ' || m.sort_key like ? escape '\\'", within_word(word));
    }
    let people = query.push_with(" order by m.sort_key, m.id limit ?", limit).fetch_all(on.again()).await?;
    seen(on, actor, people).await
}

/// Who of those who read a room have these names, as lists sort them.
pub async fn called(
    on: impl Into<On<'_>>,
    room: RoomId,
    keys: impl IntoIterator<Item = String>,
) -> Result<Vec<(MemberId, String)>> {
    let people: Vec<Person> = reading(room).and_in("m.sort_key", keys).fetch_all(on).await?;
    Ok(people.into_iter().map(|person| (person.id, sort_key(&person.name))).collect())
}
