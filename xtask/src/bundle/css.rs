//! The stylesheet: `frontend/css.mjs` bundles it; this says which custom properties must stay.

use super::{Kind, inputs};
use crate::tools;
use anyhow::{Context, ensure};
use serde_json::json;
use std::{
    collections::BTreeMap,
    io::Write,
    process::{Command, Stdio},
};

/// One minified stylesheet. `statics` gives the served name of each file in `frontend/assets/static`.
pub fn build(kind: Kind, statics: &BTreeMap<String, String>) -> anyhow::Result<Vec<u8>> {
    tools::step("css");
    let order = json!({ "keep": inputs::custom_properties()?, "files": statics, "minify": kind == Kind::Release });
    let mut node = Command::new("node")
        .arg(tools::root().join("frontend/css.mjs"))
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .context("cannot start node: Plein needs Node 20 or newer to build")?;
    node.stdin.take().context("node without stdin")?.write_all(order.to_string().as_bytes())?;
    let output = node.wait_with_output()?;
    ensure!(output.status.success(), "frontend/css.mjs failed ({})", output.status);
    Ok(output.stdout)
}
