//! The laws themselves.

use super::{Broken, History, Law, Told};
use std::collections::{HashMap, HashSet};

/// Rooms count no further than this.
const MOST: i64 = 100;

fn unless(holds: bool, law: Law, how: impl FnOnce() -> String) -> Result<(), Broken> {
    if holds { Ok(()) } else { Err(Broken { law, how: how() }) }
}

impl History {
    /// Holds everything against the database.
    ///
    /// # Errors
    /// The first law that was broken.
    pub fn check(&self) -> Result<(), Broken> {
        self.numbers()?;
        self.acknowledged()?;
        self.logs()?;
        self.own()?;
        self.put_out()?;
        self.unread()
    }

    fn event(&self, seq: i64) -> Option<&Told> {
        self.events.get(usize::try_from(seq).ok()?.checked_sub(1)?)
    }

    fn acknowledged(&self) -> Result<(), Broken> {
        for acked in &self.acked {
            let stands = self.event(acked.seq);
            let same = stands.is_some_and(|told| told.id == acked.id && told.is_new());
            unless(same, Law::J1, || format!("{acked:?} was acknowledged, and there stands {stands:?}"))?;
        }
        Ok(())
    }

    fn numbers(&self) -> Result<(), Broken> {
        for (at, told) in self.events.iter().enumerate() {
            unless(usize::try_from(told.seq) == Ok(at + 1), Law::J2, || format!("event {} is {told:?}", at + 1))?;
        }
        let count = self.events.len();
        unless(usize::try_from(self.head) == Ok(count), Law::J2, || format!("{count} events, head {}", self.head))?;
        let (mut ids, mut words) = (HashSet::new(), HashSet::new());
        for told in self.events.iter().filter(|told| told.is_new()) {
            unless(ids.insert(&told.id), Law::J2, || format!("{told:?} stands twice"))?;
            let once = told.words.is_none_or(|said| words.insert((said, &told.author)));
            unless(once, Law::J2, || format!("{told:?} says what was said already"))?;
        }
        Ok(())
    }

    fn logs(&self) -> Result<(), Broken> {
        // Whoever came late heard words that were rewritten since, or the other way round.
        let mut rewritten = HashMap::<&str, i64>::new();
        for told in self.events.iter().filter(|told| !told.is_new()) {
            rewritten.insert(&told.id, told.seq);
        }
        for log in &self.logs {
            for stretch in &log.stretches {
                for (at, told) in (1_i64..).zip(&stretch.told) {
                    let stands = self.event(stretch.after + at);
                    let may_differ = rewritten.get(told.id.as_str()).is_some_and(|seq| *seq > told.seq);
                    let same = stands.is_some_and(|stands| {
                        if may_differ { (stands.seq, &stands.id) == (told.seq, &told.id) } else { stands == told }
                    });
                    unless(same, Law::J3, || format!("{} applied {told:?}, and there stands {stands:?}", log.who))?;
                }
            }
            let level = log.gone || log.last() == self.head;
            unless(level, Law::J3, || format!("{} got as far as {} of {}", log.who, log.last(), self.head))?;
        }
        Ok(())
    }

    fn own(&self) -> Result<(), Broken> {
        let unseen = self.acked.iter().find(|acked| acked.shown == Some(false));
        unless(unseen.is_none(), Law::J4, || format!("{unseen:?} was not shown to who said it"))
    }

    fn put_out(&self) -> Result<(), Broken> {
        for log in &self.logs {
            let Some(after) = self.revoked.get(&log.who) else { continue };
            let last = log.last();
            unless(last <= *after, Law::J5, || format!("{} was put out after {after} and heard {last}", log.who))?;
        }
        Ok(())
    }

    fn unread(&self) -> Result<(), Broken> {
        let gone: HashSet<&str> =
            self.events.iter().filter(|told| told.kind == "delete").map(|told| told.id.as_str()).collect();
        for row in &self.unread {
            let counts = |told: &&Told| {
                told.is_new() && told.seq > row.mark && told.author != row.who && !gone.contains(told.id.as_str())
            };
            let expected = i64::try_from(self.events.iter().filter(counts).count()).unwrap_or(MOST).min(MOST);
            unless(row.unread == expected, Law::J6, || format!("{row:?}, and {expected} came after the mark"))?;
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests;
