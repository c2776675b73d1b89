//! A trial: readers and senders in one room, and the judgement at the end.

use super::{Crowd, Dice, History, Reader, Sender, Somebody, Ticket, Told, Unread};
use crate::{App, Value, json};
use std::{
    collections::BTreeMap,
    sync::{
        Arc, Mutex,
        atomic::{AtomicBool, Ordering},
    },
    time::{Duration, Instant},
};
use tokio::task::JoinHandle;

/// How long all of them may take to be level once everything stands again.
const LEVEL: Duration = Duration::from_secs(60);

/// Readers and senders in one room.
pub struct Trial {
    /// The community of the room, as the world calls it.
    pub circle: &'static str,
    /// The id of the room.
    pub room: String,
    /// The name of its channel.
    pub channel: String,
    /// Who reads.
    pub readers: Vec<Reader>,
    /// After which number somebody was put out.
    pub revoked: BTreeMap<String, i64>,
    /// What chance decides.
    pub dice: Dice,
    http: reqwest::Client,
    acked: Arc<Mutex<Vec<super::Acked>>>,
    refused: Arc<Mutex<BTreeMap<u16, usize>>>,
    stop: Arc<AtomicBool>,
    sending: Vec<JoinHandle<()>>,
}

impl Trial {
    /// A trial in the room of a community.
    pub fn new(app: &App, circle: &'static str, dice: Dice) -> Self {
        let room = app.world.circle(circle).room.clone();
        let http = reqwest::Client::builder().no_proxy().timeout(Duration::from_secs(10)).build().expect("a client");
        Self {
            circle,
            channel: format!("room:{room}"),
            room,
            readers: Vec::new(),
            revoked: BTreeMap::new(),
            dice,
            http,
            acked: Arc::default(),
            refused: Arc::default(),
            stop: Arc::default(),
            sending: Vec::new(),
        }
    }

    /// Somebody reads from the beginning, at one of these nodes, and says something from time to time when there is a pace.
    pub fn read(&mut self, who: &Somebody, origins: &[&str], pace: Option<Duration>) {
        let ticket = Ticket {
            who: who.name.clone(),
            token: who.token.clone(),
            origins: origins.iter().map(|origin| (*origin).to_owned()).collect(),
            channels: vec![(self.channel.clone(), 0)],
            pace,
        };
        self.readers.push(Reader::start(ticket, self.http.clone(), self.dice.split()));
    }

    /// Somebody says things over HTTP, at one of these nodes each time.
    pub fn send(&mut self, who: &Somebody, origins: &[&str], pace: Duration) {
        let sender = Sender {
            who: who.name.clone(),
            token: who.token.clone(),
            origins: origins.iter().map(|origin| (*origin).to_owned()).collect(),
            room: self.room.clone(),
            pace,
            acked: self.acked.clone(),
            refused: self.refused.clone(),
            stop: self.stop.clone(),
        };
        self.sending.push(tokio::spawn(sender.run(self.http.clone(), self.dice.split())));
    }

    /// How many messages were acknowledged so far.
    pub fn said(&self) -> usize {
        let by_readers: usize = self.readers.iter().map(|reader| reader.seen().acked.len()).sum();
        self.acked.lock().expect("whole").len() + by_readers
    }

    /// What senders were answered that was no success, and how often.
    pub fn refused(&self) -> BTreeMap<u16, usize> {
        self.refused.lock().expect("whole").clone()
    }

    /// Waits until so many more were acknowledged.
    pub async fn more(&self, count: usize) {
        let target = self.said() + count;
        within("messages to be acknowledged", LEVEL, || self.said() >= target).await;
    }

    /// Waits until all readers hear everything they follow.
    pub async fn stand(&self) {
        within("all readers to stand", LEVEL, || self.readers.iter().all(Reader::stands)).await;
    }

    /// Ends it: everybody says what they wanted to, hears all of it, and the laws are checked. Gives how long it took
    /// until all were level.
    pub async fn judge(mut self, app: &App, crowd: &Crowd) -> Duration {
        let (level, _) = self.history(app, crowd).await;
        level
    }

