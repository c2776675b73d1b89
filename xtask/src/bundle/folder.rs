//! The folder that the server embeds: hashed names, compressed twins and `bundle.json`.

use super::{Kind, wasm::Build};
use crate::tools;
use anyhow::{Context, bail};
use brotli::enc::BrotliEncoderParams;
use flate2::{Compression, write::GzEncoder};
use serde_json::json;
use std::{
    collections::BTreeMap,
    fmt::Write as _,
    fs,
    io::Write as _,
    path::{Path, PathBuf},
};

/// A bundle that is being made, in a folder beside the one it will replace.
pub struct Folder {
    kind: Kind,
    path: PathBuf,
    files: Vec<File>,
    statics: BTreeMap<String, String>,
}

/// The names of a build of the islands, as they are served.
pub struct Names {
    /// The script that wakes them.
    pub start: String,
    /// The module with their bindings.
    pub script: String,
    /// Their program.
    pub wasm: String,
}

struct File {
    role: String,
    name: String,
    mime: &'static str,
    plain: usize,
    brotli: usize,
    gzip: usize,
}

impl Folder {
    /// An empty one.
    pub fn new(kind: Kind) -> anyhow::Result<Self> {
        let path = kind.work().join("next");
        if path.exists() {
            fs::remove_dir_all(&path)?;
        }
        fs::create_dir_all(&path).with_context(|| format!("making {}", path.display()))?;
        Ok(Folder { kind, path, files: Vec::new(), statics: BTreeMap::new() })
    }

    /// The files that were added with `add_static`: name in the repository, and name as it is served.
    pub fn statics(&self) -> &BTreeMap<String, String> {
        &self.statics
    }

    /// Adds an icon or font as it is.
    pub fn add_static(&mut self, path: &Path) -> anyhow::Result<()> {
        let name = path.file_name().and_then(|name| name.to_str()).context("a file without a name")?.to_owned();
        let served = self.add("static", &name, &fs::read(path)?)?;
        match self.statics.insert(name.clone(), served) {
            Some(_) => bail!("two files in frontend/assets/static are called {name}"),
            None => Ok(()),
        }
    }

    /// Writes a file and its compressed twins; gives the name it got.
    pub fn add(&mut self, role: &str, name: &str, bytes: &[u8]) -> anyhow::Result<String> {
        let (stem, extension) = name.rsplit_once('.').with_context(|| format!("{name} has no extension"))?;
        let mime = mime(extension).with_context(|| format!("{name}: I do not know this kind of file"))?;
        let name = format!("{stem}.{}.{extension}", &tools::hash(bytes)[..16]);
        let (brotli, gzip) = (brotli(self.kind, bytes)?, gzip(bytes)?);
        fs::write(self.path.join(&name), bytes)?;
        fs::write(self.path.join(format!("{name}.br")), &brotli)?;
        fs::write(self.path.join(format!("{name}.gz")), &gzip)?;
        let sizes = (bytes.len(), brotli.len(), gzip.len());
        let file = File { role: role.to_owned(), name, mime, plain: sizes.0, brotli: sizes.1, gzip: sizes.2 };
        let name = file.name.clone();
        self.files.push(file);
        Ok(name)
    }

    /// Writes `bundle.json` and `assets.rs`, puts the folder in its place and prints the sizes. A bundle equal to the last
    /// one leaves that alone, so that cargo sees no change.
    pub fn finish(self, css: &str, islands: &[(Build, Names)]) -> anyhow::Result<()> {
        let rust = self.rust(css, islands)?;
        fs::write(self.path.join("assets.rs"), &rust)?;
        let files = self.files.iter().map(|file| json!({ "name": file.name, "mime": file.mime })).collect::<Vec<_>>();
        let mut bundle = json!({ "css": css, "static": self.statics, "files": files });
        for (build, Names { start, script, wasm }) in islands {
            bundle[build.name()] = json!({ "start": start, "script": script, "wasm": wasm });
        }
        fs::write(self.path.join("bundle.json"), format!("{bundle:#}\n"))?;
        self.print_sizes();
        let place = self.kind.folder();
        if fs::read_to_string(place.join("assets.rs")).is_ok_and(|last| last == rust) {
            return Ok(fs::remove_dir_all(&self.path)?);
        }
        if place.exists() {
            fs::remove_dir_all(&place)?;
        }
        fs::create_dir_all(place.parent().context("a folder without a parent")?)?;
        fs::rename(&self.path, &place).with_context(|| format!("moving the bundle to {}", place.display()))
    }

