//! The running program.

use crate::{
    Client, Database, Engine, Mail, Role, World,
    database::in_cluster,
    engine::{folder, program},
    template::Template,
};
use std::{
    cell::RefCell,
    fs::{self, File},
    io::Write as _,
    net::TcpListener,
    path::PathBuf,
    process::{Child, Command, Output, Stdio},
    sync::atomic::{AtomicUsize, Ordering},
    time::{Duration, Instant},
};

/// How a server is started.
#[derive(Clone, Debug, Default)]
pub struct Start {
    /// More environment.
    pub env: Vec<(String, String)>,
    /// Seconds that its clock is ahead.
    pub ahead: i64,
}

/// A server with a database and a data folder of its own.
pub struct App {
    /// Its engine.
    pub engine: Engine,
    /// Its database.
    pub database: Database,
    /// Its data folder.
    pub data: PathBuf,
    /// Its address: `http://127.0.0.1:port`.
    pub origin: String,
    /// Who and what there is.
    pub world: World,
    start: RefCell<Start>,
    process: RefCell<Option<Child>>,
    http: reqwest::Client,
}

static NUMBER: AtomicUsize = AtomicUsize::new(0);

/// Seconds that a start may take.
const PATIENCE: u64 = 60;

impl App {
    /// A server on a copy of a template.
    pub(crate) async fn of_template(template: &Template, start: Start) -> Self {
        let (data, database) = Self::place(template.engine);
        for name in ["plein.db", "secret"] {
            if template.data.join(name).exists() {
                fs::copy(template.data.join(name), data.join(name)).expect("a copy of the template");
            }
        }
        if let (Database::Postgres(name), Database::Postgres(from)) = (&database, &template.database) {
            in_cluster(format!("create database {name} template {from}")).await;
        }
        let app = Self::new(template.engine, data, database, template.world.clone(), start);
        app.start().await;
        app
    }

    /// A server on an empty database, in an empty folder.
    pub async fn empty(engine: Engine, start: Start) -> Self {
        let (data, database) = Self::place(engine);
        if let Database::Postgres(name) = &database {
            in_cluster(format!("create database {name} template template0 encoding 'UTF8' locale 'C'")).await;
        }
        let app = Self::new(engine, data, database, World::default(), start);
        app.start().await;
        app
    }

    /// Another node of the same site: on its database, with a data folder of its own.
    pub async fn beside(&self) -> Self {
        self.beside_with(&[]).await
    }

