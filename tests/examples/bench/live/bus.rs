//! N8 and N9: two nodes, and a bus between them that is late, gone, or there.

use super::{
    line::Pass,
    reader::{Reader, Tally, Ticket},
    rooms::troubles,
    sized,
    speaker::{Speaker, steadily},
    spread,
    stage::{Node, Place, Stage, level, until},
};
use crate::tell;
use anyhow::Context as _;
use serde_json::{Value, json};
use std::{
    ops::Range,
    path::Path,
    rc::Rc,
    time::{Duration, Instant},
};
use tests::{
    Engine, Nats,
    chaos::{Dice, Proxy, Weather},
};
use tokio::time::sleep;

/// A community that only its members read, and who leads it.
const CLOSED: &str = "ciso-netwerk";

/// All of it.
pub async fn bus(program: &Path) -> anyhow::Result<()> {
    eprintln!("live: two nodes and the bus between them");
    let mut nats = Nats::start();
    let mut dice = Dice::fresh();
    let link = Proxy::before(&nats.url().replacen("nats", "http", 1), false, dice.split()).await;
    let stage = Stage::start(program, Engine::Postgres, &[("PLEIN_NATS_URL", &nats.url())]).await?;
    let other = stage.beside(&[("PLEIN_NATS_URL", &link.origin.replacen("http", "nats", 1))])?;
    let place = stage.place(CLOSED, 130).await?;
    let tally = Tally::new(other.address());
    let one = |n: usize, dice: &mut Dice| {
        let pass = Pass::Program(place.crowd.somebody(n).token.clone());
        let channels = vec![(place.channel.clone(), None)];
        Reader::start(Ticket { pass, network: 1, channels }, &tally, dice.split())
    };
    let readers: Vec<Reader> = (0..60).map(|n| one(n, &mut dice)).collect();
    until("all readers to stand", 60, || tally.standing.get() == readers.len()).await?;
    // Until both know each other.
    sleep(Duration::from_secs(3)).await;
    pass(&tally, &readers, speakers(&stage.node, &place, 100).await?, "the bus is there", [None, None]).await?;
    late(&tally, &readers, speakers(&stage.node, &place, 100).await?, &link).await?;
    revoked(&stage, &place, (&readers, 0..20), "the bus is there").await?;
    nats.kill();
    sleep(Duration::from_secs(2)).await;
    let fresh = speakers(&stage.node, &place, 100).await?;
    pass(&tally, &readers[20..], fresh, "the bus is gone", [None, Some(1_000.0)]).await?;
    revoked(&stage, &place, (&readers, 20..40), "the bus is gone").await?;
    drop(other);
    stage.end().await;
    Ok(())
}

/// Thirty who speak at a node, from a member on.
async fn speakers(node: &Node, place: &Place, from: usize) -> anyhow::Result<Vec<Speaker>> {
    let mut all = Vec::new();
    for n in from..from + 30 {
        all.push(Speaker::enter(node, place, n).await?);
    }
    Ok(all)
}

/// Twenty messages a second at one node, read at the other.
async fn pass(
    tally: &Rc<Tally>,
    readers: &[Reader],
    speakers: Vec<Speaker>,
    what: &str,
    goals: [Option<f64>; 2],
) -> anyhow::Result<()> {
    tally.clear();
    let (said, _) = steadily(speakers, tally, 20.0, Duration::from_secs(sized(20) as u64)).await?;
    let behind = level(readers, said.head, 30).await;
    let took = tally.took.take().into_iter().map(|micros| f64::from(micros) / 1e3).collect();
    spread("N8 bus", &format!("{what}, heard on the other node"), took, goals);
    tell("N8 bus", &format!("{what}, readers that are not level"), behind as f64, "", Some(0.0));
    tell("N8 bus", &format!("{what}, gaps, doubles, resets, breaks"), troubles(tally) as f64, "", None);
    Ok(())
}

