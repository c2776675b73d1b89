//! Lanes that nobody watches any more: kept for a while, for after a cut all come back at once, and what they missed is in the
//! ring already. A kept lane is filled like any other.

use super::{
    hub::{Lane, Live},
    mailbox::lock,
};
use shared::ids::ChannelId;
use std::{
    collections::{BTreeSet, HashMap},
    time::Duration,
};
use tokio::time::Instant;

/// How long.
const LONG: Duration = Duration::from_mins(1);
/// How many; the oldest make place.
const MOST: usize = 2_000;

/// Which they are, since when.
pub(super) type Kept = BTreeSet<(Instant, ChannelId)>;

impl Live {
    /// The last who watched the channel is gone.
    pub(super) fn keep(&self, lanes: &mut HashMap<ChannelId, Lane>, channel: ChannelId) {
        let Some(lane) = lanes.get_mut(&channel) else { return };
        if !lane.people.lingers() {
            self.left(channel, lane);
        }
        let (now, mut kept) = (Instant::now(), lock(&self.kept));
        lane.unwatched = Some(now);
        kept.insert((now, channel));
        if kept.len() > MOST
            && let Some((_, oldest)) = kept.pop_first()
        {
            forget(lanes, oldest);
        }
    }

    /// Somebody watches the channel again.
    pub(super) fn keep_no_more(&self, channel: ChannelId, lane: &mut Lane) {
        if let Some(since) = lane.unwatched.take() {
            lock(&self.kept).remove(&(since, channel));
        }
    }

    /// Lets go of those whose time is over.
    pub(super) fn keep_until(&self, now: Instant) {
        let (mut lanes, mut kept) = (lock(&self.lanes), lock(&self.kept));
        while let Some((since, channel)) = kept.first().copied()
            && now.duration_since(since) >= LONG
        {
            kept.pop_first();
            forget(&mut lanes, channel);
        }
    }
}

fn forget(lanes: &mut HashMap<ChannelId, Lane>, channel: ChannelId) {
    if let Some(lane) = lanes.get_mut(&channel) {
        lane.unwatched = None;
        if !lane.wanted() {
            lanes.remove(&channel);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::live::hub::tests::{channel, row, seen, watcher};

    #[test]
    fn who_comes_back_finds_what_was_missed_and_one_reading_serves_all() {
        let live = Live::new();
        let (first, _a) = watcher(&live, 1, 4);
        live.take_dirty(10);
        live.leave(first);
        assert_eq!(live.numbers().channels, 0);
        live.grown(channel(1));
        let asked = live.take_dirty(10);
        assert_eq!(asked, [(channel(1), 4)], "it is filled without anybody");
        live.fill(&asked, vec![row(1, 5), row(1, 6)], false);
        // A hint was lost: the heads say so.
        live.compare(&[(channel(1), 7)]);
        assert_eq!(live.take_dirty(10), [(channel(1), 6)]);
        live.fill(&[(channel(1), 6)], vec![row(1, 7)], false);
        let _back: Vec<_> = (0..5).map(|_| watcher(&live, 1, 7)).collect();
        assert_eq!(seen(&live, 1, 4), Some(vec![5, 6, 7]));
        assert_eq!(live.take_dirty(10), [(channel(1), 7)], "the first of them asks once more");
        let _more = watcher(&live, 1, 7);
        assert_eq!(live.take_dirty(10), []);
    }

    #[test]
    fn a_lane_is_kept_for_a_while_and_not_when_somebody_came_back() {
        let (live, began) = (Live::new(), Instant::now());
        for n in [1, 2] {
            let (session, _mailbox) = watcher(&live, n, 0);
            live.unwatch(channel(n), session);
        }
        let (back, _mailbox) = watcher(&live, 2, 0);
        live.keep_until(began);
        assert_eq!(live.watched().len(), 2);
        live.keep_until(Instant::now() + LONG);
        assert_eq!(live.watched(), [channel(2)]);
        live.leave(back);
        live.keep_until(Instant::now() + LONG);
        assert_eq!((live.watched().len(), lock(&live.kept).len()), (0, 0));
    }

    #[test]
    fn the_oldest_make_place() {
        let live = Live::new();
        for n in 0..=u128::try_from(MOST).expect("small") {
            let (session, _mailbox) = watcher(&live, n, 0);
            live.leave(session);
        }
        assert_eq!((live.watched().len(), lock(&live.kept).len()), (MOST, MOST));
        assert_eq!((live.head(channel(0)), live.head(channel(1))), (None, Some(0)));
    }
}