    /// The same, with all that is known.
    pub async fn history(&mut self, app: &App, crowd: &Crowd) -> (Duration, History) {
        self.stop.store(true, Ordering::Relaxed);
        self.readers.iter().for_each(|reader| reader.seen().hushed = true);
        for sending in self.sending.drain(..) {
            tokio::time::timeout(LEVEL, sending).await.expect("senders come to an end").expect("a sender");
        }
        within("readers to be quiet", LEVEL, || self.readers.iter().all(Reader::quiet)).await;
        let (began, head) = (Instant::now(), head(app, self.circle).await);
        let level = |reader: &Reader| reader.last(&self.channel) >= head || reader.logs().iter().all(|log| log.gone);
        let all = within("readers to be level", LEVEL, || self.readers.iter().all(level));
        all.await;
        let level = began.elapsed();
        let mut history = History {
            head,
            events: events(app, self.circle).await,
            acked: self.acked.lock().expect("whole").clone(),
            revoked: self.revoked.clone(),
            ..History::default()
        };
        for reader in &self.readers {
            history.acked.extend(reader.seen().acked.clone());
            history.logs.extend(reader.logs());
        }
        history.unread = self.unread(app, crowd, head).await;
        if let Err(broken) = history.check() {
            panic!("{broken}");
        }
        (level, history)
    }

    /// Reads up to some number each, and what the list of rooms says then.
    async fn unread(&mut self, app: &App, crowd: &Crowd, head: i64) -> Vec<Unread> {
        let mut all = Vec::new();
        for member in crowd.0.iter().take(8).filter(|member| !self.revoked.contains_key(&member.name)) {
            let mut client = app.member();
            client.token = Some(member.token.clone());
            let mark = head - i64::try_from(self.dice.below(60)).expect("small");
            client.put(&format!("/api/v1/rooms/{}/mark", self.room), json!({ "seq": mark })).await.is(204);
            let row: Value = client.get(&format!("/api/v1/rooms/{}", self.room)).await.is(200).json();
            let number = |name: &str| row[name].as_i64().expect("a number");
            all.push(Unread { who: member.name.clone(), mark: number("mark"), unread: number("unread") });
        }
        all
    }
}

/// Waits until something holds.
async fn within(what: &str, patience: Duration, holds: impl Fn() -> bool) {
    let deadline = Instant::now() + patience;
    while !holds() {
        assert!(Instant::now() < deadline, "waited {patience:?} for {what}");
        tokio::time::sleep(Duration::from_millis(25)).await;
    }
}

fn channel(app: &App, circle: &str) -> String {
    let slug = &app.world.circle(circle).slug;
    format!(
        "c.kind = 'room' and c.ref = (select r.id from room r join community k on k.id = r.community_id
         where k.slug = '{slug}' and r.kind = 'open')"
    )
}

/// The number of the last event of the room of a community.
pub async fn head(app: &App, circle: &str) -> i64 {
    app.database.number(&format!("select cast(c.head as text) from channel c where {}", channel(app, circle))).await
}

/// The events of the room of a community, by the database; each that tells of a message has one.
pub async fn events(app: &App, circle: &str) -> Vec<Told> {
    let of = channel(app, circle);
    let sql = format!(
        "select cast(e.seq as text) || ' ' || e.kind || ' ' || e.payload from channel c
         join channel_event e on e.channel_id = c.id where {of} order by e.seq"
    );
    let parse = |row: String| {
        let mut parts = row.splitn(3, ' ');
        let mut part = || parts.next().expect("a part").to_owned();
        let (seq, kind, payload) = (part(), part(), part());
        Told::of(seq.parse().expect("a number"), &kind, &serde_json::from_str(&payload).expect("JSON"))
    };
    let events: Vec<Told> = app.database.texts(&sql).await.into_iter().map(parse).collect();
    let rows = format!(
        "select cast(count(*) as text) from channel c join channel_event e on e.channel_id = c.id and e.kind = 'msg'
         join message m on m.room_id = c.ref and m.seq = e.seq where {of}"
    );
    let told = events.iter().filter(|told| told.is_new()).count();
    assert_eq!(app.database.number(&rows).await, i64::try_from(told).expect("few"), "an event without a message");
    let all = format!("select cast(count(*) as text) from channel c join message m on m.room_id = c.ref where {of}");
    assert_eq!(app.database.number(&all).await, i64::try_from(told).expect("few"), "a message without an event");
    events
}

/// Fails when the file of an embedded database is damaged.
pub async fn sound(app: &App) {
    if app.engine == crate::Engine::Sqlite {
        assert_eq!(app.database.texts("pragma integrity_check").await, ["ok"]);
        assert!(app.database.texts("select cast(rowid as text) from pragma_foreign_key_check").await.is_empty());
    }
}
