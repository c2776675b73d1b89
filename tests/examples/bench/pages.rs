//! Pages: what they cost, weigh and find; and how long a start takes.

use crate::{
    site::{PACKED, Site, command, free, ready},
    tell,
};
use anyhow::ensure;
use std::{
    fs,
    path::{Path, PathBuf},
    process::{Command, Stdio},
    time::{Duration, Instant},
};

/// How long an empty and a filled site take to start, and how large the program is.
pub fn start(program: &Path, filled: &Path) -> anyhow::Result<()> {
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
pub async fn pages(site: &Site) -> anyhow::Result<()> {
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
pub async fn weight(site: &Site) -> anyhow::Result<()> {
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
pub async fn import(program: &Path, site: &Site) -> anyhow::Result<()> {
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
