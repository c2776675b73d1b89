//! A client of the live socket that never gives up: the [`Rule`] on a wire.

use super::{Acked, Dice, Doing, Log, Rule};
use futures_util::{SinkExt as _, StreamExt as _};
use serde_json::{Value, json};
use std::{
    sync::{Arc, Mutex, MutexGuard},
    time::{Duration, Instant},
};
use tokio::{
    net::TcpStream,
    task::JoinHandle,
    time::{interval, sleep, timeout},
};
use tokio_tungstenite::{
    MaybeTlsStream, WebSocketStream,
    tungstenite::{Message, client::IntoClientRequest as _},
};

/// Without a sign of life for so long the link is taken for dead.
const SILENCE: Duration = Duration::from_secs(40);
/// How long an upgrade may take.
const UPGRADE: Duration = Duration::from_secs(10);

type Wire = WebSocketStream<MaybeTlsStream<TcpStream>>;

/// What a reader needs to come in.
#[derive(Clone)]
pub struct Ticket {
    /// Its name.
    pub who: String,
    /// Its token.
    pub token: String,
    /// Nodes, or links to them; one of them is tried each time.
    pub origins: Vec<String>,
    /// What it follows, after which number.
    pub channels: Vec<(String, i64)>,
    /// The time between things that it says in the first channel, when it does.
    pub pace: Option<Duration>,
}

/// What is known of a reader.
pub struct Seen {
    /// Its rule.
    pub rule: Rule,
    /// What it said and was told to stand.
    pub acked: Vec<Acked>,
    /// What connections were closed with; 1006 for those that broke.
    pub closes: Vec<u16>,
    /// Since when it is not subscribed to all it follows.
    pub away: Option<Instant>,
    /// How long it was not, each time.
    pub absences: Vec<Duration>,
    /// It says nothing new any more.
    pub hushed: bool,
    saying: Option<(String, Instant)>,
}

/// A running reader. Dropping it hangs up.
pub struct Reader {
    seen: Arc<Mutex<Seen>>,
    task: JoinHandle<()>,
}

impl Reader {
    /// Comes in.
    pub fn start(ticket: Ticket, http: reqwest::Client, dice: Dice) -> Self {
        let rule = Rule::new(&ticket.who, &ticket.channels);
        let (away, hushed) = (Some(Instant::now()), ticket.pace.is_none());
        let (acked, closes, absences, saying) = (Vec::new(), Vec::new(), Vec::new(), None);
        let seen = Arc::new(Mutex::new(Seen { rule, acked, closes, away, absences, hushed, saying }));
        let mut wire = Loop { ticket, http, seen: seen.clone(), dice };
        Self { seen, task: tokio::spawn(async move { wire.run().await }) }
    }

    /// What is known of it.
    pub fn seen(&self) -> MutexGuard<'_, Seen> {
        self.seen.lock().expect("whole")
    }

    /// The number of the last event of a channel that it applied.
    pub fn last(&self, channel: &str) -> i64 {
        self.seen().rule.last(channel)
    }

    /// Whether it hears everything it follows.
    pub fn stands(&self) -> bool {
        self.seen().away.is_none()
    }

    /// Whether it has said all it wanted.
    pub fn quiet(&self) -> bool {
        let seen = self.seen();
        seen.hushed && seen.saying.is_none()
    }

    /// What it was told.
    pub fn logs(&self) -> Vec<Log> {
        self.seen().rule.logs().cloned().collect()
    }
}

impl Drop for Reader {
    fn drop(&mut self) {
        self.task.abort();
    }
}

struct Loop {
    ticket: Ticket,
    http: reqwest::Client,
    seen: Arc<Mutex<Seen>>,
    dice: Dice,
}

/// Why a connection ended.
enum End {
    Broken,
    Closed(u16),
    Asked(u64, u64),
}

