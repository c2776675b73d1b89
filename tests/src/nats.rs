//! A NATS server: the bus between nodes.

use std::{
    net::{TcpListener, TcpStream},
    process::{Child, Command, Stdio},
    time::{Duration, Instant},
};

/// Debian keeps it off the path of whoever is not root.
const PROGRAMS: [&str; 2] = ["nats-server", "/usr/sbin/nats-server"];

/// A server of a test's own.
pub struct Nats {
    port: u16,
    process: Option<Child>,
}

impl Nats {
    /// Starts one.
    pub fn start() -> Self {
        let port = TcpListener::bind("127.0.0.1:0").and_then(|listener| listener.local_addr()).expect("a port").port();
        let mut nats = Self { port, process: None };
        nats.again();
        nats
    }

    /// Where it is.
    pub fn url(&self) -> String {
        format!("nats://127.0.0.1:{}", self.port)
    }

    /// Starts it again at the same address.
    pub fn again(&mut self) {
        let port = self.port.to_string();
        let start = |program: &str| {
            let mut nats = Command::new(program);
            nats.args(["-a", "127.0.0.1", "-p", &port]).stdout(Stdio::null()).stderr(Stdio::null()).spawn().ok()
        };
        self.process = PROGRAMS.into_iter().find_map(start);
        assert!(self.process.is_some(), "nats-server is not there: run these tests with `cargo xtask test`");
        let deadline = Instant::now() + Duration::from_secs(20);
        while TcpStream::connect(("127.0.0.1", self.port)).is_err() {
            assert!(Instant::now() < deadline, "nats-server does not answer");
            std::thread::sleep(Duration::from_millis(20));
        }
    }

    /// Ends it in the middle of whatever it does.
    pub fn kill(&mut self) {
        if let Some(mut process) = self.process.take() {
            let _ = process.kill();
            let _ = process.wait();
        }
    }
}

impl Drop for Nats {
    fn drop(&mut self) {
        self.kill();
    }
}
