//! N12: a region at work. 23 municipalities of a hundred people each, on one process with SQLite.

use super::{
    line::Pass,
    reader::{Reader, Tally, Ticket},
    rooms::troubles,
    sized,
    speaker::{Speaker, steadily},
    spread,
    stage::{Stage, level, until},
};
use crate::tell;
use anyhow::{Context as _, ensure};
use std::{path::Path, rc::Rc, time::Duration};
use tests::{Engine, chaos::Dice};
use tokio::time::{Instant, sleep, sleep_until};

const MUNICIPALITIES: usize = 23;
/// Pages and messages a second.
const PACE: (f64, f64) = (20.0, 5.0);

/// An ordinary minute of it.
pub async fn region(program: &Path) -> anyhow::Result<()> {
    let (each, bench) = (sized(100), "N12 region");
    let count = MUNICIPALITIES * each;
    eprintln!("live: a region of {count} people");
    let stage = Stage::start(program, Engine::Sqlite, &[]).await?;
    let place = stage.place("kleine-gemeenten", count).await?;
    let threads = stage.node.api(&stage.admin, "GET", &format!("/communities/{}/threads", place.slug), None).await?;
    let urls: Vec<String> = threads["items"]
        .as_array()
        .context("threads")?
        .iter()
        .filter_map(|item| item["url"].as_str())
        .map(str::to_owned)
        .collect();
    let thread = threads["items"][0]["id"].as_str().context("a thread")?;
    let others: [Rc<str>; 2] = [format!("community:{}", place.id).into(), format!("thread:{thread}").into()];
    let (tally, mut dice) = (Tally::new(stage.node.address()), Dice::fresh());
    let mut readers = Vec::new();
    for n in 0..count {
        if n % 200 == 0 {
            until("readers to come in", 60, || tally.standing.get() == n).await?;
        }
        let mut channels = vec![(place.channel.clone(), None)];
        channels.extend(others.iter().map(|name| (name.clone(), None)));
        let pass = Pass::Browser(format!("{}-browser", place.crowd.somebody(n).token));
        let network = u8::try_from(1 + n / each)?;
        readers.push(Reader::start(Ticket { pass, network, channels }, &tally, dice.split()));
    }
    until("all readers to stand", 60, || tally.standing.get() == count).await?;
    let mut speakers = Vec::new();
    for n in 0..20 {
        speakers.push(Speaker::enter(&stage.node, &place, n * count / 20).await?);
    }
    sleep(Duration::from_secs(2)).await;
    tally.clear();
    let spell = Duration::from_secs(sized(60).max(10) as u64);
    let busy = stage.node.processor();
    let pages = pages(&stage, &place.crowd, &urls, spell);
    let (said, pages) = futures_util::future::join(steadily(speakers, &tally, PACE.1, spell), pages).await;
    let share = (stage.node.processor() - busy) / spell.as_secs_f64() * 100.0;
    let (said, pages) = (said?.0, pages?);
    let behind = level(&readers, said.head, 30).await;
    tell(bench, "sockets", tally.standing.get() as f64, "", None);
    tell(bench, "of one core, every message to all of them", share, "%", Some(25.0));
    let (all, own) = stage.node.memory()?;
    tell(bench, "resident memory", all, "MB", Some(400.0));
    tell(bench, "of which its own", own, "MB", None);
    let took = tally.took.take().into_iter().map(|micros| f64::from(micros) / 1e3).collect();
    spread(bench, "from saying to hearing", took, [None, None]);
    spread(bench, "pages of threads, signed in", pages, [None, None]);
    spread(bench, "from saying to standing on disk", said.took, [None, None]);
    tell(bench, "readers that are not level", behind as f64, "", Some(0.0));
    tell(bench, "gaps, doubles, resets, breaks", troubles(&tally) as f64, "", Some(0.0));
    stage.end().await;
    Ok(())
}

/// Pages that are asked for at a steady pace, each by another member; milliseconds of each.
async fn pages(
    stage: &Stage,
    crowd: &tests::chaos::Crowd,
    urls: &[String],
    spell: Duration,
) -> anyhow::Result<Vec<f64>> {
    let began = Instant::now();
    let count = (PACE.0 * spell.as_secs_f64()) as usize;
    let all = (0..count).map(async |n| {
        sleep_until(began + Duration::from_secs_f64(n as f64 / PACE.0)).await;
        let url = format!("{}{}", stage.node.origin, urls[n % urls.len()]);
        let cookie = format!("__Host-sid={}-browser", crowd.somebody(n * 7).token);
        let asked = Instant::now();
        let answer =
            stage.node.http.get(&url).header("cookie", cookie).header("accept-encoding", "zstd").send().await?;
        ensure!(answer.status().is_success(), "{url}: {}", answer.status());
        answer.bytes().await?;
        anyhow::Ok(asked.elapsed().as_secs_f64() * 1e3)
    });
    futures_util::future::try_join_all(all).await
}
