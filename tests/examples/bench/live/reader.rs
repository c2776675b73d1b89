//! Readers that keep the client's rule of `docs/live-protocol.md`, by the thousand, on one thread.

use super::{
    frame::{Frame, said_at},
    line::{Line, Pass},
};
use std::{
    cell::{Cell, RefCell},
    net::SocketAddr,
    rc::Rc,
    time::{Duration, Instant},
};
use tests::chaos::Dice;
use tokio::{sync::watch, task::JoinHandle, time::sleep};

/// What became of all readers together.
pub struct Tally {
    /// The zero of all times.
    pub began: Instant,
    /// Events that were applied.
    pub applied: Cell<u64>,
    /// Events that were told again.
    pub again: Cell<u64>,
    /// Times that one was missing before the next.
    pub gaps: Cell<u64>,
    /// Times that a channel had to be fetched anew.
    pub resets: Cell<u64>,
    /// Times that the door said: later.
    pub later: Cell<u64>,
    /// Times that a connection ended by itself.
    pub broken: Cell<u64>,
    /// Readers that hear all they follow.
    pub standing: Cell<usize>,
    /// Microseconds from when something was said until it was applied.
    pub took: RefCell<Vec<u32>>,
    /// Milliseconds that each absence took until the first event that was missed was applied.
    pub missed: RefCell<Vec<f64>>,
    /// Changes when all are cut off, and for how long they stay away at least.
    cut: watch::Sender<(u64, Duration)>,
    /// Where the server is.
    pub to: SocketAddr,
}

impl Tally {
    /// Nobody yet.
    pub fn new(to: SocketAddr) -> Rc<Self> {
        Rc::new(Self {
            began: Instant::now(),
            applied: Cell::default(),
            again: Cell::default(),
            gaps: Cell::default(),
            resets: Cell::default(),
            later: Cell::default(),
            broken: Cell::default(),
            standing: Cell::default(),
            took: RefCell::default(),
            missed: RefCell::default(),
            cut: watch::channel((0, Duration::ZERO)).0,
            to,
        })
    }

    /// Microseconds since the beginning.
    pub fn now(&self) -> u64 {
        u64::try_from(self.began.elapsed().as_micros()).expect("a short run")
    }

    /// Cuts off all readers at once; each comes back a random moment after they `away`.
    pub fn cut(&self, away: Duration) {
        self.cut.send_modify(|(count, wait)| (*count, *wait) = (*count + 1, away));
    }

    /// Forgets what was noted so far.
    pub fn clear(&self) {
        self.took.borrow_mut().clear();
        self.missed.borrow_mut().clear();
        for cell in [&self.applied, &self.again, &self.gaps, &self.resets, &self.later, &self.broken] {
            cell.set(0);
        }
    }
}

fn add(cell: &Cell<u64>, count: u64) {
    cell.set(cell.get() + count);
}

/// What a reader needs.
pub struct Ticket {
    /// Who it is.
    pub pass: Pass,
    /// Which network it comes from.
    pub network: u8,
    /// What it follows, after which number; `None` from now on.
    pub channels: Vec<(Rc<str>, Option<i64>)>,
}

/// A reader that runs until it is dropped.
pub struct Reader {
    /// The last number of each channel.
    pub last: Rc<RefCell<Vec<Option<i64>>>>,
    task: JoinHandle<()>,
}

impl Drop for Reader {
    fn drop(&mut self) {
        self.task.abort();
    }
}

struct Loop {
    ticket: Ticket,
    tally: Rc<Tally>,
    last: Rc<RefCell<Vec<Option<i64>>>>,
    /// The short name of each channel on this connection.
    names: Vec<Option<u32>>,
    epoch: Option<String>,
    stands: bool,
    /// When it was cut off, until something that it missed was applied.
    away: Option<Instant>,
    bye: Option<(u64, u64)>,
    asked: bool,
}

impl Reader {
    /// Comes in, on this thread.
    pub fn start(ticket: Ticket, tally: &Rc<Tally>, mut dice: Dice) -> Self {
        let last = Rc::new(RefCell::new(ticket.channels.iter().map(|(_, since)| *since).collect::<Vec<_>>()));
        let names = vec![None; ticket.channels.len()];
        let mut own = Loop {
            ticket,
            tally: tally.clone(),
            last: last.clone(),
            names,
            epoch: None,
            stands: false,
            away: None,
            bye: None,
            asked: false,
        };
        Self { last, task: tokio::task::spawn_local(async move { own.run(&mut dice).await }) }
    }
}

