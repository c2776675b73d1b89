//! Search among a million posts: how long it takes to find, to show what is new and to make the index anew, and how large it is.
//!
//! The posts are cut from public-domain law text, a post a line, in as many passes as needed; in later passes numbers and
//! names differ, so that they are as rare as they would be. The seeded site is kept between runs.

use crate::{
    FRESH_PASSWORD,
    site::{Site, command, free, ready},
    tell,
};
use anyhow::{Context, ensure};
use serde_json::json;
use std::{
    fs,
    io::{BufRead as _, BufReader, BufWriter, Write as _},
    path::{Path, PathBuf},
    process::{Command, Stdio},
    time::{Duration, Instant},
};

/// Posts of one thread.
const THREAD: usize = 25;
const COMMUNITIES: usize = 20;
const AUTHORS: usize = 300;
const READER: &str = "lezer@schaal.example";
/// Questions of the series that is asked one after another.
const QUESTIONS: usize = 1_000;
/// Posts a second while it is measured how soon they are found, and for how many seconds.
const PACE: u32 = 50;
const PACED: u32 = 20;

/// How many posts there are.
fn posts() -> usize {
    std::env::var("PLEIN_BENCH_POSTS").ok().and_then(|text| text.parse().ok()).unwrap_or(1_000_000)
}

/// Measures search among many posts.
pub async fn scale(program: &Path) -> anyhow::Result<()> {
    let here = concat!(env!("CARGO_MANIFEST_DIR"), "/../../shared/data");
    let data = std::env::var_os("PLEIN_BENCH_DATA").map_or_else(|| PathBuf::from(here), PathBuf::from);
    let bulk = data.join("bulk-posts-250k.txt.xz");
    if !bulk.is_file() {
        eprintln!("scale: {} is not there (PLEIN_BENCH_DATA names the folder): not measured", bulk.display());
        return Ok(());
    }
    let count = posts();
    let folder = Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/../target/bench-seed")).join(count.to_string());
    let lines = lines(&bulk)?;
    if !folder.join("done").is_file() {
        seed(program, &folder, &lines, count)?;
    }
    let origin = free()?;
    let raw: usize = (0..count).map(|n| post(&lines, n).len()).sum();
    tell("search at scale", "posts", count as f64, "", None);
    tell("search at scale", "text of all posts", raw as f64 / 1e6, "MB", None);
    let site = rebuilt(program, &folder, &origin, raw).await?;
    let words = Asked::new(&lines);
    latency(&site, &words).await?;
    hostile(&site).await?;
    fresh(&site).await?;
    tell("search at scale", "memory of its own after all this", site.own_memory()?, "MB", None);
    Ok(())
}

fn lines(bulk: &Path) -> anyhow::Result<Vec<String>> {
    let mut unpack = Command::new("xz").arg("-dc").arg(bulk).stdout(Stdio::piped()).spawn().context("xz-utils")?;
    let mut lines =
        BufReader::new(unpack.stdout.take().context("its output")?).lines().collect::<Result<Vec<_>, _>>()?;
    // What is left of a large table is refused as too intricate a post.
    lines.retain(|line| !line.contains("---"));
    ensure!(unpack.wait()?.success(), "{} cannot be unpacked", bulk.display());
    Ok(lines)
}

/// Post `n`: a line of the text, from the second pass on with other numbers and names.
fn post(lines: &[String], n: usize) -> String {
    let (pass, line) = (n / lines.len(), &lines[n % lines.len()]);
    if pass == 0 {
        return line.clone();
    }
    let shift = |digit: char| char::from(b'0' + (digit as u8 - b'0' + pass as u8) % 10);
    let mut start = true;
    let mut words = Vec::new();
    for word in line.split(' ') {
        let mut own: String =
            word.chars().map(|letter| if letter.is_ascii_digit() { shift(letter) } else { letter }).collect();
        // A capital inside a sentence makes a name.
        if !start && word.chars().count() > 4 && word.starts_with(char::is_uppercase) {
            own = own.chars().map(|letter| turned(letter, pass)).collect();
        }
        start = word.ends_with(['.', ':', ';']);
        words.push(own);
    }
    words.join(" ")
}

fn turned(letter: char, by: usize) -> char {
    const VOWELS: &str = "aeiou";
    VOWELS.find(letter).and_then(|at| VOWELS.chars().nth((at + by) % 5)).unwrap_or(letter)
}

