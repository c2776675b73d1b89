//! `GET /live`: the socket.

use super::session::{End, Out, Session};
use crate::{
    Error, Result,
    app::{App, Ctx},
    clock,
    http::Answer,
};
use axum::extract::{
    State,
    ws::{CloseFrame, Message, WebSocket, WebSocketUpgrade, rejection::WebSocketUpgradeRejection},
};
use shared::live::{FRAME, ToReader, close};
use std::time::Duration;
use tokio::{
    sync::watch,
    time::{Instant, sleep, sleep_until, timeout, timeout_at},
};

/// How long the first frame may take.
const HELLO: Duration = Duration::from_secs(5);
/// How long the answer to a heartbeat may take.
const ANSWER: Duration = Duration::from_secs(10);
/// Events that come close together are sent together.
const TOGETHER: Duration = Duration::from_millis(15);

/// Upgrades a request. The guard has looked at its origin, the session layer at who asks.
pub async fn upgrade(
    State(app): State<App>,
    ctx: Ctx,
    upgrade: Result<WebSocketUpgrade, WebSocketUpgradeRejection>,
) -> Answer {
    let upgrade = upgrade.map_err(|_| Error::Malformed)?;
    if *app.live.stopping.borrow() || !app.live.handshake(app.config.listen.handshakes_per_second) {
        return Err(Error::Unavailable);
    }
    Ok(upgrade
        // For a client that names it; browsers hang up when it is not answered.
        .protocols(["live.v1"])
        // The default of 128 KiB is filled with zeros on every read, for every socket.
        .read_buffer_size(4096)
        .write_buffer_size(0)
        .max_write_buffer_size(1024 * 1024)
        .max_message_size(FRAME)
        .max_frame_size(FRAME)
        .on_upgrade(|socket| run(ctx, socket)))
}

async fn run(ctx: Ctx, socket: WebSocket) {
    let live = ctx.app.clone();
    let mut stopping = live.live.stopping.subscribe();
    let Ok(mut session) = Session::enter(ctx, Out::Socket(Box::new(socket))) else { return };
    let end = serve(&mut session, &mut stopping).await;
    let End::Close(code) = end else { return };
    if code == close::RESTART {
        // Thousands must not come back in the same second.
        let range = u64::try_from(live.live.numbers().sockets * 2).unwrap_or_default().clamp(500, 8_000);
        let bye = ToReader::Bye { code, why: "restart".to_owned(), after: (0, range) };
        // Only a reader that is gone fails, and then there is nobody to tell.
        let _ = session.say(&bye).await;
    }
    let Out::Socket(socket) = &mut session.out else { return };
    let frame = CloseFrame { code, reason: "".into() };
    let _ = timeout(Duration::from_secs(1), async {
        socket.send(Message::Close(Some(frame))).await?;
        // Until the peer has closed too, so that what was sent is not lost to a reset.
        while let Some(Ok(_)) = socket.recv().await {}
        if matches!(code, 1002 | 1007 | 1009) {
            // What the peer sent is left unread, and closing over it would overtake the close frame.
            sleep(Duration::from_millis(200)).await;
        }
        Ok::<_, axum::Error>(())
    })
    .await;
}

/// 25 seconds, give or take 3.
fn beat() -> Instant {
    let mut byte = [0];
    clock::fill(&mut byte);
    let spread = u64::from(byte.first().copied().unwrap_or_default()) * 6_000 / 255;
    Instant::now() + Duration::from_millis(22_000 + spread)
}

async fn serve(session: &mut Session, stopping: &mut watch::Receiver<bool>) -> End {
    match listen(session, stopping).await {
        Ok(()) => End::Gone,
        Err(end) => end,
    }
}

async fn listen(session: &mut Session, stopping: &mut watch::Receiver<bool>) -> Result<(), End> {
    let mailbox = session.mailbox.clone();
    let mut greeted = false;
    let hello = sleep(HELLO);
    tokio::pin!(hello);
    let (mut next_beat, mut answer) = (beat(), None::<Instant>);
    let (mut flushed, mut due) = (Instant::now(), None::<Instant>);
    loop {
        let Out::Socket(socket) = &mut session.out else { return Ok(()) };
        let deadline = answer.unwrap_or(next_beat);
        tokio::select! {
            frame = socket.recv() => match frame {
                None => return Ok(()),
                Some(Ok(Message::Close(_))) => {
                    // The close frame in answer leaves while the next frame is asked for, and there is none.
                    let _ = timeout(Duration::from_secs(1), socket.recv()).await;
                    return Ok(());
                }
                Some(Err(error)) => return Err(End::Close(fault(&error))),
                Some(Ok(Message::Text(text))) => {
                    answer = None;
                    session.receive(text.as_str(), &mut greeted).await?;
                }
                Some(Ok(Message::Binary(_))) => return Err(End::Close(close::BAD_FRAME)),
                Some(Ok(Message::Ping(_) | Message::Pong(_))) => answer = None,
            },
            () = mailbox.rung() => due = Some(due.unwrap_or_else(|| (flushed + TOGETHER).max(Instant::now()))),
            () = sleep_until(due.unwrap_or(deadline)), if due.is_some() => {
                due = None;
                flushed = Instant::now();
                // Who takes nothing in until the next answer would be due will not give one.
                let late = answer.unwrap_or(next_beat + ANSWER);
                timeout_at(late, session.flush()).await.unwrap_or(Err(End::Close(close::SLOW)))?;
            }
            () = sleep_until(deadline) => {
                if answer.is_some() {
                    return Err(End::Close(close::SLOW));
                }
                session.heartbeat().await?;
                (next_beat, answer) = (beat(), Some(Instant::now() + ANSWER));
            }
            () = &mut hello, if !greeted => return Err(End::Close(close::NO_HELLO)),
            () = stopped(stopping) => return Err(End::Close(close::RESTART)),
        }
    }
}

/// The close code of RFC 6455 for what could not be read.
fn fault(error: &axum::Error) -> u16 {
    let text = error.to_string().to_ascii_lowercase();
    if text.contains("control frame") {
        1002
    } else if text.contains("too long") || text.contains("too big") || text.contains("space limit") {
        1009
    } else if text.contains("utf-8") || text.contains("utf8") {
        1007
    } else {
        1002
    }
}

/// Waits until this node stops.
pub(super) async fn stopped(stopping: &mut watch::Receiver<bool>) {
    // Also when nobody is left who could say so.
    let _ = stopping.wait_for(|stop| *stop).await;
}
