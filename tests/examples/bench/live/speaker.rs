//! Those who say things over the socket and wait until it stands on disk.

use super::{
    frame::{Frame, words},
    line::{Line, Pass},
    reader::Tally,
    stage::{Node, Place, greeted},
};
use anyhow::{Context as _, bail, ensure};
use std::{
    cell::{Cell, RefCell},
    rc::Rc,
    time::{Duration, Instant},
};
use tokio::time::{sleep, timeout};

/// The network that speakers come from.
const NETWORK: u8 = 200;

/// A socket that says things in one channel.
pub struct Speaker {
    line: Line,
    channel: Rc<str>,
    said: u64,
}

/// What an answer was.
enum Answer {
    Stands(i64),
    Later(u64),
}

impl Speaker {
    /// Comes in as the member with this number.
    pub async fn enter(node: &Node, place: &Place, n: usize) -> anyhow::Result<Self> {
        let pass = Pass::Program(place.crowd.somebody(n).token.clone());
        let line = greeted(node, NETWORK + u8::try_from(n / 1_500)?, &pass).await?;
        Ok(Self { line, channel: place.channel.clone(), said: 0 })
    }

    /// Says when it is; gives the number once it stands. Whoever is told to come later does.
    pub async fn say(&mut self, tally: &Tally) -> anyhow::Result<i64> {
        self.said += 1;
        let (n, body) = (format!("{}-{}", tally.now(), self.said), words(tally.now()));
        let text = format!(r#"{{"send":{{"id":1,"n":"{n}","ch":"{}","body":"{body}"}}}}"#, self.channel);
        loop {
            self.line.say(&text).await?;
            match timeout(Duration::from_secs(30), self.answer(&n)).await.context("no answer for 30 s")?? {
                Answer::Stands(seq) => return Ok(seq),
                Answer::Later(after) => sleep(Duration::from_millis(after)).await,
            }
        }
    }

    async fn answer(&mut self, nonce: &str) -> anyhow::Result<Answer> {
        loop {
            let (mut found, mut beat, mut refused) = (None, false, None);
            self.line
                .hear(|text| {
                    let frame: Frame<'_> = serde_json::from_slice(text).expect("a frame");
                    beat |= frame.hb.is_some();
                    if let Some(ack) = frame.ack.filter(|ack| ack.n == nonce) {
                        found = Some(Answer::Stands(ack.s));
                    }
                    if let Some(told) = frame.err {
                        match told.after {
                            Some(after) => found = Some(Answer::Later(after)),
                            None => refused = Some(told.code.to_owned()),
                        }
                    }
                })
                .await?;
            if beat {
                self.line.say(r#"{"hb":{}}"#).await?;
            }
            if let Some(code) = refused {
                bail!("a message was refused: {code}");
            }
            if let Some(found) = found {
                return Ok(found);
            }
        }
    }
}

/// What became of things that were said.
#[derive(Default)]
pub struct Said {
    /// The highest number.
    pub head: i64,
    /// How many stand.
    pub count: usize,
    /// Milliseconds from saying to standing.
    pub took: Vec<f64>,
}

/// Says `pace` things a second, each at its own moment whether those before it stand or not, in turn by all speakers.
pub async fn steadily(
    speakers: Vec<Speaker>,
    tally: &Rc<Tally>,
    pace: f64,
    spell: Duration,
) -> anyhow::Result<(Said, Vec<Speaker>)> {
    let (count, all) = (speakers.len(), Rc::new(RefCell::new(Said::default())));
    let began = tokio::time::Instant::now();
    let each = speakers.into_iter().enumerate().map(|(at, mut speaker)| {
        let all = all.clone();
        async move {
            for n in (at..).step_by(count) {
                let due = Duration::from_secs_f64(n as f64 / pace);
                if due >= spell {
                    break;
                }
                tokio::time::sleep_until(began + due).await;
                let asked = Instant::now();
                let seq = speaker.say(tally).await?;
                let mut all = all.borrow_mut();
                all.took.push(asked.elapsed().as_secs_f64() * 1_000.0);
                all.head = all.head.max(seq);
                all.count += 1;
            }
            anyhow::Ok(speaker)
        }
    });
    let speakers = futures_util::future::try_join_all(each).await?;
    Ok((all.take(), speakers))
}

/// Says as much as stands in a while, `abreast` at a time, each by the next speaker.
pub async fn at_once(
    speakers: Vec<Speaker>,
    tally: &Rc<Tally>,
    abreast: usize,
    spell: Duration,
) -> anyhow::Result<Said> {
    ensure!(speakers.len() >= abreast, "too few speakers");
    let (all, began) = (RefCell::new(Said::default()), Instant::now());
    let waiting = RefCell::new(std::collections::VecDeque::from(speakers));
    let failed = Cell::new(0_usize);
    let one = || async {
        while began.elapsed() < spell {
            let Some(mut speaker) = waiting.borrow_mut().pop_front() else { break };
            let asked = Instant::now();
            match speaker.say(tally).await {
                Ok(seq) => {
                    let mut all = all.borrow_mut();
                    all.took.push(asked.elapsed().as_secs_f64() * 1_000.0);
                    all.head = all.head.max(seq);
                    all.count += 1;
                }
                Err(_) => failed.set(failed.get() + 1),
            }
            waiting.borrow_mut().push_back(speaker);
        }
    };
    futures_util::future::join_all((0..abreast).map(|_| one())).await;
    ensure!(failed.get() == 0, "{} speakers were sent away", failed.get());
    Ok(all.into_inner())
}
