//! How many are connected, and who has to wait or go.

use super::mailbox::Mailbox;
use crate::members::Standing;
use shared::ids::MemberId;
use std::{collections::HashMap, sync::Arc};

/// Connections of one member; the oldest goes when there are more.
const PER_MEMBER: usize = 10;
/// Connections from one network: a municipality sits behind one address.
const PER_NETWORK: usize = 2_000;
/// Connections of this node.
const PER_NODE: usize = 20_000;

/// One that is open.
#[derive(Debug)]
struct Connection {
    mailbox: Arc<Mailbox>,
    member: Option<MemberId>,
    network: String,
    /// What it knows of its sign-in.
    standing: Option<Standing>,
}

/// Who is connected.
#[derive(Debug, Default)]
pub struct Crowd {
    all: HashMap<u64, Connection>,
    members: HashMap<MemberId, Vec<u64>>,
    networks: HashMap<String, usize>,
}

/// There is no place.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Full;

impl Crowd {
    /// Lets a connection in; the oldest of the same member may have to go.
    ///
    /// # Errors
    /// `Full` when there is no place for another.
    pub fn enter(
        &mut self,
        id: u64,
        mailbox: Arc<Mailbox>,
        member: Option<MemberId>,
        network: &str,
    ) -> Result<(), Full> {
        let near = self.networks.entry(network.to_owned()).or_default();
        if self.all.len() >= PER_NODE || *near >= PER_NETWORK {
            return Err(Full);
        }
        *near += 1;
        if let Some(member) = member {
            let own = self.members.entry(member).or_default();
            own.push(id);
            if own.len() > PER_MEMBER
                && let Some(oldest) = own.first()
                && let Some(oldest) = self.all.get(oldest)
            {
                oldest.mailbox.evict();
            }
        }
        self.all.insert(id, Connection { mailbox, member, network: network.to_owned(), standing: None });
        Ok(())
    }

    /// A connection is gone.
    pub fn leave(&mut self, id: u64) {
        let Some(Connection { member, network, .. }) = self.all.remove(&id) else { return };
        if let Some(near) = self.networks.get_mut(&network) {
            *near -= 1;
            if *near == 0 {
                self.networks.remove(&network);
            }
        }
        if let Some(member) = member
            && let Some(own) = self.members.get_mut(&member)
        {
            own.retain(|other| *other != id);
            if own.is_empty() {
                self.members.remove(&member);
            }
        }
    }

    /// How many there are.
    pub fn len(&self) -> usize {
        self.all.len()
    }

    /// What a connection knows of its sign-in.
    pub fn stands(&mut self, id: u64, standing: Standing) {
        if let Some(connection) = self.all.get_mut(&id) {
            connection.standing = Some(standing);
        }
    }

    /// What everybody with a sign-in knows of it, with their mailboxes.
    pub fn standings(&self) -> impl Iterator<Item = (&Arc<Mailbox>, &Standing)> {
        self.all.values().filter_map(|one| Some((&one.mailbox, one.standing.as_ref()?)))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[expect(clippy::unnecessary_wraps, reason = "as a session names its member")]
    fn member(n: u128) -> Option<MemberId> {
        Some(MemberId::from_uuid(uuid::Uuid::from_u128(n)))
    }

    #[test]
    fn the_oldest_of_a_member_makes_place() {
        let mut crowd = Crowd::default();
        let boxes: Vec<Arc<Mailbox>> = (0..12).map(|_| Arc::default()).collect();
        for (id, mailbox) in boxes.iter().enumerate().take(11) {
            crowd.enter(u64::try_from(id).expect("small"), mailbox.clone(), member(1), "a").expect("place");
        }
        assert!(boxes[0].take().evicted);
        assert!(!boxes[1].take().evicted);
        crowd.leave(0);
        crowd.enter(11, boxes[11].clone(), member(1), "a").expect("place");
        assert!(boxes[1].take().evicted);
    }

    #[test]
    fn nothing_is_left_of_who_left() {
        let mut crowd = Crowd::default();
        for id in 0..100 {
            crowd.enter(id, Arc::default(), member(u128::from(id % 7)), "a").expect("place");
        }
        for id in 0..100 {
            crowd.leave(id);
            crowd.leave(id);
        }
        assert_eq!((crowd.all.len(), crowd.members.len(), crowd.networks.len()), (0, 0, 0));
    }

    #[test]
    fn a_network_fills_up_alone() {
        let mut crowd = Crowd::default();
        for id in 0..2_000 {
            crowd.enter(id, Arc::default(), None, "a").expect("place");
        }
        assert_eq!(crowd.enter(2_000, Arc::default(), None, "a"), Err(Full));
        assert_eq!(crowd.enter(2_001, Arc::default(), None, "b"), Ok(()));
    }
}
