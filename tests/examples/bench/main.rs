//! The figures of `docs/performance.md`. Run by `cargo xtask bench [NAME]`, which builds the program first.
//!
//! Prints one JSON object a line on stdout and what it is doing on stderr. Costs are the processor time of the server,
//! from `/proc`, divided by the number of requests: unlike waiting times they hold on a busy machine.

mod kills;
mod quality;
mod scale;

use anyhow::{Context, ensure};
use serde_json::{Value, json};
use std::{
    fs,
    net::TcpListener,
    path::{Path, PathBuf},
    process::{Child, Command, Stdio},
    time::{Duration, Instant},
};
use tokio_tungstenite::tungstenite::client::IntoClientRequest as _;

/// Clock ticks a second in `/proc/<pid>/stat`: Linux tells every program 100.
const TICKS: f64 = 100.0;
/// Sockets that are held open to see what they cost.
const SOCKETS: usize = 1_000;
/// How long each page is asked for.
const SPELL: Duration = Duration::from_secs(5);
/// How many ask at once.
const CLIENTS: usize = 8;
const PASSWORD: &str = "welkom-op-het-plein";
/// What the members that are made for the sockets sign in with: one that nobody guesses, as the program demands.
const FRESH_PASSWORD: &str = "zeven grauwe kraaien op het dak";
/// What a browser of today says it can unpack.
const PACKED: &str = "gzip, deflate, br, zstd";
const MEMBER: &str = "pieter.vandenberg@sliedrecht.example";

fn main() -> anyhow::Result<()> {
    let wanted = std::env::args().nth(1).unwrap_or_default();
    let program = PathBuf::from(
        std::env::var_os("PLEIN_TEST_BIN").context("PLEIN_TEST_BIN names the program: use cargo xtask bench")?,
    );
    let runtime = tokio::runtime::Builder::new_multi_thread().worker_threads(2).enable_all().build()?;
    runtime.block_on(async {
        let mut site = Site::start(&program).await?;
        if "start".contains(&wanted) {
            start(&program, &site.folder)?;
        }
        if "pages".contains(&wanted) {
            pages(&site).await?;
        }
        if "weight".contains(&wanted) {
            weight(&site).await?;
        }
        if "import".contains(&wanted) {
            import(&program, &site).await?;
        }
        if "search".contains(&wanted) {
            quality::quality(&program, &site).await?;
        }
        if "search at scale".contains(&wanted) {
            scale::scale(&program).await?;
        }
        if "search through kills".contains(&wanted) {
            kills::kills().await?;
        }
        if "sockets".contains(&wanted) {
            sockets(&program, &mut site).await?;
        }
        anyhow::Ok(())
    })
}

/// Prints a figure.
fn tell(bench: &str, measure: &str, value: f64, unit: &str, goal: Option<f64>) {
    let mut figure = json!({ "bench": bench, "measure": measure, "value": value, "unit": unit });
    if let Some(goal) = goal {
        figure["goal"] = json!(goal);
    }
    println!("{figure}");
}

/// A running server with the demo region.
struct Site {
    folder: PathBuf,
    origin: String,
    child: Child,
    http: reqwest::Client,
    cookie: String,
    token: String,
    _keep: tempfile::TempDir,
}

