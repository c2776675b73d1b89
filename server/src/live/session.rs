//! One reader, for as long as it stays: the same for a socket and for who asks now and then. How it comes in, what it
//! subscribes to and what it may still read stands here; what it asks to have done in `commands`, what it is told in
//! `telling`.

mod commands;
mod telling;

use super::{
    Of,
    hub::Who,
    mailbox::Mailbox,
    queries::{self, Opened, Stand},
    rates::Bucket,
};
use crate::{
    Error, Result as Done,
    access::{self, Actor},
    app::Ctx,
    http,
    members::{self, Standing},
};
use axum::extract::ws::{Message, WebSocket};
use commands::COMMANDS;
use shared::{
    ids::ChannelId,
    live::{self, Code, Mode, SUBSCRIPTIONS, Shown, ToReader, ToServer, Why, close},
};
use std::{
    collections::{BTreeMap, HashMap},
    sync::Arc,
    time::Duration,
};
use tokio::time::{Instant, timeout};

/// How long a reader may take in nothing.
const PATIENCE: Duration = Duration::from_secs(30);

/// Why a session ends.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum End {
    /// With this close code.
    Close(u16),
    /// The reader is gone already.
    Gone,
}

/// Where frames go.
pub(super) enum Out {
    /// To a socket.
    Socket(Box<WebSocket>),
    /// Into an answer.
    Kept(Vec<String>),
}

impl Out {
    async fn put(&mut self, text: String) -> Result<(), End> {
        match self {
            Self::Kept(frames) => frames.push(text),
            Self::Socket(socket) => match timeout(PATIENCE, socket.send(Message::Text(text.into()))).await {
                Ok(Ok(())) => {}
                Ok(Err(_)) => return Err(End::Gone),
                Err(_) => return Err(End::Close(close::SLOW)),
            },
        }
        Ok(())
    }
}

struct Sub {
    of: Of,
    id: ChannelId,
    /// The last number told.
    seen: i64,
    /// The version of the audience at which reading was allowed.
    acl: i64,
}

/// One reader.
pub(super) struct Session {
    ctx: Ctx,
    id: u64,
    pub(super) out: Out,
    pub(super) mailbox: Arc<Mailbox>,
    subs: BTreeMap<u32, Sub>,
    names: HashMap<Of, u32>,
    last: u32,
    commands: Bucket,
    strikes: Vec<Instant>,
    /// Whether the member lets themselves be shown.
    shown: bool,
    active: Option<Instant>,
}

impl Drop for Session {
    fn drop(&mut self) {
        self.ctx.app.live.leave(self.id);
    }
}

impl Session {
    /// Lets a reader in.
    ///
    /// # Errors
    /// `Unavailable` when there is no place.
    pub(super) fn enter(ctx: Ctx, out: Out) -> Done<Self> {
        let mailbox = Arc::<Mailbox>::default();
        let id = ctx.app.live.enter(mailbox.clone(), ctx.actor.id(), &ctx.network).map_err(|_| Error::Unavailable)?;
        let presence = ctx.reader.me.as_ref().map(|me| me.presence);
        if let (Some(sign_in_id), Actor::Member { affiliation, admin, .. }) = (ctx.sign_in, ctx.actor) {
            let presence = presence.unwrap_or_default();
            ctx.app.live.stands(id, Standing { sign_in_id, affiliation_id: affiliation, admin, presence });
        }
        let shown = presence == Some(Shown::Room);
        Ok(Self {
            ctx,
            id,
            out,
            mailbox,
            subs: BTreeMap::new(),
            names: HashMap::new(),
            last: 0,
            commands: Bucket::full(COMMANDS.0),
            strikes: Vec::new(),
            shown,
            active: None,
        })
    }

    pub(super) async fn say(&mut self, frame: &ToReader) -> Result<(), End> {
        let text = serde_json::to_string(frame).map_err(|_| End::Close(1011))?;
        self.out.put(text).await
    }

    async fn refuse(&mut self, id: u32, n: Option<String>, error: &Error) -> Result<(), End> {
        let (code, retry, after) = match error {
            Error::NotFound => (Code::NotFound, false, None),
            Error::Forbidden => (Code::Forbidden, false, None),
            Error::SignInFirst | Error::WrongPair => (Code::SignInFirst, false, None),
            Error::Invalid(_) | Error::Malformed | Error::TooLarge => (Code::Invalid, false, None),
            Error::Conflict => (Code::Conflict, false, None),
            Error::Closed => (Code::Closed, false, None),
            Error::TooMany(seconds) => (Code::RateLimited, true, u64::try_from(seconds * 1000).ok()),
            Error::Full => (Code::StorageFull, true, Some(5_000)),
            Error::Unavailable => (Code::Unavailable, true, Some(2_000)),
            _ => (Code::Internal, true, Some(5_000)),
        };
        if let Error::Internal(cause) = error {
            tracing::error!(error = ?cause, "a live command failed");
        }
        let lang = self.ctx.lang();
        let msg = match error {
            Error::Invalid(faults) => {
                faults.0.first().map(|fault| fault.wrong.text(lang).into_owned()).unwrap_or_default()
            }
            other => http::told(other, lang).1.into_owned(),
        };
        self.say(&ToReader::Err { id, n, code, retry, after, msg }).await
    }