impl Loop {
    fn seen(&self) -> MutexGuard<'_, Seen> {
        self.seen.lock().expect("whole")
    }

    async fn run(&mut self) {
        let mut tries = 0;
        loop {
            let origin = self.ticket.origins[self.dice.below(self.ticket.origins.len())].clone();
            let end = match timeout(UPGRADE, open(&origin, &self.ticket.token)).await {
                Ok(Some(wire)) => {
                    let end = self.serve(wire, &origin).await.err().unwrap_or(End::Broken);
                    let mut seen = self.seen();
                    tries = if seen.away.is_none() { 0 } else { tries + 1 };
                    seen.away.get_or_insert_with(Instant::now);
                    end
                }
                _ => {
                    tries += 1;
                    End::Broken
                }
            };
            let mut wait = self.dice.millis(0, (500 << tries.min(6)).clamp(1_000, 30_000));
            match end {
                End::Broken => self.seen().closes.push(1006),
                End::Closed(code) => {
                    self.seen().closes.push(code);
                    if [4000, 4003, 4008].contains(&code) {
                        return;
                    }
                }
                End::Asked(from, to) => {
                    self.seen().closes.push(4001);
                    wait = self.dice.millis(from, to);
                }
            }
            sleep(wait).await;
        }
    }

    async fn serve(&mut self, mut wire: Wire, origin: &str) -> Result<(), End> {
        let hello = self.seen().rule.hello(Instant::now());
        put(&mut wire, &hello).await?;
        let (mut tick, mut heard) = (interval(Duration::from_millis(250)), Instant::now());
        let (mut next, mut leave) = (Instant::now(), None);
        if let Some((_, due)) = &mut self.seen().saying {
            *due = Instant::now();
        }
        loop {
            tokio::select! {
                message = wire.next() => {
                    heard = Instant::now();
                    let text = match message {
                        Some(Ok(Message::Text(text))) => text,
                        Some(Ok(Message::Close(frame))) => {
                            let code = frame.map_or(1005, |frame| frame.code.into());
                            let asked = |(from, to)| End::Asked(from, to);
                            return Err(leave.map_or(End::Closed(code), asked));
                        }
                        Some(Ok(_)) => continue,
                        _ => return Err(leave.map_or(End::Broken, |(from, to)| End::Asked(from, to))),
                    };
                    let frame: Value = serde_json::from_str(text.as_str()).expect("a frame of JSON");
                    self.answered(&frame);
                    let doing = self.seen().rule.take(&frame, heard);
                    for doing in doing {
                        if let Doing::Leave(from, to) = doing {
                            leave = Some((from, to));
                        }
                        self.act(&mut wire, doing, origin).await?;
                    }
                    let mut seen = self.seen();
                    if seen.away.is_some() && seen.rule.stands() {
                        let away = seen.away.take().expect("away").elapsed();
                        seen.absences.push(away);
                    }
                }
                _ = tick.tick() => {
                    if heard.elapsed() > SILENCE {
                        return Err(End::Broken);
                    }
                    let doing = self.seen().rule.due(Instant::now());
                    for doing in doing {
                        self.act(&mut wire, doing, origin).await?;
                    }
                    if let Some(frame) = self.word(&mut next) {
                        put(&mut wire, &frame).await?;
                    }
                }
            }
        }
    }

    async fn act(&mut self, wire: &mut Wire, doing: Doing, origin: &str) -> Result<(), End> {
        match doing {
            Doing::Say(frame) => put(wire, &frame).await,
            Doing::Leave(..) => Ok(()),
            Doing::Fetch(channel) => {
                let doing = match fetch(&self.http, origin, &self.ticket.token, &channel).await {
                    Some((items, head)) => self.seen().rule.fetched(&channel, &items, head, Instant::now()),
                    None => {
                        // As after a broken link: the next connection asks again.
                        self.seen().rule.failed(&channel);
                        return Err(End::Broken);
                    }
                };
                if let Doing::Say(frame) = doing { put(wire, &frame).await } else { Ok(()) }
            }
        }
    }

    /// What it has to say now: something new, or what was not acknowledged.
    fn word(&mut self, next: &mut Instant) -> Option<Value> {
        let (pace, now) = (self.ticket.pace?, Instant::now());
        let fresh = format!("{}-{}", self.ticket.who, self.dice.next());
        let mut seen = self.seen.lock().expect("whole");
        if seen.saying.is_none() && !seen.hushed && now >= *next {
            *next = now + pace;
            seen.saying = Some((fresh, now));
        }
        let (nonce, due) = seen.saying.as_mut().filter(|(_, due)| now >= *due)?;
        *due = now + Duration::from_secs(10);
        let (body, channel) = (format!("Geroepen: {nonce}"), &self.ticket.channels[0].0);
        Some(json!({ "send": { "id": 7, "n": nonce, "ch": channel, "body": body } }))
    }

    /// Notes what became of what it said.
    fn answered(&self, frame: &Value) {
        let mut seen = self.seen();
        let nonce = seen.saying.as_ref().map(|(nonce, _)| nonce.clone());
        let Some(nonce) = nonce else { return };
        if frame["ack"]["n"] == nonce.as_str() {
            let id = frame["ack"]["mid"].as_str().expect("an id").to_owned();
            let seq = frame["ack"]["s"].as_i64().expect("a number");
            seen.acked.push(Acked { who: self.ticket.who.clone(), id, seq, shown: None });
            seen.saying = None;
        } else if frame["err"]["id"] == 7 {
            assert_eq!(frame["err"]["retry"], true, "{frame}");
            let after = frame["err"]["after"].as_u64().unwrap_or(1_000);
            seen.saying = Some((nonce, Instant::now() + Duration::from_millis(after)));
        }
    }
}

async fn put(wire: &mut Wire, frame: &Value) -> Result<(), End> {
    wire.send(Message::text(frame.to_string())).await.map_err(|_| End::Broken)
}

async fn open(origin: &str, token: &str) -> Option<Wire> {
    let mut request = format!("{}/live", origin.replacen("http", "ws", 1)).into_client_request().ok()?;
    request.headers_mut().insert("authorization", format!("Bearer {token}").parse().ok()?);
    Some(tokio_tungstenite::connect_async(request).await.ok()?.0)
}

/// The newest messages of a room and the number that they hold.
async fn fetch(http: &reqwest::Client, origin: &str, token: &str, channel: &str) -> Option<(Vec<Value>, i64)> {
    let room = channel.strip_prefix("room:").expect("rooms are followed");
    let url = format!("{origin}/api/v1/rooms/{room}/messages?before=0");
    let answer = http.get(url).bearer_auth(token).send().await.ok()?.error_for_status().ok()?;
    let page: Value = answer.json().await.ok()?;
    Some((page["items"].as_array()?.clone(), page["head"].as_i64()?))
}
