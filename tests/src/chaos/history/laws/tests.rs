use super::*;
use crate::chaos::{Acked, Dice, Log, Unread, history::fingerprint};

/// A trial in which all went well: twenty messages of four members, one of them put out half-way, one reset.
fn good(dice: &mut Dice) -> History {
    let events: Vec<Told> = (1..=20)
        .map(|seq| {
            let author = format!("lid {}", dice.below(4));
            let words = Some(fingerprint(&format!("woorden {seq}")));
            Told { seq, kind: "msg".to_owned(), id: format!("m{seq}"), author, words }
        })
        .collect();
    let mut acked = vec![Acked { who: "x".into(), id: "m3".into(), seq: 3, shown: Some(true) }];
    for told in &events {
        if dice.chance(60) {
            let (who, id, shown) = (told.author.clone(), told.id.clone(), dice.chance(50).then_some(true));
            acked.push(Acked { who, id, seq: told.seq, shown });
        }
    }
    let mut logs: Vec<Log> = (0..4).map(|n| Log::new(&format!("lid {n}"), "room:1", 0)).collect();
    logs.iter_mut().for_each(|log| log.stretches[0].told = events.clone());
    let cut = dice.below(15) + 2;
    logs[1].stretches[0].told.truncate(cut);
    logs[1].gone = true;
    let (start, middle) = (dice.below(5), 8 + dice.below(5));
    logs[2].stretches[0].told.truncate(start);
    logs[2].begin(i64::try_from(middle).expect("small"), Vec::new());
    logs[2].stretches[1].told = events[middle..].to_vec();
    let mark = i64::try_from(dice.below(20)).expect("small");
    let of_others = events.iter().filter(|told| told.seq > mark && told.author != "lid 0").count();
    let unread = Unread { who: "lid 0".into(), mark, unread: i64::try_from(of_others).expect("small") };
    let revoked = [("lid 1".to_owned(), i64::try_from(cut).expect("small"))].into();
    History { head: 20, events, acked, logs, revoked, unread: vec![unread] }
}

fn told(history: &mut History) -> &mut Vec<Told> {
    &mut history.logs[0].stretches[0].told
}

/// Breaks a law somewhere.
fn bad(history: &mut History, law: Law, dice: &mut Dice) {
    let (acked, at) = (dice.below(history.acked.len()), dice.below(20));
    match (law, dice.below(3)) {
        (Law::J1, 0) => history.acked[acked].id = "another".to_owned(),
        (Law::J1, 1) => history.acked[acked].seq = 21,
        (Law::J1, _) => history.acked[acked].seq = history.acked[acked].seq % 20 + 1,
        (Law::J2, 0) => history.head += 1,
        (Law::J2, 1) => history.events[at].seq += 1,
        (Law::J2, _) => {
            let twice = history.events[(at + 1) % 20].clone();
            (history.events[at].words, history.events[at].author) = (twice.words, twice.author);
        }
        (Law::J3, 0) => drop(told(history).remove(at)),
        (Law::J3, 1) => told(history)[at].words = Some(7),
        (Law::J3, _) => {
            let twice = told(history)[at].clone();
            told(history).insert(at, twice);
        }
        (Law::J4, _) => history.acked[acked].shown = Some(false),
        (Law::J5, 0) => *history.revoked.get_mut("lid 1").expect("put out") -= 1,
        (Law::J5, _) => drop(history.revoked.insert("lid 0".to_owned(), i64::try_from(at).expect("small"))),
        (Law::J6, 0) => history.unread[0].unread += 1,
        (Law::J6, _) => history.unread[0].unread -= 1,
    }
}

#[test]
fn a_good_history_is_accepted() {
    for seed in 0..200 {
        assert_eq!(good(&mut Dice::of(seed)).check(), Ok(()), "seed {seed}");
    }
}

#[test]
fn a_broken_law_is_found_by_its_name() {
    for law in [Law::J1, Law::J2, Law::J3, Law::J4, Law::J5, Law::J6] {
        for seed in 0..200 {
            let mut dice = Dice::of(seed);
            let mut history = good(&mut dice);
            bad(&mut history, law, &mut dice);
            assert_eq!(history.check().map_err(|broken| broken.law), Err(law), "seed {seed}");
        }
    }
}

#[test]
fn words_that_were_rewritten_may_have_been_heard_before() {
    let mut history = good(&mut Dice::of(1));
    let edit = Told { seq: 21, kind: "edit".into(), words: Some(1), ..history.events[4].clone() };
    history.events[4].words = Some(1);
    history.events.push(edit.clone());
    history.head = 21;
    for log in history.logs.iter_mut().filter(|log| !log.gone) {
        log.stretches.last_mut().expect("a stretch").told.push(edit.clone());
    }
    assert_eq!(history.check(), Ok(()));
}
