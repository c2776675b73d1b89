//! `plein serve`.

use crate::{app::App, http, index::Index, live, metrics, outbox};
use std::{io, net::SocketAddr, time::Duration};
use tokio::net::TcpListener;

/// How long requests that are under way may take after the signal to stop.
const DRAIN: Duration = Duration::from_secs(8);

/// Serves until it is told to stop, then lets what is under way finish.
///
/// # Errors
/// When the address cannot be listened on.
pub async fn serve(app: App) -> io::Result<()> {
    let address = app.config.listen.address;
    let listener = TcpListener::bind(address).await.map_err(|error| {
        io::Error::new(error.kind(), format!("cannot listen on {address}: {error}; choose another with PLEIN_LISTEN"))
    })?;
    // A peer that reads nothing is noticed after 128 KiB instead of megabytes; accepted sockets inherit it.
    socket2::SockRef::from(&listener).set_send_buffer_size(128 * 1024)?;
    live::start(&app).await.map_err(io::Error::other)?;
    tracing::info!(address = %listener.local_addr()?, site = app.config.base(), "serving");
    if !crate::assets::BUNDLED {
        tracing::warn!("this program holds no stylesheet and no islands: build it with `cargo xtask run` or `dist`");
    }
    tokio::spawn(crate::files::keep_swept(app.clone()));
    tokio::spawn(crate::chat::keep_passing(app.clone()));
    tokio::spawn(crate::search::keep_journal(app.clone()));
    if let Some(address) = app.config.listen.metrics {
        metrics::listen(app.clone(), address).await?;
    }
    let worker = outbox::Worker::start(app.clone());
    Index::follow(&app);
    let service = http::router(app.clone()).into_make_service_with_connect_info::<SocketAddr>();
    let leaving = app.clone();
    let (stop, stopped) = tokio::sync::oneshot::channel();
    let graceful = axum::serve(
        axum::serve::ListenerExt::tap_io(listener, |stream| {
            // A peer stalls 40 ms on every compressed answer without it.
            let _ = stream.set_nodelay(true);
        }),
        service,
    )
    .with_graceful_shutdown(async move {
        signal().await;
        tracing::info!("stopping");
        leaving.live.stop().await;
        let _ = stop.send(());
    });
    tokio::select! {
        done = graceful => done?,
        () = async { let _ = stopped.await; tokio::time::sleep(DRAIN).await } => tracing::warn!("requests were cut off"),
    }
    worker.stop().await;
    app.db.close().await;
    Ok(())
}

#[cfg(unix)]
async fn signal() {
    use tokio::signal::unix::{SignalKind, signal};
    let Ok(mut terminate) = signal(SignalKind::terminate()) else { return std::future::pending().await };
    tokio::select! {
        _ = terminate.recv() => {}
        _ = tokio::signal::ctrl_c() => {}
    }
}

#[cfg(not(unix))]
async fn signal() {
    let _ = tokio::signal::ctrl_c().await;
}
