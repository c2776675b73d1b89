//! What must be on the machine. Installs it where that is possible, and otherwise says exactly what to type.

use crate::tools;
use anyhow::bail;
use std::{env, path::PathBuf, process::Command};

/// A program that the tests need: what it is, its Debian packages, and how to find it.
type Program = (&'static str, &'static str, fn() -> Option<PathBuf>);

/// What the tests need besides Rust and Node.
const PROGRAMS: [Program; 5] = [
    ("PostgreSQL", "postgresql", postgres_folder),
    ("Chromium", "chromium fonts-liberation", chromium),
    ("the NATS server", "nats-server", nats),
    ("libfaketime", "libfaketime", faketime),
    ("Python 3 with venv", "python3 python3-venv", python),
];

/// Makes sure that rustc can compile for the browser.
pub fn wasm_target() -> anyhow::Result<()> {
    let rustc = env::var_os("RUSTC").unwrap_or("rustc".into());
    let target = "wasm32-unknown-unknown";
    let library = tools::read(tools::program(&rustc).args(["--print", "target-libdir", "--target", target]))?;
    if PathBuf::from(library.trim()).is_dir() {
        return Ok(());
    }
    if tools::find(&["rustup"]).is_none() {
        bail!("rustc cannot compile for the browser. Install rustup, or the standard library for {target}");
    }
    tools::run(tools::program("rustup").args(["target", "add", target]))
}

/// Makes sure that PostgreSQL, Chromium, NATS, libfaketime and Python are installed.
pub fn test_programs() -> anyhow::Result<()> {
    let missing = || PROGRAMS.into_iter().filter(|(.., find)| find().is_none()).collect::<Vec<_>>();
    let before = missing();
    if before.is_empty() {
        return Ok(());
    }
    let packages = before.iter().flat_map(|(_, packages, _)| packages.split(' ')).collect::<Vec<_>>();
    let names = before.iter().map(|(name, ..)| *name).collect::<Vec<_>>().join(", ");
    if !tools::is_root() || tools::find(&["apt-get"]).is_none() {
        bail!("the tests need {names}. On Debian: sudo apt-get install {}", packages.join(" "));
    }
    tools::timed(&format!("installing {}", packages.join(", ")), || {
        tools::run(apt().arg("update"))?;
        tools::run(apt().args(["install", "--yes", "--no-install-recommends"]).args(&packages))
    })?;
    match missing().first() {
        Some((name, package, _)) => bail!("installed {package}, but {name} is still not found"),
        None => Ok(()),
    }
}

fn apt() -> Command {
    let mut apt = tools::program("apt-get");
    apt.arg("--quiet").env("DEBIAN_FRONTEND", "noninteractive");
    apt
}

/// The browser of the tests: `CHROMIUM`, or the one on the path.
pub fn chromium() -> Option<PathBuf> {
    let named = env::var_os("CHROMIUM").map(PathBuf::from).filter(|file| file.is_file());
    named.or_else(|| tools::find(&["chromium", "chromium-browser", "google-chrome-stable", "google-chrome"]))
}

/// The folder with `initdb` and `postgres`, of the newest version that is installed. Debian keeps them off the path.
pub fn postgres_folder() -> Option<PathBuf> {
    let versions = std::fs::read_dir("/usr/lib/postgresql").into_iter().flatten().flatten();
    let mut folders = versions.map(|version| version.path().join("bin")).collect::<Vec<_>>();
    folders.sort_by_key(|folder| {
        folder.parent().and_then(|version| version.file_name()?.to_str()?.parse::<u32>().ok()).unwrap_or_default()
    });
    let newest = folders.into_iter().rev().find(|folder| folder.join("initdb").is_file());
    newest.or_else(|| tools::find(&["initdb"]).and_then(|file| Some(file.parent()?.to_path_buf())))
}

/// A Python that can make environments of its own: Debian keeps that in another package.
pub fn python() -> Option<PathBuf> {
    let found = tools::find(&["python3"])?;
    tools::answers(tools::program(&found).args(["-c", "import venv, ensurepip"])).then_some(found)
}

/// Tells a program another time; the tests know the same folders.
fn faketime() -> Option<PathBuf> {
    let known = ["x86_64", "aarch64"].map(|kind| format!("/usr/lib/{kind}-linux-gnu/faketime/libfaketimeMT.so.1"));
    known.into_iter().map(PathBuf::from).find(|file| file.is_file())
}

fn nats() -> Option<PathBuf> {
    tools::find(&["nats-server"]).or_else(|| Some(PathBuf::from("/usr/sbin/nats-server")).filter(|file| file.is_file()))
}
