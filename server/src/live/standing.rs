//! Whether readers may still read what they watch: asked for all of this node together, so that a session looks for itself only
//! when something changed for it.

use super::{
    hub::Live,
    mailbox::lock,
    queries::{self, Stand},
};
use crate::{
    Result,
    app::App,
    members::{self, Standing},
};
use shared::ids::{ChannelId, SignInId};
use std::{
    collections::{HashMap, HashSet},
    sync::atomic::Ordering,
    time::Duration,
};
use tokio::time::{sleep, timeout};

/// How often all are looked at, whatever happens: a sign-in that ended is seen within a minute.
const OFTEN: Duration = Duration::from_secs(50);
/// How soon again, when that failed.
const AGAIN: Duration = Duration::from_secs(1);
/// Sign-ins, and channels, of one reading.
const AT_ONCE: usize = 500;

/// Looks at all now and then, and at once when somebody asks for it.
pub(super) async fn run(app: App) {
    loop {
        if timeout(OFTEN, app.live.asked_to_look()).await.is_err() {
            app.live.looks.fetch_add(1, Ordering::SeqCst);
        }
        while let Err(error) = look(&app).await {
            tracing::warn!(%error, "standing could not be read; trying again");
            sleep(AGAIN).await;
        }
    }
}

async fn look(app: &App) -> Result<()> {
    let mut holding = Vec::new();
    for ids in app.live.sign_ins().chunks(AT_ONCE) {
        holding.extend(members::standing(app, ids, app.clock.now()).await?);
    }
    app.live.compare_sign_ins(&holding);
    for ids in app.live.followed().chunks(AT_ONCE) {
        let stands = queries::stands(&app.db, ids).await?;
        app.live.compare_channels(ids, &stands);
    }
    Ok(())
}

impl Live {
    /// Everybody is looked at again, soon.
    pub(super) fn look_again(&self) {
        self.let_go();
        self.looks.fetch_add(1, Ordering::SeqCst);
        self.ask.notify_one();
    }

    /// How often all were looked at. Who begins to watch while that number rises may have been passed over.
    pub(super) fn looks(&self) -> u64 {
        self.looks.load(Ordering::SeqCst)
    }

    /// Somebody may have been passed over: all are looked at once more.
    pub(super) fn passed_over(&self) {
        self.ask.notify_one();
    }

    async fn asked_to_look(&self) {
        self.ask.notified().await;
    }

    /// What a session knows of its sign-in.
    pub(super) fn stands(&self, session: u64, standing: Standing) {
        lock(&self.crowd).stands(session, standing);
    }

    /// The sign-ins of all connections, each once.
    fn sign_ins(&self) -> Vec<SignInId> {
        let ids: HashSet<SignInId> = lock(&self.crowd).standings().map(|(_, own)| own.sign_in_id).collect();
        ids.into_iter().collect()
    }

    /// Channels that somebody watches.
    fn followed(&self) -> Vec<ChannelId> {
        let lanes = lock(&self.lanes);
        lanes.iter().filter(|(_, lane)| !lane.watchers.is_empty()).map(|(channel, _)| *channel).collect()
    }

    /// Rings those whose sign-in ended, or says something else than they know.
    fn compare_sign_ins(&self, holding: &[Standing]) {
        let now: HashMap<SignInId, &Standing> =
            holding.iter().map(|standing| (standing.sign_in_id, standing)).collect();
        let crowd = lock(&self.crowd);
        let changed = crowd.standings().filter(|(_, own)| now.get(&own.sign_in_id) != Some(own));
        changed.for_each(|(mailbox, _)| mailbox.standing());
    }

