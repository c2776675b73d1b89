//! A link that can be spoilt: what lies between a client and its server, on loopback.

use super::Dice;
use std::{
    io,
    net::SocketAddr,
    sync::{
        Arc,
        atomic::{AtomicUsize, Ordering},
    },
    time::Duration,
};
use tokio::{
    io::{AsyncReadExt as _, AsyncWriteExt as _},
    net::{
        TcpListener, TcpSocket, TcpStream,
        tcp::{OwnedReadHalf, OwnedWriteHalf},
    },
    sync::watch,
    task::JoinHandle,
    time::sleep,
};

/// What the link does to what passes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Weather {
    /// Nothing.
    Clear,
    /// Each piece waits up to so many milliseconds.
    Delay(u64),
    /// So many bytes a second pass towards the client.
    Throttle(u64),
    /// Nothing passes any more, also not that somebody hung up: a half-open link.
    Silent,
    /// Who knocks is refused; who is inside stays.
    Refuse,
}

/// A link to one server. Dropping it cuts all that pass through it.
pub struct Proxy {
    /// What a client knocks at: `http://127.0.0.1:port`.
    pub origin: String,
    state: watch::Sender<(Weather, u64)>,
    open: Arc<AtomicUsize>,
    listening: JoinHandle<()>,
}

impl Proxy {
    /// A link to the server at `origin`. A `narrow` one has small buffers: else the first megabytes pass whatever it does.
    pub async fn before(origin: &str, narrow: bool, dice: Dice) -> Self {
        Self::between(0, origin, narrow, dice).await
    }

    /// A link over which all come from another network than those of another number: 127.0.n.0.
    pub async fn from_network(network: u8, origin: &str, dice: Dice) -> Self {
        Self::between(network, origin, false, dice).await
    }

    async fn between(network: u8, origin: &str, narrow: bool, mut dice: Dice) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.expect("a port");
        let address = origin.trim_start_matches("http://").parse().expect("an address");
        let own = format!("http://{}", listener.local_addr().expect("an address"));
        let (state, seen) = watch::channel((Weather::Clear, 0));
        let open = Arc::new(AtomicUsize::new(0));
        let count = open.clone();
        let listening = tokio::spawn(async move {
            while let Ok((client, _)) = listener.accept().await {
                if seen.borrow().0 != Weather::Refuse {
                    let server = connect(address, network, narrow);
                    tokio::spawn(link(client, server, narrow, seen.clone(), dice.split(), count.clone()));
                }
            }
        });
        Self { origin: own, state, open, listening }
    }

    /// Changes the weather for all who pass.
    pub fn set(&self, weather: Weather) {
        self.state.send_modify(|state| state.0 = weather);
    }

    /// Cuts all who pass now.
    pub fn cut(&self) {
        self.state.send_modify(|state| state.1 += 1);
    }

    /// How many pass now.
    pub fn open(&self) -> usize {
        self.open.load(Ordering::Relaxed)
    }
}

impl Drop for Proxy {
    fn drop(&mut self) {
        self.listening.abort();
        self.cut();
    }
}

/// Carries one connection until it is cut or both sides are done.
async fn link(
    client: TcpStream,
    server: impl Future<Output = io::Result<TcpStream>>,
    narrow: bool,
    seen: watch::Receiver<(Weather, u64)>,
    mut dice: Dice,
    open: Arc<AtomicUsize>,
) {
    let Ok(server) = server.await else { return };
    open.fetch_add(1, Ordering::Relaxed);
    let _ = client.set_nodelay(true);
    if narrow {
        let _ = socket2::SockRef::from(&client).set_send_buffer_size(4096);
    }
    let ((client_in, client_out), (server_in, server_out)) = (client.into_split(), server.into_split());
    let mut cuts = seen.clone();
    let epoch = cuts.borrow().1;
    let up = carry(client_in, server_out, seen.clone(), dice.split(), false);
    let down = carry(server_in, client_out, seen, dice.split(), true);
    tokio::select! {
        _ = async { tokio::join!(up, down) } => {}
        // The sender is gone when the proxy is.
        _ = cuts.wait_for(|state| state.1 != epoch) => {}
    }
    open.fetch_sub(1, Ordering::Relaxed);
}

async fn connect(server: SocketAddr, network: u8, narrow: bool) -> io::Result<TcpStream> {
    let socket = TcpSocket::new_v4()?;
    socket.bind(SocketAddr::from(([127, 0, network, 1], 0)))?;
    if narrow {
        socket.set_recv_buffer_size(4096)?;
    }
    let stream = socket.connect(server).await?;
    stream.set_nodelay(true)?;
    Ok(stream)
}

/// Carries one direction, as the weather is.
async fn carry(
    mut from: OwnedReadHalf,
    mut to: OwnedWriteHalf,
    mut seen: watch::Receiver<(Weather, u64)>,
    mut dice: Dice,
    down: bool,
) -> io::Result<()> {
    let mut buffer = vec![0; 16 * 1024];
    loop {
        let weather = seen.borrow_and_update().0;
        if weather == Weather::Silent {
            seen.changed().await.map_err(io::Error::other)?;
            continue;
        }
        let room = if matches!(weather, Weather::Throttle(_)) { 512 } else { buffer.len() };
        let read = tokio::select! {
            read = from.read(&mut buffer[..room]) => read?,
            changed = seen.changed() => {
                changed.map_err(io::Error::other)?;
                continue;
            }
        };
        match weather {
            Weather::Delay(most) => sleep(dice.millis(0, most)).await,
            Weather::Throttle(rate) if down => {
                sleep(Duration::from_secs_f64(read as f64 / rate as f64)).await;
            }
            _ => {}
        }
        // What is under way when the link dies is lost with it.
        while seen.borrow_and_update().0 == Weather::Silent {
            seen.changed().await.map_err(io::Error::other)?;
        }
        if read == 0 {
            return to.shutdown().await;
        }
        to.write_all(&buffer[..read]).await?;
    }
}
