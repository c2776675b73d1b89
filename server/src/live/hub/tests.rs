//! Lanes and those who watch them.

use super::*;
use uuid::Uuid;

pub(in crate::live) fn channel(n: u128) -> ChannelId {
    ChannelId::from_uuid(Uuid::from_u128(n))
}

pub(in crate::live) fn row(n: u128, seq: i64) -> EventRow {
    let (kind, payload) = ("msg".to_owned(), "{}".to_owned());
    EventRow { channel_id: channel(n), seq, kind, actor_id: None, acl: 1, nonce: None, payload }
}

pub(in crate::live) fn watcher(live: &Live, n: u128, head: i64) -> (u64, Arc<Mailbox>) {
    let mailbox = Arc::<Mailbox>::default();
    let session = live.enter(mailbox.clone(), None, "a").expect("place");
    let shows = Shows::Nothing;
    live.watch(
        channel(n),
        &Who {
            session,
            mailbox: &mailbox,
            member: None,
            shown: false,
            shows,
            audience: Audience { id: None, acl: 0 },
            here: None,
        },
        7,
        head,
    );
    (session, mailbox)
}

pub(in crate::live) fn seen(live: &Live, n: u128, cursor: i64) -> Option<Vec<i64>> {
    Some(live.after(channel(n), cursor, 100)?.iter().map(|event| event.seq).collect())
}

#[test]
fn a_new_lane_looks_for_what_came_before_it_stood() {
    let live = Live::new();
    let (_, mailbox) = watcher(&live, 1, 4);
    let asked = live.take_dirty(10);
    assert_eq!(asked, [(channel(1), 4)]);
    assert_eq!(live.take_dirty(10), []);
    live.fill(&asked, vec![row(1, 5), row(1, 6)], false);
    assert_eq!(mailbox.take().channels, [7]);
    assert_eq!(seen(&live, 1, 4), Some(vec![5, 6]));
    assert_eq!(live.take_dirty(10), []);
}

#[test]
fn what_was_cut_is_asked_again_and_nobody_is_rung_for_nothing() {
    let live = Live::new();
    let (_, mailbox) = watcher(&live, 1, 0);
    let asked = live.take_dirty(10);
    live.fill(&asked, Vec::new(), true);
    assert_eq!(mailbox.take().channels, [0; 0]);
    assert_eq!(live.take_dirty(10), [(channel(1), 0)]);
    live.retry(&asked);
    assert_eq!(live.take_dirty(10), [(channel(1), 0)]);
}

#[test]
fn a_head_that_is_ahead_shows_what_a_hint_lost() {
    let live = Live::new();
    let _watching = watcher(&live, 1, 3);
    live.take_dirty(10);
    live.compare(&[(channel(1), 3), (channel(2), 9)]);
    assert_eq!(live.take_dirty(10), []);
    live.compare(&[(channel(1), 4)]);
    assert_eq!(live.take_dirty(10), [(channel(1), 3)]);
}

#[test]
fn a_lane_goes_with_its_last_watcher() {
    let live = Live::new();
    let (first, _a) = watcher(&live, 1, 0);
    let (second, _b) = watcher(&live, 1, 0);
    assert_eq!(live.numbers(), Numbers { sockets: 2, subscriptions: 2, channels: 1 });
    live.leave(first);
    live.unwatch(channel(1), second);
    live.leave(second);
    assert_eq!(live.numbers(), Numbers::default());
}

#[test]
fn events_that_were_pruned_leave_a_hole_that_is_known() {
    let live = Live::new();
    let _watching = watcher(&live, 1, 3);
    let asked = live.take_dirty(10);
    live.fill(&asked, vec![row(1, 9), row(1, 10)], false);
    assert_eq!(seen(&live, 1, 3), None);
    assert_eq!(seen(&live, 1, 9), Some(vec![10]));
}
