//! A running server, what it is asked and what it costs.

use crate::tell;
use anyhow::{Context as _, ensure};
use serde_json::{Value, json};
use std::{
    fs,
    net::TcpListener,
    path::{Path, PathBuf},
    process::{Child, Command, Stdio},
    time::{Duration, Instant},
};

/// Clock ticks a second in `/proc/<pid>/stat`: Linux tells every program 100.
const TICKS: f64 = 100.0;
/// How long each page is asked for.
const SPELL: Duration = Duration::from_secs(5);
/// How many ask at once.
const CLIENTS: usize = 8;
const PASSWORD: &str = "welkom-op-het-plein";
/// What a browser of today says it can unpack.
pub const PACKED: &str = "gzip, deflate, br, zstd";
const MEMBER: &str = "pieter.vandenberg@sliedrecht.example";

/// A running server with the demo region.
pub struct Site {
    pub folder: PathBuf,
    pub origin: String,
    pub child: Child,
    pub http: reqwest::Client,
    pub cookie: String,
    pub token: String,
    pub _keep: tempfile::TempDir,
}

/// The program on a folder, without settings from outside.
pub fn command(program: &Path, folder: &Path, origin: &str) -> Command {
    let mut command = Command::new(program);
    for (name, _) in std::env::vars().filter(|(name, _)| name.starts_with("PLEIN_")) {
        command.env_remove(name);
    }
    command
        .env("PLEIN_LISTEN", origin.trim_start_matches("http://"))
        .env("PLEIN_BASE_URL", origin)
        .env("PLEIN_DATA", folder)
        .env("PLEIN_LOG", "warn")
        .env("PLEIN_HANDSHAKES_PER_SECOND", "100000")
        .stdin(Stdio::null());
    command
}

/// An address that nobody has yet.
pub fn free() -> anyhow::Result<String> {
    Ok(format!("http://{}", TcpListener::bind("127.0.0.1:0")?.local_addr()?))
}

/// Waits until `origin` is ready.
pub fn ready(origin: &str) -> anyhow::Result<()> {
    use std::io::{Read as _, Write as _};
    let address = origin.trim_start_matches("http://");
    let deadline = Instant::now() + Duration::from_secs(60);
    loop {
        if let Ok(mut stream) = std::net::TcpStream::connect(address) {
            stream.write_all(b"GET /readyz HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n")?;
            let mut answer = String::new();
            stream.read_to_string(&mut answer)?;
            if answer.starts_with("HTTP/1.1 200") {
                return Ok(());
            }
        }
        ensure!(Instant::now() < deadline, "{origin} is not ready after 60 s");
        std::thread::sleep(Duration::from_millis(2));
    }
}

/// Starts a server and waits until it is ready.
pub fn serve(program: &Path, folder: &Path, origin: &str) -> anyhow::Result<Child> {
    let child = command(program, folder, origin).arg("serve").stderr(Stdio::null()).spawn()?;
    ready(origin)?;
    Ok(child)
}

impl Site {
    /// Starts one, with somebody signed in.
    pub async fn start(program: &Path) -> anyhow::Result<Self> {
        eprintln!("loading the demo region");
        let keep = tempfile::tempdir()?;
        let (folder, origin) = (keep.path().join("data"), free()?);
        let done = command(program, &folder, &origin).arg("demo").stdout(Stdio::null()).status()?;
        ensure!(done.success(), "plein demo failed");
        let child = serve(program, &folder, &origin)?;
        let http = reqwest::Client::builder().redirect(reqwest::redirect::Policy::none()).no_proxy().build()?;
        let form = [("email", MEMBER), ("password", PASSWORD)];
        let signed = http.post(format!("{origin}/inloggen")).header("origin", &origin).form(&form).send().await?;
        let cookies = signed.headers().get_all("set-cookie").iter().filter_map(|value| value.to_str().ok());
        let cookie = cookies.filter_map(|value| value.split(';').next()).collect::<Vec<_>>().join("; ");
        let body = json!({ "email": MEMBER, "password": PASSWORD });
        let signed: Value = http.post(format!("{origin}/api/v1/session")).json(&body).send().await?.json().await?;
        let token = signed["token"].as_str().context("a token")?.to_owned();
        Ok(Self { folder, origin, child, http, cookie, token, _keep: keep })
    }

