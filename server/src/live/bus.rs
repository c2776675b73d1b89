//! The bus: what the nodes of one site tell each other, over core NATS.
//!
//! Hints that a commit left, and passing signs of who is there; never a text: what a hint is about is read from the database,
//! by whoever may. NATS forgets what it cannot deliver, so nothing depends on it. What was lost is found by the comparison of
//! heads, which is quicker as long as this node hears nobody; and once it hears the others again, everybody looks at
//! everything.

mod chaos;

use super::presence::Sign;
use crate::{app::App, clock, db::Hint};
use async_nats::{Client, ConnectOptions, Event, Subscriber};
use chaos::Chaos;
use futures_util::StreamExt as _;
use secrecy::ExposeSecret as _;
use serde::{Deserialize, Serialize};
use std::{io, time::Duration};
use tokio::{
    sync::broadcast::{
        Receiver,
        error::{RecvError, TryRecvError},
    },
    time::sleep,
};

/// Hints and signs of one message: some 300 kB at most, where NATS takes 1 MB.
const MOST: usize = 200;
/// A connection hears nothing before its subscription has arrived.
const SETTLED: Duration = Duration::from_millis(500);

/// What one node tells the others.
#[derive(Debug, Default, Serialize, Deserialize)]
struct Word {
    /// The node that tells it.
    node: String,
    #[serde(default)]
    hints: Vec<Hint>,
    #[serde(default)]
    signs: Vec<Sign>,
}

impl Word {
    fn full(&self) -> bool {
        self.hints.len() + self.signs.len() >= MOST
    }

    /// Adds a hint once.
    fn hint(&mut self, hint: Hint) {
        if !self.hints.contains(&hint) {
            self.hints.push(hint);
        }
    }
}

/// Joins the bus, when there is one. A server that cannot be reached now is tried until it can.
///
/// # Errors
/// When the address is none.
pub async fn start(app: &App) -> io::Result<()> {
    let Some(url) = &app.config.storage.nats_url else { return Ok(()) };
    app.live.be_alone(true);
    let listening = app.clone();
    let client = ConnectOptions::new()
        .name("plein")
        .no_echo()
        .retry_on_initial_connect()
        .event_callback(move |event| heard_of(listening.clone(), event))
        .connect(url.expose_secret())
        .await
        .map_err(|error| io::Error::other(format!("nats_url: {error}")))?;
    // Several sites may share a server. The name changes when a backup is put back, and every node starts anew then.
    let subject = format!("plein.{}", app.live.epoch());
    let words = client.subscribe(subject.clone()).await.map_err(io::Error::other)?;
    let news = (app.db.own_hints(), app.live.signs());
    tokio::spawn(tell(client, subject, news));
    tokio::spawn(listen(app.clone(), words));
    Ok(())
}

/// What became of the connection.
async fn heard_of(app: App, event: Event) {
    match event {
        Event::Connected => {
            tracing::info!("the bus between nodes is connected");
            sleep(SETTLED).await;
            app.live.be_alone(false);
            app.db.hear(Hint::Missed);
        }
        Event::Disconnected | Event::Closed => {
            tracing::warn!("the bus between nodes is gone; heads are compared more often until it is back");
            app.live.be_alone(true);
            app.db.hear(Hint::Missed);
        }
        Event::SlowConsumer(_) => app.db.hear(Hint::Missed),
        Event::ServerError(error) => tracing::warn!(%error, "the bus between nodes"),
        Event::ClientError(error) => tracing::warn!(%error, "the bus between nodes"),
        Event::LameDuckMode | Event::Draining => {}
    }
}

/// Tells the others what happens here, as much as there is in one message.
async fn tell(client: Client, subject: String, (mut hints, mut signs): (Receiver<Hint>, Receiver<Sign>)) {
    let node = shared::ids::to_text(clock::fresh_id());
    loop {
        let mut word = Word { node: node.clone(), ..Word::default() };
        tokio::select! {
            hint = hints.recv() => match hint {
                Ok(hint) => word.hint(hint),
                Err(RecvError::Lagged(_)) => word.hint(Hint::Missed),
                Err(RecvError::Closed) => return,
            },
            sign = signs.recv() => match sign {
                Ok(sign) => word.signs.push(sign),
                Err(RecvError::Lagged(_)) => {}
                Err(RecvError::Closed) => return,
            },
        }
        while !word.full() {
            match hints.try_recv() {
                Ok(hint) => word.hint(hint),
                Err(TryRecvError::Lagged(_)) => word.hint(Hint::Missed),
                Err(TryRecvError::Empty | TryRecvError::Closed) => break,
            }
        }
        while !word.full()
            && let Ok(sign) = signs.try_recv()
        {
            word.signs.push(sign);
        }
        let told = serde_json::to_vec(&word).map(|text| client.publish(subject.clone(), text.into()));
        match told {
            Ok(told) => {
                if let Err(error) = told.await {
                    tracing::warn!(%error, "the other nodes could not be told");
                }
            }
            Err(error) => tracing::warn!(%error, "the other nodes could not be told"),
        }
    }
}

/// Takes in what others tell.
async fn listen(app: App, mut words: Subscriber) {
    let mut chaos = Chaos::wanted();
    while let Some(message) = words.next().await {
        match chaos.as_mut().map(Chaos::delay) {
            None => take_in(&app, &message.payload),
            Some(None) => {}
            Some(Some(late)) => {
                let app = app.clone();
                tokio::spawn(async move {
                    sleep(late).await;
                    take_in(&app, &message.payload);
                });
            }
        }
    }
}

fn take_in(app: &App, payload: &[u8]) {
    match serde_json::from_slice::<Word>(payload) {
        Ok(Word { node, hints, signs }) => {
            for hint in hints {
                app.db.hear(hint);
            }
            for sign in signs {
                app.live.hear(&node, sign);
            }
        }
        Err(error) => {
            // A later version may say more than this one knows.
            tracing::warn!(%error, "another node told something that was not understood");
            app.db.hear(Hint::Missed);
        }
    }
}