    /// Takes a frame of the reader. The first one must be `hello`; `greeted` says whether it was there.
    pub(super) async fn receive(&mut self, text: &str, greeted: &mut bool) -> Result<(), End> {
        let Ok(frame) = serde_json::from_str::<ToServer>(text) else {
            // What is not JSON is not of this protocol; what is, may be of a later version of it.
            if !*greeted || serde_json::from_str::<serde::de::IgnoredAny>(text).is_err() {
                return Err(End::Close(close::BAD_FRAME));
            }
            self.count(0).await?;
            return self
                .say(&ToReader::Err {
                    id: 0,
                    n: None,
                    code: Code::BadFrame,
                    retry: false,
                    after: None,
                    msg: String::new(),
                })
                .await;
        };
        self.ctx.reader.now = self.ctx.app.clock.now();
        match frame {
            ToServer::Hello { v, epoch, resume, .. } => {
                if *greeted || v != live::VERSION {
                    return Err(End::Close(close::BAD_FRAME));
                }
                *greeted = true;
                self.hello(epoch, resume).await
            }
            _ if !*greeted => Err(End::Close(close::BAD_FRAME)),
            ToServer::Hb {} => Ok(()),
            frame => self.command(frame).await,
        }
    }

    async fn hello(&mut self, epoch: Option<String>, resume: Vec<(String, i64)>) -> Result<(), End> {
        self.begin(epoch, resume.into_iter().map(|(ch, since)| (ch, Some(since))).collect()).await
    }

    /// Greets, and begins with the channels that were named.
    pub(super) async fn begin(&mut self, epoch: Option<String>, from: Vec<(String, Option<i64>)>) -> Result<(), End> {
        let own = self.ctx.app.live.epoch().to_owned();
        let same = epoch.is_none_or(|epoch| epoch == own);
        let now = self.ctx.now().micros() / 1000;
        let (v, hb, max, conn) = (live::VERSION, live::HEARTBEAT, live::FRAME, format!("{:x}", self.id));
        self.say(&ToReader::Hello { v, epoch: own, conn, hb, now, max }).await?;
        for (ch, since) in from.into_iter().take(SUBSCRIPTIONS) {
            self.subscribe(0, &ch, since, same).await?;
        }
        Ok(())
    }