/// A message of which the bus says nothing for as long as it takes.
async fn late(tally: &Rc<Tally>, readers: &[Reader], mut speakers: Vec<Speaker>, link: &Proxy) -> anyhow::Result<()> {
    let mut took = Vec::new();
    let rounds = sized(30);
    for round in 0..rounds {
        link.set(Weather::Silent);
        sleep(Duration::from_millis(100)).await;
        // Nobody else answers heartbeats meanwhile.
        let at = round % 2;
        let head = speakers[at].say(tally).await?;
        let began = Instant::now();
        if level(readers, head, 20).await == 0 {
            took.push(began.elapsed().as_secs_f64() * 1e3);
        }
        link.set(Weather::Clear);
        sleep(Duration::from_millis(150)).await;
    }
    took.sort_by(f64::total_cmp);
    tell("N8 bus", "a message that the bus lost, healed of all", took.len() as f64, "", Some(rounds as f64));
    tell("N8 bus", "a message that the bus lost, p50", super::of_thousand(&took, 500), "ms", None);
    tell("N8 bus", "a message that the bus lost, longest", super::of_thousand(&took, 1_000), "ms", Some(5_000.0));
    Ok(())
}

/// Members are put out while twenty messages a second flow; what they hear after that.
async fn revoked(
    stage: &Stage,
    place: &Place,
    (readers, whom): (&[Reader], Range<usize>),
    what: &str,
) -> anyhow::Result<()> {
    let (node, tally) = (&stage.node, Tally::new(stage.node.address()));
    let leader = leader(stage).await?;
    let speakers = speakers(node, place, 60).await?;
    let put_out = async {
        let mut after = Vec::new();
        for n in whom.clone() {
            sleep(Duration::from_millis(400)).await;
            let token = &place.crowd.somebody(n).token;
            let me = node.api(token, "GET", "/me", None).await?;
            let path = format!("/communities/{}/members/{}", place.slug, me["id"].as_str().context("an id")?);
            let version = number(stage, "cast(max(a.acl) as text)", "true").await;
            node.api(&leader, "DELETE", &path, None).await?;
            after.push(version);
        }
        anyhow::Ok(after)
    };
    let spell = Duration::from_millis(500 * whom.len() as u64 + 2_000);
    let (versions, said) = futures_util::future::join(put_out, steadily(speakers, &tally, 20.0, spell)).await;
    said?;
    sleep(Duration::from_secs(6)).await;
    let mut heard = 0;
    for (reader, version) in readers[whom.clone()].iter().zip(versions?) {
        let last = number(stage, "cast(max(e.seq) as text)", &format!("e.acl <= {version}")).await;
        heard += (reader.last.borrow()[0].unwrap_or_default() - last).max(0);
    }
    tell("N9 revoked", &format!("{what}, members put out"), whom.len() as f64, "", None);
    tell("N9 revoked", &format!("{what}, events heard that came after"), heard as f64, "", Some(0.0));
    Ok(())
}

/// A number of the events of the closed community's room.
async fn number(stage: &Stage, what: &str, which: &str) -> i64 {
    let sql = format!(
        "select {what} from community k join room r on r.community_id = k.id join audience a on a.id = r.audience_id
         join channel c on c.kind = 'room' and c.ref = r.id join channel_event e on e.channel_id = c.id
         where k.slug = '{CLOSED}' and {which}"
    );
    stage.database.number(&sql).await
}

/// The token of an owner of the closed community.
async fn leader(stage: &Stage) -> anyhow::Result<String> {
    let sql = format!(
        "select m.email from member m join membership s on s.member_id = m.id join community k on k.id = s.community_id
         where k.slug = '{CLOSED}' and s.role = 'owner' order by m.email limit 1"
    );
    let emails = stage.database.texts(&sql).await;
    let body = json!({ "email": emails.first().context("an owner")?, "password": "welkom-op-het-plein" });
    let node: &Node = &stage.node;
    let signed: Value =
        node.http.post(format!("{}/api/v1/session", node.origin)).json(&body).send().await?.json().await?;
    Ok(signed["token"].as_str().context("a token")?.to_owned())
}