fn command(program: &Path, folder: &Path, origin: &str) -> Command {
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

fn free() -> anyhow::Result<String> {
    Ok(format!("http://{}", TcpListener::bind("127.0.0.1:0")?.local_addr()?))
}

/// Waits until `origin` is ready.
fn ready(origin: &str) -> anyhow::Result<()> {
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
fn serve(program: &Path, folder: &Path, origin: &str) -> anyhow::Result<Child> {
    let child = command(program, folder, origin).arg("serve").stderr(Stdio::null()).spawn()?;
    ready(origin)?;
    Ok(child)
}

impl Site {
    /// Ends the server and starts it again, with the memory of a fresh one.
    fn restart(&mut self, program: &Path) -> anyhow::Result<()> {
        self.child.kill()?;
        self.child.wait()?;
        self.child = serve(program, &self.folder, &self.origin)?;
        Ok(())
    }

    async fn start(program: &Path) -> anyhow::Result<Self> {
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

    async fn api(&self, method: &str, path: &str, body: Option<Value>) -> anyhow::Result<Value> {
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
    fn processor(&self) -> anyhow::Result<f64> {
        let stat = fs::read_to_string(format!("/proc/{}/stat", self.child.id()))?;
        let (_, after) = stat.rsplit_once(')').context("a name in brackets")?;
        let fields: Vec<&str> = after.split_whitespace().collect();
        let ticks = |at: usize| fields.get(at).and_then(|text| text.parse::<f64>().ok()).context("ticks");
        Ok((ticks(11)? + ticks(12)?) / TICKS)
    }

    /// Megabytes of memory that the server holds.
    fn memory(&self) -> anyhow::Result<f64> {
        self.status("VmRSS:")
    }

    /// Megabytes of memory of its own. Pages of files that it looks into are not: the machine takes them back at will.
    fn own_memory(&self) -> anyhow::Result<f64> {
        self.status("RssAnon:")
    }

    fn status(&self, name: &str) -> anyhow::Result<f64> {
        let status = fs::read_to_string(format!("/proc/{}/status", self.child.id()))?;
        let line = status.lines().find(|line| line.starts_with(name)).with_context(|| name.to_owned())?;
        Ok(line.split_whitespace().nth(1).context("kB")?.parse::<f64>()? / 1024.0)
    }

    /// Asks for a page by several at once for a while: processor time a request, and requests a second.
    async fn load(&self, bench: &str, path: &str, cookie: &str, goal: Option<f64>) -> anyhow::Result<()> {
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
    async fn thread(&self) -> anyhow::Result<String> {
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

/// How long an empty and a filled site take to start, and how large the program is.
fn start(program: &Path, filled: &Path) -> anyhow::Result<()> {
    // As `cargo xtask dist` makes it: without the symbols.
    let stripped = tempfile::NamedTempFile::new()?;
    let done = Command::new("strip").arg("-o").arg(stripped.path()).arg(program).status()?;
    ensure!(done.success(), "strip failed");
    tell("program", "size", fs::metadata(stripped.path())?.len() as f64 / 1_000_000.0, "MB", None);
    let copy = tempfile::tempdir()?;
    for name in ["plein.db", "plein.db-wal", "secret"] {
        if filled.join(name).exists() {
            fs::copy(filled.join(name), copy.path().join(name))?;
        }
    }
    let empty = tempfile::tempdir()?;
    for (what, folder) in
        [("from an empty folder to ready", empty.path()), ("from the demo region to ready", copy.path())]
    {
        let origin = free()?;
        let began = Instant::now();
        let mut child = command(program, folder, &origin).arg("serve").stderr(Stdio::null()).spawn()?;
        let outcome = ready(&origin);
        tell("start", what, began.elapsed().as_secs_f64() * 1000.0, "ms", None);
        let _ = child.kill();
        let _ = child.wait();
        outcome?;
    }
    Ok(())
}

/// The pages that are asked for most, signed in; and home as a visitor sees it.
async fn pages(site: &Site) -> anyhow::Result<()> {
    tell("memory", "idle, with the demo region", site.memory()?, "MB", None);
    let thread = site.thread().await?;
    site.load("thread of 20 posts", &thread, &site.cookie, Some(0.6)).await?;
    site.load("home", "/", &site.cookie, None).await?;
    site.load("home, visitor", "/", "", None).await?;
    site.load("community", "/c/kleine-gemeenten", &site.cookie, None).await?;
    site.load("search", "/zoeken?q=overlast", &site.cookie, None).await?;
    tell("memory", "after all this reading", site.memory()?, "MB", None);
    Ok(())
}

/// What a browser fetches for a thread: to be readable, and in all.
async fn weight(site: &Site) -> anyhow::Result<()> {
    let thread = site.thread().await?;
    let fetch = async |path: &str| {
        let url = format!("{}{path}", site.origin);
        let answer = site.http.get(url).header("cookie", &site.cookie).header("accept-encoding", PACKED).send().await?;
        ensure!(answer.status() == 200, "{path}: {}", answer.status());
        let heads: usize = answer.headers().iter().map(|(name, value)| name.as_str().len() + value.len() + 4).sum();
        let whole = answer.bytes().await?;
        anyhow::Ok((heads + whole.len()) as f64 / 1000.0)
    };
    let plain =
        site.http.get(format!("{}{thread}", site.origin)).header("cookie", &site.cookie).send().await?.text().await?;
    let mut assets: Vec<&str> = plain.split('"').filter(|part| part.starts_with("/pkg/")).collect();
    assets.sort_unstable();
    assets.dedup();
    let (mut readable, mut all, mut first) = (fetch(&thread).await?, 0.0, 1);
    let mut count = 1;
    for asset in assets {
        let size = fetch(asset).await?;
        if asset.ends_with(".css") {
            readable += size;
            first += 1;
        } else {
            all += size;
        }
        count += 1;
    }
    all += readable;
    tell("page weight", "thread of 20 posts until readable", readable, "kB", Some(40.0));
    tell("page weight", "requests until readable", f64::from(first), "", Some(3.0));
    tell("page weight", "first visit, all that the page names", all, "kB", Some(200.0));
    tell("page weight", "requests of a first visit", f64::from(count), "", Some(12.0));
    Ok(())
}

/// The articles of the data set, when it is there.
async fn import(program: &Path, site: &Site) -> anyhow::Result<()> {
    let here = concat!(env!("CARGO_MANIFEST_DIR"), "/../../shared/data");
    let data = std::env::var_os("PLEIN_BENCH_DATA").map_or_else(|| PathBuf::from(here), PathBuf::from);
    let file = data.join("kennisbank-dev.jsonl");
    if !file.is_file() {
        eprintln!("import: {} is not there (PLEIN_BENCH_DATA names the folder): not measured", file.display());
        return Ok(());
    }
    let articles = fs::read_to_string(&file)?.lines().count();
    eprintln!("import: {articles} articles");
    for what in ["articles, the first time", "articles, the second time"] {
        let began = Instant::now();
        let mut load = command(program, &site.folder, &site.origin);
        load.args(["import", "articles"]).arg(&file).stdout(Stdio::null()).stderr(Stdio::null());
        let done = load.status()?;
        ensure!(done.success(), "plein import articles failed");
        tell("import", what, began.elapsed().as_secs_f64(), "s", None);
    }
    tell("import", "articles in the file", articles as f64, "", None);
    let began = Instant::now();
    loop {
        let found = site.api("GET", "/search?q=mensenhandel&kind=article", None).await?;
        if found["total"].as_i64().is_some_and(|total| total > 5) {
            break;
        }
        ensure!(began.elapsed() < Duration::from_secs(60), "the articles are not found after 60 s: {found}");
        tokio::time::sleep(Duration::from_millis(50)).await;
    }
    tell("import", "until the articles are found", began.elapsed().as_secs_f64(), "s", None);
    site.load(&format!("search in {articles} articles"), "/zoeken?q=mensenhandel", &site.cookie, None).await
}

/// What open sockets cost.
async fn sockets(program: &Path, site: &mut Site) -> anyhow::Result<()> {
    eprintln!("{SOCKETS} sockets");
    let community = site.api("GET", "/communities/kleine-gemeenten", None).await?;
    let community = community["id"].as_str().context("an id")?.to_owned();
    let mut held = Vec::new();
    // A member holds ten at most.
    let mut tokens = Vec::new();
    for n in 0..SOCKETS / 10 {
        let email = format!("lezer{n}@meting.example");
        let mut add = command(program, &site.folder, &site.origin);
        add.args(["member", "add", "--email", &email, "--name", "Een Lezer", "--password-stdin"]);
        let mut child = add.stdin(Stdio::piped()).stdout(Stdio::null()).spawn()?;
        std::io::Write::write_all(&mut child.stdin.take().context("its input")?, FRESH_PASSWORD.as_bytes())?;
        ensure!(child.wait()?.success(), "plein member add failed");
        let body = json!({ "email": email, "password": FRESH_PASSWORD });
        let signed: Value =
            site.http.post(format!("{}/api/v1/session", site.origin)).json(&body).send().await?.json().await?;
        tokens.push(signed["token"].as_str().with_context(|| format!("no token: {signed}"))?.to_owned());
    }
    // What signing in and reading took would be counted as what sockets give back.
    site.restart(program)?;
    let before = site.memory()?;
    let mut refused = 0;
    for n in 0..SOCKETS {
        let mut request = site.origin.replace("http", "ws").add_path("/live").into_client_request()?;
        let token = &tokens[n % tokens.len()];
        request.headers_mut().insert("authorization", format!("Bearer {token}").parse()?);
        match tokio_tungstenite::connect_async(request).await {
            Ok((mut socket, _)) => {
                use futures_util::SinkExt as _;
                let hello =
                    json!({ "hello": { "v": 1, "resume": [[format!("community:{community}"), 0]] } }).to_string();
                socket.send(hello.into()).await?;
                held.push(socket);
            }
            Err(_) => refused += 1,
        }
    }
    ensure!(!held.is_empty(), "not one socket was let in");
    tokio::time::sleep(Duration::from_secs(2)).await;
    tell("sockets", "open", held.len() as f64, "", None);
    tell("sockets", "refused", f64::from(refused), "", None);
    tell("sockets", "memory a socket", (site.memory()? - before) * 1024.0 / held.len() as f64, "kB", None);
    tell("memory", "with these sockets", site.memory()?, "MB", None);
    let busy = site.processor()?;
    tokio::time::sleep(Duration::from_secs(10)).await;
    tell("sockets", "CPU of all while nothing happens", (site.processor()? - busy) * 10.0, "%", None);
    Ok(())
}

/// A path at the end of an origin.
trait AddPath {
    fn add_path(self, path: &str) -> String;
}

impl AddPath for String {
    fn add_path(self, path: &str) -> String {
        self + path
    }
}
