//! A server for mail that takes everything in, and knows when.

use std::{
    net::SocketAddr,
    sync::{Arc, Mutex},
    time::{Duration, Instant},
};
use tokio::{
    io::{AsyncBufReadExt as _, AsyncWriteExt as _, BufReader},
    net::{TcpListener, TcpStream},
    task::JoinHandle,
    time::sleep,
};

type Arrived = Arc<Mutex<Vec<Delivery>>>;

/// A mail that came.
#[derive(Clone, Debug)]
pub struct Delivery {
    /// To whom.
    pub to: String,
    /// When somebody began to deliver it.
    pub begun: Instant,
    /// When all of it was here.
    pub ended: Instant,
}

/// A running one. Dropping it ends it.
pub struct Sink {
    address: SocketAddr,
    arrived: Arrived,
    listening: JoinHandle<()>,
}

impl Sink {
    /// Starts one, which takes so long over each mail.
    pub async fn start(each: Duration) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.expect("a port");
        let (arrived, address) = (Arrived::default(), listener.local_addr().expect("an address"));
        let noted = arrived.clone();
        let listening = tokio::spawn(async move {
            while let Ok((stream, _)) = listener.accept().await {
                let noted = noted.clone();
                tokio::spawn(async move { receive(stream, each, &noted).await });
            }
        });
        Self { address, arrived, listening }
    }

    /// As the configuration names it.
    pub fn url(&self) -> String {
        format!("smtp://{}", self.address)
    }

    /// The mails that came so far, oldest first.
    pub fn arrived(&self) -> Vec<Delivery> {
        self.arrived.lock().expect("whole").clone()
    }
}

impl Drop for Sink {
    fn drop(&mut self) {
        self.listening.abort();
    }
}

/// Speaks with one client until it is gone.
async fn receive(stream: TcpStream, each: Duration, arrived: &Arrived) -> Option<()> {
    stream.set_nodelay(true).ok()?;
    let (input, mut output) = stream.into_split();
    let (mut lines, mut to, mut begun) = (BufReader::new(input).lines(), String::new(), Instant::now());
    output.write_all(b"220 sink\r\n").await.ok()?;
    while let Some(line) = lines.next_line().await.ok()? {
        let answer: &[u8] = match line.get(..4).unwrap_or_default().to_ascii_uppercase().as_str() {
            "MAIL" => {
                begun = Instant::now();
                b"250 ok\r\n"
            }
            "RCPT" => {
                to = line.split(['<', '>']).nth(1).unwrap_or_default().to_owned();
                b"250 ok\r\n"
            }
            "DATA" => {
                output.write_all(b"354 go on\r\n").await.ok()?;
                while lines.next_line().await.ok()?.is_some_and(|line| line != ".") {}
                arrived.lock().expect("whole").push(Delivery { to: to.clone(), begun, ended: Instant::now() });
                sleep(each).await;
                b"250 ok\r\n"
            }
            "QUIT" => b"221 bye\r\n",
            _ => b"250 ok\r\n",
        };
        output.write_all(answer).await.ok()?;
    }
    Some(())
}
