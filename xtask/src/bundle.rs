//! `cargo xtask bundle`: the files of the browser, ready to be embedded.
//!
//! frontend/src ─cargo, wasm-bindgen, wasm-opt─► islands.js, islands.wasm, and chat.js, chat.wasm (`wasm.rs`)
//! frontend/assets/css ─css.mjs──────────────► site.css (`css.rs`)
//! frontend/assets/start.js ──────────────────► one for each of the two
//! frontend/assets/static/ ───────────────────► as they are
//!
//! Every file gets the hash of its content in its name and two compressed twins (`folder.rs`). `bundle.json` tells
//! `server/build.rs` what there is. When nothing changed since the last time, nothing is done.

mod css;
mod folder;
mod inputs;
mod wasm;

use crate::{npm, tools};
use anyhow::Context;
use folder::{Folder, Names};
use std::{
    fs,
    path::{Path, PathBuf},
    process::ExitCode,
};
use wasm::Build;

/// Which bundle: small and slow to make, or the other way round.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// For the tests.
    Dev,
    /// As it ships.
    Release,
}

impl Kind {
    /// The name of its folder and of its cargo profile.
    pub fn name(self) -> &'static str {
        match self {
            Kind::Dev => "dev",
            Kind::Release => "release",
        }
    }

    /// Where it is made: `<target>/bundle/<name>`.
    pub fn folder(self) -> PathBuf {
        tools::target().join("bundle").join(self.name())
    }

    /// Where its intermediate files stand. Outside the folder, because cargo watches that.
    fn work(self) -> PathBuf {
        tools::target().join("bundle-work").join(self.name())
    }
}

/// `cargo xtask bundle [--dev]`.
pub fn command(arguments: &[String]) -> anyhow::Result<ExitCode> {
    let (kind, rest) = match arguments {
        [first, rest @ ..] if first == "--dev" => (Kind::Dev, rest),
        rest => (Kind::Release, rest),
    };
    tools::no_more(rest)?;
    make(kind)?;
    Ok(ExitCode::SUCCESS)
}

/// Makes the bundle if it is not there, or something it is made of changed.
pub fn make(kind: Kind) -> anyhow::Result<()> {
    let work = kind.work();
    fs::create_dir_all(&work).with_context(|| format!("making {}", work.display()))?;
    let mark = work.join("inputs");
    let inputs = inputs::hash()?;
    if fs::read_to_string(&mark).is_ok_and(|last| last == inputs) && kind.folder().join("bundle.json").is_file() {
        eprintln!("==> bundle ({}): nothing changed", kind.name());
        return Ok(());
    }
    tools::timed(&format!("bundle ({})", kind.name()), || build(kind, &work))?;
    Ok(fs::write(mark, inputs)?)
}

fn build(kind: Kind, work: &Path) -> anyhow::Result<()> {
    npm::install(&tools::root().join("frontend"))?;
    let assets = tools::root().join("frontend/assets");
    let start = fs::read_to_string(assets.join("start.js"))?;
    let mut folder = Folder::new(kind)?;
    for path in tools::files(&assets.join("static"))? {
        folder.add_static(&path)?;
    }
    let css = folder.add("css", "site.css", &css::build(kind, folder.statics())?)?;
    let mut islands = |build: Build| {
        let made = wasm::build(kind, build, work)?;
        let name = build.name();
        let wasm = folder.add(name, &format!("{name}.wasm"), &made.wasm)?;
        let script = folder.add(name, &format!("{name}.js"), made.script.as_bytes())?;
        let start =
            start.replace("./islands.js", &format!("./{script}")).replace("./islands.wasm", &format!("./{wasm}"));
        let start = folder.add(name, "start.js", start.as_bytes())?;
        anyhow::Ok(Names { start, script, wasm })
    };
    let (most, chat) = (islands(Build::Islands)?, islands(Build::Chat)?);
    folder.finish(&css, &[(Build::Islands, most), (Build::Chat, chat)])
}
