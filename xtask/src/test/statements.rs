//! Statements that are put together while the program runs: each must have run on both engines.

use crate::tools;
use anyhow::ensure;
use std::{
    collections::{BTreeMap, BTreeSet},
    fs, io,
    path::{Path, PathBuf},
};

/// An empty file for the programs of this run to write to.
pub fn file() -> anyhow::Result<PathBuf> {
    let file = tools::products()?.join("statements.txt");
    match fs::remove_file(&file) {
        Err(error) if error.kind() != io::ErrorKind::NotFound => Err(error.into()),
        _ => Ok(file),
    }
}

/// The texts that only one engine ran.
pub fn on_one_engine(file: &Path) -> anyhow::Result<Vec<String>> {
    let text = fs::read_to_string(file).unwrap_or_default();
    ensure!(!text.is_empty(), "no statement was recorded in {}", file.display());
    Ok(compare(&text))
}

fn compare(text: &str) -> Vec<String> {
    let mut engines = BTreeMap::<String, BTreeSet<&str>>::new();
    for (engine, sql) in text.lines().filter_map(|line| line.split_once('\t')) {
        engines.entry(plain(sql)).or_default().insert(engine);
    }
    let alone = engines.into_iter().filter(|(_, engines)| engines.len() == 1);
    alone.map(|(sql, engines)| format!("ran on {} only: {sql}", engines.first().unwrap_or(&"nothing"))).collect()
}

/// A text without the numbers of its values, and with lists of any length as one.
fn plain(sql: &str) -> String {
    let mut plain = String::new();
    let mut rest = sql;
    while let Some((before, after)) = rest.split_once('$') {
        plain.push_str(before);
        plain.push('$');
        rest = after.trim_start_matches(|letter: char| letter.is_ascii_digit());
    }
    plain.push_str(rest);
    while plain.contains(", $, $") {
        plain = plain.replace(", $, $", ", $");
    }
    // Conditions of which there is one for each of a list.
    let groups: BTreeSet<String> =
        plain.split(" or (").skip(1).filter_map(|piece| Some(format!(" or ({})", piece.split_once(')')?.0))).collect();
    for group in groups {
        let twice = group.repeat(2);
        while plain.contains(&twice) {
            plain = plain.replace(&twice, &group);
        }
    }
    plain.replace("(null, $)", "(null)")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_that_one_engine_ran_alone_is_named() {
        let text = "sqlite\tselect 1 where a = $1 and b in (null, $2, $3)\npostgres\tselect 1 where a = $1 and b in (null, $2)\nsqlite\tselect 2\n";
        assert_eq!(compare(text), ["ran on sqlite only: select 2"]);
        let text = "sqlite\tselect 1 where false or (a = $1 and b > $2) or (a = $3 and b > $4) limit $5\npostgres\tselect 1 where false or (a = $1 and b > $2) limit $3\n";
        assert_eq!(compare(text), Vec::<String>::new());
    }
}
