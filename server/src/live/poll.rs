//! `GET /live/poll?cur=room:…=812,thread:…=5&wait=25`: the frames of the socket as a JSON array, for networks where no socket
//! gets through. The session is made for one answer; what it missed before lies in the database.

use super::{
    session::{End, Out, Session},
    socket::stopped,
};
use crate::{
    Error,
    app::Ctx,
    http::{Answer, Query},
};
use axum::{http::header, response::IntoResponse};
use std::time::Duration;
use tokio::time::timeout;

/// The longest wait, in seconds: shorter than the time a request may take.
const LONGEST: u64 = 25;

/// Where the reader stands.
#[derive(serde::Deserialize)]
pub struct Place {
    /// Channels with the number of the last event seen; without a number, from now on.
    #[serde(default)]
    cur: String,
    /// The epoch of the numbers.
    epoch: Option<String>,
    /// How many seconds to wait for something.
    #[serde(default)]
    wait: u64,
}

/// Answers as soon as there is something, else when the time is over.
pub async fn poll(ctx: Ctx, Query(place): Query<Place>) -> Answer {
    let resume = place
        .cur
        .split(',')
        .filter(|part| !part.is_empty())
        .map(|part| match part.split_once('=') {
            Some((channel, since)) => Some((channel.to_owned(), Some(since.parse().ok()?))),
            None => Some((part.to_owned(), None)),
        })
        .collect::<Option<Vec<(String, Option<i64>)>>>()
        .ok_or(Error::Malformed)?;
    let mut stopping = ctx.app.live.stopping.subscribe();
    let mut session = Session::enter(ctx, Out::Kept(Vec::new()))?;
    let mailbox = session.mailbox.clone();
    let work = async {
        session.begin(place.epoch, resume).await?;
        session.flush().await?;
        if !session.told() {
            let wait = Duration::from_secs(place.wait.min(LONGEST));
            let _ = timeout(wait, async {
                tokio::select! {
                    () = mailbox.rung() => {}
                    () = stopped(&mut stopping) => {}
                }
            })
            .await;
            session.flush().await?;
        }
        Ok::<_, End>(())
    };
    if let Err(End::Close(shared::live::close::SIGNED_OUT)) = work.await {
        return Err(Error::SignInFirst);
    }
    let Out::Kept(frames) = &session.out else { return Err(Error::Unavailable) };
    let body = format!("[{}]", frames.join(","));
    Ok(([(header::CONTENT_TYPE, "application/json")], body).into_response())
}
