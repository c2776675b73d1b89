//! A site with the demo region and as many members as a measurement needs; one node of it, or more.

use super::{
    line::{Line, Pass},
    reader::{Reader, Tally, Ticket},
};
use crate::site::{command, free, ready};
use anyhow::{Context as _, ensure};
use serde_json::{Value, json};
use std::{
    net::SocketAddr,
    path::{Path, PathBuf},
    process::{Child, Command, Stdio},
    rc::Rc,
    time::{Duration, Instant},
};
use tests::{
    Database, Engine,
    chaos::{Crowd, Dice, memory, processor},
    in_cluster,
};
use tokio::time::sleep;

const ADMIN: &str = "lotte.vandijk@var.example";
const PASSWORD: &str = "welkom-op-het-plein";

/// A process of the program.
pub struct Node {
    program: PathBuf,
    folder: PathBuf,
    env: Vec<(String, String)>,
    /// Its address.
    pub origin: String,
    child: Child,
    /// Whom it belongs to asks with this.
    pub http: reqwest::Client,
}

impl Node {
    fn start(program: &Path, folder: &Path, env: Vec<(String, String)>) -> anyhow::Result<Self> {
        let origin = free()?;
        let child = spawn(program, folder, &origin, &env)?;
        ready(&origin)?;
        let http = reqwest::Client::builder().no_proxy().build()?;
        Ok(Self { program: program.to_owned(), folder: folder.to_owned(), env, origin, child, http })
    }

    /// Where it listens.
    pub fn address(&self) -> SocketAddr {
        self.origin.trim_start_matches("http://").parse().expect("an address")
    }

    /// Its process.
    pub fn pid(&self) -> u32 {
        self.child.id()
    }

    /// Seconds of processor time that it used.
    pub fn processor(&self) -> f64 {
        processor(self.pid())
    }

    /// Megabytes that it holds, those of files that it looks into as well; and those of its own.
    pub fn memory(&self) -> anyhow::Result<(f64, f64)> {
        let status = std::fs::read_to_string(format!("/proc/{}/status", self.pid()))?;
        let line = status.lines().find(|line| line.starts_with("VmRSS:")).context("VmRSS")?;
        Ok((line.split_whitespace().nth(1).context("kB")?.parse::<f64>()? / 1024.0, memory(self.pid())))
    }

    /// Asks it to end, and waits until it did.
    pub async fn stop(&mut self) -> anyhow::Result<()> {
        ensure!(Command::new("kill").args(["-TERM", &self.pid().to_string()]).status()?.success(), "kill -TERM");
        while self.child.try_wait()?.is_none() {
            sleep(Duration::from_millis(5)).await;
        }
        Ok(())
    }

    /// Starts it again at the same address; gives how long that took.
    pub async fn again(&mut self) -> anyhow::Result<Duration> {
        let began = Instant::now();
        self.child = spawn(&self.program, &self.folder, &self.origin, &self.env)?;
        let address = self.address();
        while tokio::net::TcpStream::connect(address).await.is_err() {
            ensure!(began.elapsed() < Duration::from_secs(60), "it does not start");
            sleep(Duration::from_millis(2)).await;
        }
        let origin = self.origin.clone();
        // Readers run on this thread meanwhile.
        tokio::task::spawn_blocking(move || ready(&origin)).await??;
        Ok(began.elapsed())
    }

    /// Asks the API as somebody.
    pub async fn api(&self, token: &str, method: &str, path: &str, body: Option<Value>) -> anyhow::Result<Value> {
        let mut request =
            self.http.request(method.parse()?, format!("{}/api/v1{path}", self.origin)).bearer_auth(token);
        if let Some(body) = body {
            request = request.json(&body);
        }
        let answer = request.send().await?;
        let status = answer.status();
        let text = answer.text().await?;
        ensure!(status.is_success(), "{method} {path}: {status} {text}");
        Ok(serde_json::from_str(&text).unwrap_or(Value::Null))
    }
}