    /// Whether more was kept than the answers to `hello`: something happened.
    pub(super) fn told(&self) -> bool {
        match &self.out {
            Out::Socket(_) => true,
            Out::Kept(frames) => frames.iter().any(|frame| {
                let greets = frame.starts_with(r#"{"hello""#);
                let reset = frame.ends_with(r#""mode":"reset"}}"#);
                !greets && (reset || !frame.starts_with(r#"{"subd""#))
            }),
        }
    }

    async fn subscribe(&mut self, id: u32, ch: &str, since: Option<i64>, same_epoch: bool) -> Result<(), End> {
        let Ok(of) = ch.parse::<Of>() else { return self.refuse(id, None, &Error::NotFound).await };
        let mut here = None;
        if let Some(c) = self.names.get(&of).copied() {
            // Asked again, after a gap or by another island: it begins anew from the number named.
            here = self.end(c);
        } else if self.subs.len() >= SUBSCRIPTIONS {
            let (code, msg) = (Code::TooManySubs, String::new());
            return self.say(&ToReader::Err { id, n: None, code, retry: false, after: None, msg }).await;
        }
        let looks = self.ctx.app.live.looks();
        let Opened { id: channel, head, audience, shows } = match open(&self.ctx, of).await {
            Ok(Some(open)) => open,
            Ok(None) => return self.refuse(id, None, &Error::NotFound).await,
            Err(error) => return self.refuse(id, None, &error).await,
        };
        self.last += 1;
        let c = self.last;
        let mode = match since {
            None => Mode::Head,
            Some(since) if same_epoch && (0..=head).contains(&since) => Mode::Resume,
            Some(_) => Mode::Reset,
        };
        self.say(&ToReader::Subd { id, ch: ch.to_owned(), c, head, mode }).await?;
        if mode == Mode::Reset {
            return Ok(());
        }
        let seen = since.unwrap_or(head);
        self.names.insert(of, c);
        self.subs.insert(c, Sub { of, id: channel, seen, acl: audience.acl });
        let member = self.ctx.reader.me.as_ref().map(|me| (me.id, me.author.name.clone()));
        let who = Who { session: self.id, mailbox: &self.mailbox, member, shown: self.shown, shows, audience, here };
        self.ctx.app.live.watch(channel, &who, c, head);
        if self.ctx.app.live.looks() != looks {
            self.ctx.app.live.passed_over();
        }
        self.tell(c).await
    }

    /// Ends a subscription; gives until when its channel was before the reader.
    fn end(&mut self, c: u32) -> Option<Instant> {
        let sub = self.subs.remove(&c)?;
        self.names.remove(&sub.of);
        self.ctx.app.live.unwatch(sub.id, self.id)
    }

    async fn reset(&mut self, c: u32, head: i64, why: Why) -> Result<(), End> {
        self.end(c);
        self.say(&ToReader::Reset { c, head, why }).await
    }

    /// The heads of all subscriptions: how a reader notices that it lost the last event.
    pub(super) async fn heartbeat(&mut self) -> Result<(), End> {
        let live = &self.ctx.app.live;
        let h = self.subs.iter().filter_map(|(c, sub)| Some((*c, live.head(sub.id)?))).collect();
        self.say(&ToReader::Hb { h }).await?;
        // A channel whose events could not be read gets another chance.
        for c in self.subs.keys().copied().collect::<Vec<_>>() {
            self.tell(c).await?;
        }
        Ok(())
    }

    /// Whether the sign-in still holds, what the reader may still read, and what is shown of people there.
    pub(super) async fn look_again(&mut self) -> Result<(), End> {
        let looked: Done<Vec<Stand>> = async {
            if let Some(sign_in) = self.ctx.sign_in {
                let now = self.ctx.app.clock.now();
                let Some(known) = members::holds(&self.ctx.app, sign_in, now).await? else {
                    return Err(Error::SignInFirst);
                };
                self.shown = known.presence == Shown::Room;
                self.ctx.app.live.stands(self.id, known.standing());
                self.ctx.actor = Actor::Member { id: known.id, affiliation: known.affiliation_id, admin: known.admin };
            }
            let ids: Vec<ChannelId> = self.subs.values().map(|sub| sub.id).collect();
            Ok(queries::still(self.ctx.db(), &self.ctx.actor, &ids).await?)
        }
        .await;
        let stands = match looked {
            Ok(stands) => stands,
            Err(Error::SignInFirst) => return Err(End::Close(close::SIGNED_OUT)),
            Err(error) => {
                tracing::warn!(%error, "standing could not be read");
                return Ok(());
            }
        };
        let still: HashMap<ChannelId, i64> = stands.iter().map(|stand| (stand.id, stand.audience.acl)).collect();
        let own = |of: Of| matches!(of, Of::User(_));
        let gone: Vec<u32> =
            self.subs.iter().filter(|(_, sub)| !own(sub.of) && !still.contains_key(&sub.id)).map(|(c, _)| *c).collect();
        for c in gone {
            self.reset(c, 0, Why::Gone).await?;
        }
        for sub in self.subs.values_mut() {
            sub.acl = still.get(&sub.id).copied().unwrap_or(sub.acl);
        }
        self.ctx.app.live.look(self.id, self.shown, &stands);
        Ok(())
    }
}

/// Where a channel stands, when the reader may read it: one moment of the database.
async fn open(ctx: &Ctx, of: Of) -> Done<Option<Opened>> {
    let actor = ctx.actor;
    if let Of::User(member) = of {
        if actor.id() != Some(member) {
            return Ok(None);
        }
        // Made when it is first wanted.
        if queries::channel(ctx.db(), of).await?.is_none() {
            ctx.db().write(async |tx| super::events::make(tx, of).await).await?;
        }
    }
    ctx.db()
        .read(async |snap| {
            let readable = match of {
                Of::Room(id) => access::room_place(&mut *snap, &actor, id)
                    .await?
                    .is_some_and(|place| actor.allows::<access::ReadRoom>(&place)),
                Of::Thread(id) => access::thread_place(&mut *snap, &actor, id)
                    .await?
                    .is_some_and(|place| actor.allows::<access::ReadThread>(&place)),
                Of::Community(id) => access::community_place(&mut *snap, &actor, id)
                    .await?
                    .is_some_and(|place| actor.allows::<access::Read>(&place)),
                Of::User(_) => true,
            };
            if readable { Ok(queries::opened(&mut *snap, of).await?) } else { Ok(None) }
        })
        .await
}
