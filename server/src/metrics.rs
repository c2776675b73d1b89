//! What is counted for those who run the site, and what is not ready yet.
//!
//! Requests are counted as they pass; the rest is looked up when somebody asks. `GET /metrics` on its own port gives them as
//! Prometheus text, `GET /readyz` says in words whether this node can serve.

use crate::{Result, app::App, index::Health, outbox};
use axum::{
    Router,
    extract::{self, Request},
    http::{Method, header},
    middleware::Next,
    response::{IntoResponse, Response},
    routing::get,
};
use prometheus_client::{
    encoding::{EncodeLabelSet, EncodeLabelValue, text::encode},
    metrics::{counter::Counter, family::Family, gauge::Gauge, histogram::Histogram, info::Info},
    registry::{Registry, Unit},
};
use shared::{Timestamp, outbox::Numbers};
use std::{io, net::SocketAddr, time::Instant};
use tokio::net::TcpListener;

/// Upper ends of the classes of duration, in seconds.
const DURATIONS: [f64; 12] = [0.001, 0.002, 0.005, 0.01, 0.02, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 10.0];

/// A class of routes: few, so that there are few series.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, EncodeLabelValue)]
enum Class {
    Page,
    Api,
    Live,
    File,
    Asset,
    Probe,
}

impl Class {
    fn of(path: &str) -> Self {
        match path {
            "/healthz" | "/readyz" => Self::Probe,
            _ if path.starts_with("/api/") => Self::Api,
            _ if path == "/live" || path.starts_with("/live/") => Self::Live,
            _ if path.starts_with("/bestand/") => Self::File,
            _ if path.starts_with("/pkg/") => Self::Asset,
            _ => Self::Page,
        }
    }
}

#[derive(Clone, Debug, PartialEq, Eq, Hash, EncodeLabelSet)]
struct Answered {
    class: Class,
    method: &'static str,
    status: u32,
}

#[derive(Clone, Debug, PartialEq, Eq, Hash, EncodeLabelSet)]
struct Timed {
    class: Class,
}

/// What is counted on this node.
pub struct Metrics {
    registry: Registry,
    answered: Family<Answered, Counter>,
    durations: Family<Timed, Histogram, fn() -> Histogram>,
    state: State,
}

/// What is looked up when somebody asks.
#[derive(Clone, Default)]
struct State {
    outbox_age: Gauge,
    outbox_waiting: Gauge,
    outbox_dead: Gauge,
    index_lag: Gauge,
    index_documents: Gauge,
    sockets: Gauge,
    subscriptions: Gauge,
}

fn durations() -> Histogram {
    Histogram::new(DURATIONS)
}

impl Metrics {
    /// Nothing counted yet.
    pub fn new() -> Self {
        let mut registry = Registry::with_prefix("plein");
        let answered = Family::<Answered, Counter>::default();
        let timed = Family::<Timed, Histogram, fn() -> Histogram>::new_with_constructor(durations);
        let state = State::default();
        registry.register("build", "The program", Info::new([("version", env!("CARGO_PKG_VERSION"))]));
        registry.register("requests", "Requests answered", answered.clone());
        registry.register_with_unit("request_duration", "Time until the answer began", Unit::Seconds, timed.clone());
        let seconds = [
            ("index_lag", "Age of the oldest change that the search index does not hold", &state.index_lag),
            ("outbox_age", "How long the oldest due job waits", &state.outbox_age),
        ];
        for (name, help, gauge) in seconds {
            registry.register_with_unit(name, help, Unit::Seconds, gauge.clone());
        }
        let counts = [
            ("index_documents", "Documents in the search index", &state.index_documents),
            ("outbox_waiting", "Jobs that are due", &state.outbox_waiting),
            ("outbox_dead", "Jobs that were given up", &state.outbox_dead),
            ("live_sockets", "Live sockets that are open", &state.sockets),
            ("live_subscriptions", "Channels that the live sockets watch", &state.subscriptions),
        ];
        for (name, help, gauge) in counts {
            registry.register(name, help, gauge.clone());
        }
        Self { registry, answered, durations: timed, state }
    }
}

/// Counts a request and how long its answer took to begin.
pub async fn measure(extract::State(app): extract::State<App>, request: Request, next: Next) -> Response {
    let class = Class::of(request.uri().path());
    let method = match *request.method() {
        Method::GET => "GET",
        Method::HEAD => "HEAD",
        Method::POST => "POST",
        Method::PUT => "PUT",
        Method::PATCH => "PATCH",
        Method::DELETE => "DELETE",
        _ => "other",
    };
    let start = Instant::now();
    let response = next.run(request).await;
    let status = u32::from(response.status().as_u16());
    app.metrics.answered.get_or_create(&Answered { class, method, status }).inc();
    app.metrics.durations.get_or_create(&Timed { class }).observe(start.elapsed().as_secs_f64());
    response
}