impl Drop for Node {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

fn spawn(program: &Path, folder: &Path, origin: &str, env: &[(String, String)]) -> anyhow::Result<Child> {
    let mut serve = command(program, folder, origin);
    serve.arg("serve").envs(env.iter().map(|(name, value)| (name, value)));
    let log = || std::fs::File::options().append(true).create(true).open(folder.join("server.log"));
    Ok(serve.stdout(log()?).stderr(log()?).spawn()?)
}

/// A site.
pub struct Stage {
    /// Its first node.
    pub node: Node,
    /// Its database.
    pub database: Database,
    /// The administrator's token.
    pub admin: String,
    keep: tempfile::TempDir,
    program: PathBuf,
}

/// A community with members, and its room.
pub struct Place {
    /// Its slug.
    pub slug: String,
    /// Its id.
    pub id: String,
    /// The channel of its room.
    pub channel: Rc<str>,
    /// Its members that were made for this.
    pub crowd: Crowd,
}

impl Stage {
    /// Loads the demo region and starts a node with these settings more.
    pub async fn start(program: &Path, engine: Engine, env: &[(&str, &str)]) -> anyhow::Result<Self> {
        let keep = tempfile::tempdir()?;
        let folder = keep.path().join("data");
        let database = match engine {
            Engine::Sqlite => Database::Sqlite(folder.join("plein.db")),
            Engine::Postgres => {
                let name = format!("bench_{}_{}", std::process::id(), free()?.rsplit(':').next().context("a port")?);
                in_cluster(format!("create database {name} template template0 encoding 'UTF8' locale 'C'")).await;
                Database::Postgres(name)
            }
        };
        let mut all = vec![("PLEIN_DATABASE_URL".to_owned(), database.url())];
        all.extend(env.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())));
        let mut demo = command(program, &folder, &free()?);
        demo.arg("demo").env("PLEIN_DATABASE_URL", database.url()).stdout(Stdio::null()).stderr(Stdio::null());
        ensure!(demo.status()?.success(), "plein demo failed");
        let node = Node::start(program, &folder, all)?;
        let body = json!({ "email": ADMIN, "password": PASSWORD });
        let url = format!("{}/api/v1/session", node.origin);
        let signed: Value = node.http.post(url).json(&body).send().await?.json().await?;
        let admin = signed["token"].as_str().context("a token")?.to_owned();
        Ok(Self { node, database, admin, keep, program: program.to_owned() })
    }

    /// Another node of it, with these settings over those of the first.
    pub fn beside(&self, env: &[(&str, &str)]) -> anyhow::Result<Node> {
        let folder = self.keep.path().join("beside");
        std::fs::create_dir_all(&folder)?;
        std::fs::copy(self.node.folder.join("secret"), folder.join("secret"))?;
        let mut all = self.node.env.clone();
        all.extend(env.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())));
        Node::start(&self.program, &folder, all)
    }

    /// Makes so many members of a community.
    pub async fn place(&self, slug: &str, members: usize) -> anyhow::Result<Place> {
        let crowd = Crowd::among(&self.database, slug, slug, 0..members).await;
        let token = &crowd.somebody(0).token;
        let community = self.node.api(token, "GET", &format!("/communities/{slug}"), None).await?;
        let rooms = self.node.api(token, "GET", "/rooms", None).await?;
        let room = rooms["items"][0]["id"].as_str().with_context(|| format!("no room: {rooms}"))?;
        let id = community["id"].as_str().context("an id")?.to_owned();
        Ok(Place { slug: slug.to_owned(), id, channel: format!("room:{room}").into(), crowd })
    }

    /// What the first node wrote to its log.
    pub fn log(&self) -> anyhow::Result<String> {
        Ok(std::fs::read_to_string(self.node.folder.join("server.log"))?)
    }

    /// Ends it and removes what it left.
    pub async fn end(self) {
        let Self { node, database, .. } = self;
        drop(node);
        if let Database::Postgres(name) = database {
            in_cluster(format!("drop database if exists {name} with (force)")).await;
        }
    }
}

impl Place {
    /// Lets `count` readers in who follow the room, ten of each member; they come from networks of 1,000 readers.
    pub fn readers(&self, count: usize, tally: &Rc<Tally>, dice: &mut Dice) -> Vec<Reader> {
        let one = |n: usize| {
            let ticket = Ticket {
                pass: Pass::Program(self.crowd.somebody(n / 10).token.clone()),
                network: network(n),
                channels: vec![(self.channel.clone(), None)],
            };
            Reader::start(ticket, tally, dice.split())
        };
        (0..count).map(one).collect()
    }
}

/// The network of the reader with this number.
pub fn network(n: usize) -> u8 {
    u8::try_from(1 + n / 1_000).expect("few networks")
}

/// Waits until something holds.
pub async fn until(what: &str, patience: u64, holds: impl Fn() -> bool) -> anyhow::Result<()> {
    let began = Instant::now();
    while !holds() {
        ensure!(began.elapsed() < Duration::from_secs(patience), "waited {patience} s for {what}");
        sleep(Duration::from_millis(5)).await;
    }
    Ok(())
}

/// Waits until all readers have the channel up to a number; gives how many do not when the time is over.
pub async fn level(readers: &[Reader], head: i64, patience: u64) -> usize {
    let behind = || readers.iter().filter(|reader| reader.last.borrow()[0] < Some(head)).count();
    let _ = until("readers to be level", patience, || behind() == 0).await;
    behind()
}

/// A line that was let in and has greeted.
pub async fn greeted(node: &Node, network: u8, pass: &Pass) -> anyhow::Result<Line> {
    let mut line = Line::open(node.address(), network, pass)
        .await?
        .map_err(|status| anyhow::anyhow!("the door answered {status}"))?;
    line.say(r#"{"hello":{"v":1}}"#).await?;
    Ok(line)
}
