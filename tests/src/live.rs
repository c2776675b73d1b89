//! The live socket, as a browser or a program holds it.

use crate::Client;
use futures_util::{SinkExt as _, StreamExt as _};
use serde_json::{Value, json};
use std::time::Duration;
use tokio::{net::TcpStream, time::timeout};
use tokio_tungstenite::{
    MaybeTlsStream, WebSocketStream,
    tungstenite::{Error, Message, client::IntoClientRequest as _},
};

/// How long an answer may take.
const PATIENCE: Duration = Duration::from_secs(10);

/// An open socket that has greeted.
pub struct Socket {
    stream: WebSocketStream<MaybeTlsStream<TcpStream>>,
    commands: u32,
    /// Every frame that came so far, but heartbeats.
    pub heard: Vec<Value>,
    /// The code it was closed with.
    pub closed: Option<u16>,
}

impl Client {
    /// Opens the socket and greets: as a browser of this site with a cookie, else as a program with a token, else as a
    /// visitor's browser.
    ///
    /// # Errors
    /// The status, when the door refuses.
    pub async fn live(&self) -> Result<Socket, u16> {
        let mut socket = self.knock().await?;
        socket.say(json!({ "hello": { "v": 1 } })).await;
        socket.until("a greeting", |frame| frame.get("hello").is_some()).await;
        Ok(socket)
    }

    /// Opens the socket and greets as one who was there before: in an epoch, up to a number of a channel.
    pub async fn live_from(&self, epoch: &str, channel: &str, since: i64) -> Socket {
        let mut socket = self.knock().await.expect("a socket");
        socket.say(json!({ "hello": { "v": 1, "epoch": epoch, "resume": [[channel, since]] } })).await;
        socket.until("a greeting", |frame| frame.get("hello").is_some()).await;
        socket
    }

    /// Opens the socket.
    async fn knock(&self) -> Result<Socket, u16> {
        let address = format!("{}/live", self.origin.replacen("http", "ws", 1));
        let mut request = address.into_client_request().expect("an address");
        let mut headers = vec![("origin", self.origin.clone())];
        match (&self.cookie, &self.token) {
            (Some(cookie), _) => headers.push(("cookie", cookie.clone())),
            (None, Some(token)) => headers = vec![("authorization", format!("Bearer {token}"))],
            (None, None) => (),
        }
        // Our own headers go over these; an empty one takes away what stood there.
        headers.retain(|(name, _)| self.headers.iter().all(|(own, _)| own != name));
        let own = self.headers.iter().map(|(name, value)| (name.as_str(), value.clone()));
        for (name, value) in headers.into_iter().chain(own).filter(|(_, value)| !value.is_empty()) {
            let name: reqwest::header::HeaderName = name.parse().expect("a header");
            request.headers_mut().insert(name, value.parse().expect("a value"));
        }
        let (stream, _) = match tokio_tungstenite::connect_async(request).await {
            Ok(opened) => opened,
            Err(Error::Http(answer)) => return Err(answer.status().as_u16()),
            Err(error) => panic!("the socket: {error}"),
        };
        Ok(Socket { stream, commands: 0, heard: Vec::new(), closed: None })
    }
}

impl Socket {
    /// Sends a frame. One that comes too late is no failure: the next question tells.
    pub async fn say(&mut self, frame: Value) {
        let _ = self.stream.send(Message::text(frame.to_string())).await;
    }

    /// Hears the next frame; `None` when the time is over or the socket is closed.
    pub async fn hear(&mut self, patience: Duration) -> Option<Value> {
        loop {
            match timeout(patience, self.stream.next()).await {
                Ok(Some(Ok(Message::Text(text)))) => {
                    let frame: Value = serde_json::from_str(&text).expect("a frame of JSON");
                    if frame.get("hb").is_some() {
                        self.say(json!({ "hb": {} })).await;
                        continue;
                    }
                    self.heard.push(frame.clone());
                    return Some(frame);
                }
                Ok(Some(Ok(Message::Close(frame)))) => {
                    self.closed = Some(frame.map_or(1005, |frame| frame.code.into()));
                    return None;
                }
                Ok(Some(Ok(_))) => (),
                Ok(Some(Err(_)) | None) => {
                    self.closed = self.closed.or(Some(1006));
                    return None;
                }
                Err(_) => return None,
            }
        }
    }

    /// Hears until a frame is `wanted`.
    pub async fn until(&mut self, what: &str, wanted: impl Fn(&Value) -> bool) -> Value {
        let deadline = std::time::Instant::now() + PATIENCE;
        loop {
            let left = deadline.saturating_duration_since(std::time::Instant::now());
            match self.hear(left).await {
                Some(frame) if wanted(&frame) => return frame,
                Some(_) => (),
                None => panic!("no {what}; closed: {:?}; heard: {:?}", self.closed, self.heard),
            }
        }
    }

    /// Hears until nothing comes for a moment.
    pub async fn quiet(&mut self) {
        while self.hear(Duration::from_millis(400)).await.is_some() {}
    }

    /// Hears until it is closed; gives the code.
    pub async fn end(&mut self) -> Option<u16> {
        while self.closed.is_none() && self.hear(PATIENCE).await.is_some() {}
        self.closed
    }

    /// Asks for a channel, from an event on or from now on; gives the answer, without the number of the question.
    pub async fn subscribe(&mut self, channel: &str, since: Option<i64>) -> Value {
        self.commands += 1;
        let id = self.commands;
        let mut command = json!({ "sub": { "id": id, "ch": channel } });
        if let Some(since) = since {
            command["sub"]["since"] = since.into();
        }
        self.say(command).await;
        let about = |frame: &Value| ["subd", "err"].iter().any(|kind| frame[kind]["id"] == id);
        let mut answer = self.until("answer to a subscription", about).await;
        for kind in ["subd", "err"] {
            if let Some(told) = answer[kind].as_object_mut() {
                told.remove("id");
            }
        }
        answer
    }
}