/// Makes the site: communities, of which a quarter is closed to the reader, and all posts.
fn seed(program: &Path, folder: &Path, lines: &[String], count: usize) -> anyhow::Result<()> {
    eprintln!("scale: {count} posts are seeded once, in {}", folder.display());
    let _ = fs::remove_dir_all(folder);
    fs::create_dir_all(folder)?;
    let origin = free()?;
    let plein = || command(program, folder, &origin);
    ensure!(
        plein().arg("migrate").stdout(Stdio::null()).stderr(Stdio::null()).status()?.success(),
        "plein migrate failed"
    );
    for (email, name, admin) in [("beheer@schaal.example", "Bea Heer", true), (READER, "Lea Lezer", false)] {
        let mut add = plein();
        add.args(["member", "add", "--email", email, "--name", name, "--password-stdin"]);
        if admin {
            add.arg("--admin");
        }
        let mut child = add.stdin(Stdio::piped()).stdout(Stdio::null()).spawn()?;
        child.stdin.take().context("its input")?.write_all(FRESH_PASSWORD.as_bytes())?;
        ensure!(child.wait()?.success(), "plein member add failed");
    }
    let mut server = plein().arg("serve").stderr(Stdio::null()).spawn()?;
    ready(&origin)?;
    let made = communities(&origin);
    server.kill()?;
    server.wait()?;
    made?;
    let file = folder.join("threads.jsonl");
    let mut out = BufWriter::new(fs::File::create(&file)?);
    for first in (0..count).step_by(THREAD) {
        let at =
            |n: usize| format!("{}-{:02}-{:02}T{:02}:00:00Z", 2018 + n % 8, 1 + n / 8 % 12, 1 + n / 96 % 28, n % 24);
        let author = |n: usize| format!("auteur{}@schaal.example", n * 7919 % AUTHORS);
        let title: String = post(lines, first).split(' ').skip(2).take(8).collect::<Vec<_>>().join(" ");
        let posts: Vec<_> = (first..count.min(first + THREAD))
            .map(|n| json!({ "author": author(n), "created_at": at(first / THREAD), "body_markdown": post(lines, n) }))
            .collect();
        let thread = json!({
            "id": first.to_string(), "community": format!("kring-{}", first / THREAD % COMMUNITIES), "title": title,
            "author": author(first), "created_at": at(first / THREAD), "tags": [], "posts": posts,
        });
        serde_json::to_writer(&mut out, &thread)?;
        out.write_all(b"\n")?;
    }
    out.into_inner()?.sync_all()?;
    let began = Instant::now();
    let done = plein().args(["import", "threads"]).arg(&file).stderr(Stdio::null()).output()?;
    // A few pieces of tables are refused, with the threads that they stand in: too intricate, or too long a title.
    let told = String::from_utf8(done.stdout)?;
    let last = told.lines().last().unwrap_or_default();
    let new = last.split(' ').next().and_then(|new| new.parse::<usize>().ok()).unwrap_or(0);
    ensure!(new * THREAD >= count / 1_000 * 999, "plein import threads: {last}");
    tell("search at scale", "import", began.elapsed().as_secs_f64(), "s", None);
    fs::remove_file(&file)?;
    fs::write(folder.join("done"), "")?;
    Ok(())
}

fn communities(origin: &str) -> anyhow::Result<()> {
    let runtime = std::thread::scope(|scope| {
        let work = scope.spawn(|| {
            let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
            runtime.block_on(async {
                let http = reqwest::Client::builder().no_proxy().build()?;
                let (admin, reader) = (token(&http, origin, "beheer@schaal.example").await?, token(&http, origin, READER).await?);
                for n in 0..COMMUNITIES {
                    // Every fourth is read by its members only, and the reader is none.
                    let visibility = if n % 4 == 3 { "hidden" } else { "open" };
                    let join = if n % 4 == 3 { "invite" } else { "free" };
                    let body = json!({ "slug": format!("kring-{n}"), "name": format!("Kring {n}"), "description": "Een kring.", "visibility": visibility, "join": join });
                    let made = http.post(format!("{origin}/api/v1/communities")).bearer_auth(&admin).json(&body).send().await?;
                    ensure!(made.status() == 201, "a community: {}", made.text().await?);
                    if visibility == "open" {
                        let path = format!("{origin}/api/v1/communities/kring-{n}/membership");
                        let joined = http.put(path).bearer_auth(&reader).json(&json!({})).send().await?;
                        ensure!(joined.status().is_success(), "joining: {}", joined.text().await?);
                    }
                }
                anyhow::Ok(())
            })
        });
        work.join()
    });
    runtime.map_err(|_| anyhow::anyhow!("making communities panicked"))?
}

async fn token(http: &reqwest::Client, origin: &str, email: &str) -> anyhow::Result<String> {
    let body = json!({ "email": email, "password": FRESH_PASSWORD });
    let signed: serde_json::Value =
        http.post(format!("{origin}/api/v1/session")).json(&body).send().await?.json().await?;
    Ok(signed["token"].as_str().with_context(|| format!("no token: {signed}"))?.to_owned())
}