impl Loop {
    async fn run(&mut self, dice: &mut Dice) {
        let mut cuts = self.tally.cut.subscribe();
        let mut tries = 0_u32;
        loop {
            let mut wait = (0, 500 << tries.min(6));
            match Line::open(self.tally.to, self.ticket.network, &self.ticket.pass).await {
                Ok(Ok(mut line)) => {
                    let cut = tokio::select! {
                        _ = self.serve(&mut line) => false,
                        _ = cuts.changed() => true,
                    };
                    if self.stands {
                        tries = 0;
                        self.tally.standing.set(self.tally.standing.get() - 1);
                    }
                    (self.stands, self.asked) = (false, false);
                    self.names.fill(None);
                    if cut {
                        self.away = Some(Instant::now());
                        drop(line);
                        let away = cuts.borrow_and_update().1;
                        sleep(away).await;
                        // Measured from the moment that there was a server again.
                        self.away = Some(Instant::now());
                    } else {
                        add(&self.tally.broken, 1);
                    }
                    // The first time within a second, as the browser does.
                    wait = self.bye.take().unwrap_or((0, 1_000));
                }
                Ok(Err(_)) => add(&self.tally.later, 1),
                Err(_) => {}
            }
            tries += 1;
            sleep(dice.millis(wait.0, wait.1.clamp(wait.0, 30_000))).await;
        }
    }

    /// The channels of which it has a number, as a greeting names them.
    fn known(&self) -> String {
        let (mut known, last) = (Vec::new(), self.last.borrow());
        for ((name, _), last) in self.ticket.channels.iter().zip(last.iter()) {
            known.extend(last.map(|last| format!("[\"{name}\",{last}]")));
        }
        known.join(",")
    }

    async fn serve(&mut self, line: &mut Line) -> anyhow::Result<()> {
        let resume = self.known();
        let epoch = self.epoch.as_ref().map(|epoch| format!("\"epoch\":\"{epoch}\",")).unwrap_or_default();
        line.say(&format!(r#"{{"hello":{{"v":1,{epoch}"resume":[{resume}]}}}}"#)).await?;
        let fresh: Vec<_> = self.ticket.channels.iter().filter(|(_, since)| since.is_none()).collect();
        for (n, (name, _)) in fresh.into_iter().enumerate() {
            if !resume.contains(&**name) {
                line.say(&format!(r#"{{"sub":{{"id":{n},"ch":"{name}"}}}}"#)).await?;
            }
        }
        loop {
            let mut answers = Vec::new();
            line.hear(|text| self.take(text, &mut answers)).await?;
            for answer in answers {
                line.say(&answer).await?;
            }
        }
    }

    fn place(&self, c: u32) -> Option<usize> {
        self.names.iter().position(|name| *name == Some(c))
    }

    fn take(&mut self, text: &[u8], answers: &mut Vec<String>) {
        let frame: Frame<'_> = serde_json::from_slice(text).expect("a frame");
        if let Some(event) = &frame.ev {
            self.event(event.c, event.s, event.d.body_markdown.as_deref(), answers);
        }
        if let Some(events) = &frame.evs {
            for (s, _, data) in &events.e {
                self.event(events.c, *s, data.body_markdown.as_deref(), answers);
            }
        }
        if let Some(told) = &frame.subd {
            let at = self.ticket.channels.iter().position(|(name, _)| **name == *told.ch).expect("a channel of mine");
            self.names[at] = Some(told.c);
            self.asked = false;
            let last = &mut self.last.borrow_mut()[at];
            if told.mode == "reset" {
                add(&self.tally.resets, 1);
            }
            if told.mode != "resume" || last.is_none() {
                *last = Some(told.head);
            }
            if !self.stands && self.names.iter().all(Option::is_some) {
                self.stands = true;
                self.tally.standing.set(self.tally.standing.get() + 1);
            }
        }
        if let Some(reset) = &frame.reset {
            add(&self.tally.resets, 1);
            if let Some(at) = self.place(reset.c) {
                self.last.borrow_mut()[at] = Some(reset.head);
            }
        }
        if frame.hb.is_some() {
            answers.push(r#"{"hb":{}}"#.to_owned());
        }
        if let Some(hello) = frame.hello {
            self.epoch = Some(hello.epoch.to_owned());
        }
        if let Some(bye) = frame.bye {
            self.bye = Some(bye.after);
        }
    }

    fn event(&mut self, c: u32, s: i64, body: Option<&str>, answers: &mut Vec<String>) {
        let Some(at) = self.place(c) else { return };
        let last = self.last.borrow()[at].unwrap_or_default();
        if s <= last {
            add(&self.tally.again, 1);
            return;
        }
        if s > last + 1 {
            add(&self.tally.gaps, 1);
            if !self.asked {
                self.asked = true;
                let name = &self.ticket.channels[at].0;
                answers.push(format!(r#"{{"sub":{{"id":9,"ch":"{name}","since":{last}}}}}"#));
            }
            return;
        }
        self.last.borrow_mut()[at] = Some(s);
        add(&self.tally.applied, 1);
        if let Some(away) = self.away.take() {
            self.tally.missed.borrow_mut().push(away.elapsed().as_secs_f64() * 1_000.0);
        } else if let Some(said) = body.and_then(said_at) {
            let took = self.tally.now().saturating_sub(said);
            self.tally.took.borrow_mut().push(u32::try_from(took).unwrap_or(u32::MAX));
        }
    }
}
