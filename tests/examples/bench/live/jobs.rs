//! N10: how many jobs the outbox does, and how soon one begins.
//!
//! A mail is the only work there is from outside that begins at once. How many jobs are done in a second is measured with
//! jobs that find nothing to do, written into the table at once: what the outbox itself takes, without what is in a job.

use super::{sized, spread, stage::Stage};
use crate::tell;
use anyhow::Context as _;
use serde_json::json;
use std::{
    path::Path,
    time::{Duration, Instant},
};
use tests::{Engine, Sink};
use tokio::time::sleep;

/// On both engines.
pub async fn jobs(program: &Path) -> anyhow::Result<()> {
    for engine in [Engine::Sqlite, Engine::Postgres] {
        eprintln!("live: the outbox on {engine:?}");
        let bench = format!("N10 {engine:?}");
        let sink = Sink::start(Duration::ZERO).await;
        let stage = Stage::start(program, engine, &[("PLEIN_SMTP_URL", &sink.url())]).await?;
        mails(&bench, &stage, &sink).await?;
        bulk(&bench, &stage).await?;
        stage.end().await;
    }
    Ok(())
}

/// Requests to join are accepted one by one; each makes a mail.
async fn mails(bench: &str, stage: &Stage, sink: &Sink) -> anyhow::Result<()> {
    let (node, slug) = (&stage.node, "mensenhandel-signalen");
    let strangers = stage.place("juridisch-loket", sized(100)).await?.crowd;
    let body = json!({ "email": "hanneke.wolters@var.example", "password": "welkom-op-het-plein" });
    let url = format!("{}/api/v1/session", node.origin);
    let signed: serde_json::Value = node.http.post(url).json(&body).send().await?.json().await?;
    let leader = signed["token"].as_str().context("a token")?;
    for stranger in &strangers.0 {
        let message = json!({ "message": "Omdat ik er mee te maken heb." });
        node.api(&stranger.token, "PUT", &format!("/communities/{slug}/membership"), Some(message)).await?;
    }
    let (mut begun, mut ended) = (Vec::new(), Vec::new());
    loop {
        let waiting = node.api(leader, "GET", &format!("/communities/{slug}/requests"), None).await?;
        let items = waiting["items"].as_array().or_else(|| waiting.as_array()).context("requests")?.clone();
        let ours: Vec<_> = items.iter().filter(|item| item.to_string().contains("Kees ")).collect();
        if ours.is_empty() {
            break;
        }
        for request in ours {
            let id = request["id"].as_str().context("an id")?;
            // The system is idle between them.
            sleep(Duration::from_millis(40)).await;
            let count = sink.arrived().len();
            node.api(leader, "POST", &format!("/communities/{slug}/requests/{id}/accept"), None).await?;
            let answered = Instant::now();
            while sink.arrived().len() == count && answered.elapsed() < Duration::from_secs(10) {
                sleep(Duration::from_micros(200)).await;
            }
            let mail = sink.arrived().pop().context("a mail")?;
            for (moment, all) in [(mail.begun, &mut begun), (mail.ended, &mut ended)] {
                all.push(moment.saturating_duration_since(answered).as_secs_f64() * 1e3);
            }
        }
    }
    let mut addresses: Vec<String> = sink.arrived().into_iter().map(|mail| mail.to).collect();
    let all = addresses.len();
    addresses.sort();
    addresses.dedup();
    tell(bench, "mails decided on", ended.len() as f64, "", None);
    tell(bench, "lost", ended.len() as f64 - addresses.len() as f64, "", Some(0.0));
    tell(bench, "doubled", (all - addresses.len()) as f64, "", Some(0.0));
    begun.sort_by(f64::total_cmp);
    tell(bench, "from the answer until the mail begins, p95", super::of_thousand(&begun, 950), "ms", Some(50.0));
    spread(bench, "from the answer until the mail begins", begun, [None, None]);
    spread(bench, "from the answer until the mail is there", ended, [None, None]);
    Ok(())
}

/// Jobs that find nothing to do.
async fn bulk(bench: &str, stage: &Stage) -> anyhow::Result<()> {
    let (count, database) = (sized(20_000), &stage.database);
    let community = stage.node.api(&stage.admin, "GET", "/communities/kleine-gemeenten", None).await?;
    // There is no request with the id of a community.
    let id = community["id"].as_str().context("an id")?;
    let (fresh, payload, now) = match database.engine() {
        Engine::Sqlite => {
            ("randomblob(16)", "'{\"request\":\"ID\"}'", "strftime('%Y-%m-%dT%H:%M:%f000Z', 'now', '-1 minute')")
        }
        Engine::Postgres => ("gen_random_uuid()", "'{\"request\":\"ID\"}'::jsonb", "now() - interval '1 minute'"),
    };
    let payload = payload.replace("ID", id);
    let numbers = format!(
        "with recursive n(i) as (select 1 union all select i + 1 from n where i < {count})
         insert into outbox (id, kind, dedupe, payload, run_at, created_at)
         select {fresh}, 'join_decided', 'bench:' || i, {payload}, {now}, {now} from n"
    );
    let busy = stage.node.processor();
    database.execute(&[&numbers]).await;
    let left = "select cast(count(*) as text) from outbox where dedupe like 'bench:%'";
    let (mut points, began) = (Vec::new(), Instant::now());
    loop {
        let waiting = database.number(left).await;
        points.push((began.elapsed().as_secs_f64(), waiting));
        if waiting == 0 || began.elapsed() > Duration::from_secs(120) {
            break;
        }
        sleep(Duration::from_millis(250)).await;
    }
    // From when the first is done: the worker finds them at its next look.
    let first =
        points.iter().rev().find(|(_, waiting)| *waiting == count as i64).or(points.first()).context("a look")?;
    let (last, waiting) = points.last().context("a look")?;
    let done = first.1 - waiting;
    let cost = (stage.node.processor() - busy) * 1e3 / done.max(1) as f64;
    tell(bench, "jobs without work a second", done as f64 / (last - first.0), "1/s", Some(5_000.0));
    tell(bench, "jobs without work, server CPU each", cost, "ms", None);
    tell(bench, "jobs without work that are left", *waiting as f64, "", Some(0.0));
    Ok(())
}