/// The site with an index that was made anew: how long that took, in how much memory, and how large it is.
async fn rebuilt(program: &Path, folder: &Path, origin: &str, raw: usize) -> anyhow::Result<Site> {
    let _ = fs::remove_dir_all(folder.join("index"));
    eprintln!("scale: making the index");
    let began = Instant::now();
    let child = command(program, folder, origin).arg("serve").stderr(Stdio::null()).spawn()?;
    let http = reqwest::Client::builder().no_proxy().build()?;
    let mut site = Site {
        folder: folder.to_owned(),
        origin: origin.to_owned(),
        child,
        http: http.clone(),
        cookie: String::new(),
        token: String::new(),
        _keep: tempfile::tempdir()?,
    };
    let mut most: f64 = 0.0;
    loop {
        most = most.max(site.own_memory()?);
        let answer = http.get(format!("{origin}/readyz")).send().await;
        if answer.is_ok_and(|answer| answer.status().is_success()) {
            break;
        }
        ensure!(began.elapsed() < Duration::from_secs(3_600), "no index after an hour");
        tokio::time::sleep(Duration::from_millis(200)).await;
    }
    tell("search at scale", "making the index", began.elapsed().as_secs_f64(), "s", Some(180.0));
    tell("search at scale", "processor time of that", site.processor()?, "s", None);
    tell("search at scale", "most memory of its own while making it", most, "MB", Some(150.0));
    // Its segments are merged yet.
    let index = folder.join("index");
    let (mut size, mut quiet) = (0, 0);
    while quiet < 5 {
        tokio::time::sleep(Duration::from_secs(2)).await;
        let now = self::size(&index).unwrap_or_default();
        quiet = if now == size { quiet + 1 } else { 0 };
        size = now;
        ensure!(began.elapsed() < Duration::from_secs(3_600), "segments are merged for an hour");
    }
    tell("search at scale", "until its segments are merged", began.elapsed().as_secs_f64(), "s", None);
    tell("search at scale", "index", size as f64 / 1e6, "MB", None);
    tell("search at scale", "index for each byte of text", size as f64 / raw as f64, "", Some(0.6));
    site.token = token(&http, origin, READER).await?;
    Ok(site)
}

fn size(folder: &Path) -> anyhow::Result<u64> {
    let mut sum = 0;
    for entry in fs::read_dir(folder)? {
        let entry = entry?;
        sum += if entry.file_type()?.is_dir() { size(&entry.path())? } else { entry.metadata()?.len() };
    }
    Ok(sum)
}

/// A generator of numbers that are the same each time (Knuth's MMIX).
struct Dice(u64);

impl Dice {
    fn below(&mut self, limit: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) as usize % limit
    }
}

/// What is asked: the judged questions, and pieces of posts as people would remember them.
struct Asked(Vec<String>);

impl Asked {
    fn new(lines: &[String]) -> Self {
        let mut dice = Dice(20_261_125);
        let judged = ["dev", "own"].into_iter().flat_map(tests::judged::questions).map(|question| question.query);
        let mut asked: Vec<String> = judged.collect();
        while asked.len() < QUESTIONS {
            let words: Vec<&str> = lines[dice.below(lines.len())]
                .split(' ')
                .filter(|word| word.chars().all(char::is_alphabetic))
                .collect();
            let count = 1 + dice.below(4);
            if words.len() < count + 2 {
                continue;
            }
            let at = dice.below(words.len() - count);
            let mut text = words[at..at + count].join(" ");
            match dice.below(10) {
                // A letter is forgotten.
                0 | 1 if text.len() > 6 => {
                    let at = (1..text.len()).filter(|at| text.is_char_boundary(*at)).nth(dice.below(4)).unwrap_or(1);
                    text.remove(at);
                }
                2 => text = format!("\"{text}\""),
                3 => text.push_str(" soort:bericht na:2020"),
                _ => {}
            }
            asked.push(text);
        }
        // In an order of no meaning.
        for at in (1..asked.len()).rev() {
            asked.swap(at, dice.below(at + 1));
        }
        Self(asked)
    }
}

fn coded(text: &str) -> String {
    url::form_urlencoded::byte_serialize(text.as_bytes()).collect()
}

/// Milliseconds that an answer took.
async fn timed(site: &Site, path: &str) -> anyhow::Result<f64> {
    let began = Instant::now();
    let answer = site.http.get(format!("{}{path}", site.origin)).bearer_auth(&site.token).send().await?;
    ensure!(answer.status().is_success(), "{path}: {}", answer.status());
    answer.bytes().await?;
    Ok(began.elapsed().as_secs_f64() * 1_000.0)
}

/// The value below which so many hundredths of all lie.
fn percentile(sorted: &[f64], hundredths: usize) -> f64 {
    sorted.get((sorted.len() * hundredths / 100).min(sorted.len().saturating_sub(1))).copied().unwrap_or_default()
}