    /// Asks the API.
    pub async fn api(&self, method: &str, path: &str, body: Option<Value>) -> anyhow::Result<Value> {
        let mut request =
            self.http.request(method.parse()?, format!("{}/api/v1{path}", self.origin)).bearer_auth(&self.token);
        if let Some(body) = body {
            request = request.json(&body);
        }
        let answer = request.send().await?;
        let status = answer.status();
        let text = answer.text().await?;
        ensure!(status.is_success(), "{method} {path}: {status} {text}");
        Ok(serde_json::from_str(&text)?)
    }

    /// Seconds of processor time that the server has used.
    pub fn processor(&self) -> anyhow::Result<f64> {
        let stat = fs::read_to_string(format!("/proc/{}/stat", self.child.id()))?;
        let (_, after) = stat.rsplit_once(')').context("a name in brackets")?;
        let fields: Vec<&str> = after.split_whitespace().collect();
        let ticks = |at: usize| fields.get(at).and_then(|text| text.parse::<f64>().ok()).context("ticks");
        Ok((ticks(11)? + ticks(12)?) / TICKS)
    }

    /// Megabytes of memory that the server holds.
    pub fn memory(&self) -> anyhow::Result<f64> {
        self.status("VmRSS:")
    }

    /// Megabytes of memory of its own. Pages of files that it looks into are not: the machine takes them back at will.
    pub fn own_memory(&self) -> anyhow::Result<f64> {
        self.status("RssAnon:")
    }

    fn status(&self, name: &str) -> anyhow::Result<f64> {
        let status = fs::read_to_string(format!("/proc/{}/status", self.child.id()))?;
        let line = status.lines().find(|line| line.starts_with(name)).with_context(|| name.to_owned())?;
        Ok(line.split_whitespace().nth(1).context("kB")?.parse::<f64>()? / 1024.0)
    }

    /// Asks for a page by several at once for a while: processor time a request, and requests a second.
    pub async fn load(&self, bench: &str, path: &str, cookie: &str, goal: Option<f64>) -> anyhow::Result<()> {
        eprintln!("{bench}: {path}");
        let url = format!("{}{path}", self.origin);
        let ask = async |until: Instant| {
            let mut count = 0_u32;
            while Instant::now() < until {
                let answer =
                    self.http.get(&url).header("cookie", cookie).header("accept-encoding", PACKED).send().await?;
                ensure!(answer.status() == 200, "{path}: {}", answer.status());
                answer.bytes().await?;
                count += 1;
            }
            Ok(count)
        };
        ask(Instant::now() + Duration::from_millis(500)).await?;
        let (before, began) = (self.processor()?, Instant::now());
        let asking = (0..CLIENTS).map(|_| ask(began + SPELL));
        let counts: Vec<u32> = futures_util::future::try_join_all(asking).await?;
        let requests = f64::from(counts.iter().sum::<u32>());
        tell(bench, "server CPU a request", (self.processor()? - before) * 1000.0 / requests, "ms", goal);
        tell(bench, "requests a second", requests / began.elapsed().as_secs_f64(), "1/s", None);
        Ok(())
    }

    /// A thread with 20 posts.
    pub async fn thread(&self) -> anyhow::Result<String> {
        let threads = self.api("GET", "/communities/kleine-gemeenten/threads", None).await?;
        let id = threads["items"][0]["id"].as_str().context("a thread")?.to_owned();
        loop {
            let thread = self.api("GET", &format!("/threads/{id}"), None).await?;
            if thread["posts"].as_array().is_some_and(|posts| posts.len() >= 20) {
                return Ok(thread["url"].as_str().context("an address")?.to_owned());
            }
            let said = "Bij ons begon het met een **gesprek** aan de keukentafel. Daarna pas kwam er een plan, en dat plan is kort gebleven.";
            self.api("POST", &format!("/threads/{id}/posts"), Some(json!({ "body_markdown": said }))).await?;
        }
    }
}

impl Drop for Site {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}
