//! A PostgreSQL of a test's own, which can be restarted and frozen.

use crate::with;
use std::{
    fs,
    net::TcpListener,
    path::PathBuf,
    process::{Child, Command, Stdio},
    time::{Duration, Instant},
};
use tests::{App, Database, Engine, run_with};

/// A cluster in a temporary folder. Dropping it stops and removes it.
pub struct Cluster {
    programs: PathBuf,
    folder: tempfile::TempDir,
    port: u16,
    server: Option<Child>,
}

/// PostgreSQL refuses to run as root; Debian's package made a user for it.
fn as_postgres(program: PathBuf) -> Command {
    let root = Command::new("id").arg("-u").output().is_ok_and(|id| id.stdout == b"0\n");
    if !root {
        return Command::new(program);
    }
    let mut command = Command::new("setpriv");
    command.args(["--reuid=postgres", "--regid=postgres", "--init-groups"]).arg(program).current_dir("/");
    command
}

fn done(command: &mut Command) {
    let output = command.output().expect("a program");
    assert!(output.status.success(), "{command:?}: {}", String::from_utf8_lossy(&output.stderr));
}

/// The folder of the newest PostgreSQL of the machine.
fn programs() -> PathBuf {
    let installed = fs::read_dir("/usr/lib/postgresql").into_iter().flatten().flatten();
    let newest = installed.map(|entry| entry.path().join("bin")).filter(|bin| bin.join("initdb").exists()).max();
    newest.expect("PostgreSQL is not there: run these tests with `cargo xtask test`")
}

impl Cluster {
    /// A cluster that keeps what it acknowledges, as one in earnest does.
    pub fn start() -> Self {
        let programs = programs();
        let folder = tempfile::Builder::new().prefix("plein-cluster-").tempdir().expect("a folder");
        // A folder of root is closed to others.
        let _ = Command::new("chown").arg("postgres").arg(folder.path()).status();
        let data = folder.path().join("data");
        let initdb = ["--no-locale", "-E", "UTF8", "-A", "trust", "-U", "postgres", "--no-sync", "-D"];
        done(as_postgres(programs.join("initdb")).args(initdb).arg(&data));
        let port = TcpListener::bind("127.0.0.1:0").and_then(|free| free.local_addr()).expect("a port").port();
        let mut cluster = Self { programs, folder, port, server: None };
        cluster.up();
        cluster
    }

    fn url(&self) -> String {
        format!("postgres://postgres@127.0.0.1:{}", self.port)
    }

    fn up(&mut self) {
        let mut server = as_postgres(self.programs.join("postgres"));
        server.arg("-D").arg(self.folder.path().join("data")).stdout(Stdio::null()).stderr(Stdio::null());
        let folders = format!("unix_socket_directories={}", self.folder.path().display());
        for setting in [&format!("port={}", self.port), "listen_addresses=127.0.0.1", &folders, "max_connections=100"] {
            server.arg("-c").arg(setting);
        }
        self.server = Some(server.spawn().expect("PostgreSQL"));
        let deadline = Instant::now() + Duration::from_secs(60);
        let ready = || {
            let mut asked = Command::new(self.programs.join("pg_isready"));
            asked
                .args(["-q", "-h", "127.0.0.1", "-p", &self.port.to_string()])
                .status()
                .is_ok_and(|status| status.success())
        };
        while !ready() {
            assert!(Instant::now() < deadline, "PostgreSQL does not start");
            std::thread::sleep(Duration::from_millis(20));
        }
    }

    fn signal(&self, name: &str) {
        let pid = self.server.as_ref().expect("a server").id().to_string();
        done(Command::new("kill").args([name, &pid]));
    }

    fn down(&mut self) {
        // An immediate end, as `pg_ctl stop -m immediate`: nothing is flushed that was not before.
        self.signal("-QUIT");
        let _ = self.server.take().map(|mut server| server.wait());
    }

    /// Ends it in the middle of whatever it does, and starts it again.
    pub fn restart(&mut self) {
        self.down();
        self.up();
    }

    /// Stops all of its processes where they are, or lets them go on.
    pub fn freeze(&self, frozen: bool) {
        let signal = if frozen { "-STOP" } else { "-CONT" };
        let postmaster = self.server.as_ref().expect("a server").id().to_string();
        let children = Command::new("pgrep").args(["-P", &postmaster]).output().expect("pgrep");
        let children = String::from_utf8_lossy(&children.stdout).into_owned();
        self.signal(signal);
        for child in children.split_whitespace() {
            let _ = Command::new("kill").args([signal, child]).status();
        }
    }

    /// Runs a test on a site that stands on this cluster, with the world in it.
    pub fn site(&mut self, test: impl AsyncFnOnce(&App, &mut Self)) {
        run_with(Engine::Postgres, with(&[]), async |app| {
            let Database::Postgres(name) = &app.database else { panic!("a server") };
            app.kill();
            let from = app.database.url();
            let (file, own) = (self.folder.path().join("world.sql"), format!("{}/{name}", self.url()));
            let create = format!("create database {name} template template0 encoding 'UTF8' locale 'C'");
            let psql = || Command::new(self.programs.join("psql"));
            done(Command::new(self.programs.join("pg_dump")).args(["-d", &from, "-f"]).arg(&file));
            done(psql().args(["-qd", &format!("{}/postgres", self.url()), "-c", &create]));
            done(psql().args(["-qd", &own, "-v", "ON_ERROR_STOP=1", "-f"]).arg(&file));
            app.restart_with("PLEIN_DATABASE_URL", &own).await;
            let app = app.standing_on(Database::Postgres(own));
            test(&app, self).await;
            app.leave();
        });
    }
}

impl Drop for Cluster {
    fn drop(&mut self) {
        if self.server.is_some() {
            self.signal("-CONT");
            self.down();
        }
    }
}
