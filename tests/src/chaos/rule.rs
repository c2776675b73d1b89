//! The rule of a client, without a wire: what to keep of what was told, and what to ask.

use super::{Log, Told};
use serde_json::{Value, json};
use std::{
    collections::{BTreeMap, HashMap},
    time::{Duration, Instant},
};

/// How long a number in a heartbeat may be ahead.
const AHEAD: Duration = Duration::from_secs(2);
/// How long the answer to a question may take before it is asked again.
const ANSWER: Duration = Duration::from_secs(5);

/// What a client has to do.
#[derive(Clone, Debug, PartialEq)]
pub enum Doing {
    /// Say this frame.
    Say(Value),
    /// Fetch this channel over HTTP, and tell [`Rule::fetched`].
    Fetch(String),
    /// Come back after a moment within so many milliseconds.
    Leave(u64, u64),
}

/// A channel that is followed.
struct Place {
    log: Log,
    /// The number of the last event that was applied.
    last: i64,
    /// When it was asked for on this connection, and not answered yet.
    asked: Option<Instant>,
    /// Its short name on this connection.
    c: Option<u32>,
    /// Since when a heartbeat says that there is more.
    ahead: Option<Instant>,
    fetching: bool,
}

/// What a client keeps.
pub struct Rule {
    epoch: Option<String>,
    places: BTreeMap<String, Place>,
    names: HashMap<u32, String>,
    commands: u64,
    /// Events that were told again.
    pub again: usize,
    /// Times that something between was missing.
    pub gaps: usize,
    /// Times that a channel had to be fetched anew.
    pub resets: usize,
}

impl Rule {
    /// A client `who` that has seen these channels up to these numbers.
    pub fn new(who: &str, channels: &[(String, i64)]) -> Self {
        let place = |(channel, last): &(String, i64)| {
            let log = Log::new(who, channel, *last);
            (channel.clone(), Place { log, last: *last, asked: None, c: None, ahead: None, fetching: false })
        };
        let places = channels.iter().map(place).collect();
        Self { epoch: None, places, names: HashMap::new(), commands: 0, again: 0, gaps: 0, resets: 0 }
    }

    /// The first frame of a connection.
    pub fn hello(&mut self, now: Instant) -> Value {
        self.names.clear();
        let mut resume = Vec::new();
        for (channel, place) in &mut self.places {
            (place.c, place.ahead, place.asked) = (None, None, None);
            if !place.log.gone && !place.fetching {
                resume.push((channel.clone(), place.last));
                place.asked = Some(now);
            }
        }
        let mut hello = json!({ "hello": { "v": 1, "resume": resume } });
        if let Some(epoch) = &self.epoch {
            hello["hello"]["epoch"] = epoch.as_str().into();
        }
        hello
    }

    /// The number of the last event of a channel that was applied.
    pub fn last(&self, channel: &str) -> i64 {
        self.places[channel].last
    }

    /// What was told of each channel.
    pub fn logs(&self) -> impl Iterator<Item = &Log> {
        self.places.values().map(|place| &place.log)
    }

    /// Whether all channels are subscribed to on this connection.
    pub fn stands(&self) -> bool {
        self.places.values().all(|place| place.c.is_some() || place.log.gone)
    }

