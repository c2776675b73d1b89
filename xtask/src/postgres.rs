//! A PostgreSQL of our own: made in a temporary folder, gone when this program ends.

use crate::{setup, tools};
use anyhow::{Context, bail};
use std::{
    fs,
    net::TcpListener,
    os::unix::process::CommandExt,
    path::{Path, PathBuf},
    process::{Child, Command, Stdio},
    thread,
    time::{Duration, Instant},
};
use tempfile::TempDir;

/// Starts PostgreSQL and waits until its stdin closes, which happens however this program ends: well, by a panic, by
/// Ctrl-C or by SIGKILL. Then it stops the database and removes the folder.
const GUARDIAN: &str = r#"
folder=$1; shift
"$@" >"$folder/log" 2>&1 </dev/null &
database=$!
cat >/dev/null
kill -INT $database 2>/dev/null
wait $database
rm -rf "$folder"
"#;

/// A running cluster. Dropping it stops it and removes it.
pub struct Postgres {
    guardian: Child,
    port: u16,
}

impl Postgres {
    /// Makes a cluster with the newest PostgreSQL of the machine, and waits until it answers. Nothing in it outlives the
    /// run, so nothing needs to survive a power cut.
    ///
    /// # Errors
    /// PostgreSQL is not installed, or does not start: the error holds the end of its log.
    pub fn start() -> anyhow::Result<Self> {
        Self::with(&["fsync=off", "full_page_writes=off", "synchronous_commit=off"])
    }

    /// The same, but what it acknowledges is on disk, as in earnest: for measuring what that takes.
    ///
    /// # Errors
    /// As [`Postgres::start`].
    pub fn durable() -> anyhow::Result<Self> {
        Self::with(&[])
    }

    fn with(settings: &[&str]) -> anyhow::Result<Self> {
        let programs = setup::postgres_folder().context("PostgreSQL is not installed")?;
        let folder = tempfile::Builder::new().prefix("plein-postgres-").tempdir()?;
        let data = folder.path().join("data");
        if tools::is_root() {
            tools::run(Command::new("chown").arg("postgres").arg(folder.path()))?;
        }
        let initdb = ["--no-locale", "-E", "UTF8", "-A", "trust", "-U", "postgres", "--no-sync", "-D"];
        tools::run(as_postgres(programs.join("initdb")).args(initdb).arg(&data).stdout(Stdio::null()))?;
        let port = TcpListener::bind("127.0.0.1:0")?.local_addr()?.port();
        let mut postgres = Postgres { guardian: guardian(&programs, folder, &data, port, settings)?, port };
        postgres.wait(&programs, &data)?;
        Ok(postgres)
    }

    /// The address without the name of a database.
    pub fn url(&self) -> String {
        format!("postgres://postgres@127.0.0.1:{}", self.port)
    }

    fn wait(&mut self, programs: &Path, data: &Path) -> anyhow::Result<()> {
        let deadline = Instant::now() + Duration::from_secs(60);
        let port = self.port.to_string();
        while !tools::answers(Command::new(programs.join("pg_isready")).args(["-h", "127.0.0.1", "-p", &port])) {
            // The lock file goes when PostgreSQL ends, and comes a moment after it starts.
            let gone = Instant::now() + Duration::from_secs(55) > deadline && !data.join("postmaster.pid").exists();
            if gone || Instant::now() > deadline {
                let log = data.with_file_name("log");
                bail!("PostgreSQL does not start:\n{}", fs::read_to_string(log).unwrap_or_default());
            }
            thread::sleep(Duration::from_millis(50));
        }
        Ok(())
    }
}

impl Drop for Postgres {
    fn drop(&mut self) {
        drop(self.guardian.stdin.take());
        let _ = self.guardian.wait();
    }
}

fn guardian(programs: &Path, folder: TempDir, data: &Path, port: u16, more: &[&str]) -> anyhow::Result<Child> {
    let settings = [
        format!("port={port}"),
        "listen_addresses=127.0.0.1".into(),
        format!("unix_socket_directories={}", folder.path().display()),
        "max_connections=400".into(),
    ];
    let mut database = as_postgres(programs.join("postgres"));
    database.arg("-D").arg(data);
    for setting in settings.iter().map(String::as_str).chain(more.iter().copied()) {
        database.arg("-c").arg(setting);
    }
    // From here on the guardian removes the folder.
    let folder = folder.keep();
    let mut guardian = Command::new("sh");
    guardian.args(["-c", GUARDIAN, "guardian"]).arg(&folder);
    guardian.arg(database.get_program()).args(database.get_args());
    // A group of its own: Ctrl-C must not reach it before its stdin closes.
    guardian.stdin(Stdio::piped()).current_dir("/").process_group(0).spawn().context("cannot start sh")
}

/// PostgreSQL refuses to run as root; Debian's package made a user for it.
fn as_postgres(program: PathBuf) -> Command {
    if !tools::is_root() {
        let mut command = Command::new(program);
        command.current_dir("/");
        return command;
    }
    let mut command = Command::new("setpriv");
    command.args(["--reuid=postgres", "--regid=postgres", "--init-groups"]).arg(program).current_dir("/");
    command
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_cluster_answers_and_leaves_nothing_behind() {
        let postgres = Postgres::start().unwrap();
        let psql = |sql: &str| {
            let url = format!("{}/postgres", postgres.url());
            tools::read(Command::new("psql").args([&url, "-Atc", sql])).unwrap()
        };
        assert_eq!(psql("show lc_collate").trim(), "C");
        let folder = PathBuf::from(psql("show unix_socket_directories").trim());
        assert!(folder.is_dir());
        drop(postgres);
        assert!(!folder.exists());
    }
}
