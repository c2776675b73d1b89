//! What is counted for those who run the site, and what is not ready yet.
//!
//! Counters live in [`Metrics`]; other rooms reach it through `app.metrics`. `GET /metrics` on its own port gives them as
//! Prometheus text, `GET /readyz` says in words whether this node can serve.

mod queries;

use crate::app::App;
use axum::{
    Router,
    extract::{Request, State},
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
use std::{
    collections::BTreeMap,
    fmt::Write as _,
    io,
    net::SocketAddr,
    sync::{Mutex, PoisonError},
    time::Instant,
};
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
    outbox_age: Gauge,
    outbox_dead: Gauge,
    /// Live sockets that are open.
    pub sockets: Gauge,
    /// Seconds that the search index is behind the database.
    pub index_lag: Gauge,
    waiting: Mutex<BTreeMap<&'static str, String>>,
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
        let (outbox_age, outbox_dead, sockets, index_lag) =
            (Gauge::default(), Gauge::default(), Gauge::default(), Gauge::default());
        registry.register("build", "The program", Info::new([("version", env!("CARGO_PKG_VERSION"))]));
        registry.register("requests", "Requests answered", answered.clone());
        registry.register_with_unit("request_duration", "Time until the answer began", Unit::Seconds, timed.clone());
        registry.register("live_sockets", "Live sockets that are open", sockets.clone());
        let lag = "How far the search index is behind the database";
        registry.register_with_unit("index_lag", lag, Unit::Seconds, index_lag.clone());
        let age = "How long the oldest job that may run waits";
        registry.register_with_unit("outbox_age", age, Unit::Seconds, outbox_age.clone());
        registry.register("outbox_dead", "Jobs that were given up", outbox_dead.clone());
        let waiting = Mutex::default();
        Self { registry, answered, durations: timed, outbox_age, outbox_dead, sockets, index_lag, waiting }
    }

    /// Says that a part of this node is not ready, and why.
    pub fn not_ready(&self, part: &'static str, why: impl Into<String>) {
        self.waiting.lock().unwrap_or_else(PoisonError::into_inner).insert(part, why.into());
    }

    /// Says that a part of this node is ready.
    pub fn is_ready(&self, part: &'static str) {
        self.waiting.lock().unwrap_or_else(PoisonError::into_inner).remove(part);
    }

    fn waiting(&self) -> BTreeMap<&'static str, String> {
        self.waiting.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }
}

/// Counts a request and how long its answer took to begin.
pub async fn measure(State(app): State<App>, request: Request, next: Next) -> Response {
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

/// Reads what the database knows; gives the seconds that the oldest job waits.
async fn look(app: &App) -> crate::db::Result<i64> {
    let now = app.clock.now();
    let (since, dead) = queries::outbox(&app.db, now).await?;
    let age = since.map_or(0, |since| (now.seconds() - since.seconds()).max(0));
    app.metrics.outbox_age.set(age);
    app.metrics.outbox_dead.set(dead);
    Ok(age)
}

/// Whether this node can serve, in words: what is not ready, else how far behind its parts are.
pub async fn ready(app: &App) -> (bool, String) {
    let mut waiting = app.metrics.waiting();
    let mut facts = "ready\n".to_owned();
    match look(app).await {
        Ok(age) => {
            // Writing to a String cannot fail.
            let _ =
                writeln!(facts, "outbox: oldest job waits {age} s\nindex: {} s behind", app.metrics.index_lag.get());
        }
        Err(_) => _ = waiting.insert("database", "not available".to_owned()),
    }
    if waiting.is_empty() {
        return (true, facts);
    }
    (false, waiting.into_iter().map(|(part, why)| format!("{part}: {why}\n")).collect())
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
async fn show(State(app): State<App>) -> impl IntoResponse {
    if let Err(error) = look(&app).await {
        tracing::warn!(error = ?error, "the outbox could not be looked at");
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
    fn a_part_that_waits_is_named_until_it_is_ready() {
        let metrics = Metrics::new();
        metrics.not_ready("index", "rebuilding");
        assert_eq!(metrics.waiting().get("index").map(String::as_str), Some("rebuilding"));
        metrics.is_ready("index");
        assert!(metrics.waiting().is_empty());
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