/// Looks at what is not counted as it happens: index, outbox and live sockets.
async fn look(app: &App) -> Result<(Health, Numbers)> {
    let now = app.clock.now();
    let health = app.index.health(&app.db, now).await?;
    let jobs = outbox::numbers(&app.db, now).await?;
    let live = app.live.numbers();
    let state = &app.metrics.state;
    state.index_lag.set(health.lag);
    state.index_documents.set(i64::try_from(health.documents).unwrap_or(i64::MAX));
    state.outbox_age.set(jobs.age(now));
    state.outbox_waiting.set(jobs.waiting);
    state.outbox_dead.set(jobs.dead);
    state.sockets.set(i64::try_from(live.sockets).unwrap_or(i64::MAX));
    state.subscriptions.set(i64::try_from(live.subscriptions).unwrap_or(i64::MAX));
    Ok((health, jobs))
}

/// Whether this node can serve, in words: what is not ready, else how far behind its parts are.
pub async fn ready(app: &App) -> (bool, String) {
    let Ok((health, jobs)) = look(app).await else { return (false, "database: not available\n".to_owned()) };
    told(&health, &jobs, app.clock.now())
}

fn told(health: &Health, jobs: &Numbers, now: Timestamp) -> (bool, String) {
    if !health.ready {
        let progress = health.rebuilding.map(|made| format!(", {} of about {}", made.done, made.total));
        return (false, format!("index: being made{}\n", progress.unwrap_or_default()));
    }
    let Health { lag, documents, .. } = health;
    let (Numbers { waiting, dead, .. }, age) = (jobs, jobs.age(now));
    let index = format!("index: {documents} documents, {lag} s behind");
    let outbox = format!("outbox: {waiting} due, the oldest for {age} s, {dead} given up");
    (true, format!("ready\n{index}\n{outbox}\n"))
}

/// Gives the metrics on a port of their own.
///
/// # Errors
/// When the address cannot be listened on.
pub async fn listen(app: App, address: SocketAddr) -> io::Result<()> {
    let listener = TcpListener::bind(address).await.map_err(|error| {
        io::Error::new(
            error.kind(),
            format!("cannot listen on {address}: {error}; choose another with PLEIN_METRICS_LISTEN"),
        )
    })?;
    tracing::info!(address = %listener.local_addr()?, "metrics");
    let router = Router::new().route("/metrics", get(show)).with_state(app);
    tokio::spawn(async move {
        if let Err(error) = axum::serve(listener, router).await {
            tracing::error!(error = ?error, "the metrics stopped");
        }
    });
    Ok(())
}

/// `GET /metrics`.
async fn show(extract::State(app): extract::State<App>) -> impl IntoResponse {
    if let Err(error) = look(&app).await {
        tracing::warn!(error = ?error, "the metrics are not of this moment");
    }
    let mut text = String::new();
    // Writing to a String cannot fail.
    let _ = encode(&mut text, &app.metrics.registry);
    ([(header::CONTENT_TYPE, "application/openmetrics-text; version=1.0.0; charset=utf-8")], text)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn routes_fall_into_few_classes() {
        for (path, class) in [
            ("/", Class::Page),
            ("/k/mensenhandel", Class::Page),
            ("/api/v1/articles", Class::Api),
            ("/live", Class::Live),
            ("/live/poll", Class::Live),
            ("/livestream", Class::Page),
            ("/readyz", Class::Probe),
        ] {
            assert_eq!(Class::of(path), class, "{path}");
        }
    }

    #[test]
    fn a_node_is_ready_when_it_can_be_searched() {
        let now = Timestamp::from_micros(0).plus_seconds(9);
        let jobs = Numbers { waiting: 2, dead: 1, oldest: Some(Timestamp::from_micros(0)), ..Numbers::default() };
        let health = Health { ready: true, rebuilding: None, documents: 5, lag: 3 };
        let (ready, text) = told(&health, &jobs, now);
        assert!(ready && text.contains("3 s behind") && text.contains("9 s, 1 given up"), "{text}");
        let (ready, text) = told(&Health { ready: false, ..health }, &jobs, now);
        assert!(!ready && text.starts_with("index: being made"), "{text}");
    }

    #[test]
    fn what_is_counted_can_be_read() {
        let metrics = Metrics::new();
        metrics.answered.get_or_create(&Answered { class: Class::Api, method: "GET", status: 200 }).inc();
        metrics.durations.get_or_create(&Timed { class: Class::Api }).observe(0.003);
        let mut text = String::new();
        encode(&mut text, &metrics.registry).expect("text");
        assert!(text.contains("plein_requests_total{class=\"Api\",method=\"GET\",status=\"200\"} 1"), "{text}");
        assert!(text.contains("plein_request_duration_seconds_bucket{le=\"0.005\",class=\"Api\"} 1"), "{text}");
    }
}
