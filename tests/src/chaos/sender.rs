//! Those who say things and try again until they are told that it stands.

use super::Dice;
use serde_json::{Value, json};
use std::{
    collections::BTreeMap,
    sync::{
        Arc, Mutex,
        atomic::{AtomicBool, Ordering},
    },
    time::Duration,
};
use tokio::time::sleep;

/// A message that the server acknowledged.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Acked {
    /// Who said it.
    pub who: String,
    /// The message.
    pub id: String,
    /// Its number.
    pub seq: i64,
    /// Whether it was shown to who said it, right after; `None` when nobody looked.
    pub shown: Option<bool>,
}

/// Somebody who says things over HTTP, at any of these nodes.
pub struct Sender {
    /// Their name.
    pub who: String,
    /// Their token.
    pub token: String,
    /// The nodes.
    pub origins: Vec<String>,
    /// The id of the room.
    pub room: String,
    /// The time between two messages.
    pub pace: Duration,
    /// Where to note what was acknowledged.
    pub acked: Arc<Mutex<Vec<Acked>>>,
    /// Where to note other answers than success, and how often they came.
    pub refused: Arc<Mutex<BTreeMap<u16, usize>>>,
    /// Whether to stop.
    pub stop: Arc<AtomicBool>,
}

impl Sender {
    /// Says one thing after another until it is told to stop. What is under way then is brought to its end.
    pub async fn run(self, http: reqwest::Client, mut dice: Dice) {
        sleep(dice.millis(0, self.pace.as_millis().try_into().expect("short"))).await;
        let mut n = 0;
        while !self.stop.load(Ordering::Relaxed) {
            n += 1;
            let nonce = format!("{}-{n}-{}", self.who, dice.next());
            let mut acked = self.say(&http, &nonce, &mut dice).await;
            if dice.chance(20) {
                acked.shown = self.shown(&http, &acked, &mut dice).await;
            }
            self.acked.lock().expect("whole").push(acked);
            sleep(self.pace).await;
        }
    }

    fn origin(&self, dice: &mut Dice) -> &str {
        &self.origins[dice.below(self.origins.len())]
    }

    /// Says it until it stands.
    async fn say(&self, http: &reqwest::Client, nonce: &str, dice: &mut Dice) -> Acked {
        let body = json!({ "body_markdown": format!("Gezegd: {nonce}"), "nonce": nonce });
        loop {
            let url = format!("{}/api/v1/rooms/{}/messages", self.origin(dice), self.room);
            let sent = http.post(url).bearer_auth(&self.token).json(&body).send().await;
            let wait = match sent {
                Ok(answer) if answer.status().is_success() => {
                    if let Ok(said) = answer.json::<Value>().await {
                        let id = said["id"].as_str().expect("an id").to_owned();
                        let seq = said["seq"].as_i64().expect("a number");
                        return Acked { who: self.who.clone(), id, seq, shown: None };
                    }
                    Duration::ZERO
                }
                // Too many at once, or the node or what is behind it is away.
                Ok(answer) => {
                    let status = answer.status().as_u16();
                    *self.refused.lock().expect("whole").entry(status).or_default() += 1;
                    assert!([429, 500, 502, 503, 507].contains(&status), "{nonce} was answered with {status}");
                    dice.millis(100, 400)
                }
                Err(_) => dice.millis(5, 50),
            };
            sleep(wait).await;
        }
    }

    /// Whether the newest messages hold it; `None` when nobody answered.
    async fn shown(&self, http: &reqwest::Client, acked: &Acked, dice: &mut Dice) -> Option<bool> {
        let (room, after) = (&self.room, acked.seq - 1);
        let url = format!("{}/api/v1/rooms/{room}/messages?after={after}&limit=1", self.origin(dice));
        let answer = http.get(url).bearer_auth(&self.token).send().await.ok()?;
        let page: Value = if answer.status().is_success() { answer.json().await.ok()? } else { return None };
        Some(page["items"][0]["id"] == acked.id.as_str())
    }
}