fn told(what: &str, mut took: Vec<f64>, goals: [Option<f64>; 2]) {
    took.sort_by(f64::total_cmp);
    for (name, hundredths, goal) in [("p50", 50, goals[0]), ("p99", 99, goals[1]), ("longest", 100, None)] {
        tell("search at scale", &format!("{what}, {name}"), percentile(&took, hundredths), "ms", goal);
    }
}

async fn latency(site: &Site, Asked(asked): &Asked) -> anyhow::Result<()> {
    eprintln!("scale: {} questions", asked.len());
    let path = |text: &String| format!("/api/v1/search?limit=20&q={}", coded(text));
    for text in asked.iter().take(100) {
        timed(site, &path(text)).await?;
    }
    let (mut took, busy) = (Vec::new(), site.processor()?);
    for text in asked {
        took.push(timed(site, &path(text)).await?);
    }
    let each = (site.processor()? - busy) * 1_000.0 / asked.len() as f64;
    told("one reader", took, [Some(15.0), Some(60.0)]);
    tell("search at scale", "one reader, server CPU a question", each, "ms", None);
    // Each question begins at its own moment, whether those before it are answered or not.
    let began = tokio::time::Instant::now();
    let all = asked.iter().take(750).zip(0_u32..).map(async |(text, n)| {
        tokio::time::sleep_until(began + Duration::from_millis(20) * n).await;
        timed(site, &path(text)).await
    });
    told("50 questions a second", futures_util::future::try_join_all(all).await?, [None, Some(150.0)]);
    let mut took = Vec::new();
    for text in asked.iter().filter(|text| !text.contains(['"', ':'])) {
        for letters in [2, 3, 5, 9] {
            let typed: String = text.chars().take(letters).collect();
            if typed.chars().count() == letters {
                took.push(timed(site, &format!("/api/v1/suggest?q={}", coded(&typed))).await?);
            }
        }
    }
    told("suggestions", took, [None, Some(30.0)]);
    Ok(())
}

/// Questions that nobody means well.
async fn hostile(site: &Site) -> anyhow::Result<()> {
    const PIECES: [&str; 24] = [
        "de",
        "van",
        "a",
        "artikel",
        "het*",
        "\"",
        "-",
        "(",
        ")",
        "~",
        "[",
        "in:",
        "soort:",
        "na:",
        "artikle",
        "besluitt",
        "wet",
        "staatssecretarisse",
        "verzekeringsovereenkomsten",
        "1",
        "OR",
        "é",
        "\u{202e}",
        "🏴",
    ];
    let mut dice = Dice(7);
    let mut took = Vec::new();
    for n in 0..2_000 {
        let text: Vec<&str> = (0..=dice.below(60)).map(|_| PIECES[dice.below(PIECES.len())]).collect();
        let text: String = text.join(if n % 2 == 0 { " " } else { "" }).chars().take(500).collect();
        took.push(timed(site, &format!("/api/v1/search?limit=20&q={}", coded(&text))).await?);
    }
    took.sort_by(f64::total_cmp);
    tell("search at scale", "2,000 hostile questions, longest", percentile(&took, 100), "ms", Some(250.0));
    tell("search at scale", "2,000 hostile questions, p50", percentile(&took, 50), "ms", None);
    Ok(())
}

/// How soon a post is found while many arrive.
async fn fresh(site: &Site) -> anyhow::Result<()> {
    eprintln!("scale: {PACE} posts a second for {PACED} s");
    let threads = site.api("GET", "/communities/kring-0/threads", None).await?;
    let thread = threads["items"][0]["id"].as_str().context("a thread")?.to_owned();
    let run = format!("v{}x{}", std::process::id(), site.origin.rsplit(':').next().unwrap_or_default());
    let began = tokio::time::Instant::now();
    let all = (0..PACE * PACED).map(async |n| {
        tokio::time::sleep_until(began + Duration::from_secs(1) * n / PACE).await;
        let word = format!("{run}n{n}");
        let body = json!({ "body_markdown": format!("Over {word} is iedereen het eens.") });
        site.api("POST", &format!("/threads/{thread}/posts"), Some(body)).await?;
        if n % 5 != 0 {
            return anyhow::Ok(None);
        }
        let acked = Instant::now();
        loop {
            let found = site.api("GET", &format!("/search?q={word}&limit=1"), None).await?;
            if found["total"].as_u64() > Some(0) {
                return Ok(Some(acked.elapsed().as_secs_f64() * 1_000.0));
            }
            ensure!(acked.elapsed() < Duration::from_secs(30), "{word} is not found after 30 s");
            tokio::time::sleep(Duration::from_millis(20)).await;
        }
    });
    let took: Vec<f64> = futures_util::future::try_join_all(all).await?.into_iter().flatten().collect();
    told("a post is found after", took, [Some(300.0), Some(1_000.0)]);
    Ok(())
}
