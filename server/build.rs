//! Puts the browser's files in the program: writes `assets.rs`, which `src/assets.rs` includes.
//!
//! `cargo xtask bundle` makes the files, and the Rust that embeds them, in `<target>/bundle/release` or `…/dev`. A build
//! takes the one of its own profile first; `PLEIN_BUNDLE` names another folder. Without a bundle the tables are empty, so
//! that a fresh clone compiles.

use std::{
    env,
    error::Error,
    fs,
    path::{Path, PathBuf},
    process::Command,
};

/// The tables of a program without the browser's files.
const NOTHING: &str = r#"
pub static BUNDLED: bool = false;
const NONE: Islands = Islands { start: "", script: "", wasm: "" };
pub static ASSETS: Assets = Assets { css: "", islands: NONE, chat: NONE };
pub static STATICS: &[(&str, &str)] = &[];
static FILES: &[File] = &[];
"#;

fn main() -> Result<(), Box<dyn Error>> {
    println!("cargo::rerun-if-env-changed=PLEIN_BUNDLE");
    let out = PathBuf::from(env::var("OUT_DIR")?);
    let code = match find(&out)? {
        Some(folder) => {
            println!("cargo::rerun-if-changed={}", folder.join("bundle.json").display());
            format!("include!({:?});\n", folder.join("assets.rs").display().to_string())
        }
        None => NOTHING.to_owned(),
    };
    if env::var("PROFILE")? == "release"
        && let Some(commit) = commit()
    {
        println!("cargo::rustc-env=PLEIN_COMMIT={commit}");
    }
    Ok(fs::write(out.join("assets.rs"), code)?)
}

/// The commit that is built, when there is one: `plein version` tells it.
fn commit() -> Option<String> {
    let done = Command::new("git").args(["rev-parse", "--short=12", "HEAD"]).output().ok()?;
    if done.status.success() { Some(String::from_utf8(done.stdout).ok()?.trim().to_owned()) } else { None }
}

/// The folder with the bundle, if there is one.
fn find(out: &Path) -> Result<Option<PathBuf>, Box<dyn Error>> {
    if let Some(folder) = env::var_os("PLEIN_BUNDLE") {
        return Ok(Some(fs::canonicalize(folder)?));
    }
    // <target>/<profile>/build/<package>/out, with the name of a platform before the profile when one was asked for.
    let Some(near) = out.ancestors().nth(4) else { return Ok(None) };
    let target = if near.join("CACHEDIR.TAG").exists() { near } else { near.parent().unwrap_or(near) };
    let order = if env::var("PROFILE")? == "release" { ["release", "dev"] } else { ["dev", "release"] };
    for name in order {
        let folder = target.join("bundle").join(name);
        if folder.join("bundle.json").is_file() {
            return Ok(Some(folder));
        }
        // Cargo takes a path that does not exist for one that changed, and would compile the server every time.
        fs::create_dir_all(&folder)?;
        println!("cargo::rerun-if-changed={}", folder.display());
    }
    Ok(None)
}
