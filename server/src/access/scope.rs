//! The visibility predicate: the one SQL condition that every list goes through.

use super::Actor;
use crate::db::Query;

impl Query<'_> {
    /// Adds ` and <column> in (audiences the actor reads)`.
    pub fn readable(self, column: &'static str, actor: &Actor) -> Self {
        let query = self.push(" and ").push(column).push(" in (select a.id from audience a where a.kind = 'public'");
        match *actor {
            Actor::Visitor => query.push(")"),
            // The program itself lists nothing for anybody: it sees what a member sees.
            Actor::Member { id, .. } | Actor::System { id, .. } => query
                .push_with(
                    " or a.kind = 'alliance' or (a.kind = 'community' and a.community_id in \
                     (select m.community_id from membership m where m.member_id = ?))",
                    id,
                )
                // Who left the community left its closed rooms, whatever the list says.
                .push_with(
                    " or (a.kind = 'room' and a.id in (select l.audience_id from audience_member l where l.member_id = ?)",
                    id,
                )
                .push_with(
                    " and (a.community_id is null or a.community_id in \
                     (select m.community_id from membership m where m.member_id = ?))))",
                    id,
                ),
        }
    }

    /// Adds ` and (communities the actor may know of)`, for a query over `community c`.
    pub fn findable(self, actor: &Actor) -> Self {
        match *actor {
            Actor::Visitor => self.push(
                " and c.visibility = 'open' and c.audience_id in (select a.id from audience a where a.kind = 'public')",
            ),
            _ if actor.admin() => self,
            Actor::Member { id, .. } | Actor::System { id, .. } => self.push_with(
                " and (c.visibility in ('open', 'listed') or c.id in \
                 (select m.community_id from membership m where m.member_id = ?))",
                id,
            ),
        }
    }
}