    /// Rings those who were let into a channel when it was for others than now.
    fn compare_channels(&self, asked: &[ChannelId], stands: &[Stand]) {
        let now: HashMap<ChannelId, &Stand> = stands.iter().map(|stand| (stand.id, stand)).collect();
        let mut lanes = lock(&self.lanes);
        for channel in asked {
            let Some(lane) = lanes.get_mut(channel) else { continue };
            let stand = now.get(channel);
            if let Some(stand) = stand {
                lane.people.show(stand.shows);
            }
            let audience = stand.map(|stand| stand.audience);
            let changed = lane.watchers.iter().filter(|watcher| Some(watcher.audience) != audience);
            changed.for_each(|watcher| watcher.mailbox.standing());
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::live::{hub::Who, mailbox::Mailbox, queries::Audience};
    use shared::{
        ids::AudienceId,
        live::{Shown, Shows},
    };
    use std::sync::Arc;
    use uuid::Uuid;

    fn sign_in(n: u128, admin: bool) -> Standing {
        let sign_in_id = SignInId::from_uuid(Uuid::from_u128(n));
        Standing { sign_in_id, affiliation_id: None, admin, presence: Shown::Room }
    }

    fn channel(n: u128) -> ChannelId {
        ChannelId::from_uuid(Uuid::from_u128(n))
    }

    fn audience(n: u128, acl: i64) -> Audience {
        Audience { id: Some(AudienceId::from_uuid(Uuid::from_u128(n))), acl }
    }

    fn enter(live: &Live) -> (u64, Arc<Mailbox>) {
        let mailbox = Arc::<Mailbox>::default();
        (live.enter(mailbox.clone(), None, "a").expect("place"), mailbox)
    }

    fn watch(live: &Live, (session, mailbox): &(u64, Arc<Mailbox>), n: u128, audience: Audience) {
        let (session, shows) = (*session, Shows::Nothing);
        let who = Who { session, mailbox, member: None, shown: false, shows, audience, here: None };
        live.watch(channel(n), &who, 1, 0);
    }

    fn rung(all: &[(u64, Arc<Mailbox>)]) -> Vec<bool> {
        all.iter().map(|(_, mailbox)| mailbox.take().standing).collect()
    }

    #[test]
    fn whose_sign_in_ended_or_changed_looks_and_nobody_else() {
        let (live, mut all) = (Live::new(), Vec::new());
        for n in [1, 1, 2, 3] {
            let one = enter(&live);
            live.stands(one.0, sign_in(n, false));
            all.push(one);
        }
        all.push(enter(&live));
        assert_eq!(live.sign_ins().len(), 3, "two tabs are one sign-in");
        live.compare_sign_ins(&[sign_in(1, false), sign_in(2, false), sign_in(3, false)]);
        assert_eq!(rung(&all), [false; 5]);
        live.compare_sign_ins(&[sign_in(2, true), sign_in(3, false)]);
        assert_eq!(rung(&all), [true, true, true, false, false]);
        live.stands(all[2].0, sign_in(2, true));
        live.compare_sign_ins(&[sign_in(1, false), sign_in(2, true), sign_in(3, false)]);
        assert_eq!(rung(&all), [false; 5]);
    }

    #[test]
    fn who_watches_what_is_for_others_now_looks_and_nobody_else() {
        let live = Live::new();
        let all: Vec<_> = (0..4).map(|_| enter(&live)).collect();
        watch(&live, &all[0], 1, audience(7, 1));
        // Let in later, when it was for others already.
        watch(&live, &all[1], 1, audience(7, 2));
        watch(&live, &all[2], 2, audience(8, 1));
        let stand = |n, audience| Stand { id: channel(n), audience, shows: Shows::Nothing };
        let asked = [channel(1), channel(2)];
        live.compare_channels(&asked, &[stand(1, audience(7, 2)), stand(2, audience(8, 1))]);
        assert_eq!(rung(&all), [true, false, false, false]);
        live.look(all[0].0, false, &[stand(1, audience(7, 2))]);
        live.compare_channels(&asked, &[stand(1, audience(7, 2)), stand(2, audience(9, 1))]);
        assert_eq!(rung(&all), [false, false, true, false], "moved to another community");
        live.compare_channels(&asked, &[stand(2, audience(8, 1))]);
        assert_eq!(rung(&all), [true, true, false, false], "a channel that is gone");
    }
}
