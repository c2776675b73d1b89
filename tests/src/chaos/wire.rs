//! A WebSocket by hand: frames that no library would send.

use std::time::Duration;
use tokio::{
    io::{AsyncReadExt as _, AsyncWriteExt as _},
    net::{TcpSocket, TcpStream},
    time::timeout,
};

/// The mask of all frames: any will do.
const MASK: [u8; 4] = [0x37, 0xFA, 0x21, 0x3D];

/// A connection that was upgraded, and nothing more.
pub struct Raw {
    stream: TcpStream,
    buffer: Vec<u8>,
}

/// A masked frame: its first byte, and what is in it.
pub fn frame(first: u8, payload: &[u8]) -> Vec<u8> {
    let mut bytes = vec![first];
    match payload.len() {
        short @ ..=125 => bytes.push(0x80 | u8::try_from(short).expect("short")),
        middle @ ..=0xFFFF => {
            bytes.push(0x80 | 126);
            bytes.extend(u16::try_from(middle).expect("checked").to_be_bytes());
        }
        long => {
            bytes.push(0x80 | 127);
            bytes.extend(u64::try_from(long).expect("a length").to_be_bytes());
        }
    }
    bytes.extend(MASK);
    bytes.extend(payload.iter().zip(MASK.iter().cycle()).map(|(byte, mask)| byte ^ mask));
    bytes
}

impl Raw {
    /// Upgrades a connection to the server at `origin`, as a visitor's browser.
    pub async fn open(origin: &str) -> Self {
        Self::open_from(0, origin).await
    }

    /// The same, from another network than those of another number: 127.0.n.0.
    pub async fn open_from(network: u8, origin: &str) -> Self {
        let address = origin.trim_start_matches("http://");
        let socket = TcpSocket::new_v4().expect("a socket");
        socket.bind(([127, 0, network, 1], 0).into()).expect("an address of this machine");
        let mut stream = socket.connect(address.parse().expect("an address")).await.expect("a connection");
        stream.set_nodelay(true).expect("nodelay");
        let request = format!(
            "GET /live HTTP/1.1\r\nHost: {address}\r\nOrigin: {origin}\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n\
             Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n"
        );
        stream.write_all(request.as_bytes()).await.expect("a request");
        let mut raw = Self { stream, buffer: Vec::new() };
        let mut end = None;
        while end.is_none() {
            raw.more().await.expect("an answer");
            end = raw.buffer.windows(4).position(|window| window == b"\r\n\r\n");
        }
        let head = String::from_utf8_lossy(&raw.buffer).into_owned();
        assert!(head.starts_with("HTTP/1.1 101"), "{head}");
        raw.buffer.drain(..end.expect("an end") + 4);
        raw
    }

    /// The same, after a greeting.
    pub async fn greeted(origin: &str) -> Self {
        let mut raw = Self::open(origin).await;
        raw.send(&frame(0x81, br#"{"hello":{"v":1}}"#)).await;
        let (opcode, answer) = raw.hear().await.expect("a greeting");
        assert!(opcode == 1 && answer.starts_with(br#"{"hello""#), "{answer:?}");
        raw
    }

    /// Sends bytes as they are. That the other side has hung up is no failure: the next question tells.
    pub async fn send(&mut self, bytes: &[u8]) {
        let _ = self.stream.write_all(bytes).await;
    }

    async fn more(&mut self) -> Option<()> {
        let mut bytes = [0; 4096];
        let read = timeout(Duration::from_secs(10), self.stream.read(&mut bytes)).await.ok()?.ok()?;
        if read == 0 {
            return None;
        }
        self.buffer.extend(&bytes[..read]);
        Some(())
    }

    /// The next frame: its opcode and what is in it; `None` when there is none.
    pub async fn hear(&mut self) -> Option<(u8, Vec<u8>)> {
        loop {
            let (length, skip) = match self.buffer.get(1) {
                Some(126) if self.buffer.len() >= 4 => {
                    (usize::from(u16::from_be_bytes([self.buffer[2], self.buffer[3]])), 4)
                }
                Some(short @ 0..=125) => (usize::from(*short), 2),
                _ => (usize::MAX, 0),
            };
            if length != usize::MAX && self.buffer.len() >= skip + length {
                let frame: Vec<u8> = self.buffer.drain(..skip + length).collect();
                return Some((frame[0] & 0x0F, frame[skip..].to_vec()));
            }
            self.more().await?;
        }
    }

    /// Answers heartbeats and nothing else, for as long as the connection stands.
    pub async fn stay(mut self) {
        self.buffer = Vec::new();
        let mut bytes = [0; 1024];
        // A heartbeat is a short frame, and nothing else comes to who follows quiet channels.
        while matches!(self.stream.read(&mut bytes).await, Ok(1..)) {
            if bytes.starts_with(b"\x88") {
                return;
            }
            self.send(&frame(0x81, br#"{"hb":{}}"#)).await;
        }
    }

    /// Hears until it is closed; gives the code, 1005 for none and 1006 when the connection just broke.
    pub async fn closed(&mut self) -> u16 {
        while let Some((opcode, payload)) = self.hear().await {
            if opcode == 8 {
                return if payload.len() < 2 { 1005 } else { u16::from_be_bytes([payload[0], payload[1]]) };
            }
        }
        1006
    }
}