    /// Takes a frame.
    pub fn take(&mut self, frame: &Value, now: Instant) -> Vec<Doing> {
        let Some((kind, body)) = frame.as_object().and_then(|frame| frame.iter().next()) else { return Vec::new() };
        let place = body["c"].as_u64().and_then(|c| self.names.get(&u32::try_from(c).ok()?)).cloned();
        match (kind.as_str(), place) {
            ("hello", _) => {
                self.epoch = body["epoch"].as_str().map(str::to_owned);
                Vec::new()
            }
            ("subd", _) => self.subscribed(body),
            ("ev", Some(channel)) => self.event(&channel, &body["s"], &body["k"], &body["d"], now),
            ("evs", Some(channel)) => {
                let rows = body["e"].as_array().expect("events");
                rows.iter().flat_map(|row| self.event(&channel, &row[0], &row[1], &row[2], now)).collect()
            }
            ("reset", Some(channel)) => self.reset(&channel, body["why"] == "gone"),
            ("hb", _) => {
                for (c, head) in body["h"].as_array().into_iter().flatten().map(|pair| (&pair[0], &pair[1])) {
                    let name = c.as_u64().and_then(|c| self.names.get(&u32::try_from(c).ok()?));
                    let Some(place) = name.and_then(|name| self.places.get_mut(name)) else { continue };
                    let ahead = head.as_i64().is_some_and(|head| head > place.last);
                    place.ahead = if ahead { place.ahead.or(Some(now)) } else { None };
                }
                vec![Doing::Say(json!({ "hb": {} }))]
            }
            ("bye", _) => {
                let end = |at: usize| body["after"][at].as_u64().unwrap_or_default();
                vec![Doing::Leave(end(0), end(1))]
            }
            // A refusal of a channel: it is asked again when its time is over.
            _ => Vec::new(),
        }
    }

    fn subscribed(&mut self, body: &Value) -> Vec<Doing> {
        let channel = body["ch"].as_str().expect("a channel");
        if body["mode"] == "reset" {
            return self.reset(channel, false);
        }
        let c = body["c"].as_u64().and_then(|c| u32::try_from(c).ok()).expect("a short name");
        self.names.insert(c, channel.to_owned());
        let place = self.places.get_mut(channel).expect("a channel that was asked for");
        (place.c, place.asked, place.ahead) = (Some(c), None, None);
        Vec::new()
    }

    fn event(&mut self, channel: &str, s: &Value, kind: &Value, data: &Value, now: Instant) -> Vec<Doing> {
        let place = self.places.get_mut(channel).expect("a channel that was asked for");
        let seq = s.as_i64().expect("a number");
        if seq <= place.last {
            self.again += 1;
            return Vec::new();
        }
        if seq > place.last + 1 {
            self.gaps += 1;
            return if place.asked.is_none() { vec![self.ask(channel, now)] } else { Vec::new() };
        }
        place.last = seq;
        let last = place.log.stretches.last_mut().expect("a stretch");
        last.told.push(Told::of(seq, kind.as_str().expect("a kind"), data));
        Vec::new()
    }

    fn reset(&mut self, channel: &str, gone: bool) -> Vec<Doing> {
        let place = self.places.get_mut(channel).expect("a channel that was asked for");
        (place.c, place.asked) = (None, None);
        if gone {
            place.log.gone = true;
            return Vec::new();
        }
        self.resets += 1;
        place.fetching = true;
        vec![Doing::Fetch(channel.to_owned())]
    }

    fn ask(&mut self, channel: &str, now: Instant) -> Doing {
        self.commands += 1;
        let place = self.places.get_mut(channel).expect("a channel");
        (place.asked, place.ahead) = (Some(now), None);
        Doing::Say(json!({ "sub": { "id": self.commands, "ch": channel, "since": place.last } }))
    }

    /// What was fetched anew: its messages, and the number that they hold.
    pub fn fetched(&mut self, channel: &str, items: &[Value], head: i64, now: Instant) -> Doing {
        let place = self.places.get_mut(channel).expect("a channel");
        (place.last, place.fetching) = (head, false);
        place.log.begin(head, items.iter().filter_map(|item| item["id"].as_str().map(str::to_owned)).collect());
        self.ask(channel, now)
    }

    /// A channel could not be fetched; it is tried again.
    pub fn failed(&mut self, channel: &str) {
        self.places.get_mut(channel).expect("a channel").fetching = false;
    }

