//! A WebSocket in a few bytes: thousands of them fit beside the server that they measure.

use anyhow::{Context as _, bail, ensure};
use std::{
    cell::RefCell,
    io::ErrorKind,
    net::{Ipv4Addr, SocketAddr},
};
use tokio::{
    io::AsyncWriteExt as _,
    net::{TcpSocket, TcpStream},
};

/// Who knocks.
#[derive(Clone, Debug)]
pub enum Pass {
    /// A program with this token.
    Program(String),
    /// A browser with this one.
    Browser(String),
}

/// A connection that was upgraded.
pub struct Line {
    stream: TcpStream,
    /// What came of a frame that is not whole yet.
    rest: Vec<u8>,
}

thread_local! {
    /// Where all lines of this thread read into.
    static BUFFER: RefCell<Vec<u8>> = RefCell::new(vec![0; 64 * 1024]);
}

impl Line {
    /// Comes in from `network`: the server counts who comes from 127.0.1.x apart from who comes from 127.0.2.x.
    pub async fn open(to: SocketAddr, network: u8, pass: &Pass) -> anyhow::Result<Result<Self, u16>> {
        let socket = TcpSocket::new_v4()?;
        socket.bind(SocketAddr::from((Ipv4Addr::new(127, 0, network, 1), 0)))?;
        let mut stream = socket.connect(to).await?;
        stream.set_nodelay(true)?;
        let who = match pass {
            Pass::Program(token) => format!("Authorization: Bearer {token}"),
            Pass::Browser(token) => format!("Origin: http://{to}\r\nCookie: __Host-sid={token}"),
        };
        let request = format!(
            "GET /live HTTP/1.1\r\nHost: {to}\r\n{who}\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n\
             Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n"
        );
        stream.write_all(request.as_bytes()).await?;
        let mut line = Self { stream, rest: Vec::new() };
        loop {
            line.stream.readable().await?;
            let end = BUFFER.with_borrow_mut(|buffer| {
                let read = match line.stream.try_read(buffer) {
                    Ok(0) => bail!("hung up before an answer"),
                    Ok(read) => read,
                    Err(error) if error.kind() == ErrorKind::WouldBlock => return Ok(None),
                    Err(error) => return Err(error.into()),
                };
                line.rest.extend(&buffer[..read]);
                Ok(line.rest.windows(4).position(|window| window == b"\r\n\r\n"))
            })?;
            if let Some(end) = end {
                let status = std::str::from_utf8(line.rest.get(9..12).context("a status")?)?.parse()?;
                line.rest = line.rest.split_off(end + 4);
                return Ok(if status == 101 { Ok(line) } else { Err(status) });
            }
        }
    }

    /// Sends a text.
    pub async fn say(&mut self, text: &str) -> anyhow::Result<()> {
        let mut frame = vec![0x81];
        match u16::try_from(text.len())? {
            short @ ..=125 => frame.push(0x80 | u8::try_from(short)?),
            long => {
                frame.push(0x80 | 126);
                frame.extend(long.to_be_bytes());
            }
        }
        // A mask of zeros leaves the text as it is.
        frame.extend([0; 4]);
        frame.extend(text.as_bytes());
        Ok(self.stream.write_all(&frame).await?)
    }

    /// Waits until something comes, and gives each text that is whole to `take`.
    ///
    /// # Errors
    /// The connection ended; with the code when the server said one.
    pub async fn hear(&mut self, mut take: impl FnMut(&[u8])) -> anyhow::Result<()> {
        if self.rest.is_empty() || whole(&self.rest).is_none() {
            self.stream.readable().await?;
        }
        BUFFER.with_borrow_mut(|buffer| {
            let read = match self.stream.try_read(buffer) {
                Ok(0) => bail!("hung up"),
                Ok(read) => read,
                Err(error) if error.kind() == ErrorKind::WouldBlock => 0,
                Err(error) => return Err(error.into()),
            };
            if self.rest.is_empty() {
                let used = frames(&buffer[..read], &mut take)?;
                self.rest.extend(&buffer[used..read]);
            } else {
                self.rest.extend(&buffer[..read]);
                let used = frames(&self.rest, &mut take)?;
                self.rest.drain(..used);
            }
            if self.rest.is_empty() {
                self.rest = Vec::new();
            }
            Ok(())
        })
    }
}

/// The head and the length of the first frame, when it is whole.
fn whole(bytes: &[u8]) -> Option<(usize, usize)> {
    let (head, length) = match *bytes.get(1)? {
        126 => (4, usize::from(u16::from_be_bytes([*bytes.get(2)?, *bytes.get(3)?]))),
        127 => (10, usize::try_from(u64::from_be_bytes(bytes.get(2..10)?.try_into().ok()?)).ok()?),
        short => (2, usize::from(short)),
    };
    (bytes.len() >= head + length).then_some((head, length))
}

/// Gives the texts to `take`; gives how many bytes were whole frames.
fn frames(bytes: &[u8], take: &mut impl FnMut(&[u8])) -> anyhow::Result<usize> {
    let mut used = 0;
    while let Some((head, length)) = whole(&bytes[used..]) {
        let payload = &bytes[used + head..used + head + length];
        match bytes[used] {
            0x81 => take(payload),
            0x88 => {
                let code = payload.get(..2).map_or(1005, |code| u16::from_be_bytes([code[0], code[1]]));
                bail!("closed with {code}");
            }
            // Nothing else is expected of this server.
            first => ensure!(first == 0x89 || first == 0x8A, "a frame that begins with {first:#x}"),
        }
        used += head + length;
    }
    Ok(used)
}
