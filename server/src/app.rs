//! What every door can reach, and what is known of the one who knocks.

use crate::{
    access::Actor, clock::Clock, config::Config, db::Db, http::Limits, index::Index, live::Live, mail::Mailer,
    metrics::Metrics, search, secrets::Secrets, site,
};
use shared::{Lang, Reader, ids::SignInId, time::Zone};
use std::sync::Arc;

/// Handles to everything with effects; cheap to clone.
#[derive(Clone)]
pub struct App(Arc<Parts>);

/// The handles.
pub struct Parts {
    /// The configuration.
    pub config: Config,
    /// The database.
    pub db: Db,
    /// The search index.
    pub index: Index,
    /// The time.
    pub clock: Clock,
    /// The site's time zone.
    pub zone: Zone,
    /// Keys made from the site's secret.
    pub secrets: Secrets,
    /// How mail leaves.
    pub mailer: Mailer,
    /// What is scarce: hashing, rendering, handshakes.
    pub limits: Limits,
    /// What is counted, and what is not ready.
    pub metrics: Metrics,
    /// A copy of the settings of the site.
    pub site: site::Cache,
    /// A copy of the thesaurus.
    pub thesaurus: search::Thesaurus,
    /// What was searched for and is not written yet.
    pub journal: search::Journal,
    /// Who watches what, on this node.
    pub live: Live,
}

impl App {
    /// Puts the parts together.
    pub fn new(parts: Parts) -> Self {
        Self(Arc::new(parts))
    }
}

impl std::ops::Deref for App {
    type Target = Parts;

    fn deref(&self) -> &Parts {
        &self.0
    }
}

/// A request as the services see it: who asks, in which language, when. Pages get its [`Reader`].
#[derive(Clone)]
pub struct Ctx {
    /// The program.
    pub app: App,
    /// Who asks.
    pub actor: Actor,
    /// How the one who asks is spoken to.
    pub reader: Reader,
    /// The sign-in that was used.
    pub sign_in: Option<SignInId>,
    /// Where the request came from, shortened to /24 or /48.
    pub network: String,
}

impl Ctx {
    /// The program itself, in the name of `actor`: for commands and jobs.
    pub fn system(app: App, actor: Actor) -> Self {
        let reader = Reader {
            lang: Lang::Nl,
            now: app.clock.now(),
            zone: app.zone.clone(),
            site: app.site.name(),
            ..Reader::default()
        };
        Self { app, actor, reader, sign_in: None, network: String::new() }
    }

    /// The database.
    pub fn db(&self) -> &Db {
        &self.app.db
    }

    /// The moment of this request: one request, one moment.
    pub fn now(&self) -> shared::Timestamp {
        self.reader.now
    }

    /// The language of this request.
    pub fn lang(&self) -> Lang {
        self.reader.lang
    }
}
