//! `cargo xtask bench chaos`: the trials of the live layer at full size, and which promises held.
//!
//! They are the tests of `tests/tests/chaos`; `PLEIN_TEST_CHAOS=full` makes them as large as they were asked for. The debug
//! build is tried: a release cannot be told to break.

use crate::{
    bundle::{self, Kind},
    postgres::Postgres,
    setup, tools,
};
use anyhow::Context;
use std::{
    collections::BTreeMap,
    io::{BufRead, BufReader},
    process::{ExitCode, Stdio},
};

/// The promises, by number, with how the names of their tests begin.
const PROMISES: [(&str, &str, &[&str]); 27] = [
    ("R1", "killed while many write", &["kills::what_was_acknowledged_survives"]),
    ("R2", "one of two nodes killed", &["kills::of_two_nodes_one_is_killed"]),
    ("R3", "killed between commit and telling", &["kills::what_a_node_wrote", "kills::what_was_written"]),
    ("R4", "power cut", &["storage::a_power_cut"]),
    ("R5", "disk full", &["storage::a_full_disk"]),
    ("R6", "PostgreSQL restarts", &["storage::a_database_server_that_restarts", "storage::a_database_whose_link"]),
    ("R7", "PostgreSQL stands still", &["storage::a_database_server_that_stands_still"]),
    ("R8", "bus away", &["bus::half_a_minute"]),
    ("R9", "bus loses and shuffles", &["bus::a_bus_that_loses"]),
    ("R10", "slow readers", &["readers::ten_slow"]),
    ("R11", "readers that stand still", &["readers::who_never_reads", "readers::who_stops"]),
    ("R12", "half-open links", &["readers::a_link_that_went_dead"]),
    ("R13", "links that flap", &["links::links_that_break"]),
    ("R14", "all cut at once", &["links::hundreds_who_are_cut"]),
    ("R15", "ten thousand idle for ten minutes", &["idle::"]),
    ("R16", "coming and going", &["links::thousands_who_come_and_go"]),
    ("R17", "malformed frames", &["frames::ninety_malformed", "frames::what_is_odd"]),
    ("R18", "frames of chance", &["frames::fuzz::"]),
    ("R21", "clocks an hour apart", &["clocks::"]),
    ("R22", "sent again and again", &["sends::messages_sent", "sends::a_thousand"]),
    ("R23", "page and events make the page", &["sends::snapshot::after_any"]),
    ("R24", "between page and socket", &["sends::snapshot::what_happens_between"]),
    ("R25", "put out", &["revoked::"]),
    ("R28", "both engines the same", &["sends::equal::"]),
    ("R32", "one node after the other restarts", &["kills::two_nodes_restart"]),
    ("R33", "statements of a page", &["limits::a_page_costs"]),
    ("R34", "no more files", &["limits::a_process_that_may_hold"]),
];

/// What the tests said: name, and whether it passed.
type Outcomes = BTreeMap<String, bool>;

/// `cargo xtask bench chaos [FILTER]`.
pub fn command(arguments: &[String]) -> anyhow::Result<ExitCode> {
    let (filter, rest) = match arguments {
        [] => (None, arguments),
        [first, rest @ ..] => (Some(first.as_str()), rest),
    };
    tools::no_more(rest)?;
    setup::test_programs()?;
    bundle::make(Kind::Dev)?;
    let workspace = ["--workspace", "--exclude", "xtask"];
    tools::timed("programs (debug)", || tools::run(tools::cargo().arg("build").args(workspace).arg("--bins")))?;
    let postgres = tools::timed("a PostgreSQL for this run", Postgres::start)?;
    let mut cargo = tools::cargo();
    cargo.args(["test", "--no-fail-fast", "-p", "tests", "--test", "chaos"]).args(filter);
    cargo.env("PLEIN_TEST_CHAOS", "full").env("PLEIN_TEST_POSTGRES", postgres.url());
    // One at a time: each fills the machine.
    cargo.env("PLEIN_TEST_BIN", tools::target().join("debug/plein")).env("RUST_TEST_THREADS", "1");
    cargo.args(["--", "--show-output"]);
    tools::step("trials at full size");
    let mut program = cargo.stdout(Stdio::piped()).spawn().context("cannot start cargo test")?;
    let mut outcomes = Outcomes::new();
    for line in BufReader::new(program.stdout.take().context("a program without stdout")?).lines() {
        let line = line?;
        println!("{line}");
        outcomes.extend(outcome(&line));
    }
    let ended_well = program.wait()?.success();
    let held = report(&outcomes, filter.is_some());
    Ok(if held && ended_well { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}

/// What a line of the harness says: `test NAME ... ok`.
fn outcome(line: &str) -> Option<(String, bool)> {
    let (name, outcome) = line.strip_prefix("test ")?.rsplit_once(" ... ")?;
    Some((name.to_owned(), outcome.starts_with("ok")))
}

/// Prints of each promise whether it held; gives whether all did. One that had no test did not, unless a filter left it out.
fn report(outcomes: &Outcomes, filtered: bool) -> bool {
    println!();
    let mut all = true;
    for (promise, what, tests) in PROMISES {
        let own: Vec<_> = outcomes.iter().filter(|(name, _)| tests.iter().any(|test| name.starts_with(test))).collect();
        let broken: Vec<&str> = own.iter().filter(|(_, passed)| !**passed).map(|(name, _)| name.as_str()).collect();
        if own.is_empty() && filtered {
            continue;
        }
        let held = broken.is_empty() && !own.is_empty();
        all &= held;
        let word = if held { "held" } else { "BROKEN" };
        println!(
            "{promise:<4} {word:<7} {what:<36} {} of {} tests {}",
            own.len() - broken.len(),
            own.len(),
            broken.join(" ")
        );
    }
    all
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_promise_holds_when_all_its_tests_passed_and_there_was_one() {
        let line = "test kills::what_was_acknowledged_survives_kills_sqlite ... ok";
        let mut outcomes: Outcomes = outcome(line).into_iter().collect();
        assert!(report(&outcomes, true));
        assert!(!report(&outcomes, false), "most had no test");
        outcomes.extend(outcome("test kills::two_nodes_restart_one_after_the_other_postgres ... FAILED"));
        assert!(!report(&outcomes, true));
    }

    #[test]
    fn every_promise_is_named_once() {
        let mut names: Vec<&str> = PROMISES.iter().map(|(name, ..)| *name).collect();
        names.dedup();
        assert_eq!(names.len(), PROMISES.len());
    }
}
