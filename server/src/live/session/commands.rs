//! What a reader asks to have done.

use super::{End, Session};
use crate::{
    Error, chat,
    live::{Of, queries},
    members,
};
use shared::{
    Wrong,
    chat::NewMessage,
    ids::ChannelId,
    live::{Code, ToReader, ToServer, close},
};
use std::time::Duration;
use tokio::time::Instant;

/// Commands: so many at once, so many a second after that.
pub(super) const COMMANDS: (f64, f64) = (30.0, 10.0);
/// Commands too many within [`STRIKE_TIME`] after which the connection is closed.
const STRIKES: usize = 3;
const STRIKE_TIME: Duration = Duration::from_secs(10);
/// Being active is written this often.
const ACTIVE: Duration = Duration::from_mins(1);

impl Session {
    /// Counts a command; gives whether it may be carried out.
    pub(super) async fn count(&mut self, id: u32) -> Result<bool, End> {
        let now = Instant::now();
        let Err(wait) = self.commands.take(COMMANDS.0, COMMANDS.1, now) else { return Ok(true) };
        self.strikes.retain(|strike| now.duration_since(*strike) < STRIKE_TIME);
        self.strikes.push(now);
        if self.strikes.len() > STRIKES {
            return Err(End::Close(close::FLOOD));
        }
        let after = u64::try_from(wait.as_millis()).ok();
        let msg = String::new();
        self.say(&ToReader::Err { id, n: None, code: Code::RateLimited, retry: true, after, msg }).await?;
        Ok(false)
    }

    pub(super) async fn command(&mut self, frame: ToServer) -> Result<(), End> {
        let id = match &frame {
            ToServer::Sub { id, .. } | ToServer::Unsub { id, .. } | ToServer::Send { id, .. } => *id,
            _ => 0,
        };
        if !self.count(id).await? {
            return Ok(());
        }
        match frame {
            ToServer::Sub { id, ch, since } => self.subscribe(id, &ch, since, true).await,
            ToServer::Unsub { ch, .. } => {
                if let Some(c) = ch.parse().ok().and_then(|of: Of| self.names.get(&of).copied()) {
                    self.end(c);
                }
                Ok(())
            }
            ToServer::Send { id, n, ch, body, re } => self.send(id, n, ch, body, re).await,
            ToServer::Read { ch, seq } => {
                if let Ok(Of::Room(room)) = ch.parse() {
                    self.act().await;
                    if let Err(error) = chat::read(&self.ctx, room, seq).await {
                        return self.refuse(0, None, &error).await;
                    }
                }
                Ok(())
            }
            ToServer::Typing { ch } => {
                if let Some(channel) = ch.parse().ok().and_then(|of: Of| self.channel(of)) {
                    self.types(channel).await;
                }
                Ok(())
            }
            ToServer::Here { ch, idle } => {
                let shown: Vec<ChannelId> = if idle { Vec::new() } else { self.channels(&ch) };
                let watched: Vec<ChannelId> = self.subs.values().map(|sub| sub.id).collect();
                self.ctx.app.live.here(self.id, &watched, &shown);
                Ok(())
            }
            ToServer::Hello { .. } | ToServer::Hb {} => Ok(()),
        }
    }

    /// Tells that the reader types. The database is asked, for what was chosen in this moment holds already.
    async fn types(&mut self, channel: ChannelId) {
        let Some(member) = self.ctx.app.live.may_type(channel, self.id) else { return };
        match queries::may_type(self.ctx.db(), channel, member).await {
            Ok(true) => self.ctx.app.live.types(channel, self.id),
            Ok(false) => {}
            Err(error) => tracing::warn!(%error, "whether somebody may be shown could not be read"),
        }
    }

    fn channel(&self, of: Of) -> Option<ChannelId> {
        self.subs.get(self.names.get(&of)?).map(|sub| sub.id)
    }

    fn channels(&self, names: &[String]) -> Vec<ChannelId> {
        names.iter().filter_map(|name| name.parse().ok()).filter_map(|of| self.channel(of)).collect()
    }

    /// The reader did something: the sign-in lives on.
    async fn act(&mut self) {
        let now = Instant::now();
        if self.active.is_some_and(|last| now - last < ACTIVE) {
            return;
        }
        self.active = Some(now);
        if let Some(sign_in) = self.ctx.sign_in
            && let Err(error) = members::active(&self.ctx.app, sign_in, self.ctx.now()).await
        {
            tracing::warn!(%error, "an active sign-in could not be noted");
        }
    }

    async fn send(&mut self, id: u32, n: String, ch: String, body: String, re: Option<String>) -> Result<(), End> {
        let Ok(Of::Room(room)) = ch.parse() else { return self.refuse(id, Some(n), &Error::NotFound).await };
        let Ok(re) = re.map(|re| re.parse()).transpose() else {
            return self.refuse(id, Some(n), &Error::field("re", Wrong::NotAChoice)).await;
        };
        self.act().await;
        let new = NewMessage { body_markdown: body, nonce: Some(n.clone()), re };
        match chat::say(&self.ctx, room, new).await {
            Ok(said) => {
                let (mid, s, dup) = (said.id.to_string(), said.seq, said.again);
                self.say(&ToReader::Ack { id, n, mid, ch, s, dup }).await
            }
            Err(error) => self.refuse(id, Some(n), &error).await,
        }
    }
}
