//! The islands: frontend/ compiled for the browser, with the script that loads it. Twice, so that only a page with a chat
//! room pays for the chat room.

use super::Kind;
use crate::{npm, setup, tools};
use anyhow::{Context, ensure};
use std::{fs, path::Path};
use wasm_bindgen_cli_support::Bindgen;

const TARGET: &str = "wasm32-unknown-unknown";

/// What rustc uses and every browser of 2023 has. Not `--all-features`: that lets wasm-opt write compact imports, which
/// Chromium refuses.
const FEATURES: [&str; 6] = [
    "--enable-bulk-memory",
    "--enable-multivalue",
    "--enable-mutable-globals",
    "--enable-nontrapping-float-to-int",
    "--enable-reference-types",
    "--enable-sign-ext",
];

/// Which islands.
#[derive(Clone, Copy)]
pub enum Build {
    /// Those of most pages.
    Islands,
    /// Those and the chat room.
    Chat,
}

impl Build {
    /// What its files are called, and the field of `Assets` that names them.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Islands => "islands",
            Self::Chat => "chat",
        }
    }

    /// The feature of frontend/ that it is built with.
    const fn feature(self) -> &'static str {
        match self {
            Self::Islands => "hydrate",
            Self::Chat => "chat",
        }
    }
}

/// The two files that cargo and wasm-bindgen make of frontend/.
pub struct Islands {
    /// The program.
    pub wasm: Vec<u8>,
    /// The module that loads it and gives it the browser's functions.
    pub script: String,
}

/// Compiles, binds and (for release) shrinks. Binding and shrinking are skipped when the compiler gave the same bytes.
pub fn build(kind: Kind, build: Build, work: &Path) -> anyhow::Result<Islands> {
    setup::wasm_target()?;
    let profile = format!("wasm-{}", kind.name());
    tools::run(tools::cargo().args(["build", "-p", "frontend", "--lib", "--features", build.feature()]).args([
        "--target",
        TARGET,
        "--profile",
        &profile,
    ]))?;
    let work = work.join(build.name());
    fs::create_dir_all(&work).with_context(|| format!("making {}", work.display()))?;
    let compiled = tools::target().join(TARGET).join(&profile).join("frontend.wasm");
    let bytes = fs::read(&compiled).with_context(|| format!("reading {}", compiled.display()))?;
    let (mark, wasm, script) = (work.join("compiled"), work.join("islands.wasm"), work.join("frontend.js"));
    let this = tools::hash(&bytes);
    let same = fs::read_to_string(&mark).is_ok_and(|last| last == this);
    if !(same && wasm.is_file() && script.is_file()) {
        bind(&compiled, &work)?;
        let bound = work.join("frontend_bg.wasm");
        match kind {
            Kind::Dev => fs::rename(&bound, &wasm)?,
            Kind::Release => tools::timed("wasm-opt", || shrink(&bound, &wasm))?,
        }
        fs::write(mark, this)?;
    }
    Ok(Islands { wasm: fs::read(wasm)?, script: fs::read_to_string(script)? })
}

fn bind(compiled: &Path, work: &Path) -> anyhow::Result<()> {
    tools::step("wasm-bindgen");
    Bindgen::new().input_path(compiled).web(true)?.omit_default_module_path(true).typescript(false).generate(work)?;
    let snippets = work.join("snippets");
    ensure!(
        !snippets.exists(),
        "a crate brings its own JavaScript ({}): the bundle has no place for it yet",
        snippets.display()
    );
    Ok(())
}

fn shrink(from: &Path, to: &Path) -> anyhow::Result<()> {
    let tool = npm::tool(&tools::root().join("frontend"), "wasm-opt");
    tools::run(tools::program(tool).arg("-Oz").args(FEATURES).arg(from).arg("-o").arg(to))
}