    /// What is due by itself.
    pub fn due(&mut self, now: Instant) -> Vec<Doing> {
        let late = |place: &Place| {
            let over = |since: Option<Instant>, time| since.is_some_and(|since| now.duration_since(since) > time);
            over(place.ahead, AHEAD) || over(place.asked, ANSWER)
        };
        let all: Vec<String> =
            self.places.iter().filter(|(_, place)| late(place)).map(|(name, _)| name.clone()).collect();
        all.iter().map(|channel| self.ask(channel, now)).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rule() -> (Rule, Instant) {
        let (mut rule, now) = (Rule::new("anna", &[("room:1".to_owned(), 4)]), Instant::now());
        assert_eq!(rule.hello(now), json!({ "hello": { "v": 1, "resume": [["room:1", 4]] } }));
        rule.take(&json!({ "hello": { "v": 1, "epoch": "e" } }), now);
        rule.take(&json!({ "subd": { "id": 0, "ch": "room:1", "c": 9, "head": 4, "mode": "resume" } }), now);
        assert!(rule.stands());
        (rule, now)
    }

    fn event(s: i64) -> Value {
        json!({ "ev": { "c": 9, "s": s, "k": "msg", "d": { "id": s.to_string(), "body_markdown": "a" } } })
    }

    fn seen(rule: &Rule) -> Vec<i64> {
        let logs = rule.logs().flat_map(|log| &log.stretches).flat_map(|stretch| &stretch.told);
        logs.map(|told| told.seq).collect()
    }

    #[test]
    fn the_next_is_applied_the_old_left_out_and_a_gap_asked_for_once() {
        let (mut rule, now) = rule();
        assert_eq!(rule.take(&event(5), now), []);
        assert_eq!(rule.take(&event(5), now), []);
        let ask = rule.take(&event(8), now);
        assert_eq!(ask, [Doing::Say(json!({ "sub": { "id": 1, "ch": "room:1", "since": 5 } }))]);
        assert_eq!(rule.take(&event(9), now), []);
        assert_eq!((seen(&rule), rule.again, rule.gaps), (vec![5], 1, 2));
    }

    #[test]
    fn a_heartbeat_that_is_ahead_asks_after_two_seconds() {
        let (mut rule, now) = rule();
        rule.take(&json!({ "hb": { "h": [[9, 6]] } }), now);
        assert_eq!(rule.due(now + AHEAD), []);
        assert_eq!(rule.due(now + AHEAD * 2).len(), 1);
        rule.take(&json!({ "subd": { "id": 1, "ch": "room:1", "c": 10, "head": 6, "mode": "resume" } }), now);
        rule.take(&json!({ "hb": { "h": [[10, 4]] } }), now);
        assert_eq!(rule.due(now + AHEAD * 2), []);
    }

    #[test]
    fn a_reset_is_fetched_anew_and_goes_on_from_there() {
        let (mut rule, now) = rule();
        let fetch = rule.take(&json!({ "reset": { "c": 9, "head": 30, "why": "too_old" } }), now);
        assert_eq!(fetch, [Doing::Fetch("room:1".to_owned())]);
        let ask = rule.fetched("room:1", &[json!({ "id": "7" })], 31, now);
        assert_eq!(ask, Doing::Say(json!({ "sub": { "id": 1, "ch": "room:1", "since": 31 } })));
        rule.take(&json!({ "subd": { "id": 1, "ch": "room:1", "c": 9, "head": 31, "mode": "resume" } }), now);
        rule.take(&event(32), now);
        assert_eq!(seen(&rule), [32]);
        assert_eq!(rule.logs().next().map(|log| log.stretches.len()), Some(2));
    }

    #[test]
    fn what_is_gone_is_not_asked_for_again() {
        let (mut rule, now) = rule();
        rule.take(&json!({ "reset": { "c": 9, "head": 0, "why": "gone" } }), now);
        assert_eq!(rule.due(now + ANSWER * 2), []);
        assert_eq!(rule.hello(now), json!({ "hello": { "v": 1, "resume": [], "epoch": "e" } }));
    }
}
