//! The two engines, and where things stand on this machine.

use std::path::PathBuf;

/// Which database the program stands on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Engine {
    /// The embedded one.
    Sqlite,
    /// The server that `PLEIN_TEST_POSTGRES` names.
    Postgres,
}

/// The program under test.
pub fn program() -> PathBuf {
    let built = concat!(env!("CARGO_MANIFEST_DIR"), "/../target/debug/plein");
    let program = std::env::var_os("PLEIN_TEST_BIN").map_or_else(|| PathBuf::from(built), PathBuf::from);
    assert!(program.is_file(), "{} is not there: run these tests with `cargo xtask test`", program.display());
    program
}

/// The cluster of this run, without the name of a database.
pub fn cluster() -> String {
    let url = std::env::var("PLEIN_TEST_POSTGRES");
    url.expect("PLEIN_TEST_POSTGRES names a PostgreSQL: run these tests with `cargo xtask test`")
        .trim_end_matches('/')
        .to_owned()
}

/// The folder of this process, after removing those of processes that are gone.
pub fn folder() -> PathBuf {
    let all = std::env::temp_dir();
    let mine = all.join(format!("plein-tests-{}", std::process::id()));
    if !mine.exists() {
        for entry in std::fs::read_dir(&all).into_iter().flatten().flatten() {
            let name = entry.file_name();
            let pid = name.to_str().and_then(|name| name.strip_prefix("plein-tests-"));
            if pid.is_some_and(|pid| !PathBuf::from("/proc").join(pid).exists()) {
                let _ = std::fs::remove_dir_all(entry.path());
            }
        }
        std::fs::create_dir_all(&mine).expect("a folder for the tests");
    }
    mine
}