    /// Another node, with more environment.
    pub async fn beside_with(&self, more: &[(&str, &str)]) -> Self {
        let (data, _) = Self::place(self.engine);
        fs::copy(self.data.join("secret"), data.join("secret")).expect("the secret of the site");
        let mut start = self.start.borrow().clone();
        start.env.extend(more.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())));
        let app = Self::new(self.engine, data, self.database.clone(), self.world.clone(), start);
        app.start().await;
        app
    }

    /// The same server, which stands on another database since it was started again.
    #[must_use]
    pub fn standing_on(&self, database: Database) -> Self {
        let start = self.start.borrow().clone();
        let mut app = Self::new(self.engine, self.data.clone(), database, self.world.clone(), start);
        app.origin.clone_from(&self.origin);
        app.process = RefCell::new(self.process.borrow_mut().take());
        app
    }

    fn place(engine: Engine) -> (PathBuf, Database) {
        let number = NUMBER.fetch_add(1, Ordering::Relaxed);
        let data = folder().join(number.to_string());
        fs::create_dir_all(&data).expect("a data folder");
        let database = match engine {
            Engine::Sqlite => Database::Sqlite(data.join("plein.db")),
            Engine::Postgres => Database::Postgres(format!("tests_{}_{number}", std::process::id())),
        };
        (data, database)
    }

    fn new(engine: Engine, data: PathBuf, database: Database, world: World, start: Start) -> Self {
        let port = TcpListener::bind("127.0.0.1:0").and_then(|listener| listener.local_addr()).expect("a port").port();
        let http = reqwest::Client::builder()
            .redirect(reqwest::redirect::Policy::none())
            .no_proxy()
            .timeout(Duration::from_secs(60))
            .build()
            .expect("a client");
        let origin = format!("http://127.0.0.1:{port}");
        Self { engine, database, data, origin, world, start: RefCell::new(start), process: RefCell::default(), http }
    }

    fn command(&self) -> Command {
        let mut command = Command::new(program());
        for (name, _) in
            std::env::vars().filter(|(name, _)| name.starts_with("PLEIN_") && name != "PLEIN_TEST_STATEMENTS")
        {
            command.env_remove(name);
        }
        let start = self.start.borrow();
        command
            .env("PLEIN_LISTEN", self.origin.trim_start_matches("http://"))
            .env("PLEIN_BASE_URL", &self.origin)
            .env("PLEIN_DATA", &self.data)
            .env("PLEIN_DATABASE_URL", self.database.url())
            .envs(start.env.iter().map(|(name, value)| (name, value)))
            .current_dir(&self.data);
        // A release build knows no other time than now.
        if start.ahead != 0 {
            command.env("PLEIN_TEST_CLOCK_OFFSET", start.ahead.to_string());
        }
        command
    }

    /// Starts the server (again) and waits until it is ready.
    pub async fn start(&self) {
        let deadline = Instant::now() + Duration::from_secs(PATIENCE);
        self.launch();
        loop {
            let ready = self.http.get(format!("{}/readyz", self.origin)).send().await;
            if ready.is_ok_and(|answer| answer.status().is_success()) {
                return;
            }
            if let Some(status) =
                self.process.borrow_mut().as_mut().and_then(|child| child.try_wait().expect("a child"))
            {
                panic!("the server ended with {status}:\n{}", self.log_tail(20));
            }
            assert!(Instant::now() < deadline, "not ready after {PATIENCE} s:\n{}", self.log_tail(20));
            tokio::time::sleep(Duration::from_millis(15)).await;
        }
    }

    /// Starts the server without waiting for it.
    pub fn launch(&self) {
        let log = || File::options().append(true).create(true).open(self.data.join("server.log")).expect("a log");
        let child = self.command().arg("serve").stdin(Stdio::null()).stdout(log()).stderr(log()).spawn();
        *self.process.borrow_mut() = Some(child.expect("the program"));
    }

    /// The process id of the server.
    pub fn pid(&self) -> u32 {
        self.process.borrow().as_ref().expect("a running server").id()
    }

    /// Ends the server in the middle of whatever it does.
    pub fn kill(&self) {
        if let Some(mut child) = self.process.borrow_mut().take() {
            let _ = child.kill();
            let _ = child.wait();
        }
    }

    /// Asks the server to end; whether it did so well within ten seconds.
    pub async fn stop(&self) -> bool {
        let Some(mut child) = self.process.borrow_mut().take() else { return false };
        let asked = Command::new("kill").args(["-TERM", &child.id().to_string()]).status();
        assert!(asked.is_ok_and(|status| status.success()), "kill -TERM");
        for _ in 0..400 {
            if let Some(status) = child.try_wait().expect("a child") {
                return status.success();
            }
            tokio::time::sleep(Duration::from_millis(25)).await;
        }
        let _ = child.kill();
        let _ = child.wait();
        false
    }

    /// Starts the server again with its clock `seconds` ahead of the world's.
    pub async fn travel(&self, seconds: i64) {
        self.kill();
        self.start.borrow_mut().ahead = seconds;
        self.start().await;
    }

    /// Starts the server again with one more setting.
    pub async fn restart_with(&self, name: &str, value: &str) {
        self.kill();
        self.start.borrow_mut().env.push((name.to_owned(), value.to_owned()));
        self.start().await;
    }

    /// Runs another command of the program on the same data.
    pub fn plein(&self, arguments: &[&str], input: &str) -> Output {
        let mut child = self
            .command()
            .args(arguments)
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .expect("the program");
        child.stdin.take().expect("its input").write_all(input.as_bytes()).expect("writing to it");
        child.wait_with_output().expect("its output")
    }

    /// The same, which must succeed; gives what it printed.
    #[track_caller]
    pub fn command_ok(&self, arguments: &[&str], input: &str) -> String {
        let output = self.plein(arguments, input);
        let said = String::from_utf8_lossy(&output.stderr);
        assert!(output.status.success(), "plein {}: {said}", arguments.join(" "));
        String::from_utf8_lossy(&output.stdout).into_owned()
    }

    /// Every door: method and path, as the program lists them.
    pub fn doors(&self) -> Vec<(String, String)> {
        let table = self.command_ok(&["doors"], "");
        let split = |line: &str| line.split_once(' ').map(|(verb, path)| (verb.to_owned(), path.to_owned()));
        table.lines().filter_map(split).collect()
    }

    /// Somebody of the world.
    pub fn client(&self, role: Role) -> Client {
        let person = self.world.people.get(&role);
        Client {
            http: self.http.clone(),
            origin: self.origin.clone(),
            token: person.map(|person| person.token.clone()),
            cookie: person.map(|person| person.cookie.clone()),
            headers: Vec::new(),
        }
    }

    /// Nobody we know.
    pub fn visitor(&self) -> Client {
        self.client(Role::Visitor)
    }

    /// A member of the site who belongs to no community.
    pub fn stranger(&self) -> Client {
        self.client(Role::Stranger)
    }

    /// A member of all communities.
    pub fn member(&self) -> Client {
        self.client(Role::Member)
    }

    /// A moderator of all communities.
    pub fn moderator(&self) -> Client {
        self.client(Role::Moderator)
    }

    /// The owner of all communities.
    pub fn owner(&self) -> Client {
        self.client(Role::Owner)
    }

    /// The administrator of the site, who belongs to no community.
    pub fn admin(&self) -> Client {
        self.client(Role::Admin)
    }

    /// Chooses what the rooms of a community show of their people.
    pub async fn shows(&self, circle: &str, presence: &str) {
        let path = format!("/api/v1/communities/{}", self.world.circle(circle).slug);
        let mut new: serde_json::Value = self.owner().get(&path).await.is(200).json();
        let all = new.as_object_mut().expect("a community");
        all.retain(|name, _| {
            ["slug", "name", "description", "visibility", "join", "question"].contains(&name.as_str())
        });
        new["presence"] = presence.into();
        self.owner().put(&path, new).await.is(200);
    }

    /// The mails that were sent so far, oldest first.
    pub fn mails(&self) -> Vec<Mail> {
        Mail::all(&self.data.join("outbox"))
    }

    /// Waits until a mail to `address` with `part` in a link stands there; gives the link's path.
    pub async fn mailed_link(&self, address: &str, part: &str) -> String {
        self.until("a mail", async || {
            let mails = self.mails();
            let to = |mail: &&Mail| mail.header("to").is_some_and(|to| to.contains(address));
            mails.iter().rev().filter(to).find_map(|mail| mail.link(part))
        })
        .await
    }

    /// Asks again and again until there is an answer, for at most 20 seconds.
    pub async fn until<T>(&self, what: &str, mut ask: impl AsyncFnMut() -> Option<T>) -> T {
        let deadline = Instant::now() + Duration::from_secs(20);
        loop {
            if let Some(answer) = ask().await {
                return answer;
            }
            assert!(Instant::now() < deadline, "waited 20 s for {what}");
            tokio::time::sleep(Duration::from_millis(50)).await;
        }
    }

    /// What the server wrote to its log.
    pub fn log(&self) -> String {
        fs::read_to_string(self.data.join("server.log")).unwrap_or_default()
    }

    /// The last lines of it.
    pub fn log_tail(&self, lines: usize) -> String {
        let log = self.log();
        let all: Vec<&str> = log.lines().collect();
        all[all.len().saturating_sub(lines)..].join("\n")
    }

    /// Ends a node that stood beside another.
    pub fn leave(self) {
        self.kill();
        let _ = fs::remove_dir_all(&self.data);
    }

    /// Ends the server and removes its data.
    pub async fn end(self) {
        self.kill();
        if let Database::Postgres(name) = &self.database {
            in_cluster(format!("drop database if exists {name} with (force)")).await;
        }
        let _ = fs::remove_dir_all(&self.data);
    }
}

impl Drop for App {
    fn drop(&mut self) {
        self.kill();
    }
}
