//! The program is killed while people write, again and again: what was acknowledged is found soon after, once, and what was
//! taken away is not.

use crate::{App, Client};
use serde_json::{Value, json};
use std::{
    cell::{Cell, RefCell},
    collections::{BTreeMap, BTreeSet},
    time::{Duration, Instant},
};

/// How long something that was acknowledged may stay unfound after a start.
const SOON: Duration = Duration::from_secs(5);
/// How many write at once.
const WRITERS: usize = 6;
/// A word of all that is written.
const EVERY: &str = "wolkenkrabber";

/// What became of it.
#[derive(Debug)]
pub struct Outcome {
    /// Posts that were acknowledged and are found.
    pub kept: usize,
    /// Posts that were taken away and are not.
    pub gone: usize,
    /// The longest time after a start until all that was acknowledged before the kill was found.
    pub longest: Duration,
}

/// Kills the server `rounds` times while six write and take away, each time after at least eight more posts.
///
/// # Panics
/// When a post is lost, doubled or brought back, or is not found within five seconds of a start.
pub async fn kills(app: &App, rounds: usize) -> Outcome {
    let said = Said::default();
    let killer = async {
        let mut longest = Duration::ZERO;
        for round in 0..rounds {
            let target = said.kept.borrow().len() + 8 + round % 4;
            app.until("posts to be sent", async || (said.kept.borrow().len() >= target).then_some(())).await;
            app.kill();
            app.start().await;
            longest = longest.max(said.found_again(app).await);
            said.round.set(round + 1);
        }
        said.stop.set(true);
        longest
    };
    let writing = futures_util::future::join_all((0..WRITERS).map(|who| said.write(app, who)));
    let (_, longest) = futures_util::future::join(writing, killer).await;
    let (kept, gone) = (said.kept.take().into_keys().collect::<BTreeSet<_>>(), said.gone.take());
    assert!(kept.len() > 8 * rounds && gone.len() > 2 * rounds, "{} kept, {} gone", kept.len(), gone.len());
    let ids = app
        .until("the index to be level", async || {
            let ids = found(app, EVERY).await;
            (ids.iter().collect::<BTreeSet<_>>().len() == kept.len()).then_some(ids)
        })
        .await;
    assert_eq!(ids.len(), kept.len(), "something is found twice");
    assert_eq!(ids.into_iter().collect::<BTreeSet<_>>(), kept);
    assert_eq!(page(app, EVERY, "").await["total"].as_u64(), Some(kept.len() as u64));
    Outcome { kept: kept.len(), gone: gone.len(), longest }
}

/// Ids of the posts that the server acknowledged.
#[derive(Default)]
struct Said {
    stop: Cell<bool>,
    /// Kills so far.
    round: Cell<usize>,
    /// With the kills there had been when they were written.
    kept: RefCell<BTreeMap<String, usize>>,
    gone: RefCell<BTreeSet<String>>,
}

impl Said {
    /// Writes posts until it is told to stop, and takes every third away again. What is not answered is sent again.
    async fn write(&self, app: &App, who: usize) {
        let path = format!("{}/api/v1/threads/{}/posts", app.origin, app.world.circle("open").thread);
        let http = reqwest::Client::builder().no_proxy().timeout(Duration::from_secs(5)).build().expect("a client");
        let writers: [Client; 3] = [app.member(), app.moderator(), app.owner()];
        let token = writers[who % 3].token.clone().expect("a token");
        let mut n = 0;
        while !self.stop.get() {
            n += 1;
            let round = self.round.get();
            let text = format!("Een {EVERY} van {}.", word(round));
            let body = json!({ "body_markdown": text, "nonce": format!("{who}-{n}") });
            let id = loop {
                match http.post(&path).bearer_auth(&token).json(&body).send().await {
                    Ok(answer) if answer.status().is_success() => {
                        if let Ok(post) = answer.json::<Value>().await {
                            break post["id"].as_str().expect("an id").to_owned();
                        }
                    }
                    _ => tokio::time::sleep(Duration::from_millis(10)).await,
                }
            };
            self.kept.borrow_mut().insert(id.clone(), round);
            if n % 3 != 0 {
                continue;
            }
            loop {
                let sent = http.delete(format!("{}/api/v1/posts/{id}", app.origin)).bearer_auth(&token).send().await;
                match sent.map(|answer| answer.status().as_u16()) {
                    // Gone already, by the try before: who leads the community sees that, and may not do it twice.
                    Ok(204 | 403 | 404) => {
                        self.kept.borrow_mut().remove(&id);
                        self.gone.borrow_mut().insert(id);
                        break;
                    }
                    _ => tokio::time::sleep(Duration::from_millis(10)).await,
                }
            }
        }
    }

    /// Waits until everything that was acknowledged around the kill is found, and of all before it no fewer than there are,
    /// while others write on; gives how long it took.
    async fn found_again(&self, app: &App) -> Duration {
        let (round, began) = (self.round.get(), Instant::now());
        let before = self.kept.borrow().clone();
        let mut must = before.clone();
        // What was sent before the last kill may have been acknowledged after it.
        must.retain(|_, written| *written + 1 >= round);
        let gone = self.gone.borrow().clone();
        loop {
            let mut seen = BTreeSet::new();
            for written in must.values().collect::<BTreeSet<_>>() {
                // Pages of an index that moves on may show one thing on two; a list of one moment may not.
                seen.extend(found(app, &word(*written)).await);
            }
            assert!(seen.is_disjoint(&gone), "what was taken away is found after kill {round}");
            must.retain(|id, _| !seen.contains(id) && !self.gone.borrow().contains(id));
            let total = page(app, EVERY, "").await["total"].as_u64().expect("a total");
            let least = before.keys().filter(|id| !self.gone.borrow().contains(*id)).count();
            if must.is_empty() && total >= least as u64 {
                return began.elapsed();
            }
            if began.elapsed() > SOON {
                let rows = stored(app, must.keys()).await;
                panic!(
                    "{SOON:?} after kill {round}: {total} of {least}, without {must:?}, of which the database has {rows}"
                );
            }
            tokio::time::sleep(Duration::from_millis(50)).await;
        }
    }
}

/// A word of what is written after so many kills: no other is like it.
fn word(round: usize) -> String {
    let letters = ["ba", "ce", "di", "fo", "gu", "ke", "li", "mo", "nu", "pa"];
    format!("zx{}{}qy", letters[round / 10 % 10], letters[round % 10])
}

/// How many of these posts have a row that is not marked as gone.
async fn stored(app: &App, ids: impl Iterator<Item = &String>) -> usize {
    let mut rows = 0;
    for id in ids {
        rows += usize::from(app.member().get(&format!("/api/v1/posts/{id}")).await.status == 200);
    }
    rows
}

async fn page(app: &App, word: &str, cursor: &str) -> Value {
    let path = format!("/api/v1/search?q={word}&kind=post&limit=100&cursor={cursor}");
    app.member().get(&path).await.is(200).json()
}

/// Ids of all posts that a word finds.
async fn found(app: &App, word: &str) -> Vec<String> {
    let (mut ids, mut cursor) = (Vec::new(), String::new());
    loop {
        let page = page(app, word, &cursor).await;
        let items = page["items"].as_array().expect("items");
        ids.extend(items.iter().map(|hit| hit["id"].as_str().expect("an id").to_owned()));
        match page["next_cursor"].as_str() {
            Some(next) => next.clone_into(&mut cursor),
            None => return ids,
        }
    }
}
