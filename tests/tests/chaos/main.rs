//! Everything around the live layer breaks, and what it promises holds: see `docs/live-protocol.md` for the promises to a
//! client, and [`tests::chaos`] for how they are judged.

mod bus;
mod clocks;
mod frames;
mod idle;
mod kills;
mod limits;
mod links;
mod readers;
mod revoked;
mod sends;
mod storage;

use std::time::Duration;
use tests::{App, Engine, Nats, Start, run_with};

/// Milliseconds.
const fn ms(count: u64) -> Duration {
    Duration::from_millis(count)
}

/// A server that starts with these settings, and lets as many in at once as there are.
fn with(settings: &[(&str, &str)]) -> Start {
    let mut env = vec![("PLEIN_HANDSHAKES_PER_SECOND".to_owned(), "100000".to_owned())];
    env.extend(settings.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())));
    Start { env, ..Start::default() }
}

/// Runs a test on two nodes with a bus between them.
fn on_two(settings: &[(&str, &str)], test: impl AsyncFnOnce(&App, &App, &mut Nats)) {
    let mut nats = Nats::start();
    let mut start = with(settings);
    start.env.push(("PLEIN_NATS_URL".to_owned(), nats.url()));
    run_with(Engine::Postgres, start, async |first| {
        let second = first.beside().await;
        for node in [first, &second] {
            connected(node, 1).await;
        }
        test(first, &second, &mut nats).await;
        second.leave();
    });
}

/// Waits until a node has found the bus so many times.
async fn connected(node: &App, times: usize) {
    let found = "the bus between nodes is connected";
    node.until(found, async || (node.log().matches(found).count() >= times).then_some(())).await;
}

/// An address for the figures of a server, which nobody has yet.
fn spare() -> String {
    let port = std::net::TcpListener::bind("127.0.0.1:0").and_then(|free| free.local_addr()).expect("a port").port();
    format!("127.0.0.1:{port}")
}

/// One of the figures that a server gives at an address.
async fn figure(address: &str, name: &str) -> f64 {
    let http = reqwest::Client::builder().no_proxy().build().expect("a client");
    let text = http.get(format!("http://{address}/metrics")).send().await.expect("figures").text().await.expect("text");
    let line = text.lines().find(|line| line.starts_with(&format!("plein_{name} "))).expect("a figure");
    line.rsplit(' ').next().and_then(|value| value.parse().ok()).expect("a number")
}

/// A figure for whoever looks at the output.
fn tell(what: &str, figure: impl std::fmt::Debug) {
    println!("{what}: {figure:.1?}");
}
