//! What a reader is told: what happened in its channels, in order, each once.

use super::{End, Session, Sub, open};
use crate::{
    Result as Done,
    app::Ctx,
    live::{
        mailbox::News,
        queries::{self, EventRow},
        ring::Event,
    },
};
use shared::{
    ids::ChannelId,
    live::{Why, close},
};
use std::{fmt::Write as _, sync::Arc};

/// Events of one frame.
const BATCH: usize = 100;
/// Bytes of one frame, about.
const BATCH_BYTES: usize = 48 * 1024;

impl Session {
    /// Does what the mailbox says, until it is empty.
    pub(in crate::live) async fn flush(&mut self) -> Result<(), End> {
        loop {
            let News { channels, passing, standing, evicted } = self.mailbox.take();
            if evicted {
                return Err(End::Close(close::TOO_MANY));
            }
            if channels.is_empty() && passing.is_empty() && !standing {
                return Ok(());
            }
            if standing {
                self.look_again().await?;
            }
            for c in channels {
                self.tell(c).await?;
            }
            for (c, rest) in passing {
                if self.subs.contains_key(&c) {
                    self.out.put(format!(r#"{{"eph":{{"c":{c},{rest}}}}}"#)).await?;
                }
            }
        }
    }

    /// Tells what lies between the cursor of a subscription and the head, in order, each once.
    pub(super) async fn tell(&mut self, c: u32) -> Result<(), End> {
        loop {
            let Some(Sub { id, seen, acl, of }) = self.subs.get(&c) else { return Ok(()) };
            let (id, seen, acl, of) = (*id, *seen, *acl, *of);
            let events = match self.ctx.app.live.after(id, seen, BATCH) {
                Some(events) => events,
                None => match kept(&self.ctx, id, seen).await {
                    Ok(events) => events,
                    Err(error) => {
                        // The heartbeat, or the next event, brings the reader back here.
                        tracing::warn!(%error, "events could not be read");
                        return Ok(());
                    }
                },
            };
            let Some((first, newest)) = events.first().zip(events.last()) else { return Ok(()) };
            if first.seq != seen + 1 {
                let head = self.ctx.app.live.head(id).unwrap_or(newest.seq);
                return self.reset(c, head, Why::TooOld).await;
            }
            let last = newest.seq;
            if events.iter().any(|event| event.acl > acl) {
                // Who belongs to it changed after this reader was let in.
                match open(&self.ctx, of).await {
                    Ok(Some(now)) => {
                        if let Some(sub) = self.subs.get_mut(&c) {
                            sub.acl = now.audience.acl;
                        }
                    }
                    Ok(None) => return self.reset(c, 0, Why::Gone).await,
                    Err(error) => {
                        tracing::warn!(%error, "standing could not be read");
                        return Ok(());
                    }
                }
            }
            self.put(c, &events).await?;
            if let Some(sub) = self.subs.get_mut(&c) {
                sub.seen = last;
            }
        }
    }

    /// Sends events: in rows, except for the reader's own, which carry the reader's name for them.
    async fn put(&mut self, c: u32, events: &[Arc<Event>]) -> Result<(), End> {
        let me = self.ctx.actor.id();
        let mut row: Vec<&Event> = Vec::new();
        let mut size = 0;
        for event in events {
            let nonce = event.nonce.as_deref().filter(|_| me.is_some() && event.actor == me);
            if nonce.is_some() || size > BATCH_BYTES {
                self.put_row(c, &mut row).await?;
                size = 0;
            }
            if let Some(nonce) = nonce {
                self.out.put(one(c, event, Some(nonce))).await?;
            } else {
                size += event.payload.len();
                row.push(event);
            }
        }
        self.put_row(c, &mut row).await
    }

    async fn put_row(&mut self, c: u32, row: &mut Vec<&Event>) -> Result<(), End> {
        let text = match row.as_slice() {
            [] => return Ok(()),
            [event] => one(c, event, None),
            events => {
                let mut text = format!(r#"{{"evs":{{"c":{c},"e":["#);
                for (i, Event { seq, kind, payload, .. }) in events.iter().enumerate() {
                    // Writing to a String cannot fail.
                    let _ = write!(text, r#"{}[{seq},"{kind}",{payload}]"#, if i > 0 { "," } else { "" });
                }
                text.push_str("]}}");
                text
            }
        };
        row.clear();
        self.out.put(text).await
    }
}

/// The frame of one event.
fn one(c: u32, event: &Event, nonce: Option<&str>) -> String {
    let Event { seq, kind, payload, .. } = event;
    let name = nonce.and_then(|nonce| serde_json::to_string(nonce).ok());
    let name = name.map(|name| format!(r#","n":{name}"#)).unwrap_or_default();
    format!(r#"{{"ev":{{"c":{c},"s":{seq},"k":"{kind}","d":{payload}{name}}}}}"#)
}

/// Events that are not in memory any more.
async fn kept(ctx: &Ctx, id: ChannelId, seen: i64) -> Done<Vec<Arc<Event>>> {
    let rows = queries::events(ctx.db(), &[(id, seen)], i64::try_from(BATCH).unwrap_or(1)).await?;
    Ok(rows
        .into_iter()
        .map(|EventRow { seq, kind, actor_id, acl, nonce, payload, .. }| {
            Arc::new(Event { seq, kind, actor: actor_id, acl, nonce, payload })
        })
        .collect())
}