    /// The Rust that embeds the files: tables of the types that `server/src/assets.rs` declares.
    fn rust(&self, css: &str, islands: &[(Build, Names)]) -> anyhow::Result<String> {
        let mut code = String::from("// Written by `cargo xtask bundle`.\n\n");
        writeln!(code, "/// Whether the program holds the browser's files.\npub static BUNDLED: bool = true;\n")?;
        writeln!(code, "/// The addresses that every page names.\npub static ASSETS: Assets = Assets {{")?;
        writeln!(code, "    css: \"/pkg/{css}\",")?;
        for (build, Names { start, script, wasm }) in islands {
            writeln!(code, "    {}: Islands {{", build.name())?;
            writeln!(code, "        start: \"/pkg/{start}\",\n        script: \"/pkg/{script}\",")?;
            writeln!(code, "        wasm: \"/pkg/{wasm}\",\n    }},")?;
        }
        writeln!(code, "}};\n\n/// Icons and fonts: the name in `frontend/assets/static`, and the address.")?;
        writeln!(code, "pub static STATICS: &[(&str, &str)] = &[")?;
        for (name, served) in &self.statics {
            writeln!(code, "    ({name:?}, \"/pkg/{served}\"),")?;
        }
        writeln!(code, "];\n\n/// Every file, in its three encodings.\nstatic FILES: &[File] = &[")?;
        for File { name, mime, .. } in &self.files {
            writeln!(code, "    File {{\n        name: {name:?},\n        mime: {mime:?},")?;
            writeln!(code, "        plain: include_bytes!({name:?}),\n        brotli: include_bytes!(\"{name}.br\"),")?;
            writeln!(code, "        gzip: include_bytes!(\"{name}.gz\"),\n    }},")?;
        }
        Ok(code + "];\n")
    }

    fn print_sizes(&self) {
        eprintln!("    {:<8} {:<36} {:>10} {:>10} {:>10}", "", "file", "bytes", "brotli", "gzip");
        for File { role, name, plain, brotli, gzip, .. } in &self.files {
            eprintln!("    {role:<8} {name:<36} {plain:>10} {brotli:>10} {gzip:>10}");
        }
        let sum = |of: fn(&File) -> usize| self.files.iter().map(of).sum::<usize>();
        let (plain, brotli, gzip) = (sum(|file| file.plain), sum(|file| file.brotli), sum(|file| file.gzip));
        eprintln!("    {:<8} {:<36} {plain:>10} {brotli:>10} {gzip:>10}", "", "together");
    }
}

fn mime(extension: &str) -> Option<&'static str> {
    Some(match extension {
        "css" => "text/css",
        "js" => "text/javascript",
        "wasm" => "application/wasm",
        "svg" => "image/svg+xml",
        "png" => "image/png",
        "webp" => "image/webp",
        "ico" => "image/x-icon",
        "woff2" => "font/woff2",
        "webmanifest" => "application/manifest+json",
        "txt" => "text/plain; charset=utf-8",
        _ => return None,
    })
}

fn brotli(kind: Kind, bytes: &[u8]) -> anyhow::Result<Vec<u8>> {
    let quality = if kind == Kind::Release { 11 } else { 5 };
    let mut small = Vec::new();
    let parameters = BrotliEncoderParams { quality, size_hint: bytes.len(), ..Default::default() };
    brotli::BrotliCompress(&mut &*bytes, &mut small, &parameters)?;
    Ok(small)
}

fn gzip(bytes: &[u8]) -> anyhow::Result<Vec<u8>> {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::best());
    encoder.write_all(bytes)?;
    Ok(encoder.finish()?)
}
