//! What passed and what failed, by kind of test.

use std::process::ExitCode;

/// The tests of a run so far.
#[derive(Default)]
pub struct Counts {
    unit: Tally,
    sqlite: Tally,
    postgres: Tally,
    browser: Tally,
    ignored: Vec<String>,
    failures: Vec<String>,
}

#[derive(Default, Clone, Copy)]
struct Tally {
    passed: usize,
    failed: usize,
}

impl Counts {
    /// Reads a line of cargo's test harness about the product: `test NAME ... ok`.
    pub fn product(&mut self, line: &str) {
        self.harness(line, |counts, name| match name {
            _ if part_of(name, "sqlite") => &mut counts.sqlite,
            _ if part_of(name, "postgres") => &mut counts.postgres,
            _ => &mut counts.unit,
        });
    }

    /// Reads a line of cargo's test harness about these commands: no engine of the product is tried there.
    pub fn commands(&mut self, line: &str) {
        self.harness(line, |counts, _| &mut counts.unit);
    }

    fn harness(&mut self, line: &str, kind: for<'a> fn(&'a mut Counts, &str) -> &'a mut Tally) {
        let Some((name, outcome)) = line.strip_prefix("test ").and_then(|test| test.rsplit_once(" ... ")) else {
            return;
        };
        match outcome.split([' ', ',']).next() {
            Some("ok") => kind(self, name).passed += 1,
            Some("FAILED") => {
                kind(self, name).failed += 1;
                self.failures.push(name.to_owned());
            }
            Some("ignored") => self.ignored.push(name.to_owned()),
            _ => (),
        }
    }

    /// Reads a line of `tests/browser/run.mjs`: `ok NAME` or `not ok NAME`.
    pub fn browser(&mut self, line: &str) {
        if line.starts_with("ok ") {
            self.browser.passed += 1;
        } else if let Some(name) = line.strip_prefix("not ok ") {
            self.browser.failed += 1;
            self.failures.push(name.to_owned());
        }
    }

    /// Counts something that is not a test and went wrong.
    pub fn fail(&mut self, what: &str) {
        self.unit.failed += 1;
        self.failures.push(what.to_owned());
    }

    /// How many failed so far.
    pub fn failed(&self) -> usize {
        self.failures.len()
    }

    /// Prints the counts, what failed, and as the last line `N passed, N failed`. Without a filter, a kind that had no
    /// test at all is a failure: it means that an engine or the browser was not used.
    pub fn report(mut self, filtered: bool) -> ExitCode {
        for (kind, tally) in [("SQLite", self.sqlite), ("PostgreSQL", self.postgres), ("browser", self.browser)] {
            if !filtered && tally.passed + tally.failed == 0 {
                self.fail(&format!("{kind}: not one test ran"));
            }
        }
        let kinds =
            [("unit", self.unit), ("sqlite", self.sqlite), ("postgres", self.postgres), ("browser", self.browser)];
        let passed = kinds.iter().map(|(_, tally)| tally.passed).sum::<usize>();
        if passed + self.failed() == 0 {
            self.fail("no test has that name");
        }
        println!();
        for (kind, tally) in kinds {
            println!("{kind:<9} {:>5} passed {:>5} failed", tally.passed, tally.failed);
        }
        for name in &self.ignored {
            println!("ignored: {name}");
        }
        for name in &self.failures {
            println!("FAILED: {name}");
        }
        println!("{passed} passed, {} failed", self.failed());
        if self.failed() == 0 { ExitCode::SUCCESS } else { ExitCode::FAILURE }
    }
}

/// Whether a test's path has a segment that is this engine, or ends on it: `threads::sqlite::opens`, `opens_sqlite`.
fn part_of(name: &str, engine: &str) -> bool {
    name.split("::").any(|part| part == engine || part.split('_').any(|word| word == engine))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_are_counted_by_kind() {
        let mut counts = Counts::default();
        for line in [
            "running 5 tests",
            "test threads::sqlite::opens ... ok",
            "test threads::opens_postgres ... FAILED",
            "test clock::goes_on ... ok",
            "test shared/src/ids.rs - ids (line 3) ... ignored",
            "test result: FAILED. 2 passed; 1 failed",
        ] {
            counts.product(line);
        }
        counts.commands("test postgres::starts ... ok");
        counts.browser("ok chat: two members see each other");
        counts.browser("# not a test");
        assert_eq!((counts.sqlite.passed, counts.postgres.failed, counts.unit.passed), (1, 1, 2));
        assert_eq!((counts.browser.passed, counts.failed(), counts.ignored.len()), (1, 1, 1));
    }
}
