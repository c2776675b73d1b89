//! Rules about the checkout as a whole: the lock file, the migrations, and paths that only one machine has.

use crate::tools;
use anyhow::Context;
use std::{collections::BTreeMap, fs};

/// Crates that must never come in, and why.
const UNWANTED: [(&str, &str); 2] = [
    ("fancy-regex", "it backtracks: a member's text could stop the server"),
    ("pcre2", "it backtracks: a member's text could stop the server"),
];

/// Every file that git tracks, and every new one that it does not ignore.
pub fn tracked() -> anyhow::Result<Vec<String>> {
    let list = tools::read(tools::program("git").args(["ls-files", "-z", "-co", "--exclude-standard"]))
        .context("the rules of the house look at what git tracks")?;
    let exists = |path: &&str| !path.is_empty() && tools::root().join(path).is_file();
    Ok(list.split('\0').filter(exists).map(str::to_owned).collect())
}

/// Every broken rule.
pub fn problems(tracked: &[String]) -> anyhow::Result<Vec<String>> {
    let lock = fs::read_to_string(tools::root().join("Cargo.lock")).context("reading Cargo.lock")?;
    let mut problems = lock_problems(&lock);
    problems.extend(migration_problems(tracked.iter().filter_map(|path| path.strip_prefix("migrations/"))));
    for path in tracked {
        // What is not text has no paths to read.
        let Ok(text) = fs::read_to_string(tools::root().join(path)) else { continue };
        problems.extend(machine_paths(&text).map(|line| format!("{path}:{line}: a path of one machine")));
    }
    Ok(problems)
}

fn lock_problems(lock: &str) -> Vec<String> {
    let packages = lock.lines().filter_map(|line| line.strip_prefix("name = \"")?.strip_suffix('"'));
    let packages = packages.collect::<Vec<_>>();
    let unwanted = UNWANTED.iter().filter(|(name, _)| packages.iter().any(|package| package == name));
    let mut problems = unwanted.map(|(name, why)| format!("Cargo.lock: {name}: {why}")).collect::<Vec<_>>();
    for name in ["sqlx", "sqlx-core", "sqlx-sqlite"] {
        if packages.iter().filter(|package| **package == name).count() > 1 {
            problems.push(format!("Cargo.lock: two versions of {name}; two SQLites in one process corrupt a database"));
        }
    }
    problems
}

/// `0001_members.sql`, or a pair `0007_search.sqlite.sql` and `0007_search.postgres.sql`; numbers without gap or double.
fn migration_problems<'a>(names: impl Iterator<Item = &'a str>) -> Vec<String> {
    let mut problems = Vec::new();
    let mut numbers = BTreeMap::<u32, Vec<(&str, &str)>>::new();
    for name in names {
        let parsed = name.strip_suffix(".sql").and_then(|stem| {
            let (number, rest) = stem.split_once('_').filter(|(number, _)| number.len() == 4)?;
            let (title, engine) = rest.split_once('.').unwrap_or((rest, ""));
            let plain = |part: char| part.is_ascii_lowercase() || part.is_ascii_digit() || part == '_';
            let good = !title.is_empty() && title.chars().all(plain) && ["", "sqlite", "postgres"].contains(&engine);
            Some((number.parse::<u32>().ok().filter(|_| good)?, title, engine))
        });
        match parsed {
            Some((number, title, engine)) => numbers.entry(number).or_default().push((title, engine)),
            None => problems.push(format!("migrations/{name}: name it 0001_title.sql or 0001_title.sqlite.sql")),
        }
    }
    for ((number, files), expected) in numbers.iter_mut().zip(1..) {
        files.sort_unstable();
        let good = match files.as_slice() {
            [(_, "")] => true,
            [(first, "postgres"), (second, "sqlite")] => first == second,
            _ => false,
        };
        if !good {
            problems
                .push(format!("migrations/{number:04}: one file for both engines, or one for each under one title"));
        }
        if *number != expected {
            problems.push(format!("migrations: {number:04} comes where {expected:04} is due"));
        }
    }
    problems
}

/// The lines that name a home folder.
fn machine_paths(text: &str) -> impl Iterator<Item = usize> {
    // Written in two halves, or this file would break its own rule.
    const HOMES: [&str; 2] = [concat!("/ho", "me/"), concat!("/ro", "ot/")];
    let names_one = |line: &str| {
        HOMES.iter().any(|home| {
            line.match_indices(home).any(|(at, _)| {
                // In an address such as example.org/home/ it is no path of a machine.
                !line[..at].ends_with(|before: char| before.is_alphanumeric() || "._-".contains(before))
            })
        })
    };
    text.lines().enumerate().filter(move |(_, line)| names_one(line)).map(|(number, _)| number + 1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn migrations_come_in_order_and_in_pairs() {
        let judge = |names: &[&'static str]| migration_problems(names.iter().copied()).len();
        assert_eq!(judge(&["0001_members.sql", "0002_search.sqlite.sql", "0002_search.postgres.sql"]), 0);
        assert_eq!(judge(&["0001_members.sql", "0003_late.sql"]), 1);
        assert_eq!(judge(&["0001_a.sql", "0001_b.sql"]), 1);
        assert_eq!(judge(&["0001_a.sqlite.sql"]), 1);
        assert_eq!(judge(&["1_a.sql", "0001_A.sql", "0001_a.mysql.sql"]), 3);
    }

    #[test]
    fn a_home_folder_is_found_and_an_address_is_not() {
        let text = format!("see {0}anna/x\nhttps://example.org{0}x\n\"{0}bas\"", concat!("/ho", "me/"));
        assert_eq!(machine_paths(&text).collect::<Vec<_>>(), [1, 3]);
    }

    #[test]
    fn a_second_sqlx_is_refused() {
        let lock = "name = \"sqlx\"\nname = \"sqlx-core\"\nname = \"sqlx\"\nname = \"pcre2\"\n";
        assert_eq!(lock_problems(lock).len(), 2);
    }
}
